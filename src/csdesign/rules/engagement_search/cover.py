"""Decides whether rules cover a space of cases, by splitting it where a rule demands it.

A part of the space is covered as soon as one rule holds in all of it, and bare as soon as none
holds anywhere in it; only what lies between is split further, along an input of the rule that is
nearest to covering it. Pieces that leave the same rules standing are looked at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.rules.engagement_search.compile import Compiled

__all__ = ["Places", "TooManyCasesError", "bare_case"]

Places = dict[int, int]
"""A case as the piece of each input that matters, both by position."""


class TooManyCasesError(Exception):
    """The space has too many combinations to be decided."""


def bare_case(
    compiled: Compiled, allowed: Sequence[Sequence[int]], most: int
) -> tuple[Places | None, int]:
    """Return a case within the allowed pieces in which no rule holds, and the cases looked at.

    Raises:
        TooManyCasesError: more than `most` parts of the space would have to be looked at.
    """
    split = _Split(compiled, allowed, most)
    return split.find(compiled.everything, {}), split.looked


class _Split:
    def __init__(self, compiled: Compiled, allowed: Sequence[Sequence[int]], most: int) -> None:
        place = {domain.name: i for i, domain in enumerate(compiled.domains)}
        self.inputs = [frozenset(place[name] for name in rule.inputs) for rule in compiled.rules]
        self.masks, self.allowed, self.most, self.looked = compiled.masks, allowed, most, 0

    def find(self, standing: int, fixed: Places) -> Places | None:
        """Return a bare case in the part of the space that is fixed so far."""
        self.looked += 1
        if self.looked > self.most:
            raise TooManyCasesError
        if not standing:
            return dict(fixed)
        open_inputs = min((self.inputs[rule] - fixed.keys() for rule in _bits(standing)), key=len)
        if not open_inputs:
            return None
        place = min(open_inputs)
        seen: set[int] = set()
        for piece in self.allowed[place]:
            left = standing & self.masks[place][piece]
            if left in seen:
                continue
            seen.add(left)
            found = self.find(left, {**fixed, place: piece})
            if found is not None:
                return found
        return None


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
