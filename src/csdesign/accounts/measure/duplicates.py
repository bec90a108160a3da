"""Account ids that stand in several rows, and rows without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from csdesign.accounts.ids import long_id
from csdesign.accounts.measure.results import Duplicates
from csdesign.accounts.sql import build
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.accounts.measure.query import Classifier
    from csdesign.accounts.table import Table

__all__ = ["find_duplicates"]


def find_duplicates(table: Table, classifier: Classifier, most: int) -> Duplicates:
    """Return the ids that stand in several rows, and how many rows have none."""
    ids = classifier.cells(["id"]).subquery("cells", copy=False)
    counted = (
        exp.select(build.column("id"), build.named(build.count_rows(), "n"))
        .from_(ids)
        .group_by(build.column("id"))
    )
    missing = build.any_of(
        [
            exp.Is(this=build.column("id"), expression=exp.null()),
            exp.EQ(this=build.column("id"), expression=build.text("")),
        ]
    )
    repeated = exp.GT(this=build.column("n"), expression=build.number(1))
    several = build.all_of([exp.Not(this=missing), repeated])
    summary = exp.select(
        build.total(build.one_if(several)),
        build.total(
            exp.Case(
                ifs=[exp.If(this=several.copy(), true=build.column("n"))], default=build.number(0)
            )
        ),
        build.total(
            exp.Case(
                ifs=[exp.If(this=missing.copy(), true=build.column("n"))], default=build.number(0)
            )
        ),
    ).from_(counted.copy().subquery("ids", copy=False))
    (number, rows, without), *_ = [[int(str(v or 0)) for v in row] for row in table.rows(summary)]
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
    return Duplicates(number, rows - number, without, examples)
