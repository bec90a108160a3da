"""The columns that a count needs, with the form of their cells and amounts in one currency."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.columns import currency_header
from csdesign.accounts.heads import multiple_in_head
from csdesign.accounts.measure.forms import Forms, question, tell_forms
from csdesign.accounts.measure.money import in_one_currency
from csdesign.accounts.sql import build
from csdesign.accounts.sql.cells import Reading, TypedColumn, typed_column
from csdesign.accounts.sql.condition import Cell
from csdesign.accounts.sql.written import MISSING
from csdesign.accounts.where import Kind
from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.accounts.columns import MappedColumn
    from csdesign.accounts.measure.options import MeasureOptions
    from csdesign.accounts.table import RawColumn, Table

__all__ = ["ColumnTyping"]

_MONTHS: Final = 12


class ColumnTyping:
    """Types every wanted column: its form detected, its amounts in one currency."""

    def __init__(
        self,
        table: Table,
        raw: Mapping[str, RawColumn],
        mapping: Mapping[str, MappedColumn],
        options: MeasureOptions,
        *,
        from_mrr: bool,
    ) -> None:
        self.notes: list[str] = []
        self._table = table
        self._raw = raw
        self._mapping = mapping
        self._options = options
        self._from_mrr = from_mrr

    def columns(
        self, kinds: Mapping[str, Kind], decisive: frozenset[str], literals: frozenset[str]
    ) -> dict[str, TypedColumn]:
        """Return the typed columns by name.

        Args:
            kinds: The kind wanted for each.
            decisive: Names of those whose unreadable cells reject their row.
            literals: Texts that rules compare with, which are not missing values.
        """
        forms = self._forms(kinds, decisive)
        self.notes += forms.notes
        markers = tuple(word for word in MISSING if word not in literals)
        markers = markers if self._table.is_sheet else ()
        typed: dict[str, TypedColumn] = {}
        for name, kind in kinds.items():
            if name in forms.undecided:
                continue
            self._refuse_repeated(name)
            raw = self._raw[self._mapping[name].header]
            known = self._mapping[name].known
            money = known is not None and known.money and kind is Kind.NUMBER
            multiple = multiple_in_head(raw.header) if money else 1
            form = forms.by_column.get(name)
            column = typed_column(
                name,
                raw,
                kind,
                form,
                money=money,
                whole=known is not None and known.whole,
                multiple=multiple,
                markers=markers,
                is_sheet=self._table.is_sheet,
            )
            if column is None:
                raise UsageError(_wrong_kind(name, raw, kind))
            if multiple != 1:
                head = visible(raw.header, 60)
                self.notes.append(
                    f"{name}: 1 in {head!r} counts as {multiple:,}, as its header says"
                )
            if name == "arr" and self._from_mrr:
                column = _a_year(column)
            if money and known is not None and known.currency:
                column = self._converted(column, raw)
            typed[name] = column if name in decisive else _without_unread(column)
        return typed

    def _forms(self, kinds: Mapping[str, Kind], decisive: frozenset[str]) -> Forms:
        """Return the forms of the text columns that hold numbers or days."""
        asked = (
            question(name, self._raw[column.header], kind, column.known, is_needed=name in decisive)
            for name, kind in kinds.items()
            for column in [self._mapping[name]]
        )
        options = self._options
        formats = dict(options.formats)
        if self._from_mrr and "mrr" in formats:
            formats.setdefault("arr", formats["mrr"])
        for name in formats:
            if name not in self._mapping:
                raise UsageError(
                    f"a format is given for {visible(name)!r}, which is not a column of the table"
                    f"{did_you_mean(name, self._mapping)}"
                )
        reading = Reading(options.number_format, options.date_format, formats)
        return tell_forms(self._table, [each for each in asked if each is not None], reading)

    def _converted(self, column: TypedColumn, raw: RawColumn) -> TypedColumn:
        header = currency_header(raw.header, list(self._raw), self._mapping)
        currency = None if header is None else self._raw[header]
        found, note = in_one_currency(self._table, column, raw, currency, self._options.rates)
        if note is not None and note not in self.notes:
            self.notes.append(note)
        return found

    def _refuse_repeated(self, name: str) -> None:
        header = self._mapping[name].header
        if header in self._table.repeated:
            raise UsageError(
                f"{self._table.name} has several columns headed {visible(header, 40)!r}, and "
                f"{name} is read from one of them; rename one"
            )


def _without_unread(column: TypedColumn) -> TypedColumn:
    """Return a column that nothing needs: its unreadable cells are missing, and counted."""
    if column.unread is None:
        return replace(column, is_needed=False)
    missing = exp.If(this=column.unread.copy(), true=exp.null())
    cell = exp.Case(ifs=[missing], default=column.cell.expression)
    return replace(column, cell=replace(column.cell, expression=cell), is_needed=False)


def _a_year(column: TypedColumn) -> TypedColumn:
    """Return monthly revenue as revenue of a year."""
    product = exp.Mul(
        this=exp.cast(exp.paren(column.cell.expression), build.MONEY.copy()),
        expression=build.number(_MONTHS),
    )
    cell = exp.cast(exp.paren(product), build.MONEY.copy())
    return replace(column, cell=Cell(cell, Kind.NUMBER))


def _wrong_kind(name: str, raw: RawColumn, kind: Kind) -> str:
    holds = raw.kind.words if raw.kind is not None else "text"
    return (
        f"column {visible(raw.header, 60)!r} holds {holds}, but {name} must be {kind.words}; "
        f"convert it in the table or a view, or name another with --map {name}=HEADER"
    )
