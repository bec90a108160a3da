"""Cells of CSV that no spreadsheet runs and no terminal obeys."""

from __future__ import annotations

from typing import Final

from csdesign.wording import visible

__all__ = ["harmless", "safe_cell"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_LONGEST: Final = 4_000


def harmless(cell: str | float | bool) -> str | float:
    """Return a cell that no spreadsheet takes for a formula, and words for truth values."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return float(cell) if isinstance(cell, float) else cell


def safe_cell(cell: str | float | bool | None) -> str | float:
    """Return a cell that no spreadsheet runs and no terminal obeys; None is empty."""
    if cell is None:
        return ""
    return harmless(visible(cell, _LONGEST) if isinstance(cell, str) else cell)
