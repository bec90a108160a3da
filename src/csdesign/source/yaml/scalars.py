"""Finds the end of a key or a value, since the tree keeps only its start."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

__all__ = ["scalar_end"]

# Possessive, so that no text, however long, makes the search go back or keep its steps.
_SINGLE: Final = re.compile(r"'(?:[^']++|'')*+'")
_DOUBLE: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_BLOCK: Final = re.compile(r"[|>][-+0-9]*")
_NULL: Final = re.compile("~|null|Null|NULL")
_LONGEST_KEY: Final = 200
_LONGEST: Final = 10_000


def scalar_end(text: str, start: int, value: str | None) -> int:
    """Return the offset behind the scalar that begins at `start` and reads as `value`.

    A block text ends with its header (`|` or `>`), so that a finding marks one line. What cannot
    be found, or is too long to look for, is one character long.
    """
    if value is not None and len(value) > _LONGEST:
        return start + 1
    character = text[start : start + 1]
    for opening, pattern in (("'", _SINGLE), ('"', _DOUBLE), ("|", _BLOCK), (">", _BLOCK)):
        if character == opening and (match := pattern.match(text, start)):
            return match.end()
    if value is None:
        match = _NULL.match(text, start)
        return match.end() if match else start
    if text.startswith(value, start):
        return start + len(value)
    return _folded_end(text, start, value)


def _folded_end(text: str, start: int, value: str) -> int:
    """Return the end of a plain scalar over several lines, or of one not in composed form."""
    words = r"\s+".join(re.escape(word) for word in value.split())
    if match := re.compile(words).match(text, start):
        return match.end()
    # A key is kept in composed form; the key as written may be longer, never three times as long.
    for end in range(start + len(value), start + 3 * min(len(value), _LONGEST_KEY) + 1):
        if normalize("NFC", text[start:end]) == value:
            return end
    return min(start + 1, len(text))
