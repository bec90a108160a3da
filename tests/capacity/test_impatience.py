"""Erlang A: customers who give up."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import erlang_a, erlang_c, queue_length

loads = st.floats(0.05, 120)
agents = st.integers(1, 130)
patience = st.floats(0.05, 20)


def test_the_published_call_centre_loses_3_per_cent() -> None:
    """Source: Mandelbaum and Zeltyn: 48 a minute of 1 min, patience 2 min, 50 agents."""
    served = erlang_a(arrivals_per_hour=2880, handle_hours=1 / 60, patience_hours=1 / 30, agents=50)
    assert served.p_wait == pytest.approx(0.4677740685537906, abs=1e-7)
    assert served.p_abandon == pytest.approx(0.03091224916219323, abs=1e-7)
    assert served.mean_wait_hours == pytest.approx(0.001030408305406441, abs=1e-7)
    assert served.mean_wait_hours * 3600 == pytest.approx(3.7, abs=0.05)
    assert served.queue_length == pytest.approx(2.96757591957055, abs=1e-7)
    assert served.occupancy == pytest.approx(0.9303242408042943, abs=1e-7)


def test_patience_as_long_as_the_work_makes_a_poisson_number_of_customers() -> None:
    """With theta = 1 / tau every customer leaves at one rate: an infinite-server queue.

    One agent and 2 erlang: P(wait) = 1 - e^-2; queue = 2 - (1 - e^-2).
    """
    served = erlang_a(arrivals_per_hour=2, handle_hours=1, patience_hours=1, agents=1)
    assert served.p_wait == pytest.approx(1 - math.exp(-2), rel=1e-12)
    assert served.queue_length == pytest.approx(1 + math.exp(-2), rel=1e-12)
    assert served.occupancy == pytest.approx(1 - math.exp(-2), rel=1e-12)


def direct_chain(load: float, crew: int, patience_hours: float) -> tuple[float, float]:
    """Return P(wait) and queue length by summing logarithms of the chain's weights from state 0."""
    logs = [0.0]
    for state in range(1, 3000):
        down = min(state, crew) + max(0, state - crew) / patience_hours
        logs.append(logs[-1] + math.log(load / down))
    top = max(logs)
    weights = [math.exp(value - top) for value in logs]
    total = math.fsum(weights)
    queue = math.fsum(w * max(0, k - crew) for k, w in enumerate(weights)) / total
    return math.fsum(weights[crew:]) / total, queue


@given(loads, agents, patience)
@settings(max_examples=30, deadline=None)
def test_sums_agree_with_the_whole_chain(load: float, crew: int, hours: float) -> None:
    served = erlang_a(arrivals_per_hour=load, handle_hours=1, patience_hours=hours, agents=crew)
    p_wait, queue = direct_chain(load, crew, hours)
    assert served.p_wait == pytest.approx(p_wait, rel=1e-9, abs=1e-14)
    assert served.queue_length == pytest.approx(queue, rel=1e-9, abs=1e-14)


@given(loads, agents, patience)
@settings(max_examples=60)
def test_customers_who_give_up_wait_no_longer_than_those_who_do_not(
    load: float, crew: int, hours: float
) -> None:
    served = erlang_a(arrivals_per_hour=load, handle_hours=1, patience_hours=hours, agents=crew)
    assert served.p_wait <= erlang_c(load, crew) + 1e-12
    assert served.queue_length <= queue_length(load, crew) + 1e-12


@given(loads, agents, patience)
@settings(max_examples=60)
def test_more_agents_or_less_patience_shorten_the_queue(
    load: float, crew: int, hours: float
) -> None:
    def queue(people: int, wait: float) -> float:
        return erlang_a(
            arrivals_per_hour=load, handle_hours=1, patience_hours=wait, agents=people
        ).queue_length

    assert queue(crew + 1, hours) <= queue(crew, hours) + 1e-12
    assert queue(crew, hours / 2) <= queue(crew, hours) + 1e-12


@given(loads, agents, patience)
@settings(max_examples=60)
def test_what_arrives_is_served_or_gives_up(load: float, crew: int, hours: float) -> None:
    served = erlang_a(arrivals_per_hour=load, handle_hours=1, patience_hours=hours, agents=crew)
    assert served.occupancy * crew + served.queue_length / hours == pytest.approx(load, rel=1e-9)


def test_great_patience_is_erlang_c() -> None:
    served = erlang_a(arrivals_per_hour=10, handle_hours=1, patience_hours=1e7, agents=14)
    assert served.p_wait == pytest.approx(erlang_c(10, 14), rel=1e-5)


def test_large_and_overloaded_queues_stay_finite() -> None:
    """Overload L - n = 99,000 leaves by giving up: 99,000 wait when patience is an hour."""
    served = erlang_a(arrivals_per_hour=1e5, handle_hours=1, patience_hours=1, agents=1000)
    assert served.p_abandon == pytest.approx(0.99, rel=1e-9)
    assert served.queue_length == pytest.approx(99_000, rel=1e-9)
    idle = erlang_a(arrivals_per_hour=1e4, handle_hours=1, patience_hours=1, agents=20_000)
    assert (idle.p_wait, idle.p_abandon) == (0, 0)
    assert idle.occupancy == pytest.approx(0.5)


def test_where_nothing_arrives_nobody_gives_up() -> None:
    served = erlang_a(arrivals_per_hour=0, handle_hours=1, patience_hours=1, agents=2)
    assert (served.p_wait, served.p_abandon, served.occupancy) == (0, 0, 0)


def test_nobody_on_the_queue_and_endless_patience_are_refused() -> None:
    with pytest.raises(ValueError, match="agents is 0"):
        erlang_a(arrivals_per_hour=1, handle_hours=1, patience_hours=1, agents=0)
    with pytest.raises(ValueError, match="use Erlang C"):
        erlang_a(arrivals_per_hour=1, handle_hours=1, patience_hours=1e10, agents=1)
