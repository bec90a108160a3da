"""Time zones: the working hours two places have in common."""

from __future__ import annotations

import math
from typing import NamedTuple

from csdesign.capacity.amounts import non_negative

__all__ = ["WorkingDay", "overlap_hours"]


class WorkingDay(NamedTuple):
    """Local working hours of a place."""

    start_hour: float
    """Local time work starts (h after midnight, 0 up to 24)."""
    length_hours: float
    """Length of the working day (h, 0 to 24)."""
    utc_offset_hours: float
    """Local time minus UTC (h, -12 to 14; half hours are fine)."""


def overlap_hours(first: WorkingDay, second: WorkingDay) -> float:
    """Return the hours of a day in which both places work (h).

    Working days repeat every 24 h, so a day may run past midnight UTC, and a long day may meet the
    other one at both ends.

    Raises:
        ValueError: If a start or length is outside 0..24, or an offset outside -12..14.

    Source: none; the common part of two intervals on a circle of 24 h.
    """
    _check(first)
    _check(second)
    begin = first.start_hour - first.utc_offset_hours
    other = second.start_hour - second.utc_offset_hours
    gap = (other - begin) % 24
    # The second day starts `gap` after the first; the one of the day before, 24 h earlier.
    return math.fsum(
        max(0.0, min(first.length_hours, start + second.length_hours) - max(0.0, start))
        for start in (gap, gap - 24)
    )


def _check(day: WorkingDay) -> None:
    non_negative("start_hour", day.start_hour)
    non_negative("length_hours", day.length_hours)
    if day.start_hour > 24 or day.length_hours > 24:
        raise ValueError(
            f"a working day starts at {day.start_hour} and lasts {day.length_hours} h; "
            "give hours from 0 to 24"
        )
    if not -12 <= day.utc_offset_hours <= 14:
        raise ValueError(
            f"utc_offset_hours is {day.utc_offset_hours}; give hours from -12 to 14, such as 5.5"
        )
