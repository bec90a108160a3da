"""The work of a team given to people by maximum flows in whole units."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.capacity.amounts import GUARD
from csdesign.capacity.maximum_flow import FlowNetwork
from csdesign.planning.hiring.shares import MOST_LEVELS, Shares, Short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.planning.hiring.team import Component, Lot

__all__ = ["Flow"]

UNITS: Final = 10**12
"""Units of flow for one full-time person; whole units keep the flow exact."""
MOST_IN_ORDER: Final = 50
"""Number of roles up to which hired work is given in the order of the roles."""
MOST_STEPS: Final = 2_000_000
"""Most steps, of about a microsecond each, for levelling."""


def _cap_rate(lot: Lot, max_accounts: float | None, max_arr: float | None) -> float:
    """Return people whose caps a full-time person's work of a lot would fill; 0 without caps."""
    customers, arr = lot.customers / lot.need, lot.arr / lot.need
    return max(customers / max_accounts if max_accounts else 0.0, arr / max_arr if max_arr else 0.0)


class Flow:
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
        """Return the extra people; work that fills the caps least is given first."""
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
        # The last role gets as much as it may, so that the first gets least.
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

        The minimum cut for each level tried shows the people who are too few and the level they
        need (Dinkelbach's method), so a few tries find the level.
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


def _units(amount: float) -> int:
    return round(amount * UNITS)
