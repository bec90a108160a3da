"""Rounding forgives a last bit, and nothing more."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.capacity import book_size, ceiling, floor, heads_at_least, span_of_control
from csdesign.capacity.amounts import fraction, non_negative, positive, whole


def test_a_rounding_error_does_not_cost_a_whole_person() -> None:
    assert floor(29.999999999999996) == 30
    assert ceiling(30.000000000000004) == 30
    assert ceiling((0.1 + 0.2) * 10) == 3


def test_what_is_clearly_off_a_whole_is_rounded() -> None:
    assert floor(29.999) == 29
    assert ceiling(30.001) == 31
    assert (floor(0.0), ceiling(0.0)) == (0, 0)


@given(st.floats(-1e6, 1e6))
def test_floor_and_ceiling_differ_by_one_at_most(value: float) -> None:
    assert 0 <= ceiling(value) - floor(value) <= 1


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_what_is_not_finite_has_no_whole_part(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        floor(value)


def test_refusals_name_the_number_and_what_would_be_right() -> None:
    with pytest.raises(ValueError, match="target_load is 40; give a fraction from 0 to 1"):
        fraction("target_load", 40)
    with pytest.raises(ValueError, match="accounts is -1; give a number from 0 up"):
        non_negative("accounts", -1)
    with pytest.raises(ValueError, match="handle_hours is 0; give a number above 0"):
        positive("handle_hours", 0)
    with pytest.raises(ValueError, match="span is 1; give a whole number from 2 up"):
        whole("span", 1, least=2)
    with pytest.raises(ValueError, match=r"span is 2\.5; give a whole number from 2 up"):
        whole("span", 2.5, least=2)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_no_check_lets_pass_what_is_not_finite(value: float) -> None:
    for check in (non_negative, positive, fraction):
        with pytest.raises(ValueError, match="x is"):
            check("x", value)
    with pytest.raises(ValueError, match="x is"):
        whole("x", value)


def test_counts_written_as_floats_come_back_whole() -> None:
    """The numbers of a design are floats; results must not say 4.0 people."""
    counted = [
        whole("x", 60.0),
        span_of_control(23.0, span=7.0).managers,
        heads_at_least(2.5),
        book_size(planned_hours=60.0, hours_per_account=16.0).book,
    ]
    assert counted == [60, 5, 3, 3]
    assert {type(count) for count in counted} == {int}
