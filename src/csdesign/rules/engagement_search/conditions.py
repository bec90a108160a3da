"""Conditions of rules of engagement: words, or a range of numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import Final

__all__ = ["Range", "read_number", "read_range"]

_NUMBER: Final = r"[-+]?\d+(?:\.\d+)?"
_COMPARISON: Final = re.compile(rf"(>=|<=|==|=|>|<|≥|≤)\s*({_NUMBER})")
_BETWEEN: Final = re.compile(rf"({_NUMBER})\s*(?:\.\.|–|to)\s*({_NUMBER})")
_PLAIN: Final = re.compile(_NUMBER)
_SIGNS: Final = {"≥": ">=", "≤": "<=", "=": "=="}


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`; a bound is part of the range unless it is open."""

    low: float = -inf
    high: float = inf
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, number: float) -> bool:
        above = number > self.low if self.low_open else number >= self.low
        below = number < self.high if self.high_open else number <= self.high
        return above and below

    @property
    def bounds(self) -> tuple[float, ...]:
        """Return the finite ends."""
        return tuple(end for end in (self.low, self.high) if abs(end) != inf)


def read_number(text: str) -> float | None:
    """Return a text as a number, or None."""
    return float(text) if _PLAIN.fullmatch(text.strip()) else None


def read_range(text: str) -> Range | None:
    """Return the numbers that `>= 30`, `< 30`, `30..90` (both ends included) or `30` mean.

    None for anything else: then the text is a word.
    """
    text = text.strip()
    comparison = _COMPARISON.fullmatch(text)
    if comparison is not None:
        number = float(comparison[2])
        match _SIGNS.get(comparison[1], comparison[1]):
            case ">=":
                return Range(low=number)
            case ">":
                return Range(low=number, low_open=True)
            case "<=":
                return Range(high=number)
            case "<":
                return Range(high=number, high_open=True)
            case _:
                return Range(number, number)
    between = _BETWEEN.fullmatch(text)
    if between is not None:
        return Range(float(between[1]), float(between[2]))
    plain = read_number(text)
    return None if plain is None else Range(plain, plain)
