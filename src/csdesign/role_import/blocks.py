"""The common shape of all documents: headings, paragraphs, list items and tables in order.

Readers yield these and do not know roles; later steps do not know formats.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.wording import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Beside",
    "Block",
    "Document",
    "Heading",
    "Item",
    "Paragraph",
    "PlacedText",
    "Table",
    "placed",
]

_HIDDEN: Final = re.compile(f"[{INVISIBLE}]")
_SPACE: Final = re.compile(r"\s+")
_KEPT: Final = frozenset("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Text on one line, with the source line of each of its parts."""

    text: str
    offsets: tuple[int, ...]
    """Offsets in `text` of the parts, ascending from 0."""
    lines: tuple[int, ...]
    """The source line of each part."""
    hidden: int = 0
    """Control and invisible characters that were left out."""

    @property
    def line(self) -> int:
        """Return the source line on which the text begins."""
        return self.lines[0]

    def line_at(self, offset: int) -> int:
        """Return the source line of the character at `offset`."""
        return self.lines[bisect_right(self.offsets, offset) - 1]


def placed(parts: Iterable[tuple[int, str]]) -> PlacedText | None:
    """Join (line, text) parts by single spaces; None if nothing visible is left.

    White space runs become one space. Characters that a design may not hold because they are
    invisible or steer a terminal are dropped and counted, never passed on.
    """
    texts: list[str] = []
    offsets: list[int] = []
    lines: list[int] = []
    hidden = length = 0
    for line, part in parts:
        plain, dropped = _without_hidden(part)
        hidden += dropped
        plain = _SPACE.sub(" ", plain).strip()
        if not plain:
            continue
        offsets.append(length)
        lines.append(line)
        texts.append(plain)
        length += len(plain) + 1
    if not texts:
        return None
    return PlacedText(" ".join(texts), tuple(offsets), tuple(lines), hidden)


def _without_hidden(part: str) -> tuple[str, int]:
    dropped = 0

    def replacement(match: re.Match[str]) -> str:
        nonlocal dropped
        if match.group() in _KEPT:
            return " "
        dropped += 1
        return ""

    return _HIDDEN.sub(replacement, part), dropped


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `sure` is False where only its looks (bold, capitals, a colon) make it one."""

    content: PlacedText
    level: int
    """1 for the topmost."""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, or a line that leads into the list after it."""

    content: PlacedText


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list."""

    content: PlacedText
    depth: int = 0
    """0 for an outermost list."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; each cell has its own paragraphs and items, none where it is empty."""

    rows: tuple[tuple[tuple[Block, ...], ...], ...]


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class Beside:
    """Words outside the text of a document: of its properties, its data, or what frames its pages.

    Those with a `name` ("the page's title") may give the title of a role.
    """

    text: str
    line: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader finds in a file."""

    blocks: list[Block]
    beside: list[Beside]
