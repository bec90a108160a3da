"""A line of a design drawn for a terminal, with a caret under what a finding speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from csdesign.escaping.terminal import cell_widths
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.finding import Span

__all__ = ["WIDEST", "Snippet", "draw"]

WIDEST: Final = 100
"""Cells of a line that are shown; of a longer one, the part around the caret."""
_LEAD: Final = 24
_TAB: Final = 4
_CUT: Final = "…"
_COMMAND: Final = re.compile(r"##(?=\w*\[)")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line as drawn, and the line of carets that belongs under it."""

    text: str
    carets: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one code point is drawn as, and the cells that takes."""

    text: str
    cells: int


def draw(line: str, span: Span) -> Snippet:
    """Return the line with carets under the part of the span that lies in its first line.

    Tabs become spaces, control and invisible characters are spelled out; the carets stand right
    under wide, combining and joined characters. An empty span, or one behind the end of the line,
    gets one caret.
    """
    pieces = _pieces(line)
    start = min(max(span.column - 1, 0), len(pieces))
    end = len(pieces) if span.end_line > span.line else min(span.end_column - 1, len(pieces))
    edges = [0, *accumulate(piece.cells for piece in pieces)]
    left, right = edges[start], edges[max(start, end)]
    if edges[-1] <= WIDEST:
        text = "".join(piece.text for piece in pieces)
        return Snippet(text.rstrip(), " " * left + "^" * max(1, right - left))
    return _window(pieces, edges, left, right)


def _window(pieces: list[_Piece], edges: list[int], left: int, right: int) -> Snippet:
    """Return the part of a long line around its caret, with an ellipsis where it was cut."""
    first = 0
    if right > WIDEST:
        # A mark at the left edge would sit on the ellipsis, so the cut is before a whole character.
        first = next(i for i, p in enumerate(pieces) if edges[i] >= left - _LEAD and p.cells)
    stop = max(i for i, edge in enumerate(edges) if edge <= edges[first] + WIDEST)
    text = "".join(piece.text for piece in pieces[first:stop])
    before = _CUT if first else ""
    after = _CUT if stop < len(pieces) else ""
    offset = left - edges[first] + len(before)
    length = max(1, min(right, edges[stop]) - left)
    return Snippet((before + text + after).rstrip(), " " * offset + "^" * length)


def _pieces(line: str) -> list[_Piece]:
    """Return how each code point is drawn; commands to CI runners are taken apart."""
    pieces: list[_Piece] = []
    apart = {found.end() for found in _COMMAND.finditer(line)}
    column = 0
    for i, (character, cells) in enumerate(zip(line, cell_widths(line), strict=True)):
        if character == "\t":
            piece = _Piece(" " * (_TAB - column % _TAB), _TAB - column % _TAB)
        elif i in apart:
            piece = _Piece(f" {character}", 1 + cells)
        elif (spelled := visible(character)) != character:
            piece = _Piece(spelled, len(spelled))
        else:
            piece = _Piece(character, cells)
        pieces.append(piece)
        column += piece.cells
    return pieces
