"""Workload: the hours a year that promised work costs, and the full-time people it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from csdesign.capacity.amounts import fraction, non_negative, positive

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "FteRange",
    "Workload",
    "WorkloadTerm",
    "fte_range",
    "segment_workload",
    "term_hours",
    "utilisation",
]


@dataclass(frozen=True, slots=True)
class WorkloadTerm:
    """One kind of work a customer is promised."""

    count: float
    """Times a year an account gets it, or times a new account gets it if `once`."""
    effort_hours: float
    """Time of one member of staff for one occurrence, preparation included (h)."""
    share: float = 1.0
    """Part of accounts (or of planned occurrences) it happens for (0..1)."""
    staff: float = 1.0
    """Members of staff who take part."""
    group_size: float = 1.0
    """Accounts served by one occurrence."""
    once: bool = False
    """Whether it happens once per new account instead of every year."""


class Workload(NamedTuple):
    """Human hours of a segment."""

    recurring_hours_per_account: float
    """Hours every account costs (h a year)."""
    once_hours_per_new_account: float
    """Hours a new account costs in addition (h)."""
    total_hours: float
    """Hours of all accounts (h a year)."""


class FteRange(NamedTuple):
    """Full-time equivalents at the planned load, with the range of reasonable loads."""

    fte_low: float
    """FTE with people booked at the high load."""
    fte: float
    """FTE at the planned load."""
    fte_high: float
    """FTE with people booked at the low load."""


def term_hours(term: WorkloadTerm) -> float:
    """Return the hours one kind of work costs for one account.

    `count * share * effort_hours * staff / group_size`: hours a year for recurring work, hours per
    new account for work done once.

    Raises:
        ValueError: If a number is negative, `group_size` is 0, or `share` is outside 0..1.

    Source: FT Works, "Customer success staffing models" (headcount = effort / available hours).
    """
    non_negative("count", term.count)
    non_negative("effort_hours", term.effort_hours)
    non_negative("staff", term.staff)
    fraction("share", term.share)
    positive("group_size", term.group_size)
    return term.count * term.share * term.effort_hours * term.staff / term.group_size


def segment_workload(
    terms: Iterable[WorkloadTerm], *, accounts: float, new_accounts: float
) -> Workload:
    """Return the yearly human hours of a segment, new and established accounts kept apart.

    Args:
        terms: The human work one account is promised.
        accounts: Accounts in the segment.
        new_accounts: Accounts that start in the year.

    Raises:
        ValueError: If a count is negative or a term is refused by `term_hours`.

    Source: FT Works, "Customer success staffing models" (new and established accounts apart).
    """
    non_negative("accounts", accounts)
    non_negative("new_accounts", new_accounts)
    recurring = once = 0.0
    for term in terms:
        if term.once:
            once += term_hours(term)
        else:
            recurring += term_hours(term)
    return Workload(recurring, once, accounts * recurring + new_accounts * once)


def fte_range(
    total_hours: float,
    *,
    customer_hours: float,
    target_load: float,
    low_load: float = 0.75,
    high_load: float = 1.0,
) -> FteRange:
    """Return the full-time people `total_hours` take, at the planned, the high and the low load.

    Args:
        total_hours: Work (h a year).
        customer_hours: Hours one full-time person has for customers (h a year).
        target_load: Part of those hours to plan for (0..1, above 0).
        low_load: Load of the cautious end, `fte_high` (0..1, above 0).
        high_load: Load of the optimistic end, `fte_low` (0..1, above 0).

    Raises:
        ValueError: If hours are negative, `customer_hours` is 0, or a load is outside 0..1 or 0.

    Source: FT Works, "Customer success staffing models"; the range of loads is this tool's own.
    """
    non_negative("total_hours", total_hours)
    positive("customer_hours", customer_hours)
    for name, load in (
        ("target_load", target_load),
        ("low_load", low_load),
        ("high_load", high_load),
    ):
        fraction(name, load)
        positive(name, load)
    return FteRange(
        fte_low=total_hours / (customer_hours * high_load),
        fte=total_hours / (customer_hours * target_load),
        fte_high=total_hours / (customer_hours * low_load),
    )


def utilisation(total_hours: float, *, heads: float, planned_hours: float) -> float:
    """Return the share of planned time that work fills; above 1 people are overbooked.

    Args:
        total_hours: Work (h in the period).
        heads: Full-time people who share it (FTE).
        planned_hours: Hours one of them has planned for customers (h in the period).

    Raises:
        ValueError: If hours are negative, or nobody has time (`heads` or `planned_hours` 0).

    Source: none; work over capacity.
    """
    non_negative("total_hours", total_hours)
    positive("heads", heads)
    positive("planned_hours", planned_hours)
    return total_hours / (heads * planned_hours)
