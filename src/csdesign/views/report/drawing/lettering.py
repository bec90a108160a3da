"""Text in pictures: SVG does not wrap, so lines are broken and cut by estimated width."""

from __future__ import annotations

import math
from typing import Final

from csdesign.escaping.terminal import cell_widths

__all__ = ["fitted", "wrapped"]

_CELL: Final = 0.54
"""Width of a narrow character over the size of the letters; Liberation Sans, mixed case."""
_BROAD: Final = frozenset("WM@%mwШЩЖЮФМш")
_OPEN_ENDS: Final = " ,;:("
"""Characters that no cut text ends with."""


def wrapped(text: str, width: float, size: float, lines: int) -> list[str]:
    """Return at most `lines` lines that fit into `width` (px) in letters of `size` (px).

    Lines break at blanks, and inside a word that is wider than a line. A cut text ends in an
    ellipsis.
    """
    room = width / (size * _CELL)
    found: list[str] = []
    rest = " ".join(text.split())
    while rest and len(found) < lines:
        head, rest = _broken(rest, room)
        found.append(head)
    if rest:
        found[-1] = fitted(found[-1], room, cut=True)
    return found


def fitted(text: str, cells: float, *, cut: bool = False) -> str:
    """Return the text in at most that many cells, with an ellipsis for missing words.

    A text is cut between words, unless that would take more than half of its room.
    """
    if not cut and math.fsum(_widths(text)) <= cells:
        return text
    end = _fitting(text, cells - 1)
    blank = text.rfind(" ", 0, end + 1) if end < len(text) else -1
    return f"{text[: blank if 2 * blank >= end else end].rstrip(_OPEN_ENDS)}…"


def _fitting(text: str, cells: float) -> int:
    """Return how many characters of a text fit."""
    used = 0.0
    for count, width in enumerate(_widths(text)):
        used += width
        if used > cells:
            return count
    return len(text)


def _widths(text: str) -> list[float]:
    """Return the cells of each character; broad letters take half a cell more."""
    cells = cell_widths(text)
    return [
        width + (0.6 if character in _BROAD else 0.25 if character.isupper() else 0)
        for character, width in zip(text, cells, strict=True)
    ]


def _broken(text: str, cells: float) -> tuple[str, str]:
    """Return the first line of a text, and the rest."""
    end = _fitting(text, cells)
    if end == len(text):
        return text, ""
    blank = text.rfind(" ", 0, end + 1)
    if blank > 0:
        return text[:blank], text[blank + 1 :]
    return text[: max(end, 1)], text[max(end, 1) :]
