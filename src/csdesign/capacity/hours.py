"""Productive hours: the part of paid time that is left for customers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.amounts import fraction, non_negative
from csdesign.extras import needs_extra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

__all__ = ["ProductiveHours", "ProductiveHoursArray", "productive_hours", "productive_hours_array"]

WORKDAYS_PER_WEEK: Final = 5


class ProductiveHours(NamedTuple):
    """Hours of one full-time person in the period (h)."""

    available_hours: float
    """Paid hours minus absence (h)."""
    customer_hours: float
    """Available hours minus internal time (h)."""
    planned_hours: float
    """Customer hours at the planned load (h)."""


@dataclass(frozen=True, slots=True, eq=False)
class ProductiveHoursArray:
    """Hours of one full-time person, one element per broadcast combination of inputs (h)."""

    available_hours: NDArray[np.float64]
    customer_hours: NDArray[np.float64]
    planned_hours: NDArray[np.float64]


def productive_hours(
    *,
    weeks: float,
    hours_per_week: float,
    absence_days: float,
    internal_share: float,
    target_load: float,
) -> ProductiveHours:
    """Return available, customer and planned hours of one full-time person.

    Args:
        weeks: Weeks in the period.
        hours_per_week: Contract hours (h a week), five working days.
        absence_days: Holiday, public holidays, sickness and training in the period (days). Leave it
            0 where `hours_per_week` is net of leave already: nothing is deducted twice.
        internal_share: Part of available time not spent on customers (0..1).
        target_load: Part of customer time to plan for (0..1).

    Raises:
        ValueError: If a number is negative, a share is outside 0..1, or absence exceeds the hours.

    Source: FT Works, "Customer success staffing models" (customer time about 75%); lotoftools.org,
    CSM book-of-business calculator (331.5 h a quarter).
    """
    non_negative("weeks", weeks)
    non_negative("hours_per_week", hours_per_week)
    non_negative("absence_days", absence_days)
    fraction("internal_share", internal_share)
    fraction("target_load", target_load)
    if absence_days > weeks * WORKDAYS_PER_WEEK:
        raise ValueError(
            f"absence_days is {absence_days}; {weeks} weeks have only "
            f"{weeks * WORKDAYS_PER_WEEK} working days"
        )
    available = weeks * hours_per_week - absence_days * hours_per_week / WORKDAYS_PER_WEEK
    customer = available * (1 - internal_share)
    return ProductiveHours(available, customer, customer * target_load)


@needs_extra
def productive_hours_array(
    *,
    weeks: ArrayLike,
    hours_per_week: ArrayLike,
    absence_days: ArrayLike,
    internal_share: ArrayLike,
    target_load: ArrayLike,
) -> ProductiveHoursArray:
    """Return the hours of `productive_hours` for many sets of inputs at once.

    The inputs broadcast against each other; every result has the broadcast shape.

    Raises:
        ValueError: If any element would be refused by `productive_hours`, or shapes do not match.

    Source: as `productive_hours`.
    """
    import numpy as np

    period, contract, absence, internal, load = np.broadcast_arrays(
        *(
            np.asarray(given, dtype=np.float64)
            for given in (weeks, hours_per_week, absence_days, internal_share, target_load)
        )
    )
    for name, values in (
        ("weeks", period),
        ("hours_per_week", contract),
        ("absence_days", absence),
    ):
        if not np.all((values >= 0) & np.isfinite(values)):
            raise ValueError(f"{name} has an element below 0; give numbers from 0 up")
    for name, values in (("internal_share", internal), ("target_load", load)):
        if not np.all((values >= 0) & (values <= 1)):
            raise ValueError(f"{name} has an element outside 0 to 1; give fractions, such as 0.4")
    if np.any(absence > period * WORKDAYS_PER_WEEK):
        raise ValueError("absence_days has an element above the working days of its weeks")
    available = period * contract - absence * contract / WORKDAYS_PER_WEEK
    customer = available * (1 - internal)
    return ProductiveHoursArray(available, customer, customer * load)
