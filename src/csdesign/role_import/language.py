"""The language of a document in Latin letters, by its smallest words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["language_of"]

_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL_WORDS: Final = {
    "english": frozenset(
        {
            "the",
            "and",
            "of",
            "to",
            "for",
            "with",
            "you",
            "your",
            "our",
            "we",
            "is",
            "are",
            "will",
            "on",
            "at",
            "by",
            "from",
            "that",
            "this",
            "as",
            "it",
            "their",
        }
    ),
    "german": frozenset(
        {
            "der",
            "die",
            "das",
            "und",
            "für",
            "mit",
            "von",
            "zu",
            "zur",
            "zum",
            "im",
            "den",
            "dem",
            "des",
            "ein",
            "eine",
            "einen",
            "einer",
            "du",
            "sie",
            "wir",
            "bei",
            "auf",
            "aus",
            "sowie",
            "unser",
            "unsere",
            "unserer",
            "dein",
            "deine",
            "ihre",
            "ist",
            "sind",
            "nicht",
            "auch",
            "oder",
        }
    ),
    "french": frozenset(
        {
            "le",
            "la",
            "les",
            "des",
            "du",
            "de",
            "et",
            "pour",
            "avec",
            "vous",
            "nous",
            "en",
            "dans",
            "sur",
            "un",
            "une",
            "au",
            "aux",
            "est",
            "sont",
            "votre",
            "vos",
            "nos",
            "notre",
            "par",
            "qui",
            "que",
            "ou",
            "à",
            "d",
            "l",
        }
    ),
}
_FEWEST: Final = 3
"""Small words below which a text is taken for English."""


def language_of(texts: Iterable[str]) -> str:
    """Return english, german or french, whichever has most of the small words of all texts."""
    counts = dict.fromkeys(_SMALL_WORDS, 0)
    for text in texts:
        for word in _WORD.findall(text.casefold()):
            for language, words in _SMALL_WORDS.items():
                counts[language] += word in words
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= _FEWEST else "english"
