"""The table of a web page, written as text; many systems export one with the suffix .xls."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, Final

from csdesign.accounts.sources.kind_of_file import shown
from csdesign.errors import UnreadableError
from csdesign.files.encodings import chunks_of, detect_encoding, encoding_called

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["write_page"]

_MOST_BYTES: Final = 50 << 20
"""Largest page: it is read whole, and takes about ten times as much memory."""
_HEAD: Final = 4_096


def write_page(path: Path, target: Path, encoding: str | None = None) -> tuple[str, ...]:
    """Write the largest table of a page to `target` as CSV; return notes about it.

    A cell over several columns belongs to the first of them. If `encoding` is None, it is the one
    stated by the page, else detected from the bytes.

    Raises:
        UnreadableError: the page has no table of several rows and columns, or more than 50 MB.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableError(
            f"{shown(path)} is a web page of more than {_MOST_BYTES >> 20} MB; save it as CSV"
        )
    tables = [_rows(table) for table in _root(path, encoding).iter("table")]
    rows = max(tables, key=lambda found: sum(len(row) > 1 for row in found), default=[])
    if sum(len(row) > 1 for row in rows) < 2:
        raise UnreadableError(
            f"{shown(path)} is a web page without a table; it is most often the sign-in page of an "
            "expired session, so sign in and export again"
        )
    width = max(map(len, rows))
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    note = "read as the table of a web page"
    return (f"{note}, the largest of {len(tables):,}" if len(tables) > 1 else note,)


def _root(path: Path, encoding: str | None) -> Any:
    """Return the root element of a page."""
    from lxml import etree

    content = path.read_bytes()
    codec = encoding and encoding_called(encoding).codec
    if codec is None and b"charset=" not in content[:_HEAD].lower():
        with path.open("rb") as stream:
            codec = detect_encoding(chunks_of(stream), shown(path)).codec
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    if codec is None:
        parser = etree.HTMLParser(no_network=True, remove_comments=True)
    else:
        content = content.decode(codec, "replace").encode()
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        root = None
    return etree.Element("html") if root is None else root


def _rows(table: Any) -> list[list[str]]:
    """Return the texts of a table's own cells; those of a table within a cell are its text."""
    found: list[list[str]] = []
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            cells.append(" ".join("".join(cell.itertext()).split()))
            span = str(cell.get("colspan") or "1")
            cells += [""] * (min(int(span), 1_000) - 1 if span.isdecimal() else 0)
        found.append(cells)
    return found
