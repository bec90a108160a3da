"""The proposal as a file: the table as it came, with the owners changed."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from csdesign.accounts.ids import long_id
from csdesign.accounts.sources.kind_of_file import FileKind, kind_of_file, shown
from csdesign.accounts.sources.layout import read_layout
from csdesign.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from csdesign.accounts.columns import MappedColumn
    from csdesign.books.options import Person
    from csdesign.books.results import Books

__all__ = ["assignments", "table_with_owners"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_OWNER: Final = "owner"


def table_with_owners(
    source: Path, books: Books, people: Sequence[Person], mapping: Sequence[MappedColumn]
) -> tuple[bytes, int]:
    """Return a delimited table with new owners, all else as it came, and how many rows changed.

    Encoding, delimiter, quoting, line ends, columns, rows and footers stay. A person is written as
    the table writes the owner already; a table without owners gets a column `owner` at the end.

    Raises:
        UsageError: the source is not delimited text.
    """
    if kind_of_file(source) is not FileKind.DELIMITED:
        raise UsageError(
            f"{shown(source)} is no delimited text; write the assignments alone instead"
        )
    layout = read_layout(source)
    encoding = _encoding(source, layout.encoding)
    with source.open(encoding=encoding, newline="") as stream:
        text = stream.read()
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
    return (head + out.getvalue()).encode(encoding), changed


def assignments(books: Books) -> bytes:
    """Return one row per account: who has it, who gets it, why, and the runner-up."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["account", "before", "after", "hours", "lock", "reason", "runner_up"])
    for found in books.assignments:
        texts = (long_id(found.account), found.before, found.person)
        writer.writerow(
            [
                *(_harmless(text or "") for text in texts),
                f"{found.hours:.2f}",
                found.lock or "",
                _harmless(found.reason),
                _harmless(found.runner_up or ""),
            ]
        )
    return out.getvalue().encode("utf-8")


def _rows(text: str, delimiter: str, source: Path) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError(f"{shown(source)} cannot be written again: {error}") from error


class _Owners:
    """How to write the new owner of an account."""

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
        """Remember how the table writes an owner."""
        person = self._person.get(written.strip().casefold())
        if person is not None:
            self._seen.setdefault(person, written)

    def after(self, account: str, written: str) -> str:
        """Return the owner to write; the cell as it is where nothing changes."""
        found = self._after.get(account)
        if found is None or found.person is None:
            return written
        if self._person.get(written.strip().casefold()) == found.person:
            return written
        return _harmless(self._seen.get(found.person, self._first_name[found.person]))


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
        new = owners.after(row[place_of_id], row[place_of_owner])
        changed += new != row[place_of_owner]
        row[place_of_owner] = new
    return changed


def _encoding(source: Path, encoding: str) -> str:
    """Return the encoding to write with, byte-order mark included where the source has one."""
    with source.open("rb") as stream:
        has_mark = stream.read(3) == b"\xef\xbb\xbf"
    return "utf-8-sig" if has_mark else encoding


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
