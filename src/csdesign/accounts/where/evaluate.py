"""The meaning of a `where` in plain Python: the reference for every engine's answer."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Any, Final

from csdesign.accounts.where.tree import (
    All,
    AnyOf,
    AsOf,
    Between,
    Column,
    Compare,
    Condition,
    Date,
    Flag,
    Missing,
    Not,
    OneOf,
    Operand,
    Operator,
    Scaled,
    Shifted,
    Where,
    is_without_case,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Row", "Value", "failing", "matches", "shifted_day"]

Value = Decimal | int | float | str | bool | date | None
"""One cell, typed as its column's kind says; None and "" are missing."""

Row = Mapping[str, Value]
"""The cells of one account by column name; an absent column is missing."""

_COMPARE: Final[dict[Operator, Callable[[Any, Any], bool]]] = {
    Operator.EQ: eq,
    Operator.NE: ne,
    Operator.LT: lt,
    Operator.LE: le,
    Operator.GT: gt,
    Operator.GE: ge,
}


def matches(where: Where, row: Row, as_of: date) -> bool:
    """Return whether the account matches."""
    return _holds(where.condition, row, as_of)


def failing(where: Where, row: Row, as_of: date) -> tuple[Condition, ...]:
    """Return the parts an account fails: those joined by the outermost `and`, else the whole."""
    condition = where.condition
    parts = condition.parts if isinstance(condition, All) else (condition,)
    return tuple(part for part in parts if not _holds(part, row, as_of))


def _holds(condition: Condition, row: Row, as_of: date) -> bool:
    match condition:
        case Compare(left, operator, right):
            sides = (_value(left, row, as_of), _value(right, row, as_of))
            return _compare(operator, *sides, lowered=is_without_case(operator, left, right))
        case OneOf(operand, options):
            value = _value(operand, row, as_of)
            lowered = is_without_case(Operator.EQ, operand)
            return any(
                _compare(Operator.EQ, value, option.value, lowered=lowered) for option in options
            )
        case Between(operand, low, high):
            value = _value(operand, row, as_of)
            above = _compare(Operator.GE, value, _value(low, row, as_of))
            return above and _compare(Operator.LE, value, _value(high, row, as_of))
        case Missing(column):
            return _value(column, row, as_of) is None
        case Flag(column):
            return _value(column, row, as_of) is True
        case Not(inner):
            return not _holds(inner, row, as_of)
        case All(parts):
            return all(_holds(part, row, as_of) for part in parts)
        case AnyOf(parts):
            return any(_holds(part, row, as_of) for part in parts)


def _value(operand: Operand, row: Row, as_of: date) -> Value:
    match operand:
        case Column(name):
            value = row.get(name)
            is_hole = value == "" or (isinstance(value, float) and math.isnan(value))
            return None if is_hole else value
        case AsOf():
            return as_of
        case Shifted(base, days, _, months):
            day = _value(base, row, as_of)
            return shifted_day(day, days, months) if isinstance(day, date) else None
        case Scaled(factor, column):
            number = _value(column, row, as_of)
            return None if number is None else float(factor) * float(str(number))
        case Date(value):
            return value
        case _:
            return operand.value


def _compare(operator: Operator, left: Value, right: Value, *, lowered: bool = False) -> bool:
    """Compare two cells; numbers in floating point where either side is, else exactly."""
    if lowered and isinstance(left, str) and isinstance(right, str):
        left, right = left.lower(), right.lower()
    if left is None or right is None:
        return False
    if isinstance(left, float) or isinstance(right, float):
        return _COMPARE[operator](float(str(left)), float(str(right)))
    return _COMPARE[operator](left, right)


def shifted_day(day: date, days: int, months: int) -> date:
    """Return the day so much later, the last of its month where that is shorter.

    What lies beyond the calendar is its first or last day.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    try:
        last = monthrange(year, month + 1)[1] if months else day.day
        return day.replace(year, month + 1, min(day.day, last)) + timedelta(days=days)
    except (OverflowError, ValueError):
        return date.max if days + months > 0 else date.min
