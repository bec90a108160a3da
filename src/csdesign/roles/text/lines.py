"""One kind of line (duties, say) of all the roles of a file, with statistics over the file.

A pair of roles is judged against the others: a line that many roles have says little about any of
them. What a line weighs is computed once, whatever number of pairs it takes part in.
"""

from __future__ import annotations

from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING, Final

from csdesign.roles.text.statements import read_statements
from csdesign.roles.text.weights import WordWeights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.roles.text.role import Item
    from csdesign.roles.text.statements import Read, Statement
    from csdesign.roles.text.titles import Masks

__all__ = ["BARE_WEIGHT", "Lines"]

BARE_WEIGHT: Final = 10.0
"""Word weight of a bare code: that of a short sentence."""
_COMMON: Final = 0.1
"""Factor on the weight of a line that employers write into every role."""


class Lines:
    """The lines of each role, with their weights."""

    def __init__(
        self, roles: Sequence[Sequence[Item] | None], masks: Masks, titles: Sequence[str] = ()
    ) -> None:
        self._read = [read_statements(items or (), masks, titles) for items in roles]
        self._holders: dict[tuple[str, ...], int] = {}
        for read in self._read:
            for stems in {line.stems for line in read.statements if line.stems}:
                self._holders[stems] = self._holders.get(stems, 0) + 1
        self._masses: dict[int, list[float]] = {}

    @cached_property
    def _weights(self) -> WordWeights:
        """The weights of words; bare codes do not need them, nor the stemmer behind them."""
        return WordWeights(line for read in self._read for line in read.statements)

    def of(self, role: int) -> tuple[Statement, ...]:
        """Return the lines of a role, in its order."""
        return self._read[role].statements

    def read(self, role: int) -> Read:
        """Return the lines of a role, duties and others."""
        return self._read[role]

    def __len__(self) -> int:
        return len(self._read)

    def masses(self, role: int) -> list[float]:
        """Return the weight of each line: the root of its word weights, less where templated.

        A line that k roles beyond two have counts 1 / sqrt(1 + k).
        """
        found = self._masses.get(role)
        if found is None:
            found = self._masses[role] = [self._mass(line) for line in self.of(role)]
        return found

    def _mass(self, line: Statement) -> float:
        if not line.stems:
            return sqrt(BARE_WEIGHT)
        further = max(0, self._holders[line.stems] - 2)
        mass = sqrt(self._weights.total(line.stems, line.language) / (1.0 + further))
        return mass * _COMMON if line.common else mass

    def weight_of(self, stem: str) -> float:
        """Return the weight of a stem in these lines, in the language that has it."""
        return self._weights.of_any(stem)
