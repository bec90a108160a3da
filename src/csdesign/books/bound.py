"""Relaxations: lower bounds that no books can undercut, and the split of hours that reaches them.

Accounts of a class may go to the same people, so only hours matter for a bound: they are split over
the people as if accounts could be divided, and whole accounts cannot do better. Source: the linear
relaxation of scheduling on machines with eligibility; largest first then rounds the split.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

from csdesign.books.groups import Groups, groups_of
from csdesign.books.programme import Programme
from csdesign.books.task import INFINITE, NOBODY, Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from csdesign.books.programme import Answer
    from csdesign.books.task import Task

__all__ = [
    "KeepSplit",
    "Split",
    "balanced_split",
    "keeping_split",
    "largest_account_bound",
    "least_broken",
    "split_by_class",
]

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")
_LEFT: Final = 1_000.0
"""Weight of an hour without a person, relative to an hour moved."""
_SPARE: Final = 1e-7
"""Relative amount by which a later programme may miss the optimum of an earlier one."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Shadow prices: the saving by one more unit of a person's limit, or of soft rules."""

    limits: Mapping[int, Mapping[str, float]]
    rules: float = 0.0


@dataclass(frozen=True, slots=True)
class Split:
    """Hours of each class for each person, and the utilisation of the busiest.

    `bound` is infinite if not even fractions of accounts fit the limits.
    """

    bound: float
    quota: dict[int, dict[int, float]]


@dataclass(frozen=True, slots=True)
class KeepSplit:
    """The hours that stay and that move.

    `keep` is by group; `quota` by class and person, for what moves; `moved` is a proven bound: no
    books within the same limit move fewer hours that could stay; `prices` are the proof.
    """

    groups: Groups
    keep: dict[int, float]
    quota: dict[int, dict[int, float]]
    moved: float
    prices: Prices


@dataclass(frozen=True, slots=True)
class _ClassTotals:
    """Free work of one class; `largest` is the hours of its largest account."""

    hours: float
    accounts: int
    arr: float
    largest: float


def split_by_class(task: Task) -> dict[int, _ClassTotals]:
    """Return the free (not locked) hours, accounts and revenue of each class."""
    import numpy as np

    is_free = task.arrays.fixed == NOBODY
    kind = task.arrays.kind[is_free]
    count = len(task.eligible)
    hours = task.arrays.hours[is_free]
    sums = np.bincount(kind, hours, count).tolist()
    worth = np.bincount(kind, task.arrays.arr[is_free], count).tolist()
    numbers = np.bincount(kind, task.arrays.size[is_free], count).astype(np.int64).tolist()
    largest = np.zeros(count)
    np.maximum.at(largest, kind, hours)
    return {
        number: _ClassTotals(sums[number], numbers[number], worth[number], float(largest[number]))
        for number in range(count)
        if numbers[number]
    }


def remembered(
    work: Callable[Concatenate[Task, _Given], _Answer],
) -> Callable[Concatenate[Task, _Given], _Answer]:
    """Return a function of a task whose results are remembered."""

    @wraps(work)
    def answer(task: Task, /, *given: _Given.args, **named: _Given.kwargs) -> _Answer:
        key = (work, given, tuple(named.items()))
        if key not in task.answers:
            task.answers[key] = work(task, *given, **named)
        found: _Answer = task.answers[key]
        return found

    return answer


@remembered
def balanced_split(task: Task, *, within_limits: bool = True) -> Split:
    """Return the most even split of hours, with or without limits."""
    groups = groups_of(task, by_owner=False)
    fixed = task.fixed_loads()
    programme = Programme()
    pools = _pool_rows(programme, groups)
    load_rows = [programme.row(-INFINITE, -fixed[person]) for person in range(task.people)]
    limits = _limit_rows(task, programme) if within_limits else {}
    top = programme.column(
        1.0, INFINITE, [(row, -task.capacity[person]) for person, row in enumerate(load_rows)]
    )
    columns: list[tuple[int, int]] = []
    for group, kind in enumerate(groups.kind.tolist()):
        has_hours = bool(groups.has_hours[group])
        takes = _takes(groups, group) if limits else []
        for person in task.eligible[kind]:
            entries = [(pools[group], 1.0)]
            if has_hours:
                entries.append((load_rows[person], 1.0))
            if person in limits:
                entries += _uses(limits[person], takes)
            programme.column(0.0, INFINITE, entries)
            columns.append((group, person))
    answer = programme.solve()
    if answer.values is None:
        return Split(INFINITE, {})
    quota = _quota(groups, columns, answer.values[top + 1 :])
    return Split(max(answer.values[top], largest_account_bound(task)), quota)


def least_broken(task: Task, limit: float) -> float | None:
    """Return a lower bound of the weighted hours broken by books within `limit` (utilisation).

    None if not even fractions of accounts fit. Families are not counted.
    """
    found = priced_rules(task, limit)
    return None if found is None else found[0]


@remembered
def priced_rules(task: Task, limit: float) -> tuple[float, Prices] | None:
    """Return the bound of `least_broken`, with the prices that prove it."""
    if not task.broken:
        return 0.0, Prices({})
    groups = groups_of(task, by_owner=False)
    programme = Programme()
    pools = _pool_rows(programme, groups)
    limits = _limit_rows(task, programme, limit)
    for group, kind in enumerate(groups.kind.tolist()):
        worked = float(groups.has_hours[group])
        takes = _takes(groups, group)
        for person in task.eligible[kind]:
            cost = worked * task.broken[kind][person]
            entries = [(pools[group], 1.0), *_uses(limits.get(person, {}), takes)]
            programme.column(cost, INFINITE, entries)
    answer = programme.solve()
    if answer.values is None:
        return None
    return max(answer.objective, 0.0), _prices(limits, answer)


@remembered
def keeping_split(
    task: Task, limit: float, *, broken: float = INFINITE, may_leave: bool = False
) -> KeepSplit | None:
    """Return the split that moves fewest hours with nobody above `limit` (utilisation).

    `broken` is the most that soft rules may be broken (weighted h). None if not even fractions of
    accounts fit. With `may_leave`, as few hours as possible are left unassigned instead, and
    `moved` is not a bound.
    """
    groups = groups_of(task, by_owner=True)
    programme = Programme()
    pools = _pool_rows(programme, groups)
    limits = _limit_rows(task, programme, limit)
    soft = -1
    if task.broken and broken < INFINITE:
        soft = programme.row(-INFINITE, broken * (1 + _SPARE) + _SPARE)
    first_of_pool: dict[int, int] = {}
    for group, pool in enumerate(groups.pool.tolist()):
        first_of_pool.setdefault(pool, group)
    kinds, homes = groups.kind.tolist(), groups.home.tolist()

    def column(
        cost: float, upper: float, group: int, person: int, takes: list[tuple[str, float]]
    ) -> None:
        entries = [(pools[group], 1.0), *_uses(limits.get(person, {}), takes)]
        if soft >= 0 and groups.has_hours[group]:
            entries.append((soft, task.broken[kinds[group]][person]))
        programme.column(cost, upper, entries)

    stays = [group for group, home in enumerate(homes) if home != NOBODY]
    for group in stays:
        column(0.0, float(groups.weight[group]), group, homes[group], _takes(groups, group))
    moves: list[tuple[int, int]] = []
    for group in first_of_pool.values():
        takes = _takes(groups, group, pooled=True)
        for person in task.eligible[kinds[group]]:
            column(float(groups.has_hours[group]), INFINITE, group, person, takes)
            moves.append((group, person))
    if may_leave:
        for group in first_of_pool.values():
            programme.column(_LEFT, INFINITE, [(pools[group], 1.0)])
    answer = programme.solve()
    if answer.values is None:
        return None
    keep = dict(zip(stays, answer.values, strict=False))
    quota = _quota(groups, moves, answer.values[len(stays) : len(stays) + len(moves)])
    split_owners = math.fsum(
        math.fsum(part.values()) - max(part.values()) for part in task.stays.values()
    )
    moved = max(answer.objective - groups.homeless, 0.0) + split_owners
    rules = answer.prices[soft] if soft >= 0 else 0.0
    return KeepSplit(groups, keep, quota, moved, _prices(limits, answer, rules))


def largest_account_bound(task: Task) -> float:
    """Return the least utilisation of a person with the largest account."""
    fixed = task.fixed_loads()
    worst = max((fixed[p] / task.capacity[p] for p in range(task.people)), default=0.0)
    for kind, total in split_by_class(task).items():
        people = task.eligible[kind]
        if people:
            least = min((fixed[p] + total.largest) / task.capacity[p] for p in people)
            worst = max(worst, least)
    return worst


def _pool_rows(programme: Programme, groups: Groups) -> list[int]:
    """Add a row for each pool, which assigns all of its weight, and return the rows by group."""
    rows: dict[int, int] = {}
    sums: dict[int, float] = defaultdict(float)
    pools = groups.pool.tolist()
    for pool, weight in zip(pools, groups.weight.tolist(), strict=True):
        sums[pool] += weight
    for pool, weight in sums.items():
        rows[pool] = programme.row(weight, weight)
    return [rows[pool] for pool in pools]


def _limit_rows(
    task: Task, programme: Programme, limit: float = INFINITE
) -> dict[int, dict[str, int]]:
    """Add a row for every finite limit of every person, less what locks already take.

    Locks may already exceed a limit; then nothing is added, and the programme stays solvable.
    """
    base = Plan.of_locks(task)
    rows: dict[int, dict[str, int]] = defaultdict(dict)
    for person in range(task.people):
        hours = min(limit * task.capacity[person], task.most_hours[person])
        for measure, most, taken in (
            ("hours", hours, base.load[person]),
            ("accounts", task.most_accounts[person], base.accounts[person]),
            ("arr", task.most_arr[person], base.arr[person]),
        ):
            if most < INFINITE:
                rows[person][measure] = programme.row(-INFINITE, max(most - taken, 0.0))
    return dict(rows)


def _prices(limits: dict[int, dict[str, int]], answer: Answer, rules: float = 0.0) -> Prices:
    by_person = {
        person: {measure: answer.prices[row] for measure, row in rows.items()}
        for person, rows in limits.items()
    }
    return Prices(by_person, rules)


def _takes(groups: Groups, group: int, *, pooled: bool = False) -> list[tuple[str, float]]:
    """Return the least that a unit of a group, or of its pool, uses of each limit."""
    counts, worth = (groups.pool_count, groups.pool_arr) if pooled else (groups.count, groups.arr)
    takes = (
        ("hours", float(groups.has_hours[group])),
        ("accounts", float(counts[group])),
        ("arr", float(worth[group])),
    )
    return [(measure, amount) for measure, amount in takes if amount]


def _uses(limits: dict[str, int], takes: list[tuple[str, float]]) -> list[tuple[int, float]]:
    """Return the entries of a unit in the rows of a person's limits, as (row, use)."""
    return [(limits[measure], amount) for measure, amount in takes if measure in limits]


def _quota(
    groups: Groups, columns: list[tuple[int, int]], values: list[float]
) -> dict[int, dict[int, float]]:
    quota: dict[int, dict[int, float]] = defaultdict(dict)
    kinds = groups.kind.tolist()
    for (group, person), weight in zip(columns, values, strict=True):
        if weight > 0 and groups.has_hours[group]:
            mine = quota[kinds[group]]
            mine[person] = mine.get(person, 0.0) + weight
    return dict(quota)
