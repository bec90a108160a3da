"""Arrivals at a pooled queue in the hour for which it is staffed."""

from __future__ import annotations

from csdesign.capacity.amounts import non_negative, positive

__all__ = ["peak_arrivals_per_hour"]


def peak_arrivals_per_hour(
    *,
    annual_arrivals: float,
    open_hours: float,
    peak_factor: float,
    target_wait_hours: float,
    absorbing_wait_hours: float = 4.0,
) -> float:
    """Return the arrivals to staff for (1/h): the mean, or the peak if the promise is short.

    Args:
        annual_arrivals: Arrivals (1 a year).
        open_hours: Hours in which they arrive (h a year), above 0.
        peak_factor: Arrivals of the busiest hour over the mean one.
        target_wait_hours: Promised wait (h).
        absorbing_wait_hours: Promise from which on the peak is worked off in time (h).

    Raises:
        ValueError: If a number is negative or `open_hours` is 0.

    Source: none; the 4 h are this tool's own judgement.
    """
    non_negative("annual_arrivals", annual_arrivals)
    positive("open_hours", open_hours)
    non_negative("peak_factor", peak_factor)
    non_negative("target_wait_hours", target_wait_hours)
    non_negative("absorbing_wait_hours", absorbing_wait_hours)
    mean = annual_arrivals / open_hours
    return mean * peak_factor if target_wait_hours < absorbing_wait_hours else mean
