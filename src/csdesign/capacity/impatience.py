"""Queues whose customers give up waiting (Erlang A)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from csdesign.capacity.amounts import non_negative, positive, whole
from csdesign.capacity.queues import check_load, inverse_blocking

__all__ = ["ImpatientQueue", "erlang_a"]

NEGLIGIBLE: Final = 1e-17

MOST_PATIENT: Final = 1e9
"""Arrivals within one patience from which nobody gives up in practice, and sums get long."""


@dataclass(frozen=True, slots=True)
class ImpatientQueue:
    """The service of a queue in which some customers give up."""

    p_wait: float
    """Probability that an arrival finds all agents busy (0..1)."""
    p_abandon: float
    """Share of arrivals that give up (0..1)."""
    mean_wait_hours: float
    """Mean wait of all arrivals, those who give up included (h)."""
    queue_length: float
    """Mean number waiting."""
    occupancy: float
    """Share of time agents are busy (0..1)."""


def erlang_a(
    *, arrivals_per_hour: float, handle_hours: float, patience_hours: float, agents: float
) -> ImpatientQueue:
    """Return how a queue serves when customers give up after an exponential time.

    The birth-death chain goes up with lambda and down with min(k, n) / tau + max(0, k - n) theta;
    it is stable for any load. P(abandon) = theta * queue / lambda. Probabilities are summed from
    the most likely state outwards, relative to it, so no factorial or power can overflow.

    Args:
        arrivals_per_hour: Arrivals lambda (1/h).
        handle_hours: Mean handle time tau (h), above 0.
        patience_hours: Mean time 1 / theta a customer waits before giving up (h), above 0.
        agents: Agents n, at least 1.

    Raises:
        ValueError: If a number is out of its range, or patience is 1e9 arrivals or more.

    Source: C. Palm's model; A. Mandelbaum and S. Zeltyn, "The Palm/Erlang-A queue, with
    applications to call centers" (48 a minute, 50 agents: 3.1% give up).
    """
    non_negative("arrivals_per_hour", arrivals_per_hour)
    positive("handle_hours", handle_hours)
    positive("patience_hours", patience_hours)
    crew = whole("agents", agents, least=1)
    if arrivals_per_hour * patience_hours > MOST_PATIENT:
        raise ValueError(
            f"patience_hours is {patience_hours}; customers who wait that long do not give up, "
            "so use Erlang C"
        )
    load = arrivals_per_hour * handle_hours
    check_load(load)
    if not load:
        return ImpatientQueue(0.0, 0.0, 0.0, 0.0, 0.0)

    # Rates over lambda: agents free up with `service`, each waiting customer leaves with `leaving`.
    service = crew / load
    leaving = 1 / (arrivals_per_hour * patience_hours)
    waiting = _waiting_states(service, leaving)
    some_free = waiting.weight_of_none * (inverse_blocking(load, crew) - 1)
    total = waiting.weight + (some_free if waiting.weight_of_none else 0.0)
    queue = waiting.weighted_length / total
    p_abandon = min(1.0, queue * leaving)
    return ImpatientQueue(
        p_wait=waiting.weight / total,
        p_abandon=p_abandon,
        mean_wait_hours=queue / arrivals_per_hour,
        queue_length=queue,
        occupancy=min(1.0, load * (1 - p_abandon) / crew),
    )


@dataclass(frozen=True, slots=True)
class _WaitingStates:
    """States with all agents busy, weighted relative to the most likely of them."""

    weight: float
    weighted_length: float
    weight_of_none: float
    """Weight of the state in which all are busy and nobody waits."""


def _waiting_states(service: float, leaving: float) -> _WaitingStates:
    peak = max(0, int((1 - service) / leaving))
    weight, weighted_length = 1.0, float(peak)
    state = 1.0
    length = peak
    while True:
        length += 1
        ratio = 1 / (service + length * leaving)
        state *= ratio
        weight += state
        weighted_length += state * length
        # Ratios only fall from here, so a geometric series bounds what is left.
        if ratio < 1:
            rest = ratio / (1 - ratio)
            if state * rest * (length + 1 + rest) <= NEGLIGIBLE * weighted_length:
                break
    state = 1.0
    for length in range(peak, 0, -1):
        state *= service + length * leaving
        weight += state
        weighted_length += state * (length - 1)
        if state < NEGLIGIBLE * NEGLIGIBLE:
            return _WaitingStates(weight, weighted_length, 0.0)
    return _WaitingStates(weight, weighted_length, state)
