"""Need against have: people by role, by segment and person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.work.staffing import hours_of
from csdesign.views.plan.headcount import bridge, hire_lines, notes, people_sentences
from csdesign.views.plan.names import role_title, segment_names
from csdesign.views.plan.words import percent
from csdesign.views.section import Column, Lines, Section, Table, footed
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import FteRange, Plan
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell, Part

__all__ = ["bridge_table", "people", "people_note", "posts", "section", "staffing"]

_MOST_LINES: Final = 12
_MOST_LOADS: Final = 4
_LEAST_LOAD: Final = 0.005


def section(content: ReportContent) -> Section | None:
    """Return the people needed and in post, the hires with their reasons, and the cost."""
    plan = content.plan
    if not plan.roles:
        return None
    parts: list[Part] = [people(content)]
    words = [*hire_lines(plan, cost=content.money), *_notes(plan, cost=content.money)]
    parts.append(Lines(tuple(words)))
    money = bridge_table(content)
    if not money.empty:
        parts.append(money)
    return Section(
        "people",
        "People",
        tuple(parts),
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
        Column("fte_low", "Full-time work, fully booked", "fte", audience="files"),
        Column("fte_high", "Full-time work, cautious", "fte", audience="files"),
        Column("range", "Range", "range", rank=4, audience="readers"),
        Column("people", "People if each role has its own people", "count", short="Own\npeople"),
    ]
    if posts_known:
        columns.append(Column("have", "In post", "count", short="Have", rank=1))
        columns.append(Column("gap", "To hire (+) or to spare (-)", "signed", short="Change"))
    columns.append(Column("busy", "Booked", "share", bar=True, short="Busy", rank=2))
    if costs:
        heading = f"Cost a year {content.currency}".strip()
        columns.append(Column("cost", heading, "money", short="Cost", rank=2))
    rows: list[tuple[Cell, ...]] = []
    amounts = _role_costs(plan) if costs else {}
    for role in plan.roles:
        row: list[Cell] = [
            role_title(plan.design, role.role),
            segment_names(plan, role.segments),
            role.hours,
            role.fte.plan,
            role.fte.low,
            role.fte.high,
            _range(role.fte),
            role.heads,
        ]
        row += [role.have, role.gap] if posts_known else []
        row.append(role.busy)
        row += [amounts.get(role.role)] if costs else []
        rows.append(tuple(row))
    fixed = plan.money.fixed
    if costs and fixed:
        empty: list[Cell] = [""] * (len(columns) - 2)
        rows.append(("Fixed cost", *empty, fixed))
    fte = plan.fte
    total: list[Cell] = ["Total", "", plan.hours, fte.plan, fte.low, fte.high]
    total.append(_range(fte))
    total.append(None if plan.selected else plan.headcount.separate)
    total += [plan.have, plan.headcount.hired - plan.headcount.spare] if posts_known else []
    total.append("")
    total += [plan.cost] if costs else []
    return Table("people", "People, by role", tuple(columns), tuple(rows), total=tuple(total))


def _range(fte: FteRange) -> str:
    """Return full-time work from fully booked to cautious, in hundredths below one person."""
    places = 1 if fte.high >= 1 else 2
    return f"{fte.low:.{places}f}-{fte.high:.{places}f}"


def _role_costs(plan: Plan) -> dict[str, float]:
    """Return the cost of each role as whole amounts that add up to the total shown."""
    roles = [role for role in plan.roles if role.cost is not None]
    amounts = [role.cost or 0.0 for role in roles]
    whole = footed(amounts, round(plan.cost or 0.0) - round(plan.money.fixed))
    return {role.role: amount for role, amount in zip(roles, whole, strict=True)}


def bridge_table(content: ReportContent) -> Table:
    """Return the way from today's cost to the plan's, line by line."""
    columns = (
        Column("step", "Step"),
        Column("people", "People", "signed-count"),
        Column("amount", f"Cost a year {content.currency}".strip(), "money"),
    )
    rows = bridge(content.plan) if content.money else []
    cells = tuple((row.words, row.people, row.amount) for row in rows)
    return Table("money", "From today to the plan", columns, cells)


def _notes(plan: Plan, *, cost: bool) -> Iterator[str]:
    """Yield notes to the table: the range, queues, people not counted."""
    params = plan.design.params
    if plan.months is not None:
        yield f"The yearly plan: {' '.join(people_sentences(plan, cost=cost))}"
        yield (
            "The months differ from the yearly plan because people ramp up, start and leave, "
            "customers change, and some work may wait."
        )
    booked = f"{percent(params.high_load)} to {percent(params.low_load)} of their customer time"
    yield (
        f"Range: full-time people if they are booked for {booked}; the plan uses "
        f"{percent(params.target_load)}{_own_loads(plan)}. It does not show how sure the "
        "inputs are."
    )
    yield "Own people: people needed if nobody holds two roles; each role is rounded up."
    if plan.have is not None:
        yield (
            "Busy: the load of the busiest person if the people in post do all the work, before "
            "hires and leavers."
        )
        if sum(role.have or 0 for role in plan.roles) > plan.have:
            yield (
                "People with several roles are in the row of each role and once in the total; "
                "their cost is split by their work."
            )
    queues = list(_queues(plan))
    yield from queues[:_MOST_LINES]
    if len(queues) > _MOST_LINES:
        yield (f"And {len(queues) - _MOST_LINES} more queues: see csdesign explain fte:SEGMENT.")
    yield from notes(plan, cost=cost)
    yield f"Not counted: {', '.join(visible(name, 60) for name in plan.not_counted)}"


def _own_loads(plan: Plan) -> str:
    """Return the roles that are planned for another part of their time, to end a sentence."""
    found = [
        f"{percent(load)} for {visible(role.title, 60)}"
        for role in plan.roles
        for time in (hours_of(plan.design, role.role),)
        for load in (time.planned_hours / time.customer_hours,)
        if abs(load - plan.design.params.target_load) > _LEAST_LOAD
    ]
    more = f" and {len(found) - _MOST_LOADS} more" if len(found) > _MOST_LOADS else ""
    return f"; {', '.join(found[:_MOST_LOADS])}{more}" if found else ""


def _queues(plan: Plan) -> Iterator[str]:
    """Yield the demand of the promised response time on each role with a queue."""
    for role in plan.roles:
        pool = role.pool
        if pool is None:
            continue
        name = visible(role.title, 60)
        within = f"within {pool.within_hours:g} h"
        if pool.short:
            yield (
                f"{name}: {pool.agents} on the queue at a time, {pool.roster:.2f} full-time on the "
                f"rota; {percent(pool.service_level)} answered {within}"
            )
        else:
            yield f"{name}: answers due {within} can be scheduled, so the hours decide"


def people_note(content: ReportContent) -> str:
    """Return the notes to the table of people as one paragraph, for a page."""
    plan = content.plan
    params = plan.design.params
    booked = (
        f"Fully booked is {percent(params.high_load)} of customer time, cautious "
        f"{percent(params.low_load)}; the plan books {percent(params.target_load)}."
    )
    words = [
        booked,
        *hire_lines(plan, cost=content.money),
        *notes(plan, cost=content.money),
        f"Not counted: {', '.join(plan.not_counted)}.",
    ]
    return " ".join(words)


def staffing(content: ReportContent) -> Table:
    """Return one row per segment and role: hours, book, and heads for the segment alone."""
    plan = content.plan
    columns = (
        Column("segment", "Segment"),
        Column("role", "Role"),
        Column("assignment", "Assignment"),
        Column("hours_per_customer", "Hours a year for a customer", "figure"),
        Column("hours_per_new_customer", "Hours for a new customer", "figure"),
        Column("hours", "Hours a year", "hours"),
        Column("fte", "Full-time work", "fte"),
        Column("book", "Customers per person", "count"),
        Column("people", "People for this work alone", "count"),
        Column("rostered", "People on the rota", "count"),
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
    """Return the load of each person in post; empty without positions."""
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
