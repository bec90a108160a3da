"""Even books: the accounts that change hands anyway are shared out so that loads are level.

Loads are level if the sum of their squares, each over the person's capacity, is least; this also
lowers the highest load. Several measures are levelled together: each is divided by its mean, and
the squares are added.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.books.keeping import EQUAL
from csdesign.books.task import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from csdesign.books.task import Plan, Task

    Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]
    Places = np.ndarray[tuple[int], np.dtype[np.int64]]
    Table = np.ndarray[tuple[int, int], np.dtype[np.float64]]

__all__ = ["level", "level_quota", "measures_of", "unevenness"]

_SWEEPS: Final = 100
_SETTLED: Final = 1e-4
"""Share of all hours below which the shift of a sweep means that quotas are level enough."""
_CLOSE: Final = 1e-3
"""Difference of two utilisations below which no exchange is sought (fraction)."""
_PARTNERS: Final = 8
_ROUNDS: Final = 30
_MOST_EACH: Final = 150
"""Most accounts of a person tried in exchanges, spread over all sizes."""


def measures_of(task: Task) -> Table:
    """Return one row per measure that is levelled, each account's part of the mean book.

    A mean book is the total over the sum of capacities, so that part-time people get their part.
    """
    import numpy as np

    rows = [np.asarray(task.hours)] if task.level_hours else []
    rows += [np.asarray(values, dtype=np.float64) for values in task.measures]
    table = np.stack(rows)
    mean = table.sum(axis=1) / math.fsum(task.capacity)
    scaled: Table = table / np.where(mean > 0, mean, 1.0)[:, None]
    return scaled


def unevenness(plan: Plan) -> float:
    """Return the aim of levelling: squares of loads over capacities, summed over measures."""
    import numpy as np

    task = plan.task
    person = np.asarray(plan.person, dtype=np.int64)
    placed = person != NOBODY
    capacity = np.asarray(task.capacity)
    loads = [np.bincount(person[placed], row[placed], task.people) for row in measures_of(task)]
    return float(math.fsum((load**2 / capacity).sum() for load in loads))


def level_quota(plan: Plan, quota: dict[int, dict[int, float]]) -> dict[int, dict[int, float]]:
    """Return the quotas redistributed so that the loads of `plan` with them are level.

    The total of a class for people who break equally many of its soft rules stays the same, and so
    do the quotas of people with limits on accounts or revenue. Each class in turn fills up the
    least busy people, until nothing changes.
    """
    import numpy as np

    task = plan.task
    capacity = np.asarray(task.capacity)
    load = np.asarray(plan.load)
    parts = list(_parts(task, quota))
    shares = [amounts for _, _, amounts in parts]
    for (_, people, _), amounts in zip(parts, shares, strict=True):
        load[people] += amounts
    kept = [kind for kind, mine in quota.items() for _ in mine]
    limited = _limited(task)
    for kind in dict.fromkeys(kept):
        for person, amount in quota[kind].items():
            if person in limited:
                load[person] += amount
    total = max(float(load.sum()), 1.0)
    for _ in range(_SWEEPS):
        change = 0.0
        for number, (_, people, _) in enumerate(parts):
            load[people] -= shares[number]
            amounts = _filled(load[people], capacity[people], float(shares[number].sum()))
            change += float(np.abs(amounts - shares[number]).sum())
            shares[number] = amounts
            load[people] += amounts
        if change <= _SETTLED * total:
            break
    levelled: dict[int, dict[int, float]] = {
        kind: {person: amount for person, amount in mine.items() if person in limited}
        for kind, mine in quota.items()
    }
    for (kind, people, _), amounts in zip(parts, shares, strict=True):
        for person, amount in zip(people.tolist(), amounts.tolist(), strict=True):
            if amount > 0:
                levelled[kind][person] = amount
    return levelled


def _limited(task: Task) -> frozenset[int]:
    limits = zip(task.most_accounts, task.most_arr, strict=True)
    return frozenset(person for person, most in enumerate(limits) if min(most) < float("inf"))


def _parts(
    task: Task, quota: dict[int, dict[int, float]]
) -> Iterator[tuple[int, np.ndarray[tuple[int], np.dtype[np.int64]], Numbers]]:
    """Yield class, people and hours of each part that may be redistributed."""
    import numpy as np

    limited = _limited(task)
    for kind, mine in quota.items():
        equals: dict[float, list[int]] = {}
        for person in task.eligible[kind]:
            if person not in limited:
                weight = task.broken[kind][person] if task.broken else 0.0
                equals.setdefault(weight, []).append(person)
        for people in equals.values():
            amounts = np.array([mine.get(person, 0.0) for person in people])
            if amounts.any():
                yield kind, np.array(people), amounts


def _filled(load: Numbers, capacity: Numbers, hours: float) -> Numbers:
    """Return each person's part of `hours` if the least busy are filled up to one level."""
    import numpy as np

    busy = load / capacity
    order = np.argsort(busy, kind="stable")
    filled = np.cumsum(capacity[order])
    level = (hours + np.cumsum(load[order])) / filled
    # the last person in the order who is below the level reached by the people up to that one
    reached = int(np.flatnonzero(level >= busy[order])[-1])
    filled_up: Numbers = np.maximum(level[reached] * capacity - load, 0.0)
    return filled_up


class _State:
    """A plan with its loads by measure and person, and each person's movable accounts."""

    def __init__(self, plan: Plan, limit: float, movable: Places) -> None:
        import numpy as np

        task = plan.task
        self.plan = plan
        self.limit = limit
        self.values = measures_of(task)
        self.capacity = np.asarray(task.capacity)
        person = np.asarray(plan.person, dtype=np.int64)
        placed = np.flatnonzero(person != NOBODY)
        self.loads: Table = np.stack(
            [np.bincount(person[placed], row[placed], task.people) for row in self.values]
        ).astype(np.float64)
        movable = movable[np.argsort(task.arrays.hours[movable], kind="stable")]
        order = np.argsort(person[movable], kind="stable")
        ends = np.cumsum(np.bincount(person[movable], minlength=task.people))[:-1]
        self.mine = np.split(movable[order], ends)
        self._kind = task.arrays.kind
        self._may = np.zeros((len(task.eligible), task.people), dtype=bool)
        for kind, people in enumerate(task.eligible):
            self._may[kind, list(people)] = True
        held = np.zeros_like(self._may)
        held[self._kind[movable], person[movable]] = True
        self.reach = held.T.astype(np.float32) @ self._may.astype(np.float32) > 0
        """Whether somebody has something that another may have."""
        self._broken = np.array(task.broken) if task.broken else None
        self._are_owned = bool(task.stays) or bool((task.arrays.home != NOBODY).any())
        self._most_hours = [
            min(limit * capacity, most) * (1 + EQUAL)
            for capacity, most in zip(task.capacity, task.most_hours, strict=True)
        ]
        self._most_accounts = task.most_accounts
        self._most_arr = [most * (1 + EQUAL) for most in task.most_arr]
        self._version = [0] * task.people
        self._in_vain: dict[tuple[int, int], tuple[int, int]] = {}

    def has_tried(self, giver: int, taker: int) -> bool:
        """Return whether two people had nothing to exchange, and neither has changed since."""
        return self._in_vain.get((giver, taker)) == (self._version[giver], self._version[taker])

    def in_vain(self, giver: int, taker: int) -> None:
        """Note that two people have nothing to exchange until one of them changes."""
        self._in_vain[giver, taker] = (self._version[giver], self._version[taker])

    def able(self, person: int, other: int) -> list[int]:
        """Return the movable accounts of a person that another may have, at most `_MOST_EACH`."""
        import numpy as np

        mine = self.mine[person]
        able = mine[self._may[self._kind[mine], other]]
        if len(able) > _MOST_EACH:
            able = able[np.linspace(0, len(able) - 1, _MOST_EACH).round().astype(np.int64)]
        chosen: list[int] = able.tolist()
        return chosen

    def allowed(
        self, gives: list[int], takes: list[int], giver: int, taker: int
    ) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        """Return a mask of exchanges that respect limits, rules and owners, and empty no book.

        It has a row for each account given, a column for each one taken in return, and a last
        column for a gift.
        """
        import numpy as np

        arrays, plan = self.plan.task.arrays, self.plan
        fine = np.ones((len(gives), len(takes) + 1), dtype=np.bool_)
        if self._broken is not None or plan.task.families:
            leaving = self._breaks(gives, taker) - self._breaks(gives, giver)
            coming = self._breaks(takes, giver) - self._breaks(takes, taker)
            leaving += self._more_apart(gives, taker)
            coming += self._more_apart(takes, giver)
            fine &= leaving[:, None] + np.append(coming, 0.0) <= EQUAL
        if self._are_owned:
            leaving = self._moves(gives, taker) - self._moves(gives, giver)
            coming = self._moves(takes, giver) - self._moves(takes, taker)
            fine &= leaving[:, None] + np.append(coming, 0.0) <= EQUAL
        if plan.task.families:  # two accounts of one family change its hours together
            of = plan.task.family_of
            given, taken_back = ([of.get(a, NOBODY) for a in each] for each in (gives, takes))
            same = np.array(given)[:, None] == np.array([*taken_back, NOBODY])
            fine &= ~same | (np.array(given) == NOBODY)[:, None]
        fine[:, -1] &= plan.accounts[giver] > arrays.size[gives]
        measured: tuple[tuple[Numbers | Places, list[float] | list[int], list[float]], ...] = (
            (arrays.hours, plan.load, self._most_hours),
            (arrays.size, plan.accounts, self._most_accounts),
            (arrays.arr, plan.arr, self._most_arr),
        )
        for values, taken, most in measured:
            if min(most[taker], most[giver]) == math.inf:
                continue
            net = values[gives][:, None] - np.append(values[takes], 0)
            for person, more in ((taker, net), (giver, -net)):
                fine &= taken[person] + more <= max(most[person], taken[person])
        return fine

    def _breaks(self, accounts: list[int], person: int) -> Numbers:
        """Return the weight of the soft rules that accounts with a person break (weighted h)."""
        import numpy as np

        if self._broken is None:
            return np.zeros(len(accounts))
        weights: Numbers = self._broken[self._kind[accounts], person]
        return self.plan.task.arrays.hours[accounts] * weights

    def _more_apart(self, accounts: list[int], person: int) -> Numbers:
        """Return the added hours apart from families, by account with a person (weighted h)."""
        import numpy as np

        if not self.plan.task.families:
            return np.zeros(len(accounts))
        return np.array([self.plan.more_apart(account, person) for account in accounts])

    def _moves(self, accounts: list[int], person: int) -> Numbers:
        """Return the hours that, with a person, change hands although they could stay (h)."""
        import numpy as np

        task = self.plan.task
        home = task.arrays.home[accounts]
        is_moved = (home != NOBODY) & (home != person)
        moved: Numbers = np.where(is_moved, task.arrays.hours[accounts], 0.0)
        if task.stays:
            for place, account in enumerate(accounts):
                if account in task.stays:
                    moved[place] = task.moved(account, person)
        return moved

    def move(self, account: int, target: int) -> None:
        """Give an account to somebody else."""
        import numpy as np

        source = self.plan.person[account]
        self._version[source] += 1
        self._version[target] += 1
        self.plan.take(account)
        self.plan.give(account, target)
        self.mine[source] = self.mine[source][self.mine[source] != account]
        self.mine[target] = np.append(self.mine[target], account)
        self.reach[target] |= self._may[self._kind[account]]
        column = self.values[:, account]
        self.loads[:, source] -= column
        self.loads[:, target] += column


def level(plan: Plan, limit: float, *, owners: bool = True) -> int:
    """Exchange accounts that move anyway until books are level; return the number of exchanges.

    Nobody gets busier than `limit` (utilisation), no further hours move, no soft rule is broken
    more, and nobody is left without accounts. Without `owners`, every free account may move.
    """
    import numpy as np

    arrays = plan.task.arrays
    person = np.asarray(plan.person, dtype=np.int64)
    is_movable = (arrays.fixed == NOBODY) & (person != NOBODY)
    if owners:
        is_movable &= arrays.home != person
    movable = np.flatnonzero(is_movable)
    if not len(movable):
        return 0
    state = _State(plan, limit, movable)
    steps = 0
    for _ in range(_ROUNDS):
        done = _round(state)
        steps += done
        if not done:
            break
    return steps


def _round(state: _State) -> int:
    """Let each person, busiest first, exchange with the least busy; return how many exchanges."""
    import numpy as np

    busy = (state.loads / state.capacity).sum(axis=0)
    least = _CLOSE * float(busy.mean())
    done = 0
    for giver in np.argsort(-busy, kind="stable").tolist():
        if not len(state.mine[giver]):
            continue
        takers = np.flatnonzero(state.reach[giver] & (busy < busy[giver] - least))
        takers = takers[np.argsort(busy[takers], kind="stable")]
        for taker in takers[:_PARTNERS].tolist():
            if state.has_tried(giver, taker):
                continue
            if _exchange(state, giver, taker):
                done += 1
                busy = (state.loads / state.capacity).sum(axis=0)
                break
            state.in_vain(giver, taker)
    return done


def _exchange(state: _State, giver: int, taker: int) -> bool:
    """Make the best exchange, or gift, between two people; return whether one helps."""
    import numpy as np

    gives = state.able(giver, taker)
    if not gives:
        return False
    takes = state.able(taker, giver)
    leaving, coming = state.values[:, gives], state.values[:, takes]
    # every pair, and in the last column every gift
    alone = np.zeros((len(leaving), 1))
    net = leaving[:, :, None] - np.concatenate([coming, alone], axis=1)[:, None, :]
    high, low = state.loads[:, giver], state.loads[:, taker]
    slope = 2 * (low / state.capacity[taker] - high / state.capacity[giver])
    bend = 1 / state.capacity[taker] + 1 / state.capacity[giver]
    more = (net * (net * bend + slope[:, None, None])).sum(axis=0)
    least = -1e-10 * (float((high**2).sum() / state.capacity[giver]) or 1.0)
    helps = more < least
    if not helps.any():
        return False
    helps &= state.allowed(gives, takes, giver, taker)
    more[~helps] = np.inf
    row, column = divmod(int(np.argmin(more)), len(takes) + 1)
    if not helps[row, column]:
        return False
    state.move(gives[row], taker)
    if column < len(takes):
        state.move(takes[column], giver)
    return True
