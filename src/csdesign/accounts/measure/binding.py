"""Rules bound to a table: every `where` parsed, its columns found and typed, or a problem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.columns import (
    MappedColumn,
    find_header,
    grouping_columns,
    known_columns,
    map_columns,
)
from csdesign.accounts.measure.bound_rules import BoundRule, RuleBinder, texts_compared
from csdesign.accounts.measure.families import family_of
from csdesign.accounts.measure.identity import id_of_customers, in_one_form
from csdesign.accounts.measure.typed_columns import ColumnTyping
from csdesign.accounts.sql.condition import Cell
from csdesign.accounts.where import Kind, Where
from csdesign.errors import UsageError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.accounts.measure.options import MeasureOptions, RollUp, SegmentRule
    from csdesign.accounts.problems import AccountProblem
    from csdesign.accounts.sql.cells import TypedColumn
    from csdesign.accounts.table import Table

__all__ = ["Bound", "Grouping", "bind"]

_MEASURES: Final = ("arr", "hours", "start_date", "renewal_date")
"""Columns that are summed or counted where a table has them."""
_SUMMED: Final = frozenset({"id", "arr", "hours"})
"""Columns that decide what is counted and summed, whether or not a rule names them."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """The way rows are rolled up: the typed columns that are added up, and the rows that count.

    `how` gives `sum`, `min` or `max` by column name; `rows` is the filter, None for all. `head` is
    true of the row that represents its customer, None if that is the first one.
    """

    how: Mapping[str, str]
    rows: Where | None
    per: str | None
    head: exp.Expr | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """Rules and columns ready to be made into queries.

    `otherwise` is the position of the rule that takes the remaining accounts. `columns` are the
    typed columns by name: those of the rules and those measured; `id` is there when the table has
    one. `grouping` is None if nobody asked for rows to be rolled up. `notes` say how cells were
    read.
    """

    rules: tuple[BoundRule, ...]
    otherwise: int | None
    columns: Mapping[str, TypedColumn]
    mapping: tuple[MappedColumn, ...]
    problems: tuple[AccountProblem, ...]
    grouping: Grouping | None = None
    notes: tuple[str, ...] = ()


def bind(
    rules: Sequence[SegmentRule],
    table: Table,
    options: MeasureOptions,
    extra: Sequence[str] = (),
) -> Bound:
    """Return the rules bound to the table's columns, including those in `extra` that it has.

    A rule with a problem is left out, so its accounts would be misplaced: callers stop when there
    are errors among the problems.

    Raises:
        UsageError: a mapped column is not there, a measured one holds something else, cells that
            are needed can be read in several ways, or amounts are of several currencies.
    """
    raw = {column.header: column for column in table.columns}
    notes: list[str] = []
    mapping = _mapping(table, options)
    from_mrr = "arr" not in mapping and "mrr" in mapping
    if from_mrr:
        mapping["arr"] = MappedColumn("arr", mapping["mrr"].header, "12 times mrr", canonical="mrr")
        notes.append(f"arr is 12 times {visible(mapping['mrr'].header, 60)!r}")
    binder = RuleBinder(raw, mapping)
    bound = binder.bound_rules(rules)
    rest = next((place for place, rule in enumerate(rules) if rule.otherwise), None)
    grouping = _grouping(options.roll_up, binder, list(raw), mapping)
    wheres = [rule.where for rule in bound]
    if grouping is not None and grouping.rows is not None:
        wheres.append(grouping.rows)
    kinds = {
        column.name: binder.kinds.of(column.name) for where in wheres for column in where.columns
    }
    decisive = frozenset(kinds) | _SUMMED
    for name in ("id", *_MEASURES, *grouping_columns(), *extra):
        if name in mapping:
            kinds[name] = known_columns()[name].kind
    for name in grouping.how if grouping is not None else ():
        kinds.setdefault(name, binder.kinds.of(name))
    typing = ColumnTyping(table, raw, mapping, options, from_mrr=from_mrr)
    families = grouping is not None and grouping.per is not None and mapping["id"].how != "per"
    if families:
        kinds["parent"] = Kind.TEXT
    typed = typing.columns(kinds, decisive, texts_compared(wheres))
    one_form, said = in_one_form(table, typed)
    typed |= one_form
    if said is not None:
        typing.notes.append(said)
    if families and grouping is not None:
        top = family_of(table, typed["id"], typed["parent"])
        own = exp.EQ(
            this=exp.paren(typed["id"].cell.expression.copy()), expression=exp.paren(top.copy())
        )
        grouping = replace(grouping, head=own)
        typed["id"] = replace(typed["id"], cell=Cell(top, Kind.TEXT))
    used = tuple(column for name, column in mapping.items() if name in typed)
    return Bound(
        bound,
        rest,
        typed,
        used,
        tuple(binder.problems),
        grouping,
        (*notes, *_also_read(used), *typing.notes),
    )


def _mapping(table: Table, options: MeasureOptions) -> dict[str, MappedColumn]:
    headers = [column.header for column in table.columns]
    mapping = map_columns(headers, options.columns, options.rates.base)
    per = options.roll_up.per
    if per is None:
        mapping.update(id_of_customers(table, mapping))
    else:
        header = find_header(per, headers, mapping)
        if not _by_family(mapping, header):
            mapping["id"] = MappedColumn("id", header, "per")
    return mapping


def _by_family(mapping: Mapping[str, MappedColumn], header: str) -> bool:
    """Return whether rows are rolled up by the parent of an account that has an id of its own."""
    return (
        {"id", "parent"} <= mapping.keys()
        and mapping["parent"].header == header
        and mapping["id"].header != header
    )


def _also_read(used: Sequence[MappedColumn]) -> Iterator[str]:
    """Yield a note on each column that is read under two names, if a rule uses the header's own."""
    for column in used:
        if column.canonical is not None and column.name != "arr":
            yield f"{column.name} is the column that is also read as {column.canonical}"


def _grouping(
    asked: RollUp, binder: RuleBinder, headers: Sequence[str], mapping: dict[str, MappedColumn]
) -> Grouping | None:
    if not asked.is_asked and asked.where is None:
        return None
    how: dict[str, str] = {}
    for word, names in (("sum", asked.sum), ("min", asked.min), ("max", asked.max)):
        for name in names:
            known = _name_of(name, headers, mapping)
            kind = binder.kinds.of(known)
            if word == "sum" and kind is not Kind.NUMBER and kind is not Kind.TEXT:
                raise UsageError(f"accounts.sum: {visible(name)} holds {kind.words}, not numbers")
            if kind is Kind.TEXT:
                binder.kinds.take(known, Kind.NUMBER)
            how[known] = word
            if known == "mrr" and mapping.get("arr", mapping["mrr"]).how == "12 times mrr":
                how["arr"] = word
    rows = binder.bound_filter(asked) if asked.where is not None else None
    return Grouping(how, rows, asked.per if asked.is_asked else None)


def _name_of(name: str, headers: Sequence[str], mapping: Mapping[str, MappedColumn]) -> str:
    """Return the name of a `where` for a column that is given by name or by header."""
    if name in mapping:
        return name
    header = find_header(name, headers, mapping)
    return next(known for known, column in mapping.items() if column.header == header)
