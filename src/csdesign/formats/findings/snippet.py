"""A line of a design drawn for a terminal, with carets under the part that a finding concerns."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.escaping.terminal import cell_widths
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.finding import Span

__all__ = ["WIDEST", "Snippet", "draw"]

WIDEST: Final = 100
"""Widest line that is shown (cells); of a longer one, the part around the caret."""
_LEAD: Final = 24
_REACH: Final = 2_000
"""Code points looked at on each side of the caret: a line may have millions."""
_TAB: Final = 4
_CUT: Final = "…"
_COMMAND: Final = re.compile(r"##(?=\w*\[)")


class Snippet(NamedTuple):
    """A line as drawn, and the line of carets that belongs under it."""

    text: str
    carets: str


class _Piece(NamedTuple):
    """The drawing of one code point, and its width in cells."""

    text: str
    cells: int


def draw(line: str, span: Span) -> Snippet:
    """Return the line with carets under the part of the span that lies in its first line.

    Tabs become spaces, control and invisible characters are spelled out; the carets are placed
    right under wide, combining and joined characters. An empty span, or one beyond the end of the
    line, gets one caret.
    """
    start = min(max(span.column - 1, 0), len(line))
    end = len(line) if span.end_line > span.line else min(span.end_column - 1, len(line))
    skipped = max(0, start - _REACH)
    pieces = _pieces(line[skipped : start + _REACH])
    edges = [0, *accumulate(piece.cells for piece in pieces)]
    left, right = edges[start - skipped], edges[min(max(start, end) - skipped, len(pieces))]
    if edges[-1] <= WIDEST and len(pieces) == len(line):
        text = "".join(piece.text for piece in pieces)
        return Snippet(text.rstrip(), " " * left + "^" * max(1, right - left))
    return _window(pieces, edges, (left, right), cut=(skipped > 0, start + _REACH < len(line)))


def _window(
    pieces: list[_Piece], edges: list[int], marked: tuple[int, int], *, cut: tuple[bool, bool]
) -> Snippet:
    """Return the part of a long line around its caret, with an ellipsis where it was cut."""
    left, right = marked
    first = 0
    if right > WIDEST:
        # A mark at the left edge would sit on the ellipsis, so the cut is before a whole character.
        first = next(i for i, p in enumerate(pieces) if edges[i] >= left - _LEAD and p.cells)
    stop = max(i for i, edge in enumerate(edges) if edge <= edges[first] + WIDEST)
    text = "".join(piece.text for piece in pieces[first:stop])
    before = _CUT if first or cut[0] else ""
    after = _CUT if stop < len(pieces) or cut[1] else ""
    offset = left - edges[first] + len(before)
    length = max(1, min(right, edges[stop]) - left)
    return Snippet((before + text + after).rstrip(), " " * offset + "^" * length)


def _pieces(line: str) -> list[_Piece]:
    """Return the drawing of each code point, with commands to CI runners broken up."""
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
