"""Salesforce ids: 15 characters that differ by case, or 18 that do not."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CAPITALS", "SUFFIX_DIGITS", "forms_of_id", "long_id"]

_SHORT: Final = re.compile(r"001[0-9A-Za-z]{12}")
CAPITALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SUFFIX_DIGITS: Final = CAPITALS + "012345"
"""Alphabet of the last three characters of a long id; each encodes five of the first fifteen."""


def long_id(text: str) -> str:
    """Return the 18-character form of a 15-character Salesforce account id; else the text.

    Account ids start with 001. The three added characters encode which of the fifteen are capital
    letters, five at a time, with the first of the five as the lowest bit.

    Source: Salesforce Help, "18-Character IDs", and its published conversion formula.
    """
    if not _SHORT.fullmatch(text):
        return text
    chunks = (text[start : start + 5] for start in (0, 5, 10))
    suffix = "".join(
        SUFFIX_DIGITS[sum(character.isupper() << place for place, character in enumerate(chunk))]
        for chunk in chunks
    )
    return text + suffix


def forms_of_id(text: str) -> tuple[str, ...]:
    """Return every form in which an export may write the id, the given one first."""
    other = long_id(text)
    if other == text and long_id(text[:15]) == text:
        other = text[:15]
    return (text,) if other == text else (text, other)
