"""Figures of every month in full: all roles, each role, the customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.views.section import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import MonthPlan, MonthTotal, RoleMonth
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell

__all__ = ["all_roles", "customers", "each_role"]

_MONTH: Final = Column("month", "Month")
_HOURS: Final = Column("hours", "Hours", "hours")
_NEEDED: Final = Column("required", "Full-time people needed", "fte")
_PAID: Final = Column("posts", "People paid", "fte")
_AT_WORK: Final = Column("available", "People at work", "fte")
_ALL_ROLES: Final[tuple[tuple[Column, Callable[[MonthTotal], Cell]], ...]] = (
    (_HOURS, lambda month: month.hours),
    (_NEEDED, lambda month: month.required),
    (Column("heads", "People if each role has its own people", "count"), lambda month: month.heads),
    (_PAID, lambda month: month.posts),
    (_AT_WORK, lambda month: month.available),
)
_EACH_ROLE: Final[tuple[tuple[Column, Callable[[RoleMonth], Cell]], ...]] = (
    (_HOURS, lambda month: month.hours),
    (
        Column("full_time_hours", "Hours of one person", "figure"),
        lambda month: month.full_time_hours,
    ),
    (_NEEDED, lambda month: month.required),
    (_PAID, lambda month: month.posts),
    (_AT_WORK, lambda month: month.available),
    (Column("backlog", "Waiting work (h)", "hours"), lambda month: month.backlog),
    (Column("delay", "Waiting work (months)", "fte"), lambda month: month.delay),
    (
        Column("available_with_hires", "People at work with hires", "fte"),
        lambda month: month.available_with_hires,
    ),
    (
        Column("backlog_with_hires", "Waiting work with hires (h)", "hours"),
        lambda month: month.backlog_with_hires,
    ),
)
_COST: Final[tuple[tuple[Column, Callable[[MonthTotal | RoleMonth], Cell]], ...]] = (
    (Column("cost", "Cost", "money"), lambda month: month.cost),
    (Column("cost_hired", "Cost with hires", "money"), lambda month: month.cost_with_hires),
)


def all_roles(content: ReportContent, found: MonthPlan) -> Table:
    """Return one row for each month: all roles together."""
    figures = (*_ALL_ROLES, *(_COST if content.money else ()))
    return Table(
        "months-in-all",
        "All roles by month",
        (_MONTH, *(column for column, _ in figures)),
        tuple(
            (found.horizon.text(number), *(read(total) for _, read in figures))
            for number, total in enumerate(found.totals)
        ),
    )


def each_role(content: ReportContent, found: MonthPlan) -> Table:
    """Return one row for each role and month, for files to calculate with."""
    figures = (*_EACH_ROLE, *(_COST if content.money else ()))
    return Table(
        "people-by-month",
        "People by month and role",
        (Column("role", "Role"), _MONTH, *(column for column, _ in figures)),
        tuple(
            (role.title, found.horizon.text(number), *(read(month) for _, read in figures))
            for role in found.roles
            for number, month in enumerate(role.months)
        ),
    )


def customers(plan: Plan, found: MonthPlan) -> Table:
    """Return one row for each segment and month: customers who start, renew, leave and move."""
    columns = (
        Column("segment", "Segment"),
        _MONTH,
        Column("opening", "At the start", "score"),
        Column("new", "New", "score"),
        Column("due", "Contracts end", "score"),
        Column("lost", "Lost", "score"),
        Column("moved_in", "Moved in", "score"),
        Column("moved_out", "Moved out", "score"),
        Column("closing", "At the end", "score"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            plan.design.segment_by_id[segment.id].name,
            found.horizon.text(number),
            month.opening,
            month.new,
            month.due,
            month.lost,
            month.moved_in,
            month.moved_out,
            month.closing,
        )
        for segment in found.segments
        for number, month in enumerate(segment.months)
    ]
    return Table("customers-by-month", "Customers by month", columns, tuple(rows))
