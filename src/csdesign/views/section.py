"""A table as values: typed columns and rows, before any file format gives them a shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from csdesign.wording import visible

__all__ = ["LONGEST", "Cell", "Column", "Kind", "Table", "cell_text"]

Cell: TypeAlias = str | float | bool | None
Kind: TypeAlias = Literal[
    "text", "count", "hours", "fte", "share", "money", "score", "signed", "figure"
]
"""What a number is, which decides its digits: `share` is 0 to 1 and shown as per cent, `signed`
is a difference, `figure` a number of any size."""
LONGEST: Final = 10_000
"""Characters of a cell; the language allows no longer text."""
_DIGITS: Final = {"count": 0, "hours": 0, "fte": 2, "money": 0, "score": 1}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key for programs, its heading for people, what its cells are.

    `bar` asks for a bar beside the number where a format can draw one.
    """

    key: str
    heading: str
    kind: Kind = "text"
    bar: bool = False

    @property
    def numeric(self) -> bool:
        """Return whether the cells are numbers."""
        return self.kind != "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; `name` is the file or sheet it becomes, `note` what a reader must know."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def top(self, index: int) -> float:
        """Return the length of a full bar in a column: 1 for shares, else its largest number."""
        if self.columns[index].kind == "share":
            return 1.0
        numbers = (row[index] for row in self.rows)
        return max((float(n) for n in numbers if isinstance(n, (int, float))), default=0.0)

    @property
    def empty(self) -> bool:
        """Return whether there is nothing to show."""
        return not self.rows


def cell_text(cell: Cell, kind: Kind) -> str:
    """Return a cell as people read it: undefined is a dash, control characters are spelled out."""
    if cell is None:
        return "-"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        return visible(cell, LONGEST)
    if kind == "share":
        return f"{100 * cell:.0f}%"
    if kind == "signed":
        if abs(cell) < 1e-9:
            return "0"
        return f"{cell:+,.3g}" if abs(cell) < 999.5 else f"{cell:+,.0f}"
    if kind in _DIGITS:
        return f"{cell:,.{_DIGITS[kind]}f}"
    return f"{cell:,.4g}" if abs(cell) < 10_000 else f"{cell:,.0f}"
