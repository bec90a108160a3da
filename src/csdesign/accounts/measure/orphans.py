"""Accounts that match no rule, and the conditions that each does not meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlglot import exp

from csdesign.accounts.columns import known_columns
from csdesign.accounts.ids import long_id
from csdesign.accounts.measure.bound_rules import needed
from csdesign.accounts.measure.results import Orphan
from csdesign.accounts.sql import build
from csdesign.accounts.where.evaluate import failing
from csdesign.accounts.where.tokens import TokenKind, read_tokens
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csdesign.accounts.measure.binding import Bound
    from csdesign.accounts.measure.bound_rules import BoundRule
    from csdesign.accounts.measure.query import Classifier
    from csdesign.accounts.table import Table
    from csdesign.accounts.where.evaluate import Row, Value
    from csdesign.accounts.where.tree import Condition, Where

__all__ = ["find_orphans"]


def find_orphans(
    table: Table, bound: Bound, classifier: Classifier, as_of: date, most: int
) -> tuple[Orphan, ...]:
    """Return the first accounts that no rule takes, each with its unmet conditions, at most `most`.

    The first ones are by row in a file, so that the engine can stop early, and by id elsewhere.
    """
    if "id" not in classifier.columns or not bound.rules or not most:
        return ()
    names = ["id", *(name for name in needed(bound.rules) if name != "id")]
    none = exp.EQ(this=classifier.first_match(), expression=build.number(len(bound.rules)))
    query = (
        exp.select(*(build.column(name) for name in names))
        .from_(
            classifier.customers(list(classifier.columns)).subquery("cells", copy=False), copy=False
        )
        .where(none, copy=False)
        .limit(most, copy=False)
    )
    if table.first_row is None:  # rows without an order are sorted, so that runs agree
        query = query.order_by(build.column("id"), copy=False)
    return tuple(
        _orphan(cast("Row", dict(zip(names, values, strict=True))), bound.rules, as_of)
        for values in table.rows(query)
    )


def _orphan(row: Row, rules: Sequence[BoundRule], as_of: date) -> Orphan:
    tried = [(failing(rule.where, row, as_of), rule) for rule in rules]
    lacking, rule = min(tried, key=lambda pair: len(pair[0]))
    lacks = tuple(_lack(part, rule.where, row) for part in lacking)
    return Orphan(visible(long_id(str(row["id"])), 40), rule.id, lacks)


def _lack(part: Condition, where: Where, row: Row) -> str:
    """Return the values of an account and the conditions of the rule, without names of people."""
    known = known_columns()
    start, end = part.at.start, part.at.end
    has = []
    for column in where.columns:
        if column.name not in _names_in(where, start, end):
            continue
        private = column.name in known and known[column.name].private
        value = row.get(column.name)
        shown = "missing" if value in (None, "") else _shown(value)
        has.append(f"{column.name} is {'not shown' if private else shown}")
    return f"{', '.join(has)}; asked: {where.quote(part.at)}"


def _shown(value: Value) -> str:
    """Return a cell as text, with whole numbers without `.0`."""
    is_whole = isinstance(value, float) and value.is_integer()
    return visible(f"{value:.0f}" if is_whole else str(value), 40)


def _names_in(where: Where, start: int, end: int) -> set[str]:
    tokens = read_tokens(where.text)
    return {t.text for t in tokens if t.kind is TokenKind.NAME and start <= t.at.start < end}
