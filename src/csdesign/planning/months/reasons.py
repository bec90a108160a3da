"""The reason for a vacancy: the cause that grew most since the first month, in full-time people."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.planning.results.by_month import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence

    from csdesign.planning.months.supply import PostMonths
    from csdesign.planning.months.work import RoleHours
    from csdesign.planning.results.by_month import SegmentCustomers

__all__ = ["reason_of"]

_LEAST = 1e-6


def reason_of(
    work: RoleHours,
    planned: Sequence[float],
    there: Sequence[float],
    posts: Sequence[PostMonths],
    month: int | None,
    explained: MutableMapping[tuple[str, object], int],
    customers: Mapping[str, SegmentCustomers],
) -> Reason:
    """Return the cause that grew most from the first month to the one that is short.

    Growth of work is counted in full-time people of the first month, and what fewer working days
    add in those of the month itself; together they are the growth of the need. A cause that is the
    reason of another hire already counts for one whole person less. If nothing grew, the cause is
    work: the people are too few from the beginning.

    `explained` counts the hires of each cause and is added to.
    """
    causes = [] if not month else _causes(work, planned, there, posts, month, customers)
    left = [
        (cause.people - explained.get((work.role, (cause.cause, cause.subject)), 0), cause)
        for cause in causes
    ]
    left = [(people, cause) for people, cause in left if people > _LEAST]
    if not left:
        return Reason("work", None, 1.0, _first_path(work, customers))
    _, found = max(left, key=lambda pair: pair[0])
    key = (work.role, (found.cause, found.subject))
    explained[key] = explained.get(key, 0) + 1
    return found


def _causes(
    work: RoleHours,
    planned: Sequence[float],
    there: Sequence[float],
    posts: Sequence[PostMonths],
    month: int,
    customers: Mapping[str, SegmentCustomers],
) -> list[Reason]:
    found = []
    people = 0.0
    for post in posts:
        if work.role not in post.roles:
            continue
        people += post.productive[month]
        gone = post.present[0] - post.present[month]
        if gone > _LEAST and post.post.written.leaves is not None:
            path = (*post.post.path, "leaves")
            found.append(Reason("leaver", post.post.id, gone, path))
    lost = people * (there[0] - there[month])
    found.append(Reason("leavers", None, lost, ("params", "annual_attrition")))
    kinds = {"onboarding": 0.0, "renewals": 0.0}
    paths: dict[str, tuple[str | int, ...]] = {}
    for part in work.parts:
        segment = customers[part.segment].segment
        grown = (part.driven["recurring"][month] - part.driven["recurring"][0]) / planned[0]
        key = "new_accounts" if segment.written.new_accounts is not None else "accounts"
        found.append(Reason("customers", part.segment, grown, (*segment.path, key)))
        for kind in kinds:
            more = (part.driven[kind][month] - part.driven[kind][0]) / planned[0]
            kinds[kind] += more
            if more > 0:
                paths.setdefault(kind, (*segment.path, key))
    found += [Reason(kind, None, more, paths.get(kind)) for kind, more in kinds.items()]
    days = work.hours[month] * (1 / planned[month] - 1 / planned[0])
    found.append(Reason("days", None, days, ("horizon", "calendar")))
    return found


def _first_path(
    work: RoleHours, customers: Mapping[str, SegmentCustomers]
) -> tuple[str | int, ...] | None:
    """Return the segment that gives the role most work."""
    parts = [part for part in work.parts if math.fsum(part.hours) > 0]
    if not parts:
        return None
    largest = max(parts, key=lambda part: math.fsum(part.hours))
    return (*customers[largest.segment].segment.path, "accounts")
