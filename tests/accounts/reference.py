"""Classification in plain Python, one account at a time: what every engine is held against."""

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

    from csdesign.accounts.classify import SegmentRule
    from csdesign.accounts.classify.measured import Measured


@dataclass
class Answer:
    """Counts and sums that must be the same everywhere."""

    segments: dict[str, tuple[int, int, Decimal]] = field(default_factory=dict)
    cells: dict[tuple[str, str | None], int] = field(default_factory=dict)
    overlaps: dict[tuple[str, str], int] = field(default_factory=dict)
    orphans: int = 0


def plain(rules: Sequence[SegmentRule], rows: Sequence[Row], as_of: date) -> Answer:
    """Return the answer by the oracle of `where`."""
    trees = [(rule.id, parse_where(rule.where)) for rule in rules if rule.where is not None]
    rest = next((rule.id for rule in rules if rule.otherwise), None)
    ids = [rule.id for rule in rules if rule.where is not None or rule.otherwise]
    answer = Answer({name: (0, 0, Decimal(0)) for name in ids})
    overlaps: Counter[tuple[str, str]] = Counter()
    for row in rows:
        taking = [name for name, tree in trees if matches(tree, row, as_of)]
        overlaps.update(combinations(taking, 2))
        taker = taking[0] if taking else rest
        if taker is None:
            answer.orphans += 1
            continue
        accounts, new, arr = answer.segments[taker]
        start = row["start_date"]
        is_new = isinstance(start, date) and as_of - timedelta(days=365) <= start <= as_of
        amount = row["arr"]
        worth = Decimal(str(amount)) if amount is not None else Decimal(0)
        answer.segments[taker] = (accounts + 1, new + is_new, arr + worth)
        region = str(row["region"]) if row["region"] else None
        answer.cells[taker, region] = answer.cells.get((taker, region), 0) + 1
    answer.overlaps = dict(overlaps)
    return answer


def answer_of(measured: Measured) -> Answer:
    """Return what was measured in the same shape."""
    assert measured.rejected.rows == 0
    return Answer(
        {
            segment.id: (segment.accounts, segment.new_accounts or 0, segment.arr or Decimal(0))
            for segment in measured.segments
        },
        {(cell.segment, cell.region): cell.accounts for cell in measured.cells},
        {(pair.first, pair.second): pair.accounts for pair in measured.overlaps},
        measured.orphans,
    )
