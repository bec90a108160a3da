"""Titles: hide them where duties mention them, and tell grades of one ladder.

A new title that lingers in the text, or an old one, is no evidence of what the role does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.roles.text.lexicon import word_list
from csdesign.roles.text.words import raw_words, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Masks", "is_role_noun", "markets_of", "same_but_for_market", "same_ladder"]

_GRADE_MARK: Final = re.compile(r"\d+|[a-z]\d+")
_LANGUAGES: Final = ("en", "de", "fr")


class Masks:
    """The titles of the roles at hand, ready to be cut out of their texts.

    A title is known whole, without its grade, by its last two words ("success manager") and by its
    initials; a title of one plain word ("Support") is also an ordinary word of duties.
    """

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
        tails = [plain[-2:]] if len(plain) > 2 and is_role_noun(plain[-1]) else []
        for words in (lower, plain, *tails):
            if len(words) < 2:
                continue
            for language in _LANGUAGES:
                phrase = tuple(stem(word, language) for word in words)
                known = self._phrases.setdefault(phrase[0], [])
                if phrase not in known:
                    known.append(phrase)
        for words in (lower, plain):
            if len(words) > 1:
                self._initials.add("".join(word[0] for word in words).upper())

    def cut(self, raw: Sequence[str], language: str = "en") -> list[tuple[str, str]]:
        """Return the words with their stems, without the titles and their initials."""
        kept: list[tuple[str, str]] = []
        stems = [stem(word.lower(), language) for word in raw]
        at = 0
        while at < len(stems):
            phrase = self._phrase_at(stems, at)
            if phrase:
                at += phrase
                continue
            if raw[at].rstrip("s") not in self._initials:
                kept.append((raw[at], stems[at]))
            at += 1
        return kept

    def _phrase_at(self, stems: list[str], at: int) -> int:
        for phrase in self._phrases.get(stems[at], ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return 0


def is_role_noun(word: str) -> bool:
    """Return whether a lower-case word is the head of many titles, such as `manager`."""
    return word in word_list("role_nouns")


def same_ladder(a: str, b: str) -> bool:
    """Return whether two titles differ in grade words alone (senior, II, ведущий)."""
    return _differ_only_in(a, b, _is_grade)


def same_but_for_market(a: str, b: str) -> bool:
    """Return whether two titles differ in grades and in words for customers or regions alone."""
    return _differ_only_in(a, b, lambda word: _is_grade(word) or word in word_list("markets"))


def markets_of(words: Iterable[str]) -> frozenset[str]:
    """Return the words among `words` (lower case) that name kinds of customers or regions."""
    return word_list("telling_markets").intersection(words)


def _differ_only_in(a: str, b: str, ignored: Callable[[str], bool]) -> bool:
    plain_a, plain_b = (
        [stem(word) for word in words_of(title) if not ignored(word)] for title in (a, b)
    )
    return bool(plain_a) and plain_a == plain_b and words_of(a) != words_of(b)


def _is_grade(word: str) -> bool:
    return word in word_list("grades") or bool(_GRADE_MARK.fullmatch(word))
