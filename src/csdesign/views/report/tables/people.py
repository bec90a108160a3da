"""Need against have: roles, segments, persons, and what moves the total."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.views.plan.words import percent
from csdesign.views.report.names import role_title, segment_names
from csdesign.views.section import Column, Table

if TYPE_CHECKING:
    from csdesign.planning.results import Plan
    from csdesign.views.report.content import ReportContent
    from csdesign.views.section import Cell

__all__ = ["drivers", "people", "posts", "staffing"]

_UNITS: Final = {"1": "", "1/year": "a year"}
"""Units as people say them, where that differs."""


def people(content: ReportContent) -> Table:
    """Return one row per role with work: hours, full-time work, people needed and in post."""
    plan = content.plan
    columns = [
        Column("role", "Role"),
        Column("segments", "Segments"),
        Column("hours", "Hours a year", "hours"),
        Column("fte", "Full-time work", "fte", bar=True),
        Column("fte_low", "Fully booked", "fte"),
        Column("fte_high", "Cautious", "fte"),
        Column("people", "People needed", "count"),
    ]
    posts_known = plan.have is not None
    if posts_known:
        columns += [Column("have", "In post", "figure"), Column("gap", "To hire", "signed")]
    columns.append(Column("busy", "Booked", "share", bar=True))
    costs = content.money and any(role.cost is not None for role in plan.roles)
    if costs:
        columns.append(Column("cost", f"Cost a year {content.currency}".strip(), "money"))
    rows: list[tuple[Cell, ...]] = []
    for role in plan.roles:
        row: list[Cell] = [
            role_title(plan.design, role.role),
            segment_names(plan, role.segments),
            role.hours,
            role.fte.plan,
            role.fte.low,
            role.fte.high,
            role.heads,
        ]
        row += [role.have, role.gap] if posts_known else []
        row.append(role.busy)
        row += [role.cost] if costs else []
        rows.append(tuple(row))
    return Table("people", "People, by role", tuple(columns), tuple(rows), _note(plan))


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
        words.append(f"Managers for these people, beside them: {plan.managers}.")
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


def drivers(content: ReportContent) -> Table:
    """Return the inputs that move total full-time work most."""
    columns = (
        Column("input", "Input"),
        Column("value", "Value", "figure"),
        Column("unit", "Unit"),
        Column("basis", "Basis"),
        Column("low", "If as low as", "figure"),
        Column("fte_low", "Full-time work then", "fte"),
        Column("high", "If as high as", "figure"),
        Column("fte_high", "Full-time work then", "fte"),
    )
    rows = tuple(
        (
            item.input,
            item.value,
            _UNITS.get(item.unit, item.unit),
            item.basis,
            item.low,
            item.fte_low,
            item.high,
            item.fte_high,
        )
        for item in content.plan.sensitivity
    )
    return Table("drivers", "What drives the total", columns, rows, _basis(content.plan))


def _basis(plan: Plan) -> str:
    if plan.measured_share is None:
        return ""
    return (
        f"{percent(plan.measured_share)} of the hours rest on measured effort, "
        f"{percent(plan.assumed_share)} on assumed; the rest has no stated basis."
    )
