"""The stems of very many roles as numbers, for the search for clusters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.roles.text.languages import latin_language
from csdesign.roles.text.statements import content_of
from csdesign.roles.text.titles import Masks
from csdesign.roles.text.weights import background_counts, stem_weight
from csdesign.roles.text.words import language_of, words_of

if TYPE_CHECKING:
    from csdesign.roles.export.export import ExportRole
    from csdesign.roles.text.languages import TextLanguage

__all__ = ["Stock"]

_LANGUAGES: Final[tuple[TextLanguage, ...]] = ("en", "ru")


class Stock:
    """Roles as numbers: each role is its distinct lines, each line its stem numbers, ascending."""

    def __init__(self) -> None:
        self.roles: list[tuple[tuple[int, ...], ...]] = []
        self._numbers: dict[str, int] = {}
        self._seen: list[int] = []
        """For each stem, the number of lines that have it."""
        self._line_counts = dict.fromkeys(_LANGUAGES, 0)
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}

    def read(self, role: ExportRole) -> tuple[tuple[int, ...], ...]:
        """Return the stem numbers of the distinct lines of a role, in a fixed order."""
        masks = Masks([role.title])
        language = latin_language(word for text in role.lines for word in words_of(text))
        lines = (self._line(text, masks, language) for text in role.lines)
        # A line that very many roles share is kept once.
        return tuple(sorted({self._known.setdefault(line, line) for line in lines if line}))

    def _line(self, text: str, masks: Masks, language: TextLanguage) -> tuple[int, ...]:
        found = []
        for stem in content_of(text, masks, language):
            number = self._numbers.get(stem)
            if number is None:
                number = self._numbers[stem] = len(self._numbers)
                self._seen.append(0)
            self._seen[number] += 1
            found.append(number)
        self._line_counts["ru" if language_of(text) == "ru" else "en"] += 1
        return tuple(sorted(found))

    def weights(self) -> list[float]:
        """Return the weight of each stem by its number, as `WordWeights` gives it."""
        counted = {language: background_counts(language) for language in _LANGUAGES}
        weights = []
        for stem, number in self._numbers.items():
            language = language_of(stem)
            documents, counts = counted[language]
            seen = self._seen[number] + counts[stem]
            weights.append(stem_weight(seen, documents + self._line_counts[language]))
        return weights
