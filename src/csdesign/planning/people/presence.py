"""Checks whether the people in post can serve queues and customers of other time zones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.capacity.time_zones import WorkingDay, overlap_hours
from csdesign.planning.results import Overlap, QueueService

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.model.design import Design, Post, Segment
    from csdesign.planning.hiring.team import PostTime
    from csdesign.planning.results import Pool, Staffing

__all__ = ["overlaps_of", "queue_service_of"]

_START: Final = 9.0
"""Local time at which a working day starts (h); only differences between time zones matter."""

_DAY: Final = 24.0

Rows = tuple["Segment", "Sequence[Staffing]"]


def _holders(design: Design, role: str, segment: Segment) -> list[Post]:
    return [
        post
        for post in design.posts_by_role.get(role, ())
        if segment.id in (post.segments or (segment.id,))
    ]


def queue_service_of(pool: Pool | None, posts: Sequence[PostTime]) -> QueueService | None:
    """Return how a role's posts serve its queue; None without a queue or posts."""
    if pool is None or not posts:
        return None
    fte = math.fsum([post.posts * post.fte for post in posts])
    return QueueService(
        fte=fte, present=fte * pool.present, people=sum([post.posts for post in posts])
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
