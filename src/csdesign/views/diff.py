"""Each change between two designs as a sentence in a manager's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.views.findings.words import line_of
from csdesign.views.plan.words import ARCHETYPES, LEVELS, MOTIONS, percent
from csdesign.views.section import Document, Lines, Notice, Notices, Section
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.diffing.changes import Change, DesignDiff, Value

__all__ = ["GROUPS", "diff_document", "grouped", "sentence"]

GROUPS: Final = (
    ("What was changed", ("input",)),
    (
        "What customers gain and lose",
        ("interaction", "frequency", "channel", "effort", "deliverer", "promised"),
    ),
    ("Roles", ("role", "duty", "right", "kpi", "pay")),
    ("Coverage of segments", ("segment", "level", "assignment", "people-share", "archetype")),
    ("Who owns what", ("owner",)),
    ("Whom customers meet", ("contacts", "handovers")),
    (
        "People and cost",
        ("heads", "have", "hires", "surplus", "vacancies", "enough", "fte", "hours", "cost"),
    ),
)
"""Headings with the aspects below them: causes first, then what follows from them."""
_OF_PARTS: Final = ("rename", "split", "merge")
_SAME: Final = 5e-4
"""Share of the promised time (0 to 1) below which a change is not mentioned."""
_NOTHING: Final = {
    "have": "not stated",
    "input": "not given",
    "enough": "not drawn",
    "owner": "nobody",
    "archetype": "no CSM archetype",
    "level": "undefined",
}
_FIELDS: Final = {
    "level": "coverage",
    "assignment": "assignment",
    "archetype": "archetype",
    "contacts": "people met over the lifecycle",
    "handovers": "handovers after the purchase",
    "hours": "promised hours a year",
    "fte": "full-time work",
    "heads": "people needed",
    "vacancies": "vacancies of the months",
    "enough": "futures of 100 in which the people in post are enough",
    "promised": "promised time, weighted by the need score (h a year)",
    "have": "people in post",
    "hires": "to hire",
    "surplus": "more than needed",
    "cost": "cost",
}
_LONGEST: Final = 60
"""Most characters of a quoted text or name."""
_THOUSANDS: Final = 1_000
"""Number from which decimals are shown only if the two values differ in them."""
_LEAD: Final = 12
"""Characters shown before the place where two texts begin to differ."""
_FEW: Final = 6
"""Number of items up to which both lists are written out."""
_INPUTS: Final = {
    "accounts": "customers",
    "new accounts": "new customers",
    "arr per account": "revenue of one customer",
    "count": "posts",
    "fte": "working time",
}
"""Keys in everyday words; others are shown as written."""


def diff_document(diff: DesignDiff) -> Document:
    """Return the difference as a document: the changes under `GROUPS` of headings."""
    title = "What this change does to the customer-success design"
    if diff.empty:
        return Document(title, ("Nothing: the plans before and after are the same.",))
    lead: tuple[str, ...] = ()
    if diff.kept is not None and diff.kept < 1 - _SAME:
        lead = (f"Customers keep {percent(diff.kept)} of the promised time.",)
    return Document(title, lead, sections=tuple(_sections(diff)))


def _sections(diff: DesignDiff) -> Iterator[Section]:
    for heading, changes in grouped(diff):
        yield Section(heading, heading, (Lines(tuple(map(sentence, changes))),))
    for heading, found in (
        ("New findings", diff.new_findings),
        ("Worse findings", diff.worse_findings),
        ("Fixed findings", diff.fixed_findings),
        ("Findings that were worse before", diff.better_findings),
    ):
        if found:
            items = tuple(
                Notice(f.severity.word, visible(f.message, 600), line_of(f), f.code) for f in found
            )
            yield Section(heading, heading, (Notices(items),))


def grouped(diff: DesignDiff) -> Iterator[tuple[str, Sequence[Change]]]:
    """Yield each heading that has changes, with them."""
    for heading, aspects in GROUPS:
        changes = [
            change
            for change in diff.of(*aspects, *_OF_PARTS)
            if change.aspect not in _OF_PARTS or heading == _heading(change)
        ]
        if changes:
            yield heading, changes


def _heading(change: Change) -> str:
    """Return the heading of a part that was renamed, split or merged."""
    return "Coverage of segments" if change.old.startswith("segments[") else "Roles"


def sentence(change: Change) -> str:
    """Return one change in words."""
    subject = visible(change.subject, 80)
    detail = visible(change.detail, 120)
    if change.aspect == "input":
        return _input(change, subject, detail)
    if change.aspect in {"segment", "role"}:
        thing = "segment" if change.aspect == "segment" else "role"
        return f"{subject}: {thing} {'is gone' if change.after is None else 'is new'}"
    if change.aspect == "interaction":
        if change.after is None:
            return f"{subject} loses {detail} ({_number(change.before)} {change.unit})"
        return f"{subject} gains {detail} ({_number(change.after)} {change.unit})"
    if change.aspect in {"split", "merge"}:
        verb = "is split into" if change.aspect == "split" else "takes in"
        parts = change.after if change.aspect == "split" else change.before
        return f"{subject} {verb} {_value(parts, change)}"
    if change.aspect == "rename":
        return f"{_value(change.before, change)} is now called {_value(change.after, change)}"
    if change.aspect in {"duty", "right", "kpi"}:
        thing = {"duty": "duty", "right": "right", "kpi": "measure"}[change.aspect]
        return f"{subject} {'loses' if change.after is None else 'gains'} the {thing} {detail}"
    arrow = f"{_value(change.before, change)} -> {_value(change.after, change)}"
    return f"{subject}: {_field(change, detail)} {arrow}"


def _input(change: Change, subject: str, detail: str) -> str:
    """Return the change of a key as a sentence."""
    head, _, rest = detail.partition(" ")
    for key, words in _INPUTS.items():
        if detail == key or (head == key and rest in {"basis", "low", "high", "note"}):
            detail = f"{words} {rest}".strip()
            break
        if detail.endswith(f" {key}"):
            detail = f"{detail.removesuffix(key)}{words}"
            break
    name = f"{subject}: {detail}" if detail else subject
    if "there" in (change.before, change.after):
        return f"{name} {'is gone' if change.after is None else 'is new'}"
    before, after = change.before, change.after
    if isinstance(before, str) and isinstance(after, str):
        before, after = _apart(before, after)
    if isinstance(before, tuple) and isinstance(after, tuple) and len(before + after) > _FEW:
        return f"{name} {_listed(before, after)}"
    return f"{name} {_value(before, change)} -> {_value(after, change)}"


def _apart(before: str, after: str) -> tuple[str, str]:
    """Return two texts from a little before they begin to differ, as far as one line holds them."""
    same = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    if max(len(before), len(after)) <= _LONGEST or same < _LEAD:
        return _short(before), _short(after)
    start = before.rfind(" ", 0, same - _LEAD) + 1
    return f"...{_short(before[start:])}", f"...{_short(after[start:])}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3].rstrip()}..."


def _listed(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """Return the items a long list gained and lost; for equal lengths, the places that differ."""
    changed = [
        f"{place} of {len(after)}: {_short(a)} -> {_short(b)}"
        for place, (a, b) in enumerate(zip(before, after, strict=False), 1)
        if a != b
    ]
    gained = [_short(item) for item in after if item not in before]
    lost = [_short(item) for item in before if item not in after]
    if len(before) == len(after) and (len(changed) <= len(gained) or not (gained or lost)):
        return _some(changed)
    parts = [f"gains {_some(gained)}"] if gained else []
    parts += [f"loses {_some(lost)}"] if lost else []
    return " and ".join(parts) or f"{len(before)} -> {len(after)} items"


def _some(items: Sequence[str]) -> str:
    shown = ", ".join(visible(item, 64) for item in items[:_FEW])
    return f"{shown} and {len(items) - _FEW} more" if len(items) > _FEW else shown


def _field(change: Change, detail: str) -> str:
    if change.aspect == "heads" and not detail:
        return "people if the role has its own people"
    if change.aspect in {"have", "cost"} and detail not in {"", "total"}:
        words = _FIELDS[change.aspect]
        return f"{words} of the hires" if detail == "hires" else f"{words}, {detail}"
    if change.aspect == "owner":
        return f"{MOTIONS.get(change.detail, detail).lower()} owned by"
    if change.aspect == "people-share":
        return "people's share of customer time"
    if change.aspect == "pay":
        return f"share of pay on {detail}"
    if change.aspect in {"frequency", "channel", "effort", "deliverer"}:
        extra = {"effort": " takes", "deliverer": " is delivered by"}.get(change.aspect, "")
        return f"{detail}{extra}"
    return _FIELDS.get(change.aspect, change.aspect)


def _value(value: Value, change: Change) -> str:
    if value is None:
        return _NOTHING.get(change.aspect, "none")
    if isinstance(value, tuple):
        return " + ".join(visible(name, 64) for name in value) or "nobody"
    if change.aspect == "enough" and isinstance(value, float):
        return f"{100 * value:.0f}"
    if isinstance(value, (int, float)):
        unit = {"%": "%", "h": " h"}.get(change.unit, "")
        return f"{_number(value, change)}{unit}"
    named = {"level": LEVELS, "archetype": ARCHETYPES}.get(change.aspect, {})
    return visible(named.get(value, value), 120)


def _number(value: Value, change: Change | None = None) -> str:
    """Return a number with enough decimals to differ from the other one of its change."""
    if not isinstance(value, (int, float)):
        return str(value)
    if float(value).is_integer():
        return f"{value:,.0f}"
    other = None if change is None else change.after if value == change.before else change.before
    if not isinstance(other, (int, float)) or other == value:
        return f"{value:,.2f}"
    least = 0 if max(abs(value), abs(other)) >= _THOUSANDS else 2
    places = next((n for n in range(least, 9) if f"{value:.{n}f}" != f"{other:.{n}f}"), 9)
    return f"{value:,.{places}f}"
