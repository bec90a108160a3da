"""The kind of a file by its first bytes, independent of its name."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final

from csdesign.errors import UnreadableError
from csdesign.files.reading import open_regular
from csdesign.wording import visible

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FileKind", "kind_of_file", "shown"]

_HEAD: Final = 4_096


class FileKind(Enum):
    """A kind of file an account table is read from."""

    DELIMITED = "delimited text"
    PARQUET = "Parquet"
    DUCKDB = "DuckDB"
    SQLITE = "SQLite"
    WORKBOOK = "Excel workbook"
    GZIP = "compressed"
    JSON_LINES = "JSON lines"
    JSON = "JSON"
    WEB_PAGE = "web page"


_REFUSED: Final = (
    (b"%PDF", "a PDF; export the table as CSV"),
    (b"ORC", "an ORC file; write it as Parquet"),
    (b"Obj\x01", "an Avro file; write it as Parquet"),
)
_ARRAY: Final = re.compile(rb"\[\s*(?:\{|\])")
_LINES: Final = (".jsonl", ".ndjson", ".jsonlines")
_WEB_PAGE: Final = (b"<!doctype html", b"<html", b"<!--", b"<table", b"<meta", b"<head", b"<style")


def shown(path: Path) -> str:
    """Return a path as messages name it."""
    return visible(str(path))


def kind_of_file(path: Path) -> FileKind:
    """Return the kind of the file.

    Raises:
        UnreadableError: it does not exist, is not a regular file, is empty, or is not a table.
    """
    head = _first_bytes(path)
    if not head:
        raise UnreadableError(f"{shown(path)} is empty; export the account table again")
    if head.startswith(b"PAR1"):
        return FileKind.PARQUET
    if head.startswith(b"SQLite format 3\x00"):
        return FileKind.SQLITE
    if head[8:12] == b"DUCK":
        return FileKind.DUCKDB
    if head.startswith(b"PK\x03\x04"):
        return FileKind.WORKBOOK
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(
            f"{shown(path)} is an Excel workbook that is protected by a password, or in the "
            "format before 2007; save it as .xlsx without a password, or as CSV"
        )
    if head.startswith(b"\x1f\x8b"):
        return FileKind.GZIP
    for magic, advice in _REFUSED:
        if head.startswith(magic):
            raise UnreadableError(f"{shown(path)} is {advice}")
    if path.suffix.lower() in (".parquet", ".pq"):
        raise UnreadableError(f"{shown(path)} is not a Parquet file, although its name says so")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEB_PAGE):
        return FileKind.WEB_PAGE
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<?xml"):
        raise UnreadableError(f"{shown(path)} is XML; export the table as CSV")
    if text.startswith(b"{") and (path.suffix.lower() in _LINES or _is_object(text)):
        return FileKind.JSON_LINES
    if text.startswith(b"{") or _ARRAY.match(text):
        return FileKind.JSON
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(f"{shown(path)} is binary and not a known kind of table")
    return FileKind.DELIMITED


def _is_object(text: bytes) -> bool:
    """Return whether the first line is a complete object."""
    first, end, _ = text.partition(b"\n")
    return bool(end) and first.rstrip().endswith(b"}")


def _first_bytes(path: Path) -> bytes:
    """Return the head of a regular file."""
    with open_regular(path) as stream:
        return stream.read(_HEAD)
