"""Results that count: work, queues, people, hires, cost."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.finding import YamlPath

from csdesign.capacity.books import heads_at_least

__all__ = [
    "SHORT_PROMISE_HOURS",
    "Avoided",
    "Cells",
    "Cost",
    "FteRange",
    "Headcount",
    "Hire",
    "Leavers",
    "Need",
    "Overlap",
    "PersonLoad",
    "Pool",
    "QueueService",
    "RoleTotal",
    "Staffing",
    "Surplus",
    "Together",
    "Wave",
    "Workload",
]


class Together(NamedTuple):
    """Full-time people who do the work of the same roles."""

    roles: tuple[str, ...]
    posts: int


class Need(NamedTuple):
    """Full-time people a role takes, each way of counting apart (FTE); `need` is the greatest."""

    work: float
    roster: float
    cap: float
    book: float
    need: float
    bound: str
    """Which of them is the greatest; work where several are equal."""

    @property
    def heads(self) -> int:
        """Return whole people, if the role has its own people."""
        return heads_at_least(self.need)


SHORT_PROMISE_HOURS: Final = 4.0
"""A shorter promise is sized for the peak hour and needs somebody present; a longer one is
planned around (h)."""


class FteRange(NamedTuple):
    """Full-time work: as planned, at full load and at cautious load."""

    plan: float
    low: float
    high: float


class Pool(NamedTuple):
    """A queue sized by Erlang C: `agents` at work at any time, in the hour it is sized for."""

    arrivals_per_hour: float
    handle_hours: float
    offered_load: float
    agents: int
    present: float
    """Average presence of one full-time person at the queue (people)."""
    roster: float
    """People to employ so that `agents` are at the queue at any time (FTE)."""
    rostered: int
    """The same as whole people."""
    service_level: float
    occupancy: float
    p_wait: float
    within_hours: float
    target_share: float

    @property
    def short(self) -> bool:
        """Return whether the promise is so short that somebody must sit at the queue."""
        return self.within_hours < SHORT_PROMISE_HOURS


class QueueService(NamedTuple):
    """How the people in post serve a queue."""

    fte: float
    """Working time of the people who count for the queue (FTE)."""
    present: float
    """Average number of them at the queue at any time (people)."""
    people: int
    """How many posts hold the role."""


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """The load of one person: hours a year, and their share of the planned hours.

    `count` posts are equal; `colleagues` counts all posts that share a role with this one.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    count: int
    fte: float
    hours: float
    busy: float
    load: float
    """Their share of all customer hours of the person; above 1 the year is too short."""
    hours_by_role: Mapping[str, float]
    """The hours of one such post by role (h a year)."""
    busy_by_role: Mapping[str, float]
    """The part of `busy` that each role adds."""
    colleagues: int
    path: YamlPath

    def share_of(self, role: str) -> float:
        """Return the part of the person's time that goes to one of their roles (0..1)."""
        return self.busy_by_role.get(role, 0.0) / self.busy


class Overlap(NamedTuple):
    """Common working hours a day of customers in one time zone with the nearest named person."""

    segment: str
    role: str
    utc_offset: float
    hours: float
    path: YamlPath


class Staffing(NamedTuple):
    """One role's work in one segment: hours a year, full-time people, book and heads."""

    role: str
    assignment: str
    hours: float
    recurring_hours_per_account: float
    once_hours_per_new_account: float
    fte: FteRange
    book: int | None
    heads: int | None
    pool: Pool | None
    commercial_hours: float
    busy: float | None
    """Hours divided by the planned hours of the whole people; None without people."""


class Workload(NamedTuple):
    """The human work of a segment; `hours` is None without a number of accounts."""

    recurring_hours_per_account: float
    once_hours_per_new_account: float
    programme_hours: float
    hours: float | None

    def hours_of(self, accounts: float, new_accounts: float | None) -> float | None:
        """Return the hours (h a year) of some of the segment's accounts, without the programme.

        None if starting takes hours and the number of new accounts is unknown.
        """
        if new_accounts is None and self.once_hours_per_new_account:
            return None
        once = self.once_hours_per_new_account * (new_accounts or 0)
        return self.recurring_hours_per_account * accounts + once


class Cost(NamedTuple):
    """Yearly cost of the people that a segment needs, and its share of the segment's revenue."""

    total: float
    per_account: float | None
    of_arr: float | None


class Wave(NamedTuple):
    """A season of starts: people needed for it, and people planned."""

    heads: int
    planned_heads: float | None
    peak_hours: float
    max_backlog_hours: float
    role: str | None


class Cells(NamedTuple):
    """Whether people with languages, regions and skills can serve the demand."""

    feasible: bool
    shortfall_fte: float
    bottleneck: tuple[str, ...]
    single_skill_heads: int
    fully_flexible_heads: int


class Leavers(NamedTuple):
    """The effect of attrition: people to employ so that enough are at work, on average."""

    availability: float
    """Part of a post's time that is filled and productive (0..1)."""
    in_work: int
    """People whom the plan needs at work."""
    payroll: float
    """People who must be on the payroll to keep so many at work (people)."""
    heads: int
    """The same as whole people."""


class Avoided(NamedTuple):
    """The smallest change of one number that makes a hire unnecessary."""

    input: str
    value: float
    limit: float
    """The value at which the hire is no longer needed."""
    unit: str
    path: YamlPath | None

    @property
    def change(self) -> float:
        """Return the relative change, below 0."""
        return self.limit / self.value - 1


class Hire(NamedTuple):
    """Full-time posts to hire for one role."""

    role: str
    title: str
    posts: int
    short_fte: float
    """The least that the hired people must cover: work, presence or customers (FTE)."""
    hours: float
    """The same in hours of the role (h a year)."""
    bound: str
    """The reason for the hire: work, roster, cap or book."""
    cost: float | None
    thin: bool
    """Whether the last of the posts takes on little work."""
    avoided_by: Avoided | None
    """The change that makes the last post unnecessary; for thin hires only."""


class Surplus(NamedTuple):
    """Posts that the plan does not need."""

    role: str
    title: str
    posts: int
    positions: tuple[str, ...]
    fte: float
    """Their time (FTE)."""
    cost: float | None


class Headcount(NamedTuple):
    """From work to people: needed, in post, to hire, and more than needed.

    Without positions `have`, `have_fte` are None, `hires` and `surplus` empty, and `need` is
    `separate`; with positions `fewest` and `combination` are None.
    """

    need: int
    have: int | None
    have_fte: float | None
    hires: tuple[Hire, ...]
    surplus: tuple[Surplus, ...]
    separate: int
    """People if each role has its own people: every role is rounded up."""
    fewest: int | None
    """Full-time people who could do the work if roles are combined."""
    combination: tuple[Together, ...] | None
    exact: bool
    """Whether it is proven that fewer hires (or fewer people) are not enough, and that no more
    posts can go. Another choice of as many may still be cheaper."""
    least: int
    """Proven lower bound of the hires, or of the people."""
    not_counted: tuple[tuple[str, int], ...]
    """(role, posts) of people whose roles have no work in the plan."""

    @property
    def hired(self) -> int:
        """Return the posts to hire."""
        return sum(hire.posts for hire in self.hires)

    @property
    def time(self) -> float:
        """Return the time of the people needed (FTE)."""
        if self.have_fte is None:
            return float(self.need)
        return self.have_fte - math.fsum(item.fte for item in self.surplus) + self.hired

    @property
    def spare(self) -> int:
        """Return the posts that the plan does not need."""
        return sum(item.posts for item in self.surplus)


class RoleTotal(NamedTuple):
    """One role over all segments: its work, its need and its people."""

    role: str
    title: str
    segments: tuple[str, ...]
    hours: float
    fte: FteRange
    needed: Need | None
    """The need of the role with its own people; None if only some segments are shown."""
    heads: int | None
    """Whole people if the role has its own people; None without hours."""
    have: int | None
    """Posts that hold the role where it has work, each counted in every role; None without
    positions."""
    have_fte: float | None
    hire: int
    spare: int
    busy: float | None
    """The load of its busiest person; without positions hours over those of whole people."""
    cost: float | None
    """Its part of the plan's cost: people with several roles are split by their work."""
    pool: Pool | None
    """The queue of all segments together, sized."""
    service: QueueService | None
    """How the people in post serve the queue; None without positions."""

    @property
    def pooled(self) -> bool:
        """Return whether part of the work arrives by queue."""
        return self.pool is not None

    @property
    def gap(self) -> int | None:
        """Return people to hire (positive) or not needed (negative)."""
        return None if self.have is None else self.hire - self.spare
