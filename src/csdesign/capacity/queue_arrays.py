"""The formulas of `queues` and `agents` over arrays, for thousands of queues at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.capacity.agents import required_agents
from csdesign.capacity.amounts import GUARD, positive
from csdesign.capacity.queues import MOST_LOAD, NEGLIGIBLE
from csdesign.extras import needs_extra

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

__all__ = ["QueueDemand", "erlang_c_array", "required_agents_array", "required_agents_many"]

ARRAYS_FROM: Final = 500
"""Number of queues from which arrays are used.

With numpy loaded, arrays are faster from about 100 queues on; loading it takes as long as a loop
over some 15,000.
"""

CAP: Final = 1e200
"""Largest value of a term of the series; the probability to wait is 0 long before."""

STEPS_BETWEEN_PRUNING: Final = 32


@dataclass(frozen=True, slots=True)
class QueueDemand:
    """The load and the promise of one queue."""

    arrivals_per_hour: float
    """Arrivals in the hour to staff for (1/h)."""
    handle_hours: float
    """Mean handle time (h), above 0."""
    target_wait_hours: float
    """Promised wait (h)."""
    service_level: float
    """Share of arrivals to start within it (0..1)."""
    max_occupancy: float
    """Highest share of time agents may be busy (0..1, above 0)."""


def required_agents_many(queues: Sequence[QueueDemand]) -> tuple[int, ...]:
    """Return the fewest agents of each queue, as `required_agents` would.

    A plain loop below 500 queues, so that small plans never import numpy; arrays above.

    Raises:
        ValueError: If a number is out of its range.

    Source: as `required_agents`.
    """
    if len(queues) < ARRAYS_FROM:
        return tuple(_agents_of(queue) for queue in queues)
    for queue in queues:
        positive("handle_hours", queue.handle_hours)
    agents = required_agents_array(
        [queue.arrivals_per_hour * queue.handle_hours for queue in queues],
        handle_hours=[queue.handle_hours for queue in queues],
        target_wait_hours=[queue.target_wait_hours for queue in queues],
        service_level=[queue.service_level for queue in queues],
        max_occupancy=[queue.max_occupancy for queue in queues],
    )
    return tuple(agents.tolist())


@needs_extra
def erlang_c_array(offered_load: ArrayLike, agents: ArrayLike) -> NDArray[np.float64]:
    """Return the probability to wait of many queues at once, as `erlang_c` would.

    Loads (erlang) and agents broadcast against each other; the result has the broadcast shape.

    Raises:
        ValueError: If a load is negative, agents are not whole numbers from 0 up, or shapes do not
            match.

    Source: as `erlang_c`.
    """
    import numpy as np

    loads, crews = np.broadcast_arrays(
        np.asarray(offered_load, dtype=np.float64), np.asarray(agents, dtype=np.float64)
    )
    _refuse("offered_load", loads, (loads >= 0) & (loads <= MOST_LOAD), "numbers from 0 to 1e10")
    _refuse("agents", crews, (crews >= 0) & (crews == np.floor(crews)), "whole numbers from 0 up")
    p_wait = np.where(loads > 0, 1.0, 0.0)
    stable = (crews > loads) & (loads > 0)
    load, crew = loads[stable], crews[stable]
    p_wait[stable] = crew / (_inverse_blocking_array(load, crew) * (crew - load) + load)
    return p_wait


@needs_extra
def required_agents_array(
    offered_load: ArrayLike,
    *,
    handle_hours: ArrayLike,
    target_wait_hours: ArrayLike,
    service_level: ArrayLike,
    max_occupancy: ArrayLike,
) -> NDArray[np.int64]:
    """Return the fewest agents of many queues at once, as `required_agents` would.

    The inputs, in the units of `required_agents`, broadcast against each other; the result has the
    broadcast shape.

    Raises:
        ValueError: If any element would be refused by `required_agents`, or shapes do not match.

    Source: as `required_agents`.
    """
    import numpy as np

    load, handle, promise, target, limit = np.broadcast_arrays(
        *(
            np.asarray(given, dtype=np.float64)
            for given in (
                offered_load,
                handle_hours,
                target_wait_hours,
                service_level,
                max_occupancy,
            )
        )
    )
    _refuse("offered_load", load, (load >= 0) & (load <= MOST_LOAD), "numbers from 0 to 1e10")
    _refuse("handle_hours", handle, (handle > 0) & np.isfinite(handle), "numbers above 0")
    _refuse(
        "target_wait_hours", promise, (promise >= 0) & np.isfinite(promise), "numbers from 0 up"
    )
    _refuse("service_level", target, (target >= 0) & (target <= 1), "fractions from 0 to 1")
    _refuse("max_occupancy", limit, (limit > 0) & (limit <= 1), "fractions above 0, up to 1")

    fewest = np.zeros(load.shape, dtype=np.int64)
    busy = np.flatnonzero(load)
    fewest.flat[busy] = _fewest_agents(
        load.flat[busy],
        (promise.flat[busy] / handle.flat[busy]),
        target.flat[busy],
        limit.flat[busy],
    )
    return fewest


def _fewest_agents(
    load: NDArray[np.float64],
    patience: NDArray[np.float64],
    target: NDArray[np.float64],
    limit: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Search every queue upwards from the first stable number of agents, dropping those done."""
    import numpy as np

    fewest = np.zeros(load.shape, dtype=np.int64)
    agents = np.maximum(np.floor(load) + 1, np.ceil(load / (limit + GUARD)))
    inverse = _inverse_blocking_array(load, agents)
    place = np.arange(load.size)
    while place.size:
        slack = agents - load
        late = agents / (inverse * slack + load) * np.exp(-slack * patience)
        served = 1 - late >= target - GUARD
        fewest[place[served]] = agents[served].astype(np.int64)
        left = ~served
        place, load, patience, target = place[left], load[left], patience[left], target[left]
        agents = agents[left] + 1
        inverse = 1 + agents / load * inverse[left]
    return fewest


def _inverse_blocking_array(
    load: NDArray[np.float64], agents: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return 1 / B(n) of each pair as `queues.inverse_blocking`, at most about 1e200."""
    import numpy as np

    result = np.ones(load.shape)
    place = np.arange(load.size)
    busy, total, term = agents.copy(), np.ones(load.shape), np.ones(load.shape)
    with np.errstate(over="ignore"):  # a tiny load overflows the ratio; the cap below takes it
        while place.size:
            for _ in range(STEPS_BETWEEN_PRUNING):
                term *= busy / load
                np.minimum(term, CAP, out=term)
                total += term
                busy -= 1
                np.maximum(busy, 0, out=busy)
            # Capped sums are settled too: further terms would not change that nobody waits.
            left = (term > total * NEGLIGIBLE) & (total < CAP)
            result[place[~left]] = total[~left]
            place, load, busy = place[left], load[left], busy[left]
            total, term = total[left], term[left]
    return result


def _refuse(name: str, values: NDArray[np.float64], good: NDArray[np.bool_], expected: str) -> None:
    if not good.all():
        raise ValueError(f"{name} has the element {values[~good].flat[0]}; give {expected}")


def _agents_of(queue: QueueDemand) -> int:
    return required_agents(
        queue.arrivals_per_hour * queue.handle_hours,
        handle_hours=queue.handle_hours,
        target_wait_hours=queue.target_wait_hours,
        service_level=queue.service_level,
        max_occupancy=queue.max_occupancy,
    )
