"""The plan by month: from customers to work, people, vacancies and money."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.planning.money.cost import role_cost
from csdesign.planning.months.bridges import bridge_of, money_of, quarters_of
from csdesign.planning.months.customers import customers_of
from csdesign.planning.months.needs import floor_of, needs_of
from csdesign.planning.months.supply import newcomers_of, posts_by_month
from csdesign.planning.months.teams import RoleNeeds, RolePeople, people_by_role
from csdesign.planning.months.work import work_of
from csdesign.planning.months.working_time import full_time_hours
from csdesign.planning.results.by_month import (
    MilestoneMonths,
    MonthPlan,
    MonthTotal,
    RoleMonth,
    RoleMonths,
    SegmentMonths,
)
from csdesign.planning.serving.deliverers import title_of
from csdesign.planning.work.need import Caps, caps_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.model.design import Design
    from csdesign.planning.months.supply import Newcomers
    from csdesign.planning.months.waiting import Run
    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import CountedStart, SegmentCustomers
    from csdesign.planning.results.horizon import Horizon

__all__ = ["_YEAR", "plan_months"]

_YEAR: Final = 12
_MONTH_DAYS: Final = 365 / 12


def plan_months(
    plan: Plan, horizon: Horizon, counted: Mapping[str, CountedStart] | None = None
) -> MonthPlan:
    """Return the plan by month of a design whose year is planned.

    Args:
        plan: The yearly plan, whose levels, owners and archetypes are kept.
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
        roles[role] = RoleNeeds(
            hours,
            planned,
            needs_of(plan, hours, planned, caps.get(role, Caps()), horizon),
            newcomers,
            newcomers.there(horizon.length),
            newcomers.paid(horizon.length),
        )
    posts = posts_by_month(design, horizon)
    staffed = {} if posts is None else people_by_role(design, roles, posts, horizon, customers)
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


def _role(
    design: Design, horizon: Horizon, role: RoleNeeds, staffed: RolePeople | None
) -> RoleMonths:
    name = role.work.role
    cost = role_cost(design, name)
    months = []
    for month in range(horizon.length):
        need, planned = role.needs[month], role.planned[month]
        needed = RoleMonth(
            hours=role.work.hours[month],
            full_time_hours=planned,
            required=need.need,
            bound=need.bound,
            heads=need.heads,
            roster=need.roster,
            least=floor_of(need),
            queue_hours=role.work.queue_hours[month],
        )
        if staffed is None:
            months.append(needed)
            continue
        run, hired = staffed.run, staffed.hired
        more = staffed.hired_present[month] * role.paid[month]
        here = None if staffed.cost is None else staffed.cost[month]
        months.append(
            needed._replace(
                posts=staffed.present[month],
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
