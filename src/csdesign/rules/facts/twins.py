"""Finding sets of a common place that may be near equal without comparing all pairs.

Two sets whose Jaccard index is at least t share an item among their rarest |x| - ceil(t |x|) + 1.
Source: Chaudhuri, Ganti and Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning",
ICDE 2006 (prefix filter).
"""

from __future__ import annotations

from collections import Counter
from heapq import merge
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING, Final

from csdesign.roles.matching.sets import COMPONENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["TwinIndex"]

_GUARD: Final = 0.005
"""Jaccard index by which a set may fall short of what is needed, for the sake of rounding."""
_MOST_CANDIDATES: Final = 200
"""Earlier sets looked at for one set; the rarest shared items come first."""
_MOST_GROUPS: Final = 20_000
"""Groups of sets with the same places looked at for one set, one counted for each common place."""

_Places = frozenset[str]


class TwinIndex:
    """Sets by their rarest items; `count` all of them first, then add and ask in any order.

    Sets meet where they have a place in common. Those with the same places are kept as one group,
    so that a set for one place among thousands never walks through those of the others.
    """

    def __init__(self, similarity: float) -> None:
        """Make an index for roles whose similarity is at least this (0 to 1).

        No other part lifts roles to it whose duties have too little in common: 0.40 of the weight
        is theirs, so that 0.85 takes a Jaccard index of (0.85 - 0.60) / 0.40 = 0.625 of the duties;
        with fewer parts, more. Sets that share nothing never meet.
        """
        weight = COMPONENTS["responsibilities"]
        self._least = max(0.0, (similarity - (1 - weight)) / weight - _GUARD)
        self._frequency: Counter[str] = Counter()
        self._groups: dict[_Places, dict[str, list[int]]] = {}
        self._at: dict[str, list[_Places]] = {}
        self._sets: dict[int, frozenset[str]] = {}
        self._prefixes: dict[frozenset[str], list[str]] = {}

    def count(self, sets: Iterable[frozenset[str]]) -> None:
        """Count how often each item occurs."""
        for items in sets:
            self._frequency.update(items)

    def add(self, number: int, items: frozenset[str], places: frozenset[str]) -> None:
        """Enter a set under its rarest items; numbers ascend."""
        self._sets[number] = items
        if places not in self._groups:
            self._groups[places] = {}
            for place in places:
                self._at.setdefault(place, []).append(places)
        postings = self._groups[places]
        for item in self._prefix(items):
            postings.setdefault(item, []).append(number)

    def candidates(self, items: frozenset[str], places: frozenset[str]) -> Iterator[int]:
        """Yield the numbers of entered sets that may be near equal, each once."""
        met = (group for place in places for group in self._at.get(place, ()))
        groups = [self._groups[group] for group in dict.fromkeys(islice(met, _MOST_GROUPS))]
        seen: set[int] = set()
        for item in self._prefix(items) if groups else ():
            entered = [group[item] for group in groups if item in group]
            if not entered:
                continue
            for number in entered[0] if len(entered) == 1 else merge(*entered):
                if number in seen:
                    continue
                seen.add(number)
                shared = len(items & self._sets[number])
                if shared >= self._least * (len(items) + len(self._sets[number]) - shared):
                    yield number
                if len(seen) >= _MOST_CANDIDATES:
                    return

    def _prefix(self, items: frozenset[str]) -> list[str]:
        found = self._prefixes.get(items)
        if found is None:
            kept = len(items) - ceil(self._least * len(items)) + 1
            ranked = sorted((self._frequency[item], item) for item in items)
            found = self._prefixes[items] = [item for _, item in ranked[:kept]]
        return found
