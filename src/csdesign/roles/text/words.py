"""Words of a text: letters made comparable, cut into words, reduced to stems.

Russian is told by its script, word by word, so that one text may hold two languages; which of the
others a Latin word belongs to is said by the caller.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.reference import Language

__all__ = ["fold_homoglyphs", "language_of", "mixes_scripts", "raw_words", "stem", "words_of"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_STEMMERS: Final = {"de": "german", "fr": "french"}
_POSSESSIVE: Final = re.compile(r"'s?$")

# Letters that look alike; the pairs are those a reader cannot tell apart in common fonts.
_LATIN_LOOKS: Final = "AaBEeKkMHOoPpCcTyXxIiJjSs"
_CYRILLIC_LOOKS: Final = "АаВЕеКкМНОоРрСсТуХхІіЈјЅѕ"
_TO_LATIN: Final = str.maketrans(_CYRILLIC_LOOKS, _LATIN_LOOKS)
_TO_CYRILLIC: Final = str.maketrans(_LATIN_LOOKS[:19], _CYRILLIC_LOOKS[:19])
_SAME: Final = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "ё": "е", "Ё": "Е", "\u00ad": None})


def raw_words(text: str) -> list[str]:
    """Return the words of `text` in its own case, compatibility forms and homoglyphs resolved."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    found: list[str] = _WORD.findall(text.translate(_SAME))
    return found if text.isascii() else [fold_homoglyphs(word) for word in found]


def words_of(text: str) -> list[str]:
    """Return the words of `text` in lower case."""
    return [word.lower() for word in raw_words(text)]


def mixes_scripts(text: str) -> bool:
    """Return whether one word of `text` has Latin and Cyrillic letters that look alike."""
    plain = unicodedata.normalize("NFKC", text).translate(_SAME)
    return any(fold_homoglyphs(word) != word for word in _WORD.findall(plain))


def fold_homoglyphs(word: str) -> str:
    """Return `word` in one script where its letters of the other script only look like it."""
    cyrillic = _CYRILLIC.findall(word)
    latin = _LATIN.findall(word)
    if not cyrillic or not latin:
        return word
    as_latin, as_cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    if not _CYRILLIC.search(as_latin) and len(latin) >= len(cyrillic):
        return as_latin
    if not _LATIN.search(as_cyrillic):
        return as_cyrillic
    return word if _CYRILLIC.search(as_latin) else as_latin


@lru_cache(maxsize=1 << 17)
def stem(word: str, language: str = "en") -> str:
    """Return the Snowball stem of a lower-case word: Russian by its script, else as `language`.

    A word of a language that is not read has no stem but itself.
    """
    if _CYRILLIC.search(word):
        return _stemmer("russian")(word)
    if language in {"en", "ru"}:
        return _stemmer("english")(_POSSESSIVE.sub("", word))
    return _stemmer(_STEMMERS[language])(word) if language in _STEMMERS else word


def language_of(text: str) -> Language:
    """Return `ru` where most letters of `text` are Cyrillic, else `en`."""
    if text.isascii():
        return "en"
    return "ru" if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)) else "en"


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    import snowballstemmer  # type: ignore[import-untyped]  # the package ships no types

    stem_word: Callable[[str], str] = snowballstemmer.stemmer(language).stemWord
    return stem_word
