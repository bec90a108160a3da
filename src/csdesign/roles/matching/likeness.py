"""The likeness of two statements in words, and the certainty that they say the same."""

from __future__ import annotations

import math
from math import exp, sqrt
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

__all__ = ["MATCH_FROM", "likeness", "likenesses", "match_score", "overlap"]

S = TypeVar("S")
"""A stem, as text or as its number."""

MATCH_FROM: Final = 0.40
"""Likeness from which two statements are taken to say the same (fitted on development pairs)."""
_STEEPNESS: Final = 12.0


def match_score(likeness: float) -> float:
    """Return the score of a match, 0.5 at `MATCH_FROM` and rising to 1."""
    return 1.0 / (1.0 + exp(-_STEEPNESS * (likeness - MATCH_FROM)))


def likenesses(
    a: Sequence[Collection[S]],
    b: Sequence[Collection[S]],
    weight_of: Callable[[S], float],
    least: float = MATCH_FROM,
) -> dict[tuple[int, int], float]:
    """Return the likeness (`least` to 1) of lines of two roles that share stems, by position.

    Lines are their distinct stems. Likeness is the mean of the cosine of the weighted stems and of
    the containment: the weight of the shared stems over the smaller of the two totals.
    """
    holders: dict[S, list[int]] = {}
    totals_b, norms_b = [], []
    for j, line in enumerate(b):
        total = squares = 0.0
        for stem in line:
            weight = weight_of(stem)
            total += weight
            squares += weight * weight
            holders.setdefault(stem, []).append(j)
        totals_b.append(total)
        norms_b.append(sqrt(squares))
    found = {}
    for i, line in enumerate(a):
        total = norm = 0.0
        shared: dict[int, float] = {}
        squares_: dict[int, float] = {}
        for stem in line:
            weight = weight_of(stem)
            square = weight * weight
            total += weight
            norm += square
            for j in holders.get(stem, ()):
                shared[j] = shared.get(j, 0.0) + weight
                squares_[j] = squares_.get(j, 0.0) + square
        root = sqrt(norm)
        for j, weight in shared.items():
            likeness = (squares_[j] / (root * norms_b[j]) + weight / min(total, totals_b[j])) / 2
            if likeness >= least:
                found[i, j] = likeness
    return found


def overlap(a: Collection[S], b: Collection[S], weight_of: Callable[[S], float]) -> float:
    """Return twice the weight of the shared stems over the weight of both, 0 to 1."""
    shared = math.fsum(weight_of(stem) for stem in a if stem in b)
    total = math.fsum(weight_of(stem) for stem in a) + math.fsum(weight_of(stem) for stem in b)
    return 2 * shared / total if total else 0.0


def likeness(a: Collection[S], b: Collection[S], weight_of: Callable[[S], float]) -> float:
    """Return the likeness of two lines, 0 to 1, as `likenesses` has it."""
    return likenesses([a], [b], weight_of, 0.0).get((0, 0), 0.0)
