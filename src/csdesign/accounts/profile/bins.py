"""Bins of a table's numbers: their borders, and the rows in each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.columns import known_columns
from csdesign.accounts.measure.measure import bound_rules
from csdesign.accounts.measure.query import Classifier
from csdesign.accounts.measure.spreads import Bin, Spread, Threshold
from csdesign.accounts.sql import build
from csdesign.accounts.where import Kind, WhereError, parse_where
from csdesign.accounts.where.thresholds import thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.accounts.measure.options import MeasureOptions, SegmentRule
    from csdesign.accounts.profile.profiles import ColumnLook
    from csdesign.accounts.sql.cells import TypedColumn
    from csdesign.accounts.table import Table

__all__ = ["find_spreads", "spreads_of_customers"]

_MOST_SPREADS: Final = 8
_BINS: Final = 8
_FIRST: Final = ("arr", "mrr", "employees", "seats", "products_paid", "health")


def find_spreads(
    table: Table,
    rows: exp.Expr,
    typed: Mapping[str, TypedColumn],
    rules: Sequence[SegmentRule],
    columns: Sequence[ColumnLook],
) -> Iterator[Spread]:
    """Yield the distributions of a table's numbers, those compared by rules first.

    Args:
        table: Where the query runs.
        rows: The rows that are counted.
        typed: The typed columns of the rows by header.
        rules: The segments of a design, whose thresholds become borders of bins.
        columns: The first look at each column.
    """
    borders = _borders(rules)
    numbers = [
        look
        for look in columns
        if look.kind is Kind.NUMBER
        and look.name is not None
        and look.name not in ("id", "parent")
        and look.least is not None
        and not look.doubt
    ]
    numbers.sort(
        key=lambda look: (
            look.name not in borders,
            _FIRST.index(look.name) if look.name in _FIRST else len(_FIRST),
        )
    )
    ranges = [
        _Range(
            look.name or look.header,
            look.header,
            typed[look.header].cell.expression,
            typed[look.header].readable,
            look.least,
            look.most,
        )
        for look in numbers
    ]
    yield from _spreads(table, rows, ranges, borders)


def spreads_of_customers(
    source: object, rules: Sequence[SegmentRule], options: MeasureOptions
) -> tuple[Spread, ...]:
    """Return the distributions, over counted customers, of the numbers that rules compare.

    Raises:
        RulesError: a rule does not fit the table.
        UnreadableError: the table cannot be opened or read.
        UsageError: an option has no effect for this table.
        MissingExtraError: the engine's driver is not installed.
    """
    with options.open(source) as table:
        bound = bound_rules(rules, table, options)
        borders = _borders(rules)
        names = [
            name
            for name in borders
            if name in bound.columns and bound.columns[name].cell.kind is Kind.NUMBER
        ]
        if not names:
            return ()
        customers = Classifier(bound, table, options.as_of).customers(names)
        cells = customers.subquery("customers", copy=False)
        ends = [
            exp.cast(end(this=build.column(name)), exp.DType.VARCHAR)
            for name in names
            for end in (exp.Min, exp.Max)
        ]
        (values, *_) = table.rows(exp.select(*ends).from_(cells.copy(), copy=False))
        texts = iter(None if value is None else str(value) for value in values)
        ranges = [
            _Range(
                name,
                bound.columns[name].header,
                build.column(name),
                build.present(build.column(name)),
                next(texts),
                next(texts),
            )
            for name in names
        ]
        return tuple(_spreads(table, cells, ranges, borders))


@dataclass(frozen=True, slots=True)
class _Range:
    """A number to put in bins: its cell, whether it can be read, least and largest value."""

    name: str
    header: str
    cell: exp.Expr
    readable: exp.Expr
    least: str | None
    most: str | None


def _spreads(
    table: Table,
    rows: exp.Expr,
    ranges: Sequence[_Range],
    borders: Mapping[str, tuple[Threshold, ...]],
) -> Iterator[Spread]:
    chosen: list[tuple[_Range, list[float]]] = []
    for each in ranges[:_MOST_SPREADS]:
        known = known_columns().get(each.name)
        edges = _edges(
            float(each.least or 0),
            float(each.most or 0),
            [border.value for border in borders.get(each.name, ())],
            whole=known is not None and known.whole,
        )
        if len(edges) >= 2:
            chosen.append((each, edges))
    if not chosen:
        return
    counts = [
        build.total(build.one_if(test))
        for each, edges in chosen
        for test in _tests_of_bins(each, edges)
    ]
    query = exp.select(*counts).from_(rows.copy(), copy=False)
    (values, *_) = table.rows(query)
    counted = iter(int(str(value or 0)) for value in values)
    for each, edges in chosen:
        bins = tuple(Bin(low, high, next(counted)) for low, high in _bounds(edges))
        yield Spread(each.name, each.header, bins, borders.get(each.name, ()))


def _bounds(edges: Sequence[float]) -> Iterator[tuple[float, float | None]]:
    """Yield the start of each bin and of the next one; the last bin has no end."""
    return zip(edges, [*edges, None][1:], strict=True)


def _tests_of_bins(column: _Range, edges: Sequence[float]) -> Iterator[exp.Expr]:
    """Yield for each bin the condition that a row's number lies in it."""
    cell = exp.cast(exp.paren(column.cell.copy()), exp.DataType.build("DOUBLE"))
    for low, high in _bounds(edges):
        tests: list[exp.Expr] = [
            exp.GTE(this=cell.copy(), expression=_number(low)),
            column.readable.copy(),
        ]
        if high is not None:
            tests.append(exp.LT(this=cell.copy(), expression=_number(high)))
        yield build.all_of(tests)


def _borders(rules: Sequence[SegmentRule]) -> dict[str, tuple[Threshold, ...]]:
    """Return the thresholds of every column, in order."""
    found: dict[str, dict[float, Threshold]] = {}
    for rule in rules:
        if rule.where is None:
            continue
        try:
            where = parse_where(rule.where)
        except WhereError:
            continue  # the count reports the fault of the rule
        for each in thresholds(where):
            value = float(each.value)
            found.setdefault(each.column, {}).setdefault(value, Threshold(value, rule.id))
    return {name: tuple(own[value] for value in sorted(own)) for name, own in found.items()}


def _edges(least: float, most: float, borders: Sequence[float], *, whole: bool) -> list[float]:
    """Return the starts of bins: round numbers from the least to the largest, and the borders."""
    if not (math.isfinite(least) and math.isfinite(most)) or most <= least:
        return []
    if least >= 0 and most > 100 * max(least, 1):
        low = 0.0
        start = max(0, math.floor(math.log10(max(least, 1))))
        top = math.ceil(math.log10(most))
        round_ones = [low, *(10.0**power for power in range(start, top + 1))]
        if len(round_ones) <= _BINS // 2 + 1:
            round_ones += [3 * 10.0**power for power in range(start, top + 1)]
    else:
        step = _step((most - least) / _BINS)
        step = max(step, 1.0) if whole else step
        first = math.floor(least / step) * step
        round_ones = [first + step * n for n in range(_BINS + 3)]
    inside = sorted({round(edge, 10) for edge in (*round_ones, *borders)})
    below = [edge for edge in inside if edge <= least]
    return [*below[-1:], *(edge for edge in inside if least < edge <= most)]


def _step(width: float) -> float:
    """Return the round number (1, 2 or 5 times a power of ten) from `width` on."""
    power = 10.0 ** math.floor(math.log10(width))
    return next(power * each for each in (1, 2, 5, 10) if power * each >= width)


def _number(value: float) -> exp.Expr:
    literal: exp.Expr = exp.Literal.number(repr(abs(value)))
    return exp.cast(exp.Neg(this=literal) if value < 0 else literal, exp.DType.DOUBLE)
