"""The counting query: rules matched to each account, counted and summed in the engine.

It has four levels. *Rows*: raw columns as typed cells, and the kind of the row. *Customers*: one
row each, rolled up where several rows have one id. *Marks*: a bit for every rule that matches, so
that the first match, the overlaps and the orphans come from one number. *Counts*: a group per
combination of marks and of the columns that group. Factors that depend only on the segment (its
hours per account) are applied outside, so the engine only counts and adds. If no rows have to be
brought together, customers are the rows themselves and one query is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.columns import grouping_columns
from csdesign.accounts.measure.bound_rules import needed
from csdesign.accounts.measure.rows import RowKind, RowTests, look_at_rows
from csdesign.accounts.sql import build
from csdesign.accounts.sql.condition import Cell, Scope, condition_sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from csdesign.accounts.measure.binding import Bound
    from csdesign.accounts.table import Table
    from csdesign.accounts.where.tree import Condition

__all__ = ["Classifier", "MarkedGroup"]

_WORD_BITS: Final = 30
"""Rules per word of marks: sums of that many bits stay within a 32-bit integer."""
_NEW_DAYS: Final = 365
_KIND_CELL: Final = "kind_of_row"
_ROW_CELL: Final = "row_in_table"
_HEAD_CELL: Final = "is_not_its_head"
_ORDER_CELL: Final = "place_among_rows"


@dataclass(frozen=True, slots=True)
class MarkedGroup:
    """One row of the counting query: marks, then counts and sums (None if not measured).

    `kind` is the kind of the rows; rows that are not customers only have their number. `groups`
    are the values of the columns of the table that group, in their order.
    """

    matching: tuple[int, ...]
    kind: RowKind
    groups: tuple[str | None, ...]
    accounts: int
    new: int | None
    arr: object
    with_arr: int
    hours: object
    renewing: int | None
    unread: tuple[tuple[str, int], ...] = ()


class Classifier:
    """Builds the queries of bound rules over one table."""

    def __init__(self, bound: Bound, table: Table, as_of: date, renewal_days: int = 90) -> None:
        self._bound = bound
        self._table = table
        self._as_of = as_of
        self._renewal_days = renewal_days
        self._tests: RowTests = look_at_rows(table, bound, as_of)
        self.columns = bound.columns
        self.grouping = [name for name in grouping_columns() if name in bound.columns]
        self._scope = Scope(
            {
                name: Cell(build.column(name), column.cell.kind, column.cell.floating)
                for name, column in bound.columns.items()
            },
            as_of,
        )

    @property
    def has_repeats(self) -> bool:
        """Return whether several rows have the same id although no roll-up was asked for."""
        return self._tests.has_repeats

    @property
    def is_grouped(self) -> bool:
        """Return whether rows are brought together by their id."""
        grouping = self._bound.grouping
        asked = grouping is not None and (grouping.per is not None or bool(grouping.how))
        return "id" in self.columns and (asked or self.has_repeats)

    # -- levels

    def rows(self, names: Sequence[str], *extra: exp.Expr) -> exp.Select:
        """Return `SELECT` of each row's typed cells by name, its kind, and `extra`."""
        chosen = [build.named(self.columns[name].cell.expression, name) for name in names]
        kind = self._tests.kind()
        flag = [] if kind is None else [build.named(kind, _KIND_CELL)]
        if not (chosen or flag or extra):  # even with nothing to measure, the rows are counted
            chosen = [build.named(build.number(1), "row_of_it")]
        return exp.select(*chosen, *flag, *extra).from_(self._table.relation(), copy=False)

    def is_kind(self, kind: RowKind) -> exp.Expr:
        """Return the condition, over rows, that a row is of that kind."""
        if not self._tests.tests:
            return exp.true() if kind is RowKind.CUSTOMER else exp.false()
        return exp.EQ(this=build.column(_KIND_CELL), expression=build.number(int(kind)))

    def customers(self, names: Sequence[str]) -> exp.Select:
        """Return `SELECT` of one row per customer: its cells by name."""
        wanted = dict.fromkeys(names)
        if not self.is_grouped:
            inner = self.rows(list(wanted))
            if not self._tests.tests:
                return inner
            plain: list[exp.Expr] = [build.column(name) for name in wanted]
            return (
                exp.select(*(plain or [build.number(1)]))
                .from_(inner.subquery("all_rows", copy=False), copy=False)
                .where(self.is_kind(RowKind.CUSTOMER), copy=False)
            )
        chosen = [build.named(self._rolled_up(name), name) for name in wanted]
        window = exp.Window(this=exp.RowNumber(), partition_by=_by_id(), order=self._order())
        numbered = (
            exp.select(*chosen, build.named(window, _ORDER_CELL))
            .from_(self._ordered_rows(wanted).subquery("all_rows", copy=False), copy=False)
            .where(self.is_kind(RowKind.CUSTOMER), copy=False)
        )
        cells: list[exp.Expr] = [build.column(name) for name in wanted]
        return (
            exp.select(*(cells or [build.number(1)]))
            .from_(numbered.subquery("numbered", copy=False), copy=False)
            .where(exp.EQ(this=build.column(_ORDER_CELL), expression=build.number(1)), copy=False)
        )

    def differing(self, names: Sequence[str]) -> exp.Select:
        """Return a query of one row: for each name the ids whose rows have several values of it."""
        grouped = (
            exp.select(
                *(
                    build.named(
                        build.one_if(
                            exp.NEQ(
                                this=exp.Min(this=build.column(name)),
                                expression=exp.Max(this=build.column(name)),
                            )
                        ),
                        name,
                    )
                    for name in names
                )
            )
            .from_(self.rows(["id", *names]).subquery("all_rows", copy=False), copy=False)
            .where(self.is_kind(RowKind.CUSTOMER), copy=False)
            .group_by(build.column("id"), copy=False)
        )
        totals = [build.total(build.column(name)) for name in names]
        return exp.select(*totals).from_(grouped.subquery("ids", copy=False), copy=False)

    def _rolled_up(self, name: str) -> exp.Expr:
        """Return the value of a column over a customer's rows: a window over them, or the cell."""
        grouping = self._bound.grouping
        how = None if grouping is None else grouping.how.get(name)
        if how is None:
            return build.column(name)
        column = self.columns[name]
        kind = {"sum": exp.Sum, "min": exp.Min, "max": exp.Max}[how]
        cell: exp.Expr = build.column(name)
        window: exp.Expr = exp.Window(this=kind(this=cell), partition_by=_by_id())
        if how == "sum" and not column.cell.floating:
            # some engines widen the type of a sum, so it is cast back to that of the cell
            wide = build.MONEY if self._is_money(name) else exp.DataType.build("DECIMAL(38, 6)")
            window = exp.cast(window, wide.copy())
        return window

    def _is_money(self, name: str) -> bool:
        column = next((found for found in self._bound.mapping if found.name == name), None)
        return column is not None and column.known is not None and column.known.money

    def _ordered_rows(self, names: Iterable[str]) -> exp.Select:
        all_names = dict.fromkeys(("id", *names))
        extra: list[exp.Expr] = []
        if self._head is not None:
            # 0 for the row that represents the customer, so that it comes first
            others = exp.Case(
                ifs=[exp.If(this=self._head.copy(), true=build.number(0))], default=build.number(1)
            )
            extra.append(build.named(others, _HEAD_CELL))
        if self._table.first_row is None:
            return self.rows(list(dict.fromkeys((*all_names, *self.columns))), *extra)
        number = exp.Window(this=exp.RowNumber())
        return self.rows(list(all_names), *extra, build.named(number, _ROW_CELL))

    @property
    def _head(self) -> exp.Expr | None:
        return None if self._bound.grouping is None else self._bound.grouping.head

    def _order(self) -> exp.Order:
        """Return the order of a customer's rows: that of the file, else of the cells."""
        names = [_ROW_CELL] if self._table.first_row is not None else sorted(self.columns)
        if self._head is not None:
            names.insert(0, _HEAD_CELL)
        return exp.Order(
            expressions=[
                exp.Ordered(this=build.column(name), desc=False, nulls_first=False)
                for name in names
            ]
        )

    def matches(self, condition: Condition) -> exp.Expr:
        """Return, over cells, whether a condition holds: never NULL."""
        return build.sure(condition_sql(condition, self._scope))

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
        """Return the counting query; `read_group` reads its rows.

        If rows are brought together, it counts customers only, and `kinds` counts the other rows.
        """
        decisive = needed(self._bound.rules)
        names = [name for name in self.columns if name != "id" or name in decisive]
        if self.is_grouped:
            cells = self.customers(names).subquery("cells", copy=False)
            words, unread = self._marks(), []
        else:
            unread = self._unread()
            flags = [build.named(build.one_if(test), f"unread_{name}") for name, test in unread]
            cells = self.rows(names, *flags).subquery("cells", copy=False)
            words = self._words()
        groups = [f"marks_{place}" for place in range(len(words))]
        groups += self.grouping
        marks = exp.select(
            *(build.named(word, groups[place]) for place, word in enumerate(words)),
            *(build.column(name) for name in groups[len(words) :]),
            *self._measures(),
            *(build.column(f"unread_{name}") for name, _ in unread),
        ).from_(cells, copy=False)
        totals = [build.named(build.count_rows(), "accounts")]
        totals += [
            build.named(build.total(build.column(name)), f"sum_{name}") for name in self._measured()
        ]
        if "arr" in self.columns:
            count = exp.Count(this=build.column("arr"), big_int=True)
            totals.append(build.named(count, "with_arr"))
        totals += [
            build.named(build.total(build.column(f"unread_{name}")), f"all_unread_{name}")
            for name, _ in unread
        ]
        return (
            exp.select(*(build.column(name) for name in groups), *totals)
            .from_(marks.subquery("marks", copy=False), copy=False)
            .group_by(*(build.column(name) for name in groups), copy=False)
        )

    def kinds(self) -> exp.Select:
        """Return the query for kind, number of rows, and unreadable cells that nothing needs.

        `read_kind` reads its rows.
        """
        unread = self._unread()
        flags = [build.named(build.one_if(test), f"unread_{name}") for name, test in unread]
        kind = self._tests.kind()
        label = build.number(0) if kind is None else kind
        rows = exp.select(build.named(label, "kind"), *flags).from_(
            self._table.relation(), copy=False
        )
        return (
            exp.select(
                build.column("kind"),
                build.named(build.count_rows(), "n"),
                *(build.total(build.column(f"unread_{name}")) for name, _ in unread),
            )
            .from_(rows.subquery("all_rows", copy=False), copy=False)
            .group_by(build.column("kind"), copy=False)
        )

    def read_kind(self, row: Sequence[object]) -> MarkedGroup:
        """Return a row of `kinds` as a group without sums."""
        kind, number, *unread = row
        return MarkedGroup(
            matching=(),
            kind=RowKind(int(str(kind))),
            groups=(),
            accounts=int(str(number)),
            new=None,
            arr=None,
            with_arr=0,
            hours=None,
            renewing=None,
            unread=self._named_unread(unread),
        )

    def _unread(self) -> list[tuple[str, exp.Expr]]:
        """Return the columns whose unreadable cells only count as missing, with the condition."""
        return [
            (name, column.unread)
            for name, column in self.columns.items()
            if column.unread is not None and not column.is_needed
        ]

    def _named_unread(self, values: Sequence[object]) -> tuple[tuple[str, int], ...]:
        names = [name for name, _ in self._unread()]
        return tuple((name, _integer(value)) for name, value in zip(names, values, strict=True))

    def read_group(self, row: Sequence[object]) -> MarkedGroup:
        """Return a row of the counting query as a group."""
        values = list(row)
        words = [int(str(values.pop(0))) for _ in range(self._word_count)]
        groups = tuple(_text(values.pop(0)) for _ in self.grouping)
        accounts = int(str(values.pop(0)))
        sums = {name: values.pop(0) for name in self._measured()}
        with_arr = int(str(values.pop(0))) if "arr" in self.columns else 0
        return MarkedGroup(
            _bits(words),
            RowKind(min(words[0], 0)),
            groups,
            accounts,
            _integer(sums.get("new")) if "new" in sums else None,
            sums.get("arr"),
            with_arr,
            sums.get("hours"),
            _integer(sums.get("renewing")) if "renewing" in sums else None,
            () if self.is_grouped else self._named_unread(values),
        )

    def _words(self) -> list[exp.Expr]:
        """Return the marks of rows; the first word is negative if a row is not a customer."""
        words = self._marks()
        if self._tests.tests:
            is_customer = exp.If(this=self.is_kind(RowKind.CUSTOMER), true=words[0])
            words[0] = exp.Case(ifs=[is_customer], default=build.column(_KIND_CELL))
        return words

    def _marks(self) -> list[exp.Expr]:
        """Return the marks, with thirty rules per word."""
        rules = self._bound.rules
        words: list[exp.Expr] = []
        for word in range(self._word_count):
            start = word * _WORD_BITS
            bits = [
                build.one_if(condition_sql(rule.where.condition, self._scope), 1 << bit)
                for bit, rule in enumerate(rules[start : start + _WORD_BITS])
            ]
            words.append(build.sum_up(bits) if bits else build.number(0))
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

    def new_customers(self) -> exp.Select:
        """Return the query for the ids of customers that started within 365 days before."""
        cells = self.customers(["id", "start_date"]).subquery("cells", copy=False)
        is_new = self._between_days("start_date", -_NEW_DAYS, 0)
        return exp.select(build.column("id")).from_(cells, copy=False).where(is_new, copy=False)

    def _between_days(self, name: str, first: int, last: int) -> exp.Between:
        """Return whether a day is between `first` and `last` days after `as_of`, both included."""
        from datetime import timedelta

        low, high = (build.the_day(self._as_of + timedelta(days=days)) for days in (first, last))
        return exp.Between(this=build.column(name), low=low, high=high)

    def _money(self, name: str) -> exp.Expr:
        """Return an amount as exact decimal; a spoiled row's amount is never converted."""
        amount = exp.cast(build.column(name), build.MONEY)
        if self.is_grouped or not self._tests.tests:
            return amount
        return exp.Case(ifs=[exp.If(this=self.is_kind(RowKind.CUSTOMER), true=amount)])


def _by_id() -> list[exp.Expr]:
    return [build.column("id")]


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
