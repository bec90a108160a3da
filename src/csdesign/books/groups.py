"""Accounts that a bound may combine: of one class and owner, equal in all limited measures.

A bound must not average different customers: books of a few customers with much revenue and many
with little may fit a limit of revenue that the average does not fit. So the accounts of a group
count with the least revenue and the least number per hour that any of them has, which no books can
undercut. If all accounts of a group are alike, that is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.books.task import INFINITE, NOBODY

if TYPE_CHECKING:
    import numpy as np

    from csdesign.books.task import Task

    Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]
    Places = np.ndarray[tuple[int], np.dtype[np.int64]]

__all__ = ["Groups", "groups_of"]

_MOST_LEVELS: Final = 12
_MOST_COLUMNS: Final = 40_000
_DIGITS: Final = 10


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups by index, the pools they are part of, and the use of limits by an hour of each.

    A pool is what remains of a group when owners do not count.

    Attributes:
        account: The free accounts.
        group: The group of each free account.
        pool: The pool of each group.
        kind: The class of each group.
        home: The owner of each group who may keep it, or NOBODY.
        weight: Hours of each group; of entries without work, their number.
        has_hours: Whether the weight is hours.
        count: Fewest accounts per unit of weight.
        arr: Least revenue per unit of weight.
        pool_count: Fewest accounts per unit of weight in the pool of each group.
        pool_arr: Least revenue per unit of weight in the pool of each group.
    """

    account: Places
    group: Places
    pool: Places
    kind: Places
    home: Places
    weight: Numbers
    has_hours: np.ndarray[tuple[int], np.dtype[np.bool_]]
    count: Numbers
    arr: Numbers
    pool_count: Numbers
    pool_arr: Numbers

    @property
    def homeless(self) -> float:
        """Return the free hours whose owner may not keep them (h)."""
        return float(self.weight[self.has_hours & (self.home == NOBODY)].sum())


def groups_of(task: Task, *, by_owner: bool) -> Groups:
    """Return the free accounts in groups, with or without a distinction by owner."""
    import numpy as np

    arrays = task.arrays
    account = np.flatnonzero(arrays.fixed == NOBODY)
    hours, kind = arrays.hours[account], arrays.kind[account]
    size, arr = arrays.size[account].astype(np.float64), arrays.arr[account]
    home = arrays.home[account] if by_owner else np.full(len(account), NOBODY)
    if by_owner and task.stays:
        home[np.isin(account, list(task.stays))] = NOBODY
    has_hours = hours > 0
    unit = np.where(has_hours, hours, 1.0)
    columns = [kind, has_hours.astype(np.int64)]
    most = _levels(task)
    if min(task.most_accounts, default=INFINITE) < INFINITE:
        columns.append(_level(size / unit, most))
    if min(task.most_arr, default=INFINITE) < INFINITE:
        columns.append(_level(arr / unit, most))
    pool_of, _ = _numbered(columns)
    group, first = _numbered([pool_of, home - NOBODY]) if by_owner else _numbered([pool_of])
    number = len(first)
    count, worth = _least(size / unit, group, number), _least(arr / unit, group, number)
    pool, pools = pool_of[first], int(pool_of.max(initial=-1)) + 1
    return Groups(
        account=account,
        group=group,
        pool=pool,
        kind=kind[first],
        home=home[first],
        weight=np.bincount(group, np.where(has_hours, hours, 1.0), number).astype(np.float64),
        has_hours=has_hours[first],
        count=count,
        arr=worth,
        pool_count=_least(count, pool, pools)[pool],
        pool_arr=_least(worth, pool, pools)[pool],
    )


def _least(values: Numbers, of: Places, number: int) -> Numbers:
    """Return the least value of each of `number` groups."""
    import numpy as np

    least = np.full(number, np.inf)
    np.minimum.at(least, of, values)
    return least


def _numbered(columns: list[Places]) -> tuple[Places, Places]:
    """Return a number for every combination that occurs, and where each occurs first."""
    import numpy as np

    code = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        code = code * (int(column.max(initial=0)) + 1) + column
    number = np.cumsum(np.bincount(code) > 0) - 1 if len(code) else code
    numbered = number[code].astype(np.int64)
    first = np.zeros(int(numbered.max(initial=-1)) + 1, dtype=np.int64)
    first[numbered[::-1]] = np.arange(len(code))[::-1]
    return numbered, first


def _levels(task: Task) -> int:
    """Return how many levels of revenue or number per hour a class distinguishes."""
    pairs = max(sum(len(people) for people in task.eligible), 1)
    limits = [task.most_accounts, task.most_arr]
    kinds = sum(min(most, default=INFINITE) < INFINITE for most in limits)
    return max(2, min(_MOST_LEVELS, int((_MOST_COLUMNS / pairs) ** (1 / max(kinds, 1)))))


def _level(density: Numbers, most: int) -> Places:
    """Return the level of each account: its own value if few values differ, else its rank range."""
    import numpy as np

    rounded = np.round(density / max(float(density.max(initial=0)), 1e-300), _DIGITS)
    values, places = np.unique(rounded, return_inverse=True)
    if len(values) <= most:
        return places.reshape(-1).astype(np.int64)
    edges = np.quantile(rounded, np.linspace(0, 1, most + 1)[1:-1])
    return np.searchsorted(edges, rounded, side="right").astype(np.int64)
