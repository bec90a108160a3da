"""Words exchanged again and again between two texts that are otherwise the same.

Two roles written on one template differ by what they work on: front and back, sales and support.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from csdesign.roles.text.lexicon import function_words, synonym_groups
from csdesign.roles.text.titles import is_role_noun
from csdesign.roles.text.words import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csdesign.roles.matching.alignment import Match

__all__ = ["Exchange", "explained", "find_exchanges"]

_MOST_WORDS: Final = 4
"""Words of a line that may differ for the line to be the same apart from an exchange."""
_MOST_OF_LINE: Final = 0.5
_LANGUAGES: Final = ("en", "de", "fr")
_LEAST_LINES: Final = 2
_LEAST_SHARE: Final = 0.5
"""Share of the matched lines with a word in which the same word must take its place."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A word of one text, and the word that takes its place in the other."""

    before: str
    after: str
    lines: int
    """Matched lines in which the one takes the other's place."""


def find_exchanges(
    matches: Iterable[Match], title_a: str, title_b: str, *, succession: bool
) -> tuple[Exchange, ...]:
    """Return the words exchanged in two lines or more, the most frequent first.

    One line suffices where the titles differ by the same two words, and for each number where
    several lines have another one. In a succession, words that name the role itself (the heads of
    titles) are not an exchange; an object of work always is. Nor are synonyms.
    """
    matches = tuple(matches)
    pairs = [match for match in matches if match.within is None and match.kind != "code"]
    counts: Counter[tuple[str, str]] = Counter()
    in_place: Counter[tuple[str, str]] = Counter()
    held: Counter[str] = Counter()
    for match in pairs:
        left, right = _content(match.a.words), _content(match.b.words)
        held.update(list(left))
        gone = [key for key in left if key not in right]
        come = [key for key in right if key not in left]
        if not _differ_little(gone, come, len(left), len(right)):
            continue
        counts.update((x, y) for x in gone for y in come)
        in_place.update(zip(gone, come, strict=False))
    titles_a, titles_b = frozenset(words_of(title_a)), frozenset(words_of(title_b))
    found: list[Exchange] = []
    used: set[str] = set()
    ranked = sorted(
        counts.items(),
        key=lambda item: (-item[1], -in_place[item[0]], -_likely(item[0]), item[0]),
    )
    for (x, y), lines in ranked:
        by_title = x in titles_a and x not in titles_b and y in titles_b and y not in titles_a
        least = 1 if by_title else _LEAST_LINES
        if lines < least or lines < _LEAST_SHARE * held[x] or {x, y} & used:
            continue
        used |= {x, y}
        if not (_synonyms(x, y) or (succession and _names_the_role(x, y))):
            found.append(Exchange(x, y, lines))
    numbers = Counter(pair for match in matches for pair in _numbers(match))
    if numbers.total() >= _LEAST_LINES:
        found += [
            Exchange(x, y, lines)
            for (x, y), lines in sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
            if not {x, y} & used
        ]
    return tuple(found)


def _numbers(match: Match) -> Iterator[tuple[str, str]]:
    """Yield the numbers of one line that the other has not, with those in their place."""
    left, right = (
        [word for word, _ in line.words if word[0].isdigit()] for line in (match.a, match.b)
    )
    gone = [word for word in left if word not in right]
    come = [word for word in right if word not in left]
    yield from zip(gone, come, strict=False)


def explained(matches: Iterable[Match], exchanged: Sequence[Exchange]) -> float:
    """Return the share of the matched lines in other words that differ by exchanges alone, 0 to 1.

    On a template that is most of them; where a text was reworded, few.
    """
    befores = {item.before for item in exchanged}
    afters = {item.after for item in exchanged}
    unlike = alone = 0
    for match in matches:
        left, right = _content(match.a.words).keys(), _content(match.b.words).keys()
        if match.within is None and match.kind != "code" and left != right:
            unlike += 1
            alone += left - right <= befores and right - left <= afters
    return alone / unlike if unlike else 0.0


def _content(words: Sequence[tuple[str, str]]) -> dict[str, None]:
    """Return the words that carry meaning, in lower case."""
    little = function_words("en")
    return dict.fromkeys(word.lower() for word, _ in words if word.lower() not in little)


def _differ_little(gone: Sequence[str], come: Sequence[str], a: int, b: int) -> bool:
    if not gone or not come:
        return False
    most = max(len(gone), len(come))
    return most <= _MOST_WORDS and most <= _MOST_OF_LINE * max(a, b)


def _likely(pair: tuple[str, str]) -> int:
    """Return the likeness of two words in kind: a number replaces a number."""
    return int(pair[0].isdigit() == pair[1].isdigit())


def _names_the_role(before: str, after: str) -> bool:
    return is_role_noun(before) and is_role_noun(after)


def _synonyms(a: str, b: str) -> bool:
    """Return whether two words are synonyms, or forms of one word."""
    stems_a, stems_b = ({stem(word, name) for name in _LANGUAGES} for word in (a, b))
    if stems_a & stems_b:
        return True
    groups = _synonym_groups()
    in_a, in_b = ({n for key in stems for n in groups.get(key, ())} for stems in (stems_a, stems_b))
    return bool(in_a & in_b)


@cache
def _synonym_groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(synonym_groups()):
        for word in group:
            for language in _LANGUAGES:
                found.setdefault(stem(word, language), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}
