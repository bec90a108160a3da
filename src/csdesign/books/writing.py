"""The proposal as a file: the original table with changed owners."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.ids import long_id
from csdesign.accounts.sources.kind_of_file import FileKind, kind_of_file, shown
from csdesign.accounts.sources.layout import read_layout, undrawn, without_marks
from csdesign.accounts.sql import build
from csdesign.errors import UnreadableError, UsageError
from csdesign.files.encodings import Encoding
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csdesign.accounts.columns import MappedColumn
    from csdesign.accounts.measure.options import MeasureOptions
    from csdesign.accounts.table import Table
    from csdesign.books.options import Person
    from csdesign.books.proposed import Books

__all__ = ["form_of", "moves_table", "table_with_owners", "whole_table"]

_OWNER: Final = "owner"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_FORMS: Final = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".xlsx": "xlsx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


def table_with_owners(
    source: Path,
    books: Books,
    people: Sequence[Person],
    mapping: Sequence[MappedColumn],
    options: MeasureOptions,
) -> tuple[bytes, int]:
    """Return a delimited table with new owners, and the number of changed rows.

    All else is unchanged: encoding, delimiter, quoting, line ends, columns, rows and footers. A
    person is written in the table's own spelling; a table without owners gets a column `owner` at
    the end. `options` are those with which the table was read.

    Raises:
        UsageError: the source is not delimited text, or its encoding cannot write the name of an
            owner.
    """
    if kind_of_file(source) is not FileKind.DELIMITED:
        raise UsageError(f"{shown(source)} is not delimited text")
    layout = read_layout(source, options.header_row, options.encoding)
    encoding = _encoding(source, layout.encoding)
    with source.open(encoding=encoding, newline="") as stream:
        text = stream.read()
    if layout.ruled:
        text = "".join(undrawn(text.splitlines()))
    head = "".join(text.splitlines(keepends=True)[: layout.skip])
    rows = _rows(text[len(head) :], layout.delimiter, source)
    headers = {column.name: column.header for column in mapping}
    place_of_id = layout.header.index(headers["id"])
    place_of_owner = layout.header.index(headers[_OWNER]) if _OWNER in headers else None
    owners = _Owners(books, people)
    changed = _change(rows, place_of_id, place_of_owner, len(layout.header), owners)
    is_quoted = text[len(head) :].lstrip("\ufeff").startswith('"')
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=layout.delimiter,
        quoting=csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL,
        lineterminator="\r\n" if "\r\n" in text else "\n",
    )
    for row in rows:
        if row:
            writer.writerow(row)
        else:
            out.write("\r\n" if "\r\n" in text else "\n")
    try:
        return (head + out.getvalue()).encode(encoding), changed
    except UnicodeEncodeError as error:
        letters = visible(error.object[error.start : error.end], 20)
        raise UsageError(
            f"{shown(source)} is written in {Encoding(layout.encoding).name}, which cannot hold "
            f"{letters!r} of an owner; save the table as UTF-8, or write .xlsx"
        ) from error


def form_of(target: str) -> str:
    """Return the form named by the suffix of a file: csv, parquet, xlsx or jsonl.

    Raises:
        UsageError: the suffix is not one of these.
    """
    suffix = PurePath(target).suffix.casefold()
    if suffix not in _FORMS:
        raise UsageError(
            f"{visible(target, 200)}: a table cannot be written as {visible(suffix, 20)!r}; use "
            ".csv, .parquet, .xlsx or .jsonl"
        )
    return _FORMS[suffix]


def whole_table(
    table: Table, form: str, books: Books, people: Sequence[Person], mapping: Sequence[MappedColumn]
) -> tuple[bytes, int]:
    """Return any table in a form, with new owners, and the number of changed rows.

    Columns, their order and their values stay. Rows of delimited text that do not fit the header
    are left out; `table_with_owners` keeps them.
    """
    headers = [column.header for column in table.columns]
    names = {column.name: column.header for column in mapping}
    query = exp.select(*(build.column(header) for header in headers)).from_(table.relation())
    rows = [list(row) for row in table.rows(query)]
    place_of_id = headers.index(names["id"])
    if _OWNER in names:
        place_of_owner = headers.index(names[_OWNER])
    else:
        headers = [*headers, _OWNER]
        place_of_owner = len(headers) - 1
        for row in rows:
            row.append(None)
    owners = _Owners(books, people)
    for row in rows:
        owners.see(_name(row[place_of_owner]))
    changed = 0
    for row in rows:
        written = _name(row[place_of_owner])
        new = owners.after(_name(row[place_of_id]), written, guard=form == "csv")
        if new != written:
            row[place_of_owner] = new
            changed += 1
    return _WRITERS[form](headers, rows), changed


def moves_table(
    books: Books,
    people: Sequence[Person],
    written: Mapping[str, str],
    weeks: Mapping[str, int],
) -> bytes:
    """Return a table for a data loader: the id, the new owner and the reason of each move.

    Customers without an owner so far are included. `written` has today's owner of each account as
    the table spells it, from which a person's spelling (such as an id of the CRM) is taken.
    """
    owners = _Owners(books, people)
    for owner in written.values():
        owners.see(owner)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Id", "OwnerId", "Reason", *(["Week"] if weeks else [])])
    for found in books.assignments:
        if found.person is None or not found.is_taken_over:
            continue
        owner = owners.spelling(found.person)
        cells = [long_id(found.account), owner, found.reason]
        week = [str(weeks[found.account])] if weeks else []
        writer.writerow([*map(_harmless, cells), *week])
    return out.getvalue().encode("utf-8")


def _name(value: object) -> str:
    """Return an id as the accounts have it: of floating point without `.0`."""
    is_whole = isinstance(value, float) and value.is_integer()
    return f"{value:.0f}" if is_whole else _text(value)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _as_csv(headers: list[str], rows: list[list[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows([_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8")


def _as_jsonl(headers: list[str], rows: list[list[object]]) -> bytes:
    lines = (
        json.dumps(dict(zip(headers, map(_plain, row), strict=True)), ensure_ascii=False)
        for row in rows
    )
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return float(value) if isinstance(value, Decimal) else str(value)


def _as_parquet(headers: list[str], rows: list[list[object]]) -> bytes:
    import duckdb
    import pandas as pd

    columns = {str(place): [row[place] for row in rows] for place in range(len(headers))}
    frame = pd.DataFrame(
        {name: pd.Series(values, dtype=object) for name, values in columns.items()}
    )
    names = ", ".join(
        f'"{place}" AS ' + exp.to_identifier(header, quoted=True).sql("duckdb")
        for place, header in enumerate(headers)
    )
    with tempfile.TemporaryDirectory(prefix="csdesign-") as folder, duckdb.connect() as connection:
        target = Path(folder) / "table.parquet"
        connection.execute(f"SET GLOBAL pandas_analyze_sample={max(len(rows), 1)}")
        connection.register("given", frame)
        connection.sql(f"SELECT {names} FROM given").write_parquet(str(target))  # noqa: S608 -- quoted by sqlglot
        return target.read_bytes()


def _as_xlsx(headers: list[str], rows: list[list[object]]) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]  # it has no types

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("accounts")
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for place, header in enumerate(headers):
            sheet.write_string(0, place, header)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                if value is None:
                    continue
                if isinstance(value, bool):
                    sheet.write_boolean(number, place, value)
                elif isinstance(value, int | float | Decimal):
                    sheet.write_number(number, place, float(value))
                elif isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                else:
                    sheet.write_string(number, place, str(value))
    return out.getvalue()


_WRITERS: Final[dict[str, Callable[[list[str], list[list[object]]], bytes]]] = {
    "csv": _as_csv,
    "jsonl": _as_jsonl,
    "parquet": _as_parquet,
    "xlsx": _as_xlsx,
}


def _rows(text: str, delimiter: str, source: Path) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError(f"{shown(source)} cannot be written again: {error}") from error


class _Owners:
    """Writes the new owner of an account in the table's spelling."""

    def __init__(self, books: Books, people: Sequence[Person]) -> None:
        self._after = {found.account: found for found in books.assignments}
        self._person = {
            name.strip().casefold(): person.id
            for person in people
            for name in (person.id, *person.names)
        }
        self._first_name = {person.id: (*person.names, person.id)[0] for person in people}
        self._seen: dict[str, str] = {}

    def see(self, written: str) -> None:
        """Remember the table's spelling of an owner."""
        person = self._person.get(written.strip().casefold())
        if person is not None:
            self._seen.setdefault(person, written)

    def spelling(self, person: str) -> str:
        """Return the table's spelling of a person, else the first of the person's names."""
        return self._seen.get(person, self._first_name[person])

    def after(self, account: str, written: str, *, guard: bool = True) -> str:
        """Return the owner to write; the unchanged cell if the owner stays.

        `guard` prevents a spreadsheet from taking it for a formula.
        """
        found = self._after.get(account)
        if found is None or found.person is None:
            return written
        if self._person.get(written.strip().casefold()) == found.person:
            return written
        name = self.spelling(found.person)
        return _harmless(name) if guard else name


def _change(
    rows: list[list[str]], place_of_id: int, place_of_owner: int | None, width: int, owners: _Owners
) -> int:
    """Change the owners in place and return the number of changed rows; odd rows stay."""
    body = [row for row in rows if len(row) == width][1:]
    if place_of_owner is None:
        header = next(row for row in rows if row)
        header.append(_OWNER)
        for row in body:
            row.append("")
        place_of_owner = width
    for row in body:
        owners.see(row[place_of_owner])
    changed = 0
    for row in body:
        account = without_marks(row[place_of_id]).strip('"')
        new = owners.after(account, row[place_of_owner])
        changed += new != row[place_of_owner]
        row[place_of_owner] = new
    return changed


def _encoding(source: Path, encoding: str) -> str:
    """Return the encoding to write with, with a byte-order mark if the source has one."""
    with source.open("rb") as stream:
        has_mark = stream.read(3) == b"\xef\xbb\xbf"
    return "utf-8-sig" if has_mark else encoding


def _harmless(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
