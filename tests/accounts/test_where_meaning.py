"""The meaning of an expression: kinds, missing values, days, and what an account lacks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from csdesign.accounts.where import Kind, WhereError, parse_where
from csdesign.accounts.where.evaluate import Row, failing, matches
from csdesign.accounts.where.kinds import Kinds
from csdesign.accounts.where.thresholds import move, thresholds

AS_OF = date(2026, 11, 25)


def holds(text: str, **cells: object) -> bool:
    row: Row = cells  # type: ignore[assignment]  # cells of any kind
    return matches(parse_where(text), row, AS_OF)


@pytest.mark.parametrize("cell", [None, "", float("nan")])
def test_a_comparison_with_a_missing_value_is_false_and_its_not_is_true(cell: object) -> None:
    for text in ("a = 1", "a != 1", "a < 1", "a >= 1", "a in [1, 2]", "a between 1 and 2"):
        assert not holds(text, a=cell)
        assert holds(f"not ({text})", a=cell)
    assert holds("a not in [1, 2]", a=cell)
    assert holds("a is missing", a=cell)
    assert not holds("a is not missing", a=cell)


def test_an_absent_column_is_missing() -> None:
    assert holds("a is missing")


def test_between_includes_both_ends() -> None:
    assert [holds("a between 1 and 3", a=a) for a in (0, 1, 3, 4)] == [False, True, True, False]


def test_days_are_counted_from_the_day_of_the_plan() -> None:
    """A renewal ninety days ahead is within ninety days."""
    text = "renewal_date <= as_of + 90 days"
    assert holds(text, renewal_date=date(2027, 2, 23))
    assert not holds(text, renewal_date=date(2027, 2, 24))
    assert holds("start_date + 2 weeks = as_of", start_date=date(2026, 11, 11))


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("start_date >= as_of - 12 months", date(2025, 11, 25)),
        ("start_date >= as_of - 1 year", date(2025, 11, 25)),
        ("start_date >= 2026-03-31 - 1 month", date(2026, 2, 28)),
        ("start_date >= 2024-02-29 + 1 year", date(2025, 2, 28)),
        ("start_date >= 2024-02-29 - 4 years", date(2020, 2, 29)),
        ("start_date >= 2026-11-30 + 3 months", date(2027, 2, 28)),
    ],
)
def test_months_end_where_their_last_day_is(text: str, edge: date) -> None:
    """The same day of another month, or its last day where that month is shorter."""
    assert holds(text, start_date=edge)
    assert not holds(text, start_date=edge - timedelta(days=1))


def test_the_end_of_the_calendar_is_a_day_like_others() -> None:
    assert not holds("renewal_date + 90 days <= as_of", renewal_date=date.max)
    assert holds("renewal_date <= 9999-12-01 + 1 year", renewal_date=date.max)
    assert holds("renewal_date >= 0001-01-01 - 1 year", renewal_date=date.min)


def test_exact_numbers_are_compared_exactly_and_floating_ones_as_floating() -> None:
    assert holds("a = 0.3", a=Decimal("0.30"))
    assert not holds("a = 0.3", a=0.1 + 0.2)
    assert holds("mau >= 0.1 * seats", mau=10, seats=100)


def kinds_in(text: str, known: dict[str, Kind]) -> dict[str, Kind]:
    """Return the kind of every column that one `where` names, as rules are bound."""
    where, kinds = parse_where(text), Kinds(known)
    for step in (kinds.learn, kinds.learn, kinds.guess):
        step(where)
    return {column.name: kinds.of(column.name) for column in where.columns}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("employees >= '10'", "employees, which holds numbers, is compared with the text '10'"),
        ("tier > 'gold'", "text cannot be put in order"),
        ("other in ['gold', 3]", "the text 'gold' is compared with the number 3"),
        ("renewal_date = 5", "renewal_date, which holds dates, is compared with the number 5"),
        ("tier", "tier, which holds text, is compared with true"),
        ("tier + 3 days < as_of", "tier is not a date"),
        ("2 * tier > 3", "tier is not a number"),
        ("x = 1 and x = 'a'", "x, which holds numbers, is compared with the text 'a'"),
    ],
)
def test_sides_of_different_kinds_are_refused(text: str, message: str) -> None:
    known = {"employees": Kind.NUMBER, "tier": Kind.TEXT, "renewal_date": Kind.DATE}
    with pytest.raises(WhereError) as caught:
        kinds_in(text, known)
    assert message in caught.value.message


def test_an_unknown_column_takes_the_kind_of_its_other_side() -> None:
    kinds = kinds_in("a = b and b >= 3 and c and d is missing and e < f", {})
    assert kinds == {
        "a": Kind.NUMBER,
        "b": Kind.NUMBER,
        "c": Kind.BOOLEAN,
        "d": Kind.TEXT,
        "e": Kind.NUMBER,
        "f": Kind.NUMBER,
    }


def test_what_an_account_lacks_is_the_parts_it_fails() -> None:
    where = parse_where("employees >= 1000 and tier = 'gold' and region = 'emea'")
    row: Row = {"employees": 800, "tier": "gold", "region": None}
    quoted = [where.quote(part.at) for part in failing(where, row, AS_OF)]
    assert quoted == ["employees >= 1000", "region = 'emea'"]


def test_thresholds_are_numbers_that_order_decides() -> None:
    where = parse_where("a >= 10 and b between 2 and 3 and not (5 < c) and d = 7 and e > 0")
    found = [(t.column, t.value) for t in thresholds(where)]
    assert found == [("a", 10), ("b", 2), ("b", 3), ("c", 5)]


def test_moving_a_threshold_moves_that_one_alone() -> None:
    where = parse_where("a >= 10 and b >= 10")
    moved = move(where, thresholds(where)[1].at, Decimal("1.1"))
    assert matches(moved, {"a": 10, "b": 11}, AS_OF)
    assert not matches(moved, {"a": 10, "b": 10}, AS_OF)
