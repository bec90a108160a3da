"""The posts that can go without more work for hired people."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING, NamedTuple

from csdesign.planning.hiring.queue_keepers import absent_people
from csdesign.planning.hiring.search import MOST_ROLES, Budget
from csdesign.planning.hiring.team import Member

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csdesign.planning.hiring.shares import Team

__all__ = ["posts_to_spare"]


def posts_to_spare(
    team: Team,
    short: Sequence[float],
    keeps: Callable[[Sequence[Member]], bool] | None,
    budget: Budget,
) -> tuple[tuple[Member, ...], bool]:
    """Return the most posts that can go without more work for hired people.

    Among equal numbers the most expensive go, then the last in the file. The second result is
    whether more are proven impossible; the choice among equal numbers is not proven.

    Args:
        team: The people in post.
        short: The least work of each role that hired people must do (FTE).
        keeps: Whether posts may go without leaving a language or skill uncovered.
        budget: The steps that the search may take.
    """
    leaver = _Leaver(team, short, keeps, budget)
    if not leaver.candidates:
        return (), True
    leaver.start()
    small = len(team.component.roles) <= MOST_ROLES
    if small and len(leaver.candidates) > 1:  # for a single group the start is already the best
        leaver.descend(0, [0] * len(team.component.groups))
    proven = (small and not budget.spent) or leaver.at_its_bound()
    return leaver.members(leaver.best), proven


class _Gone(NamedTuple):
    """The key to maximise over the posts that go: their number, their cost, their places."""

    posts: int
    cost: float
    places: list[int]
    """Indexes in the file from the last one back, each as often as posts of it go."""


class _Leaver:
    """Search for the posts that can go, group by group."""

    def __init__(
        self,
        team: Team,
        short: Sequence[float],
        keeps: Callable[[Sequence[Member]], bool] | None,
        budget: Budget,
    ) -> None:
        self.team, self.short, self.keeps = team, short, keeps
        self.budget = budget
        self.component = team.component
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

    def start(self) -> None:
        """Start from those that can go one after another, the most expensive and last first."""
        gone = [0] * len(self.groups)
        for place in self.candidates:
            while gone[place] < self.groups[place].count:
                gone[place] += 1
                if not self.possible(gone):
                    gone[place] -= 1
                    break
        self.best, self.best_key = gone, self._key(gone)

    def at_its_bound(self) -> bool:
        """Return whether the spare time is too little for more posts to go."""
        return self._room(self.candidates, self.spare)[0] <= sum(self.best)

    def possible(self, gone: Sequence[int]) -> bool:
        """Return whether these posts can go."""
        if self.budget.spent:
            return False
        self.budget.take(self.team.steps + 20)
        counts = [there - out for there, out in zip(self.counts, gone, strict=True)]
        absent = absent_people(self.component, counts)
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
        """Return the key to maximise: posts, their cost, their places from the last on."""
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
        """Return how many more posts could go by time alone, and the most they could cost."""
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
