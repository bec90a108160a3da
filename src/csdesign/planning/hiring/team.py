"""Work and people as plain numbers, from which assignment, hires and surplus are calculated.

Everything is full-time work of the role that is done (FTE): one full-time person of a role does 1
FTE of its work, regardless of other roles. A year, a month or a scenario differ only in the numbers
given here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "Cell",
    "Component",
    "Group",
    "Lot",
    "Member",
    "PostTime",
    "RoleWork",
    "components",
    "place_name",
]


def place_name(segment: str, region: str | None) -> str:
    """Return the name of a segment, or of a region of it; no id of a segment has a blank in it."""
    return segment if region is None else f"{segment} {region}"


class Cell(NamedTuple):
    """One role's work in one segment, or in a region of it."""

    segment: str
    work: float
    """Hours over the planned hours of a full-time person (FTE)."""
    need: float
    """The same, but at least the whole books that the customers take (FTE)."""
    customers: float = 0.0
    """Customers that named people of the role hold here; 0 if nobody has a book (accounts)."""
    arr: float = 0.0
    """Revenue of those customers; 0 if it is unknown (currency a year)."""
    region: str | None = None
    """The part of the segment that people of one region do; None is anybody's."""

    @property
    def place(self) -> str:
        """Return its place, as posts name the places they serve."""
        return place_name(self.segment, self.region)


class RoleWork(NamedTuple):
    """The work of one role, and the people that must be present for its short promises."""

    role: str
    cells: tuple[Cell, ...]
    roster: float = 0.0
    """People to employ so that a queue with a short promise is always staffed (FTE)."""
    cost: float | None = None
    """Yearly cost of one full-time person (currency a year)."""
    max_accounts: float | None = None
    """The largest cap on customers of one of its people; None if one has no cap."""
    max_arr: float | None = None
    """Likewise the largest cap on revenue of one of its people (currency a year)."""

    @property
    def work(self) -> float:
        """Return the full-time work of all segments (FTE)."""
        return math.fsum([cell.work for cell in self.cells])

    @property
    def need(self) -> float:
        """Return the full-time work of all segments with whole books (FTE)."""
        return math.fsum([cell.need for cell in self.cells])

    def caps(self) -> Iterator[tuple[float, float]]:
        """Yield (customers or revenue of all segments, the largest cap on it)."""
        if self.max_accounts:
            yield math.fsum([cell.customers for cell in self.cells]), self.max_accounts
        if self.max_arr:
            yield math.fsum([cell.arr for cell in self.cells]), self.max_arr


class PostTime(NamedTuple):
    """Equal posts: their number, time, roles and places."""

    id: str
    roles: tuple[str, ...]
    posts: int = 1
    fte: float = 1.0
    segments: frozenset[str] | None = None
    """The places where they work, as cells name them; None is everywhere."""
    max_accounts: float | None = None
    max_arr: float | None = None
    cost: float | None = None
    """Yearly cost of one such post (currency a year)."""
    skills: frozenset[str] = frozenset()
    """Languages, skills and regions that distinguish it from others; empty if none counts."""


class Member(NamedTuple):
    """Posts of the design within a group: the place in the file, and how many."""

    place: int
    posts: int


@dataclass(frozen=True)
class Group:
    """Posts that do not differ in anything that the calculation uses."""

    roles: tuple[str, ...]
    """Those of their roles that have work."""
    segments: frozenset[str] | None
    fte: float
    max_accounts: float | None
    max_arr: float | None
    cost: float
    members: tuple[Member, ...]

    @cached_property
    def count(self) -> int:
        """Return the number of posts."""
        return sum([member.posts for member in self.members])

    def serves(self, role: str, place: str) -> bool:
        """Return whether these people do a role's work in a place."""
        return role in self.roles and (self.segments is None or place in self.segments)


class Lot(NamedTuple):
    """Work of one role that the same groups can do, with the same customers per hour."""

    role: int
    """Place of the role in its component."""
    work: float
    need: float
    customers: float
    arr: float
    groups: tuple[int, ...]


class Component(NamedTuple):
    """Roles linked by people who hold several of them, and those people."""

    roles: tuple[RoleWork, ...]
    groups: tuple[Group, ...]

    def lots(self) -> tuple[Lot, ...]:
        """Return the work of all roles; equal work is joined."""
        found: dict[tuple[int, tuple[int, ...], tuple[float, ...]], list[Cell]] = {}
        for number, role in enumerate(self.roles):
            holders = [
                (place, group)
                for place, group in enumerate(self.groups)
                if role.role in group.roles
            ]
            anywhere = tuple(place for place, group in holders if group.segments is None)
            by_place: dict[str, list[int]] = {}
            for number_of_group, group in holders:
                for place in group.segments or ():
                    by_place.setdefault(place, []).append(number_of_group)
            capped = bool(role.max_accounts or role.max_arr) or any(
                group.max_accounts or group.max_arr for _, group in holders
            )
            for cell in role.cells:
                if cell.need <= 0:
                    continue
                here = by_place.get(cell.place)
                groups = anywhere if here is None else tuple(sorted((*anywhere, *here)))
                densities = _densities(cell) if capped else ()
                found.setdefault((number, groups, densities), []).append(cell)
        return tuple(
            Lot(
                role,
                math.fsum(cell.work for cell in cells),
                math.fsum(cell.need for cell in cells),
                math.fsum(cell.customers for cell in cells),
                math.fsum(cell.arr for cell in cells),
                groups,
            )
            for (role, groups, _), cells in found.items()
        )


def _densities(cell: Cell) -> tuple[float, ...]:
    """Return customers and revenue for each full-time person, rounded to compare them."""
    return (
        float(f"{cell.customers / cell.need:.12g}"),
        float(f"{cell.arr / cell.need:.12g}"),
    )


def components(
    roles: Sequence[RoleWork], posts: Iterable[PostTime]
) -> tuple[tuple[Component, ...], tuple[PostTime, ...]]:
    """Return the parts of a team that share nobody, and the posts that have no work listed.

    Roles keep their order within a component; a component takes the position of its first role.
    """
    place_of = {role.role: place for place, role in enumerate(roles)}
    leader = list(range(len(roles)))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    alike: dict[_Kind, list[Member]] = {}
    idle: list[PostTime] = []
    for number, post in enumerate(posts):
        active = tuple(sorted({place_of[role] for role in post.roles if role in place_of}))
        if not active or post.fte <= 0 or post.posts <= 0:
            idle.append(post)
            continue
        for other in active[1:]:
            first, second = sorted((find(active[0]), find(other)))
            leader[second] = first
        alike.setdefault(_Kind.of(post, active), []).append(Member(number, post.posts))
    members: dict[int, list[RoleWork]] = {}
    groups: dict[int, list[Group]] = {}
    for place, role in enumerate(roles):
        members.setdefault(find(place), []).append(role)
    for kind, same in alike.items():
        group = Group(
            roles=tuple(roles[place].role for place in kind.roles),
            segments=kind.segments,
            fte=kind.fte,
            max_accounts=kind.max_accounts,
            max_arr=kind.max_arr,
            cost=kind.cost,
            members=tuple(same),
        )
        groups.setdefault(find(kind.roles[0]), []).append(group)
    found = tuple(
        Component(tuple(held), tuple(groups.get(first, ()))) for first, held in members.items()
    )
    return found, tuple(idle)


class _Kind(NamedTuple):
    """The properties in which two posts must agree to be in one group."""

    roles: tuple[int, ...]
    segments: frozenset[str] | None
    fte: float
    max_accounts: float | None
    max_arr: float | None
    cost: float
    skills: frozenset[str]

    @classmethod
    def of(cls, post: PostTime, roles: tuple[int, ...]) -> _Kind:
        """Return the kind of a post whose roles with work are at these indexes."""
        return cls(
            roles,
            post.segments,
            post.fte,
            post.max_accounts or None,
            post.max_arr or None,
            post.cost or 0.0,
            post.skills,
        )
