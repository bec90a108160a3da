"""Erlang B and C."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import erlang_b, erlang_c

from .exact_queue import blocking, waiting, waiting_by_decimals

loads = st.floats(0.01, 300)
agents = st.integers(1, 400)


def test_the_published_call_centre_makes_17_per_cent_wait() -> None:
    """Source: pyworkforce documentation and CRAN package ErlangC: 10 erlang, 14 agents."""
    assert erlang_c(10, 14) == pytest.approx(0.17413193359504983, abs=1e-7)


def test_one_agent_is_blocked_and_waited_for_as_by_hand() -> None:
    """One agent: B = A / (1 + A), C = A."""
    assert erlang_b(0.5, 1) == pytest.approx(1 / 3)
    assert erlang_c(0.5, 1) == pytest.approx(0.5)


def test_two_agents_are_waited_for_as_by_hand() -> None:
    """Two agents and 1 erlang: B = (1/2) / (1 + 1 + 1/2) = 1/5, C = 2/5 / (2 - 4/5) = 1/3."""
    assert erlang_b(1, 2) == pytest.approx(1 / 5)
    assert erlang_c(1, 2) == pytest.approx(1 / 3)


def test_without_agents_everybody_is_blocked_and_without_load_nobody() -> None:
    assert erlang_b(3, 0) == 1
    assert erlang_b(0, 0) == 1
    assert erlang_b(0, 2) == 0
    assert erlang_c(0, 0) == 0
    assert erlang_c(0, 2) == 0


def test_a_queue_with_as_much_work_as_agents_never_ends() -> None:
    assert erlang_c(10, 10) == 1
    assert erlang_c(12, 10) == 1
    assert erlang_c(1, 0) == 1


@given(st.integers(1, 400), st.integers(0, 60))
@settings(max_examples=40)
def test_both_agree_with_exact_fractions(tenths: int, crew: int) -> None:
    load = Fraction(tenths, 10)
    assert erlang_b(tenths / 10, crew) == pytest.approx(float(blocking(load, crew)), rel=1e-12)
    assert erlang_c(tenths / 10, crew) == pytest.approx(float(waiting(load, crew)), rel=1e-12)


@pytest.mark.parametrize(("load", "crew"), [("2000.5", 2001), ("5000", 5100), ("900", 1300)])
def test_large_queues_agree_with_fifty_digits(load: str, crew: int) -> None:
    """Neither the size of the load nor the depth of the tail costs digits."""
    expected = float(waiting_by_decimals(load, crew))
    assert erlang_c(float(load), crew) == pytest.approx(expected, rel=1e-10)


def test_extreme_queues_neither_overflow_nor_take_long() -> None:
    assert erlang_c(1e9, 2 * 10**9) == 0
    assert 0 < erlang_c(1e9, 10**9 + 30_000) < 1
    assert erlang_c(1e-320, 3) == 0
    assert erlang_b(1e9, 1) == pytest.approx(1)


@given(loads, agents)
@settings(max_examples=60)
def test_more_agents_make_fewer_wait(load: float, crew: int) -> None:
    assert erlang_c(load, crew + 1) <= erlang_c(load, crew)
    assert erlang_b(load, crew + 1) <= erlang_b(load, crew)


@given(loads, agents)
@settings(max_examples=60)
def test_more_customers_wait_than_would_be_turned_away(load: float, crew: int) -> None:
    assert 0 <= erlang_b(load, crew) <= erlang_c(load, crew) + 1e-15
    assert erlang_c(load, crew) <= 1


def test_negative_loads_and_agents_are_refused() -> None:
    with pytest.raises(ValueError, match="offered_load is -1"):
        erlang_b(-1, 3)
    with pytest.raises(ValueError, match="agents is -3"):
        erlang_c(1, -3)


def test_loads_beyond_any_queue_are_refused_and_not_computed() -> None:
    with pytest.raises(ValueError, match=r"give at most 1e\+10 erlang"):
        erlang_c(1e11, 10)
