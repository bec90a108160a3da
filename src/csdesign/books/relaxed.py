"""Bounds with families from divisible accounts: the share of each account with each person.

The share of an account that is with the main person of its family is not apart from it. One row per
account makes this bound much closer to whole accounts than one row per family does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.books.exact import choices_of
from csdesign.books.programme import Programme
from csdesign.books.task import INFINITE, NOBODY, Plan

if TYPE_CHECKING:
    from csdesign.books.task import Task

__all__ = ["least_relaxed"]

_MOST_CHOICES: Final = 20_000
"""Largest task: free accounts times eligible people."""
_SPARE: Final = 1e-7
"""Relative amount by which the solver may miss a limit or the optimum."""


def least_relaxed(task: Task, limit: float, budget: float = INFINITE) -> float:
    """Return a lower bound within `limit` (utilisation): of hours moved, or of rules broken.

    With a `budget` (weighted h) it bounds the hours that move (h) if soft rules and families are
    broken by no more than that; without, the weight of what is broken (weighted h). It is 0 if a
    task is too large.
    """
    if choices_of(task, _MOST_CHOICES) > _MOST_CHOICES:
        return 0.0
    moves = budget < INFINITE
    programme = Programme()
    soft = programme.row(-INFINITE, INFINITE)
    apart_at_most = _add_all(task, limit, programme, soft, moves=moves)
    if moves:
        most = budget - apart_at_most
        programme.bound(soft, most + _SPARE * max(abs(budget), 1.0))
    answer = programme.solve()
    if answer.values is None:
        return 0.0
    least = answer.objective + (0.0 if moves else apart_at_most)
    return max(least - _SPARE * max(abs(answer.objective), apart_at_most, 1.0), 0.0)


def _add_all(task: Task, limit: float, programme: Programme, soft: int, *, moves: bool) -> float:
    """Add accounts, people and families; return the weight of families if all were apart."""
    limits = _limit_rows(task, limit, programme)
    saved: dict[tuple[int, int], int] = {}
    price = 0.0 if moves else 1.0
    for account in task.free():
        placed = programme.row(1.0, 1.0)
        uses = (task.hours[account], float(task.accounts_in(account)), task.arr[account])
        for person in task.eligible[task.kind[account]]:
            broken = task.breaks(account, person)
            entries = [(placed, 1.0), (soft, broken)]
            entries += [(row, uses[measure]) for measure, row in limits[person]]
            if account in task.family_of:
                saved[account, person] = programme.row(-INFINITE, 0.0)
                entries.append((saved[account, person], -1.0))
            cost = task.moved(account, person) if moves else broken
            programme.column(cost, INFINITE, entries)
    apart_at_most = 0.0
    for family in task.families:
        one = programme.row(1.0, 1.0)
        locked = [account for account in family if task.fixed[account] != NOBODY]
        for person in range(task.people):
            apart = task.family_weight * sum(
                task.hours[account] for account in locked if task.fixed[account] != person
            )
            main = programme.column(price * apart, INFINITE, [(one, 1.0), (soft, apart)])
            for account in family:
                if (account, person) in saved:
                    weight = -task.family_weight * task.hours[account]
                    together = programme.row(-INFINITE, 0.0)
                    programme.extend(main, together, -1.0)
                    rows = [(saved[account, person], 1.0), (together, 1.0), (soft, weight)]
                    programme.column(price * weight, INFINITE, rows)
        apart_at_most += task.family_weight * sum(
            task.hours[account] for account in family if task.fixed[account] == NOBODY
        )
    return apart_at_most


def _limit_rows(task: Task, limit: float, programme: Programme) -> list[list[tuple[int, int]]]:
    """Add a row for each finite limit of each person, less the use by locks; return (use, row)."""
    base = Plan.of_locks(task)
    rows: list[list[tuple[int, int]]] = []
    for person in range(task.people):
        hours = min(limit * task.capacity[person], task.most_hours[person])
        limits = (
            (hours, base.load[person]),
            (task.most_accounts[person], base.accounts[person]),
            (task.most_arr[person], base.arr[person]),
        )
        rows.append(
            [
                (measure, programme.row(-INFINITE, max(most * (1 + 1e-9) - taken, 0.0)))
                for measure, (most, taken) in enumerate(limits)
                if most < INFINITE
            ]
        )
    return rows
