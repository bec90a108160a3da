"""Candidates among very many roles: pairs that share keys which are rare.

Two versions of one job share whole lines, pairs of words in one line, or rare words; most pairs of
roles share none of these. Looking only at what is rarest in a role, within a fixed budget of roles
met, keeps the work near-linear in the roles. No pair of roles is looked at without a shared key.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING, Final

from csdesign.roles.matching.likeness import likenesses
from csdesign.roles.text.lines import BARE_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.roles.text.lines import Lines

    Line = tuple[int, ...]
    """The distinct stem numbers of a line, ascending."""

__all__ = ["find_partners", "may_match", "partners_of"]

_BUCKETS: Final = 1 << 23
"""Number of counters into which keys are hashed; a collision costs a look-up, never a partner."""
_RAREST_IN_LINE: Final = 4
"""Stems of a line of which each two make a key."""
_RAREST_LINES: Final = 5
"""Lines of a role of which each two make a key: codes and templates are shared by many."""
_RAREST_IN_ROLE: Final = 16
"""Stems of a role that are keys by themselves."""
_MOST_WITH_KEY: Final = 250
"""Number of roles with a key from which the key no longer groups roles."""
_BUDGET: Final = 1_200
"""Roles met in the look-ups of one role, at most; the rarest keys come first."""
_WEIGHED: Final = 24
"""The roles met most often that are scored for one role."""
_KEPT: Final = 10
"""Partners kept for one role."""
_COSINE_FROM: Final = 0.40
"""Cosine of two roles' stems below which they are not compared: 99.5% of the development pairs that
are one job lie above 0.42."""
_LIKE_FROM: Final = 0.35
"""Share of each role's lines that must be like some line of the other."""
_SATURATED: Final = 255


def partners_of(lines: Lines) -> Iterator[tuple[int, int]]:
    """Yield the pairs of roles that share enough lines for them to be compared."""
    numbers: dict[str, int] = {}
    weights: list[float] = []

    def number(key: str, weight: float) -> int:
        if key not in numbers:
            numbers[key] = len(weights)
            weights.append(weight)
        return numbers[key]

    roles = []
    for role in range(len(lines)):
        found = {
            tuple(sorted(number(stem, lines.weight_of(stem)) for stem in line.content))
            if line.content
            else (number(f"={line.code}", sqrt(BARE_WEIGHT)),)
            for line in lines.of(role)
            if not line.common
        }
        roles.append(sorted(found))
    yield from find_partners(roles, weights)


def find_partners(
    roles: Sequence[Sequence[Line]], weights: Sequence[float]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of roles, the earlier first, that could be the same job; each pair once.

    `roles` are lines of stem numbers, `weights` is indexed by them. Roles of the same lines are
    each paired with the first of them alone.
    """
    first: dict[frozenset[Line], int] = {}
    numbers = []
    for role, lines in enumerate(roles):
        number = first.setdefault(frozenset(lines), role)
        if number == role:
            numbers.append(role)
        elif lines:
            yield number, role
    yield from (
        (numbers[a], numbers[b]) for a, b in _of_unlike([roles[n] for n in numbers], weights)
    )


def may_match(a: Sequence[Line], b: Sequence[Line], weights: Sequence[float]) -> bool:
    """Return whether enough lines of each role have one that is like them in the other."""
    found = likenesses(a, b, weights.__getitem__)
    rows, columns = len({i for i, _ in found}), len({j for _, j in found})
    return rows >= _LIKE_FROM * len(a) and columns >= _LIKE_FROM * len(b)


def _of_unlike(
    roles: Sequence[Sequence[Line]], weights: Sequence[float]
) -> Iterator[tuple[int, int]]:
    stems, lines_with = _frequencies(roles, len(weights))
    counts = bytearray(_BUCKETS)
    for lines in roles:
        for key in _keys(lines, stems, lines_with):
            if counts[key] < _SATURATED:
                counts[key] += 1
    postings: dict[int, array[int]] = {}
    keys_of: list[array[int]] = []
    for role, lines in enumerate(roles):
        keys = [key for key in _keys(lines, stems, lines_with) if counts[key] > 1]
        keys_of.append(array("i", keys))
        for key in keys:
            postings.setdefault(key, array("i")).append(role)
    squares = [weight * weight for weight in weights]
    stems_of = [frozenset(stem for line in lines for stem in line) for lines in roles]
    sizes = [sqrt(math.fsum(squares[stem] for stem in sorted(found))) for found in stems_of]
    told: set[tuple[int, int]] = set()
    for role, own in enumerate(keys_of):
        scored = []
        for other in _met(role, own, postings):
            common = stems_of[role] & stems_of[other]
            shared = math.fsum(squares[stem] for stem in sorted(common))
            cosine = shared / (sizes[role] * sizes[other] or 1.0)
            if cosine >= _COSINE_FROM:
                scored.append((-cosine, other))
        for _, other in sorted(scored)[:_KEPT]:
            pair = (min(role, other), max(role, other))
            if pair not in told:
                told.add(pair)
                yield pair


def _frequencies(roles: Sequence[Sequence[Line]], stems: int) -> tuple[list[int], Counter[Line]]:
    """Return in how many lines each stem is, and in how many roles each line."""
    found = [0] * stems
    lines_with: Counter[Line] = Counter()
    for lines in roles:
        lines_with.update(lines)
        for line in lines:
            for stem in line:
                found[stem] += 1
    return found, lines_with


def _keys(
    lines: Sequence[Line], frequency: Sequence[int], lines_with: Mapping[Line, int]
) -> set[int]:
    """Return the keys of a role: lines, pairs of its rarest lines, pairs of stems, rare stems."""
    found: set[int] = set()
    rare: set[int] = set()
    for line in lines:
        found.add(hash(line) % _BUCKETS)
        rarest = sorted(line, key=lambda stem: (frequency[stem], stem))[:_RAREST_IN_LINE]
        found.update(hash(pair) % _BUCKETS for pair in combinations(sorted(rarest), 2))
        rare.update(rarest)
    single = sorted(rare, key=lambda stem: (frequency[stem], stem))[:_RAREST_IN_ROLE]
    found.update(hash((stem,)) % _BUCKETS for stem in single)
    telling = sorted(lines, key=lambda line: (lines_with[line], line))[:_RAREST_LINES]
    found.update(hash(pair) % _BUCKETS for pair in combinations(sorted(telling), 2))
    return found


def _met(role: int, keys: Sequence[int], postings: Mapping[int, array[int]]) -> list[int]:
    """Return the roles that share the most keys with `role`, within the budget."""
    met: Counter[int] = Counter()
    spent = 0
    for run in sorted((postings[key] for key in keys), key=len):
        spent += len(run)
        if len(run) > _MOST_WITH_KEY or spent > _BUDGET:
            break
        met.update(run)
    ranked = sorted((-count, other) for other, count in met.items() if other != role)
    return [other for _, other in ranked[:_WEIGHED]]
