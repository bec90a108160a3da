"""Futures month by month: customers, work and waiting work in every draw of the inputs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from csdesign.capacity.amounts import added
from csdesign.capacity.futures import quantiles
from csdesign.planning.hiring.team import place_name
from csdesign.planning.money.cost import role_cost
from csdesign.planning.months.customers import DrawnStart, customers_of
from csdesign.planning.months.flow import SLACK
from csdesign.planning.months.supply import newcomers_of, posts_by_month
from csdesign.planning.months.teams import best_kept
from csdesign.planning.months.waiting import Crew, Line, team_of
from csdesign.planning.months.work import Series
from csdesign.planning.months.working_time import full_time_hours, open_shares
from csdesign.planning.results.uncertainty import FuturesMonth, FuturesMonths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from csdesign.planning.futures.draws import Block, Drawing, Number
    from csdesign.planning.futures.needs import Counting, RoleDraws
    from csdesign.planning.months.supply import PostMonths
    from csdesign.planning.results.by_month import MonthPlan
    from csdesign.planning.work.regions import Regions

    Flags = NDArray[np.bool_]

__all__ = ["MOST_SHARED", "months_of"]

MOST_SHARED: Final = 500
"""Most futures, handled one by one, in which people of several roles are split month by month."""
_MOST_NUMBERS: Final = 16_000_000
"""Most numbers kept in memory at a time (128 MB)."""


class _Month(NamedTuple):
    """A role's month in some futures."""

    hours: Number
    queue_hours: Number
    planned: Number
    draws: RoleDraws
    by_segment: Mapping[str, Number]


def months_of(counting: Counting, drawing: Drawing, months: MonthPlan) -> FuturesMonths:
    """Return the need of each role in each month of all futures, and how often it is not short.

    If people hold several roles, the split of their time is calculated one future at a time, for
    the first 500 futures.
    """
    import numpy as np

    roles = [role.role for role in months.roles]
    length = months.length
    posts = posts_by_month(counting.design, months.horizon)
    shared = posts is not None and _shares(counting.regions, posts, set(roles))
    asked = min(drawing.draws, MOST_SHARED) if shared else drawing.draws
    at_once = max(1, _MOST_NUMBERS // (drawing.draws * length))
    found: dict[str, tuple[FuturesMonth, ...]] = {}
    need = np.zeros((length, drawing.draws))
    short: dict[str, Flags] = {}
    for first in range(0, len(roles), at_once):
        part = roles[first : first + at_once]
        store = {role: np.zeros((length, drawing.draws)) for role in part}
        flags = {role: np.zeros((length, asked), dtype=bool) for role in part}
        for block in drawing.blocks():
            asker = _Asker(counting, months, block)
            here = slice(block.start, block.start + block.size)
            for role in part:
                for month in range(length):
                    store[role][month, here] = asker.month(role, month).draws.need
                if posts is not None and not shared:
                    flags[role][:, here] = asker.short(role, posts)
        for role in part:
            need += store[role]
            found[role] = tuple(
                FuturesMonth(months.horizon.first_day(month), quantiles(store[role][month]), None)
                for month in range(length)
            )
        if not shared:
            short |= flags
        del store
    if shared and posts is not None:
        short = {role: np.zeros((length, asked), dtype=bool) for role in roles}
        for block in drawing.blocks(most=asked):
            here = slice(block.start, block.start + block.size)
            for role, lacking in _Asker(counting, months, block).shared(roles, posts).items():
                short[role][:, here] = lacking
    if posts is not None:
        found = {
            role: tuple(
                month._replace(enough=float((~short[role][place]).mean()))
                for place, month in enumerate(rows)
            )
            for role, rows in found.items()
        }
    every = None
    enough: list[float | None] = [None] * length
    if posts is not None and short:
        anybody = np.logical_or.reduce(list(short.values()))
        enough = [float((~anybody[month]).mean()) for month in range(length)]
        every = float((~anybody.any(axis=0)).mean())
    totals = tuple(
        FuturesMonth(months.horizon.first_day(month), quantiles(need[month]), enough[month])
        for month in range(length)
    )
    return FuturesMonths(found, totals, every, asked)


def _shares(regions: Regions, posts: Sequence[PostMonths], roles: set[str]) -> bool:
    """Return whether somebody holds several roles with work, or works in some places only."""
    return any(
        len(roles.intersection(post.roles)) > 1 or regions.served(post.post) is not None
        for post in posts
    )


class _Asker:
    """Calculates the months of one block of futures."""

    def __init__(self, counting: Counting, months: MonthPlan, block: Block) -> None:
        self.counting, self.months, self.block = counting, months, block
        self.horizon, self.length = months.horizon, months.length
        values, inputs = block.values, counting.inputs
        drawn = {
            segment.id: DrawnStart(
                *(
                    None if place is None else values[place]
                    for place in (
                        inputs.accounts.get(segment.id),
                        inputs.new_accounts.get(segment.id),
                        inputs.churn.get(segment.id),
                    )
                )
            )
            for segment in counting.design.segments
        }
        customers = customers_of(counting.design, self.horizon, months.starts, drawn)
        self.series = {name: Series(found, self.length) for name, found in customers.items()}
        self.rates = counting.rates(values)
        self.open = open_shares(self.horizon)
        self.known: dict[tuple[str, int], _Month] = {}

    def _number(self, segment: str, kind: str, window: Any, month: int) -> Number:
        series = self.series[segment]
        if kind == "programme":
            return 1 / 12
        if kind == "renewals":
            return series.renewing[month]
        if kind == "onboarding":
            return series.window(window)[0][month]
        return series.served[month] / 12

    def month(self, role: str, month: int) -> _Month:
        """Return a role's month."""
        counting, values = self.counting, self.block.values
        yearly = counting.planned(values, role)
        share = full_time_hours(counting.design, role, self.horizon)[month] / counting.yearly[role]
        planned = yearly * share
        hours: dict[str, Number] = {}
        each: dict[str, Number] = {}
        queued: Number = 0.0
        arrivals: Number = 0.0
        for rate in self.rates:
            if rate.role != role:
                continue
            number = self._number(rate.segment, rate.timing.kind, rate.timing.window, month)
            hours[rate.segment] = hours.get(rate.segment, 0.0) + rate.hours * number
            if rate.timing.recurring:
                each[rate.segment] = each.get(rate.segment, 0.0) + rate.hours
            queued = queued + rate.queue_hours * number
            arrivals = arrivals + rate.arriving * number
        cells = [
            counting.cell(
                role,
                segment,
                total,
                planned,
                yearly,
                each.get(segment, 0.0),
                self.series[segment].served[month]
                if segment in each
                else self.series[segment].started()[month],
            )
            for segment, total in hours.items()
        ]
        roster = counting.roster(role, queued / self.open[month], arrivals / self.open[month])
        draws = counting.role(role, cells, roster)
        return _Month(added(hours.values()), queued, planned, draws, hours)

    def _there(self, role: str) -> list[Number]:
        """Return the part of the work that is still done after expected leavers (0..1)."""
        import numpy as np

        values, inputs = self.block.values, self.counting.inputs
        known = newcomers_of(self.counting.design, role)
        at, wait = inputs.attrition.get(role), inputs.filling.get(role)
        rate = known.annual_attrition if at is None else values[at]
        filled = known.months_to_fill if wait is None else values[wait]
        found = []
        for month in range(self.length):
            # The loss by a leaver up to the middle of the month: the vacancy, then the ramp.
            end = month + 0.5
            lost = np.minimum(filled, end)
            for step, share in enumerate(known.ramp):
                lost = lost + (1 - share) * np.clip(end - filled - step, 0.0, 1.0)
            found.append(np.maximum(0.0, 1 - rate / 12 * lost))
        return found

    def short(self, role: str, posts: Sequence[PostMonths]) -> Flags:
        """Return the months and futures in which a role with people of its own is short."""
        import numpy as np

        ramped = [
            math.fsum(post.productive[month] for post in posts if role in post.roles)
            for month in range(self.length)
        ]
        delay = next(r.max_delay for r in self.months.roles if r.role == role)
        there = self._there(role)
        waiting: Number = 0.0
        flags = np.zeros((self.length, self.block.size), dtype=bool)
        for month in range(self.length):
            here = self.month(role, month)
            done = ramped[month] * there[month] * here.planned
            slack = SLACK * np.maximum(1.0, done)
            waiting = np.maximum(0.0, waiting + here.hours - done)
            waiting = np.where(waiting <= slack, 0.0, waiting)
            outside = np.maximum(0.0, here.hours - here.queue_hours)
            flags[month] = (waiting > np.minimum(delay * done, outside) + slack) | (
                ramped[month] < here.draws.floor - SLACK * max(1.0, ramped[month])
            )
        return flags

    def shared(self, roles: Sequence[str], posts: Sequence[PostMonths]) -> dict[str, Flags]:
        """Return the short months of futures by role, if people hold several roles."""
        import numpy as np

        size = self.block.size
        delays = {role.role: role.max_delay for role in self.months.roles}
        costs = {role: role_cost(self.counting.design, role) or 0.0 for role in roles}
        there = {role: [_spread(part, size) for part in self._there(role)] for role in roles}
        known = {
            role: [self._plain(role, month, size) for month in range(self.length)] for role in roles
        }
        flags = {role: np.zeros((self.length, size), dtype=bool) for role in roles}
        held = [(post, tuple(role for role in post.roles if role in flags)) for post in posts]
        parts = _parts(roles, [active for _, active in held])
        for draw in range(size):
            for names in parts:
                lines = [
                    Line(
                        role=role,
                        hours=[m.hours[draw] for m in known[role]],
                        planned=[m.planned[draw] for m in known[role]],
                        outside=[m.outside[draw] for m in known[role]],
                        floors=[m.floor[draw] for m in known[role]],
                        rosters=[m.roster[draw] for m in known[role]],
                        max_delay=delays[role],
                        there=[part[draw] for part in there[role]],
                        by_segment={
                            name: [m.by_segment[name][draw] for m in known[role]]
                            for name in known[role][0].by_segment
                        },
                    )
                    for role in names
                ]
                own = [(post, active) for post, active in held if active and active[0] in names]
                crews = [
                    Crew(
                        active,
                        self.counting.regions.served(post.post),
                        post.productive,
                        [part[draw] for part in there[active[0]]],
                    )
                    for post, active in own
                ]
                if any(any(line.rosters) for line in lines):
                    counts = [post.post.count for post, _ in own]
                    team, _ = best_kept(lines, crews, counts, {role: costs[role] for role in names})
                else:
                    team = team_of(lines, crews)
                for role, run in team.run({}).items():
                    flags[role][:, draw] = run.short
        return flags

    def _plain(self, role: str, month: int, size: int) -> _Plain:
        import numpy as np

        here = self.month(role, month)
        return _Plain(
            _spread(here.hours, size),
            _spread(here.planned, size),
            _spread(np.maximum(0.0, here.hours - here.queue_hours), size),
            _spread(here.draws.floor, size),
            _spread(here.draws.roster, size),
            {
                place_name(segment, region): _spread(hours * share, size)
                for segment, hours in here.by_segment.items()
                for region, share in self.counting.regions.parts(segment)
            },
        )


class _Plain(NamedTuple):
    """A role's month as lists, one number for each future."""

    hours: list[float]
    planned: list[float]
    outside: list[float]
    floor: list[float]
    roster: list[float]
    by_segment: Mapping[str, list[float]]


def _spread(value: Number, size: int) -> list[float]:
    import numpy as np

    found: list[float] = np.broadcast_to(np.asarray(value, dtype=np.float64), (size,)).tolist()
    return found


def _parts(roles: Sequence[str], held: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """Return the roles in groups that share nobody, each in the order given."""
    groups = [{role} for role in roles]
    for active in held:
        joined = [group for group in groups if group.intersection(active)]
        if len(joined) > 1:
            groups = [group for group in groups if group not in joined]
            groups.append(set().union(*joined))
    return [[role for role in roles if role in group] for group in groups]
