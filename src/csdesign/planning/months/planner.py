"""The plan by month: customers to work to people to vacancies to money."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.planning.cost import role_cost
from csdesign.planning.deliverers import title_of
from csdesign.planning.months.bridges import bridge_of, money_of, quarters_of
from csdesign.planning.months.customers import customers_of
from csdesign.planning.months.needs import floor_of, needs_of
from csdesign.planning.months.reasons import reason_of
from csdesign.planning.months.results import (
    MilestoneMonths,
    MonthPlan,
    MonthTotal,
    RoleMonth,
    RoleMonths,
    SegmentMonths,
    Vacancy,
)
from csdesign.planning.months.supply import newcomers_of, posts_by_month
from csdesign.planning.months.vacancies import (
    earliest_start,
    fewest_hires,
    latest_starts,
    needed_until,
    open_by,
    people_hired,
)
from csdesign.planning.months.waiting import Crew, Line, kept_for_queues, team_of
from csdesign.planning.months.work import work_of
from csdesign.planning.months.working_time import full_time_hours
from csdesign.planning.need import Caps, caps_of
from csdesign.planning.regions import Regions
from csdesign.planning.team import place_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.model.design import Design
    from csdesign.planning.months.customers import CountedStart, SegmentCustomers
    from csdesign.planning.months.horizon import Horizon
    from csdesign.planning.months.supply import Newcomers, PostMonths
    from csdesign.planning.months.vacancies import Hire
    from csdesign.planning.months.waiting import Run, Team
    from csdesign.planning.months.work import RoleHours
    from csdesign.planning.need import Need
    from csdesign.planning.results import Plan

__all__ = ["plan_months"]

_YEAR: Final = 12
_MONTH_DAYS: Final = 365 / 12


class _Role(NamedTuple):
    """What is known of one role before people are asked."""

    work: RoleHours
    planned: tuple[float, ...]
    needs: tuple[Need, ...]
    newcomers: Newcomers
    there: list[float]
    paid: list[float]


class _Staffed(NamedTuple):
    """How a role's people fare, and who is to be hired."""

    run: Run
    hired: Run
    vacancies: tuple[Vacancy, ...]
    present: list[float]
    """People in post of the role, multi-role people by their work (FTE)."""
    cost: list[float] | None
    """What they cost, at the highest cost of their roles (currency a month)."""
    hired_present: list[float]
    surplus: int


def plan_months(
    plan: Plan, horizon: Horizon, counted: Mapping[str, CountedStart] | None = None
) -> MonthPlan:
    """Return the plan by month of a design whose year is planned.

    Args:
        plan: The yearly plan; levels, owners and archetypes are its.
        horizon: The months.
        counted: Customers by the end of their contract, from an account table.

    Raises:
        UsageError: the leave of a month takes more days than it has.
        MissingExtraError: a calendar is asked for and its library is not installed.
    """
    design = plan.design
    customers = customers_of(design, horizon, counted)
    work = work_of(plan, horizon, customers)
    roles = {}
    caps = caps_of(design)
    for role, hours in work.roles.items():
        newcomers = _with_wave(plan, role, newcomers_of(design, role))
        planned = full_time_hours(design, role, horizon)
        roles[role] = _Role(
            hours,
            planned,
            needs_of(plan, hours, planned, caps.get(role, Caps()), horizon),
            newcomers,
            newcomers.there(horizon.length),
            newcomers.paid(horizon.length),
        )
    posts = posts_by_month(design, horizon)
    staffed = {} if posts is None else _staffed(design, roles, posts, horizon, customers)
    found = tuple(_role(design, horizon, roles[role], staffed.get(role)) for role in roles)
    totals = _totals(design, found, horizon)
    return MonthPlan(
        horizon=horizon,
        segments=tuple(_segment(customers[name], horizon) for name in customers),
        roles=found,
        totals=totals,
        bridge=bridge_of(plan, work, horizon),
        money=money_of(plan, totals),
        quarters=quarters_of(totals, horizon),
        beyond=math.fsum(hours.beyond for hours in work.roles.values()),
        carried_in=math.fsum(hours.carried_in for hours in work.roles.values()),
        customers=customers,
        starts=counted,
        undated=sum(start.undated for start in (counted or {}).values()),
    )


def _with_wave(plan: Plan, role: str, newcomers: Newcomers) -> Newcomers:
    """Return how long a role's work may wait where a wave of starts says so."""
    stated = [
        float(segment.segment.written.onboarding_wave.max_delay_months)
        for segment in plan.segments
        if segment.wave is not None
        and segment.wave.role == role
        and segment.segment.written.onboarding_wave is not None
        and "max_delay_months" in segment.segment.written.onboarding_wave.model_fields_set
    ]
    return newcomers._replace(max_delay=min(stated)) if stated else newcomers


def _segment(customers: SegmentCustomers, horizon: Horizon) -> SegmentMonths:
    milestones = []
    for milestone in customers.segment.milestones:
        if milestone.by_day is None:
            continue
        later = math.floor(float(milestone.by_day) / _MONTH_DAYS + 1e-9)
        due = tuple(customers.starts(month - later) for month in range(horizon.length))
        milestones.append(MilestoneMonths(milestone.id, due))
    return SegmentMonths(
        customers.segment.id, customers.months[: horizon.length], tuple(milestones)
    )


def _staffed(
    design: Design,
    roles: Mapping[str, _Role],
    posts: Sequence[PostMonths],
    horizon: Horizon,
    customers: Mapping[str, SegmentCustomers],
) -> dict[str, _Staffed]:
    """Return how the people of every role fare, component by component."""
    found: dict[str, _Staffed] = {}
    order, regions = design.place_of_role, Regions(design)
    for names, crew_posts in _components(roles, posts):
        names.sort(key=lambda role: order.get(role, len(order)))
        lines = [_line(name, roles[name], regions) for name in names]
        costs = {name: role_cost(design, name) or 0.0 for name in names}
        crews = [_crew(post, roles, regions) for post in crew_posts]
        counts = [post.post.count for post in crew_posts]
        team, hires = _best_kept(lines, crews, counts, costs)
        found |= _component(design, team, hires, roles, crew_posts, horizon, customers)
    return found


def _best_kept(
    lines: Sequence[Line],
    crews: Sequence[Crew],
    counts: Sequence[int],
    costs: Mapping[str, float],
) -> tuple[Team, tuple[str, ...]]:
    """Return the team with people kept for its short queues, and whom it hires: the fewest."""
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
    roles: Mapping[str, _Role], posts: Sequence[PostMonths]
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


def _line(name: str, role: _Role, regions: Regions) -> Line:
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


def _crew(post: PostMonths, roles: Mapping[str, _Role], regions: Regions) -> Crew:
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
    roles: Mapping[str, _Role],
    posts: Sequence[PostMonths],
    horizon: Horizon,
    customers: Mapping[str, SegmentCustomers],
) -> dict[str, _Staffed]:
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
        found[name] = _Staffed(
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
    """Return a hire that starts when it can: not before today's vacancy is filled, nor a freeze."""
    first = earliest_start(horizon, newcomers.months_to_fill)
    start = hire.start if first is None else max(hire.start, first)
    if horizon.first_start is not None:
        start = max(start, horizon.number(horizon.first_start))
    return hire._replace(start=start)


def _vacancies(
    team: Team,
    roles: Mapping[str, _Role],
    posts: Sequence[PostMonths],
    hires: Sequence[Hire],
    real: Sequence[Hire],
    horizon: Horizon,
    customers: Mapping[str, SegmentCustomers],
) -> list[Vacancy]:
    newcomers = {name: roles[name].newcomers for name in roles}
    explained: dict[tuple[str, object], int] = {}
    found = []
    # What grew first is the reason of whoever starts first. Reasons are those of the latest starts
    # that leave no month short: of late hires each would be missed from the same month on.
    order = sorted(range(len(real)), key=lambda place: (real[place].start, hires[place].start))
    for number in order:
        ideal, hire = hires[number], real[number]
        fill = newcomers[hire.role].months_to_fill
        first = earliest_start(horizon, fill)
        others = [other for place, other in enumerate(hires) if place != number]
        runs = team.run(people_hired(others, newcomers, horizon.length))
        # Without the hire another role may be the one that is short: people hold several.
        short = {name: run.short.index(True) for name, run in runs.items() if True in run.short}
        lacking = hire.role
        if hire.role not in short:
            lacking = min(short, key=short.__getitem__, default=hire.role)
        until = needed_until(team, number, real, newcomers)
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
    design: Design, team: Team, roles: Mapping[str, _Role], posts: Sequence[PostMonths]
) -> dict[str, tuple[list[float], list[float] | None]]:
    """Return paid posts and their cost by role, people of several roles by their full-time work.

    The cost is None where a role of some post has none.
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


def _role(design: Design, horizon: Horizon, role: _Role, staffed: _Staffed | None) -> RoleMonths:
    name = role.work.role
    cost = role_cost(design, name)
    months = []
    for month in range(horizon.length):
        need, planned = role.needs[month], role.planned[month]
        hours = role.work.hours[month]
        if staffed is None:
            months.append(_unstaffed(hours, role.work.queue_hours[month], planned, need))
            continue
        run, hired = staffed.run, staffed.hired
        paid = staffed.present[month]
        more = staffed.hired_present[month] * role.paid[month]
        here = None if staffed.cost is None else staffed.cost[month]
        months.append(
            RoleMonth(
                hours=hours,
                full_time_hours=planned,
                required=need.need,
                bound=need.bound,
                heads=need.heads,
                roster=need.roster,
                least=floor_of(need),
                queue_hours=role.work.queue_hours[month],
                posts=paid,
                available=run.available[month],
                backlog=run.backlog[month],
                delay=_delay(run, month, planned),
                short=run.short[month],
                cost=here,
                available_with_hires=hired.available[month],
                backlog_with_hires=hired.backlog[month],
                delay_with_hires=_delay(hired, month, planned),
                short_with_hires=hired.short[month],
                cost_with_hires=None
                if here is None or cost is None
                else here + more * cost / _YEAR,
            )
        )
    short = [] if staffed is None else _months_where(staffed.run.short)
    still = [] if staffed is None else _months_where(staffed.hired.short)
    return RoleMonths(
        role=name,
        title=title_of(design, name),
        months=tuple(months),
        max_delay=role.newcomers.max_delay,
        first_short=short[0] if short else None,
        still_short=tuple(still),
        vacancies=() if staffed is None else staffed.vacancies,
        surplus=0 if staffed is None else staffed.surplus,
        slip=_slip(design, name, months),
    )


def _months_where(flags: Sequence[bool]) -> list[int]:
    return [month for month, flag in enumerate(flags) if flag]


def _unstaffed(hours: float, queued: float, planned: float, need: Need) -> RoleMonth:
    return RoleMonth(
        hours=hours,
        full_time_hours=planned,
        required=need.need,
        bound=need.bound,
        heads=need.heads,
        roster=need.roster,
        least=floor_of(need),
        queue_hours=queued,
        posts=None,
        available=None,
        backlog=None,
        delay=None,
        short=False,
        cost=None,
        available_with_hires=None,
        backlog_with_hires=None,
        delay_with_hires=None,
        short_with_hires=False,
        cost_with_hires=None,
    )


def _delay(run: Run, month: int, planned: float) -> float | None:
    done = run.available[month] * planned
    return run.backlog[month] / done if done > 0 else None


def _slip(design: Design, role: str, months: Sequence[RoleMonth]) -> float | None:
    """Return by how many months go-live slips at worst, where the role owns onboarding."""
    owns = any(
        cell.role == role and cell.level != "support" and cell.motion == "onboard"
        for cell in design.cells
    )
    delays = [month.delay for month in months if month.delay is not None]
    return max(delays) if owns and delays else None


def _totals(
    design: Design, roles: Sequence[RoleMonths], horizon: Horizon
) -> tuple[MonthTotal, ...]:
    fixed = float(design.params.fixed_cost) / _YEAR
    found = []
    for month in range(horizon.length):
        here = [role.months[month] for role in roles]
        found.append(
            MonthTotal(
                hours=math.fsum(item.hours for item in here),
                required=math.fsum(item.required for item in here),
                available=_sum([item.available for item in here]),
                heads=sum(item.heads for item in here),
                posts=_sum([item.posts for item in here]),
                cost=_sum([item.cost for item in here], fixed),
                cost_with_hires=_sum([item.cost_with_hires for item in here], fixed),
            )
        )
    return tuple(found)


def _sum(numbers: Sequence[float | None], more: float = 0.0) -> float | None:
    known = [number for number in numbers if number is not None]
    if not known or len(known) < len(numbers):
        return None
    return math.fsum(known) + more
