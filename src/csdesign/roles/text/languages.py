"""Detects the language of a text by its script and its short words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, Literal

from csdesign.roles.text.lexicon import languages_of_words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["READ", "TextLanguage", "latin_language", "script_of"]

TextLanguage = Literal["en", "ru", "de", "fr", "other"]
"""Languages whose verbs and negations are read; `other` is any further one."""

READ: Final = "English, Russian, German and French"

_READ: Final[dict[str, TextLanguage]] = {"en": "en", "de": "de", "fr": "fr"}
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_NOT_RUSSIAN: Final = re.compile(r"[іїєґўђјљњћџәғқңөұүһ]|ъ(?![еёюя])", re.IGNORECASE)
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_LEAST_HITS: Final = 3
"""Function words of another language below which a text is taken for English: short bullets have
few of them."""


def script_of(text: str) -> Literal["latin", "cyrillic", "other"]:
    """Return the script of most letters; a text without letters counts as Latin."""
    if text.isascii():
        return "latin"
    cyrillic = len(_CYRILLIC.findall(text))
    latin = len(_LATIN.findall(text))
    if 2 * (cyrillic + latin) < len(_LETTER.findall(text)):
        return "other"
    if cyrillic > latin:
        return "other" if _NOT_RUSSIAN.search(text) else "cyrillic"
    return "latin"


def latin_language(words: Iterable[str]) -> TextLanguage:
    """Return the language of lower-case words in Latin script, taken together.

    English unless little words of another language outnumber the English ones. A word that
    several languages have counts a part for each.
    """
    known = languages_of_words()
    hits: Counter[str] = Counter()
    votes: dict[str, float] = {}
    for word in words:
        languages = known.get(word, ())
        for language in languages:
            hits[language] += 1
            votes[language] = votes.get(language, 0.0) + 1 / len(languages)
    if not votes:
        return "en"
    best = max(votes, key=lambda language: (votes[language], language == "en", language))
    if best == "en" or hits[best] < _LEAST_HITS or votes[best] <= 1.5 * votes.get("en", 0.0):
        return "en"
    return _READ.get(best, "other")
