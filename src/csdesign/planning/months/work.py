"""The work of each role month by month, by segment and kind, from that month's customers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.amounts import added
from csdesign.capacity.month_shares import window_shares
from csdesign.planning.months.customers import term_of
from csdesign.planning.serving.deliverers import programme_owner, shares
from csdesign.planning.work.demand import Queue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.model.design import Design, Interaction, Segment
    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import SegmentCustomers
    from csdesign.planning.results.horizon import Horizon

__all__ = [
    "KINDS",
    "Part",
    "RoleHours",
    "Series",
    "Step",
    "Work",
    "steps_of",
    "window_of",
    "work_of",
]

KINDS: Final = ("recurring", "onboarding", "renewals", "programme")
_YEAR: Final = 12
_RENEWAL: Final = "renewal"

Window = tuple[float, float]


@dataclass(slots=True)
class _Rates:
    """A role's hours in a segment, for one customer."""

    recurring: float = 0.0
    """Hours a year for each customer, without renewals (h)."""
    renewal: float = 0.0
    """Hours a year for each customer, for renewals (h)."""
    once: dict[Window, float] = field(default_factory=dict)
    """Hours for each new customer, by the window of days in which they fall (h)."""
    programme: float = 0.0

    @property
    def once_in_all(self) -> float:
        return math.fsum(self.once.values())


@dataclass(slots=True)
class Part:
    """A role's work in one segment: hours and customers in each month."""

    segment: str
    hours: list[float]
    recurring_each: float
    """Hours a year that one customer takes (h)."""
    customers: list[float]
    """Customers served in each month; those that started within a year where work is once-only."""
    driven: dict[str, list[float]]
    """Hours by kind in each month (h)."""


@dataclass(slots=True)
class RoleHours:
    """The work of one role."""

    role: str
    hours: list[float]
    parts: list[Part] = field(default_factory=list)
    queue_hours: list[float] = field(default_factory=list)
    """Hours of requests and signals that arrive at a queue (h)."""
    arrivals: list[float] = field(default_factory=list)
    promise: Queue = field(default_factory=Queue)
    """The strictest promise; its arrivals and work are not used."""
    beyond: float = 0.0
    carried_in: float = 0.0


@dataclass(frozen=True, slots=True)
class Work:
    """The work of all roles, in the order in which they appear in the plan."""

    roles: dict[str, RoleHours]
    yearly_kinds: Mapping[str, float]
    """Hours of the yearly plan by kind (h a year)."""
    more_customers: Mapping[str, float]
    """For each segment, hours of customers beyond today's in the bridge's months (h)."""


class Series:
    """Multiples of one customer's work in a segment, month by month, shared by all its work."""

    def __init__(self, customers: SegmentCustomers, count: int) -> None:
        self.count = count
        self.starts = customers.starts
        months = customers.months
        self.served = [month.served for month in months[:count]]
        term, ahead = term_of(customers.segment), customers.ahead
        due = [month.due for month in months]
        self.renewing = [
            term / _YEAR * added(due[month : month + ahead]) / ahead for month in range(count)
        ]
        self._windows: dict[Window, tuple[list[float], float, float]] = {}

    def started(self) -> list[float]:
        """Return the customers that started within the year before the end of each month."""
        return [
            added([self.starts(month - back) for back in range(_YEAR)])
            for month in range(self.count)
        ]

    def window(self, window: Window) -> tuple[list[float], float, float]:
        """Return starts weighted by a window in each month, those beyond it, and carried in."""
        found = self._windows.get(window)
        if found is None:
            found = self._windows[window] = self._weighted(window_shares(*window))
        return found

    def _weighted(self, parts: Sequence[float]) -> tuple[list[float], float, float]:
        count = self.count
        weighted = [0.0] * count
        beyond = carried = 0.0
        for start in range(-len(parts) + 1, count):
            number = self.starts(start)
            for later, share in enumerate(parts):
                month = start + later
                if 0 <= month < count:
                    weighted[month] += number * share
                    if start < 0:
                        carried += number * share
                elif month >= count and start >= 0:
                    beyond += number * share
        return weighted, beyond, carried


def work_of(plan: Plan, horizon: Horizon, customers: Mapping[str, SegmentCustomers]) -> Work:
    """Return the hours of each role in each month of the horizon.

    Levels, owners and so the role of all work are those of the yearly plan.
    """
    design = plan.design
    count = horizon.length
    roles: dict[str, RoleHours] = {}
    yearly = dict.fromkeys(KINDS, 0.0)
    for segment_plan in plan.segments:
        found = customers.get(segment_plan.id)
        if found is None:
            continue
        series = Series(found, count)
        segment = found.segment
        level, practitioner = segment_plan.coverage.level, segment_plan.practitioner_role
        rates: dict[str, _Rates] = {}
        for interaction in segment.interactions:
            per_customer = interaction.per_customer
            if per_customer <= 0:
                continue
            for role, hours in shares(design, segment, interaction, level):
                if role not in roles:
                    roles[role] = _empty(role, count)
                each = per_customer * hours
                _add(design, rates.setdefault(role, _Rates()), found, interaction, each)
                if interaction.channel == "human-pooled" and not interaction.planned:
                    _arrive(design, roles[role], interaction, per_customer, each, series, found)
        if segment.written.programme_hours is not None:
            owner = programme_owner(design, segment, practitioner)
            if owner not in roles:
                roles[owner] = _empty(owner, count)
            rates.setdefault(owner, _Rates()).programme += segment.written.programme_hours
        for role, rate in rates.items():
            _take(roles[role], rate, series, segment.id)
            accounts, new = float(segment.accounts or 0), float(segment.new_accounts or 0)
            yearly["recurring"] += rate.recurring * accounts
            yearly["renewals"] += rate.renewal * accounts
            yearly["onboarding"] += rate.once_in_all * new
            yearly["programme"] += rate.programme
    return Work(roles, yearly, _more_customers(roles, customers, min(count, _YEAR)))


class Step(NamedTuple):
    """The work that one interaction adds to a role's month."""

    segment: str
    interaction: Interaction | None
    """None for running the programme."""
    kind: str
    each: float
    """Hours for one customer: a year, or once (h)."""
    number: float
    """Customers, or parts of customers, that have the interaction in the month."""
    hours: float


def steps_of(
    plan: Plan, customers: Mapping[str, SegmentCustomers], count: int, role: str, month: int
) -> list[Step]:
    """Return the work of a role in one month, interaction by interaction."""
    design = plan.design
    found = []
    for segment_plan in plan.segments:
        known = customers.get(segment_plan.id)
        if known is None:
            continue
        series = Series(known, count)
        segment = known.segment
        for interaction in segment.interactions:
            for name, hours in shares(design, segment, interaction, segment_plan.coverage.level):
                each = interaction.per_customer * hours
                if name != role or each <= 0:
                    continue
                if interaction.once:
                    window = window_of(design, segment, interaction)
                    kind, number = "onboarding", series.window(window)[0][month]
                elif interaction.purpose == _RENEWAL:
                    kind, number = "renewals", series.renewing[month]
                else:
                    kind, number = "recurring", series.served[month] / _YEAR
                found.append(Step(segment.id, interaction, kind, each, number, each * number))
        programme = segment.written.programme_hours
        if programme is not None:
            owner = programme_owner(design, segment, segment_plan.practitioner_role)
            if owner == role:
                part = float(programme)
                found.append(Step(segment.id, None, "programme", part, 1 / _YEAR, part / _YEAR))
    return found


def _empty(role: str, count: int) -> RoleHours:
    zeros = [0.0] * count
    return RoleHours(role, list(zeros), queue_hours=list(zeros), arrivals=list(zeros))


def window_of(design: Design, segment: Segment, interaction: Interaction) -> Window:
    """Return the days in which once-only work is done (from, by)."""
    days = float(design.params.onboarding_days)
    from_day = float(interaction.from_day or 0)
    by_day = next(
        (
            milestone.by_day
            for milestone in segment.milestones
            if milestone.id == interaction.milestone
        ),
        None,
    )
    end = days if by_day is None else float(by_day)
    return (from_day, end) if from_day < end else (from_day, from_day + days)


def _add(
    design: Design, rate: _Rates, found: SegmentCustomers, interaction: Interaction, each: float
) -> None:
    if interaction.once:
        window = window_of(design, found.segment, interaction)
        rate.once[window] = rate.once.get(window, 0.0) + each
    elif interaction.purpose == _RENEWAL:
        rate.renewal += each
    else:
        rate.recurring += each


def _arrive(
    design: Design,
    work: RoleHours,
    interaction: Interaction,
    per_customer: float,
    each: float,
    series: Series,
    found: SegmentCustomers,
) -> None:
    """Add the arrivals at a role's queue in each month."""
    if interaction.once:
        active = series.window(window_of(design, found.segment, interaction))[0]
    elif interaction.purpose == _RENEWAL:
        active = series.renewing
    else:
        active = [served / _YEAR for served in series.served]
    arriving = per_customer / (len(interaction.roles) if interaction.any_of else 1)
    for month, number in enumerate(active):
        work.queue_hours[month] += each * number
        work.arrivals[month] += arriving * number
    work.promise.promise(interaction.answer_within_hours, interaction.answer_share)


def _take(work: RoleHours, rate: _Rates, series: Series, segment: str) -> None:
    """Add a role's work in one segment."""
    count = series.count
    driven = {
        "recurring": [rate.recurring / _YEAR * served for served in series.served],
        "renewals": [rate.renewal * renewing for renewing in series.renewing],
        "onboarding": [0.0] * count,
        "programme": [rate.programme / _YEAR] * count,
    }
    for window, hours in rate.once.items():
        weighted, beyond, carried = series.window(window)
        work.beyond += hours * beyond
        work.carried_in += hours * carried
        for month, number in enumerate(weighted):
            driven["onboarding"][month] += hours * number
    hours_by_month = [
        math.fsum([line[month] for line in driven.values()]) for month in range(count)
    ]
    recurring_each = rate.recurring + rate.renewal
    only_once = recurring_each <= 0
    customers = series.started() if only_once else list(series.served)
    work.parts.append(Part(segment, hours_by_month, recurring_each, customers, driven))
    for month, hours in enumerate(hours_by_month):
        work.hours[month] += hours


def _more_customers(
    roles: Mapping[str, RoleHours], customers: Mapping[str, SegmentCustomers], months: int
) -> dict[str, float]:
    """Return the recurring hours of the months above those of today's customers, by segment."""
    found = dict.fromkeys(customers, 0.0)
    for work in roles.values():
        for part in work.parts:
            accounts = float(customers[part.segment].segment.accounts or 0)
            served = [month.served for month in customers[part.segment].months[:months]]
            each = part.driven["recurring"][:months]
            # Hours of one customer in a month are the same in all of them.
            rate = math.fsum(each) / math.fsum(served) if any(served) else 0.0
            found[part.segment] += rate * (math.fsum(served) - months * accounts)
    return found
