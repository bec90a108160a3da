"""Pooling: the agents that several queues save as one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.capacity.agents import agents_for_wait_probability

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PoolingGain", "pooling_gain"]


@dataclass(frozen=True, slots=True)
class PoolingGain:
    """Agents of separate queues and of one pool, at the same promise."""

    separate_agents: tuple[int, ...]
    """Agents of each queue on its own."""
    separate_total: int
    """Their sum."""
    pooled_agents: int
    """Agents of one pool with all the load."""
    saving: int
    """Agents the pool saves, never below 0."""


def pooling_gain(offered_loads: Sequence[float], *, max_p_wait: float) -> PoolingGain:
    """Return the agents that several queues of like work save when they become one.

    Work with very different handle times can lose by pooling (van Dijk and van der Sluis 2004,
    "To pool or not to pool"); this formula does not see that.

    Args:
        offered_loads: Load of each queue (erlang).
        max_p_wait: Highest probability of waiting, the same for all (0..1, above 0).

    Raises:
        ValueError: If a number is out of its range.

    Source: H. Tijms, A First Course in Stochastic Models, 5.3 (table 5.3.2).
    """
    separate = tuple(agents_for_wait_probability(load, max_p_wait) for load in offered_loads)
    pooled = agents_for_wait_probability(math.fsum(offered_loads), max_p_wait)
    return PoolingGain(separate, sum(separate), pooled, sum(separate) - pooled)
