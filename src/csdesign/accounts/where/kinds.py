"""Types in a `where`: the type of each column, and whether the two sides agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.accounts.where.tree import (
    All,
    AnyOf,
    Between,
    Boolean,
    Column,
    Compare,
    Condition,
    Extent,
    Flag,
    Kind,
    Missing,
    Not,
    Number,
    OneOf,
    Operand,
    Scaled,
    Shifted,
    Text,
    Where,
    WhereError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Kinds"]

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")


class Kinds:
    """The types of columns, learnt from one `where` after another.

    First `learn` from every `where`: a column takes the kind of what it is compared with. Then
    `guess`: of two columns nothing is known about, an order (`<`) makes both numbers and an
    equality both texts. A column that is only asked for `is missing` is text.
    """

    def __init__(self, known: Mapping[str, Kind]) -> None:
        self._kinds = dict(known)

    def learn(self, where: Where) -> None:
        """Take what its literals, days and products say.

        Raises:
            WhereError: two sides of a comparison differ in kind, or cannot be put in order.
        """
        for sides, at, order in _comparisons(where.condition):
            _settle(sides, at, order=order, kinds=self._kinds, guess=False)

    def guess(self, where: Where) -> None:
        """Decide the types that are still open.

        Raises:
            WhereError: as `learn`.
        """
        for sides, at, order in _comparisons(where.condition):
            _settle(sides, at, order=order, kinds=self._kinds, guess=True)

    def take(self, name: str, kind: Kind) -> None:
        """Take the kind of a column that is still open from whoever uses it."""
        self._kinds.setdefault(name, kind)

    def of(self, name: str) -> Kind:
        """Return the kind of a column."""
        return self._kinds.get(name, Kind.TEXT)


_Comparison = tuple[tuple[Operand, ...], Extent, bool]
"""The sides that must be of one kind, their places, and whether their order is asked for."""


def _comparisons(condition: Condition) -> Iterator[_Comparison]:
    match condition:
        case Compare(left, operator, right, at):
            yield (left, right), at, operator.is_order
        case OneOf(operand, options, at):
            yield (operand, *options), at, False
        case Between(operand, low, high, at):
            yield (operand, low, high), at, True
        case Flag(column, at):
            yield (column, Boolean(value=True, at=at)), at, False
        case Not(inner):
            yield from _comparisons(inner)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _comparisons(part)
        case Missing():
            return


def _settle(
    sides: tuple[Operand, ...], at: Extent, *, order: bool, kinds: dict[str, Kind], guess: bool
) -> None:
    """Give every side of one comparison its kind, or say why there is none for all."""
    found = [(side, kind) for side in sides if (kind := _kind(side, kinds)) is not None]
    if not found and not guess:
        return
    kind = found[0][1] if found else (Kind.NUMBER if order else Kind.TEXT)
    for side, other in found:
        if other is not kind:
            raise WhereError(_mismatch(found[0][0], kind, side, other), side.at)
    if order and kind in (Kind.TEXT, Kind.BOOLEAN):
        raise WhereError(f"{kind.words} cannot be put in order; use =, != or in", at)
    for side in sides:
        if isinstance(side, Column):
            kinds.setdefault(side.name, kind)


def _kind(side: Operand, kinds: dict[str, Kind]) -> Kind | None:
    """Return the kind of one side; a column in a product, which must be a number, is noted."""
    match side:
        case Column(name):
            return kinds.get(name)
        case Scaled(_, column):
            if kinds.setdefault(column.name, Kind.NUMBER) is not Kind.NUMBER:
                raise WhereError(
                    f"{column.name} is not a number and cannot be multiplied", column.at
                )
            return Kind.NUMBER
        case Shifted(Column(name, at)):
            if kinds.setdefault(name, Kind.DATE) is not Kind.DATE:
                raise WhereError(f"{name} is not a date; days cannot be added", at)
            return Kind.DATE
        case Number():
            return Kind.NUMBER
        case Text():
            return Kind.TEXT
        case Boolean():
            return Kind.BOOLEAN
        case _:
            return Kind.DATE


def _mismatch(left: Operand, left_kind: Kind, right: Operand, right_kind: Kind) -> str:
    words = f"{_name(left, left_kind)} is compared with {_name(right, right_kind)}".rstrip(",")
    quoted = next((side.value for side in (left, right) if isinstance(side, Text)), None)
    if Kind.DATE in (left_kind, right_kind) and quoted is not None and _DAY.fullmatch(quoted):
        words += f"; write a date without quotes: {quoted}"
    if Kind.NUMBER in (left_kind, right_kind) and quoted is not None and _NUMBER.fullmatch(quoted):
        words += f"; write a number without quotes: {quoted}"
    return words


def _name(side: Operand, kind: Kind) -> str:
    match side:
        case Column(name):
            return f"{name}, which holds {kind.words},"
        case Number(value):
            return f"the number {value:f}"
        case Text(value):
            return f"the text '{value[:40]}'"
        case Boolean(value):
            return "true" if value else "false"
        case _:
            return "a number" if kind is Kind.NUMBER else "a date"
