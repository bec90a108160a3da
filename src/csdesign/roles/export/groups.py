"""Numbers joined into groups (disjoint sets), with the pairs that joined them."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Group", "Groups", "Pair"]

Pair = tuple[int, int, float]
"""Two numbers and the score that joins them, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers that are joined."""

    members: tuple[int, ...]
    """Ascending."""
    pairs: tuple[Pair, ...]

    @property
    def score(self) -> float:
        """Return the mean score of the pairs."""
        return math.fsum(score for _, _, score in self.pairs) / len(self.pairs)


class Groups:
    """Groups in the making."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self._pairs: list[Pair] = []

    def join(self, a: int, b: int, score: float) -> None:
        """Put two numbers into one group."""
        self._pairs.append((a, b, score))
        self._parent[self._root(b)] = self._root(a)

    def together(self, a: int, b: int) -> bool:
        """Return whether two numbers are in one group already."""
        return a == b or (
            a in self._parent and b in self._parent and self._root(a) == self._root(b)
        )

    def _root(self, number: int) -> int:
        while self._parent.setdefault(number, number) != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def found(self) -> list[Group]:
        """Return the groups, by their first members."""
        members: dict[int, list[int]] = {}
        for number in sorted(self._parent):
            members.setdefault(self._root(number), []).append(number)
        pairs: dict[int, list[Pair]] = {}
        for pair in self._pairs:
            pairs.setdefault(self._root(pair[0]), []).append(pair)
        return [Group(tuple(found), tuple(pairs[root])) for root, found in members.items()]
