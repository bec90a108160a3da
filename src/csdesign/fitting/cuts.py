"""Cuts: conditions that every plan other than a refused one has to meet.

A plan is refused for a level that falls, or for people, money or a role above the limit. Each cut
says that something must be otherwise. The fewer ways it leaves, the sooner the search ends; every
way that could make a plan allowed must be among them.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from csdesign.model.choices import COVERAGE_LEVELS
from csdesign.planning.coverage.arrays import Parts, parts_of, ranks, total
from csdesign.planning.planner import coverage_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from csdesign.fitting.choices import Choice, Option
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan

__all__ = ["RANK", "Levels", "Pairs", "other_ways"]

Pairs = tuple[tuple[int, int], ...]
"""(choice, option) places of which at least one must be taken."""

RANK: Final = {level: place for place, level in enumerate(COVERAGE_LEVELS)}
_MOST_WAYS: Final = 256
"""The most combinations examined to find that a promise does not matter for a level."""
_MOST_ALIKE: Final = 20_000
"""The most combinations of a segment that are all examined before the search begins."""
_SAME: Final = 1e-9


class Levels:
    """The coverage of each segment as its promises are picked, and the least it may have."""

    def __init__(self, plan: Plan, choices: Sequence[Choice]) -> None:
        self.design: Design = plan.design
        self.choices = choices
        self.floors: Mapping[str, str | None] = {
            segment.id: None
            if segment.coverage.level is None  # what is undefined cannot fall
            else segment.segment.written.floor or segment.coverage.level
            for segment in plan.segments
        }
        self.own = {
            segment.id: [
                place
                for place, choice in enumerate(choices)
                if len(choice.options) > 1 and segment.id in choice.segments
            ]
            for segment in plan.segments
        }
        self._known: dict[tuple[str, tuple[int, ...]], bool] = {}
        self._arrays: dict[str, NDArray[np.bool_]] = {}

    def falls(self, segment: str, picked: Sequence[int]) -> bool:
        """Return whether a segment's coverage falls below its floor."""
        floor = self.floors[segment]
        own = self.own[segment]
        if floor is None or not own:
            return False
        if segment in self._arrays:
            return bool(self._arrays[segment][tuple(picked[place] for place in own)])
        key = (segment, tuple(picked[place] for place in own))
        known = self._known.get(key)
        if known is None:
            changed = {
                self.choices[place].path: dict(
                    self.choices[place].options[picked[place]].interactions
                )[segment]
                for place in own
            }
            whole = self.design.segment_by_id[segment]
            made = replace(
                whole,
                interactions=tuple(changed.get(each.path, each) for each in whole.interactions),
            )
            level = coverage_of(made, self.design.params, whole=False).level
            known = self._known[key] = RANK.get(level or "", -1) < RANK[floor]
        return known

    def known_cuts(self) -> Iterator[Pairs]:
        """Yield the cuts that exclude every combination with falling coverage, for few segments."""
        import numpy as np

        for segment, own in self.own.items():
            falling = self._falling(segment)
            if falling is None:
                continue
            left = falling.copy()
            picked = [0] * len(self.choices)
            while left.any():
                first = np.argwhere(left)[0].tolist()
                for place, option in zip(own, first, strict=True):
                    picked[place] = option
                pairs = self.cut(segment, picked)
                # A cut excludes combinations that have none of its pairs.
                ruled = np.ones(left.shape, dtype=bool)
                for place, option in pairs:
                    ruled[(slice(None),) * own.index(place) + (option,)] = False
                left &= ~ruled
                yield pairs

    def _falling(self, segment: str) -> NDArray[np.bool_] | None:
        """Return the combinations of a segment's promises with which its coverage falls."""
        import numpy as np

        own, floor = self.own[segment], self.floors[segment]
        shape = tuple(len(self.choices[place].options) for place in own)
        if floor is None or not own or math.prod(shape) > _MOST_ALIKE:
            return None
        whole = self.design.segment_by_id[segment]
        paths = {self.choices[place].path for place in own}
        parts = [
            parts_of(each, whole.yearly(each))
            for each in whole.interactions
            if each.path not in paths
        ]
        for axis, place in enumerate(own):
            every = [dict(o.interactions)[segment] for o in self.choices[place].options]
            columns = zip(*(parts_of(each, whole.yearly(each)) for each in every), strict=True)
            along = [1] * len(shape)
            along[axis] = shape[axis]
            parts.append(Parts(*(np.reshape(column, along) for column in columns)))
        found = np.broadcast_to(
            ranks(total(parts), whole.traits, self.design.params) < RANK[floor], shape
        )
        self._arrays[segment] = found
        return found

    def cut(self, segment: str, picked: Sequence[int]) -> Pairs:
        """Return the cut for a segment whose coverage falls.

        If every option lowers a count, fewer of everything cannot give a higher level: each
        promise is raised as far as the coverage still falls, and one must be higher than that.
        Otherwise promises that do not matter are left out.
        """
        own, found = self.own[segment], list(picked)
        if all(option.lowered for place in own for option in self.choices[place].options):
            for place in own:
                times = [option.times for option in self.choices[place].options]
                for option in sorted(range(len(times)), key=lambda o: -times[o]):
                    if times[option] <= times[found[place]]:
                        break
                    raised = [*found[:place], option, *found[place + 1 :]]
                    if self.falls(segment, raised):
                        found = raised
                        break
            return tuple(
                (place, o)
                for place in own
                for o, option in enumerate(self.choices[place].options)
                if option.times > self.choices[place].options[found[place]].times
            )
        free: list[int] = []
        for place in own:
            more = [*free, place]
            if math.prod(len(self.choices[p].options) for p in more) > _MOST_WAYS:
                continue
            if all(self.falls(segment, way) for way in self._ways(picked, more)):
                free = more
        return tuple(
            (place, o)
            for place in own
            if place not in free
            for o in range(len(self.choices[place].options))
            if o != picked[place]
        )

    def _ways(self, picked: Sequence[int], free: Sequence[int]) -> Iterator[list[int]]:
        """Yield the picked options with each combination of some promises."""
        if not free:
            yield list(picked)
            return
        for option in range(len(self.choices[free[-1]].options)):
            for way in self._ways(picked, free[:-1]):
                way[free[-1]] = option
                yield way


def other_ways(
    choices: Sequence[Choice],
    picked: Sequence[int],
    plan: Plan,
    queued: frozenset[str],
    named: frozenset[str],
    roles: frozenset[str] | None = None,
) -> Pairs:
    """Return the options that could reduce the need of a plan that exceeds the limit.

    Args:
        choices: Everything that may change.
        picked: The options of the plan.
        plan: The plan.
        queued: Roles with a short queue whose requests may change: there, other arrivals may take
            fewer or more people, whichever way.
        named: Segments that keep people of their own whatever is picked.
        roles: The roles whose need is looked at; None for all.
    """
    booked = {
        role.role
        for role in plan.roles
        if role.needed is not None
        and (role.needed.cap > 0 or role.needed.book > 0)
        and (roles is None or role.role in roles)
    }
    # Where work and presence alone count, people needed rise with the hours of each role; books as
    # well, as long as nobody stops to hold customers by name.
    plain = all(
        segment.id in named
        for segment in plan.segments
        for row in segment.staffing
        if row.role in booked and row.assignment == "named"
    )
    found = []
    for place, choice in enumerate(choices):
        options = choice.options
        if len(options) < 2 or not (roles is None or _touches(choice, roles, plan)):
            continue
        here = options[picked[place]]
        # Without roles whose work it is follows from the coverage, whichever way that goes.
        open_ = plan.design.roles is None or any(r in queued for o in options for r, _ in o.hours)
        found += [
            (place, o)
            for o, option in enumerate(options)
            if o != picked[place] and (open_ or not _heavier(option, here, plain=plain))
        ]
    return tuple(found)


def _touches(choice: Choice, roles: frozenset[str], plan: Plan) -> bool:
    """Return whether a promise could move the need of some roles: it is made where they work."""
    if plan.design.roles is None:
        return True
    if any(role in roles for option in choice.options for role, _ in option.hours):
        return True
    return any(
        row.role in roles
        for segment in choice.segments
        for row in plan.segment_by_id[segment].staffing
    )


def _heavier(option: Option, picked: Option, *, plain: bool) -> bool:
    """Return whether an option takes no fewer people than the picked one, whatever else is so."""
    if option.lowered and picked.lowered:
        return option.times >= picked.times
    if not plain:
        return False
    hours = dict(option.hours)
    return all(hours.get(role, 0.0) >= each - _SAME for role, each in picked.hours)
