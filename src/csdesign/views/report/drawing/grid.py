"""The ownership matrix as shapes: a grid whose rows are as high as their longest cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.views.plan.ownership import LOUD, QUIET
from csdesign.views.plan.words import MOTIONS
from csdesign.views.report.drawing.lettering import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.views.plan.ownership import MatrixCell, MatrixRow

__all__ = ["Box", "Grid", "grid"]

LABEL: Final = 150
COLUMN: Final = 118
HEAD: Final = 26
_LINE: Final = 14
_LETTERS: Final = 11.5
_PADDING: Final = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: place and size (px), kind, lines, and the full text for a tooltip."""

    x: float
    y: float
    width: float
    height: float
    state: str
    lines: tuple[str, ...]
    whole: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The matrix, `width` by `height` (px)."""

    width: float
    height: float
    boxes: tuple[Box, ...]


def grid(rows: Sequence[MatrixRow]) -> Grid:
    """Return the shapes of the matrix."""
    boxes = [Box(0, 0, LABEL, HEAD, "head", ("Segment",), "Segment")]
    boxes += [
        Box(LABEL + COLUMN * i, 0, COLUMN, HEAD, "head", (words,), words)
        for i, words in enumerate(MOTIONS.values())
    ]
    y = float(HEAD)
    for row in rows:
        name = tuple(wrapped(row.name, LABEL - 2 * _PADDING, _LETTERS, 3))
        cells = [tuple(_lines(cell)) for cell in row.cells]
        height = _LINE * max(len(name), *(len(lines) for lines in cells)) + _PADDING
        boxes.append(Box(0, y, LABEL, height, "name", name, row.name))
        boxes += [
            Box(LABEL + COLUMN * i, y, COLUMN, height, cell.state, lines, cell.words)
            for i, (cell, lines) in enumerate(zip(row.cells, cells, strict=True))
        ]
        y += height
    return Grid(LABEL + COLUMN * len(MOTIONS), y, tuple(boxes))


def _lines(cell: MatrixCell) -> Iterator[str]:
    width = COLUMN - 2 * _PADDING
    if cell.state in LOUD:
        yield f"✕ {LOUD[cell.state].format(count=len(cell.owners))}"
    elif cell.state in QUIET:
        yield QUIET[cell.state]
    for holder in cell.owners:
        mark = " (proposed)" if holder.proposed else ""
        yield from wrapped(f"{holder.sign} {holder.short}{mark}", width, _LETTERS, 2)
    if cell.supporters:
        names = ", ".join(holder.short for holder in cell.supporters)
        yield from wrapped(f"○ {names}", width, _LETTERS, 3)
