"""The fewest agents that keep a queue's promise, and the people to roster for them."""

from __future__ import annotations

import math

from csdesign.capacity.amounts import (
    GUARD,
    fraction,
    non_negative,
    positive,
)
from csdesign.capacity.queues import check_load, inverse_blocking, wait_from_inverse_blocking

__all__ = ["agents_for_wait_probability", "required_agents"]


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
        target_wait_hours: Promised wait (h).
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
