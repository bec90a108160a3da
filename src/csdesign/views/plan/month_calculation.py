"""Months as a calculation to change: contracts, starts, work, ramp, leavers, waiting work, cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.capacity.month_shares import window_shares
from csdesign.planning.months.customers import term_of
from csdesign.planning.months.supply import newcomers_of
from csdesign.planning.months.work import window_of
from csdesign.planning.work.staffing import hours_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.model.design import Post
    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import MonthPlan, RoleMonths
    from csdesign.views.content import ReportContent
    from csdesign.views.plan.calculation import Calculation, WorkLine

__all__ = ["MonthCalculation", "PostLine", "RolePart", "SegmentPart", "WorkPart", "in_months"]

MOST_CONTRACTS: Final = 60_000
"""Most cells of contracts (segments x months x terms) that a workbook calculates."""


@dataclass(frozen=True, slots=True)
class SegmentPart:
    """A segment: its contracts by the month in which they end, starts, churn, moves.

    `news` are customers that start in each month from `before` months before the first one on;
    `moves` are (index of another segment, share a year).
    """

    name: str
    opening: float
    ending: tuple[float, ...]
    """Share of the opening customers whose contract ends 0, 1, 2, ... months on."""
    news: tuple[float, ...]
    churn: float
    moves: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class WorkPart:
    """The customers that a line of work follows: served, renewing, starting, or none."""

    kind: str
    weights: tuple[float, ...] = ()
    """Share of once-only work 0, 1, 2, ... months after a start."""
    ahead: int = 1
    """Months over which work on a renewal spreads."""


@dataclass(frozen=True, slots=True)
class PostLine:
    """People of one role: full-time people, first and last day in months from the first one on."""

    words: str
    people: float
    begins: float | None
    ends: float | None
    hired: bool = False


@dataclass(frozen=True, slots=True)
class RolePart:
    """A role: its time and least people in each month, newcomers, leavers, people.

    `posts` is None if people share roles, are tied to segments, or the people in post are unknown:
    then `available` and `hired` are as planned.
    """

    time: tuple[float, ...]
    """Share of the year's hours of one person in each month."""
    least: tuple[float, ...]
    """People that a queue, caps or whole books need (FTE); 0 if work decides."""
    queued: tuple[float, ...]
    """Share of the hours that arrives at a queue and must not wait."""
    ramp: tuple[float, ...]
    attrition: float
    months_to_fill: float
    max_delay: float
    posts: tuple[PostLine, ...] | None
    available: tuple[float | None, ...]
    hired: tuple[float | None, ...]
    cost: tuple[float | None, ...]
    """The cost of the people in each month, where the sheet cannot calculate it."""


@dataclass(frozen=True, slots=True)
class MonthCalculation:
    """The months of a plan; segments, work and roles are those of the yearly calculation."""

    labels: tuple[str, ...]
    """Months from `before` months before the first one on, up to the last that work looks at."""
    before: int
    count: int
    segments: tuple[SegmentPart, ...]
    work: tuple[WorkPart, ...]
    roles: tuple[RolePart | None, ...]


def in_months(content: ReportContent, yearly: Calculation) -> MonthCalculation | None:
    """Return the months behind a yearly calculation; None without, or if they are too many."""
    plan = content.plan
    found = plan.months
    if found is None:
        return None
    counted = [item for item in plan.segments if item.segment.accounts is not None]
    customers = [found.customers[item.id] for item in counted]
    work = tuple(_work(plan, line, found) for line in yearly.work)
    before = max([len(part.weights) - 1 for part in work] + [0])
    ahead = max([item.ahead for item in customers], default=1) - 1
    terms = [term_of(item.segment) for item in counted]
    if sum(terms) * (found.length + ahead) > MOST_CONTRACTS:
        return None
    places = {item.id: place for place, item in enumerate(counted)}
    segments = []
    for item, known, term in zip(counted, customers, terms, strict=True):
        opening = known.months[0].opening
        segments.append(
            SegmentPart(
                item.segment.name,
                opening,
                tuple(part / opening if opening else 1 / term for part in known.ending),
                tuple(known.starts(month) for month in range(-before, found.length + ahead)),
                float(item.segment.written.churn or 0),
                tuple(
                    (places[target], float(share))
                    for target, share in item.segment.written.moves_to.items()
                    if target in places
                ),
            )
        )
    by_id = {role.role: role for role in found.roles}
    return MonthCalculation(
        labels=tuple(found.horizon.text(month) for month in range(-before, found.length + ahead)),
        before=before,
        count=found.length,
        segments=tuple(segments),
        work=work,
        roles=tuple(
            None if (role := by_id.get(total.role)) is None else _role(content, found, role)
            for total in plan.roles
        ),
    )


def _work(plan: Plan, line: WorkLine, found: MonthPlan) -> WorkPart:
    item = line.interaction
    if item is None:
        return WorkPart("programme")
    segment = [part for part in plan.segments if part.segment.accounts is not None][line.segment]
    if item.once:
        weights = window_shares(*window_of(plan.design, segment.segment, item))
        return WorkPart("onboarding", weights)
    if item.purpose == "renewal":
        return WorkPart("renewals", ahead=found.customers[segment.id].ahead)
    return WorkPart("recurring")


def _role(content: ReportContent, found: MonthPlan, role: RoleMonths) -> RolePart:
    plan = content.plan
    planned = hours_of(plan.design, role.role).planned_hours
    newcomers = newcomers_of(plan.design, role.role)
    return RolePart(
        time=tuple(month.full_time_hours / planned for month in role.months),
        least=tuple(month.least for month in role.months),
        queued=tuple(
            month.queue_hours / month.hours if month.hours else 0.0 for month in role.months
        ),
        ramp=newcomers.ramp,
        attrition=newcomers.annual_attrition,
        months_to_fill=newcomers.months_to_fill,
        max_delay=role.max_delay,
        posts=_posts(plan, found, role),
        available=tuple(month.available for month in role.months),
        hired=tuple(month.available_with_hires for month in role.months),
        cost=tuple(month.cost for month in role.months),
    )


def _posts(plan: Plan, found: MonthPlan, role: RoleMonths) -> tuple[PostLine, ...] | None:
    """Return the people who hold only this role; None if some hold other roles too."""
    if plan.design.posts is None:
        return None
    active = {item.role for item in found.roles}
    own = [
        post
        for post in plan.design.posts
        if role.role in post.roles and post.count * float(post.fte) > 0
    ]
    if any(post.segments is not None or len(active.intersection(post.roles)) > 1 for post in own):
        return None
    if any(post.roles[0] != role.role for post in own):
        return None  # newcomers ramp up as in their first role
    hired: Sequence[PostLine] = [
        PostLine("proposed hire", 1.0, found.horizon.place(vacancy.start), None, hired=True)
        for vacancy in role.vacancies
    ]
    return (*(_post(found, post) for post in own), *hired)


def _post(found: MonthPlan, post: Post) -> PostLine:
    starts, leaves = post.written.starts, post.written.leaves
    return PostLine(
        post.id,
        post.count * float(post.fte),
        None if starts is None else found.horizon.place(starts),
        None if leaves is None else found.horizon.place(leaves, end=True),
    )
