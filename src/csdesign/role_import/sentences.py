"""Cut running text into sentences, each with the line it begins on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.role_import.blocks import PlacedText

__all__ = ["split_sentences"]

_BREAK: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-ZА-ЯЁ0-9])|;\s+(?=[A-ZА-ЯЁ])")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|incl|approx|no|nos|mr|mrs|ms|dr|sr|jr|st|inc|ltd|corp|co|dept|min|max|"
    r"est|fig|т\.е|т\.д|т\.п|т\.ч|т\.к|др|пр|напр|руб|тыс|млн|млрд|г|гг|стр|рис|ул|им)"
    r"|\b[A-Za-zА-Яа-я])\.$",
    re.IGNORECASE,
)
_ANAPHORA: Final = re.compile(
    r"(?:this(?! (?:role|position|job|person|individual))|these|those|it|that|such|here|e\.g|i\.e|"
    r"for example|for instance|это|этот|эта|эти|такие|например)\b",
    re.IGNORECASE,
)


def split_sentences(content: PlacedText) -> Iterator[tuple[str, int]]:
    """Yield (sentence, line); a sentence that only points back stays with the one before it.

    Abbreviations (`e.g.`, `т. д.`), single letters and what lies between brackets do not end one.
    """
    start = 0
    for end, following in _boundaries(content.text):
        if _ANAPHORA.match(content.text, following):
            continue
        yield from _piece(content, start, end)
        start = following
    yield from _piece(content, start, len(content.text))


def _boundaries(text: str) -> Iterator[tuple[int, int]]:
    depth = scanned = 0
    for match in _BREAK.finditer(text):
        depth += text.count("(", scanned, match.start()) - text.count(")", scanned, match.end())
        depth += text.count("(", match.start(), match.end())
        scanned = match.end()
        depth = max(depth, 0)
        mark = text[match.start()]
        # An abbreviation is at most a few letters: look at a short stretch before the full stop.
        before = text[max(0, match.start() - 12) : match.start() + 1]
        if depth or (mark == "." and _ABBREVIATION.search(before)):
            continue
        yield match.end(), match.end()


def _piece(content: PlacedText, start: int, end: int) -> Iterator[tuple[str, int]]:
    # A semicolon or comma at the end belongs to the list, not to the sentence.
    sentence = content.text[start:end].strip().rstrip(";,").rstrip()
    if any(character.isalnum() for character in sentence):
        yield sentence, content.line_at(start)
