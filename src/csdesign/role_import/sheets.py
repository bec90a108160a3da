"""Sheets: a CSV file or a workbook, which has a responsibility matrix or a list of roles."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from csdesign.accounts.sources.workbook import write_sheet
from csdesign.files.encodings import detect_encoding
from csdesign.files.reading import read_input
from csdesign.files.there import is_file
from csdesign.role_import.imported import Note
from csdesign.role_import.matrix import read_matrix
from csdesign.role_import.row_roles import read_role_list
from csdesign.role_import.staff import head_row, read_staff
from csdesign.role_import.table_file import declared_delimiter, detected_delimiter
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.role_import.imported import Cell, ImportedRole, ImportOptions, StaffRow
    from csdesign.role_import.staff import StaffList

__all__ = ["read_sheet", "staff_of"]

_LARGEST_MATRIX: Final = 8 * 1024 * 1024
"""Largest file that is read as a matrix or an HR list (bytes); a larger one is a list of roles."""


def read_sheet(
    path: str, kind: str, options: ImportOptions
) -> tuple[list[ImportedRole], list[Note], list[StaffRow]]:
    """Return the roles of a matrix or a role list, notes on how it was read, and its posts.

    Raises:
        UnreadableError: the file cannot be opened or read.
        UsageError: the column mapping does not fit.
        MissingExtraError: the reader of workbooks is not installed.
    """
    if kind == "xlsx":
        with tempfile.TemporaryDirectory(prefix="csdesign-") as folder:
            target = Path(folder) / "sheet.csv"
            said = write_sheet(Path(path), None, target)
            roles, notes, staff = _read(str(target), path, options)
        return roles, [*(Note(path, note) for note in said), *notes], staff
    return _read(path, path, options)


def staff_of(path: str, options: ImportOptions) -> StaffList | None:
    """Return the posts of an HR list, None if the file is not one.

    Raises:
        UnreadableError: the file cannot be opened or read.
        UsageError: a cell cannot be read, with its row and column.
        MissingExtraError: the reader of workbooks is not installed.
    """
    if not path.casefold().endswith(".xlsx"):
        return _staff(path, path, options)
    with tempfile.TemporaryDirectory(prefix="csdesign-") as folder:
        target = Path(folder) / "sheet.csv"
        write_sheet(Path(path), None, target)
        return _staff(str(target), path, options)


def _staff(file: str, source: str, options: ImportOptions) -> StaffList | None:
    rows = _rows(file)
    today = options.today or datetime.now(UTC).date()
    if rows is None:
        return None
    return read_staff(rows, visible(source, 200), today, options.columns)


def _read(
    file: str, source: str, options: ImportOptions
) -> tuple[list[ImportedRole], list[Note], list[StaffRow]]:
    if file == "-" or not is_file(file):
        return *read_role_list(file, options.columns, source), []
    rows = _rows(file)
    found = None if rows is None or options.columns else read_matrix(rows, source, "line")
    if found is not None:
        return *found, []
    staff = _staff(file, source, options)
    if staff is None or rows is None:
        return *read_role_list(file, options.columns, source), []
    above = head_row([row for row in rows if any(text.strip() for text, _ in row)])
    roles, notes = read_role_list(
        file,
        options.columns,
        source,
        names=staff.names,
        with_managers=options.names,
        above=above,
    )
    notes += [Note(source, words, line) for words, line in staff.notes]
    return roles, notes, staff.rows


def _rows(file: str) -> list[list[Cell]] | None:
    """Return the cells of a small sheet with their lines, None for a large one."""
    path = Path(file)
    if is_file(path) and path.stat().st_size > _LARGEST_MATRIX:
        return None
    data = read_input(file, _LARGEST_MATRIX)
    text = data.decode(detect_encoding([data], visible(file)).codec, errors="replace")
    text = text.removeprefix("\ufeff")
    delimiter = declared_delimiter(text) or detected_delimiter(text)
    return list(_cells(text, delimiter))


def _cells(text: str, delimiter: str) -> Iterator[list[Cell]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            yield [(cell, line) for cell in row]
            line = reader.line_num + 1
    except csv.Error:
        return  # the reader of lists says what is wrong, and where
