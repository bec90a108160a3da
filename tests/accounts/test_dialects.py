"""The query's text for every engine: read back by its own grammar, the user's words as values."""

from __future__ import annotations

from datetime import date

import pytest
import sqlglot
from hypothesis import given, settings
from sqlglot import exp

from csdesign.accounts.measure import SegmentRule
from csdesign.accounts.measure.binding import bind
from csdesign.accounts.measure.query import Classifier
from csdesign.accounts.sources.address import ENGINES
from csdesign.accounts.sql.cells import Reading
from csdesign.accounts.table import RawColumn, Table
from csdesign.accounts.where import Kind

from .trees import rule_sets

DIALECTS = ["duckdb", *sorted(set(ENGINES.values()))]


class Described(Table):
    """A table of which only the columns matter; nothing can be read from it."""

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

    def rows(self, query: exp.Expr):  # noqa: ARG002 -- there is no engine behind it
        """Run nothing."""
        raise AssertionError

    def close(self) -> None:
        """Close nothing."""


def counting(rules: list[SegmentRule]) -> exp.Select:
    table = Described()
    bound = bind(rules, table, {}, Reading())
    assert not bound.problems
    return Classifier(bound, table.relation(), date(2026, 11, 25)).counts()


@pytest.mark.parametrize("dialect", DIALECTS)
@given(rules=rule_sets())
@settings(max_examples=12, deadline=None)
def test_the_text_reads_back_as_itself(rules: list[SegmentRule], dialect: str) -> None:
    """What one dialect writes, the same dialect reads and writes the same again."""
    text = counting(rules).sql(dialect=dialect)
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
    assert evil in literals


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_header_of_the_user_stays_one_name(dialect: str) -> None:
    evil = 'a" FROM x; DROP TABLE y; -- `[]'

    class Evil(Described):
        columns = (RawColumn(evil, Kind.NUMBER),)

    table = Evil()
    bound = bind([SegmentRule("s", "size >= 1")], table, {"size": evil}, Reading())
    text = Classifier(bound, table.relation(), date(2026, 11, 25)).counts().sql(dialect=dialect)
    (statement,) = sqlglot.parse(text, dialect=dialect)
    assert evil in [found.name for found in statement.find_all(exp.Column)]


def test_more_than_thirty_rules_use_several_words() -> None:
    rules = [SegmentRule(f"s{n}", f"employees >= {n}") for n in range(65)]
    names = [column.alias_or_name for column in counting(rules).expressions]
    assert names[:3] == ["marks_0", "marks_1", "marks_2"]
