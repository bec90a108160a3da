"""The people a plan needs in every future, and their cost, by the arithmetic of the plan."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.planning.futures.enough import numbers, role_works
from csdesign.planning.hiring.team import Cell, RoleWork, components
from csdesign.planning.money.cost import role_cost
from csdesign.planning.people.headcount import hired_parts
from csdesign.planning.people.team_work import post_times
from csdesign.planning.work.need import Caps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.planning.futures.draws import Block, Number
    from csdesign.planning.futures.needs import Counting, RoleDraws
    from csdesign.planning.hiring.team import Component, PostTime

__all__ = ["MOST_JOINT", "Payroll", "payroll_of"]

MOST_JOINT: Final = 500
"""Most futures counted one by one, if roles share people or posts are part-time."""
_ROUNDING: Final = 1e-9


class Payroll(NamedTuple):
    """The people who are paid: roles whose whole people add up, and roles counted together."""

    counting: Counting
    posts: tuple[PostTime, ...]
    alone: tuple[str, ...]
    joint: tuple[RoleWork, ...]

    def counted(self, draws: int) -> int:
        """Return the number of futures that are counted."""
        return min(draws, MOST_JOINT) if self.joint else draws

    def of(self, block: Block, drawn: Mapping[str, RoleDraws]) -> tuple[Number, Number | None]:
        """Return people and cost in the futures of a block that are counted; None without costs."""
        import numpy as np

        design = self.counting.design
        size = block.size
        if self.joint:
            size = max(0, min(size, MOST_JOINT - block.start))
        people: Number = np.zeros(size)
        cost: Number | None = np.full(size, float(design.params.fixed_cost))
        for role in self.alone:
            heads = np.broadcast_to(np.ceil(drawn[role].need - _ROUNDING), (block.size,))[:size]
            each = self._cost(block, role, size)
            people = people + heads
            cost = None if cost is None or each is None else cost + heads * each
        if self.joint:
            more, paid = self._together(block, drawn, size)
            people = people + more
            cost = None if cost is None or paid is None else cost + paid
        return people, cost

    def _cost(self, block: Block, role: str, size: int) -> Number | None:
        import numpy as np

        place = self.counting.inputs.costs.get(role)
        if place is None:
            return role_cost(self.counting.design, role)
        return np.asarray(numbers(block.values[place], size))

    def _together(
        self, block: Block, drawn: Mapping[str, RoleDraws], size: int
    ) -> tuple[Number, Number | None]:
        """Count hires and surplus of each future as the plan does."""
        import numpy as np

        design = self.counting.design
        costs = {
            role: None if cost is None else numbers(cost, size)
            for role in dict.fromkeys(
                [
                    *(work.role for work in self.joint),
                    *(r for p in design.posts or () for r in p.roles),
                ]
            )
            for cost in (self._cost(block, role, size),)
        }
        held = [
            (
                place,
                post,
                [costs[role] for role in written.roles],
            )
            for place, (post, written) in enumerate(
                zip(self.posts, design.posts or (), strict=True)
            )
            if any(role.role in post.roles for role in self.joint) and post.fte > 0
        ]
        priced = all(each is not None for _, _, own in held for each in own)
        priced = priced and all(costs[role.role] is not None for role in self.joint)
        people, paid = np.zeros(size), np.zeros(size)
        for draw, works in enumerate(role_works(self.joint, drawn, size)):
            pay = (
                {
                    place: post.fte * max(each[draw] for each in own if each is not None)
                    for place, post, own in held
                }
                if priced
                else {}
            )
            active = [
                work._replace(cost=_at(costs[work.role], draw)) for work in works if work.need > 0
            ]
            posts = [
                post._replace(cost=pay.get(place, post.cost)) if pay else post
                for place, post in enumerate(self.posts)
            ]
            made = hired_parts(design, active, posts)
            gone = [member for part in made for member in part.surplus]
            hires = [hire for part in made for hire in part.hires]
            people[draw] = (
                sum(post.posts for _, post, _ in held)
                - sum(member.posts for member in gone)
                + sum(hire.posts for hire in hires)
            )
            if priced:
                paid[draw] = math.fsum(
                    [
                        *(pay[place] * post.posts for place, post, _ in held),
                        *(-pay[member.place] * member.posts for member in gone),
                        *((_at(costs[hire.role], draw) or 0.0) * hire.posts for hire in hires),
                    ]
                )
        return people, paid if priced else None


def _at(values: list[float] | None, draw: int) -> float | None:
    return None if values is None else values[draw]


def payroll_of(counting: Counting, drawn: Mapping[str, RoleDraws]) -> Payroll:
    """Return the people who are paid; `drawn`, the work of a few futures, shows who shares work."""
    design = counting.design
    works = []
    for role, found in drawn.items():
        caps = counting.caps.get(role, Caps())
        cells = tuple(Cell(cell.segment, 1.0, 1.0, region=cell.region) for cell in found.cells)
        works.append(
            RoleWork(role, cells, 0.0, role_cost(design, role), caps.max_accounts, caps.max_arr)
        )
    if design.posts is None:
        return Payroll(counting, (), tuple(drawn), ())
    posts = post_times(design, works)
    # Without a language or skill to keep, all people who are not needed can go.
    skilled = any(segment.written.demand_fte for segment in design.segments)
    alone = tuple(
        part.roles[0].role for part in components(works, posts)[0] if not skilled and _adds_up(part)
    )
    joint = tuple(work for work in works if work.role not in alone)
    return Payroll(counting, posts, alone, joint)


def _adds_up(part: Component) -> bool:
    """Return whether people are the need of one role, rounded up, and cost as it does."""
    return len(part.roles) == 1 and all(
        group.fte == 1
        and group.segments is None
        and not group.max_accounts
        and not group.max_arr
        and group.cost == (part.roles[0].cost or 0.0)
        for group in part.groups
    )
