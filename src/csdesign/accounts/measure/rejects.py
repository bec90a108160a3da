"""Rows that could not be used, with the reason of each; they are never dropped silently."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.measure.results import Rejected, RejectedRow
from csdesign.accounts.measure.rows import RowKind
from csdesign.accounts.sql import build
from csdesign.accounts.sql.written import FORMULA_ERROR
from csdesign.accounts.where.tree import Kind
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.accounts.measure.query import Classifier
    from csdesign.accounts.sql.cells import TypedColumn
    from csdesign.accounts.table import RejectedLine, Table
    from csdesign.files.writing import Output

__all__ = ["passed_over", "rejected_rows"]

_FIRST: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]+")
_UNIT: Final = 3
"""Letters of a currency or a short month next to digits."""
_NOTHING: Final = frozenset(
    (
        *("n", "a", "na", "nan", "inf", "infinity", "tbd", "none", "null", "unknown"),
        *("missing", "empty", "undefined", "pending", "yes", "no", "true", "false"),
    )
)
_PLAIN: Final = {
    Kind.NUMBER: "not a plain number; give --number-format if it is written another way",
    Kind.DATE: "not a date written as 2026-01-31; give --date-format if it is written another way",
    Kind.BOOLEAN: "neither true nor false",
    Kind.TEXT: "not usable",
}


_SHORTENED: Final = re.compile(r"\W*[0-9][0-9.,]*\s?(?:[kKmM]|[mM][nNmM]|[bB][nN]?)\W*")
"""A number cut to thousands or millions, such as `$18.0MM`."""
_RANGE: Final = re.compile(r"\s*[0-9][0-9.,]*\s*(?:\+|(?:[-\u2013]|to|bis|à)\s*[0-9][0-9.,]*)\s*")
"""Two ends instead of a number, such as `50-200` and `1000+`."""


def rejected_rows(
    table: Table,
    classifier: Classifier,
    spoiled: int,
    lines: Sequence[RejectedLine],
    listing: Output | None,
    read: int = 0,
) -> Rejected:
    """Return the rejected rows; `listing`, if given, receives all of them.

    `spoiled` rows have cells that cannot be used, or no id; `lines` do not fit the header; `read`
    is the number of all rows meant to be customers.
    """
    rows = spoiled + len(lines)
    if not rows:
        if listing is not None:
            listing.data = _listed(())
        return Rejected(0, (), read)
    found = _all_rejected(table, classifier, spoiled, lines)
    if listing is None:
        first = sorted((row for row, _ in zip(found, range(_FIRST), strict=False)), key=_order)
        return Rejected(rows, tuple(first), read)
    everything = sorted(found, key=_order)
    listing.data = _listed(everything)
    return Rejected(rows, tuple(everything[:_FIRST]), read)


_PASSED_OVER: Final = {
    RowKind.OTHER_TABLE: "of another table, by the header below an empty row",
    RowKind.BLANK: "without any value",
    RowKind.TOTAL: "of totals, or of a footer below the table",
    RowKind.LEFT_OUT: "that the filter of the design leaves out",
}


def passed_over(
    table: Table,
    classifier: Classifier,
    kinds: Mapping[RowKind, int],
    lines: Sequence[RejectedLine],
) -> Iterator[tuple[str, int]]:
    """Yield the rows that are not customers, in words with the first row numbers."""
    for kind, words in _PASSED_OVER.items():
        number = kinds.get(kind, 0)
        if not number:
            continue
        where = ""
        if table.first_row is not None and kind is not RowKind.LEFT_OUT:
            rows = list(_rows_of(table, classifier, kind, [line.row for line in lines]))
            more = ", ..." if number > len(rows) else ""
            where = f" (row {', '.join(map(str, rows))}{more})"
            if kind is RowKind.BLANK and _has_rows_below(table, classifier, rows[0], lines):
                where += "; the rows below the first of them may be another table"
        yield words + where, number


def _has_rows_below(
    table: Table, classifier: Classifier, row: int, lines: Sequence[RejectedLine]
) -> bool:
    """Return whether there are rows that are read below a row."""
    number = build.named(exp.Window(this=exp.RowNumber()), "row_in_table")
    inner = classifier.rows([], number).subquery("cells", copy=False)
    read = [classifier.is_kind(kind) for kind in (RowKind.CUSTOMER, RowKind.SPOILED)]
    query = (
        exp.select(exp.Max(this=build.column("row_in_table")))
        .from_(inner, copy=False)
        .where(build.any_of(read), copy=False)
    )
    ((last,), *_) = table.rows(query)
    offset = (table.first_row or 1) - 1
    missing = [line.row for line in lines]
    return last is not None and _with_missing(int(str(last)) + offset, missing) > row


def _rows_of(
    table: Table, classifier: Classifier, kind: RowKind, missing_rows: Sequence[int]
) -> Iterator[int]:
    number = build.named(exp.Window(this=exp.RowNumber()), "row_in_table")
    inner = classifier.rows([], number).subquery("cells", copy=False)
    query = (
        exp.select(build.column("row_in_table"))
        .from_(inner, copy=False)
        .where(classifier.is_kind(kind), copy=False)
        .order_by(build.column("row_in_table"), copy=False)
        .limit(_FIRST, copy=False)
    )
    offset = (table.first_row or 1) - 1
    for (row,) in table.rows(query):
        yield _with_missing(int(str(row)) + offset, missing_rows)


def _order(row: RejectedRow) -> tuple[int, str]:
    return (row.row or 0, row.reason)


def _all_rejected(
    table: Table, classifier: Classifier, spoiled: int, lines: Sequence[RejectedLine]
) -> Iterator[RejectedRow]:
    for line in lines:
        yield RejectedRow(line.row, line.reason)
    if spoiled:
        yield from _spoiled_rows(table, classifier, [line.row for line in lines])


def _spoiled_rows(
    table: Table, classifier: Classifier, missing_rows: Sequence[int]
) -> Iterator[RejectedRow]:
    """Read the spoiled rows again, with their raw cells, and describe the error in each."""
    suspects = [column for column in classifier.columns.values() if column.spoiled is not None]
    unusable = build.any_of(
        [classifier.is_kind(RowKind.SPOILED), classifier.is_kind(RowKind.WITHOUT_ID)]
    )
    flags = [
        build.named(build.one_if(column.spoiled), f"spoiled_{place}")
        for place, column in enumerate(suspects)
        if column.spoiled is not None
    ]
    raws = [
        build.named(exp.cast(column.raw.copy(), exp.DType.VARCHAR), f"raw_{place}")
        for place, column in enumerate(suspects)
    ]
    extra: list[exp.Expr] = [*flags, *raws]
    if table.first_row is not None:
        number = exp.Window(this=exp.RowNumber())
        extra.append(build.named(number, "row_in_table"))
    inner = classifier.rows([], *extra).subquery("cells", copy=False)
    query = exp.select("*").from_(inner).where(unusable)
    offset = (table.first_row or 1) - 1
    for values in table.rows(query):
        kind, *cells = values
        count = len(suspects)
        reasons = [
            _reason(column, cells[count + place])
            for place, column in enumerate(suspects)
            if int(str(cells[place] or 0))
        ]
        if int(str(kind)) == RowKind.WITHOUT_ID:
            reasons.insert(
                0, f"has no account id in {visible(classifier.columns['id'].header, 40)!r}"
            )
        row = None
        if table.first_row is not None:
            row = _with_missing(int(str(cells[-1])) + offset, missing_rows)
        yield RejectedRow(row, "; ".join(reasons))


def _with_missing(row: int, missing_rows: Sequence[int]) -> int:
    """Return a row's number in the file, given the rows the reader left out before it."""
    for missing in missing_rows:
        if missing > row:
            break
        row += 1
    return row


def _reason(column: TypedColumn, raw: object) -> str:
    text = str(raw)
    shown = repr(visible(_without_names(text.strip()), 40))
    kind = column.cell.kind
    if re.fullmatch(FORMULA_ERROR, text):
        return f"{column.name} is {visible(text.strip(), 40)!r}, a formula that failed"
    if kind is Kind.NUMBER and _is_below_zero(text):
        return f"{column.name} is {shown}, below zero"
    if kind is Kind.NUMBER and _SHORTENED.fullmatch(text):
        return f"{column.name} is {shown}, a shortened number; write it out, or export it in full"
    if kind is Kind.NUMBER and _RANGE.fullmatch(text):
        return f"{column.name} is {shown}, a range; export the number itself"
    if kind is Kind.NUMBER and text.strip().lower().lstrip("+-") in ("nan", "inf", "infinity"):
        return f"{column.name} is {shown}, not a finite number"
    if column.form is not None and kind in (Kind.NUMBER, Kind.DATE):
        return f"{column.name} is {shown}, not written as {column.form}"
    return f"{column.name} is {shown}, {_PLAIN[kind]}"


def _without_names(text: str) -> str:
    """Return a cell with its words masked: in a shifted row they are names or e-mail addresses.

    Parts that show the mistake stay: digits, signs, units next to them (EUR), missing values.
    """
    has_unit = "@" not in text and any(sign.isdigit() for sign in text)
    shortest = _UNIT + 1 if has_unit else 1
    return _WORD.sub(
        lambda word: (
            word[0]
            if len(word[0]) < shortest or word[0].casefold() in _NOTHING
            else "x" * len(word[0])
        ),
        text,
    )


def _is_below_zero(text: str) -> bool:
    try:
        return float(text) < 0
    except ValueError:
        signed = text.strip().startswith(("-", "(")) or text.strip().endswith("-")
        return signed and any(sign.isdigit() for sign in text)


def _listed(rows: Sequence[RejectedRow]) -> bytes:
    """Return the rows as CSV; a reason is plain text and does not start with a formula sign."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["row", "reason"])
    writer.writerows([row.row if row.row is not None else "", row.reason] for row in rows)
    return out.getvalue().encode("utf-8")
