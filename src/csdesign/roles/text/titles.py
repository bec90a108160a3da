"""Titles: masks them where duties mention them, and recognises grades of one ladder.

A new title that lingers in the text, or an old one, is not evidence of what the role does.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from csdesign.roles.text.lexicon import function_words, word_list
from csdesign.roles.text.words import raw_words, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "Masks",
    "is_role_noun",
    "markets_of",
    "same_but_for_market",
    "same_but_for_rank",
    "same_ladder",
]

_GRADE_MARK: Final = re.compile(r"\d+|[a-z]\d+")
_LANGUAGES: Final = ("en", "de", "fr")
_READ: Final = (*_LANGUAGES, "ru")
_WITH_LETTER: Final = frozenset(("level", "grade", "band", "class", "tier", "stufe", "niveau"))
"""Words of which a letter next to them names the grade."""
_GENDERS: Final = re.compile(
    r"\((?:[mwfdhxмж]\s*[/|]\s*)+[mwfdhxмж]\)|(?<=\w)(?:[*:/]in(?:nen)?\b|\((?:in|e|ne)\))",
    re.IGNORECASE,
)
_MASCULINE: Final = {
    "in": "", "ère": "er", "rice": "eur", "euse": "eur", "ne": "", "e": "", "ung": "er",
}  # fmt: skip
"""Endings of women's titles in German and French, and of the work (Beratung), with those of men's.
"""
_SPELLED: Final = (
    (re.compile(r"\bteam[\s-]?lead(?:er)?\b|\bteamleiter(?:in)?\b", re.IGNORECASE), "teamlead"),
    (re.compile(r"\bи\.?\s?о\.|\bврио\b", re.IGNORECASE), "исполняющий обязанности"),
    (re.compile(r"\ben chef\b", re.IGNORECASE), "principal"),
    (re.compile(r"\bexecutive(?=\s+(?:vice|head)\b)", re.IGNORECASE), "senior"),
)
"""Grades of several words, or of words that elsewhere name a job, and one word for each."""
_GRADE_PREFIX: Final = re.compile(
    r"(senior|junior|chef|haupt|ober|vize|bereichs|abteilungs|gruppen|зам|вице)(\w{5,})"
)
_NOUN_OR_GRADE: Final = frozenset(("executive", "chef"))
"""Grades before the noun that names the job (executive director, Chefberater), else that noun."""
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


def same_but_for_rank(a: str, b: str) -> bool:
    """Return whether two titles differ in grade, or in whom they lead (manager, director)."""
    return same_ladder(a, b) or _differ_only_in(a, b, _ranks_in(a, b))


def same_but_for_market(a: str, b: str) -> bool:
    """Return whether two titles differ in grades and in words for customers or regions alone."""
    return _differ_only_in(a, b, word_list("markets"))


def markets_of(words: Iterable[str]) -> frozenset[str]:
    """Return the words among `words` (lower case) that name kinds of customers or regions."""
    return word_list("telling_markets").intersection(words)


def _ranks_in(a: str, b: str) -> frozenset[str]:
    """Return the words that set leaders of others apart, where one of two titles has such a rank.

    Without one, "lead" and "manager" are two names of the same: a manager of customers.
    """
    ranks = word_list("ranks")
    titles = (_graded_words(title) for title in (a, b))
    return frozenset() if all(map(ranks.isdisjoint, titles)) else ranks | word_list("leaders")


def _differ_only_in(a: str, b: str, others: frozenset[str]) -> bool:
    """Return whether two titles are equal without some words, and these words differ.

    The order of the words, the gender of a noun and initials ("CSM") make no other title. Of two
    titles of grades alone ("Assistant", "Senior Assistant") the one has all words of the other.
    """
    plain_a, off_a = _cut_grades(a, others)
    plain_b, off_b = _cut_grades(b, others)
    if off_a == off_b:
        return False
    if not plain_a and not plain_b:
        few, many = sorted((Counter(off_a), Counter(off_b)), key=Counter.total)
        return few.total() > 0 and few <= many
    if not plain_a or not plain_b:
        return False
    return sorted(map(_root, plain_a)) == sorted(map(_root, plain_b)) or any(
        short == ["".join(word[0] for word in long)]
        for short, long in ((plain_a, plain_b), (plain_b, plain_a))
    )


def _cut_grades(title: str, others: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the words that name the job; and those that name its grade, or are others, sorted."""
    words = _graded_words(title)
    by_letter = not _WITH_LETTER.isdisjoint(words)
    plain, off = [], []
    for at, word in enumerate(words):
        graded = _is_grade(word) or (word in _NOUN_OR_GRADE and _names_job(words[at + 1 :]))
        if graded or word in others or (by_letter and len(word) == 1):
            off.append(word)
        elif not any(word in function_words(language) for language in _READ):
            plain.append(word)
    return plain, sorted(off)


def _graded_words(title: str) -> list[str]:
    """Return the words of a title, grades that are joined to another word or spelled on their own.

    Genders (m/w/d) are left out.
    """
    title = _GENDERS.sub("", title)
    for spelled, grade in _SPELLED:
        title = spelled.sub(grade, title)
    found: list[str] = []
    for word in words_of(title):
        joined = _GRADE_PREFIX.fullmatch(word)
        found += joined.groups() if joined and _ends_as_role(joined[2]) else [word]
    return found


def _names_job(words: Iterable[str]) -> bool:
    return any(_ends_as_role(word) and not _is_grade(word) for word in words)


def _ends_as_role(word: str) -> bool:
    return is_role_noun(word) or word.endswith(_role_nouns())


def _root(word: str) -> str:
    """Return the stem of a word of a title, of a role noun that of its masculine."""
    for feminine, masculine in _MASCULINE.items():
        man = word.removesuffix(feminine) + masculine
        if word.endswith(feminine) and _ends_as_role(man):
            return stem(man)
    return stem(word)


@cache
def _role_nouns() -> tuple[str, ...]:
    """Return the role nouns that may end a compound, such as Kundenberater."""
    return tuple(sorted(noun for noun in word_list("role_nouns") if len(noun) > _SHORT_NOUN))


def _is_grade(word: str) -> bool:
    return word in word_list("grades") or bool(_GRADE_MARK.fullmatch(word))
