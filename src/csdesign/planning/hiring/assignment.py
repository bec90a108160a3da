"""The people and the work of a team: what hired people must do, and the most even assignment.

Work of a role in a segment goes to people who hold the role there, in any split; nobody gets more
than their time, and whoever does a share of a named segment's work holds that share of its
customers, so that caps on books are limits too. That is one linear programme over people and
segments. Where its structure allows, it is solved as a sum or as a maximum flow, with the same
answer: each form below stands for the same `Team`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from csdesign.capacity.amounts import GUARD
from csdesign.capacity.maximum_flow import FlowNetwork
from csdesign.capacity.simplex import maximise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.planning.hiring.team import Component, Lot, RoleWork

__all__ = ["Shares", "Short", "Team", "team_of"]

UNITS: Final = 10**12
"""Units of flow for one full-time person; flow is counted in whole units, so that it is exact."""
MOST_CELLS: Final = 60_000
"""Rows times columns up to which the linear programme is solved (5 s at most)."""
MOST_IN_ORDER: Final = 50
"""Roles up to which hired work is given in the order of the roles."""
MOST_STEPS: Final = 2_000_000
"""Steps of about a microsecond that levelling may take."""
MOST_LEVELS: Final = 40
"""Steps of levelling; beyond them the rest stays as the last step left it."""


class Short(NamedTuple):
    """The work that the people in post cannot do."""

    extra: tuple[float, ...]
    """For each role the people to hire beyond those given (FTE)."""
    unserved: float
    """Work that nobody may do even with them (FTE)."""


class Shares(NamedTuple):
    """The most even assignment of work to people."""

    work: tuple[Mapping[str, float], ...]
    """For each group of people, the work of each role they do together (FTE)."""
    left: Mapping[str, float]
    """Work of each role that nobody in post may do (FTE)."""


class Team(Protocol):
    """A component's people and work, ready to be asked; `counts` are posts for each group."""

    component: Component
    exact: bool
    """Whether the answers are proven; otherwise hires may be too many, never too few."""
    steps: int
    """Cost of one question, in steps of about a microsecond."""

    def short(
        self,
        base: Sequence[float],
        most: Sequence[float],
        counts: Sequence[int] | None = None,
        *,
        ordered: bool = False,
    ) -> Short:
        """Return the fewest people beyond `base` hired ones that do the rest of the work.

        Args:
            base: Hired people of each role who are given (FTE).
            most: The most hired people of each role (FTE).
            counts: Posts in each group; all of them by default.
            ordered: Whether, of equal sums, the least for the first role is wanted, and so on.
        """

    def even(self) -> Shares:
        """Return the assignment whose loads are lowest, compared from the busiest person down."""


def team_of(component: Component) -> Team:
    """Return the simplest form that answers for a component."""
    lots = component.lots()
    everybody = tuple(range(len(component.groups)))
    uncapped = not any(group.max_accounts or group.max_arr for group in component.groups)
    uncapped = uncapped and not any(role.max_accounts or role.max_arr for role in component.roles)
    if len(component.roles) == 1 and uncapped and all(lot.groups == everybody for lot in lots):
        return _Sum(component, lots)
    if uncapped:
        return _Flow(component, lots)
    mixed = len({lot.role for lot in lots}) < len({(lot.role, _density(lot)) for lot in lots})
    if not mixed:
        return _Flow(component, lots)
    programme = _Programme(component, lots)
    if programme.steps <= MOST_CELLS:
        return programme
    return _Flow(component, lots, exact=False)


def _density(lot: Lot) -> tuple[float, float]:
    return float(f"{lot.customers / lot.need:.11g}"), float(f"{lot.arr / lot.need:.11g}")


def _cap_rate(lot: Lot, max_accounts: float | None, max_arr: float | None) -> float:
    """Return people whose caps a full-time person's work of a lot would fill; 0 without caps."""
    customers, arr = lot.customers / lot.need, lot.arr / lot.need
    return max(customers / max_accounts if max_accounts else 0.0, arr / max_arr if max_arr else 0.0)


class _Sum:
    """One role whose people may do all of its work and have no caps."""

    exact = True
    steps = 1

    def __init__(self, component: Component, lots: Sequence[Lot]) -> None:
        self.component = component
        self.need = math.fsum(lot.need for lot in lots)
        self.work = math.fsum(lot.work for lot in lots)

    def short(
        self,
        base: Sequence[float],
        most: Sequence[float],
        counts: Sequence[int] | None = None,
        *,
        ordered: bool = False,  # noqa: ARG002  # one role has one order
    ) -> Short:
        """Return the need that the people in post do not meet."""
        groups = self.component.groups
        given = [group.count for group in groups] if counts is None else counts
        there = math.fsum(g.fte * n for g, n in zip(groups, given, strict=True))
        missing = max(0.0, self.need - there - base[0])
        if missing <= GUARD:
            return Short((0.0,), 0.0)
        extra = min(missing, max(0.0, most[0] - base[0]))
        return Short((extra,), missing - extra)

    def even(self) -> Shares:
        """Return equal shares for equal time."""
        role = self.component.roles[0].role
        time = [group.fte * group.count for group in self.component.groups]
        total = math.fsum(time)
        if not total:
            return Shares((), {role: self.work})
        return Shares(tuple({role: self.work * part / total} for part in time), {})


class _Flow:
    """People without caps, or with caps on work that has the same customers for each hour."""

    def __init__(self, component: Component, lots: Sequence[Lot], *, exact: bool = True) -> None:
        self.component, self.lots, self.exact = component, lots, exact
        self.rates = [1.0] * len(component.roles)
        """People to hire for one full-time person's work: more than 1 where a cap limits them."""
        for lot in lots:
            role = component.roles[lot.role]
            rate = _cap_rate(lot, role.max_accounts, role.max_arr)
            self.rates[lot.role] = max(self.rates[lot.role], rate)
        edges = sum(len(lot.groups) for lot in lots) + len(lots)
        self.steps = 50 * (edges + len(component.groups) + len(component.roles)) + 50

    def _capped(self, group: int, role: int, amounts: Sequence[float]) -> float | None:
        """Return the most work of a role that one of a group may do (FTE); None without a cap."""
        people = self.component.groups[group]
        if not people.max_accounts and not people.max_arr:
            return None
        rate = max(
            _cap_rate(lot, people.max_accounts, people.max_arr) * lot.need / amount
            for lot, amount in zip(self.lots, amounts, strict=True)
            if lot.role == role and group in lot.groups and amount > 0
        )
        return 1 / rate if rate > 0 else None

    def _network(
        self, amounts: Sequence[float], counts: Sequence[int]
    ) -> tuple[FlowNetwork, list[int], dict[tuple[int, int], int], int]:
        """Return source 0, sink 1, people, their roles and the lots; then people's edges.

        The third result has the edge of each (group, lot); the last the node of the first lot.
        """
        groups = self.component.groups
        pairs = sorted({(g, lot.role) for lot in self.lots for g in lot.groups})
        first_pair = 2 + len(groups)
        pair_node = {pair: first_pair + place for place, pair in enumerate(pairs)}
        first_lot = first_pair + len(pairs)
        network = FlowNetwork(first_lot + len(self.lots) + len(self.component.roles))
        wide = sum(_units(amount) for amount in amounts)
        people = [network.add_edge(0, 2 + g, 0) for g in range(len(groups))]
        for group, role in pairs:
            cap = self._capped(group, role, amounts)
            room = wide if cap is None else _units(cap * counts[group])
            network.add_edge(2 + group, pair_node[group, role], room)
        edges: dict[tuple[int, int], int] = {}
        for place, (lot, amount) in enumerate(zip(self.lots, amounts, strict=True)):
            for group in lot.groups:
                edges[group, place] = network.add_edge(
                    pair_node[group, lot.role], first_lot + place, wide
                )
            network.add_edge(first_lot + place, 1, _units(amount))
        return network, people, edges, first_lot

    def short(
        self,
        base: Sequence[float],
        most: Sequence[float],
        counts: Sequence[int] | None = None,
        *,
        ordered: bool = False,
    ) -> Short:
        """Return the extra people; those whose hour fills least of a cap are taken first."""
        groups, roles = self.component.groups, self.component.roles
        posts = [group.count for group in groups] if counts is None else counts
        amounts = [lot.need for lot in self.lots]
        network, people, _, first_lot = self._network(amounts, posts)
        total = sum(_units(amount) for amount in amounts)
        for edge, group, count in zip(people, groups, posts, strict=True):
            network.widen(edge, _units(group.fte * count))
        first_role = first_lot + len(self.lots)
        hired = [
            network.add_edge(0, first_role + r, _units(base[r] / self.rates[r]))
            for r in range(len(roles))
        ]
        for place, lot in enumerate(self.lots):
            network.add_edge(first_role + lot.role, first_lot + place, total)
        served = network.push(0, 1)
        # The last role gets most of what any role may get, so that the first gets least.
        order = sorted(range(len(roles)), key=lambda r: (self.rates[r], -r if ordered else r))
        if len(roles) > MOST_IN_ORDER and max(self.rates) == 1:
            for role in order:  # one push for all roles: any split between them is equally good
                network.widen(hired[role], _units(most[role] - base[role]))
            served += network.push(0, 1)
            order = []
        slack = _units(GUARD)
        for role in order:
            if served >= total - slack:
                break
            room = (most[role] - base[role]) / self.rates[role]
            if room <= 0:
                continue
            network.widen(hired[role], _units(room))
            served += network.push(0, 1)
        extra = [
            max(0, network.flow(edge) - _units(given / rate)) / UNITS * rate
            for edge, given, rate in zip(hired, base, self.rates, strict=True)
        ]
        unserved = total - served
        return Short(tuple(extra), 0.0 if unserved <= slack else unserved / UNITS)

    def even(self) -> Shares:
        """Return the assignment whose loads are level, found from the busiest down."""
        groups = self.component.groups
        counts = [group.count for group in groups]
        amounts = [lot.work for lot in self.lots]
        time = [_units(group.fte * group.count) for group in groups]
        total = sum(_units(amount) for amount in amounts)
        network, people, edges, _ = self._network(amounts, counts)
        for edge in people:
            network.widen(edge, total)
        target = network.push(0, 1)
        loads: list[int | None] = [None] * len(time)
        for _ in range(max(1, min(MOST_LEVELS, MOST_STEPS // (3 * self.steps)))):
            if all(load is not None for load in loads):
                break
            level, cut = self._level(amounts, counts, time, loads, target)
            tight = [g for g, load in enumerate(loads) if load is None and not cut[2 + g]]
            for group in tight or [g for g, load in enumerate(loads) if load is None]:
                loads[group] = math.ceil(level * time[group])
        network, people, edges, _ = self._network(amounts, counts)
        rest = max((load for load in loads if load is not None), default=0)
        for edge, load, part in zip(people, loads, time, strict=True):
            network.widen(edge, (load if load is not None else max(rest, part)) + 2)
        network.push(0, 1)
        return self._shares(network, edges, amounts)

    def _level(
        self,
        amounts: Sequence[float],
        counts: Sequence[int],
        time: Sequence[int],
        loads: Sequence[int | None],
        target: int,
    ) -> tuple[float, list[bool]]:
        """Return the least level of those without a load that serves the target, and its cut.

        Of each level tried, the least cut says which people are too few and how much they need
        (Dinkelbach's method), so a few tries find the level.
        """
        level = 0.0
        network, people, _, _ = self._network(amounts, counts)
        for edge, load in zip(people, loads, strict=True):
            network.widen(edge, load or 0)
        served = network.push(0, 1)
        cut = network.reachable(0)
        last = cut
        slack = len(time) + len(amounts) + 2
        while served < target - slack:
            last = cut
            short = sum(
                part
                for group, (part, load) in enumerate(zip(time, loads, strict=True))
                if load is None and not cut[2 + group]
            )
            if not short:
                break
            step = (target - served) / short
            if step * max(time) < 1:
                break
            level += step
            network, people, _, _ = self._network(amounts, counts)
            for edge, load, part in zip(people, loads, time, strict=True):
                network.widen(edge, math.ceil(level * part) if load is None else load)
            served = network.push(0, 1)
            cut = network.reachable(0)
        return level, last

    def _shares(
        self,
        network: FlowNetwork,
        edges: Mapping[tuple[int, int], int],
        amounts: Sequence[float],
    ) -> Shares:
        work: list[dict[str, float]] = [{} for _ in self.component.groups]
        done = [0.0] * len(self.lots)
        for (group, place), edge in edges.items():
            part = network.flow(edge) / UNITS
            if part > GUARD:  # smaller amounts come from rounding to units and are dropped
                role = self.component.roles[self.lots[place].role].role
                work[group][role] = work[group].get(role, 0.0) + part
                done[place] += part
        left: dict[str, float] = {}
        for lot, amount, part in zip(self.lots, amounts, done, strict=True):
            if amount - part > GUARD:
                role = self.component.roles[lot.role].role
                left[role] = left.get(role, 0.0) + amount - part
        return Shares(tuple(work), left)


class _Programme:
    """People with caps and work of different density, as a linear programme."""

    exact = True

    def __init__(self, component: Component, lots: Sequence[Lot]) -> None:
        self.component, self.lots = component, lots
        self.pairs = [(g, place) for place, lot in enumerate(lots) for g in lot.groups]
        capped = sum(1 for g in component.groups if g.max_accounts or g.max_arr)
        rows = len(lots) + len(component.groups) + 2 * capped + 4 * len(component.roles)
        columns = len(self.pairs) + len(lots) + len(component.roles)
        self.steps = rows * (rows + columns)

    def _people_rows(self, counts: Sequence[int]) -> tuple[list[dict[int, float]], list[float]]:
        """Return the rows of people's caps over the columns of `pairs`."""
        rows: list[dict[int, float]] = []
        limits: list[float] = []
        for number, group in enumerate(self.component.groups):
            for role in range(len(self.component.roles)):
                own = [
                    (column, self.lots[place])
                    for column, (g, place) in enumerate(self.pairs)
                    if g == number and self.lots[place].role == role
                ]
                for cap, amounts in (
                    (group.max_accounts, [(c, lot.customers / lot.need) for c, lot in own]),
                    (group.max_arr, [(c, lot.arr / lot.need) for c, lot in own]),
                ):
                    if cap and any(amount > 0 for _, amount in amounts):
                        rows.append({c: amount / cap for c, amount in amounts})
                        limits.append(float(counts[number]))
        return rows, limits

    def short(
        self,
        base: Sequence[float],
        most: Sequence[float],
        counts: Sequence[int] | None = None,
        *,
        ordered: bool = False,
    ) -> Short:
        """Return the extra people of the best point."""
        groups, roles = self.component.groups, self.component.roles
        given = [group.count for group in groups] if counts is None else counts
        hired = len(self.pairs)
        extra = hired + len(self.lots)
        rows, limits = self._people_rows(given)
        for number, group in enumerate(groups):
            rows.append({c: 1.0 for c, (g, _) in enumerate(self.pairs) if g == number})
            limits.append(group.fte * given[number])
        for place, lot in enumerate(self.lots):
            row = {c: 1.0 for c, (_, p) in enumerate(self.pairs) if p == place}
            rows.append({**row, hired + place: 1.0})
            limits.append(lot.need)
        for number, role in enumerate(roles):
            for amounts in self._hired_rows(number, role, hired):
                rows.append({**amounts, extra + number: -1.0})
                limits.append(base[number])
            rows.append({extra + number: 1.0})
            limits.append(max(0.0, min(most[number] - base[number], 1e6)))
        served = dict.fromkeys(range(extra), 1.0)
        objectives = [served, {extra + r: -1.0 for r in range(len(roles))}]
        if ordered:
            objectives += [{extra + r: -1.0} for r in range(len(roles))]
        values = maximise(extra + len(roles), rows, limits, objectives).values
        total = math.fsum(lot.need for lot in self.lots)
        unserved = total - math.fsum(values[:extra])
        return Short(values[extra:], 0.0 if unserved <= GUARD * 10 else unserved)

    def _hired_rows(self, number: int, role: RoleWork, hired: int) -> list[dict[int, float]]:
        """Return hired people's time, customers and revenue over the columns of their work."""
        own = [(hired + p, lot) for p, lot in enumerate(self.lots) if lot.role == number]
        rows = [dict.fromkeys((c for c, _ in own), 1.0)]
        if role.max_accounts:
            rows.append({c: lot.customers / lot.need / role.max_accounts for c, lot in own})
        if role.max_arr:
            rows.append({c: lot.arr / lot.need / role.max_arr for c, lot in own})
        return rows

    def even(self) -> Shares:
        """Return the assignment whose loads are level, found from the busiest down."""
        groups = self.component.groups
        columns = len(self.pairs)
        level = columns
        fixed: dict[int, float] = {}
        # Work is counted without whole books here, its density with them: shares stay the same.
        scale = [lot.work / lot.need for lot in self.lots]
        rows, limits = self._people_rows([group.count for group in groups])
        for place, lot in enumerate(self.lots):
            rows.append({c: 1.0 for c, (_, p) in enumerate(self.pairs) if p == place})
            limits.append(lot.need)
        values: tuple[float, ...] = ()
        for _ in range(min(MOST_LEVELS, len(groups))):
            own_rows, own_limits = list(rows), list(limits)
            loads: list[int] = []
            for number, group in enumerate(groups):
                row = {c: scale[place] for c, (g, place) in enumerate(self.pairs) if g == number}
                time = group.fte * group.count
                if number not in fixed:
                    row[level] = -time
                loads.append(len(own_rows))
                own_rows.append(row)
                own_limits.append(fixed.get(number, 0.0) * time)
            objectives = [dict.fromkeys(range(columns), 1.0), {level: -1.0}]
            best = maximise(columns + 1, own_rows, own_limits, objectives)
            values = best.values
            tight = [
                number
                for number, row in enumerate(loads)
                if number not in fixed and best.prices[row] > GUARD
            ]
            if not tight:
                break
            for number in tight:
                fixed[number] = values[level] + GUARD
            if len(fixed) == len(groups):
                break
        work: list[dict[str, float]] = [{} for _ in groups]
        done = [0.0] * len(self.lots)
        for (worker, place), value in zip(self.pairs, values, strict=False):
            if value > GUARD:
                role = self.component.roles[self.lots[place].role].role
                work[worker][role] = work[worker].get(role, 0.0) + value * scale[place]
                done[place] += value
        left: dict[str, float] = {}
        for lot, part, factor in zip(self.lots, done, scale, strict=True):
            if lot.need - part > GUARD * 10:
                role = self.component.roles[lot.role].role
                left[role] = left.get(role, 0.0) + (lot.need - part) * factor
        return Shares(tuple(work), left)


def _units(amount: float) -> int:
    return round(amount * UNITS)
