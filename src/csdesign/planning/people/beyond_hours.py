"""People beyond the hours of work: waves of starts, skills, managers and leavers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.capacity.cells import SkilledPerson, skill_cells
from csdesign.capacity.onboarding import onboarding_wave
from csdesign.capacity.spans import span_of_control
from csdesign.capacity.teams import attrition_allowance
from csdesign.planning.results import Cells, Leavers, Wave
from csdesign.planning.work.staffing import hours_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.model.design import Design, Post, Segment
    from csdesign.planning.results import Staffing

__all__ = ["cells_of", "leavers_of", "managers_of", "skills_of", "wave_of"]


_MONTHS = 12


def wave_of(design: Design, segment: Segment, practitioner: str | None) -> Wave | None:
    """Return the need of a season of starts; None if the segment has none."""
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
    planned = (
        math.fsum(post.count * post.fte for post in posts) if design.posts is not None else None
    )
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
        SkilledPerson(post.id, post.count * post.fte, skills_of(post))
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


def skills_of(post: Post) -> frozenset[str]:
    """Return the languages, skills and the region of a post: the cells it can serve."""
    written = post.written
    region = () if written.region is None else (written.region,)
    return frozenset((*written.languages, *written.skills, *region))


def managers_of(design: Design, people: int) -> int:
    """Return the managers that a number of people need, by span of control."""
    return span_of_control(people, span=int(design.params.span)).managers


def leavers_of(design: Design, people: int) -> Leavers | None:
    """Return the people to employ so that a given number are at work; None if nobody leaves."""
    params = design.params
    if not params.annual_attrition or not people:
        return None
    allowance = attrition_allowance(
        fte_needed=people,
        annual_attrition=params.annual_attrition,
        months_to_fill=params.months_to_fill,
        ramp=params.ramp,
    )
    return Leavers(
        availability=allowance.availability,
        in_work=people,
        payroll=allowance.required_headcount,
        heads=allowance.heads,
    )
