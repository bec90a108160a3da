"""The distribution of the numbers of a column, with the thresholds of a design."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Bin", "Spread", "Threshold"]


@dataclass(frozen=True, slots=True)
class Bin:
    """Customers with `low <= value < high`; `high` is None for the last, which has no end."""

    low: float
    high: float | None
    accounts: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number at which a segment begins or ends: a border between two bins."""

    value: float
    segment: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The distribution of a number over the rows, with the thresholds of the design as borders."""

    name: str
    header: str
    bins: tuple[Bin, ...]
    thresholds: tuple[Threshold, ...]
