"""Bounds with families: limits get prices, and each account or family takes its cheapest person.

At any prices, the cost minus the value of the limits at these prices is at most the cost of the
best books within the limits. Good prices are found step by step. Source: M. L. Fisher, "The
Lagrangian relaxation method for solving integer programming problems", Management Science 27, 1981.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.books.task import INFINITE, NOBODY, Plan

if TYPE_CHECKING:
    import numpy as np

    from csdesign.books.bound import Prices
    from csdesign.books.task import Task

    Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    Places = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

__all__ = ["is_priced", "least_by_prices"]

MOST_PRICED: Final = 2_000_000
"""Largest task, accounts times people."""
_STEPS: Final = 200
_WORK: Final = 60_000_000
"""Most accounts times people times steps."""
_PATIENCE: Final = 10
"""Number of steps without a better bound after which the step length is halved."""


def is_priced(task: Task) -> bool:
    """Return whether a task has families, which other bounds leave out, and is not too large."""
    return bool(task.families) and len(task.hours) * task.people <= MOST_PRICED


@dataclass(frozen=True, slots=True)
class _Limits:
    """The use of every limit by each account, and the room left, relative to the largest limit."""

    measures: list[str]
    scale: list[float]
    takes: Numbers
    left: Numbers


def least_by_prices(
    task: Task, limit: float, reached: Plan, start: Prices, *, moves: bool
) -> float:
    """Return a lower bound of soft rules broken, or hours moved, within `limit` (utilisation).

    Args:
        task: Accounts, people and limits.
        limit: Utilisation up to which soft rules and owners are kept.
        reached: Books within the limit, used to set the step length.
        start: Prices to start from, of the same task without families.
        moves: Bound the hours moved by books that break no more than `reached` (h), instead of the
            weight of broken soft rules and families (weighted h).
    """
    import numpy as np

    priced = _Priced(task, limit)
    goal = reached.moved() if moves else reached.broken() + reached.apart()
    budget = reached.broken() + reached.apart() if moves else 0.0
    price = priced.scaled(start)
    rule = start.rules if moves else 1.0
    is_limited = np.isfinite(priced.limits.left)
    held = np.where(is_limited, priced.limits.left, 0.0)
    best, best_price, best_rule, pace, since = 0.0, price, rule, 1.0, 0
    for _ in range(max(10, min(_STEPS, _WORK // max(priced.size, 1)))):
        value, used, broken = priced.cheapest(price, rule, moves=moves)
        value -= float((price * held).sum())
        if moves:
            value -= rule * budget
        if value > best + 1e-9:
            best, best_price, best_rule, since = value, price, rule, 0
        else:
            since += 1
            if since >= _PATIENCE:
                pace, since, price, rule = pace / 2, 0, best_price, best_rule
                continue
        if goal - best <= 1e-6 * max(goal, 1.0):
            break
        over = np.where(is_limited, used - held, 0.0)
        over = np.where((price <= 0) & (over < 0), 0.0, over)
        more = broken - budget if moves else 0.0
        scale = 1.0 / max(budget, 1.0)
        length = float((over**2).sum()) + (more * scale) ** 2
        if length <= 0:
            break
        step = pace * (goal * 1.01 - value) / length
        price = np.maximum(price + step * over, 0.0)
        if moves:
            rule = max(rule + step * more * scale**2, 0.0)
    return best


class _Priced:
    """The weights of free accounts with everybody, and their families."""

    def __init__(self, task: Task, limit: float) -> None:
        import numpy as np

        arrays = task.arrays
        self.task = task
        free: Places = np.flatnonzero(arrays.fixed == NOBODY)
        home_family: Places = np.full(len(task.hours), NOBODY, dtype=np.int64)
        for number, members in enumerate(task.families):
            home_family[list(members)] = number
        free = free[np.argsort(home_family[free], kind="stable")]
        family = home_family[free]
        self.alone = int(np.count_nonzero(family == NOBODY))
        inside = family[self.alone :]
        self.starts: Places = np.flatnonzero(np.diff(inside, prepend=NOBODY))
        self.hours = arrays.hours[free]
        self.size = len(free) * task.people
        may = np.zeros((len(task.eligible), task.people), dtype=bool)
        for kind, people in enumerate(task.eligible):
            may[kind, list(people)] = True
        kinds = arrays.kind[free]
        self.forbidden = np.where(may[kinds], 0.0, np.inf)
        self.broken = np.zeros_like(self.forbidden)
        if task.broken:
            self.broken = self.hours[:, None] * np.asarray(task.broken)[kinds]
        home = arrays.home[free]
        self.moved = np.zeros_like(self.forbidden)
        self.moved[home != NOBODY] = self.hours[home != NOBODY][:, None]
        housed = np.flatnonzero(home != NOBODY)
        self.moved[housed, home[housed]] = 0.0
        for place, account in enumerate(free.tolist()):
            if account in task.stays:
                self.moved[place] = [task.moved(account, p) for p in range(task.people)]
        self.limits = self._limits(limit, free)
        # hours of locked members that other people than each one have
        self.locked = np.zeros((len(self.starts), task.people))
        for row, start in enumerate(self.starts.tolist()):
            members = task.families[int(inside[start])]
            held = [a for a in members if task.fixed[a] != NOBODY]
            self.locked[row] += math.fsum(task.hours[a] for a in held)
            for a in held:
                self.locked[row, task.fixed[a]] -= task.hours[a]
        locked = Plan.of_locks(task)
        priced = set(inside.tolist())
        self.constant = task.family_weight * math.fsum(
            math.fsum(by) - max(by)
            for number, members in enumerate(task.families)
            if number not in priced and (by := list(locked.by_person(members).values()))
        )

    def _limits(self, limit: float, free: Places) -> _Limits:
        import numpy as np

        task, base = self.task, Plan.of_locks(self.task)
        arrays = task.arrays
        hours = [min(limit * c, m) for c, m in zip(task.capacity, task.most_hours, strict=True)]
        measures, scales, takes, left = [], [], [], []
        for measure, values, most, taken in (
            ("hours", arrays.hours, hours, base.load),
            ("accounts", arrays.size.astype(float), task.most_accounts, base.accounts),
            ("arr", arrays.arr, task.most_arr, base.arr),
        ):
            if min(most) < INFINITE:
                rest = np.maximum(np.asarray(most, dtype=float) - np.asarray(taken), 0.0)
                rest *= 1 + 1e-9
                scale = float(rest[np.isfinite(rest)].max()) or 1.0
                measures.append(measure)
                scales.append(scale)
                takes.append(values[free] / scale)
                left.append(rest / scale)
        return _Limits(measures, scales, np.stack(takes), np.stack(left))

    def scaled(self, prices: Prices) -> Numbers:
        """Return prices in the scale of these limits."""
        import numpy as np

        scaled = np.zeros_like(self.limits.left)
        for person, by_measure in prices.limits.items():
            for measure, price in by_measure.items():
                row = self.limits.measures.index(measure)
                scaled[row, person] = price * self.limits.scale[row]
        return scaled

    def cheapest(self, price: Numbers, rule: float, *, moves: bool) -> tuple[float, Numbers, float]:
        """Return the least cost at these prices, the use of limits, the weight of broken rules."""
        import numpy as np

        cost = rule * self.broken + self.forbidden
        if moves:
            cost += self.moved
        for takes, row in zip(self.limits.takes, price, strict=True):
            cost += takes[:, None] * row
        chosen = cost.argmin(axis=1)
        places = np.arange(len(cost))
        least = cost[places, chosen]
        value = float(least[: self.alone].sum()) + rule * self.constant
        apart = self.constant
        if len(self.starts):
            weight = self.task.family_weight
            hours = self.hours[self.alone :]
            elsewhere = least[self.alone :] + rule * weight * hours
            inside = np.minimum(cost[self.alone :], elsewhere[:, None])
            together = np.add.reduceat(inside, self.starts, axis=0) + rule * weight * self.locked
            main = together.argmin(axis=1)
            rows = np.arange(len(main))
            value += float(together[rows, main].sum())
            main_of = np.repeat(main, np.diff(self.starts, append=len(hours)))
            places_in = places[self.alone :]
            goes = cost[places_in, main_of] <= elsewhere
            chosen[self.alone :] = np.where(goes, main_of, chosen[self.alone :])
            apart += weight * float(hours[chosen[self.alone :] != main_of].sum())
            apart += weight * float(self.locked[rows, main].sum())
        people = self.task.people
        used = np.stack([np.bincount(chosen, row, people) for row in self.limits.takes])
        broken = float(self.broken[places, chosen].sum()) + apart
        return value, used.astype(np.float64), broken
