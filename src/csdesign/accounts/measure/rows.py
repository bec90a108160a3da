"""Kinds of rows: a customer, a blank, a total, one left out, one without an id."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.measure.totals import (
    are_groups,
    is_footer,
    is_group,
    is_total,
    may_be_group,
    name_of_total,
)
from csdesign.accounts.sql import build
from csdesign.accounts.sql.condition import Cell, Scope, condition_sql
from csdesign.accounts.where.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from csdesign.accounts.measure.binding import Bound
    from csdesign.accounts.sql.cells import TypedColumn
    from csdesign.accounts.table import RawColumn, Table

__all__ = [
    "Leftovers",
    "RowKind",
    "RowTests",
    "count_leftovers",
    "counted_rows",
    "look_at_rows",
]

_KIND: Final = "kind_of_row"
_BETWEEN_CELLS: Final = "\x1f"
_WIDE: Final = 200
"""Number of columns from which the text of a row, not each cell, is tested for being empty."""


class RowKind(IntEnum):
    """The kind of a row, as the query marks it."""

    CUSTOMER = 0
    SPOILED = -1
    BLANK = -2
    TOTAL = -3
    LEFT_OUT = -4
    WITHOUT_ID = -5
    OTHER_TABLE = -6


@dataclass(frozen=True, slots=True)
class RowTests:
    """The conditions over the raw table under which a row is not a customer, in order.

    `has_repeats` says that several rows have one id, so that rows have to be brought together.
    """

    tests: tuple[tuple[RowKind, exp.Expr], ...] = ()
    has_repeats: bool = False

    def kind(self) -> exp.Expr | None:
        """Return the kind of a row as a number, None if every row is a customer."""
        if not self.tests:
            return None
        ifs = [exp.If(this=test.copy(), true=build.number(int(kind))) for kind, test in self.tests]
        return exp.Case(ifs=ifs, default=build.number(int(RowKind.CUSTOMER)))


def look_at_rows(table: Table, bound: Bound, as_of: date) -> RowTests:
    """Return the tests that the rows need, found by one query over rows and one over ids.

    A test that no row needs is left out of every later query.
    """
    identity = bound.columns.get("id")
    tests, missing = _tests_needed(table, identity, list(bound.columns.values()))
    tests += _filter_tests(bound, as_of)
    if missing is not None:
        tests.append((RowKind.WITHOUT_ID, missing))
    if (spoiled := _spoiled(bound.columns)) is not None:
        tests.append((RowKind.SPOILED, spoiled))
    repeats = False
    if identity is not None and (bound.grouping is None or bound.grouping.per is None):
        ids = exp.select(build.named(identity.cell.expression, "id")).from_(
            table.relation(), copy=False
        )
        excluding = [test.copy() for kind, test in tests if kind is not RowKind.SPOILED]
        if excluding:
            none = build.sure(build.any_of(excluding))
            marked = ids.select(build.named(none, "is_none"), copy=False)
            ids = (
                exp.select(build.column("id"))
                .from_(marked.subquery("marked", copy=False), copy=False)
                .where(exp.Not(this=build.column("is_none")), copy=False)
            )
        repeats = table.repeats(ids)
    return RowTests(tuple(tests), repeats)


def _tests_needed(
    table: Table, identity: TypedColumn | None, columns: Sequence[TypedColumn]
) -> tuple[list[tuple[RowKind, exp.Expr]], exp.Expr | None]:
    """Return the tests of rows below the table, blank and adding up others, and that of no id.

    One query over the id and the first cells finds the tests that some row may need: a test over
    every column of a wide table takes longer to plan than to run.
    """
    raw = {column.header: column for column in table.columns}
    missing = None if identity is None else _has_no_id(identity)
    name = name_of_total(table, identity)
    read = {column.header for column in columns} or set(raw)
    nothing = _are_empty(table, [raw[header] for header in raw if header in read])
    looks = [nothing if missing is None else missing]
    if name is not None:
        looks += [build.any_of([is_total(name), is_footer(name)]), may_be_group(name)]
    counts = [build.count_rows(), *(build.total(build.one_if(test)) for test in looks)]
    query = exp.select(*counts).from_(table.relation(), copy=False)
    (values, *_) = table.rows(query)
    rows, empty, totals, groups, *_ = (*(int(str(value or 0)) for value in values), 0, 0)
    tests: list[tuple[RowKind, exp.Expr]] = []
    if empty:
        blank = _are_empty(table, table.columns)
        if missing is not None:
            blank = build.all_of([missing.copy(), blank])
        below = _below_another_header(table, columns, blank)
        if below is not None:
            tests.append((RowKind.OTHER_TABLE, below))
        tests.append((RowKind.BLANK, blank))
    if name is not None and groups:
        group = is_group(name, _all_text(table.columns))
        if are_groups(table, name, group, rows - empty - totals):
            tests.append((RowKind.TOTAL, group))
    if name is not None and totals:
        alone = exp.EQ(this=_all_text(table.columns), expression=name.copy())
        footer = build.all_of([is_footer(name), alone])
        tests.append((RowKind.TOTAL, build.any_of([is_total(name), footer])))
    return tests, missing if empty else None


def _below_another_header(
    table: Table, columns: Iterable[TypedColumn], blank: exp.Expr
) -> exp.Expr | None:
    """Return whether a row is from a second header on, None if the table has no such row.

    It is below an empty row and has words, without a digit, where the columns have numbers or
    days; and several cells, so that a note below the table does not count.
    """
    words = [
        (build.present(exp.func("NULLIF", exp.Trim(this=cell), build.text(""))), cell)
        for column in columns
        if column.unread is not None and column.raw.find(exp.Column) is not None
        for cell in [exp.cast(column.raw.copy(), exp.DType.VARCHAR)]
    ]
    if table.first_row is None or not words:
        return None
    digit = build.text("[0-9]")
    numbers = [
        build.all_of([filled.copy(), exp.RegexpLike(this=cell.copy(), expression=digit)])
        for filled, cell in words
    ]
    header = build.all_of(
        [
            build.any_of([filled for filled, _ in words]),
            exp.Not(this=exp.paren(build.any_of(numbers))),
            _has_several_cells(table.columns),
        ]
    )
    numbered = exp.select(
        build.named(exp.Window(this=exp.RowNumber()), "n"),
        build.named(blank.copy(), "is_blank"),
        build.named(header, "is_header"),
    ).from_(table.relation(), copy=False)
    order = exp.Order(expressions=[exp.Ordered(this=build.column("n"))])
    above = exp.Window(this=exp.Lag(this=build.column("is_blank")), order=order)
    pairs = exp.select(
        build.column("n"), build.column("is_header"), build.named(above, "is_below_blank")
    ).from_(numbered.subquery("numbered", copy=False), copy=False)
    query = (
        exp.select(exp.Min(this=build.column("n")))
        .from_(pairs.subquery("pairs", copy=False), copy=False)
        .where(
            build.all_of([build.column("is_header"), build.column("is_below_blank")]), copy=False
        )
    )
    ((first,), *_) = table.rows(query)
    if first is None:
        return None
    number = exp.Window(this=exp.RowNumber())
    return exp.GTE(this=number, expression=build.number(int(str(first))))


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Rows that are not customers of their own, in a table without a design."""

    blank: int
    totals: int
    without_id: int
    repeated: int
    repeated_rows: int
    of_another_table: int = 0


def counted_rows(table: Table, leftovers: Leftovers, tests: RowTests) -> exp.Expr:
    """Return the rows that a plan would look at: all except those that are not customers."""
    if not (leftovers.blank or leftovers.totals or leftovers.of_another_table):
        return table.relation()
    kind = tests.kind() or build.number(0)
    marked = exp.select("*", build.named(kind, _KIND)).from_(table.relation(), copy=False)
    none = [RowKind.BLANK, RowKind.TOTAL, RowKind.OTHER_TABLE]
    is_none = exp.In(
        this=build.column(_KIND), expressions=[build.number(int(each)) for each in none]
    )
    rows = (
        exp.select(*(build.column(raw.header) for raw in table.columns))
        .from_(marked.subquery("marked", copy=False), copy=False)
        .where(exp.Not(this=exp.paren(is_none)), copy=False)
    )
    return rows.subquery("counted", copy=False)


def count_leftovers(
    table: Table, identity: TypedColumn | None, columns: Sequence[TypedColumn] = ()
) -> tuple[Leftovers, RowTests]:
    """Return the numbers of rows that are blank, are totals, lack an id, or repeat an earlier id.

    The tests mark the same rows. `columns` are those that a second header would have words in.
    """
    tests, missing = _tests_needed(table, identity, columns)
    if missing is not None:
        tests.append((RowKind.WITHOUT_ID, missing))
    kind = RowTests(tuple(tests)).kind() or build.number(0)
    identity_cell = build.text("") if identity is None else identity.cell.expression.copy()
    rows = exp.select(build.named(kind, "kind"), build.named(identity_cell, "id")).from_(
        table.relation(), copy=False
    )
    ids = (
        exp.select(build.column("kind"), build.named(build.count_rows(), "n"))
        .from_(rows.subquery("all_rows", copy=False), copy=False)
        .group_by(build.column("kind"), build.column("id"), copy=False)
    )
    several = exp.GT(this=build.column("n"), expression=build.number(1))
    more = exp.Sub(this=build.column("n"), expression=build.number(1))
    sums = [build.total(each) for each in (build.column("n"), build.one_if(several), more)]
    query = (
        exp.select(build.column("kind"), *sums)
        .from_(ids.subquery("ids", copy=False), copy=False)
        .group_by(build.column("kind"), copy=False)
    )
    found: dict[RowKind, int] = {}
    repeated = extra = 0
    for row in table.rows(query):
        kind_of_row, number, own, beyond = (int(str(value)) for value in row)
        found[RowKind(kind_of_row)] = number
        if identity is not None and kind_of_row == RowKind.CUSTOMER:
            repeated, extra = own, beyond
    leftovers = Leftovers(
        found.get(RowKind.BLANK, 0),
        found.get(RowKind.TOTAL, 0),
        found.get(RowKind.WITHOUT_ID, 0),
        repeated,
        extra,
        found.get(RowKind.OTHER_TABLE, 0),
    )
    return leftovers, RowTests(tuple(tests))


def _filter_tests(bound: Bound, as_of: date) -> list[tuple[RowKind, exp.Expr]]:
    """Return the tests of a filter of rows, first that a row has a cell it cannot read."""
    if bound.grouping is None or bound.grouping.rows is None:
        return []
    where = bound.grouping.rows
    names = {column.name for column in where.columns}
    tests: list[tuple[RowKind, exp.Expr]] = []
    read = {name: column for name, column in bound.columns.items() if name in names}
    if (spoiled := _spoiled(read)) is not None:
        tests.append((RowKind.SPOILED, spoiled))
    scope = Scope({name: _in_place(column) for name, column in bound.columns.items()}, as_of)
    kept = build.sure(condition_sql(where.condition, scope))
    tests.append((RowKind.LEFT_OUT, exp.Not(this=kept)))
    return tests


def _in_place(column: TypedColumn) -> Cell:
    return Cell(exp.paren(column.cell.expression), column.cell.kind, column.cell.floating)


def _spoiled(columns: Mapping[str, TypedColumn]) -> exp.Expr | None:
    found = [column.spoiled for column in columns.values() if column.spoiled is not None]
    return build.any_of(found) if found else None


def _has_no_id(identity: TypedColumn) -> exp.Expr:
    cell = identity.cell.expression
    null = exp.Is(this=exp.paren(cell.copy()), expression=exp.null())
    if identity.cell.kind is not Kind.TEXT:
        return null
    return build.any_of([null, exp.EQ(this=exp.paren(cell.copy()), expression=build.text(""))])


def _are_empty(table: Table, columns: Sequence[RawColumn]) -> exp.Expr:
    """Return whether a row has nothing in any of the columns.

    One call, however many the columns: a tree as deep as the table is wide takes seconds to copy.
    """
    if table.is_sheet and len(columns) > _WIDE:
        return exp.EQ(this=_all_text(columns), expression=build.text(""))
    first, *others = (_text_of(raw) for raw in columns)
    return exp.Is(this=exp.Coalesce(this=first, expressions=others), expression=exp.null())


def _all_text(columns: Iterable[RawColumn]) -> exp.Expr:
    """Return the content of all cells of a row as one text."""
    cells = [build.column(raw.header) for raw in columns]
    # by its name: the node that sqlglot has for it makes NULL of a row with one empty cell
    return exp.Trim(this=exp.Anonymous(this="CONCAT_WS", expressions=[build.text(""), *cells]))


def _has_several_cells(columns: Iterable[RawColumn]) -> exp.Expr:
    """Return whether a row has something in more than one of the columns."""
    between = build.text(_BETWEEN_CELLS)
    cells = [_text_of(raw) for raw in columns]
    # by its name: the node that sqlglot has for it makes NULL of a row with one empty cell
    joined = exp.Anonymous(this="CONCAT_WS", expressions=[between, *cells])
    place = exp.StrPosition(this=joined, substr=between.copy())
    return exp.GT(this=place, expression=build.number(0))


def _text_of(raw: RawColumn) -> exp.Expr:
    """Return the content of a cell as text, NULL if it has only blanks."""
    column = build.column(raw.header)
    if raw.kind not in (None, Kind.TEXT) or raw.as_text:
        return exp.cast(column, exp.DType.VARCHAR)
    return exp.Nullif(this=exp.Trim(this=column), expression=build.text(""))
