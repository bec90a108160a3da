"""The thresholds of a `where`, and the same `where` with one of them moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csdesign.accounts.where.tree import (
    All,
    AnyOf,
    Between,
    Column,
    Compare,
    Condition,
    Extent,
    Not,
    Number,
    Operand,
    Scaled,
    Where,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

__all__ = ["Threshold", "move", "thresholds"]


class Threshold(NamedTuple):
    """A number that a column is put in order against; `at` is the place of the number."""

    column: str
    value: Decimal
    at: Extent


def thresholds(where: Where) -> tuple[Threshold, ...]:
    """Return the numbers that decide by `<`, `<=`, `>`, `>=` or `between`, in text order.

    Zeros are left out, since ten per cent of zero is zero, and so is equality, which has no border.
    """
    return tuple(sorted(_found(where.condition), key=lambda found: found.at.start))


def move(where: Where, at: Extent, factor: Decimal) -> Where:
    """Return `where` with the number at `at` multiplied by `factor`; its text stays as it was."""
    return where._replace(condition=_moved(where.condition, at, factor))


def _found(condition: Condition) -> Iterator[Threshold]:
    match condition:
        case Compare(left, operator, right) if operator.is_order:
            yield from _numbers(left, (right,))
            yield from _numbers(right, (left,))
        case Between(operand, low, high):
            yield from _numbers(operand, (low, high))
        case Not(inner):
            yield from _found(inner)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _found(part)
        case _:
            return


def _numbers(subject: Operand, limits: tuple[Operand, ...]) -> Iterator[Threshold]:
    match subject:
        case Column(name) | Scaled(_, Column(name)):
            for limit in limits:
                if isinstance(limit, Number) and limit.value:
                    yield Threshold(name, limit.value, limit.at)
        case _:
            return


def _moved(condition: Condition, at: Extent, factor: Decimal) -> Condition:
    match condition:
        case Compare(left, _, right):
            return condition._replace(
                left=_scaled(left, at, factor), right=_scaled(right, at, factor)
            )
        case Between(_, low, high):
            return condition._replace(low=_scaled(low, at, factor), high=_scaled(high, at, factor))
        case Not(inner):
            return condition._replace(inner=_moved(inner, at, factor))
        case All(parts) | AnyOf(parts):
            return condition._replace(parts=tuple(_moved(part, at, factor) for part in parts))
        case _:
            return condition


def _scaled(operand: Operand, at: Extent, factor: Decimal) -> Operand:
    if isinstance(operand, Number) and operand.at == at:
        return operand._replace(value=operand.value * factor)
    return operand
