"""Hours, full-time people, books and pools of each role in each segment."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from csdesign.capacity.agents import required_agents
from csdesign.capacity.amounts import ceiling
from csdesign.capacity.books import book_size
from csdesign.capacity.hours import productive_hours
from csdesign.capacity.queue_arrivals import peak_arrivals_per_hour
from csdesign.capacity.queue_service import queue_performance
from csdesign.capacity.rosters import roster
from csdesign.capacity.workload import fte_range
from csdesign.planning.hiring.team import RoleWork
from csdesign.planning.results import SHORT_PROMISE_HOURS, FteRange, Pool, Staffing
from csdesign.planning.serving.deliverers import assignment_of
from csdesign.planning.work.need import Caps, cell_of, need_of, present_share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.capacity.hours import ProductiveHours
    from csdesign.model.design import Design, Segment
    from csdesign.model.params import Params
    from csdesign.planning.work.demand import Demand, Queue

__all__ = ["fte_of", "has_own_internal_share", "hours_of", "pool_of", "staff"]

LARGEST_LOAD = 1e8
"""Offered load above which a queue is not sized; its hours still are (erlang)."""
_UNCAPPED = Caps()


def hours_of(design: Design, role_id: str) -> ProductiveHours:
    """Return the productive hours of a role's full-time person, its own parameters first."""
    params = design.params
    own = design.own_params.get(role_id)

    if own is None:  # nearly every role; asked of each in each of its segments
        return _productive(
            params.weeks,
            params.hours_per_week,
            params.absence_days,
            params.internal_share,
            params.target_load,
        )

    def value(name: str) -> float:
        stated = getattr(own, name)
        return float(getattr(params, name) if stated is None else stated)

    return _productive(
        value("weeks"),
        value("hours_per_week"),
        value("absence_days"),
        value("internal_share"),
        value("target_load"),
    )


def has_own_internal_share(design: Design, role_id: str) -> bool:
    """Return whether a role states its own share of time that is not spent on customers."""
    own = design.own_params.get(role_id)
    return own is not None and own.internal_share is not None


@lru_cache(maxsize=1024)
def _productive(
    weeks: float, hours_per_week: float, absence_days: float, internal: float, load: float
) -> ProductiveHours:
    # What is stated with its basis is a number of its own kind: the result holds plain ones.
    return productive_hours(
        weeks=float(weeks),
        hours_per_week=float(hours_per_week),
        absence_days=float(absence_days),
        internal_share=float(internal),
        target_load=float(load),
    )


def pool_of(design: Design, role: str, queue: Queue) -> Pool | None:
    """Return the Erlang C sizing of a role's queue, or None if nothing arrives by queue."""
    params = design.params
    if queue.arrivals <= 0 or queue.work <= 0:
        return None
    within = params.target_wait_hours if queue.within_hours is None else queue.within_hours
    share = params.service_level if queue.share is None else queue.share
    arrivals = peak_arrivals_per_hour(
        annual_arrivals=queue.arrivals,
        open_hours=float(params.open_hours),
        peak_factor=float(params.peak_factor),
        target_wait_hours=float(within),
        absorbing_wait_hours=SHORT_PROMISE_HOURS,
    )
    handle = queue.work / queue.arrivals
    if arrivals * handle > LARGEST_LOAD:
        return None
    agents = required_agents(
        arrivals * handle,
        handle_hours=handle,
        target_wait_hours=within,
        service_level=share,
        max_occupancy=params.max_occupancy,
    )
    served = queue_performance(
        arrivals_per_hour=arrivals,
        handle_hours=handle,
        agents=agents,
        target_wait_hours=within,
    )
    present = present_share(design, role)
    people = roster(agents, present=present)
    return Pool(
        arrivals_per_hour=arrivals,
        handle_hours=handle,
        offered_load=arrivals * handle,
        agents=agents,
        present=present,
        roster=people,
        rostered=ceiling(people),
        service_level=served.service_level,
        occupancy=served.occupancy,
        p_wait=served.p_wait,
        within_hours=within,
        target_share=share,
    )


def staff(
    design: Design,
    segment: Segment,
    assignment: str | None,
    practitioner: str | None,
    demand: dict[str, Demand],
    caps: Mapping[str, Caps],
) -> tuple[Staffing, ...]:
    """Return one row for each role with work in the segment; none without a number of accounts."""
    if segment.accounts is None:
        return ()
    return tuple(
        _row(
            design,
            segment,
            role,
            assignment_of(design, segment, role, assignment, practitioner),
            part,
            caps.get(role, _UNCAPPED),
        )
        for role, part in demand.items()
    )


def _row(
    design: Design, segment: Segment, role: str, how: str, part: Demand, caps: Caps
) -> Staffing:
    productive = hours_of(design, role)
    hours = part.hours(segment)
    sized = fte_of(hours, productive, design.params)
    book = None
    if how == "named" and part.recurring > 0:
        book = book_size(
            planned_hours=productive.planned_hours, hours_per_account=part.recurring
        ).book
    pool = pool_of(design, role, part.queue(segment)) if part.queue_work else None
    cell = cell_of(
        segment,
        part,
        named=how == "named",
        planned_hours=productive.planned_hours,
        max_arr=caps.max_arr,
    )
    present = pool.roster if pool is not None and pool.short else 0.0
    heads = need_of(RoleWork(role, (cell,), present, None, *caps)).heads
    return Staffing(
        role=role,
        assignment=how,
        hours=hours,
        recurring_hours_per_account=part.recurring,
        once_hours_per_new_account=part.once,
        fte=sized,
        book=book,
        heads=heads if hours > 0 else None,
        pool=pool,
        commercial_hours=part.commercial * (segment.accounts or 0),
        busy=hours / (heads * productive.planned_hours) if heads else None,
    )


def fte_of(hours: float, productive: ProductiveHours, params: Params) -> FteRange:
    """Return hours as full-time people: at the planned, the full and the cautious load."""
    sized = fte_range(
        hours,
        customer_hours=productive.customer_hours,
        target_load=productive.planned_hours / productive.customer_hours,
        low_load=params.low_load,
        high_load=params.high_load,
    )
    return FteRange(plan=sized.fte, low=sized.fte_low, high=sized.fte_high)
