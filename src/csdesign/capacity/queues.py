"""Erlang's formulas: the probability of being blocked, and the probability of waiting."""

from __future__ import annotations

import math
from typing import Final

from csdesign.capacity.amounts import non_negative, whole

__all__ = [
    "MOST_LOAD",
    "check_load",
    "erlang_b",
    "erlang_c",
    "inverse_blocking",
    "wait_from_inverse_blocking",
]

NEGLIGIBLE: Final = 1e-18
OVERFLOWING: Final = 1e300

MOST_LOAD: Final = 1e10
"""Highest load accepted (erlang); larger loads would make the sums too long."""


def erlang_b(offered_load: float, agents: float) -> float:
    """Return the probability that all agents of a queue without places to wait are busy.

    Args:
        offered_load: Arrivals an hour times handle time A (erlang).
        agents: Agents n, from 0 up.

    Returns:
        B(n) of B(0) = 1, B(k) = A B(k-1) / (k + A B(k-1)); 0 where it is below 1e-300.

    Raises:
        ValueError: If `offered_load` is not in 0..1e10 or `agents` is not a whole number from 0 up.

    Source: H. Tijms, A First Course in Stochastic Models, 5.2 (Erlang loss formula).
    """
    check_load(offered_load)
    return 1 / inverse_blocking(offered_load, whole("agents", agents))


def erlang_c(offered_load: float, agents: float) -> float:
    """Return the probability that an arrival waits: n B / (n - A (1 - B)).

    Args:
        offered_load: Arrivals an hour times handle time A (erlang).
        agents: Agents n, from 0 up.

    Returns:
        A probability; 1 where `agents` do not exceed the load, since the queue then grows without
        end, and 0 where nothing arrives.

    Raises:
        ValueError: If `offered_load` is not in 0..1e10 or `agents` is not a whole number from 0 up.

    Source: H. Tijms, A First Course in Stochastic Models, 5.3; worked values in the documentation
    of pyworkforce and of the CRAN package ErlangC.
    """
    check_load(offered_load)
    crew = whole("agents", agents)
    return wait_from_inverse_blocking(offered_load, crew, inverse_blocking(offered_load, crew))


def check_load(offered_load: float) -> None:
    """Refuse a load (erlang) that is negative or beyond any queue.

    Raises:
        ValueError: If `offered_load` is not in 0..1e10.
    """
    non_negative("offered_load", offered_load)
    if offered_load > MOST_LOAD:
        raise ValueError(f"offered_load is {offered_load}; give at most {MOST_LOAD:g} erlang")


def inverse_blocking(offered_load: float, agents: int) -> float:
    """Return 1 / B(n) as the series 1 + n/A + n (n-1)/A^2 + ..., unchecked.

    It is the recurrence of `erlang_b` written out. All terms are positive, so nothing cancels, and
    only about n - A + 9 sqrt(A) of them count, so a load of a million erlang takes no longer than
    its square root. Infinite where B(n) is below 1e-300.
    """
    if not offered_load:
        return math.inf if agents else 1.0
    total = term = 1.0
    for busy in range(agents, 0, -1):
        term *= busy / offered_load
        total += term
        if term < total * NEGLIGIBLE:
            break
        if total > OVERFLOWING:
            return math.inf
    return total


def wait_from_inverse_blocking(offered_load: float, agents: int, inverse: float) -> float:
    """Return Erlang C from 1 / B(n), unchecked: n / ((n - A) / B + A), free of cancellation."""
    if not offered_load:
        return 0.0
    if agents <= offered_load:
        return 1.0
    return agents / (inverse * (agents - offered_load) + offered_load)
