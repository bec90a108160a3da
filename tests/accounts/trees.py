"""One table of awkward accounts, and random `where` texts over its columns."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from csdesign.accounts.measure import SegmentRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.accounts.where.evaluate import Row

AS_OF = date(2026, 11, 25)

COLUMNS = (
    "id text, employees integer, seats bigint, health double precision, arr numeric(18, 2), "
    "tier text, region text, strategic boolean, start_date date, renewal_date date"
)
NAMES = tuple(part.split()[0] for part in COLUMNS.split(", ") if part.strip() != "2)")

_TEXTS = ("gold", "Gold", "O'Brien", 'a "quoted" word', "100%", "naïve", "日本", "a;b", "x -- y")
_NUMBERS = ("0", "1", "10", "99", "100", "0.5", "-3", "1000", "0.1", "0.3")


def awkward_rows(count: int = 240, seed: int = 7) -> list[dict[str, object]]:
    """Return accounts with values on and around every border, and holes everywhere."""
    dice = random.Random(seed)

    def maybe(value: object) -> object:
        return None if dice.random() < 0.15 else value

    return [
        {
            "id": f"A{number:05d}",
            "employees": maybe(dice.choice([0, 1, 9, 10, 11, 99, 100, 101, 1000, 5000])),
            "seats": maybe(dice.choice([0, 1, 10, 30, 100, 333, 2**40])),
            "health": maybe(dice.choice([0.0, 0.1, 0.2, 0.1 + 0.2, 0.3, 0.5, 1.0, 99.9, -3.0])),
            "arr": maybe(Decimal(dice.choice([0, 1, 9999, 10000, 10001, 12345678, 10**9])) / 100),
            "tier": dice.choice([*_TEXTS, "", None]),
            "region": dice.choice(["emea", "apac", "amer", "", None]),
            "strategic": dice.choice([True, False, None]),
            "start_date": maybe(AS_OF - timedelta(days=dice.choice([0, 1, 364, 365, 366, 900]))),
            "renewal_date": maybe(AS_OF + timedelta(days=dice.choice([-1, 0, 89, 90, 91, 400]))),
        }
        for number in range(count)
    ]


def as_rows(rows: Sequence[dict[str, object]]) -> Sequence[Row]:
    """Return the same accounts as the oracle takes them."""
    return rows  # type: ignore[return-value] -- every value above is a cell


def _numbers() -> st.SearchStrategy[str]:
    return st.sampled_from(_NUMBERS)


def _quoted() -> st.SearchStrategy[str]:
    return st.sampled_from(_TEXTS).map(lambda text: "'" + text.replace("'", "''") + "'")


def _days() -> st.SearchStrategy[str]:
    shift = st.sampled_from(["", " + 90 days", " - 365 days", " + 13 weeks", " + 0 days"])
    far = st.sampled_from(
        [" - 12 months", " + 1 year", " + 3 months", " - 9 months", " - 100 years"]
    )
    return st.one_of(
        (shift | far).map(lambda text: f"as_of{text}"),
        (shift | far).map(lambda text: f"2026-11-25{text}"),
        shift.map(lambda text: f"start_date{text}"),
    )


_NUMERIC = st.sampled_from(["employees", "seats", "health", "arr"])
_ORDER = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
_DATES = st.sampled_from(["start_date", "renewal_date"])
_WORDS = st.sampled_from(["tier", "region"])


def _joined(template: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda values: template.format(*values))


def _lists(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=20).map(lambda items: f"[{', '.join(items)}]")


_ATOMS = st.one_of(
    _joined("{} {} {}", _NUMERIC, _ORDER, _numbers()),
    _joined("{} {} {}", _NUMERIC, _ORDER, _NUMERIC),
    _joined("{} {} {} * {}", _NUMERIC, _ORDER, st.sampled_from(["0.1", "2", "0.8"]), _NUMERIC),
    _joined("{} between {} and {}", _NUMERIC, _numbers(), _numbers()),
    _joined("{} not between {} and {}", _NUMERIC, _numbers(), _numbers()),
    _joined("{} in {}", _NUMERIC, _lists(_numbers())),
    _joined("{} {} {}", _WORDS, st.sampled_from(["=", "!="]), _quoted()),
    _joined("{} {} {}", _WORDS, st.sampled_from(["=", "!="]), _WORDS),
    _joined("{} in {}", _WORDS, _lists(_quoted())),
    _joined("{} not in {}", _WORDS, _lists(_quoted())),
    _joined("{} {} {}", _DATES, _ORDER, _days()),
    _joined("{} between {} and {}", _DATES, _days(), _days()),
    _joined(
        "{} is {}",
        st.sampled_from(["employees", "health", "tier", "strategic", "start_date"]),
        st.sampled_from(["missing", "not missing"]),
    ),
    st.just("strategic"),
    _joined("strategic {} {}", st.sampled_from(["=", "!="]), st.sampled_from(["true", "false"])),
)


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    many = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        inner.map(lambda text: f"not ({text})"),
        many.map(lambda parts: " and ".join(f"({part})" for part in parts)),
        many.map(lambda parts: " or ".join(f"({part})" for part in parts)),
    )


def wheres() -> st.SearchStrategy[str]:
    """Return random `where` texts that fit the table."""
    return st.recursive(_ATOMS, _nested, max_leaves=6).filter(lambda text: len(text) <= 1_000)


_LIMITS = st.one_of(
    _joined("health {} {}", _ORDER, _numbers()),
    _joined("{} {} health", _numbers(), _ORDER),
    _joined("arr between {} and {}", _numbers(), _numbers()),
    _joined("employees in {}", _lists(_numbers())),
    _joined("employees {} {}", _ORDER, _numbers()),
    _joined("tier {} {}", st.sampled_from(["=", "!="]), _quoted()),
    _joined("tier in {}", _lists(_quoted())),
    _joined(
        "renewal_date {} as_of{}",
        _ORDER,
        st.sampled_from(["", " + 90 days", " - 1 days", " + 3 months", " - 1 year"]),
    ),
)
_STEPS = st.lists(_LIMITS, min_size=1, max_size=4).map(
    lambda parts: " and ".join(f"({part})" for part in parts)
)


def rule_sets() -> st.SearchStrategy[list[SegmentRule]]:
    """Return segments, at times with one that takes the rest.

    One to four of any form, or up to eight that set limits to the same few columns, as real
    segments do: those are classified column by column.
    """
    any_form = st.lists(wheres(), min_size=1, max_size=4)
    shared = st.lists(st.one_of(_STEPS, _STEPS, _STEPS, wheres()), min_size=3, max_size=8)
    return st.tuples(st.one_of(any_form, shared), st.booleans()).map(_rules)


def _rules(made: tuple[list[str], bool]) -> list[SegmentRule]:
    texts, rest = made
    rules = [SegmentRule(f"s{place}", text) for place, text in enumerate(texts)]
    return [*rules, SegmentRule("rest", otherwise=True)] if rest else rules
