"""Each role over all its segments: need, have, gap and cost (PRODUCT 8.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.capacity.books import heads_at_least
from csdesign.planning.cost import role_cost
from csdesign.planning.deliverers import title_of
from csdesign.planning.people import queue_service_of
from csdesign.planning.results import FteRange, RoleTotal
from csdesign.planning.staffing import Queue, hours_of, pool_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csdesign.model.design import Design, Segment
    from csdesign.planning.results import Pool, Staffing
    from csdesign.planning.staffing import Demand

__all__ = ["held_fte", "role_totals"]

Work = tuple["Segment", "dict[str, Demand]", "tuple[Staffing, ...]"]


def role_totals(design: Design, work: Iterable[Work]) -> tuple[RoleTotal, ...]:
    """Return the totals in the order in which roles first appear in the segments."""
    rows: dict[str, list[Staffing]] = {}
    places: dict[str, list[str]] = {}
    queues: dict[str, Queue] = {}
    for segment, demand, staffing in work:
        for row in staffing:
            rows.setdefault(row.role, []).append(row)
            places.setdefault(row.role, []).append(segment.id)
            if row.assignment == "queue":
                queue = demand[row.role].queue(segment)
                queues.setdefault(row.role, Queue()).join(queue)
    have = held_fte(design, frozenset(rows)) if design.posts is not None else None
    return tuple(
        _total(design, role, rows[role], places[role], queues.get(role), have) for role in rows
    )


def held_fte(design: Design, working: frozenset[str]) -> Mapping[str, float]:
    """Return full-time people in post for each role.

    A person with several roles counts in equal parts for those that have work in the plan.
    """
    found: dict[str, float] = {}
    for post in design.posts or ():
        active = [role for role in post.roles if role in working] or list(post.roles)
        for role in active:
            found[role] = found.get(role, 0.0) + post.count * post.fte / len(active)
    return found


def _total(
    design: Design,
    role: str,
    rows: Sequence[Staffing],
    segments: Sequence[str],
    queue: Queue | None,
    have: Mapping[str, float] | None,
) -> RoleTotal:
    hours = sum(row.hours for row in rows)
    fte = FteRange(
        sum(row.fte.plan for row in rows),
        sum(row.fte.low for row in rows),
        sum(row.fte.high for row in rows),
    )
    pool = None
    if len(rows) == 1:  # the joint queue of one segment is that segment's
        pool = rows[0].pool
    elif queue is not None:
        pool = pool_of(queue, design.params)
    heads = _heads(rows, fte, pool)
    cost = role_cost(design, role)
    planned = hours_of(design, role).planned_hours
    return RoleTotal(
        role=role,
        title=title_of(design, role),
        segments=tuple(segments),
        hours=hours,
        fte=fte,
        heads=heads,
        have=None if have is None else have.get(role, 0.0),
        busy=None if not heads else hours / (heads * planned),
        cost=None if cost is None or heads is None else heads * cost,
        pool=pool,
        service=queue_service_of(design, role, pool),
    )


def _heads(rows: Sequence[Staffing], fte: FteRange, pool: Pool | None) -> int | None:
    """Return whole people: enough for the hours of all segments, and for the joint queue.

    A segment's own heads stand alone: people may hold customers of more than one segment, so the
    heads of segments do not add up to this.
    """
    if all(row.heads is None for row in rows):
        return None
    return max(heads_at_least(fte.plan), pool.rostered if pool else 0)
