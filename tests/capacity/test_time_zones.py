"""Working hours in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.capacity import WorkingDay, overlap_hours


def office(offset: float, start: float = 9, length: float = 8) -> WorkingDay:
    return WorkingDay(start_hour=start, length_hours=length, utc_offset_hours=offset)


days = st.builds(
    WorkingDay,
    start_hour=st.integers(0, 23),
    length_hours=st.integers(0, 24),
    utc_offset_hours=st.integers(-12, 14),
)


@pytest.mark.parametrize(
    ("first", "second", "common"),
    [
        (1, 1, 8),  # the same city
        (1, -5, 2),  # Berlin 9 to 17 is 3 to 11 in New York
        (1, -8, 0),  # Berlin and San Francisco miss each other by an hour
        (0, 5.5, 2.5),  # London and Mumbai
        (-8, 9, 1),  # San Francisco 16 to 17 is 9 to 10 of the next day in Tokyo
        (12, -12, 8),  # a day apart, the same hours
    ],
)
def test_known_cities_share_the_hours_a_clock_shows(
    first: float, second: float, common: float
) -> None:
    assert overlap_hours(office(first), office(second)) == pytest.approx(common)


def test_a_long_day_meets_another_at_both_ends() -> None:
    """20 h from midnight and 12 h from 18:00: 18 to 20, and 0 to 6."""
    assert overlap_hours(office(0, 0, 20), office(0, 18, 12)) == pytest.approx(8)


def hours_of(day: WorkingDay) -> set[float]:
    first = day.start_hour - day.utc_offset_hours
    return {(first + hour) % 24 for hour in range(int(day.length_hours))}


@given(days, days)
def test_whole_hours_agree_with_counting_them(first: WorkingDay, second: WorkingDay) -> None:
    assert overlap_hours(first, second) == len(hours_of(first) & hours_of(second))


@given(days, days)
def test_overlap_is_mutual(first: WorkingDay, second: WorkingDay) -> None:
    assert overlap_hours(first, second) == overlap_hours(second, first)


def test_impossible_days_are_refused() -> None:
    with pytest.raises(ValueError, match="from 0 to 24"):
        overlap_hours(office(0, 9, 25), office(0))
    with pytest.raises(ValueError, match="utc_offset_hours is 20"):
        overlap_hours(office(0), office(20))
