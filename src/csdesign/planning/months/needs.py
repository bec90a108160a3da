"""The need of a role in each month: its work, presence at a queue, caps and whole books."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.planning.hiring.team import Cell, RoleWork
from csdesign.planning.months.working_time import open_shares
from csdesign.planning.results import SHORT_PROMISE_HOURS
from csdesign.planning.work.demand import Queue
from csdesign.planning.work.need import SMALL_BOOK, need_of
from csdesign.planning.work.staffing import hours_of, pool_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.months.work import Part, RoleHours
    from csdesign.planning.results import Plan
    from csdesign.planning.results.horizon import Horizon
    from csdesign.planning.results.people import Need
    from csdesign.planning.work.need import Caps

__all__ = ["floor_of", "needs_of"]


def needs_of(
    plan: Plan, work: RoleHours, planned: Sequence[float], caps: Caps, horizon: Horizon
) -> tuple[Need, ...]:
    """Return the need of a role in each month: the year's calculation with the month's numbers.

    Whole books follow from the year's hours, since customers do not change hands every month.
    """
    rosters = _rosters(plan, work, horizon)
    yearly = hours_of(plan.design, work.role).planned_hours
    named = {
        segment.id
        for segment in plan.segments
        for row in segment.staffing
        if row.role == work.role and row.assignment == "named"
    }
    found = []
    for month in range(horizon.length):
        cells = tuple(
            _cell(plan, part, month, planned[month], yearly, caps, named=part.segment in named)
            for part in work.parts
        )
        role = RoleWork(
            work.role,
            cells,
            roster=rosters[month],
            max_accounts=caps.max_accounts,
            max_arr=caps.max_arr,
        )
        found.append(need_of(role))
    return tuple(found)


def floor_of(need: Need) -> float:
    """Return the people who must be in post whatever the hours (FTE)."""
    return max(need.roster, need.cap, need.book)


def _cell(
    plan: Plan,
    part: Part,
    month: int,
    planned: float,
    yearly: float,
    caps: Caps,
    *,
    named: bool,
) -> Cell:
    hours, customers = part.hours[month], part.customers[month]
    work = need = hours / planned
    if not named or hours <= 0:
        return Cell(part.segment, work, need)
    book = math.floor(yearly / part.recurring_each + 1e-9) if part.recurring_each > 0 else 0
    if 1 <= book < SMALL_BOOK:
        need = max(work, customers / book)
    each = plan.segment_by_id[part.segment].segment.arr_per_account
    within = each is not None and (caps.max_arr is None or each <= caps.max_arr)
    return Cell(part.segment, work, need, customers, customers * (each or 0.0) if within else 0.0)


def _rosters(plan: Plan, work: RoleHours, horizon: Horizon) -> list[float]:
    """Return the people a queue with a short promise takes in each month (FTE)."""
    promise, params = work.promise, plan.design.params
    within = params.target_wait_hours if promise.within_hours is None else promise.within_hours
    if within >= SHORT_PROMISE_HOURS or not any(work.arrivals):
        return [0.0] * horizon.length
    found = []
    for month, share in enumerate(open_shares(horizon)):
        # The queue is sized as if the month lasted a year.
        queue = Queue(
            work.arrivals[month] / share,
            work.queue_hours[month] / share,
            promise.within_hours,
            promise.share,
        )
        pool = pool_of(plan.design, work.role, queue)
        found.append(0.0 if pool is None else pool.roster)
    return found
