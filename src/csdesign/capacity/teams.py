"""Attrition: the people to employ so that enough of them are in post and productive."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from csdesign.capacity.amounts import ceiling, fraction, non_negative

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["AttritionAllowance", "attrition_allowance"]


class AttritionAllowance(NamedTuple):
    """The time that leavers cost, and the headcount that makes up for it."""

    lost_months_per_leaver: float
    """Months of a full person lost for each leaver: vacancy and ramp (months)."""
    availability: float
    """Part of a position's time that is filled and productive (0..1)."""
    required_headcount: float
    """Positions needed, not rounded (FTE)."""
    heads: int
    """Positions needed, whole."""


def attrition_allowance(
    *, fte_needed: float, annual_attrition: float, months_to_fill: float, ramp: Sequence[float]
) -> AttritionAllowance:
    """Return the headcount that delivers `fte_needed` although people leave.

    Args:
        fte_needed: Productive full-time people needed (FTE).
        annual_attrition: Leavers a year over headcount (0..1).
        months_to_fill: Months until a leaver is replaced.
        ramp: Productivity of the newcomer in each month until it is full (0..1 each).

    Raises:
        ValueError: If a number is out of its range, or leavers cost all the time there is.

    Source: M. Albrecht, "Services capacity management" 2 (ramp 0 / 0.5 / 0.5).
    """
    non_negative("fte_needed", fte_needed)
    fraction("annual_attrition", annual_attrition)
    non_negative("months_to_fill", months_to_fill)
    for productivity in ramp:
        fraction("ramp", productivity)
    lost_months = months_to_fill + math.fsum(1 - productivity for productivity in ramp)
    availability = 1 - annual_attrition * lost_months / 12
    if availability <= 0:
        raise ValueError(
            f"annual_attrition is {annual_attrition} and a leaver costs {lost_months} months, so "
            "no time is left; give a lower attrition, a faster replacement or a shorter ramp"
        )
    required = fte_needed / availability
    return AttritionAllowance(lost_months, availability, required, ceiling(required))
