"""Managers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.capacity import span_of_control


def test_23_people_in_spans_of_seven_have_five_managers() -> None:
    """Four leads, and one manager of the four."""
    chart = span_of_control(23, span=7)
    assert chart.levels == (4, 1)
    assert chart.managers == 5


@pytest.mark.parametrize(
    ("people", "levels"), [(0, ()), (1, ()), (2, (1,)), (7, (1,)), (8, (2, 1))]
)
def test_levels_end_with_one_person(people: int, levels: tuple[int, ...]) -> None:
    assert span_of_control(people, span=7).levels == levels


@given(st.integers(0, 10**6), st.integers(2, 30))
def test_nobody_has_more_reports_than_the_span(people: int, span: int) -> None:
    below = people
    for managers in span_of_control(people, span=span).levels:
        assert below <= managers * span
        below = managers
    assert below <= 1


@given(st.integers(0, 10**5), st.integers(2, 30))
def test_a_wider_span_or_fewer_people_never_take_more_managers(people: int, span: int) -> None:
    managers = span_of_control(people, span=span).managers
    assert span_of_control(people, span=span + 1).managers <= managers
    assert span_of_control(people + 1, span=span).managers >= managers


def test_a_manager_for_everybody_is_refused() -> None:
    with pytest.raises(ValueError, match="span is 1; give a whole number from 2 up"):
        span_of_control(5, span=1)
