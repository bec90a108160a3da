"""One file of a design: its name, its bytes, and where its lines begin."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from csdesign.finding import Span

__all__ = ["BOM", "LIMIT", "STDIN", "SourceFile"]

LIMIT: Final = 16 * 1024 * 1024
"""The largest file that is read (bytes)."""
STDIN: Final = "<stdin>"
"""The name of standard input in messages."""

_BREAK: Final = re.compile(r"\r\n|\r|\n")
BOM: Final = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8, which belongs to no text."""


@dataclass(frozen=True)
class SourceFile:
    """The bytes of a file, a stream or a revision, as they were read.

    `size` is in bytes; `data` is empty if it is over `LIMIT`, and where `decoded` has the text.
    `linked` is true for a file reached through a symbolic link: its lines are never quoted, for a
    pull request could point one at any file of the machine that checks it. `found` is true for a
    file that nobody named: it was in a folder. `refused` has the entries of `include` that could
    not be read, by their place in the list, and why.
    """

    path: str
    data: bytes
    number: int = 0
    size: int = 0
    linked: bool = False
    decoded: str | None = None
    found: bool = False
    refused: tuple[tuple[int, str], ...] = ()

    @cached_property
    def text(self) -> str:
        """Return the text without a byte order mark; bytes that are not UTF-8 become U+FFFD."""
        if self.decoded is not None:
            return self.decoded
        return self.data.removeprefix(BOM).decode("utf-8", "replace")

    def without_bytes(self) -> SourceFile:
        """Return the file with its text alone: all that is needed to name places in it."""
        return replace(self, data=b"", decoded=self.text)

    @cached_property
    def line_starts(self) -> array[int]:
        """Return the offset of each line's first character (code points)."""
        starts, text = array("I", [0]), self.text
        if "\r" in text:
            starts.extend(match.end() for match in _BREAK.finditer(text))
            return starts
        # Nearly every file has one kind of break: a plain search takes a third of the time.
        find, append = text.find, starts.append
        at = find("\n")
        while at >= 0:
            append(at + 1)
            at = find("\n", at + 1)
        return starts

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its break; empty if there is no such line."""
        starts = self.line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column (from 1) of an offset (code points)."""
        if offset <= 0:
            return 1, 1
        offset = min(offset, len(self.text))
        row = bisect_right(self.line_starts, offset)
        return row, offset - self.line_starts[row - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span from one offset to another (code points, the end exclusive)."""
        return Span(self.path, *self.place(start), *self.place(max(start, end)))
