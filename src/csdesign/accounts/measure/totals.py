"""Rows that add up others: totals and subtotals, recognised by their first filled cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.sql import build
from csdesign.accounts.sql.written import FOOTER, TOTAL
from csdesign.accounts.where.tree import Kind

if TYPE_CHECKING:
    from csdesign.accounts.sql.cells import TypedColumn
    from csdesign.accounts.table import Table

__all__ = ["adds_up_others", "is_footer", "is_total", "name_of_total"]

_FIRST_CELLS: Final = 4
"""Cells that may hold the name of a total if the id is empty."""


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


def _is_written(name: exp.Expr, pattern: str) -> exp.Expr:
    return exp.RegexpLike(this=exp.Lower(this=name.copy()), expression=build.text(pattern))
