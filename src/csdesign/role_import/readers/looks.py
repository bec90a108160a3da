"""Lines that are headings, list points or table rows by their looks alone."""

from __future__ import annotations

import re
from typing import Final

from csdesign.role_import.headings import classify_heading

__all__ = ["bullet", "looks_like_heading", "pipe_cells"]

_BULLET: Final = re.compile(
    r"^(?P<indent>\s*)(?:[•‣◦▪▫●○■□◆◇▶►➢➤➔→✓✔✅☑❖⁃∙·*+\-–—−\uf0b7\uf0a7]\s+|[•●▪◦‣·✓✔]|"
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[a-zа-я][.)]|\(\w{1,2}\)|[ivx]{1,4}[.)]|o)\s+)(?=\S)"
)
_NUMBER: Final = re.compile(r"^(?:\d{1,2}[.)]|[IVX]{1,5}[.)])\s+(?=\S)")
_HEADING_WORDS: Final = 10
_HEADING_LENGTH: Final = 90


def bullet(line: str) -> tuple[int, str] | None:
    """Return (indentation in columns, text) of a line that begins with a list mark, or None."""
    match = _BULLET.match(line)
    if match is None:
        return None
    return len(match["indent"].expandtabs(4)), line[match.end() :]


def looks_like_heading(text: str, *, alone: bool) -> bool:
    """Tell whether a line without any mark-up is a heading.

    It is short and ends like none of a sentence; it ends with a colon, is in capitals, announces a
    section, or stands `alone` between blank lines.
    """
    text = _NUMBER.sub("", text)
    words = text.split()
    if not words or len(words) > _HEADING_WORDS or len(text) > _HEADING_LENGTH:
        return False
    if text.endswith(":"):
        return len(words) <= 6 or classify_heading(text) is not None
    if text[-1] in ".;,!…" and not text.endswith("..."):
        return False
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return False
    if len(letters) > 3 and all(character.isupper() for character in letters):
        return True
    return (alone and text[0].isupper()) or (
        text[0].isupper() and classify_heading(text) is not None and len(words) <= 6
    )


def pipe_cells(line: str) -> list[str] | None:
    """Return the cells of a line such as `Role | Duties`, or None where it has no ` | `."""
    bare = line.strip().strip("|").strip()
    if not re.search(r"\s\|\s", bare):
        return None
    return [cell.strip() for cell in bare.split("|")]
