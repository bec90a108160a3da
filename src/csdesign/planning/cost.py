"""Cost, waves, cells, managers and leavers: what surrounds the plan's hours (DOMAIN 5.3, 5.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.capacity.cells import SkilledPerson, skill_cells
from csdesign.capacity.onboarding import onboarding_wave
from csdesign.capacity.spans import span_of_control
from csdesign.capacity.teams import attrition_allowance
from csdesign.planning.results import Cells, Cost, Leavers, Wave
from csdesign.planning.staffing import hours_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.model.design import Design, Post, Segment
    from csdesign.planning.results import RoleTotal, Staffing

__all__ = ["cells_of", "cost_of", "leavers_of", "managers_of", "role_cost", "wave_of"]

_MONTHS = 12


def role_cost(design: Design, role_id: str) -> float | None:
    """Return the yearly cost of one full-time person of a role; there is no default."""
    role = design.role_by_id.get(role_id)
    own = getattr(role.written, "loaded_cost", None) if role is not None else None
    return design.params.loaded_cost if own is None else float(own)


def cost_of(design: Design, segment: Segment, rows: Sequence[Staffing]) -> Cost | None:
    """Return the cost of the people a segment needs by itself, and its share of the revenue."""
    total = 0.0
    for row in rows:
        if not row.heads:
            continue
        each = role_cost(design, row.role)
        if each is None:
            return None
        total += row.heads * each
    if not rows or not segment.accounts:
        return None
    arr = None if segment.arr_per_account is None else segment.accounts * segment.arr_per_account
    return Cost(
        total=total,
        per_account=total / segment.accounts,
        of_arr=total / arr if arr else None,
    )


def wave_of(design: Design, segment: Segment, practitioner: str | None) -> Wave | None:
    """Return what a season of starts needs; None where the segment has none."""
    written = segment.written.onboarding_wave
    if written is None:
        return None
    cells = design.cells_by_motion.get((segment.id, "onboard"), ())
    owner = next((cell.role for cell in cells if cell.level == "own"), practitioner)
    sized = onboarding_wave(
        starts=written.starts,
        effort_profile=written.effort_profile,
        planned_hours_per_month=hours_of(design, owner or "").planned_hours / _MONTHS,
        max_delay_months=written.max_delay_months,
    )
    posts = design.posts_by_role.get(owner or "", ())
    planned = sum(post.count * post.fte for post in posts) if design.posts is not None else None
    return Wave(
        heads=sized.heads,
        planned_heads=planned,
        peak_hours=sized.peak_hours,
        max_backlog_hours=sized.max_backlog_hours,
        role=owner,
    )


def cells_of(design: Design, segment: Segment, rows: Sequence[Staffing]) -> Cells | None:
    """Return whether the people of a segment cover its languages, regions and skills."""
    demand = segment.written.demand_fte
    if not demand or design.posts is None:
        return None
    working = {row.role for row in rows}
    people = [
        SkilledPerson(post.id, post.count * post.fte, _skills(post))
        for post in design.posts
        if working.intersection(post.roles) and segment.id in (post.segments or (segment.id,))
    ]
    found = skill_cells(dict(demand), people)
    return Cells(
        feasible=found.feasible,
        shortfall_fte=found.shortfall_fte,
        bottleneck=found.bottleneck,
        single_skill_heads=found.single_skill_heads,
        fully_flexible_heads=found.fully_flexible_heads,
    )


def _skills(post: Post) -> frozenset[str]:
    written = post.written
    region = () if written.region is None else (written.region,)
    return frozenset((*written.languages, *written.skills, *region))


def managers_of(design: Design, roles: Sequence[RoleTotal]) -> int:
    """Return the managers that the people of the plan need, by span of control."""
    heads = sum(role.heads or 0 for role in roles)
    return span_of_control(heads, span=int(design.params.span)).managers


def leavers_of(design: Design, roles: Sequence[RoleTotal]) -> Leavers | None:
    """Return the people to employ so that the plan's work is done in spite of leavers."""
    params = design.params
    if not params.annual_attrition:
        return None
    heads, availability = 0, 1.0
    for role in roles:
        allowance = attrition_allowance(
            fte_needed=role.fte.plan,
            annual_attrition=params.annual_attrition,
            months_to_fill=params.months_to_fill,
            ramp=params.ramp,
        )
        availability = allowance.availability
        heads += max(allowance.heads, role.heads or 0)
    return Leavers(availability=availability, heads=heads)
