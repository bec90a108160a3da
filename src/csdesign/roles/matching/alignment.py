"""The alignment of the lines of two roles: pairs that say the same, with their channel."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeVar

from csdesign.roles.matching.likeness import overlap
from csdesign.roles.pairing import assign
from csdesign.roles.text.vocabulary import shared_ideas

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from csdesign.roles.pairing import Edge
    from csdesign.roles.text.statements import Statement

__all__ = [
    "Alignment",
    "Channel",
    "Match",
    "Scored",
    "Sides",
    "align",
    "find_parts",
    "shared_words",
]

S = TypeVar("S")
"""A stem, as text or as its number."""

Channel = Literal["exact", "code", "lexical"]
"""The way two lines were matched: word for word, by the vocabulary, or by shared words."""

NEAR_FROM: Final = 0.72
"""Share of the same words from which two lines are nearly word for word the same."""
_WITHIN_FROM: Final = 0.5
"""Share of a line's word weight that the rest of a longer line must hold to contain it."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two lines that say the same."""

    a: Statement
    b: Statement
    score: float
    """Certainty of the match, 0.5 to 1."""
    kind: Channel
    words: tuple[str, ...] = ()
    """The reasons, the weightiest first: shared stems, or ideas where a code was recognised."""
    within: Literal["a", "b"] | None = None
    """The side of the shorter line, where it is part of a longer matched one. Such a match covers
    only that side."""
    same: float = 0.0
    """Share of the words of both that is the same, 0 to 1, a joined line being compared with all
    its parts; 1 for one code of both authors, 0 if only the vocabulary says so."""


class Sides(NamedTuple):
    """One share for each of two roles, 0 to 1."""

    a: float
    b: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The lines of two roles side by side."""

    matches: tuple[Match, ...]
    only_in_a: tuple[Statement, ...]
    only_in_b: tuple[Statement, ...]
    denied: tuple[tuple[Statement, Statement], ...]
    """Lines that say the same, but for a negation on one side; they are in `only_in_*` too."""
    size_a: int
    size_b: int
    matched_weight: float
    """Share of the weight of both roles' lines that is matched, 0 to 1."""
    coverage: Sides
    """Share of the weight of each side that the other has, a half-sure match counting half."""
    kept: Sides
    """Share of the weight of each side that the other has at all."""
    near: Sides
    """Share of the weight of each side that the other has nearly word for word."""

    @property
    def matched_share(self) -> float:
        """Return 2 x matches / lines of both, 0 to 1; a contained part counts for its side."""
        total = self.size_a + self.size_b
        unmatched = len(self.only_in_a) + len(self.only_in_b)
        return (total - unmatched) / total if total else 0.0

    @property
    def matched_sum(self) -> float:
        """Return the sum of the scores of the one-to-one matches."""
        return math.fsum(match.score for match in self.matches if match.within is None)


@dataclass(frozen=True, slots=True)
class Scored:
    """A possible match."""

    score: float
    kind: Channel


def align(
    a: Sequence[Statement],
    b: Sequence[Statement],
    *,
    possible: Mapping[Edge, Scored],
    mass_a: Sequence[float],
    mass_b: Sequence[float],
    weight_of: Callable[[str], float],
) -> Alignment:
    """Return the best one-to-one alignment, then the parts of longer lines.

    `possible` maps (position in a, position in b) to a score. `mass_*` are the weights of the
    lines; `weight_of` is the weight of a stem.
    """
    chosen = _same_first(possible)
    rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
    rest = {
        edge: scored.score
        for edge, scored in possible.items()
        if edge[0] not in rows and edge[1] not in columns
    }
    chosen.update({edge: possible[edge] for edge in assign(rest)})
    pairs = list(chosen)
    free_a, free_b = ([() if line.code else line.stems for line in side] for side in (a, b))
    parts_a = find_parts(free_a, free_b, [(j, i) for i, j in pairs], weight_of)
    parts_b = find_parts(free_b, free_a, pairs, weight_of)
    found = {
        (i, j): _match(
            a[i], b[j], scored, _same(i, j, a, b, parts_a, parts_b, weight_of), weight_of
        )
        for (i, j), scored in chosen.items()
    }
    whole_a = {i: match for (i, _), match in found.items()}
    whole_b = {j: match for (_, j), match in found.items()}
    matches = list(found.values())
    for i, (j, share) in parts_a.items():
        same = whole_b[j].same
        matches.append(Match(a[i], b[j], 0.5 + share / 2, "lexical", (), "a", same))
        whole_a[i] = matches[-1]
    for j, (i, share) in parts_b.items():
        same = whole_a[i].same
        matches.append(Match(a[i], b[j], 0.5 + share / 2, "lexical", (), "b", same))
        whole_b[j] = matches[-1]
    alone_a = tuple(line for i, line in enumerate(a) if i not in whole_a)
    alone_b = tuple(line for j, line in enumerate(b) if j not in whole_b)
    total = math.fsum(mass_a) + math.fsum(mass_b)
    covered = math.fsum(mass_a[i] for i in sorted(whole_a)) + math.fsum(
        mass_b[j] for j in sorted(whole_b)
    )
    return Alignment(
        matches=tuple(sorted(matches, key=_in_order)),
        only_in_a=alone_a,
        only_in_b=alone_b,
        denied=tuple(_denied(alone_a, alone_b, weight_of)),
        size_a=len(a),
        size_b=len(b),
        matched_weight=covered / total if total else 0.0,
        coverage=Sides(_covered(mass_a, whole_a, _sureness), _covered(mass_b, whole_b, _sureness)),
        kept=Sides(_covered(mass_a, whole_a, _once), _covered(mass_b, whole_b, _once)),
        near=Sides(_covered(mass_a, whole_a, _is_near), _covered(mass_b, whole_b, _is_near)),
    )


def _denied(
    a: Sequence[Statement], b: Sequence[Statement], weight_of: Callable[[str], float]
) -> Iterator[tuple[Statement, Statement]]:
    """Yield unmatched lines of which one denies what the other says."""
    for line in a:
        for other in b:
            if line.negated != other.negated and (
                overlap(line.content, other.content, weight_of) >= NEAR_FROM
            ):
                yield line, other


def _in_order(match: Match) -> tuple[int, int, int, int]:
    return (match.a.index, match.a.part, match.b.index, match.b.part)


def _sureness(match: Match) -> float:
    return match.score


def _once(match: Match) -> float:  # noqa: ARG001 -- one of three measures
    return 1.0


def _is_near(match: Match) -> float:
    return float(match.same >= NEAR_FROM)


def _covered(
    masses: Sequence[float], matches: Mapping[int, Match], worth: Callable[[Match], float]
) -> float:
    """Return the share of the weight of one side's lines that is matched."""
    total = math.fsum(masses)
    held = math.fsum(masses[place] * worth(matches[place]) for place in sorted(matches))
    return held / total if total else 0.0


def _same(
    i: int,
    j: int,
    a: Sequence[Statement],
    b: Sequence[Statement],
    parts_a: Mapping[int, tuple[int, float]],
    parts_b: Mapping[int, tuple[int, float]],
    weight_of: Callable[[str], float],
) -> float:
    """Return the share of words that two matched lines, including merged parts, have in common."""
    left, right = set(a[i].content), set(b[j].content)
    for other, (where, _) in parts_a.items():
        if where == j:
            left.update(a[other].content)
    for other, (where, _) in parts_b.items():
        if where == i:
            right.update(b[other].content)
    return overlap(sorted(left), sorted(right), weight_of)


def _same_first(possible: Mapping[Edge, Scored]) -> dict[Edge, Scored]:
    """Pair identical lines, in file order, before the others."""
    rows: set[int] = set()
    columns: set[int] = set()
    chosen = {}
    for edge in sorted(edge for edge, scored in possible.items() if scored.score >= 1.0):
        if edge[0] not in rows and edge[1] not in columns:
            rows.add(edge[0])
            columns.add(edge[1])
            chosen[edge] = possible[edge]
    return chosen


def _match(
    a: Statement, b: Statement, scored: Scored, same: float, weight_of: Callable[[str], float]
) -> Match:
    """Return the match with its reasons: shared stems, or shared ideas where codes matched."""
    if scored.kind == "code":
        if a.code is not None and a.code == b.code:
            return Match(a, b, scored.score, "code", same=1.0)
        return Match(a, b, scored.score, "code", shared_ideas(a.text, b.text))
    return Match(a, b, scored.score, scored.kind, shared_words(a, b, weight_of), same=same)


def shared_words(a: Statement, b: Statement, weight_of: Callable[[str], float]) -> tuple[str, ...]:
    """Return the stems that two lines have in common, the weightiest first."""
    shared = set(a.content) & set(b.content)
    return tuple(sorted(shared, key=lambda stem: (-weight_of(stem), stem)))


def find_parts(
    these: Sequence[Collection[S]],
    others: Sequence[Collection[S]],
    pairs: Sequence[tuple[int, int]],
    weight_of: Callable[[S], float],
) -> dict[int, tuple[int, float]]:
    """Return the unmatched lines that are the rest of a longer matched line of the other side.

    Lines are their stems; `pairs` are (other, this). Two duties written as one line match one of
    them one-to-one; the other is found in what that line says beyond its partner. The result
    maps the line to the other one and to the share of its weight found there (0.5 to 1).
    """
    matched = {this for _, this in pairs}
    rests = [(other, set(others[other]).difference(these[this])) for other, this in pairs]
    found: dict[int, tuple[int, float]] = {}
    for number, line in enumerate(these):
        if number in matched or not line:
            continue
        total = math.fsum(weight_of(stem) for stem in line)
        best, where = 0.0, -1
        for other, rest in rests:
            held = math.fsum(weight_of(stem) for stem in line if stem in rest)
            if held > best * total:
                best, where = held / total, other
        if best >= _WITHIN_FROM:
            found[number] = (where, best)
    return found
