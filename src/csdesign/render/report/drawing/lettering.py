"""Text in pictures: SVG does not wrap, so lines are broken and cut here, by estimated width."""

from __future__ import annotations

from typing import Final

from csdesign.render.findings.cells import cell_widths

__all__ = ["fitted", "wrapped"]

_CELL_OF_SIZE: Final = 0.56
"""Width of a narrow character over the size of the letters; Liberation Sans, mixed case."""


def wrapped(text: str, width: float, size: float, lines: int) -> list[str]:
    """Return at most `lines` lines that fit into `width` (px) in letters of `size` (px).

    Lines break at blanks, and inside a word that is wider than a line. A cut text ends in an
    ellipsis.
    """
    room = max(2, int(width / (size * _CELL_OF_SIZE)))
    found: list[str] = []
    rest = " ".join(text.split())
    while rest and len(found) < lines:
        head, rest = _broken(rest, room)
        found.append(head)
    if rest:
        found[-1] = fitted(f"{found[-1]}…", room, cut=True)
    return found


def fitted(text: str, cells: int, *, cut: bool = False) -> str:
    """Return the text in at most that many cells, an ellipsis where letters are missing."""
    if sum(cell_widths(text)) <= cells:
        return text
    kept = text[:-1] if cut else text
    while kept and sum(cell_widths(kept)) > cells - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _broken(text: str, cells: int) -> tuple[str, str]:
    """Return the first line of a text and what is left of it."""
    widths = cell_widths(text)
    used, end = 0, 0
    for end, width in enumerate(widths):
        if used + width > cells:
            break
        used += width
    else:
        return text, ""
    blank = text.rfind(" ", 0, end + 1)
    if blank > 0:
        return text[:blank], text[blank + 1 :]
    return text[: max(end, 1)], text[max(end, 1) :]
