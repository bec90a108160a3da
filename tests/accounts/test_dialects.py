"""The query's text for every engine: read back by its own grammar, the user's words as values."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from csdesign.accounts.measure import MeasureOptions, SegmentRule
from csdesign.accounts.measure.binding import bind
from csdesign.accounts.measure.options import RollUp
from csdesign.accounts.measure.query import Classifier
from csdesign.accounts.sources.address import ENGINES
from csdesign.accounts.table import RawColumn, Table
from csdesign.accounts.where import Kind

from .trees import rule_sets

if TYPE_CHECKING:
    from collections.abc import Iterator

DIALECTS = ["duckdb", *sorted(set(ENGINES.values()))]


class Described(Table):
    """A table of which only the columns matter: every count over it is 0, and no id repeats."""

    name = "described"
    dialect = "duckdb"
    columns = (
        RawColumn("id", Kind.TEXT),
        RawColumn("employees", Kind.NUMBER),
        RawColumn("seats", Kind.NUMBER),
        RawColumn("health", Kind.NUMBER, floating=True),
        RawColumn("arr", Kind.NUMBER),
        RawColumn("tier", Kind.TEXT),
        RawColumn("region", Kind.TEXT),
        RawColumn("strategic", Kind.BOOLEAN),
        RawColumn("start_date", Kind.DATE),
        RawColumn("renewal_date", Kind.DATE, timestamp=True),
    )

    def relation(self) -> exp.Expr:
        """Return the name of a table."""
        return exp.table_("accounts", quoted=True)

    def rows(self, query: exp.Expr) -> Iterator[tuple[object, ...]]:
        """Count nothing."""
        yield (0,) * len(query.expressions)

    def close(self) -> None:
        """Close nothing."""


AS_OF = date(2026, 11, 25)
ROLL_UP = RollUp(per="id", sum=("arr",), min=("renewal_date",), where="strategic = true")


def counting(rules: list[SegmentRule], roll_up: RollUp = RollUp()) -> exp.Select:  # noqa: B008 -- it is frozen
    table = Described()
    bound = bind(rules, table, MeasureOptions(as_of=AS_OF, roll_up=roll_up))
    assert not bound.problems
    return Classifier(bound, table, AS_OF).counts()


@pytest.mark.parametrize("dialect", DIALECTS)
@given(rules=rule_sets(), roll_up=st.sampled_from((RollUp(), ROLL_UP)))
@settings(max_examples=12, deadline=None)
def test_the_text_reads_back_as_itself(
    rules: list[SegmentRule], roll_up: RollUp, dialect: str
) -> None:
    """What one dialect writes, the same dialect reads and writes the same again."""
    text = counting(rules, roll_up).sql(dialect=dialect)
    assert sqlglot.parse_one(text, dialect=dialect).sql(dialect=dialect) == text


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_text_of_the_user_stays_one_literal(dialect: str) -> None:
    """Quotes, comments and statements inside a value are characters of it and nothing more."""
    evil = "'; DROP TABLE accounts; -- \" ` $$ /* x */ {{ y }} %s :p ?"
    quoted = evil.replace("'", "''")
    query = counting([SegmentRule("s", f"tier = '{quoted}'")])
    statements = sqlglot.parse(query.sql(dialect=dialect), dialect=dialect)
    assert len(statements) == 1
    literals = [found.this for found in statements[0].find_all(exp.Literal) if found.is_string]
    assert evil.lower() in literals  # text is compared without regard to capitals


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_header_of_the_user_stays_one_name(dialect: str) -> None:
    evil = 'a" FROM x; DROP TABLE y; -- `[]'

    class Evil(Described):
        columns = (RawColumn(evil, Kind.NUMBER),)

    table = Evil()
    options = MeasureOptions(as_of=AS_OF, columns={"size": evil})
    bound = bind([SegmentRule("s", "size >= 1")], table, options)
    text = Classifier(bound, table, AS_OF).counts().sql(dialect=dialect)
    (statement,) = sqlglot.parse(text, dialect=dialect)
    assert evil in [found.name for found in statement.find_all(exp.Column)]


def test_more_than_thirty_rules_use_several_words() -> None:
    rules = [SegmentRule(f"s{n}", f"employees >= {n}") for n in range(65)]
    names = [column.alias_or_name for column in counting(rules).expressions]
    assert names[:3] == ["marks_0", "marks_1", "marks_2"]
