"""Effective capacity of a team in which some people are still learning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.capacity.amounts import fraction, non_negative

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RampCohort", "effective_fte"]


@dataclass(frozen=True, slots=True)
class RampCohort:
    """People who are equally far in their ramp."""

    count: float
    """People, or FTE."""
    productivity: float
    """Their productivity, as a part of that of a ramped person (0..1)."""


def effective_fte(people: Iterable[RampCohort]) -> float:
    """Return the ramped people a team is worth (FTE): the sum of count times productivity.

    Raises:
        ValueError: If a count is negative or a productivity outside 0..1.

    Source: himodus wiki, "Capacity planning" (15 ramped and 3 at 60% make 16.8).
    """
    total = 0.0
    for cohort in people:
        non_negative("count", cohort.count)
        fraction("productivity", cohort.productivity)
        total += cohort.count * cohort.productivity
    return total
