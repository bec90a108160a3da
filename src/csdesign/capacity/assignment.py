"""Largest-first assignment of accounts of different weight to people."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.capacity.amounts import non_negative, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Assignment", "assign_largest_first", "load_lower_bound"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who holds which account, and how even the loads are."""

    holders: tuple[int, ...]
    """For each account, in the order given, the index of its person."""
    loads: tuple[float, ...]
    """Hours of each person (h)."""
    lower_bound_hours: float
    """No assignment has a highest load below this (h)."""

    @property
    def highest_load(self) -> float:
        """Hours of the busiest person (h)."""
        return max(self.loads)

    @property
    def spread_hours(self) -> float:
        """Hours between the busiest and the least busy person (h)."""
        return max(self.loads) - min(self.loads)


def assign_largest_first(account_hours: Sequence[float], people: float) -> Assignment:
    """Give the largest account first, each to the person with the least hours so far.

    Equal accounts keep their order and equal people are taken by index, so the same input gives the
    same books. The highest load is at most 4/3 - 1/(3 people) of the best possible one.

    Args:
        account_hours: Hours each account costs (h in the period).
        people: How many people share them, at least 1.

    Raises:
        ValueError: If an account's hours are negative, or there are no people.

    Source: R. L. Graham 1969, "Bounds on multiprocessing timing anomalies" (longest processing
    time first).
    """
    bound = load_lower_bound(account_hours, people)
    team = int(people)
    holders = [0] * len(account_hours)
    least_busy = [(0.0, person) for person in range(team)]
    loads = [0.0] * team
    for account in sorted(range(len(account_hours)), key=lambda i: -account_hours[i]):
        load, person = least_busy[0]
        holders[account] = person
        loads[person] = load + account_hours[account]
        heapq.heapreplace(least_busy, (loads[person], person))
    return Assignment(tuple(holders), tuple(loads), bound)


def load_lower_bound(account_hours: Sequence[float], people: float) -> float:
    """Return hours below which the busiest person cannot stay, however accounts are assigned (h).

    The highest of: the mean load, the largest account, and the two smallest of the `people + 1`
    largest accounts, since two of those must share a person.

    Raises:
        ValueError: If an account's hours are negative, or there are no people.

    Source: R. L. Graham 1969, "Bounds on multiprocessing timing anomalies".
    """
    team = whole("people", people, least=1)
    for hours in account_hours:
        non_negative("account_hours", hours)
    if not account_hours:
        return 0.0
    largest = heapq.nlargest(team + 1, account_hours)
    pair = largest[-1] + largest[-2] if len(account_hours) > team else 0.0
    return max(math.fsum(account_hours) / team, largest[0], pair)
