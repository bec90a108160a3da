"""Hires and surplus: the fewest full-time posts that make the work fit.

A component is solved exactly up to `MOST_ROLES` roles and a fixed number of steps, so that every
machine gives the same answer; beyond that the best found is given with its lower bound.
"""

from __future__ import annotations

import heapq
import itertools
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.amounts import GUARD, ceiling
from csdesign.errors import UsageError
from csdesign.planning.assignment import team_of
from csdesign.planning.team import Component, Group, Member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csdesign.planning.assignment import Shares, Team
    from csdesign.planning.team import RoleWork

__all__ = ["Staffed", "fewest_hires", "hire"]

MOST_ROLES: Final = 20
"""Roles up to which the fewest hires are proven."""
MOST_STEPS: Final = 30_000_000
"""Steps, of at most a sixth of a microsecond, that the hires or the surplus of a component take."""
MOST_LINKED: Final = 12
"""Roles that are joined at most to see that their people together are too few."""
MOST_CHOICES: Final = 400
"""Ways in which people may be kept for short queues that are tried."""
_MANY: Final = 1e9


class Hired(NamedTuple):
    """The posts to hire for one role of a component."""

    role: str
    posts: int
    short: float
    """The least that hired people must carry: work, presence or customers (FTE)."""
    bound: str
    """What is short: work, roster, cap or book."""


@dataclass(frozen=True, slots=True)
class Staffed:
    """The answer for one component."""

    component: Component
    """Its people as they are used: those kept for a queue stand in groups of their own."""
    hires: tuple[Hired, ...]
    shares: Shares
    surplus: tuple[Member, ...]
    """Posts that can go: the place in the file, and how many."""
    exact: bool
    least: int
    """Nobody can do with fewer hires than this."""

    @property
    def hired(self) -> int:
        """Return the posts to hire."""
        return sum(hire.posts for hire in self.hires)


def hire(
    component: Component,
    *,
    keeps: Callable[[Sequence[Member]], bool] | None = None,
    surplus: bool = True,
    steps: int = MOST_STEPS,
) -> Staffed:
    """Return the hires of a component, its surplus and its most even assignment.

    Ties are decided by the least cost, then by the order of the roles: the first is hired.

    Args:
        component: Roles and the people who link them.
        keeps: Whether posts may go without leaving a language or skill uncovered.
        surplus: Whether to look for posts that can go.
        steps: What the search for the fewest hires may take, and that for the surplus.
    """
    best, exact, least = _best(component, steps)
    bounds = _bounds(best) if best.hired else [""] * len(component.roles)
    hires = tuple(
        Hired(role.role, posts, short, bound)
        for role, posts, short, bound in zip(
            component.roles, best.posts, best.short, bounds, strict=True
        )
        if posts
    )
    gone, proven = _surplus(best, keeps, _Budget(steps)) if surplus else ((), True)
    return Staffed(
        component=best.team.component,
        hires=hires,
        shares=best.team.even(),
        surplus=gone,
        exact=exact and proven,
        least=sum(best.posts) if exact else least,
    )


def fewest_hires(component: Component, *, steps: int = MOST_STEPS) -> tuple[int, ...]:
    """Return the posts to hire for each role of a component, as `hire`."""
    return _best(component, steps)[0].posts


def _best(component: Component, steps: int) -> tuple[_Choice, bool, int]:
    """Return the way with the fewest hires, whether it is proven, and the least there can be."""
    best: _Choice | None = None
    exact, least = True, 0
    budget = _Budget(steps)
    for number, arranged in enumerate(_arrangements(component)):
        if number >= MOST_CHOICES or (best is not None and budget.spent):
            exact = False
            break
        team = team_of(arranged)
        searched = _fewest(team, budget)
        exact = exact and searched.exact
        least = searched.least if best is None else min(least, searched.least)
        if searched.posts is None:
            continue
        short = _carried(team, searched.posts)
        choice = _Choice(team, searched.posts, short)
        if best is None or choice.key < best.key:
            best = choice
        if not searched.least and best.hired == 0:
            break
    if best is None:  # more hires than any company has: nothing to count
        raise UsageError(
            "the promised work is more than a thousand million people can do; "
            "look at accounts, per_year and effort_hours"
        )
    return best, exact, least


class _Budget:
    """The steps that a search may still take."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def take(self, steps: int) -> None:
        """Count steps that are taken."""
        self.left -= steps

    @property
    def spent(self) -> bool:
        """Return whether the search is to end with what it has."""
        return self.left <= 0


class _Choice(NamedTuple):
    """A way to keep people for queues, and the hires it takes."""

    team: Team
    posts: tuple[int, ...]
    short: tuple[float, ...]

    @property
    def hired(self) -> int:
        return sum(self.posts)

    @property
    def key(self) -> tuple[object, ...]:
        """Return what to make least: hires, their cost, those of late roles, what they carry."""
        roles = self.team.component.roles
        return (
            self.hired,
            round(_price(roles, self.posts), 6),
            tuple(-posts for posts in self.posts),
            round(math.fsum(self.short), 9),
        )


def _price(roles: Sequence[RoleWork], posts: Sequence[int]) -> float:
    return math.fsum((role.cost or 0.0) * count for role, count in zip(roles, posts, strict=True))


# Short queues: who sits on them does nothing else.


def _arrangements(component: Component) -> Iterator[Component]:
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


def _absent(component: Component, counts: Sequence[int] | None = None) -> list[float]:
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


# The fewest hires.


class _Searched(NamedTuple):
    posts: tuple[int, ...] | None
    exact: bool
    least: int


def _fewest(team: Team, budget: _Budget) -> _Searched:
    """Return the fewest hires, of equal ones the cheapest, of those the earliest roles."""
    roles = team.component.roles
    absent = _absent(team.component)
    floor = [ceiling(part) for part in absent]
    first = team.short([float(n) for n in floor], [_MANY] * len(roles))
    if first.unserved > GUARD:
        return _Searched(None, exact=True, least=0)
    if not any(part > GUARD for part in first.extra):
        return _Searched(tuple(floor), exact=team.exact, least=sum(floor))
    if len(roles) == 1:
        posts = floor[0] + ceiling(first.extra[0])
        return _Searched((posts,), exact=team.exact, least=posts)
    least = max(sum(floor) + ceiling(math.fsum(first.extra)), _certain(team.component, floor))
    search = _Search(team, floor, budget)
    if len(roles) > MOST_ROLES:
        search.spread()
    else:
        search.start([n + ceiling(part) for n, part in zip(floor, first.extra, strict=True)])
        search.descend(floor, [False] * len(roles))
        search.prefer_earlier()
        if team.exact and not budget.spent:
            return _Searched(tuple(search.best), exact=True, least=sum(search.best))
    proven = team.exact and sum(search.best) == least
    return _Searched(tuple(search.best), exact=proven, least=least)


def _certain(component: Component, floor: Sequence[int]) -> int:
    """Return hires that nobody can do without: the sum over sets of roles that share no role.

    All who hold one of the roles of a set are too few for its work even if they do nothing else;
    what they lack takes whole posts, and a post has one role.
    """
    roles, groups = component.roles, component.groups
    holders = [
        frozenset(g for g, group in enumerate(groups) if role.role in group.roles) for role in roles
    ]
    place_of = {role.role: place for place, role in enumerate(roles)}
    time = [group.fte * group.count for group in groups]
    total, used = 0, [False] * len(roles)
    for first in range(len(roles)):
        if used[first]:
            continue
        chosen, people = [first], holders[first]
        lacking = roles[first].need - math.fsum(time[g] for g in people)
        linked = {place_of[name] for g in people for name in groups[g].roles}
        while lacking <= GUARD and len(chosen) < MOST_LINKED:
            others = [r for r in linked if not used[r] and r not in chosen]
            if not others:
                break
            more = [(math.fsum(time[g] for g in holders[r] - people), r) for r in others]
            cost, joined = min(more, key=lambda pair: (pair[0] - roles[pair[1]].need, pair[1]))
            linked |= {place_of[n] for g in holders[joined] - people for n in groups[g].roles}
            lacking += roles[joined].need - cost
            chosen.append(joined)
            people |= holders[joined]
        if lacking > GUARD:
            total += max(ceiling(lacking), sum(floor[r] for r in chosen))
            for role in chosen:
                used[role] = True
    return total + sum(n for n, done in zip(floor, used, strict=True) if not done)


class _Search:
    """Branch and bound over whole hires of each role."""

    def __init__(self, team: Team, floor: Sequence[int], budget: _Budget) -> None:
        self.team, self.floor, self.budget = team, list(floor), budget
        self.roles = team.component.roles
        self.costs = [role.cost or 0.0 for role in self.roles]
        self.best: list[int] = []

    def fits(self, posts: Sequence[int]) -> bool:
        """Return whether these hires are enough."""
        self.budget.take(self.team.steps)
        given = [float(n) for n in posts]
        return self.team.short(given, given).unserved <= GUARD

    def start(self, posts: Sequence[int]) -> None:
        """Begin with hires that are enough, less what can be left out one by one."""
        self.best = list(posts)
        order = sorted(range(len(posts)), key=lambda r: (-self.costs[r], -r))
        for role in order:
            while self.best[role] > self.floor[role] and not self.budget.spent:
                fewer = [*self.best[:role], self.best[role] - 1, *self.best[role + 1 :]]
                if not self.fits(fewer):
                    break
                self.best = fewer

    def spread(self) -> None:
        """Hire at roles far from each other, in turn, until all fits; then leave out what can be.

        A hire frees colleagues for their other roles, so each serves its neighbours too.
        """
        posts, most = list(self.floor), [_MANY] * len(self.roles)
        while True:
            extra = self.team.short([float(n) for n in posts], most).extra
            whole = [math.floor(part + GUARD) for part in extra]
            if not any(whole):
                lacking = [r for r, part in enumerate(extra) if part > GUARD]
                wanted = min(len(lacking), ceiling(math.fsum(extra)))
                for number in range(wanted):
                    whole[lacking[number * len(lacking) // wanted]] = 1
            if not any(whole):
                break
            posts = [n + more for n, more in zip(posts, whole, strict=True)]
        if len(self.roles) * self.team.steps <= self.budget.left:
            self.start(posts)
        else:
            self.best = posts

    def key(self, posts: Sequence[int]) -> tuple[int, float]:
        """Return what is to be least: hires, then their cost."""
        cost = math.fsum(c * n for c, n in zip(self.costs, posts, strict=True))
        return sum(posts), round(cost, 6)

    def descend(self, posts: list[int], closed: list[bool], *, strictly: bool = True) -> bool:
        """Look for better hires that hold at least `posts`, and exactly those of closed roles.

        Not `strictly`, hires as good as the best do, and the first found ends the search.
        """
        if self.budget.spent:
            return False
        self.budget.take(self.team.steps)
        base = [float(n) for n in posts]
        most = [n if shut else _MANY for n, shut in zip(base, closed, strict=True)]
        found = self.team.short(base, most)
        if found.unserved > GUARD:
            return False
        more = ceiling(math.fsum(found.extra)) if max(found.extra) > GUARD else 0
        if not more:
            better = self.key(posts) < self.key(self.best)
            if better or (not strictly and self.key(posts) == self.key(self.best)):
                self.best = list(posts)
                return not strictly
            return False
        cheapest = min(c for c, shut in zip(self.costs, closed, strict=True) if not shut)
        count, cost = self.key(posts)
        bound = (count + more, round(cost + more * cheapest, 6))
        if bound > self.key(self.best) or (strictly and bound == self.key(self.best)):
            return False
        role = max(
            (r for r, part in enumerate(found.extra) if part > GUARD),
            key=lambda r: (found.extra[r] >= 1, -self.costs[r], -r),
        )
        posts[role] += 1
        done = self.descend(posts, closed, strictly=strictly)
        posts[role] -= 1
        if done:
            return True
        closed[role] = True
        done = self.descend(posts, closed, strictly=strictly)
        closed[role] = False
        return done

    def prefer_earlier(self) -> None:
        """Of equally good hires take those with most for the first role, then for the next."""
        fixed = list(self.floor)
        closed = [False] * len(self.roles)
        for role in range(len(self.roles)):
            while not self.budget.spent:
                fixed[role] = self.best[role] + 1
                if not self.descend(list(fixed), list(closed), strictly=False):
                    break
            fixed[role] = self.best[role]
            closed[role] = True


def _carried(team: Team, posts: Sequence[int]) -> tuple[float, ...]:
    """Return the least that hired people must carry, of equal sums the least for the first role."""
    absent = _absent(team.component)
    found = team.short(absent, [float(n) for n in posts], ordered=True)
    return tuple(
        min(float(n), part + more) for n, part, more in zip(posts, absent, found.extra, strict=True)
    )


def _bounds(choice: _Choice) -> list[str]:
    """Return for each role what its hired people are short of: roster, cap, book or work."""
    component = choice.team.component
    absent = _absent(component)
    free = Component(
        tuple(role._replace(max_accounts=None, max_arr=None) for role in component.roles),
        tuple(replace(group, max_accounts=None, max_arr=None) for group in component.groups),
    )
    plain = Component(
        tuple(
            role._replace(cells=tuple(cell._replace(need=cell.work) for cell in role.cells))
            for role in component.roles
        ),
        component.groups,
    )
    uncapped, unbooked = (
        None if other == component else _carried(team_of(other), choice.posts)
        for other in (free, plain)
    )
    found = []
    for place, short in enumerate(choice.short):
        if absent[place] > GUARD and absent[place] >= short - GUARD:
            found.append("roster")
        elif uncapped is not None and uncapped[place] < short - 1e-7:
            found.append("cap")
        elif unbooked is not None and unbooked[place] < short - 1e-7:
            found.append("book")
        else:
            found.append("work")
    return found


# Posts that can go.


def _surplus(
    choice: _Choice, keeps: Callable[[Sequence[Member]], bool] | None, budget: _Budget
) -> tuple[tuple[Member, ...], bool]:
    """Return the most posts that can go while hired people carry no more than they must.

    Of as many, the dearest go, then the last in the file. The second result is whether more are
    proven impossible.
    """
    leaver = _Leaver(choice, keeps, budget)
    if not leaver.candidates:
        return (), True
    leaver.start()
    small = len(choice.team.component.roles) <= MOST_ROLES
    if small:
        leaver.descend(0, [0] * len(choice.team.component.groups))
    proven = (small and not budget.spent) or leaver.at_its_bound()
    return leaver.members(leaver.best), proven


class _Gone(NamedTuple):
    """What is to be most of posts that go: their number, their cost, their places."""

    posts: int
    cost: float
    places: list[int]
    """Places in the file from the last on, each as often as posts of it go."""


class _Leaver:
    """Looks for the posts that can go, group by group."""

    def __init__(
        self,
        choice: _Choice,
        keeps: Callable[[Sequence[Member]], bool] | None,
        budget: _Budget,
    ) -> None:
        self.team, self.short, self.keeps = choice.team, choice.short, keeps
        self.budget = budget
        self.component = choice.team.component
        self.groups = self.component.groups
        self.counts = [group.count for group in self.groups]
        # More than this cannot go: the time beyond the need, and beyond each queue's presence.
        self.spare = (
            math.fsum(g.fte * g.count for g in self.groups)
            + math.fsum(self.short)
            - math.fsum(role.need for role in self.component.roles)
        )
        self.candidates = [
            place for place, group in enumerate(self.groups) if group.fte <= self.spare + 1e-7
        ]
        self.candidates.sort(
            key=lambda p: (-self.groups[p].cost, -self.groups[p].members[-1].place)
        )
        self.best = [0] * len(self.groups)
        self.best_key = self._key(self.best)

    def start(self) -> None:
        """Begin with those that can go one after the other, the dearest and last first."""
        gone = [0] * len(self.groups)
        for place in self.candidates:
            while gone[place] < self.groups[place].count:
                gone[place] += 1
                if not self.possible(gone):
                    gone[place] -= 1
                    break
        self.best, self.best_key = gone, self._key(gone)

    def at_its_bound(self) -> bool:
        """Return whether the time that is left over allows no more posts to go."""
        return self._room(self.candidates, self.spare)[0] <= sum(self.best)

    def possible(self, gone: Sequence[int]) -> bool:
        """Return whether these posts can go."""
        if self.budget.spent:
            return False
        self.budget.take(self.team.steps + 20)
        counts = [there - out for there, out in zip(self.counts, gone, strict=True)]
        absent = _absent(self.component, counts)
        short = [part + 1e-9 for part in self.short]
        if any(part > most for part, most in zip(absent, short, strict=True)):
            return False
        if self.team.short(short, short, counts).unserved > 1e-8:
            return False
        return self.keeps is None or self.keeps(self.members(gone))

    def members(self, gone: Sequence[int]) -> tuple[Member, ...]:
        """Return the posts behind numbers of each group: the last of the file go first."""
        found: list[Member] = []
        for group, count in zip(self.groups, gone, strict=True):
            left = count
            for member in reversed(group.members):
                part = min(left, member.posts)
                left -= part
                if part:
                    found.append(Member(member.place, part))
        return tuple(sorted(found))

    def _key(self, gone: Sequence[int]) -> _Gone:
        """Return what is to be most: posts, their cost, their places from the last on."""
        cost = math.fsum(g.cost * n for g, n in zip(self.groups, gone, strict=True))
        places = [m.place for m in reversed(self.members(gone)) for _ in range(m.posts)]
        return _Gone(sum(gone), round(cost, 6), places)

    def descend(self, number: int, gone: list[int]) -> None:
        """Try every number of the remaining candidates that could be better than the best."""
        key = self._key(gone)
        if key > self.best_key:
            self.best, self.best_key = list(gone), key
        if number == len(self.candidates) or self.budget.spent:
            return
        rest = self.candidates[number:]
        spare = self.spare - math.fsum(g.fte * n for g, n in zip(self.groups, gone, strict=True))
        more, cost = self._room(rest, spare)
        most_posts, most_cost = key.posts + more, round(key.cost + cost, 6)
        if (most_posts, most_cost) < self.best_key[:2]:
            return
        if (most_posts, most_cost) == self.best_key[:2]:
            later = sorted((*key.places, *self._last(rest, more)), reverse=True)
            if later <= self.best_key.places:
                return
        place = self.candidates[number]
        group = self.groups[place]
        most = min(group.count, math.floor((spare + 1e-7) / group.fte))
        while most and not self._with(place, most, gone):
            most -= 1
        for count in range(most, -1, -1):
            gone[place] = count
            self.descend(number + 1, gone)
        gone[place] = 0

    def _with(self, place: int, count: int, gone: Sequence[int]) -> bool:
        return self.possible([count if p == place else n for p, n in enumerate(gone)])

    def _last(self, rest: Sequence[int], most: int) -> list[int]:
        """Return the places of so many posts of these groups, the last of the file."""
        places = (
            member.place
            for place in rest
            for member in self.groups[place].members
            for _ in range(min(most, member.posts))
        )
        return heapq.nlargest(most, places)

    def _room(self, rest: Sequence[int], spare: float) -> tuple[int, float]:
        """Return how many more could go by their time alone, and how much they could cost."""
        more, cost, left = 0, 0.0, spare + 1e-7
        for place in sorted(rest, key=lambda p: self.groups[p].fte):
            group = self.groups[place]
            part = min(group.count, math.floor(left / group.fte)) if left > 0 else 0
            more += part
            left -= part * group.fte
        dearest = sorted(
            (self.groups[p].cost for p in rest for _ in range(self.groups[p].count)), reverse=True
        )
        return more, math.fsum(dearest[:more]) if more else cost
