"""The layout of a delimited text file: encoding, delimiter, header; detected and reported."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from csdesign.accounts.sources.kind_of_file import shown
from csdesign.errors import UnreadableError
from csdesign.files.encodings import Encoding, chunks_of, detect_encoding, encoding_called
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Layout", "read_layout", "undrawn", "write_as_utf8"]

_CHUNK: Final = 1 << 20
_SAMPLE: Final = 1 << 18
_SAMPLE_ROWS: Final = 200
_TITLES: Final = 20
"""Rows in which a header is sought."""
_DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_SEPARATOR_LINE: Final = "sep="
_LINE_END: Final = re.compile(r"\r\n?")
_MARKED: Final = re.compile(
    r"""(?<![^,;\t|\n])(?:
        ="(?P<bare>[^"\n]*)" | "=""(?P<quoted>[^"\n]*)\"""
        | (?P<opening>"?)'(?=[-+]?[0-9][0-9.,/:\ -]*"?(?:[,;\t|\n]|\Z))
    )""",
    re.VERBOSE,
)
"""A cell that a spreadsheet keeps as text: `="00123"`, and digits behind an apostrophe."""
_MARKED_NUMBER: Final = re.compile(rb"'[-+]?[0-9]")
"""The text whose absence makes the slower pattern unnecessary."""
_MARKED_BYTES: Final = re.compile(_MARKED.pattern.encode(), re.VERBOSE)


_RULE: Final = re.compile(r"[-+|=: ]*---[-+|=: ]*")
"""A line that only draws the frame of a table, as in lists of SAP and of database shells."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a delimited file.

    `skip` is the number of lines before the header (blank ones, Excel's `sep=;`). `is_plain` is
    False for what DuckDB cannot read directly: other encodings, lines ended by a lone return or
    in two ways. `has_marks` says that cells are marked as text, see `without_marks`;
    `has_underscores` is about the cells below the header. `notes` describe the layout in words.
    `repeated` are headers that several columns have. `ruled` is the number of drawn lines around
    the header, which like all drawn lines and outer bars are left out when the file is rewritten.
    """

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    skip: int
    is_plain: bool
    has_marks: bool
    has_underscores: bool
    notes: tuple[str, ...]
    repeated: frozenset[str] = frozenset()
    ruled: int = 0


def read_layout(path: Path, header_row: int | None = None, asked: str | None = None) -> Layout:
    """Return the layout of the file.

    Args:
        path: The file.
        header_row: The row of its header, from 1; None finds it.
        asked: Its encoding; None detects it from the bytes.

    Raises:
        UnreadableError: its bytes are of no known encoding, or no delimiter gives a table.
        UsageError: there is no encoding of the name that is asked for.
    """
    found = _encoding(path) if asked is None else encoding_called(asked)
    encoding = found.codec.removesuffix("-sig")  # a byte order mark alone does not need a rewrite
    sample = _sample(path, found)
    sample = without_marks(_LINE_END.sub("\n", sample))
    if not sample.strip():
        raise UnreadableError(f"{shown(path)} is empty; export the account table again")
    skip = titles = ruled = 0
    if header_row is None and _is_drawn(sample):
        ruled = _lines_drawn_above(sample)
        sample = "".join(undrawn(sample.splitlines(keepends=True)))
    if header_row is not None:
        skip, sample = _below(sample, header_row, path)
    while header_row is None and (
        (line := sample.partition("\n")[0].lower()).startswith(_SEPARATOR_LINE) or not line.strip()
    ):
        sample = sample.partition("\n")[2]
        skip += 1
    delimiter, rows = _delimiter(sample)
    if header_row is None and (titles := _titles(sample, rows)):
        skip += titles
        sample = "\n".join(sample.split("\n")[titles:])
        delimiter, rows = _delimiter(sample)
    if delimiter is None:
        line = visible(sample.partition("\n")[0], 60)
        raise UnreadableError(
            f"{shown(path)} is not a table: its first line is {line!r}, and none of "
            f"{listed(_DELIMITERS.values())} separates it into columns; if a header stands further "
            "below, give --header-row N"
        )
    header, repeated = _header(rows[0])
    notes = [f"read as {found.name} text, columns separated by {_DELIMITERS[delimiter]}"]
    if skip and (header_row is not None or titles):
        notes.append(f"the header is row {skip + 1}; the rows above it are not read")
    if found.note:
        notes.append(found.note)
    has_marks = _has_marks(path, encoding)
    if has_marks:
        notes.append('cells marked as text (="00123", \'00123) are read without the mark')
    if ruled:
        notes.append("drawn lines and the bars around rows are left out")
    is_plain = encoding == "utf-8" and not _has_odd_ends(path) and not has_marks and not ruled
    underscores = _has_underscores(path, encoding, sample.partition("\n")[0].count("_"))
    if repeated:
        notes.append(
            f"several columns are headed {listed(_shown(header, repeated), 'and')}; none of them "
            "can be used"
        )
    return Layout(
        encoding,
        delimiter,
        header,
        skip,
        is_plain,
        has_marks,
        underscores,
        tuple(notes),
        repeated,
        ruled,
    )


def without_marks(text: str) -> str:
    """Return whole lines without the marks that make a spreadsheet take a cell for text."""

    def bare(cell: re.Match[str]) -> str:
        if cell["opening"] is not None:
            return cell["opening"]
        return f'"{cell["bare"] or cell["quoted"] or ""}"'

    return _MARKED.sub(bare, text)


def write_as_utf8(path: Path, layout: Layout, target: Path) -> None:
    """Write the file's text to `target` as UTF-8, every line ended by a line feed, without marks.

    Raises:
        UnreadableError: a byte has no meaning in the encoding.
    """
    try:
        with (
            path.open(encoding=layout.encoding) as source,
            target.open("w", encoding="utf-8", newline="") as copy,
        ):
            if layout.ruled:
                copy.writelines(undrawn(source))
            while chunk := source.read(_CHUNK):
                if layout.has_marks:
                    chunk = without_marks(chunk + source.readline())
                copy.write(chunk)
    except UnicodeError as error:
        raise UnreadableError(
            f"{shown(path)} is not written in {Encoding(layout.encoding).name}; give --encoding "
            "NAME, or save it as UTF-8"
        ) from error


def _is_drawn(sample: str) -> bool:
    """Return whether a table is drawn with bars and a line below its header."""
    lines = sample.splitlines()[: 2 * _TITLES]
    return any(
        "|" in above
        and _RULE.fullmatch(line)
        and ("+" in line or "|" in line or above.strip().startswith("|"))
        for above, line in pairwise(lines)
    )


def _lines_drawn_above(sample: str) -> int:
    """Return the number of drawn lines before the first row below the header."""
    drawn = 0
    for above, line in pairwise(["", *sample.splitlines()]):
        if _RULE.fullmatch(line):
            drawn += 1
            if "|" in above:
                break
    return drawn


def undrawn(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines without drawn ones, without the bars around a row and the blanks in its cells."""
    for line in lines:
        text = line.strip()
        if _RULE.fullmatch(text):
            continue
        if text.startswith("|") and text.endswith("|"):
            text = text[1:-1]
        text = "|".join(cell.strip() for cell in text.split("|"))
        yield f"{text}\n"


def _encoding(path: Path) -> Encoding:
    with path.open("rb") as stream:
        return detect_encoding(chunks_of(stream), shown(path))


def _has_odd_ends(path: Path) -> bool:
    """Return whether lines end in more than one way, or by a return alone.

    A line feed within a quoted cell looks the same, and does no harm when rewritten.
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
    """Return whether cells may hold underscores; certain only for UTF-8."""
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


def _has_marks(path: Path, encoding: str) -> bool:
    """Return whether cells may be marked as text."""
    if encoding.startswith(("utf-16", "utf-32")):
        with path.open(encoding=encoding) as text:
            return any(_MARKED.search(chunk) for chunk in iter(partial(text.read, _CHUNK), ""))
    with path.open("rb") as stream:
        return any(
            _MARKED_BYTES.search(chunk)
            for chunk in chunks_of(stream)
            if b'="' in chunk or _MARKED_NUMBER.search(chunk)
        )


def _sample(path: Path, encoding: Encoding) -> str:
    decoding = "utf-8-sig" if encoding.codec == "utf-8" else encoding.codec
    try:
        with path.open(encoding=decoding, newline="") as stream:
            return stream.read(_SAMPLE)
    except UnicodeError as error:
        raise UnreadableError(
            f"{shown(path)} is not written in {encoding.name}; give --encoding NAME, or save it as "
            "UTF-8"
        ) from error


def _below(sample: str, header_row: int, path: Path) -> tuple[int, str]:
    """Return the lines above the header, and the text from the header on."""
    lines = sample.split("\n")
    if header_row > len(lines) or not lines[header_row - 1].strip():
        raise UnreadableError(f"{shown(path)} has no header in row {header_row}")
    return header_row - 1, "\n".join(lines[header_row - 1 :])


def _titles(sample: str, rows: list[list[str]]) -> int:
    """Return the lines above the header: titles of a single cell above a row of many, and blanks.

    0 if the first line may be a header.
    """
    if rows and sum(bool(cell.strip()) for cell in rows[0]) > 1:
        return 0
    lines = sample.split("\n")[: _TITLES + 1]
    for place, (line, below) in enumerate(pairwise(lines[1:]), 1):
        for delimiter in _DELIMITERS:
            cells, following = next(csv.reader([line], delimiter=delimiter), []), below
            filled = sum(bool(cell.strip()) for cell in cells)
            width = len(next(csv.reader([following], delimiter=delimiter), []))
            if filled > 1 and filled * 2 > len(cells) and width == len(cells):
                return place
    return 0


def _delimiter(sample: str) -> tuple[str | None, list[list[str]]]:
    """Return the delimiter with which most rows are as wide as the header, and the rows."""
    best: tuple[int, int] = (0, 0)
    found: tuple[str | None, list[list[str]]] = (None, [])
    for delimiter in _DELIMITERS:
        rows = _rows(sample, delimiter)
        if not rows or len(rows[0]) < 2:
            continue
        width = len(rows[0])
        score = (sum(len(row) == width for row in rows), width)
        if score > best:
            best, found = score, (delimiter, rows)
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
    except csv.Error:  # an over-long or broken cell: the rows before it are enough
        pass
    return rows[:-1] if len(rows) > 1 and len(sample) >= _SAMPLE else rows


def _shown(header: tuple[str, ...], repeated: frozenset[str]) -> list[str]:
    """Return the repeated headers, each once."""
    first = {name.lower().partition(" (")[0]: name for name in reversed(header) if name in repeated}
    return [repr(visible(name, 40)) for name in reversed(first.values())]


def _header(cells: list[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the names of the columns, each once, and those that several columns have."""
    names = [cell.strip() or f"column {place}" for place, cell in enumerate(cells, 1)]
    counts = Counter(name.lower() for name in names)
    seen: Counter[str] = Counter()
    header: list[str] = []
    for name in names:
        seen[name.lower()] += 1
        nth = seen[name.lower()]
        header.append(name if nth == 1 else f"{name} ({nth})")
    repeated = frozenset(
        name for name, written in zip(header, names, strict=True) if counts[written.lower()] > 1
    )
    return tuple(header), repeated
