"""How a delimited text file is written: encoding, delimiter, header. Found out and always said."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.accounts.sources.kind_of_file import shown
from csdesign.errors import UnreadableError
from csdesign.files.encodings import Encoding, chunks_of, detect_encoding
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Layout", "read_layout", "write_as_utf8"]

_CHUNK: Final = 1 << 20
_SAMPLE: Final = 1 << 18
_SAMPLE_ROWS: Final = 200
_DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_SEPARATOR_LINE: Final = "sep="
_LINE_END: Final = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a delimited file is written.

    `skip` is the number of lines before the header (blank ones, Excel's `sep=;`). `is_plain` is
    False for what DuckDB cannot read as it stands: other encodings, lines ended by a lone return or
    in two ways.
    `has_underscores` is about the cells below the header. `notes` say what was found, in words.
    """

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    skip: int
    is_plain: bool
    has_underscores: bool
    notes: tuple[str, ...]


def read_layout(path: Path) -> Layout:
    """Return how the file is written.

    Raises:
        UnreadableError: its bytes are of no known encoding, no delimiter gives a table, or two
            columns have one name.
    """
    found = _encoding(path)
    encoding = found.codec.removesuffix("-sig")  # a mark is no reason to write the file anew
    sample = _sample(path, found)
    sample = _LINE_END.sub("\n", sample)
    if not sample.strip():
        raise UnreadableError(f"{shown(path)} is empty; export the account table again")
    skip = 0
    while (line := sample.partition("\n")[0].lower()).startswith(
        _SEPARATOR_LINE
    ) or not line.strip():
        sample = sample.partition("\n")[2]
        skip += 1
    delimiter, rows = _delimiter(sample, path)
    header = _header(rows[0], path)
    notes = [f"read as {found.name} text, columns separated by {_DELIMITERS[delimiter]}"]
    if found.note:
        notes.append(found.note)
    is_plain = encoding == "utf-8" and not _has_odd_ends(path)
    underscores = _has_underscores(path, encoding, sample.partition("\n")[0].count("_"))
    return Layout(encoding, delimiter, header, skip, is_plain, underscores, tuple(notes))


def write_as_utf8(path: Path, encoding: str, target: Path) -> None:
    """Write the file's text to `target` as UTF-8, every line ended by a line feed.

    Raises:
        UnreadableError: a byte has no meaning in the encoding.
    """
    try:
        with (
            path.open(encoding=encoding) as source,
            target.open("w", encoding="utf-8", newline="") as copy,
        ):
            while chunk := source.read(_CHUNK):
                copy.write(chunk)
    except UnicodeError as error:
        raise UnreadableError(
            f"{shown(path)} is not written in {Encoding(encoding).name}; save it as UTF-8"
        ) from error


def _encoding(path: Path) -> Encoding:
    with path.open("rb") as stream:
        return detect_encoding(chunks_of(stream), shown(path))


def _has_odd_ends(path: Path) -> bool:
    """Return whether lines end in more than one way, or by a return alone.

    A line feed within a quoted cell looks the same, and does no harm when it is written anew.
    """
    with path.open("rb") as stream:
        if not any(b"\r" in chunk for chunk in chunks_of(stream)):
            return False
        stream.seek(0)
        feeds = returns = pairs = 0
        was_return = False
        for chunk in chunks_of(stream):
            feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            pairs += chunk.count(b"\r\n") + (was_return and chunk.startswith(b"\n"))
            was_return = chunk.endswith(b"\r")
    return not feeds == returns == pairs


def _has_underscores(path: Path, encoding: str, in_header: int) -> bool:
    """Return whether cells may hold underscores; certain of UTF-8 alone."""
    if encoding != "utf-8":
        return True
    found = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            if b"_" in chunk:
                found += chunk.count(b"_")
            if found > in_header:
                return True
    return False


def _sample(path: Path, encoding: Encoding) -> str:
    decoding = "utf-8-sig" if encoding.codec == "utf-8" else encoding.codec
    try:
        with path.open(encoding=decoding, newline="") as stream:
            return stream.read(_SAMPLE)
    except UnicodeError as error:
        raise UnreadableError(
            f"{shown(path)} is not written in {encoding.name}; save it as UTF-8"
        ) from error


def _delimiter(sample: str, path: Path) -> tuple[str, list[list[str]]]:
    """Return the delimiter under which most rows are as wide as the header, and the rows."""
    best: tuple[int, int] = (0, 0)
    found: tuple[str, list[list[str]]] | None = None
    for delimiter in _DELIMITERS:
        rows = _rows(sample, delimiter)
        if not rows or len(rows[0]) < 2:
            continue
        width = len(rows[0])
        score = (sum(len(row) == width for row in rows), width)
        if score > best:
            best, found = score, (delimiter, rows)
    if found is None:
        line = visible(sample.partition("\n")[0], 60)
        raise UnreadableError(
            f"{shown(path)} is no table: its first line is {line!r}, and none of "
            f"{listed(_DELIMITERS.values())} separates it into columns; what stands above the "
            "header, such as a title, has to go"
        )
    return found


def _rows(sample: str, delimiter: str) -> list[list[str]]:
    """Return the first rows that are not blank, without the last, which may be cut."""
    reader = csv.reader(io.StringIO(sample), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if row:
                rows.append(row)
            if len(rows) > _SAMPLE_ROWS:
                break
    except csv.Error:  # an over-long or broken cell: what was read up to it must do
        pass
    return rows[:-1] if len(rows) > 1 and len(sample) >= _SAMPLE else rows


def _header(cells: list[str], path: Path) -> tuple[str, ...]:
    header = tuple(cell.strip() or f"column {place}" for place, cell in enumerate(cells, 1))
    repeated = [
        name for name, count in Counter(name.lower() for name in header).items() if count > 1
    ]
    if repeated:
        raise UnreadableError(
            f"{shown(path)} has two columns headed {visible(repeated[0], 40)!r}; rename one"
        )
    return header
