"""A plan as a calculation to change: customers, promised work, one person's time, cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.planning.money.cost import role_cost
from csdesign.planning.months.horizon import planned_day
from csdesign.planning.months.supply import in_post_on
from csdesign.planning.serving.deliverers import programme_owner, shares
from csdesign.views.plan.names import role_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.model.design import Interaction, Post
    from csdesign.planning.results import Plan, RoleTotal, SegmentPlan
    from csdesign.views.content import ReportContent

__all__ = ["TIME", "Calculation", "CrewLine", "RoleLine", "TeamLine", "WorkLine", "calculation"]

TIME: Final = ("weeks", "hours_per_week", "absence_days", "internal_share", "target_load")
"""The parameters of one full-time person's time, in the order in which they are multiplied."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """Work of one role for one promise to one segment (`segment`, `role`: places in the lists).

    Hours a year are customers (new ones if `once`) x times x share x hours; `fixed` work is hours
    a year, whatever the number of customers.
    """

    segment: int
    role: int
    promise: str
    once: bool
    times: float
    share: float
    hours: float
    fixed: bool = False
    interaction: Interaction | None = None
    """The promise; None for running the programme."""


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role: its time where it differs from the company's, what it needs beyond work, its people.

    `least` is the least need by a queue, caps or whole books (FTE), 0 if work decides.
    """

    title: str
    time: Mapping[str, float]
    least: float
    have: int | None
    cost: float | None


@dataclass(frozen=True, slots=True)
class CrewLine:
    """People in post who hold the same roles (places in the list), as full-time people (FTE)."""

    names: str
    roles: frozenset[int]
    fte: float


@dataclass(frozen=True, slots=True)
class TeamLine:
    """Roles that share people, these people, and the posts that the plan hires for them."""

    roles: tuple[int, ...]
    crews: tuple[CrewLine, ...]
    hires: int


@dataclass(frozen=True, slots=True)
class Calculation:
    """The inputs of the people of a plan: each role by itself, and with the people in post."""

    time: Mapping[str, float]
    segments: tuple[tuple[str, float, float], ...]
    """(name, customers, new customers a year)"""
    work: tuple[WorkLine, ...]
    roles: tuple[RoleLine, ...]
    fixed_cost: float
    teams: tuple[TeamLine, ...] = ()
    """Empty without positions."""


def calculation(content: ReportContent) -> Calculation | None:
    """Return the calculation behind a plan; None while no role has work."""
    plan = content.plan
    if not plan.roles or plan.selected:
        return None
    params = plan.design.params
    places = {role.role: i for i, role in enumerate(plan.roles)}
    counted = [segment for segment in plan.segments if segment.segment.accounts is not None]
    return Calculation(
        time={name: float(getattr(params, name)) for name in TIME},
        segments=tuple(
            (
                segment.segment.name,
                float(segment.segment.accounts or 0),
                float(segment.segment.new_accounts or 0),
            )
            for segment in counted
        ),
        work=tuple(
            line for i, segment in enumerate(counted) for line in _work(plan, i, segment, places)
        ),
        roles=tuple(_role(content, role) for role in plan.roles),
        fixed_cost=float(params.fixed_cost) if content.money else 0.0,
        teams=tuple(_teams(plan, places)),
    )


def _work(
    plan: Plan, number: int, found: SegmentPlan, places: Mapping[str, int]
) -> Iterator[WorkLine]:
    design, segment = plan.design, found.segment
    for item in segment.interactions:
        if item.per_customer <= 0:
            continue
        for role, hours in shares(design, segment, item, found.coverage.level):
            if role in places:
                yield WorkLine(
                    number,
                    places[role],
                    item.name,
                    item.once,
                    float(item.occurrences),
                    float(item.share),
                    float(hours),
                    interaction=item,
                )
    fixed = segment.written.programme_hours
    owner = programme_owner(design, segment, found.practitioner_role)
    if fixed is not None and owner in places:
        yield WorkLine(
            number, places[owner], "running the programme", False, 1, 1, float(fixed), fixed=True
        )


def _role(content: ReportContent, role: RoleTotal) -> RoleLine:
    design = content.plan.design
    own = design.own_params.get(role.role)
    stated = {name: getattr(own, name, None) for name in TIME} if own is not None else {}
    return RoleLine(
        role_title(design, role.role),
        {name: float(value) for name, value in stated.items() if value is not None},
        0.0 if role.needed is None or role.needed.bound == "work" else role.needed.need,
        role.have,
        role_cost(design, role.role) if content.money else None,
    )


def _teams(plan: Plan, places: Mapping[str, int]) -> Iterator[TeamLine]:
    """Yield the roles that are linked by people, in the order of their first roles."""
    if plan.have is None:
        return
    day = planned_day(plan.design)
    crews: dict[frozenset[int], list[Post]] = {}
    for post in plan.design.posts or ():
        held = frozenset(places[role] for role in post.roles if role in places)
        if held and post.fte > 0 and in_post_on(post, day):
            crews.setdefault(held, []).append(post)
    teams = {place: {place} for place in places.values()}
    for held in crews:
        whole = max((teams[place] for place in held), key=len)
        for place in held:
            if teams[place] is not whole:
                joined = teams[place]
                whole |= joined
                teams.update(dict.fromkeys(joined, whole))
    own: dict[int, list[CrewLine]] = {}
    for held, posts in crews.items():
        own.setdefault(min(teams[min(held)]), []).append(_crew(held, posts))
    hired = {places[hire.role]: hire.posts for hire in plan.headcount.hires}
    for place in sorted(places.values()):
        team = teams[place]
        if place == min(team):
            hires = sum(hired.get(role, 0) for role in team)
            yield TeamLine(tuple(sorted(team)), tuple(own.get(place, ())), hires)


def _crew(held: frozenset[int], posts: list[Post]) -> CrewLine:
    names = ", ".join(post.written.name or post.id for post in posts)
    return CrewLine(names, held, float(sum(post.count * post.fte for post in posts)))
