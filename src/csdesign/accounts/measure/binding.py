"""Rules meet a table: every `where` parsed, its columns found and typed, or a problem said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.columns import (
    MappedColumn,
    currency_header,
    find_header,
    grouping_columns,
    known_columns,
    likely_amounts,
    map_columns,
    monthly_amount,
    some_of,
)
from csdesign.accounts.heads import multiple_in_head
from csdesign.accounts.measure.families import family_of
from csdesign.accounts.measure.forms import Forms, Question, tell_forms
from csdesign.accounts.measure.identity import id_of_customers, in_one_form
from csdesign.accounts.measure.money import in_one_currency
from csdesign.accounts.measure.options import RollUp, SegmentRule
from csdesign.accounts.problems import (
    NO_RULE,
    UNKNOWN_COLUMN,
    WHERE_SYNTAX,
    WHERE_TYPE,
    AccountProblem,
)
from csdesign.accounts.sql import build
from csdesign.accounts.sql.cells import Reading, TypedColumn, typed_column
from csdesign.accounts.sql.condition import Cell
from csdesign.accounts.sql.written import MISSING
from csdesign.accounts.where import Extent, Kind, Where, WhereError, parse_where
from csdesign.accounts.where.kinds import Kinds
from csdesign.accounts.where.tree import All, AnyOf, Column, Compare, Not, OneOf, Text
from csdesign.errors import UsageError
from csdesign.wording import closest, did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from csdesign.accounts.measure.options import MeasureOptions
    from csdesign.accounts.table import RawColumn, Table
    from csdesign.accounts.where.tree import Condition
    from csdesign.finding import RuleInfo

__all__ = ["Bound", "BoundRule", "Grouping", "bind", "needed"]

_MEASURES: Final = ("arr", "hours", "start_date", "renewal_date")
"""Columns that are summed or counted where a table has them."""
_SUMMED: Final = frozenset({"id", "arr", "hours"})
"""Columns that decide what is counted and summed, whatever the rules ask."""
_MONTHS: Final = 12
_MOST_PROPOSED: Final = 3


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule whose `where` fits the table. `position` is its place among all rules."""

    position: int
    id: str
    where: Where


@dataclass(frozen=True, slots=True)
class Grouping:
    """How rows are rolled up: which typed columns are added up, and which rows count.

    `how` gives `sum`, `min` or `max` by column name; `rows` is the filter, None for all. `head` is
    true of the row that speaks for its customer, None where that is the first one.
    """

    how: Mapping[str, str]
    rows: Where | None
    per: str | None
    head: exp.Expr | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """Rules and columns ready to be made into queries.

    `otherwise` is the position of the rule that takes the rest. `columns` are the typed columns by
    name: those of the rules and those measured; `id` is there when the table has one. `grouping` is
    None where nobody asked for rows to be rolled up. `notes` say how cells were read.
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
    """Return the rules bound to the table's columns, those in `extra` too where it has them.

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
    binder = _Binder(raw, mapping)
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
    typing = _Typing(table, raw, mapping, options, from_mrr=from_mrr)
    families = grouping is not None and grouping.per is not None and mapping["id"].how != "per"
    if families:
        kinds["parent"] = Kind.TEXT
    typed = typing.columns(kinds, decisive, _literals(wheres))
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
    mapping = map_columns(headers, options.columns)
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
    """Yield that a column is read under two names, where a rule uses the header's own."""
    for column in used:
        if column.canonical is not None and column.name != "arr":
            yield f"{column.name} is the column that is also read as {column.canonical}"


def _grouping(
    asked: RollUp, binder: _Binder, headers: Sequence[str], mapping: dict[str, MappedColumn]
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


def _literals(wheres: Sequence[Where]) -> frozenset[str]:
    """Return every text that a rule compares with, in lower case."""
    return frozenset(text.casefold() for where in wheres for text in _texts(where.condition))


def _texts(condition: Condition) -> Iterator[str]:
    match condition:
        case Compare(left, _, right):
            yield from (side.value for side in (left, right) if isinstance(side, Text))
        case OneOf(_, options):
            yield from (option.value for option in options if isinstance(option, Text))
        case Not(inner):
            yield from _texts(inner)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _texts(part)
        case _:
            return


class _Typing:
    """Gives every wanted column its cells: forms told, currencies brought to one."""

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
            kinds: What each is wanted as.
            decisive: Names of those whose unreadable cells reject their row.
            literals: Texts that rules ask for, which are no word for nothing.
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
                multiple=multiple,
                markers=markers,
                is_sheet=self._table.is_sheet,
            )
            if column is None:
                raise UsageError(_wrong_kind(name, raw, kind))
            if multiple != 1:
                head = visible(raw.header, 60)
                self.notes.append(f"{name}: one in {head!r} counts {multiple:,}, as its head says")
            if name == "arr" and self._from_mrr:
                column = _a_year(column)
            if money and known is not None and known.currency:
                column = self._converted(column, raw)
            typed[name] = column if name in decisive else _without_unread(column)
        return typed

    def _forms(self, kinds: Mapping[str, Kind], decisive: frozenset[str]) -> Forms:
        """Return how the text columns that are numbers or days are written."""
        questions = []
        for name, kind in kinds.items():
            column = self._mapping[name]
            raw, known = self._raw[column.header], column.known
            if raw.kind is None and not raw.as_text and kind in (Kind.NUMBER, Kind.DATE):
                questions.append(
                    Question(
                        name,
                        raw,
                        kind,
                        known is not None and known.currency and multiple_in_head(raw.header) == 1,
                        known is not None and known.whole,
                        name in decisive,
                    )
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
        return tell_forms(self._table, questions, reading)

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
    """Return a column that nothing needs: what cannot be read in it is missing, and counted."""
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


class _Binder:
    """Collects the kinds that rules give to columns, rule by rule, and what is wrong."""

    def __init__(self, raw: Mapping[str, RawColumn], mapping: Mapping[str, MappedColumn]) -> None:
        self.problems: list[AccountProblem] = []
        self._mapping = mapping
        self._headers = list(raw)
        kinds = {
            name: kind
            for name, column in mapping.items()
            if (kind := raw[column.header].kind or (column.known.kind if column.known else None))
        }
        self.kinds = Kinds(kinds)

    def bound_filter(self, asked: RollUp) -> Where | None:
        """Return the filter of rows; None where it has a problem, which is noted."""
        rule = SegmentRule("accounts", asked.where, place=asked.place)
        found = self.bound_rules([rule])
        return found[0].where if found else None

    def bound_rules(self, rules: Sequence[SegmentRule]) -> tuple[BoundRule, ...]:
        """Return the rules whose `where` fits, in order; problems are noted."""
        parsed = [
            (rule, BoundRule(position, rule.id, where))
            for position, rule in enumerate(rules)
            if (where := self._parsed(rule)) is not None
        ]
        steps = (self.kinds.learn, self.kinds.learn, self.kinds.guess)
        for step in steps:  # twice, because a later rule may say what an earlier one leaves open
            parsed = [pair for pair in parsed if self._fits(*pair, step)]
        return tuple(bound for _, bound in parsed)

    def _fits(self, rule: SegmentRule, bound: BoundRule, step: Callable[[Where], None]) -> bool:
        try:
            step(bound.where)
        except WhereError as error:
            self._note(WHERE_TYPE, rule, error.message, error.at)
            return False
        return True

    def _parsed(self, rule: SegmentRule) -> Where | None:
        """Return the rule's tree when it can be read and every column is there."""
        if rule.where is None:
            if not rule.otherwise:
                self._note_missing(rule)
            return None
        try:
            where = parse_where(rule.where)
        except WhereError as error:
            self._note(WHERE_SYNTAX, rule, error.message, error.at)
            return None
        unknown = [column for column in where.columns if column.name not in self._mapping]
        for column in unknown:
            written = rule.where[column.at.start - 1 : column.at.end - 1]
            is_value = column.name in _values(where.condition)
            message = self._unknown(column.name) + _in_quotes(written) * is_value
            self._note(UNKNOWN_COLUMN, rule, message, column.at)
        return None if unknown else where

    def _unknown(self, name: str) -> str:
        known = known_columns()
        if name in known:
            near = closest(name, [given for given in self._mapping if given not in known])
            meant = None if near is None else self._mapping[near]
            if meant is not None and meant.how == "map":
                advice = f"name its header with --map {name}=HEADER"
                given = visible(meant.name, 40)
                return f"the table has no column for {name}; {advice}; the mapping has {given!r}"
            found = None if meant is None else meant.header
            amounts = likely_amounts(self._headers) if name == "arr" and found is None else ()
            heads = [found] if found is not None else amounts[:_MOST_PROPOSED]
            named = [f"--map {name}={visible(head, 40)!r}" for head in heads]
            monthly = monthly_amount(self._headers) if name == "arr" and not named else None
            if monthly is not None:
                named = [f"--map mrr={visible(monthly, 40)!r} (a year is 12 times that)"]
            option = listed(named) if named else f"--map {name}=HEADER"
            return (
                f"the table has no column for {name}; name its header with {option}; "
                f"it has {some_of(self._headers)}"
            )
        return f"the table has no column {name}{did_you_mean(name, self._mapping)}"

    def _note(self, info: RuleInfo, rule: SegmentRule, message: str, at: Extent) -> None:
        is_segment = rule.place[:1] != ("accounts",)
        name = f"segment {visible(rule.id)!r}" if is_segment else "accounts"
        self.problems.append(
            AccountProblem(
                info,
                f"{name}: {message}",
                (*rule.place, "where"),
                at.start,
                f"segments[{rule.id}].where" if is_segment else "accounts.where",
            )
        )

    def _note_missing(self, rule: SegmentRule) -> None:
        message = f"segment {visible(rule.id)!r} has no `where`, so no account is counted for it"
        self.problems.append(
            AccountProblem(
                NO_RULE,
                message,
                rule.place,
                object=f"segments[{rule.id}]",
                fix="give it a `where`, or `otherwise: true` if it takes the rest",
            )
        )


def _in_quotes(word: str) -> str:
    return f"; if it is text, put it in quotes: {visible(word, 40)!r}"


def _values(condition: Condition) -> set[str]:
    """Return columns that stand where a value mostly does: behind the sign of a comparison."""
    match condition:
        case Compare(_, _, Column(name)):
            return {name}
        case Not(inner):
            return _values(inner)
        case All(parts) | AnyOf(parts):
            return {name for part in parts for name in _values(part)}
        case _:
            return set()


def _wrong_kind(name: str, raw: RawColumn, kind: Kind) -> str:
    holds = raw.kind.words if raw.kind is not None else "text"
    return (
        f"column {visible(raw.header, 60)!r} holds {holds}, but {name} must be {kind.words}; "
        f"convert it in the table or a view, or name another with --map {name}=HEADER"
    )


def needed(rules: Iterable[BoundRule]) -> tuple[str, ...]:
    """Return the names of the columns that the rules decide by, each once."""
    names = [column.name for rule in rules for column in rule.where.columns]
    return tuple(dict.fromkeys(names))
