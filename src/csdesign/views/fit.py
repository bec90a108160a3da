"""The result of a search for a fit: losses, people, and the gain from each further person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.fitting.choices import written_of
from csdesign.planning.serving.deliverers import title_of
from csdesign.views.explain.derivation import place_of
from csdesign.views.plan.words import LEVELS, SPELLED, figure, money, people, percent, too_few_rows
from csdesign.views.section import Chart, Column, Document, Lines, Section, Series, Table
from csdesign.wording import capitalised, listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.finding import YamlPath
    from csdesign.fitting.fitted import Change, Fit
    from csdesign.model.design import Interaction
    from csdesign.planning.results import Plan
    from csdesign.views.section import Cell

__all__ = ["fit_document", "limit_words"]

_MOST_NAMED: Final = 4
_MOST_COUNTED: Final = 1_000_000_000
_NOTHING_MAY: Final = (
    "The design allows no change: `floor` and `options` of an interaction say what may change."
)
_BOUNDS: Final = {
    "work": "for its work",
    "roster": "to be present for quick answers",
    "cap": "because one person may hold only so many customers or so much revenue",
    "book": "because a customer is never split between people",
}
_LEAST_HOURS: Final = 0.05


def limit_words(fit: Fit) -> str:
    """Return the limit of the plan in words."""
    limit = fit.limit
    parts = []
    if limit.people is not None:
        parts.append(people(limit.people))
    parts += [
        f"{number} {visible(title_of(fit.before.design, role), 60)}"
        for role, number in (limit.by_role or {}).items()
    ]
    if limit.budget is not None:
        parts.append(money(limit.budget, fit.before.design.document.company.currency))
    return " and ".join(parts)


def fit_document(fit: Fit) -> Document:
    """Return the answer as a document."""
    company = visible(fit.before.design.document.company.name or "", 60)
    words = f"fit to {limit_words(fit)}"
    title = f"{company}: {words}" if company else capitalised(words)
    sections = [part for part in (_losses(fit), _people(fit), _frontier(fit)) if part is not None]
    return Document(title=title, lead=(" ".join(_lead(fit)),), sections=tuple(sections))


def _lead(fit: Fit) -> Iterator[str]:
    counted = fit.before.measured
    if counted is not None and counted.is_thin:
        yield f"Counted from {too_few_rows(counted)}"
    if fit.plan is None:
        yield from _impossible(fit)
        return
    changed = len({change.choice.path for change in fit.changes})
    yield capitalised(f"{limit_words(fit)} can keep {percent(fit.kept)} of the promised time.")
    if not changed:
        yield "Nothing has to change."
        if all(len(choice.options) < 2 for choice in fit.choices):
            yield _NOTHING_MAY
        return
    count = SPELLED[changed] if changed < len(SPELLED) else str(changed)
    yield f"{count} promise{'s change' if changed > 1 else ' changes'}."
    moved = [
        (before, after)
        for before, after in zip(fit.before.segments, fit.plan.segments, strict=True)
        if before.coverage.level != after.coverage.level
    ]
    if not moved:
        yield "No segment moves to another coverage level."
    by_level: dict[str, list[str]] = {}
    for before, after in moved:
        level = LEVELS.get(after.coverage.level or "", "undefined")
        by_level.setdefault(level, []).append(visible(before.segment.name, 40))
    for level, names in by_level.items():
        verb = "becomes" if len(names) == 1 else "become"
        yield f"{_some(names)} {verb} {level}."
    if fit.status == "stopped":
        yield _stopped(fit)


def _some(names: Sequence[str]) -> str:
    """Return the first names, and the number of the others."""
    more = len(names) - _MOST_NAMED
    shown = list(names[:_MOST_NAMED]) + ([f"{more} more"] if more > 0 else [])
    return listed(shown, "and")


def _combinations(count: int) -> str:
    """Return a number of combinations in readable form."""
    return f"{count:,}" if count < _MOST_COUNTED else f"more than 10^{len(str(count)) - 1}"


def _stopped(fit: Fit) -> str:
    """Return how far the answer may be from the least loss, in words."""
    proof, gap = fit.proof, fit.gap
    if proof is None or gap is None:
        return ""
    return (
        f"The time ran out before the answer was proven: with it, customers lose {fit.loss:,.0f} "
        f"weighted hours; no answer loses fewer than {proof.bound:,.0f} ({percent(gap)} less). "
        "--seconds allows more time."
    )


def _impossible(fit: Fit) -> Iterator[str]:
    design, reach = fit.before.design, fit.reach
    if fit.status == "stopped":
        yield (
            f"The time ran out before an answer within {limit_words(fit)} was found; --seconds "
            "allows more time."
        )
        return
    words = limit_words(fit)
    words = capitalised(words)
    yield f"{words} cannot be reached with the changes that the design allows."
    if reach is not None:
        if reach.people is not None:
            yield f"The fewest that can be reached is {people(reach.people)}."
        if reach.cost is not None:
            currency = design.document.company.currency
            yield f"The least that can be reached is {money(reach.cost, currency)} a year."
        for role, number in reach.by_role.items():
            yield f"The fewest is {number} {visible(title_of(design, role), 60)}."
    if all(len(choice.options) < 2 for choice in fit.choices):
        yield _NOTHING_MAY
    limited = fit.limit.by_role or {}
    fixed = {role: h for role, h in fit.fixed_hours.items() if not limited or role in limited}
    holding = sorted(fixed.items(), key=lambda item: -item[1])[:3]
    named = [f"{hours:,.0f} h of {visible(title_of(design, role), 60)}" for role, hours in holding]
    if named:
        yield f"No allowed change can take away {listed(named, 'and')} a year."
    for role, bound in list({} if reach is None else reach.bounds.items())[:3]:
        if not limited or role in limited:
            yield (
                f"{visible(title_of(design, role), 60)} needs more people than its hours "
                f"call for, {_BOUNDS[bound]}."
            )
    if reach is not None and reach.held_by:
        names = [visible(design.segment_by_id[name].name, 40) for name in reach.held_by]
        yield (
            f"With less, the coverage of {_some(names)} would fall; a lower `floor` of the "
            "segment allows that."
        )


def _losses(fit: Fit) -> Section | None:
    if not fit.changes:
        return None
    design = fit.before.design
    columns = (
        Column("segment", "Segment"),
        Column("promise", "Promise"),
        Column("change", "Change"),
        Column("customers", "Customers", "count"),
        Column("each", "Each loses", "range"),
        Column("loss", "Lost", "hours"),
        Column("place", "Where"),
    )
    rows: list[tuple[Cell, ...]] = []
    for change in fit.changes:
        keep = dict(change.choice.options[0].interactions)[change.segment]
        words = f"{keep.occurrences:g} to {change.option.words}"
        rows.append(
            (
                visible(design.segment_by_id[change.segment].name, 40),
                visible(keep.name, 60),
                words if change.option.lowered else change.option.words,
                change.customers,
                _each(keep, dict(change.option.interactions)[change.segment]),
                change.loss,
                place_of(design, change.choice.path),
            )
        )
    return Section(
        "losses",
        "What customers lose",
        (
            Table("losses", "What customers lose", columns, tuple(rows)),
            Lines(("Each loses: the hours with a person that one customer loses in a year.",)),
        ),
        aside="hours a year, weighted by the need score",
    )


def _each(keep: Interaction, then: Interaction) -> str:
    """Return the loss of one customer: hours with people, or their replacement."""
    before, after = (
        each.occurrences * each.share * each.minutes / 60 if each.human else 0.0
        for each in (keep, then)
    )
    lost = before - after
    if lost > _LEAST_HOURS:
        return f"{figure(round(lost, 1))} h"
    return "one-to-one time" if then.group_size > keep.group_size else "the former channel"


def _people(fit: Fit) -> Section | None:
    if fit.plan is None:
        return None
    columns = (
        Column("role", "Role"),
        Column("have", "You have", "count"),
        Column("today", "Needed today", "count", short="Needed\ntoday"),
        Column("then", "Needed then", "count", short="Needed\nthen"),
        Column("busy", "Booked then", "share", short="Booked\nthen"),
        Column("fixed", "Hours that cannot be cut", "hours", short="Hours that\ncannot be cut"),
    )
    rows: list[tuple[Cell, ...]] = []
    for role in fit.before.roles:
        then = fit.plan.role_by_id.get(role.role)
        rows.append(
            (
                visible(role.title, 60),
                role.have,
                role.heads,
                0 if then is None else then.heads,
                fit.booked(role.role),
                fit.fixed_hours.get(role.role, 0.0),
            )
        )
    # If nothing changes, the people needed stay the same.
    table = (Table("people", "People", columns, tuple(rows)),) if fit.changes else ()
    return Section("people", "People and proof", (*table, Lines(tuple(_proof(fit)))))


def _proof(fit: Fit) -> Iterator[str]:
    """Yield the proof of the answer, the protected customers, and its cost."""
    proof, plan = fit.proof, fit.plan
    if proof is None or plan is None:
        return
    if fit.status == "optimal":
        yield (
            f"Proven: none of the {_combinations(proof.choices)} combinations loses less. "
            f"Planned again: {people(proof.planned_people)}."
        )
    kept = [
        f"{visible(segment.name, 30)} {visible(interaction.name, 40)}"
        for segment in fit.before.design.segments
        for interaction in segment.interactions
        if written_of(fit.before.design, interaction.path).protected
    ]
    if kept:
        yield f"Protected, and kept as promised: {_some(kept)}."
    yield "Not touched: renewals, expansion, support and requests, unless their `options` say so."
    yield "Revenue was not used."
    before, after = fit.before.money.plan, plan.money.plan
    if after is not None:
        currency = plan.design.document.company.currency
        words = f"With these changes, the plan costs {money(after, currency)} a year"
        if before is not None and before - after > 0.5:
            words += f", {money(before - after, currency)} less than with every promise"
        yield f"{words}."


def _frontier(fit: Fit) -> Section | None:
    if not fit.frontier:
        return None
    columns = (
        Column("people", "People", "count"),
        Column("kept", "Kept", "share"),
        Column("loss", "Lost", "hours"),
        Column("changes", "What changes"),
    )
    texts = _one_by_one(fit)
    rows: list[tuple[Cell, ...]] = [
        (row.people, row.kept, row.loss, words)
        for row, words in zip(fit.frontier, texts, strict=True)
    ]
    last = fit.frontier[-1].people
    legend = (
        "Each row adds its changes to those of the row above; a row with 'instead' replaces them."
    )
    lines: tuple[str, ...] = ()
    if any(words.startswith(("and ", "instead")) for words in texts):
        lines = (legend,)
    if last > 0 and fit.reach is not None and fit.reach.people is not None:
        lines += (f"{people(last - 1)}: not reachable.",)
    if not all(row.proven for row in fit.frontier):
        open_ = [str(row.people) for row in fit.frontier if not row.proven]
        lines += (f"Not proven in the given time: {listed(open_)} people.",)
    return Section(
        "frontier",
        "What each number of people can keep",
        (
            *_frontier_drawn(fit),
            Table("frontier", "What each number of people can keep", columns, tuple(rows)),
            Lines(lines),
        ),
    )


def _one_by_one(fit: Fit) -> list[str]:
    """Return the changes in each row compared with the row above it."""
    texts = []
    before: tuple[Change, ...] = ()
    for row in fit.frontier:
        known = [(c.segment, c.choice.path, c.option.words) for c in before]
        more = [c for c in row.changes if (c.segment, c.choice.path, c.option.words) not in known]
        changed = {(c.segment, c.choice.path) for c in row.changes}
        undone = any((c.segment, c.choice.path) not in changed for c in before)
        if undone:
            texts.append(f"instead: {_named(fit.before, row.changes)}")
        elif before:
            texts.append(f"and {_named(fit.before, more)}" if more else "the same")
        else:
            texts.append(_named(fit.before, more) or "nothing")
        before = row.changes
    return texts


def _frontier_drawn(fit: Fit) -> Iterator[Chart]:
    """Yield the frontier as a line from few people to many, where it has two points."""
    rows = sorted(fit.frontier, key=lambda row: row.people)
    if len(rows) < 2:
        return
    yield Chart(
        "frontier-line",
        "Promised time that customers keep, by number of people",
        f"{percent(rows[0].kept)} with {people(rows[0].people)}, {percent(rows[-1].kept)} with "
        f"{people(rows[-1].people)}",
        tuple(str(row.people) for row in rows),
        (Series("there", "promised time kept", tuple(row.kept for row in rows)),),
        unit="share",
        top=1.0,
    )


def _named(plan: Plan, changes: Sequence[Change]) -> str:
    """Return changes in words; the change of an experience once, with the names of its segments."""
    words: dict[tuple[YamlPath, str], list[str]] = {}
    for change in changes:
        keep = dict(change.choice.options[0].interactions)[change.segment]
        before = figure(keep.occurrences) if change.option.lowered else ""
        arrow = f"{before} to {change.option.words}" if before else change.option.words
        key = (change.choice.path, f"{visible(keep.name, 40)}: {arrow}")
        name = plan.design.segment_by_id[change.segment].name
        words.setdefault(key, []).append(visible(name, 30))
    return "; ".join(f"{listed(names, 'and')} {said}" for (_, said), names in words.items())
