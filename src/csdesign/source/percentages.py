"""Percentages that apply to numbers of a design: recognised, applied and multiplied."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from csdesign.model.experience import CADENCE, PERIODS
from csdesign.model.numbers import PERCENTAGE, NumberType, Stated, plain
from csdesign.source.entries import Entry, entries_of
from csdesign.source.schema.numbers_at import number_at
from csdesign.source.yaml.tree import Map, Quoted, Seq

if TYPE_CHECKING:
    from csdesign.finding import YamlPath

__all__ = ["factor_of", "has_percentage", "is_percentage", "multiplied", "times_a_year"]


def is_percentage(value: Any, path: YamlPath) -> bool:
    """Return whether a value is a percentage; in quotes only where a number is asked for."""
    if not isinstance(value, str) or PERCENTAGE.fullmatch(value) is None:
        return False
    return not isinstance(value, Quoted) or number_at(path) is not None


def has_percentage(value: Any) -> bool:
    """Return whether a value has a percentage anywhere in it."""
    if isinstance(value, Map):
        return any(has_percentage(part) for part in value.values())
    if isinstance(value, Seq):
        return any(has_percentage(part) for part in value)
    return type(value) is str and PERCENTAGE.fullmatch(value) is not None


def factor_of(percentage: str) -> float:
    """Return the factor of a percentage: 1.1 for `+10%`.

    Raises:
        ValueError: the text is not a percentage.
    """
    found = PERCENTAGE.fullmatch(percentage)
    if found is None:
        raise ValueError(f"{percentage} is not a percentage")
    part = float(percentage[:-1]) / 100
    return 1 + part


def times_a_year(base: Map, key: str) -> Entry | None:
    """Return the times a year of an interaction whose frequency is written in another way."""
    if key != "per_year":
        return None
    entries = {entry.key: entry for entry in entries_of(base)}
    every, cadence = entries.get("every"), entries.get("cadence")
    if every is not None and every.value in PERIODS:
        return every._replace(value=PERIODS[every.value])
    if cadence is not None and isinstance(cadence.value, Map):
        total = 0.0
        for word, share in cadence.value.items():
            field = number_at(("experiences", 0, "interactions", 0, "cadence", word))
            number = None if field is None else _read(share, field.type)
            if number is None:
                return None
            total += number * CADENCE[word]
        return cadence._replace(value=total)
    return None


def _read(value: Any, kind: NumberType) -> float | None:
    try:
        return kind(value)
    except PydanticCustomError:
        return None


def multiplied(value: Any, factor: float, kind: NumberType) -> Any:
    """Return a number times a factor, with the ends of its range; anything else stays."""
    number = _read(value, kind)
    if number is None:
        return value
    scaled = _rounded(float(number) * factor, kind)
    if not isinstance(number, Stated):
        return plain(scaled)
    low, high = (
        None if end is None else _within(_rounded(float(end) * factor, kind), kind)
        for end in (number.low, number.high)
    )
    return Stated(scaled, number.basis, low, high, number.note)


def _rounded(value: float, kind: NumberType) -> float:
    return float(math.floor(value + 0.5 + 1e-9)) if kind.whole else value


def _within(value: float, kind: NumberType) -> float:
    value = min(max(value, kind.low), kind.high)
    if kind.below is not None and value >= kind.below:
        value = math.nextafter(kind.below, -math.inf)
    if kind.above is not None and value <= kind.above:
        value = math.nextafter(kind.above, math.inf)
    return value
