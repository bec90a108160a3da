"""The customers that are in another segment than in an earlier table."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from sqlglot import exp

from csdesign.accounts.ids import long_id
from csdesign.accounts.measure.results import Drift, Move
from csdesign.accounts.sql import build
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.accounts.measure.binding import Bound
    from csdesign.accounts.measure.query import Classifier
    from csdesign.accounts.table import Table

__all__ = ["find_drift", "segments_by_id"]


def segments_by_id(
    table: Table, bound: Bound, classifier: Classifier
) -> Iterator[tuple[str, int | None]]:
    """Yield every usable account's id and the position of its segment, None for orphans."""
    query = exp.select(build.column("id"), build.named(classifier.first_match(), "code")).from_(
        classifier.customers(list(classifier.columns)).subquery("cells", copy=False)
    )
    positions = [rule.position for rule in bound.rules]
    for account, code in table.rows(query):
        if account in (None, ""):
            continue
        place = int(str(code))
        yield str(account), positions[place] if place < len(positions) else bound.otherwise


def find_drift(
    before: Iterator[tuple[str, int | None]],
    after: Iterator[tuple[str, int | None]],
    names: Sequence[str],
    sample: int = 0,
) -> Drift:
    """Return the accounts in another segment than before; ids of 15 and 18 characters are matched.

    The first `sample` ids of each move are kept, sorted, independently of the engine's order.

    Both tables may live in different engines, so the earlier one is held in memory (about 150
    bytes an account).
    """
    earlier = {long_id(account): segment for account, segment in before}
    moves: dict[tuple[int | None, int | None], list[str]] = {}
    compared = joined = 0
    seen: set[str] = set()
    for short, segment in after:
        account = long_id(short)
        if account in seen:
            continue
        seen.add(account)
        if account not in earlier:
            joined += 1
            continue
        compared += 1
        was = earlier[account]
        if was != segment:
            moves.setdefault((was, segment), []).append(account)

    def name(position: int | None) -> str | None:
        return names[position] if position is not None else None

    ordered = sorted(moves.items(), key=lambda item: (-len(item[1]), _sortable(item[0])))
    return Drift(
        compared,
        joined,
        len(earlier) - compared,
        tuple(
            Move(name(was), name(now), len(ids), tuple(map(_shown, nsmallest(sample, ids))))
            for (was, now), ids in ordered
        ),
    )


def _shown(account: str) -> str:
    return visible(account, 40)


def _sortable(pair: tuple[int | None, int | None]) -> tuple[int, int]:
    was, now = pair
    return (-1 if was is None else was, -1 if now is None else now)
