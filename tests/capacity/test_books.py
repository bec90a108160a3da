"""Books of named people."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import book_size, heads_at_least

hours = st.floats(0.01, 5000)


def test_two_touches_of_eight_hours_a_quarter_make_a_book_of_20() -> None:
    """Source: lotoftools.org: 331.5 h over 16 h."""
    book = book_size(planned_hours=331.5, hours_per_account=16)
    assert book.exact_book == pytest.approx(20.71875, abs=1e-6)
    assert book.book == 20


def test_the_monthly_book_of_30_survives_rounding() -> None:
    """Source: Balusek 2017: 130 h a month over 30 accounts, read backwards."""
    book = book_size(planned_hours=130, hours_per_account=130 / 30)
    assert book.exact_book == pytest.approx(30, abs=1e-6)
    assert book.book == 30


def test_the_enterprise_segment_has_books_of_16() -> None:
    """1,122 / 69.8 = 16.07 accounts a person."""
    book = book_size(planned_hours=1122, hours_per_account=69.8).book
    assert book == 16


def test_an_account_larger_than_a_person_leaves_a_book_of_none() -> None:
    assert book_size(planned_hours=1122, hours_per_account=2000).book == 0


def test_an_account_that_costs_nothing_has_no_book() -> None:
    with pytest.raises(ValueError, match="hours_per_account is 0"):
        book_size(planned_hours=1122, hours_per_account=0)


@given(hours, hours)
def test_a_book_is_filled_and_not_overfilled(planned: float, each: float) -> None:
    book = book_size(planned_hours=planned, hours_per_account=each).book
    assert book * each <= planned * (1 + 1e-8) + 1e-8 * each
    assert (book + 1) * each > planned * (1 - 1e-8)


@given(hours, hours, st.floats(1, 3))
@settings(max_examples=50)
def test_dearer_accounts_never_make_a_larger_book(
    planned: float, each: float, factor: float
) -> None:
    cheap = book_size(planned_hours=planned, hours_per_account=each)
    dear = book_size(planned_hours=planned, hours_per_account=each * factor)
    assert dear.book <= cheap.book


def test_whole_people_take_the_ceiling_with_a_guard() -> None:
    assert heads_at_least(3.0000000000000004) == 3
    assert heads_at_least(3.01) == 4
    assert heads_at_least(0) == 0
