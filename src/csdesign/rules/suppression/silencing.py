"""Findings that neither a comment nor a baseline may suppress.

A design with a syntax, schema or reference error does not load, so that no other rule runs on it:
silencing the error would turn a broken design green. Findings about suppressions stay too.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ALWAYS_REPORTED", "can_be_silenced"]

ALWAYS_REPORTED: Final = ("YML", "SCH", "SUP")
"""Families of rules that are never suppressed."""


def can_be_silenced(code: str) -> bool:
    """Return whether findings of the rule may be suppressed."""
    return not code.startswith(ALWAYS_REPORTED)
