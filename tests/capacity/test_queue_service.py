"""The service of a queue."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import (
    mean_wait_hours,
    occupancy,
    queue_length,
    queue_performance,
    service_level,
)


def test_the_published_call_centre_serves_89_per_cent_in_20_seconds() -> None:
    """Source: pyworkforce documentation and CRAN package ErlangC: 100 calls in 30 min of 3 min."""
    served = queue_performance(
        arrivals_per_hour=200, handle_hours=0.05, agents=14, target_wait_hours=20 / 3600
    )
    assert served.offered_load == pytest.approx(10, abs=1e-7)
    assert served.p_wait == pytest.approx(0.17413193359504983, abs=1e-7)
    assert served.service_level == pytest.approx(0.8883500191794669, abs=1e-7)
    assert served.occupancy == pytest.approx(0.7142857142857143, abs=1e-7)
    assert served.mean_wait_hours == pytest.approx(0.0021766491699381227, abs=1e-7)
    assert served.mean_wait_hours * 3600 == pytest.approx(7.83594, abs=1e-5)
    assert served.queue_length == pytest.approx(0.4353298339876246, abs=1e-7)


def test_an_unstable_queue_serves_nobody_in_time() -> None:
    served = queue_performance(arrivals_per_hour=12, handle_hours=1, agents=10, target_wait_hours=8)
    assert served.service_level == 0
    assert served.occupancy == pytest.approx(1.2)
    assert served.mean_wait_hours == math.inf
    assert served.queue_length == math.inf


def test_work_for_nobody_waits_for_ever() -> None:
    served = queue_performance(arrivals_per_hour=1, handle_hours=1, agents=0, target_wait_hours=8)
    assert (served.p_wait, served.service_level, served.occupancy) == (1, 0, math.inf)


def test_where_nothing_arrives_nobody_waits() -> None:
    served = queue_performance(arrivals_per_hour=0, handle_hours=1, agents=0, target_wait_hours=8)
    assert (served.p_wait, served.service_level, served.occupancy) == (0, 1, 0)
    assert (served.mean_wait_hours, served.queue_length) == (0, 0)


@given(st.floats(0.01, 100), st.integers(1, 40), st.floats(0.01, 5), st.floats(0, 20))
@settings(max_examples=60)
def test_more_agents_wait_less_and_serve_more(
    load: float, spare: int, handle: float, promise: float
) -> None:
    agents = math.floor(load) + spare
    before = mean_wait_hours(load, agents, handle_hours=handle)
    assert mean_wait_hours(load, agents + 1, handle_hours=handle) <= before
    assert queue_length(load, agents + 1) <= queue_length(load, agents)
    assert occupancy(load, agents + 1) < occupancy(load, agents)
    served = service_level(load, agents, handle_hours=handle, target_wait_hours=promise)
    more = service_level(load, agents + 1, handle_hours=handle, target_wait_hours=promise)
    later = service_level(load, agents, handle_hours=handle, target_wait_hours=promise + 1)
    assert served <= more
    assert served <= later


@given(st.floats(0.01, 100), st.integers(1, 40), st.floats(0.01, 5))
@settings(max_examples=40)
def test_queue_and_wait_obey_littles_law(load: float, spare: int, handle: float) -> None:
    agents = math.floor(load) + spare
    arrivals = load / handle
    wait = mean_wait_hours(load, agents, handle_hours=handle)
    assert queue_length(load, agents) == pytest.approx(arrivals * wait)


def test_work_that_takes_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="handle_hours is 0"):
        queue_performance(arrivals_per_hour=1, handle_hours=0, agents=1, target_wait_hours=1)
    with pytest.raises(ValueError, match="handle_hours is 0"):
        mean_wait_hours(1, 2, handle_hours=0)
