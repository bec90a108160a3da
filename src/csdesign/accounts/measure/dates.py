"""Counts of customers by month of contract end and of start, by segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from csdesign.accounts.measure.results import DatedCount
from csdesign.accounts.sql import build

if TYPE_CHECKING:
    from csdesign.accounts.measure.binding import Bound
    from csdesign.accounts.measure.query import Classifier
    from csdesign.accounts.table import Table

__all__ = ["find_dates"]

_COLUMNS = ("renewal_date", "start_date")


def find_dates(table: Table, bound: Bound, classifier: Classifier) -> tuple[DatedCount, ...]:
    """Return the customers of each segment by month of renewal and start."""
    positions = [rule.position for rule in bound.rules]
    found: list[DatedCount] = []
    for name in _COLUMNS:
        if name not in classifier.columns:
            continue
        cells = exp.select(
            build.named(classifier.first_match(), "code"),
            build.named(_part("YEAR", name), "year_of"),
            build.named(_part("MONTH", name), "month_of"),
        ).from_(classifier.customers(list(classifier.columns)).subquery("cells", copy=False))
        keys = [build.column(key) for key in ("code", "year_of", "month_of")]
        query = (
            exp.select(*keys, build.named(exp.Count(this=exp.Star()), "accounts"))
            .from_(cells.subquery("coded", copy=False))
            .group_by(*(key.copy() for key in keys))
        )
        for code, year, month, accounts in table.rows(query):
            place = int(str(code))
            segment = positions[place] if place < len(positions) else bound.otherwise
            if segment is None:
                continue
            when = None if year is None else (int(str(year)), int(str(month)))
            found.append(DatedCount(segment, name, when, int(str(accounts))))
    return tuple(sorted(found, key=lambda item: (item.segment, item.column, item.month or (0, 0))))


def _part(part: str, name: str) -> exp.Expr:
    return exp.cast(exp.Extract(this=exp.Var(this=part), expression=build.column(name)), "BIGINT")
