"""Titles: hide them where duties mention them, and tell grades of one ladder.

A new title that lingers in the text, or an old one, is no evidence of what the role does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.roles.words import raw_words, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Masks", "same_ladder"]

_GRADES: Final = frozenset(
    "senior sr junior jr lead leading principal staff associate entry intermediate mid expert "
    "apprentice trainee intern assistant deputy head chief distinguished level grade tier i ii "
    "iii iv v vi l1 l2 l3 l4 l5 старший старшая младший младшая ведущий ведущая главный главная "
    "стажер стажёр помощник уровень уровня".replace("ё", "е").split()
)
_GRADE_MARK: Final = re.compile(r"\d+|[a-z]\d+")


class Masks:
    """The titles of the roles at hand, ready to be cut out of their texts."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        self._initials: set[str] = set()
        for title in titles:
            self._add(title)
        for phrases in self._phrases.values():
            phrases.sort(key=len, reverse=True)

    def _add(self, title: str) -> None:
        raw = raw_words(title)
        lower = [word.lower() for word in raw]
        if len(raw) == 1 and raw[0].isupper() and len(raw[0]) > 1:
            self._initials.add(raw[0])
        plain = [word for word in lower if not _is_grade(word)]
        for words in (lower, plain):
            # A title of one plain word ("Support") is also an ordinary word of duties.
            if len(words) < 2:
                continue
            phrase = tuple(stem(word) for word in words)
            known = self._phrases.setdefault(phrase[0], [])
            if phrase not in known:
                known.append(phrase)
            self._initials.add("".join(word[0] for word in words).upper())

    def cut(self, raw: Sequence[str]) -> list[str]:
        """Return the stems of `raw` words without the titles and their initials."""
        kept: list[str] = []
        stems = [stem(word.lower()) for word in raw]
        at = 0
        while at < len(stems):
            phrase = self._phrase_at(stems, at)
            if phrase:
                at += phrase
                continue
            if raw[at].rstrip("s") not in self._initials:
                kept.append(stems[at])
            at += 1
        return kept

    def _phrase_at(self, stems: list[str], at: int) -> int:
        for phrase in self._phrases.get(stems[at], ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return 0


def same_ladder(a: str, b: str) -> bool:
    """Return whether two titles differ in grade words alone (senior, II, ведущий)."""
    plain_a, plain_b = _without_grades(a), _without_grades(b)
    return bool(plain_a) and plain_a == plain_b and words_of(a) != words_of(b)


def _without_grades(title: str) -> list[str]:
    return [stem(word) for word in words_of(title) if not _is_grade(word)]


def _is_grade(word: str) -> bool:
    return word in _GRADES or bool(_GRADE_MARK.fullmatch(word))
