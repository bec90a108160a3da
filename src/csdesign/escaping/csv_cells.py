"""Cells of CSV that no spreadsheet runs, no terminal obeys and no CI runner takes for a command."""

from __future__ import annotations

from typing import Final

from csdesign.escaping.terminal import shown

__all__ = ["safe_cell"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_LONGEST: Final = 10_000
"""Characters of a cell; the language allows no longer text."""


def safe_cell(cell: str | float | bool | None) -> str | float:
    """Return a cell that only shows itself; None is empty, truth values are words.

    A text that begins as a formula does gets an apostrophe before it, as spreadsheets write it.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        text = shown(cell, _LONGEST)
        return f"'{text}" if text.startswith(_FORMULA) else text
    return float(cell) if isinstance(cell, float) else cell
