"""The language of a document in Latin letters, by its function words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["language_of"]

_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL_WORDS: Final = {
    language: frozenset(words.split())
    for language, words in {
        "english": (
            "the and of to for with you your our we is are will on at by from that this as it their"
        ),
        "german": (
            "der die das und für mit von zu zur zum im den dem des ein eine einen einer du "
            "sie wir bei auf aus sowie unser unsere unserer dein deine ihre ist sind nicht "
            "auch oder"
        ),
        "french": (
            "le la les des du de et pour avec vous nous en dans sur un une au aux est sont "
            "votre vos nos notre par qui que ou à d l"
        ),
        "spanish": (
            "el la los las de del y en con para por un una que al su sus tu tus nuestro "
            "nuestra nuestros o es son más como se los"
        ),
        "portuguese": (
            "o os as do da dos das de em no na nos nas com para por e um uma que ao aos "
            "você seu sua nosso nossa ou é são mais como"
        ),
        "dutch": (
            "de het een en van voor met je jij jouw wij we onze ons bij op in te aan of is "
            "zijn wat die dat naar om als"
        ),
        "polish": (
            "i w z na do oraz dla się od po przez jest są nasz naszych twój twoje za lub ze "
            "nie jak o"
        ),
    }.items()
}
_FEWEST: Final = 3
"""Small words below which a text is taken for English."""


def language_of(texts: Iterable[str]) -> str:
    """Return the language, in English and small letters, with most small words of all texts."""
    counts = dict.fromkeys(_SMALL_WORDS, 0)
    for text in texts:
        for word in _WORD.findall(text.casefold()):
            for language, words in _SMALL_WORDS.items():
                counts[language] += word in words
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= _FEWEST else "english"
