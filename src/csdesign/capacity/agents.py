"""The fewest agents that keep a queue's promise, and the people to roster for them."""

from __future__ import annotations

import math
from typing import NamedTuple

from csdesign.capacity.amounts import (
    GUARD,
    ceiling,
    floor,
    fraction,
    non_negative,
    positive,
    whole,
)
from csdesign.capacity.queue_service import queue_performance
from csdesign.capacity.queues import check_load, inverse_blocking, wait_from_inverse_blocking

__all__ = [
    "QueueStaffing",
    "agents_for_wait_probability",
    "agents_on_queue",
    "pool_heads",
    "queue_staffing",
    "required_agents",
    "rostered_heads",
]


class QueueStaffing(NamedTuple):
    """The people a queue needs and how it then serves."""

    offered_load: float
    """Arrivals an hour times handle time (erlang)."""
    agents: int
    """People on the queue at any time."""
    rostered: int
    """People to employ so that so many are on the queue."""
    p_wait: float
    """Probability that an arrival waits (0..1)."""
    achieved_service_level: float
    """Share of arrivals started within the target wait (0..1)."""
    occupancy: float
    """Share of time agents are busy (0..1)."""


def required_agents(
    offered_load: float,
    *,
    handle_hours: float,
    target_wait_hours: float,
    service_level: float,
    max_occupancy: float,
) -> int:
    """Return the fewest agents that reach a service level and stay below an occupancy.

    Both limits hold within 1e-9, so that a load of 126.65 at 0.85 takes 149 agents and not 150.

    Args:
        offered_load: Arrivals an hour times handle time (erlang); 0 takes no agents.
        handle_hours: Mean handle time (h), above 0.
        target_wait_hours: Wait one promises (h).
        service_level: Share of arrivals to start within it (0..1).
        max_occupancy: Highest share of time agents may be busy (0..1, above 0).

    Raises:
        ValueError: If a number is out of its range.

    Source: H. Tijms, A First Course in Stochastic Models, 5.3; worked values in the documentation
    of pyworkforce and of the CRAN package ErlangC.
    """
    check_load(offered_load)
    positive("handle_hours", handle_hours)
    non_negative("target_wait_hours", target_wait_hours)
    fraction("service_level", service_level)
    fraction("max_occupancy", max_occupancy)
    positive("max_occupancy", max_occupancy)
    if not offered_load:
        return 0
    agents = max(math.floor(offered_load) + 1, math.ceil(offered_load / (max_occupancy + GUARD)))
    patience = target_wait_hours / handle_hours
    inverse = inverse_blocking(offered_load, agents)
    while True:
        late = wait_from_inverse_blocking(offered_load, agents, inverse) * math.exp(
            -(agents - offered_load) * patience
        )
        if 1 - late >= service_level - GUARD:
            return agents
        agents += 1
        inverse = 1 + agents / offered_load * inverse


def agents_for_wait_probability(offered_load: float, max_p_wait: float) -> int:
    """Return the fewest agents with which at most a given share of arrivals waits at all.

    Args:
        offered_load: Arrivals an hour times handle time (erlang); 0 takes no agents.
        max_p_wait: Highest probability of waiting (0..1, above 0), held within 1e-9.

    Raises:
        ValueError: If a number is out of its range.

    Source: H. Tijms, A First Course in Stochastic Models, 5.3 (table 5.3.2).
    """
    positive("max_p_wait", max_p_wait)
    fraction("max_p_wait", max_p_wait)
    return required_agents(
        offered_load,
        handle_hours=1.0,
        target_wait_hours=0.0,
        service_level=1 - max_p_wait,
        max_occupancy=1.0,
    )


def rostered_heads(agents: float, *, shrinkage: float) -> int:
    """Return the people to employ so that `agents` are on the queue: ceil(n / (1 - shrinkage)).

    Args:
        agents: People on the queue at any time.
        shrinkage: Part of paid time away from the queue (0..1, below 1).

    Raises:
        ValueError: If `agents` is negative or `shrinkage` is outside 0..1 or 1.

    Source: pyworkforce documentation (14 on the queue, 20 rostered at 30%).
    """
    return ceiling(whole("agents", agents) / _present_share(shrinkage))


def agents_on_queue(fte: float, *, shrinkage: float) -> int:
    """Return the people of a team who are on the queue at any time: floor(fte (1 - shrinkage)).

    Args:
        fte: Positions of the team (FTE).
        shrinkage: Part of paid time away from the queue (0..1, below 1).

    Raises:
        ValueError: If `fte` is negative or `shrinkage` is outside 0..1 or 1.

    Source: the inverse of `rostered_heads`.
    """
    non_negative("fte", fte)
    return floor(fte * _present_share(shrinkage))


def pool_heads(*, fte: float, rostered: float) -> int:
    """Return the people a pool needs: enough hours for all its work, enough agents for its queue.

    Args:
        fte: Full-time equivalents of the whole pooled workload (FTE).
        rostered: People its queue takes.

    Raises:
        ValueError: If a number is negative.

    Source: none; `max(ceil(fte), rostered)`.
    """
    non_negative("fte", fte)
    return max(ceiling(fte), whole("rostered", rostered))


def queue_staffing(
    *,
    arrivals_per_hour: float,
    handle_hours: float,
    target_wait_hours: float,
    service_level: float,
    max_occupancy: float,
    shrinkage: float,
) -> QueueStaffing:
    """Return the agents a queue needs, the people to roster, and how it then serves.

    Args:
        arrivals_per_hour: Arrivals in the hour to staff for (1/h).
        handle_hours: Mean handle time (h), above 0.
        target_wait_hours: Wait one promises (h).
        service_level: Share of arrivals to start within it (0..1).
        max_occupancy: Highest share of time agents may be busy (0..1, above 0).
        shrinkage: Part of paid time away from the queue (0..1, below 1).

    Raises:
        ValueError: If a number is out of its range.

    Source: pyworkforce documentation (80% in 20 s: 14 on the queue, 20 rostered at 30%).
    """
    non_negative("arrivals_per_hour", arrivals_per_hour)
    agents = required_agents(
        arrivals_per_hour * handle_hours,
        handle_hours=handle_hours,
        target_wait_hours=target_wait_hours,
        service_level=service_level,
        max_occupancy=max_occupancy,
    )
    performance = queue_performance(
        arrivals_per_hour=arrivals_per_hour,
        handle_hours=handle_hours,
        agents=agents,
        target_wait_hours=target_wait_hours,
    )
    return QueueStaffing(
        offered_load=performance.offered_load,
        agents=agents,
        rostered=rostered_heads(agents, shrinkage=shrinkage),
        p_wait=performance.p_wait,
        achieved_service_level=performance.service_level,
        occupancy=performance.occupancy,
    )


def _present_share(shrinkage: float) -> float:
    fraction("shrinkage", shrinkage)
    if shrinkage == 1:
        raise ValueError("shrinkage is 1; nobody would ever be on the queue")
    return 1 - shrinkage
