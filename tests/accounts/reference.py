"""Classification in plain Python, one account at a time: the answer expected of every engine."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from csdesign.accounts.where import parse_where
from csdesign.accounts.where.evaluate import Row, matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.accounts.measure import SegmentRule
    from csdesign.accounts.measure.results import Measured, MeasuredCell, MeasuredSegment


Sums = tuple[int, int, int, Decimal]
"""Accounts, new ones, those that renew soon, revenue."""
NOTHING: Sums = (0, 0, 0, Decimal(0))


@dataclass
class Answer:
    """Counts and sums that must be the same everywhere."""

    segments: dict[str, Sums] = field(default_factory=dict)
    cells: dict[tuple[str, str | None], Sums] = field(default_factory=dict)
    overlaps: dict[tuple[str, str], int] = field(default_factory=dict)
    orphans: int = 0


def plain(rules: Sequence[SegmentRule], rows: Sequence[Row], as_of: date) -> Answer:
    """Return the answer by the oracle of `where`."""
    trees = [(rule.id, parse_where(rule.where)) for rule in rules if rule.where is not None]
    rest = next((rule.id for rule in rules if rule.otherwise), None)
    ids = [rule.id for rule in rules if rule.where is not None or rule.otherwise]
    answer = Answer(dict.fromkeys(ids, NOTHING))
    overlaps: Counter[tuple[str, str]] = Counter()
    for row in rows:
        taking = [name for name, tree in trees if matches(tree, row, as_of)]
        overlaps.update(combinations(taking, 2))
        taker = taking[0] if taking else rest
        if taker is None:
            answer.orphans += 1
            continue
        start, renewal, amount = row["start_date"], row["renewal_date"], row["arr"]
        is_new = isinstance(start, date) and as_of - timedelta(days=365) <= start <= as_of
        renews = isinstance(renewal, date) and as_of <= renewal <= as_of + timedelta(days=90)
        own = (1, int(is_new), int(renews), Decimal(str(amount or 0)))
        region = str(row["region"]) if row["region"] else None
        answer.segments[taker] = added(answer.segments[taker], own)
        answer.cells[taker, region] = added(answer.cells.get((taker, region), NOTHING), own)
    answer.overlaps = dict(overlaps)
    return answer


def added(a: Sums, b: Sums) -> Sums:
    """Return two accounts' sums together."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3])


def sums_of(found: MeasuredSegment | MeasuredCell) -> Sums:
    """Return the sums of a measured segment or of one of its cells."""
    return (
        found.accounts,
        found.new_accounts or 0,
        found.renewing or 0,
        found.arr or Decimal(0),
    )


def answer_of(measured: Measured) -> Answer:
    """Return a measurement in the same shape."""
    assert measured.rejected.rows == 0
    return Answer(
        {segment.id: sums_of(segment) for segment in measured.segments},
        {(cell.segment, cell.groups["region"]): sums_of(cell) for cell in measured.cells},
        {(pair.first, pair.second): pair.accounts for pair in measured.overlaps},
        measured.orphans,
    )
