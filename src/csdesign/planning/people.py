"""What each person carries, and whether the people in post keep what the plan promises.

A role's hours in a segment are shared over the posts that hold it there, by working time
(PRODUCT 8.5); a person with several roles carries the sum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.capacity.agents import agents_on_queue
from csdesign.capacity.queue_service import queue_performance
from csdesign.capacity.time_zones import WorkingDay, overlap_hours
from csdesign.planning.results import Overlap, PersonLoad, QueueService
from csdesign.planning.staffing import hours_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.model.design import Design, Post, Segment
    from csdesign.planning.results import Pool, Staffing

__all__ = ["overlaps_of", "people_of", "queue_service_of"]

_START: Final = 9.0
"""Local time at which a working day starts (h); only differences between places matter."""

_DAY: Final = 24.0

Rows = tuple["Segment", "Sequence[Staffing]"]


def people_of(design: Design, work: Sequence[Rows]) -> tuple[PersonLoad, ...]:
    """Return the load of every post with work in the plan, in the order of the file."""
    hours: dict[str, float] = {}
    busy: dict[str, float] = {}
    for segment, rows in work:
        for row in rows:
            posts = _holders(design, row.role, segment)
            working = sum(post.count * post.fte for post in posts)
            if working <= 0:
                continue
            planned = hours_of(design, row.role).planned_hours
            for post in posts:
                # Each full-time person of the role carries the same; a post has `count` of them.
                each = row.hours / working
                hours[post.id] = hours.get(post.id, 0.0) + each * post.fte
                busy[post.id] = busy.get(post.id, 0.0) + each / planned
    return tuple(
        PersonLoad(
            id=post.id,
            name=post.written.name or post.id,
            roles=post.roles,
            count=post.count,
            fte=post.fte,
            hours=hours[post.id],
            busy=busy[post.id],
            colleagues=_colleagues(design, post),
            path=post.path,
        )
        for post in design.posts or ()
        if hours.get(post.id, 0.0) > 0 and post.fte > 0
    )


def _holders(design: Design, role: str, segment: Segment) -> list[Post]:
    return [
        post
        for post in design.posts_by_role.get(role, ())
        if segment.id in (post.segments or (segment.id,))
    ]


def _colleagues(design: Design, post: Post) -> int:
    """Return how many posts share a role with this one, itself included."""
    sharing = {other.id: other.count for role in post.roles for other in design.posts_by_role[role]}
    return sum(sharing.values())


def queue_service_of(design: Design, role: str, pool: Pool | None) -> QueueService | None:
    """Return how the people in post serve a role's queue; None without a queue or positions."""
    posts = design.posts_by_role.get(role, ())
    if pool is None or not posts:
        return None
    fte = sum(post.count * post.fte for post in posts)
    agents = agents_on_queue(fte, shrinkage=design.params.shrinkage)
    served = queue_performance(
        arrivals_per_hour=pool.arrivals_per_hour,
        handle_hours=pool.handle_hours,
        agents=agents,
        target_wait_hours=pool.within_hours,
    )
    return QueueService(
        fte=fte,
        agents=agents,
        service_level=served.service_level,
        occupancy=served.occupancy,
    )


def overlaps_of(design: Design, work: Sequence[Rows]) -> tuple[Overlap, ...]:
    """Return, for customers with a time zone, the best common hours with each named role."""
    return tuple(
        overlap
        for segment, rows in work
        for row in rows
        if row.assignment == "named" and row.hours > 0
        for overlap in _overlaps(design, segment, row.role)
    )


def _overlaps(design: Design, segment: Segment, role: str) -> Iterator[Overlap]:
    offsets = [
        post.written.utc_offset
        for post in _holders(design, role, segment)
        if post.written.utc_offset is not None and post.fte > 0
    ]
    if not offsets:
        return
    length = min(_DAY, design.params.workday_hours)
    for place, customers in enumerate(segment.written.utc_offsets):
        day = WorkingDay(_START, length, customers)
        best = max(overlap_hours(day, WorkingDay(_START, length, offset)) for offset in offsets)
        path = (*segment.path, "utc_offsets", place)
        yield Overlap(segment.id, role, float(customers), best, path)
