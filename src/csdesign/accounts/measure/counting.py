"""Groups of the counting query folded into segments, cells, overlaps and orphans."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from csdesign.accounts.columns import grouping_columns
from csdesign.accounts.measure.results import MeasuredCell, MeasuredSegment, Overlap
from csdesign.accounts.measure.rows import RowKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csdesign.accounts.measure.binding import Bound
    from csdesign.accounts.measure.options import SegmentRule
    from csdesign.accounts.measure.query import MarkedGroup

__all__ = ["Counts", "count_groups"]

_CENT = Decimal("0.01")


@dataclass(slots=True)
class _Sums:
    """Counts and sums of one segment or cell while they are added up."""

    accounts: int = 0
    new: int | None = None
    arr: Decimal | None = None
    with_arr: int = 0
    hours: Decimal | None = None
    renewing: int | None = None

    def add(self, group: MarkedGroup) -> None:
        self.accounts += group.accounts
        self.new = _plus(self.new, group.new)
        self.arr = _plus_money(self.arr, group.arr)
        self.with_arr += group.with_arr
        self.hours = _plus_money(self.hours, group.hours)
        self.renewing = _plus(self.renewing, group.renewing)


@dataclass(frozen=True, slots=True)
class Counts:
    """The result of the counting query."""

    segments: tuple[MeasuredSegment, ...]
    cells: tuple[MeasuredCell, ...]
    overlaps: tuple[Overlap, ...]
    orphans: int
    customers: int
    kinds: Mapping[RowKind, int]
    unread: Mapping[str, int]


@dataclass(slots=True)
class _Tally:
    """The sums of all groups."""

    sums: dict[int, _Sums] = field(default_factory=dict)
    cells: dict[tuple[int, tuple[str, ...]], _Sums] = field(default_factory=dict)
    matching: Counter[int] = field(default_factory=Counter)
    spellings: dict[str, Counter[str]] = field(default_factory=dict)
    pairs: Counter[tuple[int, int]] = field(default_factory=Counter)
    orphans: int = 0
    customers: int = 0
    kinds: Counter[RowKind] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)


def count_groups(
    groups: Iterable[MarkedGroup],
    kinds: Sequence[MarkedGroup],
    rules: Sequence[SegmentRule],
    bound: Bound,
    empty: MarkedGroup,
) -> Counts:
    """Return the counts of all groups; `empty` says which measures the table has.

    `kinds` are the rows by kind where groups are of customers, empty if groups tell both.
    """
    tally = _Tally()
    for group in groups:
        _add(tally, group, bound)
    if kinds:
        tally.kinds = Counter({group.kind: group.accounts for group in kinds})
        for group in kinds:
            tally.unread.update(dict(group.unread))
    members = {rule.position for rule in bound.rules}
    if bound.otherwise is not None:
        members.add(bound.otherwise)
    segments = []
    for position in sorted(members):
        sums = tally.sums.get(position) or _zero(empty)
        matching = tally.matching[position] or (sums.accounts if position == bound.otherwise else 0)
        segments.append(_segment(rules[position], sums, matching))
    overlaps = tuple(
        Overlap(rules[first].id, rules[second].id, accounts)
        for (first, second), accounts in sorted(tally.pairs.items())
    )
    nothing = dict.fromkeys(grouping_columns())
    has = [name for name in nothing if name in bound.columns]
    spelling = {  # EMEA and emea are one region, as in a rule; the commonest spelling is shown
        lowered: max(sorted(found), key=found.__getitem__)
        for lowered, found in tally.spellings.items()
    }
    cells = tuple(
        MeasuredCell(
            rules[position].id,
            {
                **nothing,
                **dict(zip(has, (spelling[value] or None for value in values), strict=True)),
            },
            sums.accounts,
            sums.new,
            sums.arr,
            sums.renewing,
        )
        for (position, values), sums in sorted(tally.cells.items())
    )
    return Counts(
        tuple(segments), cells, overlaps, tally.orphans, tally.customers, tally.kinds, tally.unread
    )


def _add(tally: _Tally, group: MarkedGroup, bound: Bound) -> None:
    tally.kinds[group.kind] += group.accounts
    tally.unread.update(dict(group.unread))
    if group.kind is not RowKind.CUSTOMER:
        return
    tally.customers += group.accounts
    positions = [bound.rules[place].position for place in group.matching]
    for position in positions:
        tally.matching[position] += group.accounts
    for pair in combinations(positions, 2):
        tally.pairs[pair] += group.accounts
    taker = positions[0] if positions else bound.otherwise
    if taker is None:
        tally.orphans += group.accounts
        return
    tally.sums.setdefault(taker, _Sums()).add(group)
    if group.groups:
        written = tuple(value or "" for value in group.groups)
        key = (taker, tuple(value.casefold() for value in written))
        tally.cells.setdefault(key, _Sums()).add(group)
        for lowered, value in zip(key[1], written, strict=True):
            tally.spellings.setdefault(lowered, Counter())[value] += group.accounts


def _zero(empty: MarkedGroup) -> _Sums:
    sums = _Sums()
    sums.add(empty)
    return sums


def _segment(rule: SegmentRule, sums: _Sums, matching: int) -> MeasuredSegment:
    return MeasuredSegment(
        rule.id,
        sums.accounts,
        sums.new,
        sums.arr,
        sums.with_arr,
        sums.hours,
        sums.renewing,
        matching,
        rule.declared,
    )


def _plus(a: int | None, b: int | None) -> int | None:
    return a if b is None else (a or 0) + b


def _plus_money(a: Decimal | None, b: object) -> Decimal | None:
    """Add an amount as an engine returns it: Decimal, text, or None for a sum of nothing."""
    if b is None:
        return a
    return (a or Decimal(0)) + Decimal(str(b)).quantize(_CENT)
