"""The rules of segments bound to one table: parsed, with their columns, or with a problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.accounts.columns import (
    known_columns,
    likely_amounts,
    monthly_amount,
    some_of,
)
from csdesign.accounts.measure.options import RollUp, SegmentRule
from csdesign.accounts.problems import (
    NO_RULE,
    UNKNOWN_COLUMN,
    WHERE_SYNTAX,
    WHERE_TYPE,
    AccountProblem,
)
from csdesign.accounts.where import Extent, Where, WhereError, parse_where
from csdesign.accounts.where.kinds import Kinds
from csdesign.accounts.where.tree import All, AnyOf, Column, Compare, Not, OneOf, Text
from csdesign.wording import closest, did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from csdesign.accounts.columns import MappedColumn
    from csdesign.accounts.table import RawColumn
    from csdesign.accounts.where.tree import Condition
    from csdesign.finding import RuleInfo

__all__ = ["BoundRule", "RuleBinder", "needed", "texts_compared"]

_MOST_PROPOSED: Final = 3


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule whose `where` fits the table. `position` is its place among all rules."""

    position: int
    id: str
    where: Where


class RuleBinder:
    """Collects the kinds that rules give to columns, rule by rule, and the problems."""

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
        """Return the filter of rows; None if it has a problem, which is noted."""
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
        for step in steps:  # a later rule may decide what an earlier one leaves open
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
    """Return columns in the usual place of a value: behind the sign of a comparison."""
    match condition:
        case Compare(_, _, Column(name)):
            return {name}
        case Not(inner):
            return _values(inner)
        case All(parts) | AnyOf(parts):
            return {name for part in parts for name in _values(part)}
        case _:
            return set()


def needed(rules: Iterable[BoundRule]) -> tuple[str, ...]:
    """Return the names of the columns that the rules decide by, each once."""
    names = [column.name for rule in rules for column in rule.where.columns]
    return tuple(dict.fromkeys(names))


def texts_compared(wheres: Sequence[Where]) -> frozenset[str]:
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
