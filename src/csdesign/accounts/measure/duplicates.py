"""Account ids in several rows, and the columns in which those rows differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from csdesign.accounts.ids import long_id
from csdesign.accounts.measure.results import Duplicates
from csdesign.accounts.measure.rows import RowKind
from csdesign.accounts.sql import build
from csdesign.accounts.where.tree import Kind
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.accounts.measure.binding import Bound
    from csdesign.accounts.measure.query import Classifier
    from csdesign.accounts.table import Table

__all__ = ["find_duplicates"]


def find_duplicates(
    table: Table, bound: Bound, classifier: Classifier, without_id: int, most: int
) -> Duplicates:
    """Return the ids in several rows, and the columns in which those rows differ.

    `without_id` is the number of rows that have none.
    """
    if not classifier.is_grouped:
        return Duplicates(0, 0, without_id, ())
    counted = (
        exp.select(build.column("id"), build.named(build.count_rows(), "n"))
        .from_(classifier.rows(["id"]).subquery("cells", copy=False))
        .where(classifier.is_kind(RowKind.CUSTOMER))
        .group_by(build.column("id"))
    )
    several = exp.GT(this=build.column("n"), expression=build.number(1))
    summary = exp.select(
        build.total(build.one_if(several)),
        build.total(
            exp.Case(
                ifs=[exp.If(this=several.copy(), true=build.column("n"))], default=build.number(0)
            )
        ),
    ).from_(counted.copy().subquery("ids", copy=False))
    (number, rows), *_ = [[int(str(v or 0)) for v in row] for row in table.rows(summary)]
    examples: tuple[str, ...] = ()
    if number and most:
        query = (
            exp.select(build.column("id"))
            .from_(counted.subquery("ids", copy=False))
            .where(several.copy())
            .order_by(build.column("id"), copy=False)
            .limit(most, copy=False)
        )
        examples = tuple(visible(long_id(str(row[0])), 40) for row in table.rows(query))
    return Duplicates(
        number, rows - number, without_id, examples, _differences(table, bound, classifier)
    )


def _differences(table: Table, bound: Bound, classifier: Classifier) -> tuple[tuple[str, int], ...]:
    """Return the columns in which rows of one id differ, so that only the first one counts."""
    how = bound.grouping.how if bound.grouping is not None else {}
    names = [
        name
        for name, column in bound.columns.items()
        if name != "id" and name not in how and column.cell.kind is not Kind.BOOLEAN
    ]
    if not names:
        return ()
    (values, *_) = table.rows(classifier.differing(names))
    counts = [int(str(value or 0)) for value in values]
    return tuple((name, count) for name, count in zip(names, counts, strict=True) if count)
