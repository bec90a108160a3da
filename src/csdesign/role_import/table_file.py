"""CSV and TSV exports, row by row: encoding, delimiter, heads, footer and rejected rows."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

from csdesign.errors import UnreadableError
from csdesign.files.encodings import chunks_of, detect_encoding
from csdesign.files.reading import open_regular, read_input
from csdesign.role_import.columns import (
    Columns,
    aliases,
    find_columns,
    head_words,
    refuse_second_head,
)
from csdesign.role_import.imported import Note
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO, TextIO

__all__ = ["RoleRow", "TableFile", "declared_delimiter", "detected_delimiter"]


class _Reader(Protocol):
    """The part of the csv module's reader that is used; it has no public type."""

    @property
    def line_num(self) -> int:
        """Lines read so far."""

    def __next__(self) -> list[str]: ...


_LONGEST_CELL: Final = 131_072
"""The longest cell that is read (characters)."""
_LIMIT: Final = 256 * 1024 * 1024
"""Largest role list (bytes); it is read as a stream."""
_DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_SAMPLE: Final = 65_536
_SAMPLE_ROWS: Final = 50
_MOST_NOTES: Final = 50


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One row of a role list."""

    line: int
    """The line on which the row begins, from 1."""
    cells: Mapping[str, str]
    """The fields that the file has a column for; empty text where the cell is empty."""


@dataclass
class TableFile:
    """A role list that is read once, from top to bottom; `notes` is complete after that."""

    source: str
    mapping: Mapping[str, str]
    file: str = ""
    """The file with its text, if not `source`: a sheet of a workbook."""
    above: int = 0
    """Rows with cells above the head."""
    notes: list[Note] = field(default_factory=list)
    _rejected: int = 0

    def rows(self) -> Iterator[RoleRow]:
        """Yield the rows that have a title.

        Raises:
            UnreadableError: the file cannot be opened or decoded, or its quoting is broken.
            UsageError: the mapping does not fit, or there is no column of titles.
        """
        with self._binary() as stream:
            shown = visible(self.source)
            encoding = detect_encoding(chunks_of(stream), shown)
            if encoding.note:
                self._note(encoding.note)
            stream.seek(0)
            text = io.TextIOWrapper(stream, encoding=encoding.codec, newline="")
            try:
                yield from self._parsed(text)
            except UnicodeDecodeError as error:
                raise UnreadableError(
                    f"cannot read {shown}: damaged {encoding.codec} text; save it as UTF-8"
                ) from error

    def _binary(self) -> BinaryIO:
        if self.source == "-":
            return io.BytesIO(read_input("-", _LIMIT))
        return open_regular(self.file or self.source, _LIMIT)

    def _parsed(self, text: TextIO) -> Iterator[RoleRow]:
        sample = text.read(_SAMPLE)
        text.seek(0)
        declared = declared_delimiter(sample)
        delimiter = declared or detected_delimiter(sample)
        if delimiter != ",":
            self._note(f"columns are separated by {_DELIMITERS.get(delimiter, repr(delimiter))}s")
        if declared is not None:
            text.readline()
        # The limit is one for the whole process: a reader of exports may have raised it.
        csv.field_size_limit(_LONGEST_CELL)
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        offset = 1 if declared is not None else 0
        yield from self._rows(reader, offset)

    def _rows(self, reader: _Reader, offset: int) -> Iterator[RoleRow]:
        records = self._records(reader, offset)
        headed = (record for record in records if any(c.strip() for c in record[1]))
        first = next(islice(headed, self.above, None), None)
        if first is None:
            raise UnreadableError(f"cannot read {visible(self.source)}: it has no rows")
        columns = find_columns(first[1], self.mapping, visible(self.source))
        self._note(f"columns: {columns.mapping}", first[0])
        width = len(first[1])
        short: list[tuple[int, str]] = []
        # "Manager" and "Team" may be a title and its department
        known = {alias for heads in aliases().values() for alias in heads} - {
            *aliases()["manager"],
            *aliases()["department"],
        }
        for line, cells in records:
            filled = [cell for cell in cells if cell.strip()]
            if not filled:
                continue
            if width > 1 and len(cells) == 1:
                # A footer, if nothing else follows; else a broken row.
                short.append((line, filled[0]))
                continue
            self._reject_all(short)
            refuse_second_head(cells, known, line, visible(self.source))
            row = self._row(line, cells, columns, width)
            if row is not None:
                yield row
        if short:
            self._note(
                f"{len(short)} lines at the end were taken for a footer and left out, "
                f"from '{visible(short[0][1], 60)}'",
                short[0][0],
            )
        if self._rejected > _MOST_NOTES:
            self._note(f"{self._rejected} rows were rejected; the first {_MOST_NOTES} are listed")

    def _records(self, reader: _Reader, offset: int) -> Iterator[tuple[int, Sequence[str]]]:
        while True:
            line = reader.line_num + 1 + offset
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise UnreadableError(
                    f"cannot read {visible(self.source)}:{line}: {_reason(error)}"
                ) from error
            yield line, record

    def _row(self, line: int, cells: Sequence[str], columns: Columns, width: int) -> RoleRow | None:
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            self._reject(line, f"{len(cells)} cells, but the header has {width}")
            return None
        row = {name: columns.cell(cells, name) for name in columns.positions}
        if not row["title"]:
            self._reject(line, "no title")
            return None
        return RoleRow(line, row)

    def _reject_all(self, short: list[tuple[int, str]]) -> None:
        for line, text in short:
            self._reject(line, f"a single cell, '{visible(text, 60)}'")
        short.clear()

    def _reject(self, line: int, reason: str) -> None:
        self._rejected += 1
        if self._rejected <= _MOST_NOTES:
            self._note(f"row rejected: {reason}", line)

    def _note(self, message: str, line: int | None = None) -> None:
        self.notes.append(Note(self.source, message, line))


def declared_delimiter(sample: str) -> str | None:
    """Return the delimiter that Excel's own first line `sep=;` declares."""
    first = sample.split("\n", 1)[0].strip()
    return first[4] if len(first) == 5 and first.casefold().startswith("sep=") else None


def detected_delimiter(sample: str) -> str:
    """Return the delimiter whose first row has the most known heads, then the most even rows."""
    known = {alias for heads in aliases().values() for alias in heads}

    def score(delimiter: str) -> tuple[int, int, int]:
        rows: list[list[str]] = []
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            for row in reader:
                if row:
                    rows.append(row)
                if len(rows) == _SAMPLE_ROWS:
                    break
        except csv.Error:
            pass  # the sample may end inside a quoted cell; what was read so far counts
        if not rows or len(rows[0]) < 2:
            return (0, 0, 0)
        heads = sum(head_words(cell) in known for cell in rows[0])
        even = sum(len(row) == len(rows[0]) for row in rows)
        return (heads, even, len(rows[0]))

    return max(_DELIMITERS, key=score)


def _reason(error: csv.Error) -> str:
    text = str(error)
    if "unexpected end of data" in text:
        return "a quotation mark is opened in this row and never closed"
    if "field limit" in text or "field larger" in text:
        limit = csv.field_size_limit()
        return f"a cell has more than {limit} characters; is a quotation mark missing?"
    if "expected after" in text:
        return "text after a closing quotation mark; write quotation marks inside a cell twice"
    return f"broken CSV ({text})"
