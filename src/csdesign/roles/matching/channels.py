"""The ways in which a line of one role may answer a line of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.roles.matching.alignment import Alignment, Match, Scored, align, shared_words
from csdesign.roles.matching.likeness import MATCH_FROM, likeness, likenesses, match_score
from csdesign.roles.pairing import assign
from csdesign.roles.text.lexicon import prepositions
from csdesign.roles.text.meaning import SAME_MEANING_FROM, same_meaning
from csdesign.roles.text.vocabulary import code_scores

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csdesign.roles.pairing import Edge
    from csdesign.roles.text.lines import Lines
    from csdesign.roles.text.statements import Statement

__all__ = ["align_lines", "count_unlike", "faint_matches"]

_LITTLE_WORDS: Final = 0.10
"""The most that function words add to the likeness of two lines:
the opening phrase of a template and its prepositions match nothing."""
_LEAST_DONE: Final = 2
"""Words that each of two lines must have before a shared ending."""
_FAINT_FROM: Final = 0.20
"""Likeness from which two sentences may be one that was rewritten, as a person would have to see.
Half of what a match needs."""
_CODE_FROM: Final = 0.40
"""Score from which a free sentence is taken to say a code that the other role wrote."""
_MOST_PAIRS: Final = 40_000


def align_lines(lines: Lines, a: int, b: int) -> Alignment:
    """Align the lines of roles `a` and `b`, through every channel that applies."""
    left, right = lines.of(a), lines.of(b)
    possible: dict[Edge, Scored] = {}
    _add_lexical(left, right, possible, lines.weight_of)
    _add_codes(left, right, possible)
    _add_meaning(left, right, possible)
    return align(
        left,
        right,
        possible=possible,
        mass_a=lines.masses(a),
        mass_b=lines.masses(b),
        weight_of=lines.weight_of,
    )


def faint_matches(duties: Alignment, weight_of: Callable[[str], float]) -> tuple[Match, ...]:
    """Return the unmatched sentences that share some words, each once, the likeliest pairing."""
    left, right = duties.only_in_a, duties.only_in_b
    found = likenesses(
        [() if line.code else line.content for line in left],
        [() if line.code else line.content for line in right],
        weight_of,
        _FAINT_FROM,
    )
    alike = {(i, j): x for (i, j), x in found.items() if left[i].negated == right[j].negated}
    return tuple(
        Match(left[i], right[j], score, "lexical", shared_words(left[i], right[j], weight_of))
        for (i, j), score in assign(alike, most_pairs=False).items()
    )


def count_unlike(
    duties: Alignment,
    of_a: Sequence[Statement],
    of_b: Sequence[Statement],
    weight_of: Callable[[str], float],
) -> int:
    """Return the sentences of a role that are not even faintly like any of the other role.

    Of both roles, that which has more of them. What every employer writes is not counted.
    """
    return max(
        _unlike(duties.only_in_a, of_b, weight_of), _unlike(duties.only_in_b, of_a, weight_of)
    )


def _unlike(
    alone: Sequence[Statement], others: Sequence[Statement], weight_of: Callable[[str], float]
) -> int:
    lines = [line.content for line in alone if not (line.common or line.code)]
    found = likenesses(lines, [line.content for line in others], weight_of, _FAINT_FROM)
    return len(lines) - len({i for i, _ in found})


def _add_lexical(
    left: Sequence[Statement],
    right: Sequence[Statement],
    possible: dict[Edge, Scored],
    weight_of: Callable[[str], float],
) -> None:
    """Add lines equal in words, and of the others those that share enough of them."""
    place = {(line.stems, line.negated): j for j, line in enumerate(right) if line.stems}
    equal: dict[int, int] = {}
    for i, line in enumerate(left):
        j = place.get((line.stems, line.negated))
        # Two codes are the authors' word on whether the lines are the same.
        if j is not None and not (line.code and right[j].code):
            equal[i] = j
            possible[i, j] = Scored(1.0, "exact")
    met = set(equal.values())
    found = likenesses(
        [() if i in equal else line.stems for i, line in enumerate(left)],
        [() if j in met else line.stems for j, line in enumerate(right)],
        weight_of,
    )
    for (i, j), like in found.items():
        a, b = left[i], right[j]
        if (a.code and b.code) or a.negated != b.negated:
            continue
        least = min(like, likeness(a.content, b.content, weight_of) + _LITTLE_WORDS)
        if least >= MATCH_FROM and (tail := _shared_tail(a, b)):
            # "... for public bodies" says for whom, not what is done and to what.
            done_a, done_b = (
                [stem for stem in line.content if stem not in tail] for line in (a, b)
            )
            if min(len(done_a), len(done_b)) >= _LEAST_DONE:
                least = min(least, likeness(done_a, done_b, weight_of) + _LITTLE_WORDS)
        if least < MATCH_FROM:
            continue
        scored = Scored(match_score(least), "lexical")
        if _better(scored, possible.get((i, j))):
            possible[i, j] = scored


def _shared_tail(a: Statement, b: Statement) -> frozenset[str]:
    """Return the stems of the ending that two lines share, from a preposition on."""
    tail: list[str] = []
    found = 0
    little = prepositions(a.language)
    if b.language != a.language:
        little |= prepositions(b.language)
    for (word, stem), (_, other) in zip(reversed(a.words), reversed(b.words), strict=False):
        if stem != other:
            break
        tail.append(stem)
        if word.lower() in little:
            found = len(tail)
    return frozenset(tail[:found])


def _add_codes(
    left: Sequence[Statement], right: Sequence[Statement], possible: dict[Edge, Scored]
) -> None:
    """Add lines with one code, and free sentences that say the other side's code."""
    by_code: dict[str, list[int]] = {}
    for j, line in enumerate(right):
        if line.code:
            by_code.setdefault(line.code, []).append(j)
    for i, line in enumerate(left):
        if line.code:
            for j in by_code.get(line.code, ()):
                possible[i, j] = Scored(1.0, "code")
        else:
            _add_said(line, by_code, possible, i)
    mine: dict[str, list[int]] = {}
    for i, line in enumerate(left):
        if line.code:
            mine.setdefault(line.code, []).append(i)
    for j, line in enumerate(right):
        if not line.code and mine:
            for code, score in code_scores(line.masked).items():
                for i in mine.get(code, ()):
                    _add_better(possible, (i, j), score)


def _add_meaning(
    left: Sequence[Statement], right: Sequence[Statement], possible: dict[Edge, Scored]
) -> None:
    """Add free sentences in two languages that mean the same by the vocabulary."""
    if len(left) * len(right) > _MOST_PAIRS:
        return
    for i, line in enumerate(left):
        for j, other in enumerate(right):
            if line.language == other.language or line.code or other.code:
                continue
            likeness = same_meaning(line, other)
            if likeness >= SAME_MEANING_FROM:
                scored = Scored(min(1.0, 0.5 + (likeness - SAME_MEANING_FROM) / 1.5), "code")
                if _better(scored, possible.get((i, j))):
                    possible[i, j] = scored


def _add_said(
    line: Statement, by_code: Mapping[str, list[int]], possible: dict[Edge, Scored], i: int
) -> None:
    if not by_code:
        return
    for code, score in code_scores(line.masked).items():
        for j in by_code.get(code, ()):
            _add_better(possible, (i, j), score)


def _add_better(possible: dict[Edge, Scored], edge: Edge, score: float) -> None:
    scored = Scored(0.5 + score / 2, "code")
    if score >= _CODE_FROM and _better(scored, possible.get(edge)):
        possible[edge] = scored


def _better(new: Scored, old: Scored | None) -> bool:
    return old is None or new.score > old.score
