"""Guarded rounding and the checks of arguments that every formula shares."""

from __future__ import annotations

import math
import operator
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["GUARD", "added", "ceiling", "floor", "fraction", "non_negative", "positive", "whole"]

GUARD: Final = 1e-9
"""Tolerance within which a computed number counts as the whole number or limit it should be.

Decimals such as 130 / (130 / 30) land a last bit next to 30, and a last bit must not cost a person.
"""


def added(values: Iterable[Any]) -> Any:
    """Return a sum of floats, exact, or of arrays with a number for each draw, draw by draw.

    Python's own `sum` rounds differently from one version to the next.
    """
    found = list(values)
    if all(isinstance(value, (int, float)) for value in found):
        return math.fsum(found)
    return reduce(operator.add, found)


def floor(value: float) -> int:
    """Return the whole part of a number, taking 29.999999999999996 for 30.

    Raises:
        ValueError: If `value` is infinite or not a number.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} has no whole part; give a finite number")
    return math.floor(value + GUARD * max(1.0, abs(value)))


def ceiling(value: float) -> int:
    """Return the next whole number, taking 30.000000000000004 for 30.

    Raises:
        ValueError: If `value` is infinite or not a number.
    """
    return -floor(-value)


def non_negative(name: str, value: float) -> None:
    """Refuse a number that is negative, infinite or not a number.

    Raises:
        ValueError: If `value` is not in [0, inf).
    """
    if not 0 <= value < math.inf:
        raise ValueError(f"{name} is {value}; give a number from 0 up")


def positive(name: str, value: float) -> None:
    """Refuse a number that is not above 0 and finite.

    Raises:
        ValueError: If `value` is not in (0, inf).
    """
    if not 0 < value < math.inf:
        raise ValueError(f"{name} is {value}; give a number above 0")


def fraction(name: str, value: float) -> None:
    """Refuse a number outside 0 to 1.

    Raises:
        ValueError: If `value` is not in [0, 1].
    """
    if not 0 <= value <= 1:
        raise ValueError(f"{name} is {value}; give a fraction from 0 to 1, such as 0.4")


def whole(name: str, value: float, *, least: int = 0) -> int:
    """Return a count as an int; refuse one below `least`, or with a part behind the point.

    The numbers of a design are floats even where they count, so 60.0 is the count 60.

    Raises:
        ValueError: If `value` is below `least` or not whole.
    """
    if not least <= value < math.inf or value != int(value):
        raise ValueError(f"{name} is {value}; give a whole number from {least} up")
    return int(value)
