"""Texts to trees: what is read, what is refused, and where the finger points."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.accounts.where import Extent, WhereError, parse_where
from csdesign.accounts.where.parse import MAX_DEPTH, MAX_NODES
from csdesign.accounts.where.tree import All, AnyOf, Compare, Not

from .trees import wheres


def refused(text: str) -> WhereError:
    with pytest.raises(WhereError) as caught:
        parse_where(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("a = 1 and b = 2 or c = 3", "are mixed here", (17, 19)),
        ("", "found the end", (1, 1)),
        ("true", "write `otherwise: true` instead of `where`", (1, 5)),
        ("otherwise", "write `otherwise: true` instead of `where`", (1, 10)),
        ("(a = 1", "never closed", (1, 2)),
        ("a = 1)", "no opening parenthesis", (6, 7)),
        ("a = 'x", "no closing quote", (5, 6)),
        ("a = ''", "write `is missing`", (5, 7)),
        ("a is null", "is missing", (6, 10)),
        ("a = null", "is missing", (5, 9)),
        ("a like 'x%'", "there is no `like` here", (3, 7)),
        ("a = 1e5", "1e5 is not a number", (5, 8)),
        ("a = 40%", "40% is 0.4", (7, 8)),
        ("a = 1_000", "1_000 is not a number", (5, 10)),
        ("a <> 1", "write `!=`", (3, 5)),
        ("a = 1 && b = 2", "write `and`", (7, 9)),
        ("a = 1 || b = 2", "write `or`", (7, 9)),
        ("a / b > 1", "multiply", (3, 4)),
        ("1 < a < 5", "between 1 and 5", (7, 8)),
        ("a not = 1", "in front of the condition", (3, 6)),
        ("a in []", "expected a ", (7, 8)),
        ("a in ['x' 'y']", "a comma or ]", (11, 14)),
        ("a in [b]", "put texts in quotes", (7, 8)),
        ("a = emea b", "cannot follow here", (10, 11)),
        ("a = 2026-02-30", "no date 2026-02-30", (5, 15)),
        ("a <= as_of + 90", "days", (16, 16)),
        ("a <= as_of + 1.5 days", "whole number", (14, 17)),
        ("a <= as_of + 99999 days", "at most 100 years", (14, 19)),
        ("a <= as_of + 1201 months", "at most 100 years", (14, 18)),
        ("a <= as_of + 101 years", "at most 100 years", (14, 17)),
        ("a + 3 months <= as_of", "count them from as_of or a day", (7, 13)),
        ("a <= as_of + 3 moons", "say days, weeks, months or years", (16, 21)),
        ("5 is missing", "only a column", (1, 2)),
        ("a = -b", "expected a number after the minus", (6, 7)),
        ("ａ = 1", "not one of A to Z", (1, 2)),
        ("a = 'x\u202ey'", "U+202E", (7, 8)),
        ("a = 'it\\'s'", "doubled", (5, 6)),
        ("a = 1234567890123456", "at most 15 digits", (5, 21)),
        ("a = 1; drop table x", "one expression only", (6, 7)),
    ],
)
def test_what_is_refused_says_why_and_where(text: str, message: str, at: tuple[int, int]) -> None:
    error = refused(text)
    assert message in error.message
    assert error.at == Extent(*at)


def test_an_expression_too_long_is_refused_before_it_is_read() -> None:
    assert "at most 1,000 are read" in refused("(" * 1_001).message


def test_nesting_is_limited_before_it_recurses() -> None:
    assert f"deeper than {MAX_DEPTH}" in refused("not " * 200 + "a").message
    assert f"deeper than {MAX_DEPTH}" in refused("(" * 400 + "a").message
    parse_where("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH)


def test_size_is_limited() -> None:
    assert f"more than {MAX_NODES}" in refused(" and ".join(["a"] * 101)).message


def test_parentheses_decide_between_and_and_or() -> None:
    tree = parse_where("(a = 1 and b = 2) or c = 3").condition
    assert isinstance(tree, AnyOf)
    assert isinstance(tree.parts[0], All)


def test_every_node_knows_its_text() -> None:
    where = parse_where("employees >= 1000 and not (tier = 'free')")
    assert isinstance(where.condition, All)
    first, second = where.condition.parts
    assert where.quote(first.at) == "employees >= 1000"
    assert isinstance(second, Not)
    assert where.quote(second.inner.at) == "tier = 'free'"


def test_keywords_and_columns_may_be_written_in_capitals() -> None:
    assert parse_where("Employees >= 10 AND Tier IN ('a')").columns[0].name == "employees"


def test_a_doubled_quote_is_a_quote() -> None:
    tree = parse_where("name = 'O''Brien'").condition
    assert isinstance(tree, Compare)
    assert tree.right.value == "O'Brien"  # type: ignore[union-attr]  # anything else fails the test


def test_columns_come_once_in_text_order() -> None:
    where = parse_where("b = 1 and a = 2 and b = 3")
    assert [column.name for column in where.columns] == ["b", "a"]


@given(text=wheres())
@settings(max_examples=60, deadline=None)
def test_blanks_between_words_change_nothing_but_places(text: str) -> None:
    """The same columns and the same shape, whatever the spacing."""
    spaced = parse_where(f"  {text}\n")
    assert [column.name for column in spaced.columns] == [
        column.name for column in parse_where(text).columns
    ]


@given(text=st.text(max_size=60) | st.text("ab'\"()[]<>=!,.*+- 01andorinbetw", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_inside_itself(text: str) -> None:
    """No other exception, and the finger stays within the text."""
    at = Extent(1, 1)
    try:
        parse_where(text)
    except WhereError as error:
        at = error.at
    assert 1 <= at.start <= at.end <= len(text) + 1


def test_reading_an_expression_imports_no_engine() -> None:
    """The loader reads every `where` of every design, so this must stay cheap."""
    code = (
        "import sys; from csdesign.accounts.where import parse_where; parse_where('a >= 1'); "
        "print({'duckdb', 'sqlglot', 'numpy', 'pandas', 'highspy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
