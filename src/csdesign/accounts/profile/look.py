"""The passes of a first look: kinds told, cells counted, numbers put into bins."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.columns import currency_header, known_columns, map_columns
from csdesign.accounts.heads import multiple_in_head
from csdesign.accounts.measure.former import former_customers
from csdesign.accounts.measure.forms import Question, tell_forms
from csdesign.accounts.measure.identity import id_of_customers, in_one_form
from csdesign.accounts.measure.money import currencies_of
from csdesign.accounts.measure.rows import count_leftovers, counted_rows
from csdesign.accounts.measure.spreads import Bin, Spread, Threshold
from csdesign.accounts.profile.profiles import ColumnLook, Currencies, TableLook
from csdesign.accounts.sources import open_table
from csdesign.accounts.sql import build
from csdesign.accounts.sql.cells import (
    NUMBER_FORMATS,
    Reading,
    filled,
    read_day,
    read_number,
    source_of,
    typed_column,
)
from csdesign.accounts.sql.written import DATE_FORMS, FALSE, MISSING, TRUE
from csdesign.accounts.where import Kind, WhereError, parse_where
from csdesign.accounts.where.thresholds import thresholds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csdesign.accounts.columns import MappedColumn
    from csdesign.accounts.measure.forms import Forms
    from csdesign.accounts.measure.options import MeasureOptions, SegmentRule
    from csdesign.accounts.sql.cells import TypedColumn
    from csdesign.accounts.table import RawColumn, Table

__all__ = ["look_at"]

_SAMPLE: Final = 2_000
"""Rows by which the kind of a column that nobody knows is told."""
_MOST_COLUMNS: Final = 200
"""Columns that are looked at; the others are only named."""
_TOGETHER: Final = 100
"""Columns of one query."""
_MOST_SPREADS: Final = 8
_BINS: Final = 8
_FIRST: Final = ("arr", "mrr", "employees", "seats", "products_paid", "health")


def look_at(source: object, rules: Sequence[SegmentRule], options: MeasureOptions) -> TableLook:
    """Return what a table holds, before anything of it is counted by segment.

    Args:
        source: A path, glob, directory, URL, or a pandas, polars or Arrow frame.
        rules: The segments of a design, whose thresholds become borders; none is fine.
        options: How the table is read.

    Raises:
        UnreadableError: the table cannot be opened or read.
        UsageError: an option means nothing for this table.
        MissingExtraError: the engine's driver is not installed.
    """
    with open_table(source, options.table, options.sheet, options.header_row) as table:
        return _Look(table, options).result(rules)


class _Look:
    def __init__(self, table: Table, options: MeasureOptions) -> None:
        self._table = table
        self._options = options
        self._raw = {column.header: column for column in table.columns}
        self._mapping = map_columns(list(self._raw), options.columns)
        self._mapping.update(id_of_customers(table, self._mapping))
        self._names = _names(self._mapping)
        self._kinds = self._told_kinds()
        self._forms = self._told_forms()
        self._typed = self._typed_columns()
        header = self._mapping["id"].header if "id" in self._mapping else ""
        self._identity = self._typed.get(header)
        self._leftovers, tests = count_leftovers(table, self._identity, self._typed.values())
        self._rows = counted_rows(table, self._leftovers, tests)

    def result(self, rules: Sequence[SegmentRule]) -> TableLook:
        """Return everything that was seen."""
        table = self._table
        columns, rows = self._columns()
        identity, leftovers = self._identity, self._leftovers
        rejected = table.rejected_lines()
        return TableLook(
            source=table.name,
            engine=table.dialect,
            rows=rows,
            rejected=tuple((line.row, line.reason) for line in rejected),
            columns=columns,
            spreads=tuple(self._spreads(rules, columns)),
            currencies=tuple(self._currencies()),
            repeated=None if identity is None else leftovers.repeated,
            repeated_rows=leftovers.repeated_rows,
            without_id=None if identity is None else leftovers.without_id,
            blank=leftovers.blank,
            totals=leftovers.totals,
            of_another_table=leftovers.of_another_table,
            former=tuple(former_customers(table, self._mapping)),
            notes=(*table.notes, *([self._one_form] if self._one_form else []), *self._left_out()),
        )

    def _left_out(self) -> Iterator[str]:
        """Yield that columns were not looked at, where there are very many."""
        total = len(self._table.columns)
        if total > _MOST_COLUMNS:
            yield f"only the first {_MOST_COLUMNS:,} of {total:,} columns are looked at"

    def _known(self, header: str) -> MappedColumn | None:
        name = self._names.get(header)
        return None if name is None else self._mapping[name]

    def _told_kinds(self) -> dict[str, Kind]:
        """Return what each column holds: by its type, its name, or its first rows."""
        kinds: dict[str, Kind] = {}
        open_: list[RawColumn] = []
        for raw in self._table.columns[:_MOST_COLUMNS]:
            mapped = self._known(raw.header)
            if raw.kind is not None:
                kinds[raw.header] = raw.kind
            elif raw.as_text or (mapped is not None and mapped.known is not None):
                known = None if mapped is None else mapped.known
                kinds[raw.header] = Kind.TEXT if known is None else known.kind
            else:
                open_.append(raw)
        for start in range(0, len(open_), _TOGETHER):
            kinds.update(self._told_by_cells(open_[start : start + _TOGETHER]))
        return {header: kinds[header] for header in self._raw if header in kinds}

    def _told_by_cells(self, columns: Sequence[RawColumn]) -> dict[str, Kind]:
        """Return the kinds of columns by their first rows: all cells fit, or it is text.

        Most are told by plain numbers, or by a cell without a digit; the rest are looked at again.
        """
        kinds: dict[str, Kind] = {}
        open_: list[RawColumn] = []
        quick = (_is_cell, _is_plain, _is_truth, _has_digit)
        for raw, (cells, number, truth, digits) in self._count_fits(columns, quick):
            if not cells:
                kinds[raw.header] = Kind.TEXT
            elif truth == cells:
                kinds[raw.header] = Kind.BOOLEAN
            elif number == cells:
                kinds[raw.header] = Kind.NUMBER
            elif digits < cells:
                kinds[raw.header] = Kind.TEXT
            else:
                open_.append(raw)
        every = (_is_cell, _is_number, _is_day)
        for raw, (cells, number, day) in self._count_fits(open_, every):
            kind = Kind.NUMBER if number == cells else Kind.DATE if day == cells else Kind.TEXT
            kinds[raw.header] = kind
        return kinds

    def _count_fits(
        self, columns: Sequence[RawColumn], tests: Sequence[Callable[[exp.Expr], exp.Expr]]
    ) -> Iterator[tuple[RawColumn, tuple[int, ...]]]:
        """Yield each column with the number of its filled cells, in the first rows, that fit."""
        if not columns:
            return
        counts = [
            build.total(build.one_if(build.all_of([filled(source), test(source)])))
            for raw in columns
            for source in [source_of(raw)]
            for test in tests
        ]
        head = exp.select("*").from_(self._table.relation(), copy=False).limit(_SAMPLE, copy=False)
        query = exp.select(*counts).from_(head.subquery("head", copy=False), copy=False)
        (values, *_) = self._table.rows(query)
        numbers = iter(int(str(value or 0)) for value in values)
        yield from zip(columns, zip(*[numbers] * len(tests), strict=True), strict=True)

    def _told_forms(self) -> Forms:
        questions = []
        for header, kind in self._kinds.items():
            raw, mapped = self._raw[header], self._known(header)
            if raw.kind is None and not raw.as_text and kind in (Kind.NUMBER, Kind.DATE):
                known = None if mapped is None else mapped.known
                questions.append(
                    Question(
                        header if mapped is None else mapped.name,
                        raw,
                        kind,
                        known is not None and known.currency and multiple_in_head(header) == 1,
                        known is not None and known.whole,
                        is_needed=False,
                    )
                )
        options = self._options
        formats = {name: form for name, form in options.formats.items() if name in self._mapping}
        reading = Reading(options.number_format, options.date_format, formats)
        return tell_forms(self._table, questions, reading)

    def _typed_columns(self) -> dict[str, TypedColumn]:
        typed: dict[str, TypedColumn] = {}
        markers = MISSING if self._table.is_sheet else ()
        for header, kind in self._kinds.items():
            mapped = self._known(header)
            name = header if mapped is None else mapped.name
            known = None if mapped is None else mapped.known
            read_as = Kind.TEXT if name in self._forms.undecided else kind
            money = known is not None and known.money and read_as is Kind.NUMBER
            form = self._forms.by_column.get(name)
            raw = self._raw[header]
            column = typed_column(
                name,
                raw,
                read_as,
                form,
                money=money,
                multiple=multiple_in_head(header) if money else 1,
                markers=markers,
            )
            if column is None:  # the engine holds something else than the name promises
                column = typed_column(name, raw, raw.kind or Kind.TEXT, None, money=False)
            if column is not None:
                typed[header] = column
        named: dict[str, TypedColumn] = {
            name: typed[self._mapping[name].header]
            for name in ("id", "parent")
            if name in self._mapping and self._mapping[name].header in typed
        }
        one_form, self._one_form = in_one_form(self._table, named)
        return typed | {column.header: column for column in one_form.values()}

    def _columns(self) -> tuple[tuple[ColumnLook, ...], int]:
        """Return every column with its counts, and the number of rows."""
        looks: list[ColumnLook] = []
        headers = list(self._typed)
        rows = 0
        for start in range(0, max(len(headers), 1), _TOGETHER):
            part = headers[start : start + _TOGETHER]
            counts: list[exp.Expr] = [build.count_rows()]
            for header in part:
                counts += self._counts(self._typed[header])
            query = exp.select(*counts).from_(self._rows.copy(), copy=False)
            (values, *_) = self._table.rows(query)
            rows = int(str(values[0]))
            cells = zip(*[iter(values[1:])] * 4, strict=True)
            for header, (value, unread, least, most) in zip(part, cells, strict=True):
                looks.append(self._look(header, rows, (value, unread, least, most)))
        return tuple(looks), rows

    def _counts(self, column: TypedColumn) -> list[exp.Expr]:
        """Return counts of values and of unreadable cells, the least and the largest value."""
        cell = exp.paren(column.cell.expression.copy())
        value = build.present(cell)
        if column.cell.kind is Kind.TEXT:
            value = build.all_of([value, exp.NEQ(this=cell.copy(), expression=build.text(""))])
        unread = exp.false() if column.unread is None else column.unread.copy()
        counts: list[exp.Expr] = [
            build.total(build.one_if(build.all_of([value, exp.Not(this=_sure(unread))]))),
            build.total(build.one_if(unread)),
        ]
        if column.cell.kind in (Kind.NUMBER, Kind.DATE):
            sound = exp.Case(
                ifs=[exp.If(this=exp.Not(this=_sure(unread.copy())), true=cell.copy())]
            )
            texts = [exp.Min(this=sound), exp.Max(this=sound.copy())]
            return counts + [exp.cast(text, exp.DType.VARCHAR) for text in texts]
        return [*counts, exp.null(), exp.null()]

    def _look(
        self, header: str, rows: int, counted: tuple[object, object, object, object]
    ) -> ColumnLook:
        value, unread = (int(str(number or 0)) for number in counted[:2])
        least, most = (None if text is None else str(text) for text in counted[2:])
        mapped = self._known(header)
        name = None if mapped is None else mapped.name
        column = self._typed[header]
        doubt = next(
            (note for note in self._forms.notes if note.startswith(f"{column.name} is not read: ")),
            "",
        )
        kind = self._kinds[header] if doubt else column.cell.kind
        return ColumnLook(
            header=header,
            name=name,
            kind=kind,
            form=column.form,
            filled=value,
            empty=rows - value - unread,
            unread=unread,
            least=least,
            most=most,
            doubt=doubt.partition(": ")[2],
        )

    def _spreads(
        self, rules: Sequence[SegmentRule], columns: Sequence[ColumnLook]
    ) -> Iterator[Spread]:
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
        chosen: list[tuple[ColumnLook, Sequence[float]]] = []
        for look in numbers[:_MOST_SPREADS]:
            known = known_columns().get(look.name or "")
            edges = _edges(
                float(look.least or 0),
                float(look.most or 0),
                [border.value for border in borders.get(look.name or "", ())],
                whole=known is not None and known.whole,
            )
            if len(edges) >= 2:
                chosen.append((look, edges))
        for (look, _), bins in zip(chosen, self._bins(chosen), strict=True):
            name = look.name or look.header
            yield Spread(name, look.header, bins, borders.get(name, ()))

    def _bins(
        self, chosen: Sequence[tuple[ColumnLook, Sequence[float]]]
    ) -> Iterator[tuple[Bin, ...]]:
        """Yield the bins of each column between its edges, all counted by one query."""
        if not chosen:
            return
        counts = [
            build.total(build.one_if(test))
            for look, edges in chosen
            for test in self._tests_of_bins(look, edges)
        ]
        query = exp.select(*counts).from_(self._rows.copy(), copy=False)
        (values, *_) = self._table.rows(query)
        numbers = iter(int(str(value or 0)) for value in values)
        for _, edges in chosen:
            yield tuple(
                Bin(low, high, next(numbers))
                for low, high in zip(edges, [*edges[1:], None], strict=True)
            )

    def _tests_of_bins(self, look: ColumnLook, edges: Sequence[float]) -> Iterator[exp.Expr]:
        """Yield for each bin the condition that a row's number lies in it."""
        column = self._typed[look.header]
        cell = exp.cast(exp.paren(column.cell.expression.copy()), exp.DataType.build("DOUBLE"))
        unread = exp.false() if column.unread is None else column.unread.copy()
        for low, high in zip(edges, [*edges[1:], None], strict=True):
            tests: list[exp.Expr] = [
                exp.GTE(this=cell.copy(), expression=_number(low)),
                exp.Not(this=_sure(unread.copy())),
            ]
            if high is not None:
                tests.append(exp.LT(this=cell.copy(), expression=_number(high)))
            yield build.all_of(tests)

    def _currencies(self) -> Iterator[Currencies]:
        for header, column in self._typed.items():
            mapped = self._known(header)
            if mapped is None or mapped.known is None or not mapped.known.currency:
                continue
            other = currency_header(header, list(self._raw), self._mapping)
            currency = None if other is None else self._raw[other]
            found = currencies_of(
                self._table, column, self._raw[header], currency, self._options.rates.base
            )
            if any(found):
                yield Currencies(mapped.name, tuple(found.items()))


def _names(mapping: Mapping[str, MappedColumn]) -> dict[str, str]:
    """Return the name of each header, the one the plan knows first."""
    known = known_columns()
    names: dict[str, str] = {}
    for name, column in mapping.items():
        if column.header not in names or (name in known and names[column.header] not in known):
            names[column.header] = name
    return names


def _borders(rules: Sequence[SegmentRule]) -> dict[str, tuple[Threshold, ...]]:
    """Return the thresholds of every column, in order."""
    found: dict[str, dict[float, Threshold]] = {}
    for rule in rules:
        if rule.where is None:
            continue
        try:
            where = parse_where(rule.where)
        except WhereError:
            continue  # counting by the rule says what is wrong with it
        for each in thresholds(where):
            value = float(each.value)
            found.setdefault(each.column, {}).setdefault(value, Threshold(value, rule.id))
    return {name: tuple(own[value] for value in sorted(own)) for name, own in found.items()}


def _edges(least: float, most: float, borders: Sequence[float], *, whole: bool) -> list[float]:
    """Return where bins begin: round numbers between the least and the largest, and the borders."""
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


def _sure(condition: exp.Expr) -> exp.Expr:
    return exp.Coalesce(this=exp.paren(condition), expressions=[exp.false()])


def _is_cell(_: exp.Expr) -> exp.Expr:
    return exp.true()


def _is_plain(source: exp.Expr) -> exp.Expr:
    return build.present(read_number(source, None, money=False))


def _has_digit(source: exp.Expr) -> exp.Expr:
    return exp.RegexpLike(this=source.copy(), expression=build.text("[0-9]"))


def _is_number(source: exp.Expr) -> exp.Expr:
    reads = [read_number(source, form, money=False) for form in (None, *NUMBER_FORMATS)]
    return build.any_of([build.present(read) for read in reads])


def _is_day(source: exp.Expr) -> exp.Expr:
    iso = exp.Like(this=exp.Trim(this=source.copy()), expression=build.text("____-__-__%"))
    plain = build.all_of([iso, build.present(read_day(source, None))])
    others = [build.present(read_day(source, known.form)) for known in DATE_FORMS]
    return build.any_of([plain, *others])


def _is_truth(source: exp.Expr) -> exp.Expr:
    word = exp.Lower(this=exp.Trim(this=source.copy()))
    words = [build.text(each) for each in (*TRUE, *FALSE) if each not in ("0", "1")]
    return exp.In(this=word, expressions=words)
