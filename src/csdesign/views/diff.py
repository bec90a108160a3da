"""Each change as a sentence that a head of Customer Success would say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.views.plan.decide import place
from csdesign.views.plan.words import ARCHETYPES, LEVELS, MOTIONS
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
        ("interaction", "frequency", "channel", "effort", "deliverer"),
    ),
    ("Roles", ("role", "rename", "split", "merge", "duty", "right", "kpi", "pay")),
    ("Who is covered how", ("segment", "level", "assignment", "people-share", "archetype")),
    ("Who owns what", ("owner",)),
    ("Whom customers meet", ("contacts", "handovers")),
    ("People and cost", ("heads", "have", "hires", "surplus", "vacancies", "fte", "hours", "cost")),
)
"""Headings with the aspects below them: causes first, then what follows from them."""
_NOTHING: Final = {
    "have": "not stated",
    "input": "not given",
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
    "have": "people in post",
    "hires": "to hire",
    "surplus": "more than needed",
    "cost": "cost",
}
_INPUTS: Final = {
    "accounts": "customers",
    "new accounts": "new customers",
    "arr per account": "revenue of one customer",
    "count": "posts",
    "fte": "working time",
}
"""Keys as people say them; others are read as written."""


def diff_document(diff: DesignDiff) -> Document:
    """Return the difference as a document: what changed under the headings people ask by."""
    title = "What this change does to the customer-success design"
    if diff.empty:
        return Document(title, ("Nothing: the plans before and after are the same.",))
    return Document(title, sections=tuple(_sections(diff)))


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
                Notice(f.severity.word, visible(f.message, 600), place(f), f.code) for f in found
            )
            yield Section(heading, heading, (Notices(items),))


def grouped(diff: DesignDiff) -> Iterator[tuple[str, Sequence[Change]]]:
    """Yield each heading that has changes, with them."""
    for heading, aspects in GROUPS:
        changes = diff.of(*aspects)
        if changes:
            yield heading, changes


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
    """Return a key that was written differently."""
    head, _, rest = detail.partition(" ")
    for key, words in _INPUTS.items():
        if detail == key or (head == key and rest in {"basis", "low", "high", "note"}):
            detail = f"{words} {rest}".strip()
            break
    name = f"{subject}: {detail}" if detail else subject
    if "there" in (change.before, change.after):
        return f"{name} {'is gone' if change.after is None else 'is new'}"
    return f"{name} {_value(change.before, change)} -> {_value(change.after, change)}"


def _field(change: Change, detail: str) -> str:
    if change.aspect == "heads" and not detail:
        return "people if the job stands alone"
    if change.aspect in {"have", "cost"} and detail not in {"", "total"}:
        return f"{_FIELDS[change.aspect]}, {detail}"
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
    if isinstance(value, (int, float)):
        unit = {"%": "%", "h": " h"}.get(change.unit, "")
        return f"{_number(value)}{unit}"
    named = {"level": LEVELS, "archetype": ARCHETYPES}.get(change.aspect, {})
    return visible(named.get(value, value), 120)


def _number(value: Value) -> str:
    if not isinstance(value, (int, float)):
        return str(value)
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
