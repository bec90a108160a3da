"""The kind of a column that nobody knows, told by the cells of the first rows."""

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
"""Rows by which the kind of a column is told."""


def kinds_by_cells(table: Table, columns: Sequence[RawColumn]) -> dict[str, Kind]:
    """Return the kinds of columns by their first rows: all cells fit, or it is text.

    Most are told by plain numbers, or by a cell without a digit; the rest are looked at again.
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
    """Yield each column with the number of its filled cells, in the first rows, that fit."""
    if not columns:
        return
    counts = [
        build.total(build.one_if(build.all_of([filled(source), test(source)])))
        for raw in columns
        for source in [source_of(raw)]
        for test in tests
    ]
    head = exp.select("*").from_(table.relation(), copy=False).limit(_SAMPLE, copy=False)
    query = exp.select(*counts).from_(head.subquery("head", copy=False), copy=False)
    (values, *_) = table.rows(query)
    numbers = iter(int(str(value or 0)) for value in values)
    yield from zip(columns, zip(*[numbers] * len(tests), strict=True), strict=True)


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
