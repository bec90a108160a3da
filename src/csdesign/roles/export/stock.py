"""The stems of very many roles in flat arrays: what the search for clusters works on."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

from csdesign.roles.text.statements import read_stems
from csdesign.roles.text.titles import Masks
from csdesign.roles.text.weights import background_counts, stem_weight
from csdesign.roles.text.words import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.reference import Language
    from csdesign.roles.export.export import ExportRole

__all__ = ["Stock"]

_LANGUAGES: Final[tuple[Language, ...]] = ("en", "ru")


class Stock:
    """Roles as numbers: each role is a run of lines, each line a run of stem numbers.

    About 100 bytes a line, so that 100,000 roles fit into some 150 MB beside their texts.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        """Stem to its number."""
        self._stems = array("i")
        self._line_ends = array("q", [0])
        self._role_ends = array("q", [0])
        self._line_counts = dict.fromkeys(_LANGUAGES, 0)
        self._seen = array("i")
        """For each stem, the number of lines that have it."""

    def add(self, role: ExportRole) -> tuple[tuple[int, ...], ...]:
        """Take a role in; return the stem numbers of its distinct lines, in a fixed order."""
        masks = Masks([role.title])
        lines = sorted({line for text in role.lines if (line := self._line(text, masks))})
        for line in lines:
            self._stems.extend(line)
            self._line_ends.append(len(self._stems))
        self._role_ends.append(len(self._line_ends) - 1)
        return tuple(lines)

    def _line(self, text: str, masks: Masks) -> tuple[int, ...]:
        numbers = []
        for stem in read_stems(text, masks):
            number = self.numbers.get(stem)
            if number is None:
                number = self.numbers[stem] = len(self.numbers)
                self._seen.append(0)
            self._seen[number] += 1
            numbers.append(number)
        self._line_counts[language_of(text)] += 1
        return tuple(sorted(numbers))

    def drop_last(self) -> None:
        """Forget the role added last (its words stay counted)."""
        self._role_ends.pop()
        del self._line_ends[self._role_ends[-1] + 1 :]
        del self._stems[self._line_ends[-1] :]

    def __len__(self) -> int:
        return len(self._role_ends) - 1

    def lines(self, role: int) -> list[Sequence[int]]:
        """Return the lines of a role as stem numbers."""
        ends, stems = self._line_ends, self._stems
        first, last = self._role_ends[role], self._role_ends[role + 1]
        return [stems[ends[line] : ends[line + 1]] for line in range(first, last)]

    def stems(self, role: int) -> list[int]:
        """Return the distinct stem numbers of a role, ascending."""
        ends = self._line_ends
        first, last = ends[self._role_ends[role]], ends[self._role_ends[role + 1]]
        return sorted(set(self._stems[first:last]))

    def weights(self) -> list[float]:
        """Return the weight of each stem by its number, as `WordWeights` gives it."""
        counted = {language: background_counts(language) for language in _LANGUAGES}
        weights = []
        for stem, number in self.numbers.items():
            language = language_of(stem)
            documents, counts = counted[language]
            seen = self._seen[number] + counts[stem]
            weights.append(stem_weight(seen, documents + self._line_counts[language]))
        return weights
