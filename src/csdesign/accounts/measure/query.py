"""The one query: which rules match each account, counted and summed where the table lives.

Three levels. *Cells*: raw columns as typed cells, and whether the row is spoiled. *Marks*: a bit
for every rule that matches, so that the first match, the overlaps and the orphans come from one
number. *Counts*: a group per combination of marks, region and language. What depends only on the
segment (its hours per account) is multiplied outside, so the engine counts and adds, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.measure.binding import needed
from csdesign.accounts.sql import build
from csdesign.accounts.sql.condition import Cell, Scope, condition_sql

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csdesign.accounts.measure.binding import Bound
    from csdesign.accounts.where.tree import Condition

__all__ = ["SPOILED", "Classifier", "MarkedGroup"]

SPOILED: Final = -1
"""First word of the marks of a row that cannot be used."""
_WORD_BITS: Final = 30
"""Rules per word of marks: sums of that many bits stay within a 32-bit integer."""
_NEW_DAYS: Final = 365
_SPOILED_CELL: Final = "is_spoiled"


@dataclass(frozen=True, slots=True)
class MarkedGroup:
    """One row of the counting query: marks, then counts and sums (None where not measured)."""

    matching: tuple[int, ...]
    is_spoiled: bool
    region: str | None
    language: str | None
    accounts: int
    new: int | None
    arr: object
    with_arr: int
    hours: object
    renewing: int | None


class Classifier:
    """Builds the queries of bound rules over one table."""

    def __init__(
        self, bound: Bound, relation: exp.Expr, as_of: date, renewal_days: int = 90
    ) -> None:
        self._bound = bound
        self._relation = relation
        self._as_of = as_of
        self._renewal_days = renewal_days
        self.columns = bound.columns
        self._scope = Scope(
            {
                name: Cell(build.column(name), column.cell.kind, column.cell.floating)
                for name, column in bound.columns.items()
            },
            as_of,
        )

    # -- levels

    def cells(self, names: Sequence[str], *extra: exp.Expr) -> exp.Select:
        """Return `SELECT` of typed cells by name, whether the row is spoiled, and `extra`."""
        chosen = [build.named(self.columns[name].cell.expression, name) for name in names]
        spoiled = [c.spoiled for c in self.columns.values() if c.spoiled is not None]
        flag = [build.named(build.one_if(build.any_of(spoiled)), _SPOILED_CELL)] if spoiled else []
        if not (chosen or flag or extra):  # a table with nothing to measure: its rows still count
            chosen = [build.named(build.number(1), "row_of_it")]
        return exp.select(*chosen, *flag, *extra).from_(self._relation.copy(), copy=False)

    @property
    def usable(self) -> exp.Expr:
        """Return the condition, over cells, that the row can be used."""
        if not any(column.spoiled is not None for column in self.columns.values()):
            return exp.true()
        return exp.EQ(this=build.column(_SPOILED_CELL), expression=build.number(0))

    def matches(self, condition: Condition) -> exp.Expr:
        """Return, over cells, whether a condition holds: never NULL."""
        return exp.Coalesce(this=condition_sql(condition, self._scope), expressions=[exp.false()])

    def first_match(self) -> exp.Expr:
        """Return, over cells, the index among bound rules of the first match, else their number."""
        rules = self._bound.rules
        if not rules:
            return build.number(0)
        ifs = [
            exp.If(this=condition_sql(rule.where.condition, self._scope), true=build.number(place))
            for place, rule in enumerate(rules)
        ]
        return exp.Case(ifs=ifs, default=build.number(len(rules)))

    # -- the counting query

    @property
    def _word_count(self) -> int:
        return max(1, -(-len(self._bound.rules) // _WORD_BITS))

    def counts(self) -> exp.Select:
        """Return the counting query; `read_group` reads its rows."""
        decisive = needed(self._bound.rules)
        names = [name for name in self.columns if name != "id" or name in decisive]
        cells = self.cells(names).subquery("cells", copy=False)
        words = self._words()
        groups = [f"marks_{place}" for place in range(len(words))]
        groups += [name for name in ("region", "language") if name in self.columns]
        marks = exp.select(
            *(build.named(word, groups[place]) for place, word in enumerate(words)),
            *(build.column(name) for name in groups[len(words) :]),
            *self._measures(),
        ).from_(cells, copy=False)
        totals = [build.named(build.count_rows(), "accounts")]
        totals += [
            build.named(build.total(build.column(name)), f"sum_{name}") for name in self._measured()
        ]
        if "arr" in self.columns:
            count = exp.Count(this=build.column("arr"), big_int=True)
            totals.append(build.named(count, "with_arr"))
        return (
            exp.select(*(build.column(name) for name in groups), *totals)
            .from_(marks.subquery("marks", copy=False), copy=False)
            .group_by(*(build.column(name) for name in groups), copy=False)
        )

    def read_group(self, row: Sequence[object]) -> MarkedGroup:
        """Return a row of the counting query as a group."""
        values = list(row)
        words = [int(str(values.pop(0))) for _ in range(self._word_count)]
        region = _text(values.pop(0)) if "region" in self.columns else None
        language = _text(values.pop(0)) if "language" in self.columns else None
        accounts = int(str(values.pop(0)))
        sums = {name: values.pop(0) for name in self._measured()}
        with_arr = int(str(values.pop(0))) if "arr" in self.columns else 0
        return MarkedGroup(
            _bits(words),
            words[0] == SPOILED,
            region,
            language,
            accounts,
            _integer(sums.get("new")) if "new" in sums else None,
            sums.get("arr"),
            with_arr,
            sums.get("hours"),
            _integer(sums.get("renewing")) if "renewing" in sums else None,
        )

    def _words(self) -> list[exp.Expr]:
        """Return the marks, thirty rules a word; the first word says when a row is spoiled."""
        rules = self._bound.rules
        words: list[exp.Expr] = []
        for word in range(self._word_count):
            start = word * _WORD_BITS
            bits = [
                build.one_if(condition_sql(rule.where.condition, self._scope), 1 << bit)
                for bit, rule in enumerate(rules[start : start + _WORD_BITS])
            ]
            words.append(build.sum_up(bits) if bits else build.number(0))
        if self.usable != exp.true():
            usable = exp.If(this=self.usable, true=words[0])
            words[0] = exp.Case(ifs=[usable], default=build.number(SPOILED))
        return words

    def _measured(self) -> list[str]:
        pairs = (
            ("new", "start_date"),
            ("arr", "arr"),
            ("hours", "hours"),
            ("renewing", "renewal_date"),
        )
        return [measure for measure, column in pairs if column in self.columns]

    def _measures(self) -> list[exp.Expr]:
        measures: list[exp.Expr] = []
        if "start_date" in self.columns:
            window = self._between_days("start_date", -_NEW_DAYS, 0)
            measures.append(build.named(build.one_if(window), "new"))
        if "arr" in self.columns:
            measures.append(build.named(self._money("arr"), "arr"))
        if "hours" in self.columns:
            measures.append(build.named(self._money("hours"), "hours"))
        if "renewal_date" in self.columns:
            window = self._between_days("renewal_date", 0, self._renewal_days)
            measures.append(build.named(build.one_if(window), "renewing"))
        return measures

    def _between_days(self, name: str, first: int, last: int) -> exp.Between:
        """Return whether a day lies so many days from `as_of`, both ends included."""
        from datetime import timedelta

        low, high = (build.the_day(self._as_of + timedelta(days=days)) for days in (first, last))
        return exp.Between(this=build.column(name), low=low, high=high)

    def _money(self, name: str) -> exp.Expr:
        """Return an amount as exact decimal; a spoiled row's amount is never converted."""
        amount = exp.cast(build.column(name), build.MONEY)
        if self.usable == exp.true():
            return amount
        return exp.Case(ifs=[exp.If(this=self.usable, true=amount)])


def _bits(words: Sequence[int]) -> tuple[int, ...]:
    """Return the indexes of the marked rules, in order."""
    return tuple(
        place * _WORD_BITS + bit
        for place, word in enumerate(words)
        if word > 0
        for bit in range(_WORD_BITS)
        if word >> bit & 1
    )


def _text(value: object) -> str | None:
    return str(value) if value not in (None, "") else None


def _integer(value: object) -> int:
    return int(str(value)) if value is not None else 0
