"""Hires and surplus: the fewest full-time posts that make the work fit.

A component is solved exactly up to `MOST_ROLES` roles and a fixed number of steps, so that every
machine gives the same answer; beyond that, the best answer found is given with a lower bound.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.amounts import GUARD
from csdesign.errors import UsageError
from csdesign.planning.hiring.assignment import team_of
from csdesign.planning.hiring.queue_keepers import MOST_CHOICES, absent_people, arrangements
from csdesign.planning.hiring.search import Budget, fewest
from csdesign.planning.hiring.surplus import posts_to_spare
from csdesign.planning.hiring.team import Component, Member

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csdesign.planning.hiring.shares import Shares, Team
    from csdesign.planning.hiring.team import RoleWork

__all__ = ["Staffed", "fewest_hires", "hire"]

MOST_HIRES: Final = 20_000
"""Most hires that are given work person by person; no company hires more in a year."""
MOST_STEPS: Final = 30_000_000
"""Most steps, of at most a sixth of a microsecond each, for the hires or the surplus of a
component."""


class Hired(NamedTuple):
    """The posts to hire for one role of a component."""

    role: str
    posts: int
    short: float
    """The least need that hired people must meet, by work, presence or customers (FTE)."""
    bound: str
    """The reason for the shortage: work, roster, cap or book."""


class Staffed(NamedTuple):
    """The answer for one component."""

    component: Component
    """Its people; those kept for a queue form groups of their own."""
    hires: tuple[Hired, ...]
    shares: Shares
    surplus: tuple[Member, ...]
    """Posts that can go: the index in the file, and their number."""
    exact: bool
    """Whether the numbers of hires and of posts that can go are proven (their choice is not)."""
    least: int
    """A lower bound of the hires."""

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
        steps: Most steps of the search for the fewest hires, and of that for the surplus.
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
    gone, proven = (
        posts_to_spare(best.team, best.short, keeps, Budget(steps)) if surplus else ((), True)
    )
    return Staffed(
        component=best.team.component,
        hires=hires,
        shares=best.team.even(),
        surplus=gone,
        exact=exact and proven,
        least=sum(best.posts) if exact else least,
    )


def fewest_hires(component: Component, *, steps: int = MOST_STEPS) -> tuple[int, ...]:
    """Return the number of posts to hire for each role of a component, the same as `hire`."""
    return _best(component, steps)[0].posts


def _best(component: Component, steps: int) -> tuple[_Choice, bool, int]:
    """Return the choice with the fewest hires, whether it is proven, and the lower bound."""
    best: _Choice | None = None
    arranged, exact = arrangements(component)
    least = 0
    budget = Budget(steps)
    for number, way in enumerate(arranged):
        if number >= MOST_CHOICES or (best is not None and budget.spent):
            exact = False
            break
        team = team_of(way)
        searched = fewest(team, budget)
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
    if best is None:  # more hires than any company makes: not counted one by one
        raise UsageError(
            "the promised work is more than a thousand million people can do; "
            "look at accounts, per_year and effort_hours"
        )
    if best.hired > MOST_HIRES:
        raise UsageError(
            f"the promised work needs more than {MOST_HIRES:,} hires for one team; "
            "look at accounts, per_year and effort_hours"
        )
    return best, exact, least


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
        """Return the key to minimise: hires, their cost, hires for late roles, their work."""
        roles = self.team.component.roles
        return (
            self.hired,
            round(_price(roles, self.posts), 6),
            tuple(-posts for posts in self.posts),
            round(math.fsum(self.short), 9),
        )


def _price(roles: Sequence[RoleWork], posts: Sequence[int]) -> float:
    return math.fsum((role.cost or 0.0) * count for role, count in zip(roles, posts, strict=True))


def _carried(team: Team, posts: Sequence[int]) -> tuple[float, ...]:
    """Return the least that hired people must carry, of equal sums the least for the first role."""
    if not any(posts):
        return (0.0,) * len(posts)
    absent = absent_people(team.component)
    found = team.short(absent, [float(n) for n in posts], ordered=True)
    return tuple(
        min(float(n), part + more) for n, part, more in zip(posts, absent, found.extra, strict=True)
    )


def _bounds(choice: _Choice) -> list[str]:
    """Return for each role the reason for its hires: roster, cap, book or work."""
    component = choice.team.component
    absent = absent_people(component)
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
