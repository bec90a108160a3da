"""Matches the parts of two designs: by id, else by what they contain.

A part that disappeared and one that appeared are a rename where their contents mostly agree and
both are each other's best partner. One part that disappeared and several that appeared, together
holding its content, are a split; the reverse is a merge. The rules are symmetrical, so the
difference turned round is the difference of the designs turned round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Matching", "match"]

Pieces = list[tuple[str, tuple[str, ...]]]
"""Each whole with its parts."""
_SAME: Final = 0.6
"""Share of content in common from which two parts are one under two names."""
_PART: Final = 0.7
"""Share of a fragment's content that comes from the whole it was part of."""
_WHOLE: Final = 0.7
"""Share of the whole that its fragments hold together."""
_NOT_ALONE: Final = 0.2
"""Share that the largest fragment must leave to the others; else it is the whole, renamed."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Parts of an old and a new design by id."""

    pairs: tuple[tuple[str, str], ...]
    renamed: tuple[tuple[str, str], ...]
    splits: tuple[tuple[str, tuple[str, ...]], ...]
    merges: tuple[tuple[tuple[str, ...], str], ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]


def match(old: Mapping[str, frozenset[str]], new: Mapping[str, frozenset[str]]) -> Matching:
    """Return the matching of parts, given the content of each by id."""
    pairs = [(name, name) for name in old if name in new]
    gone = {name: old[name] for name in old if name not in new}
    come = {name: new[name] for name in new if name not in old}
    splits, merges = _apart(_splits(gone, come), _splits(come, gone))
    for whole, parts in splits:
        del gone[whole]
        for part in parts:
            del come[part]
    for whole, parts in merges:
        del come[whole]
        for part in parts:
            del gone[part]
    renamed = _renames(gone, come)
    for before, after in renamed:
        del gone[before], come[after]
    return Matching(
        pairs=(*pairs, *renamed),
        renamed=tuple(renamed),
        splits=tuple(splits),
        merges=tuple((parts, whole) for whole, parts in merges),
        lost=tuple(gone),
        gained=tuple(come),
    )


def _apart(splits: Pieces, merges: Pieces) -> tuple[Pieces, Pieces]:
    """Return splits and merges without those that claim the same part in both ways."""
    in_splits = {name for whole, parts in splits for name in (whole, *parts)}
    in_merges = {name for whole, parts in merges for name in (whole, *parts)}
    both = in_splits & in_merges

    def clean(pieces: Pieces) -> Pieces:
        return [piece for piece in pieces if not both.intersection((piece[0], *piece[1]))]

    return clean(splits), clean(merges)


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _renames(
    gone: Mapping[str, frozenset[str]], come: Mapping[str, frozenset[str]]
) -> list[tuple[str, str]]:
    scores = {(a, b): _jaccard(gone[a], come[b]) for a in gone for b in come}
    found = []
    for (a, b), score in scores.items():
        best_a = max(scores[a, other] for other in come)
        best_b = max(scores[other, b] for other in gone)
        rivals = sum(scores[a, o] == score for o in come) + sum(scores[o, b] == score for o in gone)
        # A tie does not decide on a partner: two changes are better than one wrong rename.
        if score >= _SAME and score == best_a == best_b and rivals == 2:
            found.append((a, b))
    return found


def _splits(wholes: Mapping[str, frozenset[str]], parts: Mapping[str, frozenset[str]]) -> Pieces:
    claims: dict[str, list[str]] = {whole: [] for whole in wholes}
    for part, content in parts.items():
        if not content:
            continue
        held = {whole: len(content & wholes[whole]) / len(content) for whole in wholes}
        best = max(held.values(), default=0.0)
        owners = [whole for whole, share in held.items() if share == best]
        if best >= _PART and len(owners) == 1:
            claims[owners[0]].append(part)
    return [
        (whole, tuple(names))
        for whole, names in claims.items()
        if len(names) > 1 and _is_split(wholes[whole], [parts[name] for name in names])
    ]


def _is_split(whole: frozenset[str], parts: Sequence[frozenset[str]]) -> bool:
    """Return whether fragments hold the whole together, and none of them nearly alone."""
    together = _covered(whole, parts)
    most = max(_covered(whole, [part]) for part in parts)
    return together >= _WHOLE and together - most >= _NOT_ALONE


def _covered(whole: frozenset[str], parts: Iterable[frozenset[str]]) -> float:
    together = frozenset[str]().union(*parts)
    return len(whole & together) / len(whole) if whole else 0.0
