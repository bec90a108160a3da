"""The load of each person: their hours by role, and the colleagues who share a role."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.planning.results import PersonLoad
from csdesign.planning.work.staffing import hours_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csdesign.model.design import Design, Post
    from csdesign.planning.hiring.hires import Staffed

__all__ = ["loads_of"]


def loads_of(design: Design, found: Iterable[Staffed]) -> tuple[PersonLoad, ...]:
    """Return the load of every post with work, in the order of the file."""
    work: dict[int, dict[str, float]] = {}
    for made in found:
        for group, shares in zip(made.component.groups, made.shares.work, strict=False):
            for member in group.members:
                own = work.setdefault(member.place, {})
                for role, part in shares.items():
                    # Equal people have equal loads; a post has `count` of them.
                    own[role] = own.get(role, 0.0) + part * member.posts / group.count
    posts = design.posts or ()
    return tuple(
        _load(design, posts[place], {role: part / posts[place].count for role, part in own.items()})
        for place, own in sorted(work.items())
        if own
    )


def _load(design: Design, post: Post, work: Mapping[str, float]) -> PersonLoad:
    times = {role: hours_of(design, role) for role in work}
    hours = {role: part * times[role].planned_hours for role, part in work.items()}
    return PersonLoad(
        id=post.id,
        name=post.written.name or post.id,
        roles=post.roles,
        count=int(post.count),
        fte=post.fte,
        hours=math.fsum(hours.values()),
        busy=math.fsum(work.values()) / post.fte,
        load=math.fsum(part / times[role].customer_hours for role, part in hours.items())
        / post.fte,
        hours_by_role=hours,
        busy_by_role={role: part / post.fte for role, part in work.items()},
        colleagues=_colleagues(design, post),
        path=post.path,
    )


def _colleagues(design: Design, post: Post) -> int:
    """Return how many posts with people in them share a role with this one, itself included."""
    sharing = {
        other.id: other.count
        for role in post.roles
        for other in design.posts_by_role[role]
        if other.fte > 0
    }
    return int(sum(sharing.values()))
