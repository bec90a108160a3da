"""Need against have: people by role, by segment and person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.views.plan.headcount import people_sentences
from csdesign.views.plan.names import role_title, segment_names
from csdesign.views.plan.words import percent, role_name
from csdesign.views.section import Column, Lines, Section, Table
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell

__all__ = ["people", "posts", "section", "staffing"]

_MOST_LINES: Final = 12


def section(content: ReportContent) -> Section | None:
    """Return who is needed and in post; nothing while no role has work."""
    if not content.plan.roles:
        return None
    return Section(
        "people",
        "People",
        (people(content), Lines(tuple(_notes(content.plan))[:_MOST_LINES])),
        aside="a year, by role",
        details=(staffing(content), posts(content)),
    )


def people(content: ReportContent) -> Table:
    """Return one row per role with work: hours, full-time work, people needed and in post."""
    plan = content.plan
    posts_known = plan.have is not None
    costs = content.money and any(role.cost is not None for role in plan.roles)
    columns = [
        Column("role", "Role"),
        Column("segments", "Segments", short="Where", rank=5),
        Column("hours", "Hours a year", "hours", short="Hours", rank=3),
        Column("fte", "Full-time work", "fte", bar=True, short="Full\ntime"),
        Column("fte_low", "Fully booked", "fte", audience="files"),
        Column("fte_high", "Cautious", "fte", audience="files"),
        Column("range", "Range", "range", rank=4, audience="readers"),
        Column("people", "People needed", "count", short="People"),
    ]
    if posts_known:
        columns.append(Column("have", "In post", "figure", short="Have", rank=1))
        columns.append(Column("gap", "To hire", "signed", short="Gap"))
    columns.append(Column("busy", "Booked", "share", bar=True, short="Busy", rank=2))
    if costs:
        heading = f"Cost a year {content.currency}".strip()
        columns.append(Column("cost", heading, "money", audience="files"))
        columns.append(Column("brief_cost", "Cost", "brief-money", rank=2, audience="readers"))
    rows: list[tuple[Cell, ...]] = []
    for role in plan.roles:
        row: list[Cell] = [
            role_title(plan.design, role.role),
            segment_names(plan, role.segments),
            role.hours,
            role.fte.plan,
            role.fte.low,
            role.fte.high,
            f"{role.fte.low:.1f}-{role.fte.high:.1f}",
            role.heads,
        ]
        row += [role.have, role.gap] if posts_known else []
        row.append(role.busy)
        row += [role.cost, role.cost] if costs else []
        rows.append(tuple(row))
    fte = plan.fte
    total: list[Cell] = ["Total", "", plan.hours, fte.plan, fte.low, fte.high]
    total += [f"{fte.low:.1f}-{fte.high:.1f}", plan.heads]
    total += [plan.have, sum(role.gap or 0 for role in plan.roles)] if posts_known else []
    total.append("")
    total += [plan.cost, plan.cost] if costs else []
    return Table(
        "people", "People, by role", tuple(columns), tuple(rows), _note(plan), total=tuple(total)
    )


def _notes(plan: Plan) -> Iterator[str]:
    """Yield what the table does not show: the range, queues, what is not counted."""
    params = plan.design.params
    if plan.months is not None:
        yield f"The year alone: {' '.join(people_sentences(plan))}"
        yield "The months differ: people ramp, start and leave, customers change, work may wait."
    booked = f"{percent(params.high_load)} to {percent(params.low_load)} of customer time"
    yield f"Range: people booked {booked}; the plan uses {percent(params.target_load)}."
    if any(len(role.segments) > 1 for role in plan.roles):
        yield "One role over several segments is rounded up once, not once per segment."
    for segment in plan.segments[:_MOST_LINES]:
        for row in segment.staffing:
            if row.pool is not None:
                pool = row.pool
                yield (
                    f"{visible(segment.segment.name, 60)} {role_name(plan.design, row.role)}: "
                    f"{pool.agents} on the queue at a time, {pool.rostered} on the rota; "
                    f"{percent(pool.service_level)} answered within {pool.within_hours:g} h"
                )
    if plan.managers:
        yield f"Plus {_managers(plan.managers)} (not included above)."
    if plan.leavers is not None:
        yield f"With leavers, {plan.leavers.heads} people on the payroll keep these in work."
    yield f"Not counted: {', '.join(visible(name, 60) for name in plan.not_counted)}"


def _managers(count: int) -> str:
    return "1 manager" if count == 1 else f"{count} managers"


def _note(plan: Plan) -> str:
    params = plan.design.params
    words = [
        (
            f"Fully booked is {percent(params.high_load)} of customer time, cautious "
            f"{percent(params.low_load)}; the plan books {percent(params.target_load)}."
        )
    ]
    if any(len(role.segments) > 1 for role in plan.roles):
        words.append("A role over several segments is rounded up once.")
    if plan.managers:
        words.append(f"Plus {_managers(plan.managers)} (not included above).")
    if plan.leavers is not None:
        words.append(f"With leavers, {plan.leavers.heads} on the payroll keep these in work.")
    words.append(f"Not counted: {', '.join(plan.not_counted)}.")
    return " ".join(words)


def staffing(content: ReportContent) -> Table:
    """Return one row per segment and role: hours, book and heads on their own."""
    plan = content.plan
    columns = (
        Column("segment", "Segment"),
        Column("role", "Role"),
        Column("assignment", "Met as"),
        Column("hours_per_customer", "Hours a customer and year", "figure"),
        Column("hours_per_new_customer", "Hours a new customer", "figure"),
        Column("hours", "Hours a year", "hours"),
        Column("fte", "Full-time work", "fte"),
        Column("book", "Customers each", "count"),
        Column("people", "People alone", "count"),
        Column("rostered", "On the roster", "count"),
    )
    rows = tuple(
        (
            segment.segment.name,
            role_title(plan.design, row.role),
            row.assignment,
            row.recurring_hours_per_account,
            row.once_hours_per_new_account,
            row.hours,
            row.fte.plan,
            row.book,
            row.heads,
            None if row.pool is None else row.pool.rostered,
        )
        for segment in plan.segments
        for row in segment.staffing
    )
    return Table("staffing", "People, by segment and role", columns, rows)


def posts(content: ReportContent) -> Table:
    """Return what each person in post carries; empty without positions."""
    plan = content.plan
    columns = (
        Column("post", "Post"),
        Column("roles", "Roles"),
        Column("count", "Posts", "count"),
        Column("fte", "Working time", "fte"),
        Column("hours", "Hours a year", "hours"),
        Column("busy", "Booked", "share", bar=True),
    )
    rows = tuple(
        (
            load.name,
            ", ".join(role_title(plan.design, role) for role in load.roles),
            load.count,
            load.fte,
            load.hours,
            load.busy,
        )
        for load in plan.people
    )
    return Table("posts", "What each person carries", columns, rows)
