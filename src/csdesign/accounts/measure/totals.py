"""Rows that add up others: totals and subtotals, recognised by their first filled cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.sql import build
from csdesign.accounts.sql.written import FOOTER, TOTAL
from csdesign.accounts.where.tree import Kind

if TYPE_CHECKING:
    from csdesign.accounts.sql.cells import TypedColumn
    from csdesign.accounts.table import Table

__all__ = [
    "adds_up_others",
    "are_groups",
    "is_footer",
    "is_group",
    "is_total",
    "may_be_group",
    "name_of_total",
]

_FIRST_CELLS: Final = 4
"""Cells that may hold the name of a total if the id is empty."""
_COUNTED: Final = r"\(([0-9]{1,6})\)\s*$"
"""The number of rows at the end of a group's name: `Germany (2)`."""
_AMOUNTS: Final = "^[-+0-9.,:;%()'\u00a0\u202f \u20ac$\u00a3]*$"
_LEVELS: Final = 3
"""Groups within groups, each of which counts the rows below it once more."""
_MOST_GROUPS: Final = 10_000


def name_of_total(table: Table, identity: TypedColumn | None) -> exp.Expr | None:
    """Return the cell with the name of a row that adds up others; None without a sheet.

    It is the id cell, or the first filled cell where the id is empty.
    """
    if not table.is_sheet:
        return None
    texts = [
        exp.func("NULLIF", exp.Trim(this=build.column(raw.header)), build.text(""))
        for raw in table.columns
        if raw.kind is None and not raw.as_text
    ][:_FIRST_CELLS]
    if identity is not None and identity.cell.kind is Kind.TEXT:
        own = exp.func("NULLIF", identity.cell.expression.copy(), build.text(""))
        texts.insert(0, own)
    if not texts:
        return None
    return texts[0] if len(texts) == 1 else exp.Coalesce(this=texts[0], expressions=texts[1:])


def adds_up_others(table: Table) -> exp.Expr | None:
    """Return whether a row's first filled cell names a total; None without a sheet."""
    name = name_of_total(table, None)
    return None if name is None else is_total(name)


def is_total(name: exp.Expr) -> exp.Expr:
    """Return whether a name is that of a row which adds up others."""
    return _is_written(name, TOTAL)


def is_footer(name: exp.Expr) -> exp.Expr:
    """Return whether a name is that of a line below a table, such as the source of a report."""
    return _is_written(name, FOOTER)


def may_be_group(name: exp.Expr) -> exp.Expr:
    """Return whether a name ends as the head of a group does, with a number in brackets."""
    return exp.RegexpLike(this=name.copy(), expression=build.text(_COUNTED))


def is_group(name: exp.Expr, all_cells: exp.Expr) -> exp.Expr:
    """Return whether a row has such a name, and next to it nothing but amounts."""
    rest = exp.func("REPLACE", all_cells, name.copy(), build.text(""))
    amounts = exp.RegexpLike(this=rest, expression=build.text(_AMOUNTS))
    return build.all_of([may_be_group(name), amounts])


def are_groups(table: Table, name: exp.Expr, group: exp.Expr, rows: int) -> bool:
    """Return whether the numbers of such rows add up to those of all other rows.

    Customers whose names end in a number in brackets do not: only a list that is grouped does,
    once for each level of its groups.
    """
    query = (
        exp.select(name.copy()).from_(table.relation(), copy=False).where(group.copy(), copy=False)
    )
    numbers = [
        int(found[1])
        for (value,) in table.rows(query.limit(_MOST_GROUPS + 1))
        if (found := re.search(_COUNTED, str(value))) is not None
    ]
    others = rows - len(numbers)
    return (
        0 < len(numbers) <= _MOST_GROUPS
        and others > 0
        and sum(numbers) in [level * others for level in range(1, _LEVELS + 1)]
    )


def _is_written(name: exp.Expr, pattern: str) -> exp.Expr:
    return exp.RegexpLike(this=exp.Lower(this=name.copy()), expression=build.text(pattern))
