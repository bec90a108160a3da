"""Excel workbooks: one sheet written as text, so that it is read and checked like any export."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from csdesign.accounts.columns import known_columns, map_columns
from csdesign.accounts.sources.cell_formats import currencies_by_format
from csdesign.accounts.sources.kind_of_file import shown
from csdesign.errors import MissingExtraError, UnreadableError, UsageError
from csdesign.files.there import is_missing
from csdesign.wording import did_you_mean, listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["write_sheet"]

_Range: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""Merged cells: row and column (from 0) of the first and of the last."""

_MOST_BYTES: Final = 1 << 30
"""Largest sheet that is read, unpacked (1,000,000 rows of ten cells are about half of it)."""
_ERROR: Final = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*? t="e"[^>]*>(.*?)</c>', re.DOTALL
)
_VALUE: Final = re.compile(rb"<v>([^<]{1,40})</v>")
_CHUNK: Final = 1 << 22
_LONGEST_CELL: Final = 1 << 16
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_MOST_NAMED: Final = 10
_HEAD_ROWS: Final = 20
_WHOLE: Final = 1e15


def write_sheet(path: Path, sheet: str | None, target: Path) -> tuple[str, ...]:
    """Write one sheet of a workbook to `target` as CSV, and return notes about it.

    Numbers are plain, days ISO, a cell whose formula failed is its error, such as `#REF!`. Lines of
    the text are rows of the sheet.

    Args:
        path: The workbook.
        sheet: The sheet by name; None takes `accounts`, else the visible one with the most columns
            that are known.
        target: The file to write.

    Raises:
        UnreadableError: the workbook is damaged, protected by a password or too large.
        UsageError: it has no sheet of that name.
        MissingExtraError: the reader of workbooks is not installed.
    """
    try:
        import python_calamine as calamine
    except ImportError as error:
        raise MissingExtraError(
            "workbooks need the package python-calamine: pip install 'csdesign[data]'"
        ) from error
    if is_missing(path):
        raise UnreadableError(f"cannot read {shown(path)}: no such file or directory")
    _refuse_large(path)
    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        name, notes = _pick(calamine, workbook, sheet, path)
        found = workbook.get_sheet_by_name(name)
    except calamine.PasswordError as error:
        raise UnreadableError(
            f"{shown(path)} is protected by a password; save it without one, or as CSV"
        ) from error
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError) as error:
        raise UnreadableError(
            f"cannot read {shown(path)} as a workbook: {visible(str(error), 120)}; save it as CSV"
        ) from error
    failed = _failed_formulas(path, name)
    first = found.start[0] if found.start is not None else 0
    rows = iter(found.iter_rows())
    head: list[Any] = [list(row) for row in islice(rows, 2)]
    ranges = found.merged_cell_ranges or ()
    merged = _merged_header(ranges, first)
    if groups := _groups_of_headers(head, ranges, first):
        head[0] = []
        merged = [f"the header is row {first + 2}; {groups} above it are merged and not read"]
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerows([] for _ in range(first))
        for number, row in enumerate(chain(head, rows), first):
            cells = [_text(cell) for cell in row]
            for place, error_text in failed.get(number, {}).items():
                if place < len(cells) and not cells[place]:
                    cells[place] = error_text
            writer.writerow(cells)
    return (*notes, *merged, *_currencies(path, name))


def _currencies(path: Path, name: str) -> list[str]:
    """Return a note if cells differ in currency by their format alone, which is not read."""
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part_of(archive, name)
            found = {} if part is None else currencies_by_format(archive, part)
    except (zipfile.BadZipFile, OSError, KeyError):
        return []
    if not found:
        return []
    cells = [f"{visible(sign, 12)} ({number_of(count, 'cell')})" for sign, count in found.items()]
    return [
        (
            f"cells are formatted as {listed(cells, 'and')}; a format is not read, so if these are "
            "amounts of several currencies, name the currency of each in a column"
        )
    ]


def _refuse_large(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            sheets = [part for part in archive.infolist() if part.filename.startswith("xl/")]
    except (zipfile.BadZipFile, OSError):
        return  # an old or damaged workbook, which the reader reports
    if not sheets:
        raise UnreadableError(f"{shown(path)} is a ZIP archive, not a workbook; unpack it first")
    largest = max(part.file_size for part in sheets)
    if largest > _MOST_BYTES:
        raise UnreadableError(
            f"{shown(path)} is too large for a workbook: a sheet of {largest / 1e9:.1f} GB; save "
            "it as CSV or Parquet, which are read at any size"
        )


def _pick(calamine: Any, workbook: Any, wanted: str | None, path: Path) -> tuple[str, list[str]]:
    """Return the sheet to read, and a note if there are others."""
    sheets = [
        each for each in workbook.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    names = [each.name for each in sheets]
    if wanted is not None:
        if wanted in names:
            return wanted, [f"sheet {visible(wanted, 40)!r}"]
        raise UsageError(
            f"{shown(path)} has no sheet {visible(wanted, 40)!r}{did_you_mean(wanted, names)}; it "
            f"has {_named(names)}"
        )
    visible_ones = [
        each.name for each in sheets if each.visible == calamine.SheetVisibleEnum.Visible
    ]
    called = [name for name in visible_ones if name.casefold() == "accounts"]
    with_rows = [name for name in names if workbook.get_sheet_by_name(name).height > 1]
    filled = called or [name for name in visible_ones if name in with_rows]
    if not filled:
        advice = f"; hidden: {_named(with_rows)}, to be read with --sheet" if with_rows else ""
        raise UnreadableError(
            f"{shown(path)} has no visible sheet with rows below a header{advice}"
        )
    name = max(filled, key=lambda each: _known_columns(workbook.get_sheet_by_name(each)))
    others = [other for other in names if other != name]
    if not others:
        return name, []
    hidden = [other for other in others if other not in visible_ones]
    tail = f" ({_named(hidden)} hidden)" if hidden else ""
    also = f"the workbook also has {_named(others)}{tail}"
    return name, [f"sheet {visible(name, 40)!r} is read; {also}: choose with --sheet"]


def _known_columns(sheet: Any) -> int:
    """Return the most known columns in one of the top rows of a sheet."""
    known = known_columns()
    heads = ([cell for cell in row if isinstance(cell, str)] for row in sheet.iter_rows())
    return max(
        (len(known.keys() & map_columns(head, {}).keys()) for head in islice(heads, _HEAD_ROWS)),
        default=0,
    )


def _named(names: Sequence[str]) -> str:
    shown_names = [repr(visible(name, 40)) for name in names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        shown_names.append(f"{len(names) - _MOST_NAMED} more")
    return listed(shown_names, "and")


def _groups_of_headers(head: list[Any], ranges: Sequence[_Range], first: int) -> str:
    """Return the merged cells of the first row that each head several headers, in words.

    A header that spans both rows is filled into the second one. "" where there are no such groups.
    """
    if len(head) < 2 or sum(_is_filled(cell) for cell in head[0]) < 2:
        return ""
    above, below = head
    across = [(start, end) for start, end in ranges if start[0] == end[0] == first]
    down = [
        start[1]
        for start, end in ranges
        if start[0] == first and end[0] == first + 1 and start[1] == end[1]
    ]
    groups = [
        (start, end)
        for start, end in across
        if all(isinstance(cell, str) and cell for cell in below[start[1] : end[1] + 1])
    ]
    if not groups or len(groups) < len(across):
        return ""
    for place in down:
        below[place] = above[place]
    return "cells " + listed([f"{_cell(*start)}:{_cell(*end)}" for start, end in groups], "and")


def _is_filled(cell: object) -> bool:
    return cell not in (None, "")


def _merged_header(ranges: Sequence[_Range], first: int) -> list[str]:
    """Return a note if cells near the header are merged: only their first column has one."""
    near = [(start, end) for start, end in ranges if start[0] <= first + 4 and start[1] < end[1]]
    if not near:
        return []
    places = [f"{_cell(*start)}:{_cell(*end)}" for start, end in near[:_MOST_NAMED]]
    return [
        f"cells {listed(places, 'and')} are merged: only the first column of each has the header"
    ]


def _cell(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _text(cell: object) -> str:
    """Return a cell as the text of an export: plain numbers, ISO days, one line."""
    match cell:
        case str():
            return cell.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
        case bool():
            return "true" if cell else "false"
        case float():
            return f"{cell:.0f}" if cell.is_integer() and abs(cell) < _WHOLE else repr(cell)
        case datetime() | date():
            return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
        case timedelta() | None:
            return "" if cell is None else str(cell)
        case _:
            return str(cell)


def _failed_formulas(path: Path, name: str) -> Mapping[int, Mapping[int, str]]:
    """Return the errors of formulas by row and column (from 0), which the reader leaves empty."""
    found: dict[int, dict[int, str]] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part_of(archive, name)
            if part is None:
                return found
            with archive.open(part) as stream:
                rest = b""
                while chunk := stream.read(_CHUNK):
                    text = rest + chunk
                    if b't="e"' in text:
                        for match in _ERROR.finditer(text):
                            _note(found, match)
                    rest = text[text.rfind(b"<c ", max(0, len(text) - _LONGEST_CELL)) :]
                    rest = rest if len(rest) <= _LONGEST_CELL else b""
    except (zipfile.BadZipFile, OSError, KeyError):
        return found
    return found


def _note(found: dict[int, dict[int, str]], match: re.Match[bytes]) -> None:
    letters, row, inside = match.groups()
    value = _VALUE.search(inside)
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    text = value[1].decode("utf-8", "replace") if value else "#ERROR!"
    found.setdefault(int(row) - 1, {})[column - 1] = text


def _part_of(archive: zipfile.ZipFile, name: str) -> str | None:
    """Return the part of the archive that holds a sheet, by its name."""
    from html import unescape

    book = archive.read("xl/workbook.xml")
    links = archive.read("xl/_rels/workbook.xml.rels")
    for tag in _SHEET.findall(book):
        attributes = _attributes(tag)
        if unescape(attributes.get("name", "")) != name:
            continue
        wanted = next((v for k, v in attributes.items() if k.endswith(":id")), None)
        for link in re.findall(rb"<Relationship\s[^>]*>", links):
            target = _attributes(link)
            if target.get("Id") == wanted:
                place = target.get("Target", "")
                return place.lstrip("/") if place.startswith("/") else f"xl/{place}"
    return None


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        key.decode(): value.decode("utf-8", "replace")
        for key, value in re.findall(rb'([\w:]+)="([^"]*)"', tag)
    }
