"""The people of each team through the months: work done, work left over, and hires."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.planning.hiring.team import place_name
from csdesign.planning.money.cost import role_cost
from csdesign.planning.months.needs import floor_of
from csdesign.planning.months.reasons import reason_of
from csdesign.planning.months.vacancies import (
    earliest_start,
    fewest_hires,
    latest_starts,
    needed_until,
    open_by,
    people_hired,
)
from csdesign.planning.months.waiting import Crew, Line, kept_for_queues, team_of
from csdesign.planning.results.by_month import Vacancy
from csdesign.planning.work.regions import Regions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.model.design import Design
    from csdesign.planning.months.supply import Newcomers, PostMonths
    from csdesign.planning.months.vacancies import Hire
    from csdesign.planning.months.waiting import Run, Team
    from csdesign.planning.months.work import RoleHours
    from csdesign.planning.results.by_month import SegmentCustomers
    from csdesign.planning.results.horizon import Horizon
    from csdesign.planning.results.people import Need

__all__ = ["RoleNeeds", "RolePeople", "best_kept", "people_by_role"]

_YEAR: Final = 12


class RoleNeeds(NamedTuple):
    """The needs of one role, before its people are counted."""

    work: RoleHours
    planned: tuple[float, ...]
    needs: tuple[Need, ...]
    newcomers: Newcomers
    there: list[float]
    paid: list[float]


class RolePeople(NamedTuple):
    """The months of a role's people, and its hires."""

    run: Run
    hired: Run
    vacancies: tuple[Vacancy, ...]
    present: list[float]
    """People in post of the role, multi-role people by their work (FTE)."""
    cost: list[float] | None
    """Their cost, at the highest cost of their roles (currency a month)."""
    hired_present: list[float]
    surplus: int


def people_by_role(
    design: Design,
    roles: Mapping[str, RoleNeeds],
    posts: Sequence[PostMonths],
    horizon: Horizon,
    customers: Mapping[str, SegmentCustomers],
) -> dict[str, RolePeople]:
    """Return the months and the hires of every role, component by component."""
    found: dict[str, RolePeople] = {}
    order, regions = design.place_of_role, Regions(design)
    for names, crew_posts in _components(roles, posts):
        names.sort(key=lambda role: order.get(role, len(order)))
        lines = [_line(name, roles[name], regions) for name in names]
        costs = {name: role_cost(design, name) or 0.0 for name in names}
        crews = [_crew(post, roles, regions) for post in crew_posts]
        counts = [post.post.count for post in crew_posts]
        team, hires = best_kept(lines, crews, counts, costs)
        found |= _component(design, team, hires, roles, crew_posts, horizon, customers)
    return found


def best_kept(
    lines: Sequence[Line],
    crews: Sequence[Crew],
    counts: Sequence[int],
    costs: Mapping[str, float],
) -> tuple[Team, tuple[str, ...]]:
    """Return the team with people kept for its short queues, and its hires: the fewest."""
    best: tuple[Team, tuple[str, ...]] | None = None
    best_key: tuple[int, float, list[int]] | None = None
    places = {line.role: place for place, line in enumerate(lines)}
    for kept in kept_for_queues(lines, crews, counts):
        team = team_of(lines, kept)
        hires = fewest_hires(team, costs)
        cost = math.fsum([costs[role] for role in hires])
        key = (len(hires), cost, sorted(places[role] for role in hires))
        if best is None or best_key is None or key < best_key:
            best, best_key = (team, hires), key
        if not hires:
            break
    return best or (team_of(lines, crews), ())


def _components(
    roles: Mapping[str, RoleNeeds], posts: Sequence[PostMonths]
) -> list[tuple[list[str], list[PostMonths]]]:
    """Return the parts of the team that share nobody: roles, and the posts that hold them."""
    leader = {role: role for role in roles}

    def find(role: str) -> str:
        while leader[role] != role:
            leader[role] = leader[leader[role]]
            role = leader[role]
        return role

    held = [(post, [role for role in dict.fromkeys(post.roles) if role in roles]) for post in posts]
    for _, active in held:
        for other in active[1:]:
            leader[find(other)] = find(active[0])
    parts: dict[str, tuple[list[str], list[PostMonths]]] = {}
    for role in roles:
        parts.setdefault(find(role), ([], []))[0].append(role)
    for post, active in held:
        if active:
            parts[find(active[0])][1].append(post)
    return list(parts.values())


def _line(name: str, role: RoleNeeds, regions: Regions) -> Line:
    work = role.work
    by_place: dict[str, list[float]] = {}
    for part in work.parts:
        for region, share in regions.parts(part.segment):
            place = place_name(part.segment, region)
            known = by_place.get(place, [0.0] * len(part.hours))
            by_place[place] = [a + share * b for a, b in zip(known, part.hours, strict=True)]
    return Line(
        role=name,
        hours=work.hours,
        planned=role.planned,
        outside=[
            max(0.0, hours - queue)
            for hours, queue in zip(work.hours, work.queue_hours, strict=True)
        ],
        floors=[floor_of(need) for need in role.needs],
        rosters=[need.roster for need in role.needs],
        max_delay=role.newcomers.max_delay,
        there=role.there,
        by_segment=by_place,
    )


def _crew(post: PostMonths, roles: Mapping[str, RoleNeeds], regions: Regions) -> Crew:
    active = tuple(role for role in dict.fromkeys(post.roles) if role in roles)
    return Crew(
        roles=active,
        segments=regions.served(post.post),
        productive=post.productive,
        there=roles[active[0]].there,
    )


def _component(
    design: Design,
    team: Team,
    fewest: Sequence[str],
    roles: Mapping[str, RoleNeeds],
    posts: Sequence[PostMonths],
    horizon: Horizon,
    customers: Mapping[str, SegmentCustomers],
) -> dict[str, RolePeople]:
    names = [line.role for line in team.lines]
    newcomers = {name: roles[name].newcomers for name in names}
    hires = latest_starts(team, fewest, newcomers)
    real = [_real(hire, newcomers[hire.role], horizon) for hire in hires]
    run = team.run({})
    hired = team.run(people_hired(real, newcomers, horizon.length)) if real else run
    vacancies = _vacancies(team, roles, posts, hires, real, horizon, customers)
    present = _present(design, team, roles, posts)
    found = {}
    for name in names:
        starts = [hire.start for hire in real if hire.role == name]
        found[name] = RolePeople(
            run=run[name],
            hired=hired[name],
            vacancies=tuple(vacancy for vacancy in vacancies if vacancy.role == name),
            present=present[name][0],
            cost=present[name][1],
            hired_present=[
                float(sum([start <= month for start in starts])) for month in range(horizon.length)
            ],
            surplus=0 if real or len(names) > 1 else _surplus(team, horizon.length),
        )
    return found


def _real(hire: Hire, newcomers: Newcomers, horizon: Horizon) -> Hire:
    """Return a hire with its earliest start: after a vacancy opened today, and after a freeze."""
    first = earliest_start(horizon, newcomers.months_to_fill)
    start = hire.start if first is None else max(hire.start, first)
    if horizon.first_start is not None:
        start = max(start, horizon.number(horizon.first_start))
    return hire._replace(start=start)


def _vacancies(
    team: Team,
    roles: Mapping[str, RoleNeeds],
    posts: Sequence[PostMonths],
    hires: Sequence[Hire],
    real: Sequence[Hire],
    horizon: Horizon,
    customers: Mapping[str, SegmentCustomers],
) -> list[Vacancy]:
    newcomers = {name: roles[name].newcomers for name in roles}
    explained: dict[tuple[str, object], int] = {}
    found = []
    # The cause that grew first is the reason of the first start. Reasons are taken from the latest
    # # starts that leave no month short, since late hires would all be missing from the same month
    # on.
    order = sorted(range(len(real)), key=lambda place: (real[place].start, hires[place].start))
    known: dict[tuple[Hire, Hire], tuple[dict[str, int], int | None]] = {}
    for number in order:
        ideal, hire = hires[number], real[number]
        fill = newcomers[hire.role].months_to_fill
        first = earliest_start(horizon, fill)
        if (ideal, hire) not in known:  # many start on one day
            others = [other for place, other in enumerate(hires) if place != number]
            runs = team.run(people_hired(others, newcomers, horizon.length))
            known[ideal, hire] = (
                {name: run.short.index(True) for name, run in runs.items() if True in run.short},
                needed_until(team, number, real, newcomers),
            )
        short, until = known[ideal, hire]
        # Without the hire another role may be short, since people hold several roles.
        lacking = hire.role
        if hire.role not in short:
            lacking = min(short, key=short.__getitem__, default=hire.role)
        start = horizon.first_day(hire.start)
        role = roles[lacking]
        found.append(
            Vacancy(
                role=hire.role,
                start=start,
                open_by=open_by(start, fill, horizon.calendar),
                late=first is not None and ideal.start < first,
                held=horizon.first_start is not None
                and ideal.start < horizon.number(horizon.first_start),
                ideal_start=horizon.first_day(ideal.start),
                reason=reason_of(
                    role.work,
                    role.planned,
                    role.there,
                    posts,
                    short.get(lacking),
                    explained,
                    customers,
                ),
                needed_until=None if until is None else horizon.first_day(until),
            )
        )
    return found


def _present(
    design: Design, team: Team, roles: Mapping[str, RoleNeeds], posts: Sequence[PostMonths]
) -> dict[str, tuple[list[float], list[float] | None]]:
    """Return paid posts and their cost by role, people of several roles by their full-time work.

    The cost is None if a role of some post has none.
    """
    months = len(team.lines[0].hours)
    people = {line.role: [0.0] * months for line in team.lines}
    costs = {line.role: [0.0] * months for line in team.lines}
    unknown = {line.role for line in team.lines if role_cost(design, line.role) is None}
    work = {
        line.role: [h / p for h, p in zip(line.hours, line.planned, strict=True)]
        for line in team.lines
    }
    for post in posts:
        active = [role for role in dict.fromkeys(post.roles) if role in people]
        paid = roles[active[0]].paid
        known = [role_cost(design, role) for role in post.roles]
        if None in known:
            unknown.update(active)
        each = max([cost for cost in known if cost is not None], default=0.0) / _YEAR
        for month in range(months):
            here = post.present[month] * paid[month]
            total = math.fsum([work[role][month] for role in active])
            for role in active:
                share = work[role][month] / total if total > 0 else 1 / len(active)
                people[role][month] += here * share
                costs[role][month] += here * share * each
    return {role: (people[role], None if role in unknown else costs[role]) for role in people}


def _surplus(team: Team, months: int) -> int:
    """Return how many whole people could go without any month being short."""
    role = team.lines[0].role
    spare, most = 0, math.floor(min(team.run({})[role].available, default=0.0) + 1e-9)
    while spare < most and team.holds({role: [-(spare + 1.0)] * months}):
        spare += 1
    return spare
