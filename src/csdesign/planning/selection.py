"""Some segments of a whole plan: their rows, and their share of shared people."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from csdesign.planning.results import FteRange, Headcount
from csdesign.planning.results.money import Money

if TYPE_CHECKING:
    from collections.abc import Collection

    from csdesign.planning.results import Plan, RoleTotal

__all__ = ["part_of"]

_NOBODY: Final = Headcount(
    need=0,
    have=None,
    have_fte=None,
    hires=(),
    surplus=(),
    separate=0,
    fewest=None,
    combination=None,
    exact=True,
    least=0,
    not_counted=(),
)
"""The headcount of some segments: no number of people is given for a part of a plan."""


def part_of(plan: Plan, wanted: Collection[str]) -> Plan:
    """Return the rows of a plan that are about some segments.

    People serve all segments of a plan, so for some of them there is a share of each role's hours
    and cost, but no number of people needed, in post or missing.
    """
    from csdesign.planning.months.part import part_of_months

    kept = [role for role in plan.roles if any(name in wanted for name in role.segments)]
    roles = tuple(_share(plan, role, wanted) for role in kept)
    costs = [role.cost for role in roles if role.cost is not None]
    cost = math.fsum(costs) if costs and len(costs) == len(roles) else None
    return replace(
        plan,
        segments=tuple(segment for segment in plan.segments if segment.id in wanted),
        ownership=tuple(cell for cell in plan.ownership if cell.segment in wanted),
        roles=roles,
        headcount=_NOBODY,
        money=Money(None, None, None, cost, 0.0, None, {}, {}),
        people=(),
        assumptions=tuple(
            item._replace(used_by=tuple(name for name in item.used_by if name in wanted))
            for item in plan.assumptions
            if not item.used_by or any(name in wanted for name in item.used_by)
        ),
        overlaps=tuple(item for item in plan.overlaps if item.segment in wanted),
        managers=0,
        leavers=None,
        months=part_of_months(plan, wanted),
        selected=True,
    )


def _share(plan: Plan, role: RoleTotal, wanted: Collection[str]) -> RoleTotal:
    rows = [
        row
        for segment in plan.segments
        if segment.id in wanted
        for row in segment.staffing
        if row.role == role.role
    ]
    hours = math.fsum(row.hours for row in rows)
    share = hours / role.hours if role.hours else 0.0
    return role._replace(
        segments=tuple(name for name in role.segments if name in wanted),
        hours=hours,
        fte=FteRange(
            math.fsum(row.fte.plan for row in rows),
            math.fsum(row.fte.low for row in rows),
            math.fsum(row.fte.high for row in rows),
        ),
        needed=None,
        heads=None,
        have=None,
        have_fte=None,
        hire=0,
        spare=0,
        busy=None,
        cost=None if role.cost is None else role.cost * share,
        pool=None,
        service=None,
    )
