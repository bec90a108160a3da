"""The worth of parts of the role audit, each taken away or put back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from unittest import mock

from role_runs import in_file

from csdesign.roles import RoleFile
from csdesign.roles.matching.likeness import likenesses
from csdesign.roles.verdict import comparison

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.roles import RoleComparison, RoleText

_WEIGHT: Final = 0.4
_USUAL: Final = 0.67
"""Vote at which the rest of the file says nothing for or against."""
_ASK_FROM: Final = 0.57
_TIED: Final = 1e-9


@contextmanager
def without_ideas() -> Iterator[None]:
    """Compare by words alone, without the dictionary of ideas and the vocabulary."""
    with mock.patch.object(comparison, "meaning_of", return_value=None):
        yield


def with_vote(roles: Sequence[RoleText]) -> dict[tuple[int, int], RoleComparison]:
    """Return the comparisons of a file, questions decided by a vote of the other roles, too.

    The vote of a pair is the share of both roles' lines whose nearest line elsewhere in the file
    is in the other role. What it says beyond the usual is added to the score, by which a pair
    comes to be asked, or no longer.
    """
    file = RoleFile(roles)
    nearest = [_nearest(file, number) for number in range(len(roles))]
    found = {}
    for (i, j), result in in_file(roles).items():
        ballots = [b in tied for a, b in ((i, j), (j, i)) for tied in nearest[a]]
        vote = sum(ballots) / len(ballots) if ballots else _USUAL
        asked = result.score + _WEIGHT * (vote - _USUAL) >= _ASK_FROM
        if result.tier == "perhaps-reworded" and not asked:
            found[i, j] = replace(result, tier=None)
        elif result.tier is None and result.verdict is not None and asked:
            found[i, j] = replace(result, tier="perhaps-reworded")
        else:
            found[i, j] = result
    return found


def _nearest(file: RoleFile, role: int) -> list[set[int]]:
    """Return, for each line of a role, the roles that have the nearest line elsewhere."""
    lines = [line.stems for line in file.duties.of(role)]
    best: list[dict[int, float]] = [{} for _ in lines]
    for other in range(len(file.roles)):
        if other != role:
            theirs = [line.stems for line in file.duties.of(other)]
            for (i, _), like in likenesses(lines, theirs, file.duties.weight_of, 0.1).items():
                best[i][other] = max(best[i].get(other, 0.0), like)
    return [
        {other for other, like in found.items() if like >= max(found.values()) - _TIED}
        for found in best
    ]
