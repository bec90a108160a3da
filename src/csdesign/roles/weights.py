"""How much a word says: its rarity among the statements at hand and in the reference texts.

A file of five roles has too few documents to tell rare words from common ones, but its sixty
statements do. The sentences of the reference catalogue (our own text) are counted in, so that two
lone roles are weighed sensibly as well; no other background table is used. Measured on the
development pairs, this does as well as a general word-frequency table, and needs none.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import log, sqrt
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.words import language_of, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.reference import Language
    from csdesign.roles.statements import Statement

__all__ = ["WordWeights"]

_LANGUAGES: Final[tuple[Language, ...]] = ("en", "ru")


class WordWeights:
    """Weights of stems, and of statements as sums of them.

    The weight of a stem is the square root of its inverse document frequency
    ln((n + 1) / (df + 1/2)), statements of its language being the documents. The root keeps the
    names of tools and places from outweighing the verb beside them.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        background = _background()
        self._documents = {language: background[language][0] for language in _LANGUAGES}
        counts = {language: Counter(background[language][1]) for language in _LANGUAGES}
        for statement in statements:
            self._documents[statement.language] += 1
            counts[statement.language].update(statement.stems)
        self._counts = counts
        self._cache: dict[tuple[Language, str], float] = {}

    def of(self, stem_: str, language: Language = "en") -> float:
        """Return the weight of a stem in statements of `language`; always positive."""
        key = (language, stem_)
        weight = self._cache.get(key)
        if weight is None:
            seen = self._counts[language][stem_]
            rarity = log((self._documents[language] + 1) / (seen + 0.5))
            weight = self._cache[key] = sqrt(max(rarity, 0.01))
        return weight

    def total(self, stems: Iterable[str], language: Language = "en") -> float:
        """Return the sum of the weights of `stems`, added in their order."""
        return sum(self.of(stem_, language) for stem_ in stems)


@cache
def _background() -> dict[Language, tuple[int, Counter[str]]]:
    """Return the number of reference sentences and their stem counts, by language."""
    counts: dict[Language, Counter[str]] = {language: Counter() for language in _LANGUAGES}
    documents: Counter[Language] = Counter()
    for duty in reference.vocabulary().values():
        for sentence in duty.sentences:
            language = language_of(sentence)
            documents[language] += 1
            counts[language].update({stem(word) for word in words_of(sentence)})
    return {language: (documents[language], counts[language]) for language in _LANGUAGES}
