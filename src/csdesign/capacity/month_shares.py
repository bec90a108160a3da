"""Shares of months: once-only work over a window of days, newcomers at work, leavers missing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "MONTH_DAYS",
    "Steps",
    "attrition_steps",
    "months_present",
    "productivity",
    "still_there",
    "vacancy_steps",
    "window_shares",
]

MONTH_DAYS: Final = 365 / 12
"""Days of a month; months are equal."""

Steps = tuple[tuple[float, float], ...]
"""A function of time as steps: (length in months, value), from 0 on; 0 behind the last."""


def window_shares(from_day: float, by_day: float) -> tuple[float, ...]:
    """Return the shares of a window of days that lie 0, 1, 2, ... months after a start.

    A start is in the middle of its month, so that month k after it is the days from
    (k - 1/2) M to (k + 1/2) M, M = 365/12. The shares sum to 1.

    Raises:
        ValueError: If the window is empty or begins before day 0.

    Source: none; lengths of intervals.
    """
    if not 0 <= from_day < by_day:
        raise ValueError(f"a window from day {from_day} to day {by_day} has no days")
    first = math.floor(from_day / MONTH_DAYS + 0.5)
    last = math.ceil(by_day / MONTH_DAYS - 0.5)
    shares = []
    for month in range(last + 1):
        if month < first:
            shares.append(0.0)
            continue
        begin = max(from_day, (month - 0.5) * MONTH_DAYS)
        end = min(by_day, (month + 0.5) * MONTH_DAYS)
        shares.append(max(0.0, end - begin) / (by_day - from_day))
    return tuple(shares)


def productivity(
    start: float, ramp: Sequence[float], months: int, leaves: float = math.inf
) -> list[float]:
    """Return the productivity of a newcomer in each month (0..1 of a ramped person).

    Args:
        start: First day (months from the start of month 0); may lie before it.
        ramp: Productivity in the first, second, ... month; 1 after it.
        months: How many months are asked for.
        leaves: End of the last day (months from the start of month 0).

    Source: M. Albrecht, "Services capacity management" 2 (the ramp); the integral over a month.
    """
    done = []
    for month in range(months):
        begin, end = max(float(month), start), min(month + 1.0, leaves)
        if end <= begin:
            done.append(0.0)
            continue
        total = 0.0
        for step, share in enumerate(ramp):
            total += share * _overlap(begin, end, start + step, start + step + 1)
        total += _overlap(begin, end, start + len(ramp), math.inf)
        done.append(total)
    return done


def months_present(start: float, months: int, leaves: float = math.inf) -> list[float]:
    """Return the part of each month in which a person is in post (0..1); see `productivity`."""
    return [_overlap(month, month + 1.0, start, leaves) for month in range(months)]


def attrition_steps(months_to_fill: float, ramp: Sequence[float]) -> Steps:
    """Return the capacity that one leaver costs over time: the vacancy, then the ramp."""
    return ((months_to_fill, 1.0), *((1.0, 1 - share) for share in ramp))


def vacancy_steps(months_to_fill: float) -> Steps:
    """Return the pay that one leaver saves over time: the vacancy alone."""
    return ((months_to_fill, 1.0),)


def still_there(annual_attrition: float, lost: Steps, months: int) -> list[float]:
    """Return the part of the posts that is filled and productive in each month (0..1).

    Every month a twelfth of `annual_attrition` leaves, in its middle, from month 0 on; the long
    run is the availability of `attrition_allowance`.

    Source: none; the integral of what each month's leavers cost.
    """
    if not annual_attrition:
        return [1.0] * months
    left = []
    total = 0.0
    for month in range(months):
        total += _integral(lost, month - 0.5, month + 0.5)
        left.append(max(0.0, 1 - annual_attrition / 12 * total))
    return left


def _integral(steps: Steps, begin: float, end: float) -> float:
    total = at = 0.0
    for length, value in steps:
        total += value * _overlap(begin, end, at, at + length)
        at += length
    return total


def _overlap(begin: float, end: float, from_: float, to: float) -> float:
    return max(0.0, min(end, to) - max(begin, from_))
