"""The futures of a plan in its JSON."""

from __future__ import annotations

from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Count

__all__ = [
    "DrawnInput",
    "Driver",
    "Futures",
    "LevelChange",
    "MonthFutures",
    "Quantiles",
    "RoleFutures",
    "Worth",
]


class DrawnInput(TypedDict):
    """An input that is drawn."""

    path: str
    kind: str
    low: float
    value: float
    high: float
    basis: str


class Quantiles(TypedDict):
    """The distribution of a figure over the draws."""

    p10: float
    p50: float
    p90: float
    p90_low: float
    p90_high: float


class RoleFutures(TypedDict):
    """The people of one role over the draws."""

    fte: Quantiles
    people: Quantiles
    enough: float | None
    choice: Count


class LevelChange(TypedDict):
    """How often a segment has another level."""

    segment: str
    share: float


class Driver(TypedDict):
    """How much of the variance an input explains."""

    path: str
    input: str
    share: float


class Worth(TypedDict):
    """What knowing an input would be worth."""

    path: str
    input: str
    worth: float
    unit: str


class OneMore(TypedDict):
    """How often everything fits with one more person of a role."""

    role: str
    enough: float


class MonthFutures(TypedDict):
    """One month over the draws."""

    month: str
    required_fte: Quantiles
    enough: float | None


class Futures(TypedDict):
    """What many draws of the uncertain inputs say."""

    draws: Count
    seed: Count
    sure: float
    inputs: list[DrawnInput]
    correlation: dict[str, float]
    fte: Quantiles
    people: Quantiles
    cost: Quantiles | None
    by_role: dict[str, RoleFutures]
    enough: float | None
    enough_draws: Count
    one_more: OneMore | None
    people_draws: Count
    choice: Count
    coverage_changes: list[LevelChange]
    drivers: list[Driver]
    together: float
    information: list[Worth]
    months: dict[str, list[MonthFutures]] | None
    months_in_all: list[MonthFutures] | None
    enough_every_month: float | None
