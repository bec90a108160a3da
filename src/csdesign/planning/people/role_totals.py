"""Each role over all its segments: work, need, its people, and its part of the cost."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.planning.people.presence import queue_service_of
from csdesign.planning.results import FteRange, RoleTotal
from csdesign.planning.serving.deliverers import title_of
from csdesign.planning.work.staffing import hours_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csdesign.model.design import Design, Segment
    from csdesign.planning.hiring.team import PostTime
    from csdesign.planning.people.headcount import Staff
    from csdesign.planning.people.team_work import TeamWork
    from csdesign.planning.results import Staffing

__all__ = ["role_totals"]


def role_totals(
    design: Design,
    rows: Iterable[tuple[Segment, Sequence[Staffing]]],
    work: TeamWork,
    staff: Staff,
) -> tuple[RoleTotal, ...]:
    """Return the totals in the order in which roles first appear in the segments."""
    by_role: dict[str, list[tuple[str, Staffing]]] = {}
    for segment, staffing in rows:
        for row in staffing:
            by_role.setdefault(row.role, []).append((segment.id, row))
    counts = _Counts(staff)
    return tuple(_total(design, role, own, work, staff, counts) for role, own in by_role.items())


class _Counts:
    """Hires, surplus, holders with work, and the busiest of them, of each role."""

    def __init__(self, staff: Staff) -> None:
        self.hire = {item.role: item.posts for item in staff.headcount.hires}
        self.spare = {item.role: item.posts for item in staff.headcount.surplus}
        self.holders: dict[str, list[PostTime]] = {}
        for post in staff.posts:
            if post.fte > 0 and post.posts > 0:
                for role in post.roles:
                    self.holders.setdefault(role, []).append(post)
        self.busy: dict[str, float] = {}
        for person in staff.people:
            for role in person.hours_by_role:
                self.busy[role] = max(self.busy.get(role, 0.0), person.busy)


def _total(
    design: Design,
    role: str,
    own: Sequence[tuple[str, Staffing]],
    work: TeamWork,
    staff: Staff,
    counts: _Counts,
) -> RoleTotal:
    hours = math.fsum(row.hours for _, row in own)
    need, pool = work.needs[role], work.pools.get(role)
    posts = counts.holders.get(role, [])
    heads = need.heads
    alone = hours / (heads * hours_of(design, role).planned_hours) if heads else None
    return RoleTotal(
        role=role,
        title=title_of(design, role),
        segments=tuple(segment for segment, _ in own),
        hours=hours,
        fte=FteRange(*map(math.fsum, zip(*(row.fte for _, row in own), strict=True))),
        needed=need,
        heads=heads if any(row.heads is not None for _, row in own) else None,
        have=None if design.posts is None else sum([post.posts for post in posts]),
        have_fte=None
        if design.posts is None
        else math.fsum([post.posts * post.fte for post in posts]),
        hire=counts.hire.get(role, 0),
        spare=counts.spare.get(role, 0),
        busy=alone if design.posts is None else counts.busy.get(role),
        cost=staff.money.by_role.get(role),
        pool=pool,
        service=queue_service_of(pool, posts),
    )
