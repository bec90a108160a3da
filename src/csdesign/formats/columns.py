"""Words laid out in the columns of a terminal: wrapped between words, never inside one.

Widths are cells, as a terminal counts them: an ideograph takes two, a combining mark none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.escaping.terminal import cell_widths, shown
from csdesign.views.section import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csdesign.views.section import Table

__all__ = ["GAP", "cells", "padded", "table_lines", "wrapped"]

GAP: Final = 2
"""Blank cells between two columns."""
_WIDEST_CELL: Final = 80
"""Longest text in a cell of a table (characters); files have all of it."""
_PIECE: Final = re.compile(r"\S+")


def cells(text: str) -> int:
    """Return the width of a text (cells)."""
    return len(text) if text.isascii() else sum(cell_widths(text))


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return the text filled with blanks to a width (cells)."""
    blanks = " " * (width - cells(text))
    return f"{blanks}{text}" if right else f"{text}{blanks}"


def wrapped(text: str, width: int, first: str = "", following: str = "") -> list[str]:
    """Return the text as lines within a width (cells), each beginning with its indent.

    A line breaks at blanks, and between ideographs, which have none; a word that is wider than
    the line gets a line of its own.
    """
    lines: list[str] = []
    line, used, bare = first, cells(first), True
    for blank, piece in _pieces(text):
        size = cells(piece)
        if not bare and used + len(blank) + size > width:
            lines.append(line)
            line, used, bare = following, cells(following), True
        lead = "" if bare else blank
        line += lead + piece
        used += len(lead) + size
        bare = False
    return [*lines, line]


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts that must stay whole, each with the blank before it."""
    for word in _PIECE.findall(text):
        if word.isascii():
            yield " ", word
            continue
        blank, start = " ", 0
        widths = cell_widths(word)
        for i in range(1, len(word)):
            # A line may break between two characters that are two cells wide each.
            if widths[i] == 2 and widths[i - 1] == 2:
                yield blank, word[start:i]
                blank, start = "", i
        yield blank, word[start:]


def table_lines(table: Table, width: int, paint: Callable[[str, str], str]) -> list[str]:
    """Return a table as lines within a width (cells): its heading, a rule, its rows.

    If the columns do not fit, those of the highest rank are left out, and a line names them.
    If even the others do not fit, the gap between columns shrinks to one cell, and if that is
    not enough, each row becomes a list of its cells.
    """
    shown_table = table.for_audience("readers")
    kept = list(range(len(shown_table.columns)))
    grid = _Grid(shown_table)
    left_out: list[int] = []
    while (widths := grid.widths(kept, width)) is None:
        spare = [i for i in kept if shown_table.columns[i].rank]
        if not spare:
            if grid.gap == 1:
                return grid.stacked(width)
            grid.gap = 1
            continue
        drop = max(spare, key=lambda i: (shown_table.columns[i].rank, i))
        kept.remove(drop)
        left_out.append(drop)
    lines = grid.lines(kept, widths, paint)
    if left_out:
        names = (grid.headings[i].replace("\n", " ") for i in sorted(left_out))
        lines += wrapped(f"(no room for: {', '.join(names)})", width, "  ", "  ")
    return lines


class _Grid:
    """The cells of a table as texts, and the widths that keep their words whole."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.gap = GAP
        self.headings = [column.short or column.heading for column in table.columns]
        rows = [*table.rows, *([table.total] if table.total is not None else [])]
        kinds = [column.kind for column in table.columns]
        self._texts = [
            [
                "" if cell == "" else shown(cell_text(cell, kind), _WIDEST_CELL)
                for cell, kind in zip(row, kinds, strict=True)
            ]
            for row in rows
        ]

    def widths(self, kept: Sequence[int], width: int) -> list[int] | None:
        """Return a width for each column that is kept, or None if their words do not fit."""
        natural, least = [], []
        for i in kept:
            texts = [row[i] for row in self._texts]
            heading = self.headings[i].split("\n")
            # A wrapped number would be misread, so only columns of words shrink.
            whole = self._table.columns[i].numeric
            natural.append(max(map(cells, (*texts, *heading))))
            words = (piece for text in (*texts, *heading) for _, piece in _pieces(text))
            least.append(natural[-1] if whole else max(map(cells, words), default=1))
        spare = width - sum(least) - self.gap * (len(kept) - 1)
        if spare < 0:
            return None
        more = [whole - words for whole, words in zip(natural, least, strict=True)]
        ways = [
            [words + part for words, part in zip(least, parts, strict=True)]
            for parts in (_whole_first(more, spare), _alike(more, spare))
        ]
        return min(ways, key=lambda widths: self._height(kept, widths))

    def _height(self, kept: Sequence[int], widths: Sequence[int]) -> int:
        """Return the lines that the rows take in columns of these widths."""
        return sum(
            max(len(wrapped(row[i], width)) for i, width in zip(kept, widths, strict=True))
            for row in self._texts
        )

    def lines(
        self, kept: Sequence[int], widths: Sequence[int], paint: Callable[[str, str], str]
    ) -> list[str]:
        """Return the heading, a rule and the rows in columns of these widths."""
        right = [self._table.columns[i].numeric for i in kept]
        headings = [
            [line for part in self.headings[i].split("\n") for line in wrapped(part, width)]
            for i, width in zip(kept, widths, strict=True)
        ]
        deep = max(map(len, headings))
        blanks = " " * self.gap
        lines = _row([[""] * (deep - len(h)) + h for h in headings], widths, right, blanks)
        lines.append("-" * (sum(widths) + self.gap * (len(widths) - 1)))
        for row in self._texts:
            texts = [row[i] for i in kept]
            told = [wrapped(t, w) for t, w in zip(texts, widths, strict=True)]
            alarms = [t in self._table.alarms for t in texts]
            lines += _row(told, widths, right, blanks, alarms, paint)
        return lines

    def stacked(self, width: int) -> list[str]:
        """Return each row as its first cell with the others below it."""
        names = [column.heading for column in self._table.columns]
        lines: list[str] = []
        for row in self._texts:
            lines += wrapped(row[0], width)
            for name, text in zip(names[1:], row[1:], strict=True):
                if text:
                    lines += wrapped(f"{name}: {text}", width, "  ", "    ")
        return lines


def _whole_first(more: Sequence[int], spare: int) -> list[int]:
    """Return the cells added to each column so that as many as possible do not wrap."""
    given = [0] * len(more)
    for j in sorted(range(len(more)), key=lambda j: more[j]):
        given[j] = min(more[j], spare)
        spare -= given[j]
    return given


def _alike(more: Sequence[int], spare: int) -> list[int]:
    """Return the cells added to each column: those that wrap share what is left equally."""
    given = [0] * len(more)
    order = sorted(range(len(more)), key=lambda j: more[j])
    for number, j in enumerate(order):
        given[j] = min(more[j], spare // (len(order) - number))
        spare -= given[j]
    return given


def _row(
    columns: Sequence[Sequence[str]],
    widths: Sequence[int],
    right: Sequence[bool],
    blanks: str,
    alarms: Sequence[bool] = (),
    paint: Callable[[str, str], str] | None = None,
) -> list[str]:
    lines = []
    for y in range(max(map(len, columns))):
        parts = []
        for x, texts in enumerate(columns):
            part = padded(texts[y] if y < len(texts) else "", widths[x], right=right[x])
            parts.append(paint(part, "alarm") if paint and alarms and alarms[x] else part)
        lines.append(blanks.join(parts).rstrip())
    return lines
