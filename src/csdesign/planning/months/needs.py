"""What a role needs in each month: its work, its presence at a queue, caps and whole books."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.planning.months.working_time import open_shares
from csdesign.planning.results import SHORT_PROMISE_HOURS
from csdesign.planning.staffing import Queue, hours_of, pool_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.months.horizon import Horizon
    from csdesign.planning.months.work import RoleHours
    from csdesign.planning.results import Plan

__all__ = ["MonthNeed", "needs_of"]

_YEAR: Final = 12
_SMALL_BOOK: Final = 5


class MonthNeed(NamedTuple):
    """Full-time people of a role in a month (FTE)."""

    need: float
    bound: str
    roster: float
    floor: float
    """What must be there whatever the hours: the greatest of roster, caps and books."""


def needs_of(
    plan: Plan, work: RoleHours, planned: Sequence[float], horizon: Horizon
) -> tuple[MonthNeed, ...]:
    """Return what a role needs in each month: the counting of the year with the month's numbers.

    Whole books are those of the year's hours: customers do not change hands every month.
    """
    rosters = _rosters(plan, work, horizon)
    return tuple(
        _need(plan, work, month, planned[month], rosters[month]) for month in range(horizon.length)
    )


def _need(plan: Plan, work: RoleHours, month: int, planned: float, roster: float) -> MonthNeed:
    hours = work.hours[month] / planned
    whole = 0.0
    yearly = hours_of(plan.design, work.role).planned_hours
    for part in work.parts:
        each = part.recurring_each
        book = math.floor(yearly / each + 1e-9) if each > 0 else 0
        named = _is_named(plan, part.segment, work.role)
        customers = part.customers[month] / book if named and 1 <= book < _SMALL_BOOK else 0.0
        whole += max(part.hours[month] / planned, customers)
    floor = max(roster, whole if whole > hours + 1e-12 else 0.0)
    counts = {"work": hours, "roster": roster, "book": floor if floor > roster else 0.0}
    bound = max(counts, key=lambda name: counts[name])
    return MonthNeed(counts[bound], bound, roster, floor)


def _is_named(plan: Plan, segment: str, role: str) -> bool:
    rows = plan.segment_by_id[segment].staffing
    return any(row.role == role and row.assignment == "named" for row in rows)


def _rosters(plan: Plan, work: RoleHours, horizon: Horizon) -> list[float]:
    """Return the people a queue with a short promise takes in each month (FTE)."""
    promise, params = work.promise, plan.design.params
    within = params.target_wait_hours if promise.within_hours is None else promise.within_hours
    if within >= SHORT_PROMISE_HOURS or not any(work.arrivals):
        return [0.0] * horizon.length
    found = []
    for month, share in enumerate(open_shares(horizon)):
        # The queue of the month as one that goes on for a year.
        queue = Queue(
            work.arrivals[month] / share,
            work.queue_hours[month] / share,
            promise.within_hours,
            promise.share,
        )
        pool = pool_of(plan.design, work.role, queue)
        found.append(0.0 if pool is None else pool.roster)
    return found
