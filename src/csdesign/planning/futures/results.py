"""What many draws of a plan's inputs say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.capacity.futures import Quantiles
    from csdesign.planning.futures.inputs import Uncertain

__all__ = ["Driver", "Futures", "RoleFutures", "Worth"]


class RoleFutures(NamedTuple):
    """One role over all futures."""

    fte: Quantiles
    people: Quantiles
    enough: float | None
    """Share of futures in which none of its work is left over; None without positions."""
    choice: int
    """Whole people that are enough as often as asked for."""


class Driver(NamedTuple):
    """An input, and the share of the variance of full-time work that it explains by itself."""

    input: Uncertain
    share: float


class Worth(NamedTuple):
    """An input, and what knowing it before deciding is worth at most a year."""

    input: Uncertain
    worth: float


class Futures(NamedTuple):
    """A plan whose inputs were drawn many times."""

    draws: int
    seed: int
    sure: float
    inputs: tuple[Uncertain, ...]
    correlation: Mapping[str, float]
    fte: Quantiles
    people: Quantiles
    cost: Quantiles | None
    by_role: Mapping[str, RoleFutures]
    enough: float | None
    drivers: tuple[Driver, ...]
    together: float
    """Share of the variance that comes from guesses of one kind being wrong together."""
    information: tuple[Worth, ...]
    unit: str
    """What worth is counted in: a currency, or person-years where no cost is given."""
