"""How alike two statements are in words, and how sure that makes us that they say the same."""

from __future__ import annotations

from math import exp, sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.roles.statements import Statement
    from csdesign.roles.weights import WordWeights

__all__ = ["MATCH_FROM", "LikenessIndex", "match_score"]

MATCH_FROM: Final = 0.40
"""Likeness from which two statements are taken to say the same (fitted on development pairs)."""
_STEEPNESS: Final = 12.0


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
        """Return the likeness (0 to 1) of every line that shares a stem with `line`, itself too."""
        shared: dict[int, float] = {}
        squares: dict[int, float] = {}
        for stem in self.lines[line]:
            weight = self._stem_weights[stem]
            for other in self._postings[stem]:
                shared[other] = shared.get(other, 0.0) + weight
                squares[other] = squares.get(other, 0.0) + weight * weight
        total, norm = self.totals[line], self._norms[line]
        return {
            other: 0.5 * squares[other] / (norm * self._norms[other])
            + 0.5 * weight / min(total, self.totals[other])
            for other, weight in shared.items()
        }

    def weight_of(self, stem: str) -> float:
        """Return the weight of a stem that occurs in the index."""
        return self._stem_weights[stem]
