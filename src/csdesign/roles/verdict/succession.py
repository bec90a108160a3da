"""Succession of roles since an earlier design: kept, renamed, split, merged, gone or new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from csdesign.roles.pairing import assign
from csdesign.roles.verdict.comparison import RoleComparison, RoleFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.roles.pairing import Edge
    from csdesign.roles.text.role import RoleText

__all__ = ["Succession", "find_successions"]

_SAME_ROLE_FROM: Final = 0.40
"""Strength from which a role of the later design continues one of the earlier."""
_SAME_ROLE_FROM_ACROSS: Final = 0.25
"""The same between two languages, where only meaning can be compared."""
_SAME_NAME: Final = 0.05
"""Added to the strength of roles with the same title, to settle near ties."""
_PART_FROM: Final = 0.50
"""Share of a role's duties that come from one other role for it to be a part of it: roles that are
made one lose some of their duties."""


@dataclass(frozen=True, slots=True)
class Succession:
    """One change of roles between two designs; positions count from 0."""

    kind: Literal["kept", "renamed", "split", "merged", "gone", "new"]
    before: tuple[int, ...]
    after: tuple[int, ...]
    comparison: RoleComparison | None = None
    """The two roles side by side, for `kept` and `renamed`. A kept title may have become another
    job: its verdict says so."""


def find_successions(
    before: Sequence[RoleText], after: Sequence[RoleText]
) -> tuple[Succession, ...]:
    """Return the succession of every role, by content first and only then by title.

    An id or a title that now means another role misleads nobody: content decides. Splits and
    merges are reported next to the succession of their main part.
    """
    file = RoleFile([*before, *after])
    first = len(before)
    compared = {(i, j - first): file.compare(i, j) for i, j in file.candidates() if i < first <= j}
    pairs = _continued(before, after, compared)
    found = [_kept_or_renamed(before, after, pair, file, compared) for pair in pairs]
    found += _splits(pairs, compared)
    found += _merges(pairs, compared)
    told_before = {i for item in found for i in item.before}
    told_after = {j for item in found for j in item.after}
    found += [Succession("gone", (i,), ()) for i in range(len(before)) if i not in told_before]
    found += [Succession("new", (), (j,)) for j in range(len(after)) if j not in told_after]
    return tuple(found)


def _continued(
    before: Sequence[RoleText],
    after: Sequence[RoleText],
    compared: Mapping[Edge, RoleComparison],
) -> list[Edge]:
    strengths = {}
    for (i, j), result in compared.items():
        strength = _strength(result) + _SAME_NAME * (_name(before[i]) == _name(after[j]))
        least = _SAME_ROLE_FROM_ACROSS if result.across_languages else _SAME_ROLE_FROM
        if strength >= least:
            strengths[i, j] = strength
    pairs = list(assign(strengths, most_pairs=False))
    left = {_name(role): j for j, role in enumerate(after) if j not in {b for _, b in pairs}}
    for i, role in enumerate(before):
        if i not in {a for a, _ in pairs} and _name(role) in left:
            pairs.append((i, left.pop(_name(role))))
    return sorted(pairs)


def _strength(result: RoleComparison) -> float:
    """Return how strongly one role continues the other, about 0 to 1."""
    return max(
        _SAME_ROLE_FROM if result.tier else 0.0,
        result.similarity if result.verdict is None else 0.0,
        result.score,
        result.duties.matched_weight,
        result.meaning or 0.0,
    )


def _name(role: RoleText) -> str:
    return " ".join(role.title.casefold().split()) or role.id


def _kept_or_renamed(
    before: Sequence[RoleText],
    after: Sequence[RoleText],
    pair: Edge,
    file: RoleFile,
    compared: Mapping[Edge, RoleComparison],
) -> Succession:
    i, j = pair
    kind: Literal["kept", "renamed"] = "kept" if _name(before[i]) == _name(after[j]) else "renamed"
    result = compared.get(pair) or file.compare(i, len(before) + j)
    return Succession(kind, (i,), (j,), result)


def _splits(pairs: list[Edge], compared: Mapping[Edge, RoleComparison]) -> Iterator[Succession]:
    """Yield each role whose duties also went to roles that continue nobody else."""
    main = dict(pairs)
    taken = set(main.values())
    parts: dict[int, list[int]] = {}
    for (i, j), result in compared.items():
        if i in main and j not in taken and _covered(result, "b") >= _PART_FROM:
            parts.setdefault(i, []).append(j)
    for i, new in sorted(parts.items()):
        yield Succession("split", (i,), (main[i], *sorted(new)))


def _merges(pairs: list[Edge], compared: Mapping[Edge, RoleComparison]) -> Iterator[Succession]:
    """Yield each role that also took over the duties of roles that nobody else continues."""
    main = {j: i for i, j in pairs}
    taken = set(main.values())
    parts: dict[int, list[int]] = {}
    for (i, j), result in compared.items():
        if j in main and i not in taken and _covered(result, "a") >= _PART_FROM:
            parts.setdefault(j, []).append(i)
    for j, old in sorted(parts.items()):
        yield Succession("merged", (main[j], *sorted(old)), (j,))


def _covered(result: RoleComparison, side: Literal["a", "b"]) -> float:
    """Return the share of one side's duties that the other side has, by weight."""
    return result.duties.kept[0 if side == "a" else 1]
