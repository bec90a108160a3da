"""A staffing export: many roles as a table of id, title and text."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from csdesign.errors import UnreadableError
from csdesign.files.reading import open_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["ExportRole", "lines_of", "read_export"]

_COLUMNS: Final = ("id", "title", "text")
_BULLET: Final = re.compile(r"^\s*(?:[-*+•–—▪◦‣]|\(?\d{1,3}[.)])\s+")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-zа-я])|\s*;\s+")
_MAX_FIELD: Final = 1 << 24


@dataclass(frozen=True, slots=True)
class ExportRole:
    """One row of an export."""

    id: str
    title: str
    lines: tuple[str, ...]
    """The duties, one statement each."""


def read_export(path: Path) -> Iterator[ExportRole]:
    """Yield the roles of a CSV file with a header, or of JSON lines (by the suffix `.jsonl`).

    Columns are `id`, `title` and `text`; in JSON, `responsibilities` may be a list instead of
    `text`. Other columns are ignored.

    Raises:
        UnreadableError: The file cannot be opened or read as UTF-8, or lacks a column.
    """
    try:
        with io.TextIOWrapper(open_regular(path), encoding="utf-8-sig", newline="") as stream:
            if path.suffix in {".jsonl", ".ndjson"}:
                yield from _json_rows(stream, path)
            else:
                yield from _csv_rows(stream, path)
    except UnicodeDecodeError as cause:
        raise UnreadableError(f"cannot read {path}: not UTF-8 text ({cause.reason})") from cause
    except OSError as cause:
        raise UnreadableError(f"cannot read {path}: {cause.strerror}") from cause


def _csv_rows(stream: Iterable[str], path: Path) -> Iterator[ExportRole]:
    csv.field_size_limit(_MAX_FIELD)
    rows = csv.DictReader(stream)
    _require(rows.fieldnames or (), path)
    names = {name.strip().lower(): name for name in rows.fieldnames or ()}
    try:
        for row in rows:
            id_, title, text = (row[names[column]] or "" for column in _COLUMNS)
            yield ExportRole(id_.strip(), title.strip(), lines_of(text))
    except csv.Error as cause:
        raise UnreadableError(f"cannot read {path}, row {rows.line_num}: {cause}") from cause


def _json_rows(stream: Iterable[str], path: Path) -> Iterator[ExportRole]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            row: Any = json.loads(line)
        except (ValueError, RecursionError) as cause:
            raise UnreadableError(f"cannot read {path}, line {number}: not JSON") from cause
        if not isinstance(row, dict):
            raise UnreadableError(f"cannot read {path}, line {number}: give one object a line")
        listed = row.get("responsibilities")
        if isinstance(listed, list):
            lines = tuple(str(item).strip() for item in listed if str(item).strip())
            _require([*row, "text"], path, number)
        else:
            _require(row, path, number)
            lines = lines_of(str(row["text"] or ""))
        yield ExportRole(str(row["id"]), str(row["title"] or "").strip(), lines)


def _require(columns: Iterable[str], path: Path, line: int | None = None) -> None:
    present = [column.strip().lower() for column in columns]
    missing = [column for column in _COLUMNS if column not in present]
    if missing:
        where = f"{path}, line {line}" if line else str(path)
        raise UnreadableError(
            f"cannot read roles from {where}: no column {', '.join(map(repr, missing))}; "
            f"give the columns id, title and text (found: {', '.join(present) or 'none'})"
        )


def lines_of(text: str) -> tuple[str, ...]:
    """Return the statements of a text: its bullets and lines, long ones cut into sentences."""
    found = []
    for line in text.splitlines():
        body = _BULLET.sub("", line).strip()
        found += [part.strip() for part in _SENTENCE_END.split(body) if part and part.strip()]
    return tuple(found)
