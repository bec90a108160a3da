"""Rules meet a table: every `where` parsed, its columns found and typed, or a problem said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.accounts.columns import MappedColumn, known_columns, map_columns
from csdesign.accounts.problems import (
    NO_RULE,
    UNKNOWN_COLUMN,
    WHERE_SYNTAX,
    WHERE_TYPE,
    AccountProblem,
)
from csdesign.accounts.sql.cells import Reading, TypedColumn, typed_column
from csdesign.accounts.where import Extent, Kind, Where, WhereError, parse_where
from csdesign.accounts.where.kinds import Kinds
from csdesign.accounts.where.tree import All, AnyOf, Column, Compare, Not
from csdesign.errors import UsageError
from csdesign.wording import closest, did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from csdesign.accounts.measure.options import SegmentRule
    from csdesign.accounts.table import RawColumn, Table
    from csdesign.accounts.where.tree import Condition
    from csdesign.finding import RuleInfo

__all__ = ["MEASURES", "Bound", "BoundRule", "bind"]

MEASURES: Final = ("arr", "hours", "start_date", "renewal_date", "region", "language")
"""Columns that are summed, counted or grouped where a table has them."""


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule whose `where` fits the table. `position` is its place among all rules."""

    position: int
    id: str
    where: Where


@dataclass(frozen=True, slots=True)
class Bound:
    """Rules and columns ready to be made into queries.

    `otherwise` is the position of the rule that takes the rest. `columns` are the typed columns by
    name: those of the rules and those measured; `id` is there when the table has one.
    """

    rules: tuple[BoundRule, ...]
    otherwise: int | None
    columns: Mapping[str, TypedColumn]
    mapping: tuple[MappedColumn, ...]
    problems: tuple[AccountProblem, ...]


def bind(
    rules: Sequence[SegmentRule],
    table: Table,
    columns: Mapping[str, str],
    reading: Reading,
    extra: Sequence[str] = (),
) -> Bound:
    """Return the rules bound to the table's columns, those in `extra` too where it has them.

    A rule with a problem is left out, so its accounts would be misplaced: callers stop when there
    are errors among the problems.

    Raises:
        UsageError: a mapped column is not there, or a measured one holds something else.
    """
    raw = {column.header: column for column in table.columns}
    mapping = map_columns(list(raw), columns)
    binder = _Binder(raw, mapping)
    bound = binder.bound_rules(rules)
    rest = next((place for place, rule in enumerate(rules) if rule.otherwise), None)
    kinds = {
        column.name: binder.kinds.of(column.name) for rule in bound for column in rule.where.columns
    }
    typed = _typed(kinds, raw, mapping, reading, ("id", *MEASURES, *extra))
    used = tuple(column for name, column in mapping.items() if name in typed)
    return Bound(bound, rest, typed, used, tuple(binder.problems))


class _Binder:
    """Collects the kinds that rules give to columns, rule by rule, and what is wrong."""

    def __init__(self, raw: Mapping[str, RawColumn], mapping: Mapping[str, MappedColumn]) -> None:
        self.problems: list[AccountProblem] = []
        self._mapping = mapping
        known = known_columns()
        kinds = {
            name: kind
            for name, column in mapping.items()
            if (kind := raw[column.header].kind or (known[name].kind if name in known else None))
        }
        self.kinds = Kinds(kinds)

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
            misspelt = f"; the mapping has {visible(near, 40)!r}" if near is not None else ""
            advice = f"name its header with --map {name}=HEADER"
            return f"the table has no column for {name}; {advice}{misspelt}"
        return f"the table has no column {name}{did_you_mean(name, self._mapping)}"

    def _note(self, info: RuleInfo, rule: SegmentRule, message: str, at: Extent) -> None:
        place = (*rule.place, "where")
        words = f"segment {visible(rule.id)!r}: {message}"
        self.problems.append(
            AccountProblem(info, words, place, at.start, f"segments[{rule.id}].where")
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


def _typed(
    kinds: Mapping[str, Kind],
    raw: Mapping[str, RawColumn],
    mapping: Mapping[str, MappedColumn],
    reading: Reading,
    measured: Sequence[str],
) -> dict[str, TypedColumn]:
    known = known_columns()
    wanted = dict(kinds)
    for name in measured:
        if name in mapping:
            wanted[name] = known[name].kind
    typed: dict[str, TypedColumn] = {}
    for name, kind in wanted.items():
        header = mapping[name].header
        money = name in known and known[name].money and kind is Kind.NUMBER
        column = typed_column(name, raw[header], kind, reading, money=money)
        if column is None:
            raise UsageError(_wrong_kind(name, raw[header], kind))
        typed[name] = column
    return typed


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
