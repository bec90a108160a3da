"""Arrivals a queue is staffed for."""

import pytest

from csdesign.capacity import peak_arrivals_per_hour


def test_a_short_promise_is_staffed_for_the_peak_and_a_long_one_for_the_mean() -> None:
    """2,080 requests in 2,080 h: one an hour, one and a half in the busiest."""
    year = {"annual_arrivals": 2080, "open_hours": 2080, "peak_factor": 1.5}
    assert peak_arrivals_per_hour(**year, target_wait_hours=3.9) == 1.5
    assert peak_arrivals_per_hour(**year, target_wait_hours=4) == 1


def test_arrivals_without_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="open_hours is 0"):
        peak_arrivals_per_hour(
            annual_arrivals=1, open_hours=0, peak_factor=1.5, target_wait_hours=1
        )
