"""Lines that are headings, list points or table rows by their looks alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.role_import.headings import classify_heading
from csdesign.role_import.labels import FACT

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["bullet", "looks_like_heading", "pipe_cells", "with_pictures_read"]

_BULLET: Final = re.compile(
    r"^(?P<indent>\s*)(?:[•‣◦▪▫●○■□◆◇▶►➢➤➔→✓✔✅☑❖⁃∙·*+\-–—−\uf0b7\uf0a7]\s+|>\s+(?=[^\W_a-zа-яäöüéèêà])|[•●▪◦‣·✓✔]|"
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[a-zа-я][.)]|\(\w{1,2}\)|[ivx]{1,4}[.)]|o)\s+)(?=\S)"
)
_PICTURE: Final = re.compile(
    "^(\\s*)(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d\u20e3]*)+\\s*(?=\\S)"
)
"""A pictograph before a line: its mark in a list, or an ornament of a heading."""
_NUMBER: Final = re.compile(r"^(?:\d{1,2}[.)]|[IVX]{1,5}[.)])\s+(?=\S)")
_HEADING_WORDS: Final = 10
_HEADING_LENGTH: Final = 90


def bullet(line: str) -> tuple[int, str] | None:
    """Return (indentation in columns, text) of a line that begins with a list mark, or None."""
    match = _BULLET.match(line)
    if match is None:
        return None
    return len(match["indent"].expandtabs(4)), line[match.end() :]


def with_pictures_read(lines: Sequence[str], mark: str, around: str = "") -> list[str]:
    """Return the lines with the pictographs before them as list marks, or left out of headings.

    Headings get `around` on both sides. One line alone with a pictograph is not a list and stays
    as it is.
    """
    found = [_PICTURE.match(line) for line in lines]
    written = [number for number, line in enumerate(lines) if line.strip()]
    read = list(lines)
    for at, number in enumerate(written):
        picture = found[number]
        if picture is None:
            continue
        rest = lines[number][picture.end() :]
        beside = written[max(at - 1, 0) : at + 2]
        is_set_off = not number or not lines[number - 1].strip()
        if is_set_off and looks_like_heading(rest, alone=False):
            read[number] = f"{around}{rest}{around}" if rest[-1].isalnum() else rest
        elif sum(found[other] is not None for other in beside) > 1:
            read[number] = f"{picture[1]}{mark} {rest}"
    return read


def looks_like_heading(text: str, *, alone: bool) -> bool:
    """Return whether a line without any mark-up is a heading.

    It is short and ends like none of a sentence; it ends with a colon, is in capitals, announces a
    section, or is `alone` between blank lines.
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
    section = classify_heading(text)
    if FACT.match(text) and (section in {None, "other"} or not alone):
        return False  # a line of a form: "Hours: 37.5 a week", "Experience: three years"
    return text[0].isupper() and (alone or (section is not None and len(words) <= 6))


def pipe_cells(line: str) -> list[str] | None:
    """Return the cells of a line such as `Role | Duties`, or None if it has no ` | `."""
    bare = line.strip().strip("|").strip()
    if not re.search(r"\s\|\s", bare):
        return None
    return [cell.strip() for cell in bare.split("|")]
