"""The results of a plan by month; hours are of the month, people are full-time people.

None means undefined, as people in post are without positions.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from csdesign.capacity.cohorts import CustomerMonth
    from csdesign.finding import YamlPath
    from csdesign.model.design import Segment
    from csdesign.planning.results.horizon import Horizon

__all__ = [
    "Bridge",
    "CountedStart",
    "MilestoneMonths",
    "MoneyBridge",
    "MonthPlan",
    "MonthTotal",
    "Quarter",
    "Reason",
    "RoleMonth",
    "RoleMonths",
    "SegmentCustomers",
    "SegmentMonths",
    "Vacancy",
]


class CountedStart(NamedTuple):
    """The customers of a segment on the first day, from an account table.

    `ending[m]` is the number whose contract ends m months after the first month, None if the
    table has no renewals; `started[k]` the number that started k + 1 months before it, empty if
    it has no starts; `undated` those without a renewal date, who are spread evenly.
    """

    ending: tuple[float, ...] | None
    started: tuple[float, ...]
    undated: int = 0


class SegmentCustomers(NamedTuple):
    """A segment's customers: the months of the horizon, and those its renewals look ahead to."""

    segment: Segment
    months: tuple[CustomerMonth, ...]
    """The horizon and the months after it that renewal work looks ahead to."""
    starts: Callable[[int], float]
    """Customers that start in a month; months below 0 lie before the horizon."""
    ahead: int
    """Months over which the work on a renewal spreads, that of the renewal included."""
    ending: Sequence[float]
    """Customers at the start whose contract ends 0, 1, 2, ... months on."""


class MilestoneMonths(NamedTuple):
    """Customers due to reach a milestone in each month."""

    id: str
    due: tuple[float, ...]


class SegmentMonths(NamedTuple):
    """The customers of a segment month by month."""

    id: str
    months: tuple[CustomerMonth, ...]
    milestones: tuple[MilestoneMonths, ...]


class RoleMonth(NamedTuple):
    """One role in one month.

    By default nobody is needed by a queue, a cap or whole books, and the people in post and the
    shortage are unknown.
    """

    hours: float
    full_time_hours: float
    """Hours of one full-time person in the month (h)."""
    required: float
    """Full-time people: the work, the roster of a queue, caps and whole books (FTE)."""
    bound: str
    """The one of these that decides."""
    heads: int = 0
    roster: float = 0.0
    """People that a short promised response time needs, whatever the work (FTE); 0 without one."""
    least: float = 0.0
    """People that a queue, caps or whole books need, whatever the hours (FTE)."""
    queue_hours: float = 0.0
    """Hours that arrive at a queue and must not wait (h)."""
    posts: float | None = None
    """People paid (FTE)."""
    available: float | None = None
    """People at work: ramped up, less expected leavers (FTE)."""
    backlog: float | None = None
    """Work left over at the end of the month (h)."""
    delay: float | None = None
    """The same in months of the role's own time."""
    short: bool = False
    cost: float | None = None
    available_with_hires: float | None = None
    backlog_with_hires: float | None = None
    delay_with_hires: float | None = None
    short_with_hires: bool = False
    cost_with_hires: float | None = None

    @property
    def gap(self) -> float | None:
        """Return people needed less people at work (FTE)."""
        return None if self.available is None else self.required - self.available


class Reason(NamedTuple):
    """The reason for a vacancy: the cause that grew most, and by how many full-time people.

    `cause` is customers, onboarding, renewals, leaver, leavers, days or work (it is short from
    the beginning on); `subject` is the segment or post; `path` leads to its line.
    """

    cause: str
    subject: str | None
    people: float
    path: YamlPath | None


class Vacancy(NamedTuple):
    """One full-time person to hire."""

    role: str
    start: date
    open_by: date
    late: bool
    """Whether the hire would have to start earlier than is possible."""
    held: bool
    """Whether a hiring freeze delays the hire."""
    ideal_start: date
    reason: Reason
    needed_until: date | None
    """The first day from which it is no longer needed; None if it stays needed."""


class RoleMonths(NamedTuple):
    """One role month by month."""

    role: str
    title: str
    months: tuple[RoleMonth, ...]
    max_delay: float
    """How much work may wait (months of the role's own time)."""
    first_short: int | None
    """The first month in which the people there are too few."""
    still_short: tuple[int, ...]
    """Months that are short although every vacancy starts when it can."""
    vacancies: tuple[Vacancy, ...]
    surplus: float
    """Whole people that no month needs."""
    slip: float | None
    """Largest delay of a go-live (months), where the role owns onboarding."""

    @property
    def waits(self) -> bool:
        """Return whether work of the role ever waits."""
        return any((month.backlog or 0.0) > 1e-6 for month in self.months)


class MonthTotal(NamedTuple):
    """All roles in one month; by default nobody is asked about people."""

    hours: float
    required: float
    available: float | None = None
    heads: int = 0
    posts: float | None = None
    cost: float | None = None
    cost_with_hires: float | None = None


class Bridge(NamedTuple):
    """From the hours of the year to those of the months (at most the first twelve)."""

    months: int
    yearly_hours: float
    """Hours of the yearly plan; scaled to the months where they are fewer than twelve."""
    customers: Mapping[str, float]
    """Hours added by more or fewer customers than today, by segment."""
    onboarding: float
    renewals: float
    months_hours: float


class MoneyBridge(NamedTuple):
    """From the cost of the yearly plan to that of the months, with hires (currency)."""

    months: int
    year: float
    surplus: float
    """Cost of people whom the yearly plan does not need but who stay."""
    vacant: float
    """Cost not incurred for vacant posts: leavers, later starts, and hires that start later."""
    hires: float
    """Hires of the months beyond those of the year."""
    total: float


class Quarter(NamedTuple):
    """Some months together, by quarter of the horizon or of the fiscal year."""

    first: int
    months: int
    label: str
    cost: float | None
    cost_with_hires: float | None
    budget: float | None


class MonthPlan(NamedTuple):
    """The plan month by month."""

    horizon: Horizon
    segments: tuple[SegmentMonths, ...]
    roles: tuple[RoleMonths, ...]
    totals: tuple[MonthTotal, ...]
    bridge: Bridge
    money: MoneyBridge | None
    quarters: tuple[Quarter, ...]
    beyond: float
    """Once-only work of the horizon's starts that falls behind its end (h)."""
    carried_in: float
    """Once-only work in the horizon of customers that started before it (h)."""
    customers: Mapping[str, SegmentCustomers]
    """Customers by segment, as the work of the months is derived from them."""
    starts: Mapping[str, CountedStart] | None = None
    """What an account table says of the first day, by segment; None without one."""
    undated: int = 0
    """Customers of the table without a renewal date, spread evenly."""

    @property
    def counted(self) -> bool:
        """Return whether the customers at the start come from an account table."""
        return self.starts is not None

    @property
    def length(self) -> int:
        """Return how many months there are."""
        return self.horizon.length

    @property
    def budget(self) -> float | None:
        """Return the money stated for the horizon; None if none is."""
        amounts = self.horizon.budget
        return None if amounts is None else float(math.fsum(amounts))

    @property
    def vacancies(self) -> tuple[Vacancy, ...]:
        """Return every vacancy, the first to open first."""
        found = [vacancy for role in self.roles for vacancy in role.vacancies]
        return tuple(sorted(found, key=lambda vacancy: (vacancy.open_by, vacancy.start)))
