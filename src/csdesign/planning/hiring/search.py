"""The search for the fewest hires: branch and bound over whole posts of each role."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.amounts import GUARD, ceiling
from csdesign.planning.hiring.queue_keepers import absent_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.hiring.shares import Team
    from csdesign.planning.hiring.team import Component

__all__ = ["MOST_ROLES", "Budget", "fewest"]

MOST_ROLES: Final = 20
"""Number of roles up to which the fewest hires are proven."""
MOST_LINKED: Final = 12
"""Most roles joined to test whether their people together are too few."""
_MANY: Final = 1e9
_FOUND: Final = -1
"""Returned in place of a role: hires as good as the best were found."""


class Budget:
    """The steps that a search may still take."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def take(self, steps: int) -> None:
        """Record steps taken."""
        self.left -= steps

    @property
    def spent(self) -> bool:
        """Return whether the search has to end with its best result."""
        return self.left <= 0


class _Searched(NamedTuple):
    posts: tuple[int, ...] | None
    exact: bool
    least: int


def fewest(team: Team, budget: Budget) -> _Searched:
    """Return the fewest hires; of these the cheapest, and of these those for the earliest roles."""
    roles = team.component.roles
    absent = absent_people(team.component)
    floor = [
        max(ceiling(part), ceiling(lacking))
        for part, lacking in zip(absent, _lacking(team.component), strict=True)
    ]
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
        search.descend(list(floor), [False] * len(roles))
        search.prefer_earlier()
        if team.exact and not budget.spent:
            return _Searched(tuple(search.best), exact=True, least=sum(search.best))
    proven = team.exact and sum(search.best) == least
    return _Searched(tuple(search.best), exact=proven, least=least)


def _lacking(component: Component) -> list[float]:
    """Return the work that each role lacks even if all who hold it do nothing else (FTE)."""
    return [
        max(
            0.0,
            role.need
            - math.fsum(g.fte * g.count for g in component.groups if role.role in g.roles),
        )
        for role in component.roles
    ]


def _certain(component: Component, floor: Sequence[int]) -> int:
    """Return the hires needed in any case: the sum over sets of roles without a common role.

    If all people who hold a role of a set are too few for its work even if they do nothing else,
    the shortage takes whole posts, and a post has one role.
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

    def __init__(self, team: Team, floor: Sequence[int], budget: Budget) -> None:
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
        """Start from hires that are enough, and remove one by one those that are not needed."""
        self.best = list(posts)
        order = sorted(range(len(posts)), key=lambda r: (-self.costs[r], -r))
        for role in order:
            while self.best[role] > self.floor[role] and not self.budget.spent:
                fewer = [*self.best[:role], self.best[role] - 1, *self.best[role + 1 :]]
                if not self.fits(fewer):
                    break
                self.best = fewer

    def spread(self) -> None:
        """Hire for distant roles, in turn, until all work fits; then remove spare hires.

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
        """Return the key to minimise: hires, then their cost."""
        cost = math.fsum(c * n for c, n in zip(self.costs, posts, strict=True))
        return sum(posts), round(cost, 6)

    def descend(self, posts: list[int], closed: list[bool], *, strictly: bool = True) -> bool:
        """Look for better hires that hold at least `posts`, and exactly those of closed roles.

        Both lists are changed in the process. Without `strictly`, hires as good as the best are
        accepted, and the first found ends the search.
        """
        steps: list[tuple[int, bool]] = []  # recursion would be too deep
        while True:
            role = self._branch(posts, closed, strictly=strictly)
            if role == _FOUND:
                return True
            if role is not None:
                posts[role] += 1
                steps.append((role, False))
            elif not _back(posts, closed, steps):
                return False

    def _branch(self, posts: list[int], closed: list[bool], *, strictly: bool) -> int | None:
        """Return the role to hire one more for; None if nothing better lies below."""
        if self.budget.spent:
            return None
        self.budget.take(self.team.steps)
        base = [float(n) for n in posts]
        most = [n if shut else _MANY for n, shut in zip(base, closed, strict=True)]
        found = self.team.short(base, most)
        if found.unserved > GUARD:
            return None
        more = ceiling(math.fsum(found.extra)) if max(found.extra) > GUARD else 0
        if not more:
            better = self.key(posts) < self.key(self.best)
            if better or (not strictly and self.key(posts) == self.key(self.best)):
                self.best = list(posts)
                return None if strictly else _FOUND
            return None
        cheapest = min(c for c, shut in zip(self.costs, closed, strict=True) if not shut)
        count, cost = self.key(posts)
        bound = (count + more, round(cost + more * cheapest, 6))
        if bound > self.key(self.best) or (strictly and bound == self.key(self.best)):
            return None
        return max(
            (r for r, part in enumerate(found.extra) if part > GUARD),
            key=lambda r: (found.extra[r] >= 1, -self.costs[r], -r),
        )

    def prefer_earlier(self) -> None:
        """Of equally good hires choose those with most for the first role, then for the next."""
        fixed = list(self.floor)
        closed = [False] * len(self.roles)
        for role in range(len(self.roles)):
            while not self.budget.spent:
                fixed[role] = self.best[role] + 1
                if not self.descend(list(fixed), list(closed), strictly=False):
                    break
            fixed[role] = self.best[role]
            closed[role] = True


def _back(posts: list[int], closed: list[bool], steps: list[tuple[int, bool]]) -> bool:
    """Go back to the last hire whose role has not been closed in its place; False at the start."""
    while steps:
        role, was_closed = steps.pop()
        if not was_closed:
            posts[role] -= 1
            closed[role] = True
            steps.append((role, True))
            return True
        closed[role] = False
    return False
