"""How alike two statements are in words, and how sure that makes us that they say the same."""

from __future__ import annotations

from functools import cached_property
from math import exp, sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.roles.text.statements import Statement
    from csdesign.roles.text.weights import WordWeights

__all__ = ["MATCH_FROM", "LikenessIndex", "match_score"]

MATCH_FROM: Final = 0.40
"""Likeness from which two statements are taken to say the same (fitted on development pairs)."""
_STEEPNESS: Final = 12.0
_COMMON_FROM: Final = 400
"""Lines with a stem from which it no longer brings lines together."""


def match_score(likeness: float) -> float:
    """Return the score of a match, 0.5 at `MATCH_FROM` and rising to 1."""
    return 1.0 / (1.0 + exp(-_STEEPNESS * (likeness - MATCH_FROM)))


class LikenessIndex:
    """Statements by their stems, to find all that share words with one of them.

    Likeness is the mean of the cosine of the weighted stems and of the containment: the weight of
    the shared stems over the smaller of the two totals. Equal statements are kept once, so that a
    thousand copies of one line cost no more than the line.
    """

    def __init__(self, statements: Sequence[Statement], weights: WordWeights) -> None:
        self.weights = weights
        self.line_of: list[int] = []
        """For each statement, the number of its distinct line."""
        self.lines: list[tuple[str, ...]] = []
        self._postings: dict[str, list[int]] = {}
        self.totals: list[float] = []
        """For each line, the sum of its stem weights."""
        self._norms: list[float] = []
        self._stem_weights: dict[str, float] = {}
        known: dict[tuple[str, ...], int] = {}
        for statement in statements:
            line = known.setdefault(statement.stems, len(self.lines))
            if line == len(self.lines):
                self._add(statement)
            self.line_of.append(line)

    def _add(self, statement: Statement) -> None:
        number = len(self.lines)
        self.lines.append(statement.stems)
        total = squares = 0.0
        for stem in statement.stems:
            weight = self.weights.of(stem, statement.language)
            self._stem_weights.setdefault(stem, weight)
            self._postings.setdefault(stem, []).append(number)
            total += weight
            squares += weight * weight
        self.totals.append(total)
        self._norms.append(sqrt(squares))

    def like(self, line: int) -> dict[int, float]:
        """Return the likeness (0 to 1) of lines that share stems with `line`, itself too.

        Of a stem that very many lines have, only lines that share a rarer one are met: in a file
        of thousands of lines, what is common to a tenth of them brings no two together.
        """
        if not self.lines[line]:
            return {}
        shared, squares = {line: 0.0}, {line: 0.0}
        for stem in sorted(self.lines[line], key=self._rarest_first):
            weight = self._stem_weights[stem]
            postings = self._postings[stem]
            if len(postings) > _COMMON_FROM:
                stems = self._stem_sets
                postings = [other for other in shared if stem in stems[other]]
            for other in postings:
                shared[other] = shared.get(other, 0.0) + weight
                squares[other] = squares.get(other, 0.0) + weight * weight
        total, norm = self.totals[line], self._norms[line]
        return {
            other: 0.5 * squares[other] / (norm * self._norms[other])
            + 0.5 * weight / min(total, self.totals[other])
            for other, weight in shared.items()
        }

    def _rarest_first(self, stem: str) -> tuple[int, str]:
        return len(self._postings[stem]), stem

    @cached_property
    def _stem_sets(self) -> list[frozenset[str]]:
        return [frozenset(line) for line in self.lines]

    def weight_of(self, stem: str) -> float:
        """Return the weight of a stem that occurs in the index."""
        return self._stem_weights[stem]
