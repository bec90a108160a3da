"""The work of a team given to people by a linear programme, where caps need one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.capacity.amounts import GUARD
from csdesign.capacity.simplex import maximise
from csdesign.planning.hiring.shares import MOST_LEVELS, Shares, Short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.hiring.team import Component, Lot, RoleWork

__all__ = ["Programme"]


class Programme:
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
