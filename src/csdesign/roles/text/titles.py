"""Titles: hide them where duties mention them, and tell grades of one ladder.

A new title that lingers in the text, or an old one, is not evidence of what the role does.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from csdesign.roles.text.lexicon import function_words, word_list
from csdesign.roles.text.words import raw_words, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Masks", "is_role_noun", "markets_of", "same_but_for_market", "same_ladder"]

_GRADE_MARK: Final = re.compile(r"\d+|[a-z]\d+")
_LANGUAGES: Final = ("en", "de", "fr")
_READ: Final = (*_LANGUAGES, "ru")
_WITH_LETTER: Final = frozenset(("level", "grade", "band", "class", "tier", "stufe", "niveau"))
"""Words of which a letter next to them names the grade."""
_GENDERS: Final = re.compile(
    r"\((?:[mwfdhx]\s*[/|]\s*)+[mwfdhx]\)|(?<=\w)(?:[*:/]in(?:nen)?\b|\((?:in|e|ne)\))",
    re.IGNORECASE,
)
_FEMININE: Final = {"in": "", "ère": "er", "rice": "eur", "euse": "eur", "ne": "", "e": ""}
"""Endings of women's titles in German and French, and those of men's."""
_SHORT_NOUN: Final = 4


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
    return _differ_only_in(a, b, frozenset())


def same_but_for_market(a: str, b: str) -> bool:
    """Return whether two titles differ in grades and in words for customers or regions alone."""
    return _differ_only_in(a, b, word_list("markets"))


def markets_of(words: Iterable[str]) -> frozenset[str]:
    """Return the words among `words` (lower case) that name kinds of customers or regions."""
    return word_list("telling_markets").intersection(words)


def _differ_only_in(a: str, b: str, markets: frozenset[str]) -> bool:
    """Return whether what is left of two titles is the same, and what is taken off is not.

    The order of the words, the gender of a noun and initials ("CSM") make no other title.
    """
    plain_a, off_a = _cut_grades(a, markets)
    plain_b, off_b = _cut_grades(b, markets)
    if not plain_a or not plain_b or off_a == off_b:
        return False
    return sorted(map(_root, plain_a)) == sorted(map(_root, plain_b)) or any(
        short == ["".join(word[0] for word in long)]
        for short, long in ((plain_a, plain_b), (plain_b, plain_a))
    )


def _cut_grades(title: str, markets: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the words that name the job, and those that name a grade or a market, sorted."""
    words = words_of(_GENDERS.sub("", title))
    by_letter = not _WITH_LETTER.isdisjoint(words)
    plain, off = [], []
    for word in words:
        if _is_grade(word) or word in markets or (by_letter and len(word) == 1):
            off.append(word)
        elif not any(word in function_words(language) for language in _READ):
            plain.append(word)
    return plain, sorted(off)


def _root(word: str) -> str:
    """Return the stem of a word of a title, of a role noun that of its masculine."""
    for feminine, masculine in _FEMININE.items():
        man = word.removesuffix(feminine) + masculine
        if word.endswith(feminine) and man.endswith(_role_nouns()):
            return stem(man)
    return stem(word)


@cache
def _role_nouns() -> tuple[str, ...]:
    """Return the role nouns that may end a compound, such as Kundenberater."""
    return tuple(sorted(noun for noun in word_list("role_nouns") if len(noun) > _SHORT_NOUN))


def _is_grade(word: str) -> bool:
    return word in word_list("grades") or bool(_GRADE_MARK.fullmatch(word))
