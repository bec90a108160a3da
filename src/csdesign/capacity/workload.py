"""Workload: the hours a year that promised work costs, and the full-time people it takes."""

from __future__ import annotations

from typing import NamedTuple

from csdesign.capacity.amounts import fraction, non_negative, positive

__all__ = ["FteRange", "fte_range"]


class FteRange(NamedTuple):
    """Full-time equivalents at the planned load, with the range of reasonable loads."""

    fte_low: float
    """FTE with people booked at the high load."""
    fte: float
    """FTE at the planned load."""
    fte_high: float
    """FTE with people booked at the low load."""


def fte_range(
    total_hours: float,
    *,
    customer_hours: float,
    target_load: float,
    low_load: float = 0.75,
    high_load: float = 1.0,
) -> FteRange:
    """Return the full-time people `total_hours` take, at the planned, the high and the low load.

    Args:
        total_hours: Work (h a year).
        customer_hours: Hours one full-time person has for customers (h a year).
        target_load: Part of those hours to plan for (0..1, above 0).
        low_load: Load of the cautious end, `fte_high` (0..1, above 0).
        high_load: Load of the optimistic end, `fte_low` (0..1, above 0).

    Raises:
        ValueError: If hours are negative, `customer_hours` is 0, or a load is outside 0..1 or 0.

    Source: FT Works, "Customer success staffing models"; the range of loads is this tool's own.
    """
    non_negative("total_hours", total_hours)
    positive("customer_hours", customer_hours)
    for name, load in (
        ("target_load", target_load),
        ("low_load", low_load),
        ("high_load", high_load),
    ):
        fraction(name, load)
        positive(name, load)
    return FteRange(
        fte_low=total_hours / (customer_hours * high_load),
        fte=total_hours / (customer_hours * target_load),
        fte_high=total_hours / (customer_hours * low_load),
    )
