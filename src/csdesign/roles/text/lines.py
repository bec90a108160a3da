"""One kind of line (duties, say) of all the roles of a file, with statistics over the file.

A pair of roles is judged against the others: a line that many roles have says little about any of
them, and two versions of one job are nearer to each other than to the rest.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from heapq import nlargest
from math import sqrt
from typing import TYPE_CHECKING, Final

from csdesign.roles.matching.likeness import MATCH_FROM, LikenessIndex
from csdesign.roles.text.statements import Statement, read_statements
from csdesign.roles.text.weights import WordWeights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.roles.text.role import Item
    from csdesign.roles.text.titles import Masks

__all__ = ["Lines"]

_NEAR_AT_MOST: Final = 200
"""Near lines kept for one line: no role says the same thing in more ways."""
_CLOSEST_KEPT: Final = 8
_TIED: Final = 1e-9
_TEMPLATED_FROM: Final = 0.85
"""Likeness from which a line is the same line in another role."""
_BARE_WEIGHT: Final = 10.0
"""Word weight that a bare code stands for: that of a short sentence."""


class Lines:
    """The lines of each role, ready to be looked up by likeness."""

    def __init__(self, roles: Sequence[Sequence[Item] | None], masks: Masks) -> None:
        self._of = [read_statements(items or (), masks) for items in roles]
        self._first = [0]
        for lines in self._of:
            self._first.append(self._first[-1] + len(lines))
        self._near: dict[int, dict[int, float]] = {}
        self._widespread: dict[int, int] = {}
        self._closest: dict[int, tuple[tuple[float, int], ...]] = {}

    def of(self, role: int) -> tuple[Statement, ...]:
        """Return the lines of a role, in its order."""
        return self._of[role]

    @cached_property
    def index(self) -> LikenessIndex:
        """Return the index of all lines, equal ones once."""
        lines = [line for role in self._of for line in role]
        return LikenessIndex(lines, WordWeights(lines))

    def number(self, role: int, position: int) -> int:
        """Return the index number of a role's line."""
        return self.index.line_of[self._first[role] + position]

    def near(self, number: int) -> dict[int, float]:
        """Return the numbers of the lines that say the same, with their likeness."""
        if number not in self._near:
            self._look(number)
        return self._near[number]

    def _look(self, number: int) -> None:
        likes = self.index.like(number)
        near = [(like, other) for other, like in likes.items() if like >= MATCH_FROM]
        self._near[number] = {other: like for like, other in nlargest(_NEAR_AT_MOST, near)}
        best: dict[int, float] = {}
        for other, like in likes.items():
            for role in self._holders[other]:
                best[role] = max(best.get(role, 0.0), like)
        ranked = nlargest(_CLOSEST_KEPT, ((like, -role) for role, like in best.items()))
        self._closest[number] = tuple((like, -role) for like, role in ranked)

    @cached_property
    def _holders(self) -> list[tuple[int, ...]]:
        """The roles that hold each distinct line."""
        roles: list[dict[int, None]] = [{} for _ in self.index.lines]
        for role, lines in enumerate(self._of):
            for position in range(len(lines)):
                roles[self.number(role, position)][role] = None
        return [tuple(found) for found in roles]

    def vote(self, a: int, b: int) -> float | None:
        """Return the share of both roles' lines whose nearest line elsewhere is in the other.

        0 to 1; None where there is no third role to be nearer, or no words.
        """
        if len(self._of) < 3:
            return None
        shares = [self._votes(a, b), self._votes(b, a)]
        known = [share for share in shares if share is not None]
        return sum(known) / 2 if len(known) == 2 else None

    def _votes(self, a: int, b: int) -> float | None:
        worded = [position for position, line in enumerate(self._of[a]) if line.stems]
        if not worded:
            return None
        votes = 0
        for position in worded:
            number = self.number(a, position)
            self.near(number)
            elsewhere = [(like, role) for like, role in self._closest[number] if role != a]
            votes += any(role == b and like >= elsewhere[0][0] - _TIED for like, role in elsewhere)
        return votes / len(worded)

    def mass(self, role: int, position: int) -> float:
        """Return how much a line says: the root of its word weights, less where it is templated.

        A line that k further roles of the file hold nearly word for word counts 1 / sqrt(1 + k).
        """
        if not self._of[role][position].stems:
            return sqrt(_BARE_WEIGHT)
        number = self.number(role, position)
        return sqrt(self.index.totals[number] / (1.0 + self._further(number)))

    def _further(self, number: int) -> int:
        """Return how many roles beyond two have the line, nearly word for word."""
        if number not in self._widespread:
            near = self.near(number).items()
            same = {
                role
                for other, like in near
                if like >= _TEMPLATED_FROM
                for role in self._holders[other]
            }
            self._widespread[number] = max(0, len(same) - 2)
        return self._widespread[number]

    def weight_of(self, stem: str) -> float:
        """Return the weight of a stem that occurs in these lines."""
        return self.index.weight_of(stem)

    def candidates(self, least: float = 0.35) -> Iterator[tuple[int, int]]:
        """Yield the pairs of roles of which at least a share `least` of the lines could match.

        A line could match one that is near in words or has its code; a sentence that says the
        other's bare code is not looked for.
        """
        for a, lines in enumerate(self._of):
            met: Counter[int] = Counter()
            for position, line in enumerate(lines):
                roles = set(self._code_holders.get(line.code or "", ()))
                if line.stems:
                    near = self.near(self.number(a, position))
                    roles.update(role for other in near for role in self._holders[other])
                met.update(roles)
            for b in sorted(met):
                if b > a and met[b] >= least * min(len(lines), len(self._of[b])):
                    yield a, b

    @cached_property
    def _code_holders(self) -> dict[str, set[int]]:
        holders: dict[str, set[int]] = {}
        for role, lines in enumerate(self._of):
            for line in lines:
                if line.code:
                    holders.setdefault(line.code, set()).add(role)
        return holders
