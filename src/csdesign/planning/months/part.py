"""The months of some segments: their hours and full-time work; people serve all segments."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.planning.months.work import steps_of
from csdesign.planning.results.by_month import Bridge, MonthTotal, RoleMonth

if TYPE_CHECKING:
    from collections.abc import Collection

    from csdesign.planning.months.work import Step
    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import MonthPlan, RoleMonths

__all__ = ["part_of_months"]

_YEAR: Final = 12


def part_of_months(plan: Plan, wanted: Collection[str]) -> MonthPlan | None:
    """Return the months of some segments; None without months.

    A part of the segments has no number of people needed, in post, short or to be hired.
    """
    whole = plan.months
    if whole is None:
        return None
    steps = {
        role.role: [_steps(plan, whole, role.role, month, wanted) for month in range(whole.length)]
        for role in whole.roles
    }
    roles = tuple(
        _role(role, steps[role.role]) for role in whole.roles if any(map(any, steps[role.role]))
    )
    return whole._replace(
        segments=tuple(segment for segment in whole.segments if segment.id in wanted),
        roles=roles,
        totals=tuple(_total(roles, month) for month in range(whole.length)),
        bridge=_bridge(plan, whole, steps.values(), wanted),
        money=None,
        quarters=tuple(
            quarter._replace(cost=None, cost_with_hires=None, budget=None)
            for quarter in whole.quarters
        ),
        beyond=0.0,
        carried_in=0.0,
        horizon=whole.horizon._replace(budget=None),
    )


def _steps(
    plan: Plan, whole: MonthPlan, role: str, month: int, wanted: Collection[str]
) -> list[Step]:
    found = steps_of(plan, whole.customers, whole.length, role, month)
    return [step for step in found if step.segment in wanted]


def _role(role: RoleMonths, steps: list[list[Step]]) -> RoleMonths:
    months = []
    for month, own in zip(role.months, steps, strict=True):
        hours = math.fsum(step.hours for step in own)
        months.append(
            RoleMonth(
                hours=hours,
                full_time_hours=month.full_time_hours,
                required=hours / month.full_time_hours,
                bound="work",
            )
        )
    return role._replace(
        months=tuple(months), first_short=None, still_short=(), vacancies=(), surplus=0, slip=None
    )


def _total(roles: tuple[RoleMonths, ...], month: int) -> MonthTotal:
    here = [role.months[month] for role in roles]
    return MonthTotal(
        hours=math.fsum(item.hours for item in here),
        required=math.fsum(item.required for item in here),
    )


def _bridge(
    plan: Plan, whole: MonthPlan, roles: Collection[list[list[Step]]], wanted: Collection[str]
) -> Bridge:
    """Return the bridge of some segments; its lines add up like those of all."""
    months = whole.bridge.months
    part = months / _YEAR
    customers = {name: more for name, more in whole.bridge.customers.items() if name in wanted}
    yearly = {"recurring": 0.0, "renewals": 0.0, "onboarding": 0.0, "programme": 0.0}
    worked = dict(yearly)
    for role in roles:
        for step in role[0]:
            segment = plan.design.segment_by_id[step.segment]
            number = segment.new_accounts if step.kind == "onboarding" else segment.accounts
            yearly[step.kind] += step.each * (
                1.0 if step.kind == "programme" else float(number or 0)
            )
        for steps in role[:months]:
            for step in steps:
                worked[step.kind] += step.hours
    return Bridge(
        months=months,
        yearly_hours=math.fsum(yearly.values()) * part,
        customers=customers,
        onboarding=worked["onboarding"] - yearly["onboarding"] * part,
        renewals=worked["renewals"] - yearly["renewals"] * part,
        months_hours=math.fsum(worked.values()),
    )
