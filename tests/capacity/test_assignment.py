"""Accounts of different weight, largest first."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import assign_largest_first, load_lower_bound

weights = st.lists(st.floats(0, 100), max_size=60)
people = st.integers(1, 8)


def test_a_small_book_is_dealt_as_by_hand() -> None:
    """9, 7 and 6 open three books; 5 joins 6, 4 joins 7, and 3 joins 9."""
    dealt = assign_largest_first([3, 9, 5, 6, 7, 4], 3)
    assert dealt.holders == (0, 0, 2, 2, 1, 1)
    assert dealt.loads == (12, 11, 11)
    assert dealt.highest_load == 12
    assert dealt.spread_hours == 1
    assert dealt.lower_bound_hours == pytest.approx(34 / 3)


def test_equal_accounts_go_round_in_order() -> None:
    assert assign_largest_first([2, 2, 2, 2], 2).holders == (0, 1, 0, 1)


def test_nobody_to_hold_an_account_is_refused() -> None:
    with pytest.raises(ValueError, match="people is 0"):
        assign_largest_first([1], 0)
    with pytest.raises(ValueError, match="account_hours is -1"):
        assign_largest_first([-1], 2)


def test_people_without_accounts_have_no_load() -> None:
    dealt = assign_largest_first([], 2)
    assert (dealt.holders, dealt.loads, dealt.lower_bound_hours) == ((), (0, 0), 0)


@given(weights, people)
@settings(max_examples=50)
def test_every_account_is_held_once_and_loads_add_up(
    account_hours: list[float], count: int
) -> None:
    dealt = assign_largest_first(account_hours, count)
    assert len(dealt.holders) == len(account_hours)
    for person, load in enumerate(dealt.loads):
        held = (h for h, p in zip(account_hours, dealt.holders, strict=True) if p == person)
        assert load == pytest.approx(sum(held))


@given(weights.filter(bool), people)
@settings(max_examples=50)
def test_the_busiest_is_within_grahams_bound(account_hours: list[float], count: int) -> None:
    """Graham's 4/3 is about the optimum; mean load plus the largest account needs no optimum."""
    dealt = assign_largest_first(account_hours, count)
    assert dealt.highest_load >= dealt.lower_bound_hours - 1e-9
    assert dealt.highest_load <= sum(account_hours) / count + max(account_hours) + 1e-9
    assert dealt.spread_hours <= max(account_hours) + 1e-9


@given(st.lists(st.integers(0, 20), min_size=1, max_size=6), st.integers(1, 3))
@settings(max_examples=40)
def test_no_assignment_beats_the_lower_bound_and_largest_first_is_near_the_best(
    account_hours: list[int], count: int
) -> None:
    best = min(
        max(
            sum(h for h, p in zip(account_hours, holders, strict=True) if p == person)
            for person in range(count)
        )
        for holders in product(range(count), repeat=len(account_hours))
    )
    assert load_lower_bound(account_hours, count) <= best + 1e-9
    dealt = assign_largest_first(account_hours, count)
    assert dealt.highest_load <= (4 / 3 - 1 / (3 * count)) * best + 1e-9
