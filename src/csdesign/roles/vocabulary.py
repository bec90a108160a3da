"""Free text meets the vocabulary: which duty a sentence speaks of, and why we think so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log, sqrt
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.concepts import IDEA, ideas_of
from csdesign.roles.words import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LIKELY_FROM", "Suggestion", "code_scores", "idea_weight", "suggest_codes"]

LIKELY_FROM: Final = 0.30
"""Score from which a suggestion is worth showing (chosen on our own sentences)."""
_RARE_CAP: Final = 3.0
"""Weight that a word unknown to the vocabulary may at most take from the score."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that a sentence may mean."""

    code: str
    score: float
    """Cosine of the sentence's ideas and words with the code's, 0 to 1."""
    words: tuple[str, ...]
    """Words of the sentence that decided it, the weightiest first."""


def suggest_codes(text: str, limit: int = 3, least: float = LIKELY_FROM) -> list[Suggestion]:
    """Return the codes that `text` (English or Russian) may mean, the likeliest first.

    At most `limit`, each with a score of `least` or more. A suggestion is not a claim: a code
    that the author wrote always wins.
    """
    ranked = sorted(code_scores(text).items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Suggestion(code, round(score, 4), _deciding_words(text, code))
        for code, score in ranked[:limit]
        if score >= least
    ]


@lru_cache(maxsize=1 << 14)
def code_scores(text: str) -> Mapping[str, float]:
    """Return the score (0 to 1) of every code that shares an idea or a word with `text`."""
    profiles = _profiles()
    view = ideas_of(text)
    size = sqrt(sum((x * min(idea_weight(key), _RARE_CAP)) ** 2 for key, x in view.items()))
    products: dict[str, float] = {}
    for key, strength in view.items():
        weight = strength * idea_weight(key) ** 2
        for code, held in profiles.holders.get(key, ()):
            products[code] = products.get(code, 0.0) + weight * held
    return {
        code: min(1.0, value / (size * profiles.sizes[code])) for code, value in products.items()
    }


def idea_weight(key: str) -> float:
    """Return the rarity of an idea or stem over the codes of the vocabulary."""
    profiles = _profiles()
    return profiles.rarity.get(key, profiles.unknown)


def _deciding_words(text: str, code: str) -> tuple[str, ...]:
    """Return the words of `text` that the code's sentences share by idea or stem."""
    profile = _profiles().by_code[code]
    found: dict[str, float] = {}
    for word in words_of(text):
        keys = [key for key in ideas_of(word) if key in profile]
        if keys:
            found[word] = max(profile[key] * idea_weight(key) for key in keys)
    return tuple(sorted(found, key=lambda word: (-found[word], stem(word)))[:5])


@dataclass(frozen=True, slots=True)
class _Profiles:
    """What each code's sentences speak of."""

    by_code: Mapping[str, Mapping[str, float]]
    holders: Mapping[str, list[tuple[str, float]]]
    sizes: Mapping[str, float]
    rarity: Mapping[str, float]
    unknown: float


@cache
def _profiles() -> _Profiles:
    by_code: dict[str, dict[str, float]] = {}
    counts: Counter[str] = Counter()
    for code, duty in reference.vocabulary().items():
        total: dict[str, float] = {}
        for sentence in duty.sentences:
            for key, strength in ideas_of(sentence).items():
                # A plain stem can occur in the sentences of one language alone: half of them.
                total[key] = total.get(key, 0.0) + strength * (1 if key.startswith(IDEA) else 2)
        shares = {key: sqrt(min(1.0, x / len(duty.sentences))) for key, x in total.items()}
        by_code[code] = shares
        counts.update(shares.keys())
    n = len(by_code)
    rarity = {key: log((n + 1) / (count + 0.5)) for key, count in counts.items()}
    holders: dict[str, list[tuple[str, float]]] = {}
    sizes = {}
    for code, shares in by_code.items():
        sizes[code] = sqrt(sum((x * rarity[key]) ** 2 for key, x in shares.items()))
        for key, x in shares.items():
            holders.setdefault(key, []).append((code, x))
    return _Profiles(by_code, holders, sizes, rarity, log((n + 1) / 0.5))
