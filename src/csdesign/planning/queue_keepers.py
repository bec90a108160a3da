"""People kept for short queues: who sits on one does nothing else."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from csdesign.capacity.amounts import GUARD
from csdesign.planning.team import Component, Group, Member

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


__all__ = ["MOST_CHOICES", "absent_people", "arrangements"]

MOST_CHOICES: Final = 400
"""Ways in which people may be kept for short queues that are tried."""


def arrangements(component: Component) -> Iterator[Component]:
    """Yield the component with people kept for short queues, fewest first."""
    short = [role.role for role in component.roles if role.roster > GUARD]
    places = [
        place
        for place, group in enumerate(component.groups)
        if len(group.roles) > 1 and any(role in short for role in group.roles)
    ]
    if not places:
        yield component
        return
    ways = [
        _splits(
            component.groups[place].count, sum(r in short for r in component.groups[place].roles)
        )
        for place in places
    ]
    choices: Iterator[tuple[tuple[int, ...], ...]] = itertools.product(*ways)
    if math.prod(len(way) for way in ways) <= 50 * MOST_CHOICES:
        choices = iter(sorted(choices, key=lambda c: sum(sum(kept) for kept in c)))
    for choice in choices:
        yield _arranged(component, short, dict(zip(places, choice, strict=True)))


def _splits(count: int, queues: int) -> list[tuple[int, ...]]:
    """Return how many of `count` alike are kept for each of `queues`."""
    if count > 12:  # alike posts beyond a dozen: all or none, and one at a time
        steps = sorted({0, 1, 2, 3, 4, 5, 6, count // 2, count - 1, count})
    else:
        steps = list(range(count + 1))
    return [kept for kept in itertools.product(steps, repeat=queues) if sum(kept) <= count]


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
    """Return for each role the people that its short queue lacks (FTE)."""
    groups = component.groups
    posts = [group.count for group in groups] if counts is None else counts
    return [
        max(
            0.0,
            role.roster
            - math.fsum(
                group.fte * count
                for group, count in zip(groups, posts, strict=True)
                if group.roles == (role.role,)
            ),
        )
        if role.roster > GUARD
        else 0.0
        for role in component.roles
    ]
