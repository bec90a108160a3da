"""Square-root staffing: the load plus a margin that grows with its square root."""

from __future__ import annotations

import math
from dataclasses import dataclass

from csdesign.capacity.agents import agents_for_wait_probability
from csdesign.capacity.amounts import ceiling, non_negative

__all__ = ["SquareRootStaffing", "safety_factor", "square_root_staffing"]


@dataclass(frozen=True, slots=True)
class SquareRootStaffing:
    """The approximation and the exact number by Erlang C."""

    beta: float
    """The margin in square roots of the load (1)."""
    approx_agents: int
    """`ceil(A + beta sqrt(A))`; within 1 of the exact number."""
    exact_agents: int
    """Fewest agents by Erlang C."""


def square_root_staffing(*, offered_load: float, max_p_wait: float) -> SquareRootStaffing:
    """Return agents for a load by the square-root rule, next to the exact number.

    Args:
        offered_load: Arrivals an hour times handle time A (erlang).
        max_p_wait: Highest probability of waiting (between 0 and 1).

    Raises:
        ValueError: If `offered_load` is negative or `max_p_wait` is not between 0 and 1.

    Source: S. Halfin and W. Whitt 1981; H. Tijms, A First Course in Stochastic Models, 5.3
    (table 5.3.2).
    """
    non_negative("offered_load", offered_load)
    beta = safety_factor(max_p_wait)
    return SquareRootStaffing(
        beta=beta,
        approx_agents=ceiling(offered_load + beta * math.sqrt(offered_load)),
        exact_agents=agents_for_wait_probability(offered_load, max_p_wait),
    )


def safety_factor(max_p_wait: float) -> float:
    """Return the beta with `1 / (1 + beta Phi(beta) / phi(beta)) = max_p_wait`.

    Raises:
        ValueError: If `max_p_wait` is not between 0 and 1.

    Source: S. Halfin and W. Whitt 1981, "Heavy-traffic limits for queues with many exponential
    servers".
    """
    if not 0 < max_p_wait < 1:
        raise ValueError(f"max_p_wait is {max_p_wait}; give a fraction between 0 and 1")
    low, high = 0.0, 40.0  # at 40 the density underflows to 0 in double precision
    while True:
        middle = (low + high) / 2
        if middle in {low, high}:
            return middle
        if _p_wait(middle) > max_p_wait:
            low = middle
        else:
            high = middle


def _p_wait(beta: float) -> float:
    density = math.exp(-beta * beta / 2) / math.sqrt(2 * math.pi)
    distribution = math.erfc(-beta / math.sqrt(2)) / 2
    return density / (density + beta * distribution)
