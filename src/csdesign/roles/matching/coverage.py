"""The matched weight of two roles given as stem numbers: the quick form of the alignment."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from csdesign.roles.matching.alignment import find_parts
from csdesign.roles.matching.likeness import MATCH_FROM, match_score
from csdesign.roles.matching.pairing import assign

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["matched_weight"]


def matched_weight(
    a: Sequence[Sequence[int]], b: Sequence[Sequence[int]], weights: Sequence[float]
) -> float:
    """Return the share (0 to 1) of the weight of two roles' lines that matches.

    Lines are stem numbers, `weights` is indexed by them. The same measure as `align` gives for
    free text, without the evidence.
    """
    total_a, total_b = ([sum(weights[stem] for stem in line) for line in side] for side in (a, b))
    pairs = list(assign(_edges(a, b, total_a, total_b, weights)))
    turned = [(j, i) for i, j in pairs]
    covered_a = {i for i, _ in pairs} | find_parts(a, b, turned, weights.__getitem__).keys()
    covered_b = {j for _, j in pairs} | find_parts(b, a, pairs, weights.__getitem__).keys()
    covered = sum(sqrt(total_a[i]) for i in covered_a) + sum(sqrt(total_b[j]) for j in covered_b)
    return covered / (sum(map(sqrt, total_a)) + sum(map(sqrt, total_b)))


def _edges(
    a: Sequence[Sequence[int]],
    b: Sequence[Sequence[int]],
    total_a: Sequence[float],
    total_b: Sequence[float],
    weights: Sequence[float],
) -> dict[tuple[int, int], float]:
    """Return the pairs of lines that could say the same, with their scores."""
    holders: dict[int, list[int]] = {}
    for j, line in enumerate(b):
        for stem in line:
            holders.setdefault(stem, []).append(j)
    norm_a, norm_b = (
        [sqrt(sum(weights[stem] ** 2 for stem in line)) for line in side] for side in (a, b)
    )
    edges = {}
    for i, line in enumerate(a):
        shared: dict[int, float] = {}
        squares: dict[int, float] = {}
        for stem in line:
            weight = weights[stem]
            for j in holders.get(stem, ()):
                shared[j] = shared.get(j, 0.0) + weight
                squares[j] = squares.get(j, 0.0) + weight * weight
        for j, weight in shared.items():
            cosine = squares[j] / (norm_a[i] * norm_b[j])
            likeness = (cosine + weight / min(total_a[i], total_b[j])) / 2
            if likeness >= MATCH_FROM:
                edges[i, j] = match_score(likeness)
    return edges
