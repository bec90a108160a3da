"""People kept for queues with a short promised response time, who do nothing else."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from csdesign.capacity.amounts import GUARD, ceiling
from csdesign.planning.hiring.team import Component, Group, Member

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.planning.hiring.team import RoleWork

__all__ = ["MOST_CHOICES", "absent_people", "arrangements"]

MOST_CHOICES: Final = 400
"""Most ways to keep people for short queues that are tried."""


def arrangements(component: Component) -> tuple[Iterator[Component], bool]:
    """Return the component with people kept for short queues, fewest first.

    The second result is whether these include every way that could be the best.
    """
    rosters = {role.role: role.roster for role in component.roles if role.roster > GUARD}
    places = [
        place
        for place, group in enumerate(component.groups)
        if len(group.roles) > 1 and not rosters.keys().isdisjoint(group.roles)
    ]
    if not places:
        return iter((component,)), True
    found = [_splits(component.groups[place], rosters) for place in places]
    ways = [way for way, _ in found]
    choices: Iterator[tuple[tuple[int, ...], ...]] = itertools.product(*ways)
    if math.prod(len(way) for way in ways) <= 50 * MOST_CHOICES:
        choices = iter(sorted(choices, key=lambda c: sum(sum(kept) for kept in c)))
    arranged = (
        _arranged(component, list(rosters), dict(zip(places, choice, strict=True)))
        for choice in choices
    )
    return arranged, all(complete for _, complete in found)


def _splits(group: Group, rosters: Mapping[str, float]) -> tuple[list[tuple[int, ...]], bool]:
    """Return the numbers of a group to keep for each of its queues, and whether these are all.

    More people than fill a queue are never kept. If the numbers are still too many to try one at a
    time, only one, half, all but one and all are tried.
    """
    most = [
        min(group.count, ceiling(rosters[role] / group.fte))
        for role in group.roles
        if role in rosters
    ]
    complete = math.prod(number + 1 for number in most) <= MOST_CHOICES
    numbers = [
        range(number + 1)
        if complete
        else sorted({n for n in (*range(7), number // 2, number - 1, number) if 0 <= n <= number})
        for number in most
    ]
    kept = [way for way in itertools.product(*numbers) if sum(way) <= group.count]
    return kept, complete


def _arranged(
    component: Component, short: Sequence[str], kept: Mapping[int, tuple[int, ...]]
) -> Component:
    groups: list[Group] = []
    for place, group in enumerate(component.groups):
        if place not in kept:
            groups.append(group)
            continue
        members = list(group.members)
        queues = [role for role in group.roles if role in short]
        for role, count in zip(queues, kept[place], strict=True):
            taken, members = _taken(members, count)
            if taken:
                groups.append(replace(group, roles=(role,), members=tuple(taken)))
        if members:
            groups.append(replace(group, members=tuple(members)))
    return Component(component.roles, tuple(groups))


def _taken(members: list[Member], count: int) -> tuple[list[Member], list[Member]]:
    """Return the first `count` posts, and the rest."""
    taken: list[Member] = []
    rest: list[Member] = []
    for member in members:
        part = min(member.posts, count)
        count -= part
        if part:
            taken.append(Member(member.place, part))
        if member.posts > part:
            rest.append(Member(member.place, member.posts - part))
    return taken, rest


def absent_people(component: Component, counts: Sequence[int] | None = None) -> list[float]:
    """Return the people that the short queue of each role lacks (FTE)."""
    return [
        _absent(component, role, counts) if role.roster > GUARD else 0.0 for role in component.roles
    ]


def _absent(component: Component, role: RoleWork, counts: Sequence[int] | None) -> float:
    groups = component.groups
    posts = [group.count for group in groups] if counts is None else counts
    there = math.fsum(
        group.fte * count
        for group, count in zip(groups, posts, strict=True)
        if group.roles == (role.role,)
    )
    return max(0.0, role.roster - there)
