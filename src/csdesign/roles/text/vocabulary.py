"""The duties of the vocabulary that a sentence in free text may mean, with the reasons."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log, sqrt
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.text.concepts import IDEA, ideas_of
from csdesign.roles.text.words import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "LIKELY_FROM",
    "Suggestion",
    "broad_code_scores",
    "code_scores",
    "idea_weight",
    "shared_ideas",
    "suggest_codes",
]

LIKELY_FROM: Final = 0.30
"""Score from which a suggestion is worth showing (chosen on our own sentences)."""
_RARE_CAP: Final = 3.0
"""Weight that a word unknown to the vocabulary may at most take from the score."""
_ONE_IDEA: Final = 0.5
"""Factor on a sentence's score where a longer text shares one idea with it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that a sentence may mean."""

    code: str
    score: float
    """Cosine of the sentence's ideas and words with the code's, 0 to 1."""
    words: tuple[str, ...]
    """The deciding words of the sentence, the weightiest first."""


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


def code_scores(text: str) -> Mapping[str, float]:
    """Return the score (0 to 1) of every code that shares an idea or a word with `text`.

    The better of two cosines counts: with everything that is said of the code, and with the one
    sentence that is nearest.
    """
    return _scores(text)[1]


def broad_code_scores(text: str) -> Mapping[str, float]:
    """Return the cosine with the whole text of each code: steadier, but less sharp."""
    return _scores(text)[0]


@lru_cache(maxsize=1 << 14)
def _scores(text: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return the broad scores and the better of these and the nearest sentence's."""
    profiles = _profiles()
    view = ideas_of(text)
    size = sqrt(math.fsum((x * min(idea_weight(key), _RARE_CAP)) ** 2 for key, x in view.items()))
    products: dict[int, float] = {}
    shared: dict[int, int] = {}
    for key, strength in view.items():
        weight = strength * idea_weight(key) ** 2
        for number, held in profiles.holders.get(key, ()):
            products[number] = products.get(number, 0.0) + weight * held
            shared[number] = shared.get(number, 0) + 1
    broad: dict[str, float] = {}
    best: dict[str, float] = {}
    for number, product in products.items():
        code, own_size, whole = profiles.views[number]
        score = min(1.0, product / (size * own_size))
        if whole:
            broad[code] = score
        elif shared[number] == 1 < len(view) - 1:
            score *= _ONE_IDEA
        best[code] = max(best.get(code, 0.0), score)
    return broad, best


def shared_ideas(a: str, b: str) -> tuple[str, ...]:
    """Return the names of the ideas that two texts share, the rarest first."""
    held = ideas_of(b)
    found = [key for key in ideas_of(a) if key.startswith(IDEA) and key in held]
    ranked = sorted(found, key=lambda key: (-idea_weight(key), key))
    return tuple(key.removeprefix(IDEA) for key in ranked)


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
    """The ideas and words of the codes and their sentences."""

    by_code: Mapping[str, Mapping[str, float]]
    """For each code, its ideas with the root of the share of its sentences that have them."""
    views: Sequence[tuple[str, float, bool]]
    """Code and size of each view, and whether it is the whole code's or one sentence's."""
    holders: Mapping[str, list[tuple[int, float]]]
    """For each idea, the views that have it and its strength there."""
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
        by_code[code] = {key: sqrt(min(1.0, x / len(duty.sentences))) for key, x in total.items()}
        counts.update(total.keys())
    n = len(by_code)
    rarity = {key: log((n + 1) / (count + 0.5)) for key, count in counts.items()}
    views: list[tuple[str, float, bool]] = []
    holders: dict[str, list[tuple[int, float]]] = {}
    for code, duty in reference.vocabulary().items():
        for place, view in enumerate((by_code[code], *map(ideas_of, duty.sentences))):
            for key, x in view.items():
                holders.setdefault(key, []).append((len(views), x))
            size = sqrt(math.fsum((x * rarity[key]) ** 2 for key, x in view.items()))
            views.append((code, size, place == 0))
    return _Profiles(by_code, views, holders, rarity, log((n + 1) / 0.5))
