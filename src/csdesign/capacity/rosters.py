"""Presence: the part of a queue's opening hours in which one full-time person is there."""

from __future__ import annotations

from csdesign.capacity.amounts import fraction, non_negative, positive, whole

__all__ = ["presence", "roster"]


def presence(*, weeks: float, hours_per_week: float, open_hours: float, shrinkage: float) -> float:
    """Return the part of a queue's opening hours that one full-time person covers on average.

    Paid hours less those away from the queue, over the hours in which the queue is open. This
    differs from the share of time spent on customers in a plan by hours: here shrinkage contains
    breaks, meetings and holidays, and no time is kept free by a target load.

    Args:
        weeks: Weeks in the period.
        hours_per_week: Contract hours (h a week).
        open_hours: Hours of the period in which requests arrive (h), above 0.
        shrinkage: Part of paid time away from the queue (0..1).

    Raises:
        ValueError: If a number is out of its range.

    Source: pyworkforce documentation (30% shrinkage: 14 on the queue, 20 rostered).
    """
    non_negative("weeks", weeks)
    non_negative("hours_per_week", hours_per_week)
    positive("open_hours", open_hours)
    fraction("shrinkage", shrinkage)
    return (1 - shrinkage) * weeks * hours_per_week / open_hours


def roster(agents: float, *, present: float) -> float:
    """Return the full-time people to employ so that `agents` are there at any time, not rounded.

    Args:
        agents: People on the queue at any time.
        present: The `presence` of one full-time person, above 0.

    Raises:
        ValueError: If `agents` is not a whole number from 0, or nobody would ever be there.

    Source: pyworkforce documentation (14 on the queue, 20 rostered at 30%).
    """
    positive("present", present)
    return whole("agents", agents) / present
