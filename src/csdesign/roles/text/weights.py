"""The weight of a word: its rarity among these statements and in the reference texts.

A file of five roles has too few documents to tell rare words from common ones, but its sixty
statements do. The sentences of the reference catalogue (our own text) are counted in, so that two
lone roles are weighed sensibly as well; no other background table is used. Measured on the
development pairs, this does as well as a general word-frequency table, and needs none.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from math import log, sqrt
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.text.words import language_of, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.roles.text.languages import TextLanguage
    from csdesign.roles.text.statements import Statement

__all__ = ["WordWeights", "background_counts", "stem_weight"]

_LANGUAGES: Final[tuple[TextLanguage, ...]] = ("en", "ru", "de", "fr", "other")
_LEAST: Final = 0.01
"""A word that every statement has still counts a little."""


class WordWeights:
    """Weights of stems, and of statements as sums of them.

    The weight of a stem is the square root of its inverse document frequency
    ln((n + 1) / (df + 1/2)), statements of its language being the documents. The root keeps the
    names of tools and places from outweighing the verb next to them.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._documents: dict[TextLanguage, int] = {}
        self._counts: dict[TextLanguage, Counter[str]] = {}
        given = tuple(statements)
        found = {statement.language for statement in given}
        # Stemming the reference sentences takes time, so only languages in use are stemmed.
        self._languages = [name for name in _LANGUAGES if name in found or name == "en"]
        for language in self._languages:
            documents, counts = background_counts(language)
            self._documents[language], self._counts[language] = documents, Counter(counts)
        for statement in given:
            self._documents[statement.language] += 1
            self._counts[statement.language].update(statement.stems)
        self._any: dict[str, float] = {}
        self._cache: dict[tuple[TextLanguage, str], float] = {}

    def of(self, stem_: str, language: TextLanguage = "en") -> float:
        """Return the weight of a stem in statements of `language`; always positive."""
        key = (language, stem_)
        weight = self._cache.get(key)
        if weight is None:
            seen = self._counts[language][stem_]
            weight = self._cache[key] = stem_weight(seen, self._documents[language])
        return weight

    def of_any(self, stem_: str) -> float:
        """Return the weight of a stem in the language in which most statements have it."""
        weight = self._any.get(stem_)
        if weight is None:
            language = max(self._languages, key=lambda name: self._counts[name][stem_])
            weight = self._any[stem_] = self.of(stem_, language)
        return weight

    def total(self, stems: Iterable[str], language: TextLanguage = "en") -> float:
        """Return the sum of the weights of `stems`, added in their order."""
        return math.fsum(self.of(stem_, language) for stem_ in stems)


def stem_weight(seen: int, documents: int) -> float:
    """Return the weight of a stem that `seen` of `documents` statements have."""
    return sqrt(max(log((documents + 1) / (seen + 0.5)), _LEAST))


@cache
def background_counts(language: TextLanguage) -> tuple[int, Counter[str]]:
    """Return the number of reference sentences in a language, and how many have each stem."""
    counts: Counter[str] = Counter()
    documents = 0
    for duty in reference.vocabulary().values():
        for sentence in duty.sentences:
            if language_of(sentence) == language:
                documents += 1
                counts.update({stem(word) for word in words_of(sentence)})
    return documents, counts
