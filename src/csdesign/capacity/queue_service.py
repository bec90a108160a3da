"""The service of a pooled queue with a given number of agents (Erlang C)."""

from __future__ import annotations

import math
from typing import NamedTuple

from csdesign.capacity.amounts import non_negative, positive, whole
from csdesign.capacity.queues import erlang_c

__all__ = [
    "QueuePerformance",
    "mean_wait_hours",
    "occupancy",
    "queue_length",
    "queue_performance",
    "service_level",
]


class QueuePerformance(NamedTuple):
    """The service of a queue by Erlang C, which assumes a constant rate of arrivals."""

    offered_load: float
    """Arrivals an hour times handle time (erlang)."""
    p_wait: float
    """Probability that an arrival waits (0..1)."""
    service_level: float
    """Share of arrivals started within the target wait (0..1)."""
    occupancy: float
    """Load over agents (1); from 1 up the queue is unstable."""
    mean_wait_hours: float
    """Mean wait of all arrivals (h); infinite if unstable."""
    queue_length: float
    """Mean number waiting; infinite if unstable."""


def occupancy(offered_load: float, agents: float) -> float:
    """Return load over agents (1): the share of time agents are busy while it is below 1.

    Infinite where work arrives and nobody is there, 0 where nothing arrives.

    Raises:
        ValueError: If `offered_load` is negative or `agents` is not a whole number from 0 up.

    Source: H. Tijms, A First Course in Stochastic Models, 5.3.
    """
    non_negative("offered_load", offered_load)
    whole("agents", agents)
    if not offered_load:
        return 0.0
    return offered_load / agents if agents else math.inf


def mean_wait_hours(offered_load: float, agents: float, *, handle_hours: float) -> float:
    """Return the mean wait of all arrivals (h): C tau / (n - A); infinite if unstable.

    Args:
        offered_load: Arrivals an hour times handle time A (erlang).
        agents: Agents n.
        handle_hours: Mean handle time tau (h), above 0.

    Raises:
        ValueError: If `handle_hours` is not above 0, or as `erlang_c`.

    Source: H. Tijms, A First Course in Stochastic Models, 5.3.
    """
    positive("handle_hours", handle_hours)
    return queue_length(offered_load, agents) * handle_hours / offered_load if offered_load else 0.0


def queue_length(offered_load: float, agents: float) -> float:
    """Return the mean number of arrivals that wait: C A / (n - A); infinite if unstable.

    Raises:
        ValueError: As `erlang_c`.

    Source: H. Tijms, A First Course in Stochastic Models, 5.3.
    """
    p_wait = erlang_c(offered_load, agents)
    if not offered_load:
        return 0.0
    return p_wait * offered_load / (agents - offered_load) if agents > offered_load else math.inf


def service_level(
    offered_load: float, agents: float, *, handle_hours: float, target_wait_hours: float
) -> float:
    """Return the share of arrivals started within a wait: 1 - C exp(-(n - A) T / tau).

    Args:
        offered_load: Arrivals an hour times handle time A (erlang).
        agents: Agents n.
        handle_hours: Mean handle time tau (h), above 0.
        target_wait_hours: Promised wait T (h).

    Returns:
        A share; 0 if unstable.

    Raises:
        ValueError: If `handle_hours` is not above 0 or `target_wait_hours` negative, or as
            `erlang_c`.

    Source: H. Tijms, A First Course in Stochastic Models, 5.3.
    """
    positive("handle_hours", handle_hours)
    non_negative("target_wait_hours", target_wait_hours)
    p_wait = erlang_c(offered_load, agents)
    slack = max(0.0, agents - offered_load)
    return 1 - p_wait * math.exp(-slack * target_wait_hours / handle_hours)


def queue_performance(
    *, arrivals_per_hour: float, handle_hours: float, agents: float, target_wait_hours: float
) -> QueuePerformance:
    """Return how a queue serves with `agents` people on it.

    Args:
        arrivals_per_hour: Arrivals in the hour judged (1/h).
        handle_hours: Mean handle time (h), above 0.
        agents: People on the queue, shrinkage already taken off.
        target_wait_hours: Promised wait (h).

    Raises:
        ValueError: If a number is negative or `handle_hours` is 0.

    Source: H. Tijms, A First Course in Stochastic Models, 5.3; worked values in the documentation
    of pyworkforce and of the CRAN package ErlangC.
    """
    non_negative("arrivals_per_hour", arrivals_per_hour)
    positive("handle_hours", handle_hours)
    load = arrivals_per_hour * handle_hours
    return QueuePerformance(
        offered_load=load,
        p_wait=erlang_c(load, agents),
        service_level=service_level(
            load, agents, handle_hours=handle_hours, target_wait_hours=target_wait_hours
        ),
        occupancy=occupancy(load, agents),
        mean_wait_hours=mean_wait_hours(load, agents, handle_hours=handle_hours),
        queue_length=queue_length(load, agents),
    )
