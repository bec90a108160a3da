"""The fewest agents that keep a promise."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import (
    agents_for_wait_probability,
    ceiling,
    erlang_c,
    occupancy,
    queue_performance,
    required_agents,
    roster,
    service_level,
)

from .exact_queue import keeps_promise

loads = st.floats(0.01, 250)
handles = st.floats(0.05, 4)
promises = st.floats(0, 16)
targets = st.floats(0.5, 0.99)
limits = st.floats(0.5, 1)


def test_80_per_cent_in_20_seconds_takes_14_agents_and_20_people() -> None:
    """Source: pyworkforce documentation."""
    promise = {"handle_hours": 0.05, "target_wait_hours": 20 / 3600}
    agents = required_agents(10, **promise, service_level=0.8, max_occupancy=0.85)
    served = queue_performance(arrivals_per_hour=200, agents=agents, **promise)
    assert agents == 14
    assert roster(agents, present=0.7) == pytest.approx(20)
    assert served.p_wait == pytest.approx(0.17413193359504983, abs=1e-7)
    assert served.service_level == pytest.approx(0.8883500191794669, abs=1e-7)
    assert served.occupancy == pytest.approx(0.7142857142857143, abs=1e-7)


def test_a_pool_of_analysts_with_a_four_hour_promise_takes_seven_people() -> None:
    """3.6 cases an hour of 45 min, 90% started in 4 h, shrinkage 0.35: the occupancy decides."""
    promise = {"handle_hours": 0.75, "target_wait_hours": 4.0}
    agents = required_agents(2.7, **promise, service_level=0.9, max_occupancy=0.85)
    served = queue_performance(arrivals_per_hour=3.6, agents=agents, **promise)
    assert served.offered_load == pytest.approx(2.7)
    assert agents == 4
    assert ceiling(roster(agents, present=0.65)) == 7
    assert served.p_wait == pytest.approx(0.3906993670188131, abs=1e-7)
    assert served.service_level == pytest.approx(0.9996191672403965, abs=1e-7)
    assert served.occupancy == pytest.approx(0.675, abs=1e-7)


def test_an_occupancy_met_exactly_is_met() -> None:
    """126.65 / 0.85 is 149 exactly; a comparison of floats says 150."""
    agents = required_agents(
        126.65, handle_hours=1, target_wait_hours=8, service_level=0.8, max_occupancy=0.85
    )
    assert agents == 149
    assert keeps_promise("126.65", 149, "8", "0.8", "0.85")
    assert not keeps_promise("126.65", 148, "8", "0.8", "0.85")


def test_agents_are_the_fewest_by_exact_decimals() -> None:
    """120 queues, a third of them with a load that is exactly on the occupancy limit."""
    draw = random.Random(7)
    for number in range(120):
        limit = draw.choice(["0.8", "0.85", "0.9", "0.95"])
        load = f"{draw.uniform(0.3, 160):.2f}"
        if number % 3 == 0:
            load = f"{draw.randint(1, 160) * int(float(limit) * 100) / 100:.2f}"
        target, patience = (
            draw.choice(["0.7", "0.8", "0.9", "0.95"]),
            draw.choice(["0", "0.1", "4"]),
        )
        agents = required_agents(
            float(load),
            handle_hours=1,
            target_wait_hours=float(patience),
            service_level=float(target),
            max_occupancy=float(limit),
        )
        assert keeps_promise(load, agents, patience, target, limit), (load, agents)
        assert not keeps_promise(load, agents - 1, patience, target, limit), (load, agents)


@given(loads, handles, promises, targets, limits)
@settings(max_examples=80)
def test_agents_keep_the_promise_and_one_fewer_does_not(
    load: float, handle: float, promise: float, target: float, limit: float
) -> None:
    agents = required_agents(
        load,
        handle_hours=handle,
        target_wait_hours=promise,
        service_level=target,
        max_occupancy=limit,
    )

    def kept(crew: int) -> bool:
        served = service_level(load, crew, handle_hours=handle, target_wait_hours=promise)
        return crew > load and served >= target - 2e-9 and occupancy(load, crew) <= limit + 2e-9

    def kept_with_room(crew: int) -> bool:
        served = service_level(load, crew, handle_hours=handle, target_wait_hours=promise)
        return crew > load and served >= target and occupancy(load, crew) <= limit

    assert kept(agents)
    assert not kept_with_room(agents - 1)


@given(loads, loads, handles, promises, targets, limits)
@settings(max_examples=60)
def test_one_pool_never_takes_more_agents_than_two(
    first: float, second: float, handle: float, promise: float, target: float, limit: float
) -> None:
    def agents(load: float) -> int:
        return required_agents(
            load,
            handle_hours=handle,
            target_wait_hours=promise,
            service_level=target,
            max_occupancy=limit,
        )

    assert agents(first + second) <= agents(first) + agents(second)


@given(loads, handles, promises, targets, limits)
@settings(max_examples=40)
def test_more_work_or_a_stricter_promise_never_takes_fewer_agents(
    load: float, handle: float, promise: float, target: float, limit: float
) -> None:
    def agents(work: float, wait: float, level: float, busy: float) -> int:
        return required_agents(
            work,
            handle_hours=handle,
            target_wait_hours=wait,
            service_level=level,
            max_occupancy=busy,
        )

    base = agents(load, promise, target, limit)
    assert agents(load * 1.3, promise, target, limit) >= base
    assert agents(load, promise / 2, target, limit) >= base
    assert agents(load, promise, target + 0.009, limit) >= base
    assert agents(load, promise, target, limit * 0.9) >= base


def test_no_work_takes_no_agents() -> None:
    agents = required_agents(
        0, handle_hours=1, target_wait_hours=8, service_level=0.8, max_occupancy=0.85
    )
    assert (agents, roster(agents, present=0.7)) == (0, 0)


def test_a_huge_queue_is_staffed_at_once() -> None:
    """A million erlang take about a root of it in steps; the square-root rule checks the number."""
    agents = agents_for_wait_probability(1e6, 0.2)
    assert abs(agents - (1e6 + 1.0615162754 * 1e3)) <= 2


@given(loads, st.floats(0.01, 0.99))
@settings(max_examples=40)
def test_at_most_the_given_share_waits(load: float, share: float) -> None:
    agents = agents_for_wait_probability(load, share)
    assert erlang_c(load, agents) <= share + 2e-9
    assert erlang_c(load, agents - 1) > share


def test_promises_nobody_can_keep_are_refused() -> None:
    with pytest.raises(ValueError, match="max_occupancy is 0"):
        required_agents(1, handle_hours=1, target_wait_hours=1, service_level=0.8, max_occupancy=0)
    with pytest.raises(ValueError, match="service_level is 80"):
        required_agents(
            1, handle_hours=1, target_wait_hours=1, service_level=80, max_occupancy=0.85
        )
    with pytest.raises(ValueError, match="max_p_wait is 0"):
        agents_for_wait_probability(1, 0)
