"""The results of many draws of a plan's inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from csdesign.extras import needs_extra

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from csdesign.capacity.futures import Quantiles
if TYPE_CHECKING:
    from csdesign.finding import YamlPath

__all__ = [
    "Driver",
    "Futures",
    "FuturesMonth",
    "FuturesMonths",
    "LevelChange",
    "OneMore",
    "RoleFutures",
    "Sample",
    "Uncertain",
    "Worth",
]


class Uncertain(NamedTuple):
    """An input that is drawn: a triangle on [low, high] with its peak at value.

    `path` names it by ids, `words` for readers; `kind` groups inputs that err together:
    effort, demand, customers, or other for none. `ranged` says whether its author gave a range.
    """

    path: str
    words: str
    kind: str
    low: float
    value: float
    high: float
    basis: str
    unit: str
    ranged: bool
    place: YamlPath | None

    @property
    def certain(self) -> bool:
        """Return whether every draw is the value."""
        return self.high <= self.low


class RoleFutures(NamedTuple):
    """One role over all futures."""

    fte: Quantiles
    people: Quantiles
    """Whole people, if the role has its own people."""
    enough: float | None
    """Share of futures in which none of its work is left over; None without positions."""
    choice: int
    """Whole people that are enough in the share of futures asked for."""


class OneMore(NamedTuple):
    """One more full-time person of a role, and the share of futures in which all work then fits."""

    role: str
    enough: float


class Driver(NamedTuple):
    """An input, and the share of the variance of full-time work that it explains by itself."""

    input: Uncertain
    share: float


class Worth(NamedTuple):
    """An input, and the most that knowing it before deciding is worth a year."""

    input: Uncertain
    worth: float


class FuturesMonth(NamedTuple):
    """One month over all futures."""

    month: date
    """Its first day."""
    required: Quantiles
    """Full-time people: work, rosters, caps and whole books (FTE)."""
    enough: float | None
    """Share of futures in which it is not short; None without positions."""


class FuturesMonths(NamedTuple):
    """The months of a horizon over all futures."""

    by_role: Mapping[str, tuple[FuturesMonth, ...]]
    totals: tuple[FuturesMonth, ...]
    """All roles; enough where none is short."""
    enough_every_month: float | None
    """Share of futures in which no role is short in any month; None without positions."""
    draws: int
    """Futures behind `enough`: only the first ones where people hold several roles."""


class LevelChange(NamedTuple):
    """A segment, and the share of futures in which its promised work gives another coverage."""

    segment: str
    share: float


class Sample(Protocol):
    """The futures one by one."""

    def columns(self) -> dict[str, Any]:
        """Return arrays with one number for each future, by name."""


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
    one_more: OneMore | None
    """The role in which one more person helps most; None if none helps, or without positions."""
    people_draws: int
    """Futures behind `people` and `cost`: only the first ones where roles share people."""
    choice: int
    """People who are enough as often as asked for; a sum over roles that share nobody."""
    drivers: tuple[Driver, ...]
    together: float
    """Share of the variance that comes from estimates of one kind that err together."""
    information: tuple[Worth, ...]
    levels: tuple[LevelChange, ...]
    """Segments whose coverage would differ in some futures; the plan keeps its own level in all."""
    months: FuturesMonths | None
    """The months of the horizon; None without one."""
    enough_draws: int
    """Futures behind `enough`: only the first ones where caps or many shared roles apply."""
    sample: Sample
    """The futures themselves, drawn again on request."""
    unit: str
    """The unit of worth: a currency, or person-years where no cost is given."""

    @needs_extra
    def to_frame(self) -> pd.DataFrame:
        """Return one row per future.

        Columns: the path of each input with its drawn number; for each role `fte:ID`, its full-time
        work, and `need:ID`, with presence at queues, caps and whole books (FTE); `fte`, the
        full-time work of all roles.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        import pandas as pd

        return pd.DataFrame(self.sample.columns())
