"""A result as a notebook shows it: one table, with nothing in it that a browser obeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["notebook_table"]

_MOST_ROWS = 200


def notebook_table(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]], count: int
) -> str:
    """Return an HTML table of the first rows; `count` is how many there are in all."""
    from html import escape  # avoids the cost of loading the names of characters

    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    lines = []
    for number, row in enumerate(rows):
        if number == _MOST_ROWS:
            break
        cells = "".join(f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    more = f"<p>and {count - _MOST_ROWS:,} more</p>" if count > _MOST_ROWS else ""
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table>{more}"
    )
