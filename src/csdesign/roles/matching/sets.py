"""Similarity of what a role states as sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from csdesign.reference import LEVELS, MOTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from csdesign.reference import Level, Motion

__all__ = [
    "COMPONENTS",
    "blend",
    "if_both",
    "jaccard",
    "level_numbers",
    "level_overlap",
    "motion_overlap",
    "soft_jaccard",
    "weighted",
]

T = TypeVar("T")

COMPONENTS: Final[Mapping[str, float]] = {
    "responsibilities": 0.40,
    "motions": 0.25,
    "kpis": 0.15,
    "decision_rights": 0.10,
    "stages": 0.10,
}
"""Weights of the components of a signature."""


def if_both(a: T | None, b: T | None, measure: Callable[[T, T], float | None]) -> float | None:
    """Return a measure of two parts; None if one of them is unknown."""
    return None if a is None or b is None else measure(a, b)


def jaccard(a: AbstractSet[str], b: AbstractSet[str]) -> float | None:
    """Return the shared part of two sets; None if both are empty."""
    shared = len(a & b)
    union = len(a) + len(b) - shared
    return shared / union if union else None


def soft_jaccard(matched: float, size_a: int, size_b: int) -> float | None:
    """Return the Jaccard index where `matched` is a sum of match scores, each at most 1."""
    union = size_a + size_b - matched
    return matched / union if union else None


def motion_overlap(a: Mapping[Motion, Level], b: Mapping[Motion, Level]) -> float | None:
    """Return sum(min) / sum(max) of the levels over all motions; None if both have none."""
    return level_overlap(level_numbers(a), level_numbers(b))


def level_numbers(levels: Mapping[Motion, Level]) -> tuple[int, ...]:
    """Return the weight of the level in each motion, in the order of MOTIONS."""
    return tuple([LEVELS[levels.get(motion, "none")] for motion in MOTIONS])


def level_overlap(a: Sequence[int], b: Sequence[int]) -> float | None:
    """Return sum(min) / sum(max) of two such rows; None if both are all none."""
    most = sum(map(max, a, b))
    return sum(map(min, a, b)) / most if most else None


def weighted(components: Mapping[str, float | None]) -> float:
    """Return the similarity: the weighted mean of the components that are not None, else 0."""
    return _mean((COMPONENTS[name], value) for name, value in components.items())


def blend(values: Sequence[float | None]) -> float:
    """Return the similarity from the values of all components, in the order of COMPONENTS."""
    return _mean(zip(COMPONENTS.values(), values, strict=True))


def _mean(weighed: Iterable[tuple[float, float | None]]) -> float:
    total = score = 0.0
    for weight, value in weighed:
        if value is not None:
            total += weight
            score += weight * value
    return score / total if total else 0.0
