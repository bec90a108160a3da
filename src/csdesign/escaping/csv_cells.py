"""CSV cells that no spreadsheet evaluates, and no terminal or CI runner takes for a command."""

from __future__ import annotations

from typing import Final

from csdesign.escaping.terminal import shown

__all__ = ["safe_cell"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_LONGEST: Final = 10_000
"""Maximum length of a cell (characters); the design language has no longer texts."""


def safe_cell(cell: str | float | bool | None) -> str | float:
    """Return a cell that is shown as it is; None is empty, truth values are words.

    A text that begins like a formula gets an apostrophe before it, as in spreadsheets.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        text = shown(cell, _LONGEST)
        return f"'{text}" if text.startswith(_FORMULA) else text
    return float(cell) if isinstance(cell, float) else cell
