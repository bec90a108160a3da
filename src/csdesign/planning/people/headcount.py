"""From the work of all roles to people: hires, surplus, and the money."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from csdesign.capacity.cells import SkilledPerson, skill_cells
from csdesign.planning.hiring.combining import combine
from csdesign.planning.hiring.hires import hire
from csdesign.planning.hiring.team import PostTime, RoleWork, components
from csdesign.planning.money.cost import role_cost
from csdesign.planning.money.split import Paid, by_segment, split
from csdesign.planning.people.beyond_hours import managers_of, skills_of
from csdesign.planning.people.loads import loads_of
from csdesign.planning.people.team_work import post_times
from csdesign.planning.results import Headcount, Hire, PersonLoad, Surplus
from csdesign.planning.results.money import Money
from csdesign.planning.serving.deliverers import title_of
from csdesign.planning.work.staffing import hours_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.model.design import Design, Segment
    from csdesign.planning.hiring.hires import Staffed
    from csdesign.planning.hiring.team import Member
    from csdesign.planning.people.team_work import TeamWork

__all__ = ["Staff", "hired_parts", "staffed"]


class Staff(NamedTuple):
    """The people who do the work: headcount, each person's load, the money, and all posts."""

    headcount: Headcount
    people: tuple[PersonLoad, ...]
    money: Money
    posts: tuple[PostTime, ...]


def staffed(design: Design, work: TeamWork, *, surplus: bool = True) -> Staff:
    """Return the people and the money that work takes.

    Args:
        design: Its posts, costs and rules.
        work: The result of `team_work` for a year or another period.
        surplus: Whether to look for posts that are not needed.
    """
    roles = [role for role in work.roles if role.need > 0]
    if design.posts is None:
        headcount = _nobody_yet(work, roles)
        return Staff(headcount, (), _money(design, work, headcount, (), ()), ())
    posts = post_times(design, work.roles)
    found = hired_parts(design, roles, posts, surplus=surplus)
    headcount = _headcount(design, work, posts, found)
    gone = [member for made in found for member in made.surplus]
    money = _money(design, work, headcount, posts, gone)
    return Staff(headcount, loads_of(design, found), money, posts)


def hired_parts(
    design: Design,
    roles: Sequence[RoleWork],
    posts: Sequence[PostTime],
    *,
    surplus: bool = True,
) -> list[Staffed]:
    """Return the hires and the surplus of each part of a team that shares nobody.

    Args:
        design: Its posts in the order of `posts`, whose languages and skills must stay covered.
        roles: Their work; those that have some.
        posts: The result of `post_times`.
        surplus: Whether to look for posts that are not needed.
    """
    parts, _ = components(roles, posts)
    skills = _Skills(design, roles)
    found: list[Staffed] = []
    for part in parts:
        made = hire(part, keeps=skills.keeps if skills.cells else None, surplus=surplus)
        skills.let_go(made.surplus)
        found.append(made)
    return found


def _headcount(
    design: Design, work: TeamWork, posts: Sequence[PostTime], found: Sequence[Staffed]
) -> Headcount:
    counted = [post for post in posts if post.roles and post.fte > 0]
    order = {role.role: place for place, role in enumerate(work.roles)}
    hires = sorted(
        (
            _hire(design, item.role, item.posts, item.short, item.bound)
            for made in found
            for item in made.hires
        ),
        key=lambda item: order[item.role],
    )
    spare = _surplus(design, posts, [member for made in found for member in made.surplus])
    have = sum(post.posts for post in counted)
    hired = sum(item.posts for item in hires)
    return Headcount(
        need=have - sum(item.posts for item in spare) + hired,
        have=have,
        have_fte=math.fsum(post.posts * post.fte for post in counted),
        hires=tuple(hires),
        surplus=spare,
        separate=_separate(work),
        fewest=None,
        combination=None,
        exact=all(made.exact for made in found),
        least=sum(made.least for made in found),
        not_counted=_not_counted(design, posts),
    )


def _separate(work: TeamWork) -> int:
    return sum(need.heads for need in work.needs.values())


def _not_counted(design: Design, posts: Sequence[PostTime]) -> tuple[tuple[str, int], ...]:
    """Return (role, posts) of people with time whose roles have no work in the plan."""
    found: dict[str, int] = {}
    for post, time in zip(design.posts or (), posts, strict=True):
        if not time.roles and time.fte > 0 and post.roles:
            found[post.roles[0]] = found.get(post.roles[0], 0) + time.posts
    return tuple(found.items())


def _hire(design: Design, role: str, posts: int, short: float, bound: str) -> Hire:
    cost = role_cost(design, role)
    last = short - (posts - 1)
    return Hire(
        role=role,
        title=title_of(design, role),
        posts=posts,
        short_fte=short,
        hours=short * hours_of(design, role).planned_hours,
        bound=bound,
        cost=None if cost is None else posts * cost,
        thin=last < design.params.thin_hire - 1e-9,
        avoided_by=None,
    )


def _surplus(
    design: Design, posts: Sequence[PostTime], gone: Sequence[Member]
) -> tuple[Surplus, ...]:
    """Return the posts that can go, by the first of their roles with work."""
    found: dict[str, list[Member]] = {}
    for member in sorted(gone):
        found.setdefault(posts[member.place].roles[0], []).append(member)
    made = []
    for role, members in found.items():
        costs = [posts[member.place].cost for member in members]
        known = [cost for cost in costs if cost is not None]
        made.append(
            Surplus(
                role,
                title_of(design, role),
                sum(member.posts for member in members),
                tuple(posts[member.place].id for member in members),
                math.fsum(posts[member.place].fte * member.posts for member in members),
                math.fsum(c * m.posts for c, m in zip(known, members, strict=True))
                if len(known) == len(costs)
                else None,
            )
        )
    return tuple(made)


def _nobody_yet(work: TeamWork, roles: Sequence[RoleWork]) -> Headcount:
    """Return the people needed without positions: roles with their own people, and combined."""
    names = [role.role for role in roles]
    needs = {name: work.needs[name] for name in names}
    short = [role.role for role in roles if role.roster > 0]
    together = combine(needs, apart=work.apart, alone=short, sides=work.sides)
    separate = _separate(work)
    return Headcount(
        need=separate,
        have=None,
        have_fte=None,
        hires=(),
        surplus=(),
        separate=separate,
        fewest=together.people,
        combination=together.posts,
        exact=together.exact,
        least=together.people if together.exact else 0,
        not_counted=(),
    )


class _Skills:
    """Whether posts can go without leaving a language, region or skill uncovered."""

    def __init__(self, design: Design, roles: Sequence[RoleWork]) -> None:
        self.design = design
        self.working = {role.role for role in roles}
        self.gone: dict[int, int] = {}
        self.cells = [s for s in design.segments if s.written.demand_fte]
        self.missing = [self._missing(segment, {}) for segment in self.cells]

    def keeps(self, members: Sequence[Member]) -> bool:
        """Return whether these posts can go too without a segment lacking more than now."""
        gone = dict(self.gone)
        for member in members:
            gone[member.place] = gone.get(member.place, 0) + member.posts
        return all(
            self._missing(segment, gone) <= missing + 1e-9
            for segment, missing in zip(self.cells, self.missing, strict=True)
        )

    def let_go(self, members: Sequence[Member]) -> None:
        """Record posts that go."""
        for member in members:
            self.gone[member.place] = self.gone.get(member.place, 0) + member.posts

    def _missing(self, segment: Segment, gone: Mapping[int, int]) -> float:
        people = [
            SkilledPerson(post.id, (post.count - gone.get(place, 0)) * post.fte, skills_of(post))
            for place, post in enumerate(self.design.posts or ())
            if self.working.intersection(post.roles)
            and segment.id in (post.segments or (segment.id,))
        ]
        return skill_cells(dict(segment.written.demand_fte or {}), people).shortfall_fte


def _money(
    design: Design,
    work: TeamWork,
    headcount: Headcount,
    posts: Sequence[PostTime],
    gone: Sequence[Member],
) -> Money:
    fixed = float(design.params.fixed_cost)
    each_manager = design.params.manager_cost
    managers = managers_of(design, headcount.need)
    beside = None if each_manager is None else managers * float(each_manager)
    working = {role.role: role for role in work.roles if role.need > 0}
    counted = [post for post in posts if post.roles and post.fte > 0]
    costs = [*(role.cost for role in working.values()), *(post.cost for post in counted)]
    if not working or any(cost is None for cost in costs):
        return Money(None, None, None, None, fixed, beside, {}, {})
    paid = [Paid((post.cost or 0.0) * post.posts, post.roles) for post in counted]
    today = ask = surplus = None
    if design.posts is None:
        paid = [
            Paid(work.needs[name].heads * (role.cost or 0.0), (name,))
            for name, role in working.items()
        ]
    else:
        leaving = [
            Paid(-(posts[place].cost or 0.0) * count, posts[place].roles) for place, count in gone
        ]
        hires = [Paid(item.cost or 0.0, (item.role,)) for item in headcount.hires]
        today = math.fsum([*(item.amount for item in paid), fixed])
        surplus = 0.0 - math.fsum(item.amount for item in leaving)
        ask = math.fsum(item.amount for item in hires)
        paid += [*leaving, *hires]
    by_role = split(paid, {name: role.work for name, role in working.items()})
    hours: dict[str, dict[str, float]] = {name: {} for name in working}
    for name, role in working.items():
        for cell in role.cells:
            hours[name][cell.segment] = hours[name].get(cell.segment, 0.0) + cell.work
    return Money(
        today=today,
        ask=ask,
        surplus=surplus,
        plan=math.fsum([*(item.amount for item in paid), fixed]),
        fixed=fixed,
        managers=beside,
        by_role=by_role,
        by_segment=by_segment(by_role, hours),
    )
