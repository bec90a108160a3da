"""Onboarding: waves of new customers, and how many projects run at a time."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from csdesign.capacity.amounts import GUARD, ceiling, non_negative, positive, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Concurrency",
    "OnboardingWave",
    "backlog_hours",
    "concurrency",
    "demand_hours",
    "onboarding_wave",
]


class OnboardingWave(NamedTuple):
    """Onboarding work month by month and the people it takes."""

    demand_hours: tuple[float, ...]
    """Work that falls due in each month, until the last start is finished (h)."""
    peak_hours: float
    """Work of the busiest month (h)."""
    heads: int
    """Fewest people who never fall behind by more than the accepted delay."""
    max_backlog_hours: float
    """Highest work left over at the end of a month with those people (h)."""


class Concurrency(NamedTuple):
    """Projects that run at the same time and the people they take."""

    in_progress: float
    """Projects under way on average."""
    heads: int
    """People who can run that many."""


def demand_hours(starts: Sequence[float], effort_profile: Sequence[float]) -> tuple[float, ...]:
    """Return the work of each month (h): the starts convolved with the effort profile.

    Args:
        starts: Customers who start in each month.
        effort_profile: Hours one customer costs in its first, second, ... month (h).

    Raises:
        ValueError: If a number is negative.

    Source: none; convolution.
    """
    for started in starts:
        non_negative("starts", started)
    for hours in effort_profile:
        non_negative("effort_profile", hours)
    if not starts or not effort_profile:
        return ()
    demand = [0.0] * (len(starts) + len(effort_profile) - 1)
    for month, started in enumerate(starts):
        for later, hours in enumerate(effort_profile):
            demand[month + later] += started * hours
    return tuple(demand)


def backlog_hours(demand: Sequence[float], capacity_hours: float) -> tuple[float, ...]:
    """Return the work left over at the end of each month (h): `max(0, before + demand - capacity)`.

    Args:
        demand: Work that falls due in each month (h).
        capacity_hours: Work all people together do in a month (h).

    Raises:
        ValueError: If a number is negative.

    Source: D. V. Lindley, "The theory of queues with a single server" (1952), for the recursion.
    """
    non_negative("capacity_hours", capacity_hours)
    for hours in demand:
        non_negative("demand", hours)
    levels = accumulate(
        demand, lambda left, due: max(0.0, left + due - capacity_hours), initial=0.0
    )
    return tuple(levels)[1:]


def onboarding_wave(
    *,
    starts: Sequence[float],
    effort_profile: Sequence[float],
    planned_hours_per_month: float,
    max_delay_months: float,
) -> OnboardingWave:
    """Return the fewest people who keep a wave of onboardings within an accepted delay.

    Backlog B_t = max(0, B_(t-1) + d_t - n P) must stay within D n P in every month.

    Args:
        starts: Customers who start in each month.
        effort_profile: Hours one customer costs in its first, second, ... month (h).
        planned_hours_per_month: Hours P one person has for it (h a month), above 0.
        max_delay_months: Accepted delay D (months); 0 staffs for the peak.

    Raises:
        ValueError: If a number is negative, or `planned_hours_per_month` is 0.

    Source: D. V. Lindley, "The theory of queues with a single server" (1952), for the recursion;
    the accepted delay as its limit is our own.
    """
    positive("planned_hours_per_month", planned_hours_per_month)
    non_negative("max_delay_months", max_delay_months)
    demand = demand_hours(starts, effort_profile)
    heads = _fewest_heads(demand, planned_hours_per_month, max_delay_months)
    left_over = max(backlog_hours(demand, heads * planned_hours_per_month), default=0.0)
    return OnboardingWave(
        demand_hours=demand,
        peak_hours=max(demand, default=0.0),
        heads=heads,
        # A trace below the guard is rounding: nobody waits for it.
        max_backlog_hours=left_over
        if left_over > GUARD * max(1, heads) * planned_hours_per_month
        else 0.0,
    )


def _fewest_heads(demand: Sequence[float], hours_per_head: float, delay: float) -> int:
    """Bisect between too few and enough for the peak; more people never fall further behind."""
    too_few, enough = -1, ceiling(max(demand, default=0.0) / hours_per_head)
    while enough - too_few > 1:
        heads = (too_few + enough) // 2
        capacity = heads * hours_per_head
        accepted = delay * capacity + GUARD * max(1.0, capacity)
        if max(backlog_hours(demand, capacity), default=0.0) <= accepted:
            enough = heads
        else:
            too_few = heads
    return enough


def concurrency(
    *, starts_per_month: float, duration_months: float, max_concurrent: float
) -> Concurrency:
    """Return the projects under way at a time, and the people who can run them.

    Args:
        starts_per_month: Projects that start in a month.
        duration_months: How long one takes (months).
        max_concurrent: Projects one person can run at a time, at least 1.

    Raises:
        ValueError: If a number is negative, or `max_concurrent` is below 1.

    Source: Little's law; M. Albrecht, "Services capacity management" 2 (3 to 4 at a time).
    """
    non_negative("starts_per_month", starts_per_month)
    non_negative("duration_months", duration_months)
    at_a_time = whole("max_concurrent", max_concurrent, least=1)
    in_progress = starts_per_month * duration_months
    return Concurrency(in_progress, ceiling(in_progress / at_a_time))
