"""The kind of an unknown column, detected from the cells of the first rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.sql import build
from csdesign.accounts.sql.cells import NUMBER_FORMATS, filled, read_day, read_number, source_of
from csdesign.accounts.sql.written import DATE_FORMS, FALSE, TRUE
from csdesign.accounts.where import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csdesign.accounts.table import RawColumn, Table

__all__ = ["kinds_by_cells"]

_SAMPLE: Final = 2_000
"""Rows from which the kind of a column is detected."""


def kinds_by_cells(table: Table, columns: Sequence[RawColumn]) -> dict[str, Kind]:
    """Return the kinds of columns by their first rows: all cells fit, or it is text.

    Plain numbers, or a cell without a digit, decide most columns; the others need a second query.
    """
    kinds: dict[str, Kind] = {}
    open_: list[RawColumn] = []
    quick = (_is_cell, _is_plain, _is_truth, _has_digit)
    for raw, (cells, number, truth, digits) in _count_fits(table, columns, quick):
        if not cells:
            kinds[raw.header] = Kind.TEXT
        elif truth == cells:
            kinds[raw.header] = Kind.BOOLEAN
        elif number == cells:
            kinds[raw.header] = Kind.NUMBER
        elif digits < cells:
            kinds[raw.header] = Kind.TEXT
        else:
            open_.append(raw)
    every = (_is_cell, _is_number, _is_day)
    for raw, (cells, number, day) in _count_fits(table, open_, every):
        kind = Kind.NUMBER if number == cells else Kind.DATE if day == cells else Kind.TEXT
        kinds[raw.header] = kind
    return kinds


def _count_fits(
    table: Table, columns: Sequence[RawColumn], tests: Sequence[Callable[[exp.Expr], exp.Expr]]
) -> Iterator[tuple[RawColumn, tuple[int, ...]]]:
    """Yield each column with the number of its filled cells, in the first rows, that fit.

    The cells of all columns are put under one another, so that each test is written once: an engine
    takes longer to plan a test for each of 200 columns than to run it on their first rows.
    """
    if not columns:
        return
    head = exp.select(*(build.named(source_of(raw), f"c{n}") for n, raw in enumerate(columns)))
    head = head.from_(table.relation(), copy=False).limit(_SAMPLE, copy=False)
    place, cell = build.column("place"), build.column("cell")
    ifs = [
        exp.If(
            this=exp.EQ(this=place.copy(), expression=build.number(n)), true=build.column(f"c{n}")
        )
        for n in range(len(columns))
    ]
    places = exp.values([(n,) for n in range(len(columns))], alias="places", columns=["place"])
    cells = (
        exp.select(place, build.named(exp.Case(ifs=ifs), "cell"))
        .from_(head.subquery("head", copy=False), copy=False)
        .join(places, join_type="cross", copy=False)
    )
    query = (
        exp.select(place.copy(), *(build.total(build.one_if(test(cell))) for test in tests))
        .from_(cells.subquery("cells", copy=False), copy=False)
        .where(filled(cell), copy=False)
        .group_by(place.copy(), copy=False)
    )
    found = {int(str(row[0])): tuple(int(str(n)) for n in row[1:]) for row in table.rows(query)}
    none = (0,) * len(tests)
    yield from ((raw, found.get(n, none)) for n, raw in enumerate(columns))


def _is_cell(_: exp.Expr) -> exp.Expr:
    return exp.true()


def _is_plain(source: exp.Expr) -> exp.Expr:
    return build.present(read_number(source, None, money=False))


def _has_digit(source: exp.Expr) -> exp.Expr:
    return exp.RegexpLike(this=source.copy(), expression=build.text("[0-9]"))


def _is_number(source: exp.Expr) -> exp.Expr:
    reads = [read_number(source, form, money=False) for form in (None, *NUMBER_FORMATS)]
    return build.any_of([build.present(read) for read in reads])


def _is_day(source: exp.Expr) -> exp.Expr:
    iso = exp.Like(this=exp.Trim(this=source.copy()), expression=build.text("____-__-__%"))
    plain = build.all_of([iso, build.present(read_day(source, None))])
    others = [build.present(read_day(source, known.form)) for known in DATE_FORMS]
    return build.any_of([plain, *others])


def _is_truth(source: exp.Expr) -> exp.Expr:
    word = exp.Lower(this=exp.Trim(this=source.copy()))
    words = [build.text(each) for each in (*TRUE, *FALSE) if each not in ("0", "1")]
    return exp.In(this=word, expressions=words)
