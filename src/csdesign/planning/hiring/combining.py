"""The fewest people who could do the work of all roles, if nobody is hired yet."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.amounts import GUARD, ceiling
from csdesign.capacity.maximum_flow import FlowNetwork
from csdesign.planning.results.people import Together

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csdesign.planning.results.people import Need

__all__ = ["Combination", "combine"]

_UNITS: Final = 10**12
_MOST_STEPS: Final = 20_000
_MOST_KINDS: Final = 200
_MOST_JOBS: Final = 200
"""Number of roles up to which the search looks for a combination that splits few of them."""


class Combination(NamedTuple):
    """The fewest people, and one way to combine the roles."""

    people: int
    posts: tuple[Together, ...]
    exact: bool


def combine(
    needs: Mapping[str, Need],
    *,
    apart: Collection[frozenset[str]],
    alone: Collection[str],
    sides: tuple[Collection[str], Collection[str]] = ((), ()),
) -> Combination:
    """Return the fewest full-time people who can do all work, in any split.

    Args:
        needs: The full-time work of each role (FTE).
        apart: Pairs of roles that one person may not hold.
        alone: Roles whose people do nothing else, such as those on a queue with a short promise.
        sides: Two sets of roles; one person may hold roles of only one of them.
    """
    posts = [Together((role,), needs[role].heads) for role in needs if role in alone]
    free = {
        role: need.need for role, need in needs.items() if role not in alone and need.need > GUARD
    }
    first, second = ({role for role in side if role in free} for side in sides)
    first, second = first - second, second - first
    pairs = {pair for pair in apart if len(pair) == 2 and pair <= free.keys()}
    if not pairs and first and second:
        # People of one side never do work of the other, so no search is needed.
        kinds = [frozenset(side) for side in (first, second)]
        counts = [ceiling(math.fsum(free[role] for role in kind)) for kind in kinds]
        types = [kind for kind, count in zip(kinds, counts, strict=True) for _ in range(count)]
        people, exact = sum(counts), True
    else:
        pairs |= {frozenset((a, b)) for a in first for b in second}
        torn = [role for role in free if any(role in pair for pair in pairs)]
        people, types, exact = _fewest(free, torn, pairs)
    people = max(people, ceiling(math.fsum(free.values())))
    if len(free) > _MOST_JOBS:
        found = _in_turn(free, types)
    else:
        pairs |= {frozenset((a, b)) for a in first for b in second}
        found = _whole_jobs(free, people, pairs) or _split_jobs(free, people, types)
    posts += _joined(found)
    return Combination(
        people + sum(post.posts for post in posts if post.roles[0] in alone),
        tuple(post for post in posts if post.posts),
        exact,
    )


def _in_turn(work: Mapping[str, float], types: Sequence[frozenset[str]]) -> list[tuple[str, ...]]:
    """Return people who are filled one after the other, each with the next of the jobs.

    People of each kind do their own work first; those with time left share the rest.
    """
    torn = frozenset[str]().union(*types)
    rooms = [(1.0, list[str]()) for _ in types]
    queues: dict[frozenset[str], list[int]] = {}
    for place, kind in enumerate(types):
        queues.setdefault(kind, []).append(place)
    jobs = [(kind, [(role, work[role]) for role in work if role in kind]) for kind in queues]
    for kind, own in jobs:
        _fill(rooms, queues[kind], own)
    rest = [(role, amount) for role, amount in work.items() if role not in torn]
    _fill(rooms, list(range(len(rooms))), rest, more=True)
    return [tuple(roles) for _, roles in rooms]


def _fill(
    rooms: list[tuple[float, list[str]]],
    places: list[int],
    jobs: Sequence[tuple[str, float]],
    *,
    more: bool = False,
) -> None:
    """Give jobs to people with time, in turn; `more` adds people where there are too few."""
    waiting = iter(places)
    place = next(waiting, None)
    for role, amount in jobs:
        left = amount
        while left > GUARD:
            if place is None:
                if not more:
                    return
                rooms.append((1.0, []))
                place = len(rooms) - 1
            time, roles = rooms[place]
            part = min(time, left)
            if part > GUARD:
                roles.append(role)
                rooms[place] = (time - part, roles)
                left -= part
            if rooms[place][0] <= GUARD:
                place = next(waiting, None)


def _joined(people: Sequence[tuple[str, ...]]) -> list[Together]:
    counts: dict[tuple[str, ...], int] = {}
    for roles in people:
        if roles:
            counts[roles] = counts.get(roles, 0) + 1
    return [Together(roles, count) for roles, count in counts.items()]


def _whole_jobs(
    work: Mapping[str, float], people: int, pairs: Collection[frozenset[str]]
) -> list[tuple[str, ...]] | None:
    """Return people who share as few roles as possible, or None if that takes more people.

    The whole people of a role do that role alone; the remainders go, largest first, to the first
    person with time.
    """
    made: list[tuple[str, ...]] = []
    rest: dict[str, float] = {}
    for role, amount in work.items():
        whole = math.floor(amount + GUARD)
        made += [(role,)] * whole
        if amount - whole > GUARD:
            rest[role] = amount - whole
    shared: list[tuple[list[str], float]] = []
    for role in sorted(rest, key=lambda name: -rest[name]):
        for place, (roles, left) in enumerate(shared):
            fits = rest[role] <= left + GUARD
            if fits and not any(frozenset((role, other)) in pairs for other in roles):
                roles.append(role)
                shared[place] = (roles, left - rest[role])
                break
        else:
            shared.append(([role], 1 - rest[role]))
    if len(made) + len(shared) > people:
        return None
    order = list(work)
    return made + [tuple(sorted(roles, key=order.index)) for roles, _ in shared]


def _split_jobs(
    work: Mapping[str, float], people: int, types: Sequence[frozenset[str]]
) -> list[tuple[str, ...]]:
    """Return people of the given types, and others, with the roles they take work of."""
    torn = frozenset[str]().union(*types)
    free = [role for role in work if role not in torn]
    staff = [frozenset((*kind, *free)) for kind in types]
    staff += [frozenset(free)] * (people - len(staff))
    left = [1.0] * len(staff)
    held: list[list[str]] = [[] for _ in staff]
    amounts = _flowed(work, staff)
    for (person, role), part in sorted(amounts.items()):
        if part > GUARD:
            left[person] -= part
            held[person].append(role)
    order = list(work)
    return [tuple(sorted(roles, key=order.index)) for roles in held]


def _flowed(
    work: Mapping[str, float], staff: Sequence[frozenset[str]]
) -> dict[tuple[int, str], float]:
    """Return how much work of each role each person does, or as much as can be done (FTE)."""
    roles = list(work)
    network = FlowNetwork(2 + len(staff) + len(roles))
    edges: dict[tuple[int, str], int] = {}
    for place, kinds in enumerate(staff):
        network.add_edge(0, 2 + place, _UNITS)
        for number, role in enumerate(roles):
            if role in kinds:
                edges[place, role] = network.add_edge(2 + place, 2 + len(staff) + number, _UNITS)
    for number, role in enumerate(roles):
        network.add_edge(2 + len(staff) + number, 1, round(work[role] * _UNITS))
    network.push(0, 1)
    return {key: network.flow(edge) / _UNITS for key, edge in edges.items()}


def _fewest(
    work: Mapping[str, float], torn: Sequence[str], pairs: Collection[frozenset[str]]
) -> tuple[int, list[frozenset[str]], bool]:
    """Return the fewest people for the roles that are kept apart from others, and their kinds."""
    if not torn:
        return 0, [], True
    own = {role: work[role] for role in torn}
    kinds = list(islice(_compatible(torn, pairs), _MOST_KINDS + 1))
    least = max(
        ceiling(math.fsum(own.values())),
        *(sum(ceiling(own[role]) for role in pair) for pair in pairs),
    )
    most = [frozenset((role,)) for role in torn for _ in range(ceiling(own[role]))]
    if len(kinds) > _MOST_KINDS:
        return len(most), most, False
    steps = 0
    for people in range(least, len(most)):
        for staff in _staffs(kinds, people):
            steps += 1
            if steps > _MOST_STEPS:
                return len(most), most, False
            if math.fsum(_flowed(own, staff).values()) >= math.fsum(own.values()) - GUARD:
                return people, list(staff), True
    return len(most), most, True


def _staffs(kinds: Sequence[frozenset[str]], people: int) -> Iterator[tuple[frozenset[str], ...]]:
    """Yield every way to choose so many people of these kinds."""
    if not kinds:
        return
    if len(kinds) == 1:
        yield (kinds[0],) * people
        return
    for count in range(people, -1, -1):
        for rest in _staffs(kinds[1:], people - count):
            yield (kinds[0],) * count + rest


def _compatible(
    roles: Sequence[str], pairs: Collection[frozenset[str]]
) -> Iterator[frozenset[str]]:
    """Yield the largest sets of roles that one person may hold.

    Source: C. Bron and J. Kerbosch 1973, "Finding all cliques of an undirected graph".
    """
    may = {
        role: {other for other in roles if other != role and frozenset((role, other)) not in pairs}
        for role in roles
    }

    def grow(held: set[str], open_: set[str], done: set[str]) -> Iterator[frozenset[str]]:
        if not open_ and not done:
            yield frozenset(held)
        for role in sorted(open_):
            yield from grow(held | {role}, open_ & may[role], done & may[role])
            open_ = open_ - {role}
            done = done | {role}

    yield from grow(set(), set(roles), set())
