"""The smallest relative change of one number of the design that makes a thin hire unnecessary."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.planning.hiring.hires import hire
from csdesign.planning.hiring.team import components
from csdesign.planning.people.team_work import post_times, team_work
from csdesign.planning.results import Avoided
from csdesign.planning.serving.deliverers import programme_hours_of
from csdesign.planning.work.demand import demand_by_role
from csdesign.planning.work.regions import Regions
from csdesign.planning.work.staffing import staff

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Interaction, Segment
    from csdesign.planning.people.team_work import Work
    from csdesign.planning.results import Headcount, Hire, SegmentPlan
    from csdesign.planning.work.demand import Demand
    from csdesign.planning.work.need import Caps

__all__ = ["with_avoided"]

MOST_HIRES: Final = 6
"""The most thin hires for which an avoiding change is sought."""
MOST_INPUTS: Final = 6
"""The most numbers tried for each hire, those with the most work first."""
_STEPS: Final = 12
_MOST_STEPS: Final = 500_000
"""Steps that one search for the fewest hires may take; there are hundreds of them."""
_SMALLEST: Final = 0.5
"""A number is lowered to half at most: more than that is another design, not a correction."""


class _Input(NamedTuple):
    """A number that may be lowered: customers of a segment, or effort or frequency of a promise."""

    name: str
    value: float
    unit: str
    path: YamlPath
    whole: bool


def with_avoided(
    design: Design,
    plans: Sequence[SegmentPlan],
    headcount: Headcount,
    caps: Mapping[str, Caps],
) -> Headcount:
    """Return the headcount with the smallest change that avoids each thin hire."""
    thin = [item for item in headcount.hires if item.thin][:MOST_HIRES]
    if not thin:
        return headcount
    seeker = _Seeker(design, plans, caps)
    found = {item.role: seeker.avoided(item) for item in thin}
    return headcount._replace(
        hires=tuple(
            item._replace(avoided_by=found.get(item.role)) if item.thin else item
            for item in headcount.hires
        )
    )


class _Seeker:
    """Plans the people of one component again with a number lowered."""

    def __init__(
        self, design: Design, plans: Sequence[SegmentPlan], caps: Mapping[str, Caps]
    ) -> None:
        self.design, self.caps, self.regions = design, caps, Regions(design)
        self.plans_of: dict[str, list[SegmentPlan]] = {}
        for plan in plans:
            for row in plan.staffing:
                self.plans_of.setdefault(row.role, []).append(plan)

    def avoided(self, wanted: Hire) -> Avoided | None:
        """Return the smallest change that saves one hire; None if none is found."""
        linked = self._linked(wanted.role)
        team = _Team(self.design, self.caps, self.regions, linked, self.plans_of)
        before = team.hired({})
        best: Avoided | None = None
        for item in team.inputs():
            least = _SMALLEST if best is None else max(_SMALLEST, best.limit / best.value)
            limit = _limit(team, item, before, least)
            if limit is not None and (best is None or limit / item.value > best.limit / best.value):
                best = Avoided(item.name, float(item.value), limit, item.unit, item.path)
        return best

    def _linked(self, role: str) -> frozenset[str]:
        """Return the roles that share people with a role, directly or not."""
        found, waiting = {role}, [role]
        while waiting:
            for post in self.design.posts_by_role.get(waiting.pop(), ()):
                new = set(post.roles) - found
                found |= new
                waiting += new
        return frozenset(found)


class _Team:
    """The roles of one component with their segments and posts, and nothing else of the design."""

    def __init__(
        self,
        design: Design,
        caps: Mapping[str, Caps],
        regions: Regions,
        roles: frozenset[str],
        plans_of: Mapping[str, Sequence[SegmentPlan]],
    ) -> None:
        self.design, self.caps, self.regions, self.roles = design, caps, regions, roles
        found = {plan.id: plan for role in roles for plan in plans_of.get(role, ())}
        self.plans = sorted(found.values(), key=lambda plan: plan.segment.path)
        posts = {post.path: post for role in roles for post in design.posts_by_role.get(role, ())}
        self.posts = [posts[path] for path in sorted(posts)]
        self.work = [self._work(plan, plan.segment) for plan in self.plans]

    def _work(self, plan: SegmentPlan, segment: Segment) -> Work:
        demand = self._demand(plan, segment)
        assignment, practitioner = plan.coverage.assignment, plan.practitioner_role
        rows = staff(self.design, segment, assignment, practitioner, demand, self.caps)
        return segment, demand, rows

    def _demand(self, plan: SegmentPlan, segment: Segment) -> dict[str, Demand]:
        programme = programme_hours_of(self.design, plan.programme_owner, plan.practitioner_role)
        demand = demand_by_role(self.design, segment, plan.coverage.level, programme)
        return {role: part for role, part in demand.items() if role in self.roles}

    def inputs(self) -> list[_Input]:
        """Return the numbers that decide most of the work of these roles."""
        weights: dict[YamlPath, float] = {}
        inputs: dict[YamlPath, _Input] = {}
        for plan in self.plans:
            for interaction in plan.segment.interactions:
                alone = replace(plan.segment, interactions=(interaction,))
                demand = self._demand(plan, alone).values()
                hours = math.fsum(part.hours(alone) - part.fixed for part in demand)
                for item in _numbers(plan.segment, interaction) if hours > 0 else ():
                    inputs[item.path] = item
                    weights[item.path] = weights.get(item.path, 0.0) + hours
        order = sorted(inputs, key=lambda path: -weights[path])
        return [inputs[path] for path in order[:MOST_INPUTS]]

    def hired(self, changed: Mapping[YamlPath, float]) -> int:
        """Return the hires for these roles with numbers changed by a factor."""
        work = [
            known if segment is plan.segment else self._work(plan, segment)
            for plan, known in zip(self.plans, self.work, strict=True)
            for segment in (_changed(plan.segment, changed),)
        ]
        found = team_work(self.design, work, caps=self.caps, regions=self.regions)
        wanted = [role for role in found.roles if role.need > 0]
        posts = post_times(self.design, found.roles, self.posts, self.regions)
        parts, _ = components(wanted, posts)
        return sum(hire(part, surplus=False, steps=_MOST_STEPS).hired for part in parts)


def _limit(team: _Team, item: _Input, before: int, least: float) -> float | None:
    """Return the largest value of a number with which one hire fewer is enough."""

    def enough(share: float) -> bool:
        value = math.floor(item.value * share + 1e-9) if item.whole else item.value * share
        return team.hired({item.path: value / item.value}) < before

    low, high = least, 1.0
    if not enough(low):
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if enough(middle) else (low, middle)
    return float(math.floor(item.value * low + 1e-9)) if item.whole else item.value * low


def _numbers(segment: Segment, interaction: Interaction) -> Iterator[_Input]:
    key = "new_accounts" if interaction.once else "accounts"
    count = segment.new_accounts if interaction.once else segment.accounts
    kind = "new customers" if interaction.once else "customers"
    if count:
        yield _Input(
            f"{segment.name}: {kind}", float(count), "accounts", (*segment.path, key), whole=True
        )
    if interaction.effort_each > 0:
        path = (*interaction.path, "effort_hours")
        name = f"{interaction.name}: hours each time"
        yield _Input(name, float(interaction.effort_each), "h", path, whole=False)
    if interaction.occurrences > 0:
        unit = "1" if interaction.once else "1/year"
        name = (
            f"{interaction.name}: times{' for a new customer' if interaction.once else ' a year'}"
        )
        yield _Input(
            name, float(interaction.occurrences), unit, interaction.count_path, whole=False
        )


def _changed(segment: Segment, changed: Mapping[YamlPath, float]) -> Segment:
    """Return a segment with some of its numbers multiplied; unchanged where none belongs to it."""
    interactions = tuple(_changed_promise(item, changed) for item in segment.interactions)
    accounts = changed.get((*segment.path, "accounts"), 1.0)
    new = changed.get((*segment.path, "new_accounts"), 1.0)
    same = all(a is b for a, b in zip(interactions, segment.interactions, strict=True))
    if same and accounts == new == 1.0:
        return segment
    return replace(
        segment,
        accounts=None if segment.accounts is None else segment.accounts * accounts,
        new_accounts=None if segment.new_accounts is None else segment.new_accounts * new,
        interactions=interactions,
    )


def _changed_promise(item: Interaction, changed: Mapping[YamlPath, float]) -> Interaction:
    effort = changed.get((*item.path, "effort_hours"), 1.0)
    count = changed.get(item.count_path, 1.0)
    if effort == count == 1.0:
        return item
    return item._replace(
        effort=item.effort * effort,
        effort_each=item.effort_each * effort,
        effort_by_role=tuple((role, hours * effort) for role, hours in item.effort_by_role),
        occurrences=item.occurrences * count,
    )
