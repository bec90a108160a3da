"""The column that identifies a customer, and its form, so that no customer counts twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.columns import SHARED, MappedColumn, bare_head
from csdesign.accounts.ids import CAPITALS, SUFFIX_DIGITS
from csdesign.accounts.sql import build
from csdesign.accounts.sql.cells import source_of
from csdesign.accounts.sql.condition import Cell
from csdesign.accounts.where.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.accounts.sql.cells import TypedColumn
    from csdesign.accounts.table import Table

__all__ = ["id_of_customers", "in_one_form"]

_SHORT: Final = 15
_LONG: Final = 18
_COLUMNS: Final = ("id", "parent")


def id_of_customers(
    table: Table, mapping: Mapping[str, MappedColumn]
) -> Iterator[tuple[str, MappedColumn]]:
    """Yield another column as the id if the one headed `id` identifies rows, not customers.

    An export of subscriptions has both; the id of customers is the one that several rows share.
    """
    identity = mapping.get("id")
    if identity is None or identity.how != "name" or bare_head(identity.header) != "id":
        return
    raw = {column.header: column for column in table.columns}
    for other in identity.passed_over:
        cell = source_of(raw[other])
        if raw[other].kind in (None, Kind.TEXT):
            cell = exp.func("NULLIF", exp.Trim(this=cell), build.text(""))
        ids = exp.select(build.named(cell, "id")).from_(table.relation(), copy=False)
        if table.repeats(ids):
            rest = tuple(head for head in (identity.header, *identity.passed_over) if head != other)
            yield "id", MappedColumn("id", other, SHARED, rest)
            return


def in_one_form(
    table: Table, columns: Mapping[str, TypedColumn]
) -> tuple[dict[str, TypedColumn], str | None]:
    """Return the id columns, with long ids cut to short ones if the table has both, and a note.

    Only a long id whose last three characters are those of its first fifteen is cut. A table of one
    length, or without Salesforce ids, stays as it is.
    """
    texts = {
        name: column
        for name in _COLUMNS
        if (column := columns.get(name)) is not None and column.cell.kind is Kind.TEXT
    }
    lengths: set[int] = set()
    for column in texts.values() if "id" in columns else ():
        lengths |= _lengths(table, column)
    if lengths != {_SHORT, _LONG}:
        return {}, None
    cut = {
        name: replace(column, cell=Cell(_cut(column.cell.expression), Kind.TEXT))
        for name, column in texts.items()
    }
    return cut, "Salesforce ids of 15 and of 18 characters: read as one where they mean the same"


def _lengths(table: Table, column: TypedColumn) -> set[int]:
    """Return the lengths of account ids that a column has."""
    cells = exp.select(build.named(column.cell.expression.copy(), "id")).from_(
        table.relation(), copy=False
    )
    own = build.column("id")
    length = exp.Length(this=own)
    counts = [
        build.total(build.one_if(exp.EQ(this=length.copy(), expression=build.number(size))))
        for size in (_SHORT, _LONG)
    ]
    # account ids start with 001; as a range, so that engines skip what cannot hold any
    query = (
        exp.select(*counts)
        .from_(cells.subquery("ids", copy=False), copy=False)
        .where(
            build.all_of(
                [
                    exp.GTE(this=own.copy(), expression=build.text("001")),
                    exp.LT(this=own.copy(), expression=build.text("002")),
                ]
            ),
            copy=False,
        )
    )
    (values, *_) = table.rows(query)
    found = zip((_SHORT, _LONG), values, strict=True)
    return {size for size, number in found if int(str(number or 0))}


def _cut(cell: exp.Expr) -> exp.Expr:
    """Return the first fifteen characters of a proper long id, else the cell."""
    shape: exp.Expr = exp.RegexpLike(
        this=cell.copy(), expression=build.text("^001[0-9A-Za-z]{15}$")
    )
    tests: list[exp.Expr] = [shape]
    for place, start in enumerate((1, 6, 11)):
        capitals = build.sum_up(
            build.one_if(_is_capital(_piece(cell, start + nth)), 1 << nth) for nth in range(5)
        )
        at = exp.Add(this=build.number(1), expression=exp.paren(capitals))
        digit = exp.Substring(this=build.text(SUFFIX_DIGITS), start=at, length=build.number(1))
        tests.append(exp.EQ(this=_piece(cell, _SHORT + 1 + place), expression=digit))
    short = exp.Substring(this=cell.copy(), start=build.number(1), length=build.number(_SHORT))
    return exp.Case(ifs=[exp.If(this=build.all_of(tests), true=short)], default=cell.copy())


def _piece(cell: exp.Expr, place: int) -> exp.Expr:
    return exp.Substring(this=cell.copy(), start=build.number(place), length=build.number(1))


def _is_capital(character: exp.Expr) -> exp.Expr:
    place = exp.StrPosition(this=build.text(CAPITALS), substr=character)
    return exp.GT(this=place, expression=build.number(0))
