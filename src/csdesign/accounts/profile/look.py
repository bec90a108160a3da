"""The queries of a first look: kinds and forms are detected, then cells counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.columns import currency_header, known_columns, map_columns
from csdesign.accounts.heads import multiple_in_head
from csdesign.accounts.measure.former import former_customers
from csdesign.accounts.measure.forms import question, tell_forms
from csdesign.accounts.measure.identity import id_of_customers, in_one_form
from csdesign.accounts.measure.money import currencies_of
from csdesign.accounts.measure.rows import count_leftovers, counted_rows
from csdesign.accounts.profile.bins import find_spreads
from csdesign.accounts.profile.kinds import kinds_by_cells
from csdesign.accounts.profile.profiles import ColumnLook, Currencies, TableLook
from csdesign.accounts.sql import build
from csdesign.accounts.sql.cells import (
    Reading,
    typed_column,
)
from csdesign.accounts.sql.written import MISSING
from csdesign.accounts.where import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.accounts.columns import MappedColumn
    from csdesign.accounts.measure.forms import Forms
    from csdesign.accounts.measure.options import MeasureOptions, SegmentRule
    from csdesign.accounts.sql.cells import TypedColumn
    from csdesign.accounts.table import RawColumn, Table

__all__ = ["look_at"]

_MOST_COLUMNS: Final = 200
"""The most columns that are examined; the others are only named."""
_TOGETHER: Final = 100
"""Columns of one query."""


def look_at(source: object, rules: Sequence[SegmentRule], options: MeasureOptions) -> TableLook:
    """Return a first look at a table, before it is counted by segment.

    Args:
        source: A path, glob, directory, URL, or a pandas, polars or Arrow frame.
        rules: The segments of a design, whose thresholds become borders; none is fine.
        options: How the table is read.

    Raises:
        UnreadableError: the table cannot be opened or read.
        UsageError: an option has no effect for this table.
        MissingExtraError: the engine's driver is not installed.
    """
    with options.open(source) as table:
        return _Look(table, options).result(rules)


class _Look:
    def __init__(self, table: Table, options: MeasureOptions) -> None:
        self._table = table
        self._options = options
        self._raw = {column.header: column for column in table.columns}
        self._mapping = map_columns(list(self._raw), options.columns, options.rates.base)
        self._mapping.update(id_of_customers(table, self._mapping))
        self._names = _names(self._mapping)
        self._kinds = self._told_kinds()
        self._forms = self._told_forms()
        self._typed = self._typed_columns()
        header = self._mapping["id"].header if "id" in self._mapping else ""
        self._identity = self._typed.get(header)
        self._leftovers, tests = count_leftovers(table, self._identity, list(self._typed.values()))
        self._rows = counted_rows(table, self._leftovers, tests)

    def result(self, rules: Sequence[SegmentRule]) -> TableLook:
        """Return the result of all passes."""
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
            spreads=tuple(find_spreads(table, self._rows, self._typed, rules, columns)),
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
        """Yield a note if there are so many columns that some were not examined."""
        total = len(self._table.columns)
        if total > _MOST_COLUMNS:
            yield (
                f"{_MOST_COLUMNS:,} of {total:,} columns are looked at: those with a known name, "
                "then the first"
            )

    def _examined(self) -> list[RawColumn]:
        """Return the columns to examine; of very many, the known ones and the first."""
        known = {column.header for column in self._mapping.values() if column.known is not None}
        ranked = sorted(self._table.columns, key=lambda raw: raw.header not in known)
        return ranked[:_MOST_COLUMNS]

    def _known(self, header: str) -> MappedColumn | None:
        name = self._names.get(header)
        return None if name is None else self._mapping[name]

    def _told_kinds(self) -> dict[str, Kind]:
        """Return the kind of each column, by its type, its name, or its first rows."""
        kinds: dict[str, Kind] = {}
        open_: list[RawColumn] = []
        for raw in self._examined():
            mapped = self._known(raw.header)
            if raw.kind is not None:
                kinds[raw.header] = raw.kind
            elif raw.as_text or (mapped is not None and mapped.known is not None):
                known = None if mapped is None else mapped.known
                kinds[raw.header] = Kind.TEXT if known is None else known.kind
            else:
                open_.append(raw)
        for start in range(0, len(open_), _TOGETHER):
            kinds.update(kinds_by_cells(self._table, open_[start : start + _TOGETHER]))
        return {header: kinds[header] for header in self._raw if header in kinds}

    def _told_forms(self) -> Forms:
        asked = (
            question(
                header if mapped is None else mapped.name,
                self._raw[header],
                kind,
                None if mapped is None else mapped.known,
                is_needed=False,
            )
            for header, kind in self._kinds.items()
            for mapped in [self._known(header)]
        )
        options = self._options
        formats = {name: form for name, form in options.formats.items() if name in self._mapping}
        reading = Reading(options.number_format, options.date_format, formats)
        return tell_forms(self._table, [each for each in asked if each is not None], reading)

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
                whole=known is not None and known.whole,
                multiple=multiple_in_head(header) if money else 1,
                markers=markers,
            )
            if column is None:  # the engine's type contradicts the name
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
        counts: list[exp.Expr] = [
            build.total(build.one_if(build.all_of([value, column.readable]))),
            build.total(
                build.one_if(exp.false() if column.unread is None else column.unread.copy())
            ),
        ]
        if column.cell.kind in (Kind.NUMBER, Kind.DATE):
            sound = exp.Case(ifs=[exp.If(this=column.readable, true=cell.copy())])
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
