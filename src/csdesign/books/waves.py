"""Hand-over waves: the week in which each customer changes owner, with few hand-overs a week."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from csdesign.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csdesign.books.proposed import Assignment

__all__ = ["waves"]


def waves(moves: Iterable[Assignment], per_week: int) -> Mapping[str, int]:
    """Return the week (from 1) in which each account that gets a new owner changes hands.

    Nobody takes over or hands over more than `per_week` accounts in a week. The largest accounts
    come first, because they give the most relief.

    Raises:
        UsageError: `per_week` is below 1.
    """
    if per_week < 1:
        raise UsageError(f"{per_week} hand-overs a week cannot be planned; give at least 1")
    busy: dict[tuple[str, str, int], int] = defaultdict(int)
    weeks: dict[str, int] = {}
    for move in sorted(moves, key=lambda found: (-found.hours, found.account)):
        sides = [("to", move.person or "")]
        if move.before is not None:
            sides.append(("from", move.before))
        week = 1
        while any(busy[(*side, week)] >= per_week for side in sides):
            week += 1
        for side in sides:
            busy[(*side, week)] += 1
        weeks[move.account] = week
    return weeks
