"""The class programme: the proven lower bound of the busiest book, and how to reach it.

Accounts of a class may go to the same people, so for a bound only the hours of each class matter:
split them over the people so that the busiest one, in hours over capacity, is as little busy as
possible. Whole accounts can do no better. Source: the linear relaxation of scheduling on machines
with eligibility; the split itself is what largest-first then rounds.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.books.programme import INFINITE, Programme
from csdesign.books.task import NOBODY

if TYPE_CHECKING:
    from csdesign.books.task import Task

__all__ = ["Split", "balanced_split", "largest_account_bound", "split_by_class"]


@dataclass(frozen=True, slots=True)
class Split:
    """Hours of each class for each person, and the utilisation of the busiest.

    `bound` is infinite when not even fractions of accounts fit the limits.
    """

    bound: float
    quota: dict[int, dict[int, float]]


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
    numbers = np.bincount(kind, minlength=count).tolist()
    largest = np.zeros(count)
    np.maximum.at(largest, kind, hours)
    return {
        number: _ClassTotals(sums[number], numbers[number], worth[number], float(largest[number]))
        for number in range(count)
        if numbers[number]
    }


def balanced_split(task: Task, *, within_limits: bool = True) -> Split:
    """Return the best split of hours, limits of hours, accounts and revenue kept or not."""
    totals = split_by_class(task)
    fixed = task.fixed_loads()
    programme = Programme()
    class_rows = {kind: programme.row(total.hours, total.hours) for kind, total in totals.items()}
    load_rows = [programme.row(-INFINITE, -fixed[person]) for person in range(task.people)]
    limits = _limit_rows(task, programme) if within_limits else {}
    top = programme.column(
        1.0, INFINITE, [(row, -task.capacity[person]) for person, row in enumerate(load_rows)]
    )
    columns: list[tuple[int, int]] = []
    for kind, total in totals.items():
        if total.hours <= 0:
            continue
        density = {"accounts": total.accounts / total.hours, "arr": total.arr / total.hours}
        for person in task.eligible[kind]:
            entries = [(class_rows[kind], 1.0), (load_rows[person], 1.0)]
            entries += [
                (row, density.get(measure, 1.0)) for measure, row in limits.get(person, {}).items()
            ]
            programme.column(0.0, INFINITE, entries)
            columns.append((kind, person))
    answer = programme.solve()
    if answer.values is None:
        return Split(INFINITE, {})
    quota: dict[int, dict[int, float]] = defaultdict(dict)
    for (kind, person), hours in zip(columns, answer.values[top + 1 :], strict=True):
        if hours > 0:
            quota[kind][person] = hours
    return Split(max(answer.values[top], largest_account_bound(task)), dict(quota))


def largest_account_bound(task: Task) -> float:
    """Return the utilisation that some account causes wherever it goes."""
    fixed = task.fixed_loads()
    worst = max((fixed[p] / task.capacity[p] for p in range(task.people)), default=0.0)
    for kind, total in split_by_class(task).items():
        people = task.eligible[kind]
        if people:
            least = min((fixed[p] + total.largest) / task.capacity[p] for p in people)
            worst = max(worst, least)
    return worst


def _limit_rows(task: Task, programme: Programme) -> dict[int, dict[str, int]]:
    """Add a row for every finite limit of every person, less what locks already take."""
    accounts = [0] * task.people
    arr = [0.0] * task.people
    hours = task.fixed_loads()
    for account in (task.arrays.fixed != NOBODY).nonzero()[0].tolist():
        accounts[task.fixed[account]] += 1
        arr[task.fixed[account]] += task.arr[account]
    rows: dict[int, dict[str, int]] = defaultdict(dict)
    for person in range(task.people):
        for measure, most, taken in (
            ("hours", task.most_hours[person], hours[person]),
            ("accounts", task.most_accounts[person], accounts[person]),
            ("arr", task.most_arr[person], arr[person]),
        ):
            if most < INFINITE:
                rows[person][measure] = programme.row(-INFINITE, max(most - taken, 0.0))
    return dict(rows)
