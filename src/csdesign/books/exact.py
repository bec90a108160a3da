"""Small tasks solved exactly: every account and person its own yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.books.programme import INFINITE, Programme
from csdesign.books.task import NOBODY, Plan

if TYPE_CHECKING:
    from csdesign.books.task import Task

__all__ = ["MOST_CHOICES", "Exact", "choices_of", "solve_exactly"]

MOST_CHOICES: Final = 1_500
"""Largest task tried: free accounts times eligible people."""
_EFFORT: Final = 60_000
"""Branches times choices that are looked at: one or two seconds."""
_FEWEST_NODES: Final = 20
_MOST_NODES: Final = 2_000
_WHOLE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Exact:
    """The best plan found; `bound` is proven for the objective that was minimised."""

    plan: Plan | None
    bound: float
    is_optimal: bool


def choices_of(task: Task) -> int:
    """Return how many ways free accounts and eligible people can meet, counted to the limit."""
    choices = 0
    for account, person in enumerate(task.fixed):
        if person == NOBODY:
            choices += len(task.eligible[task.kind[account]])
            if choices > MOST_CHOICES:
                break
    return choices


def solve_exactly(task: Task, limit: float | None, start: Plan | None) -> Exact:
    """Return the least busy books, or within a `limit` those that move fewest hours."""
    programme = Programme()
    base = Plan.of_locks(task)
    free = task.free()
    placed = {account: programme.row(1.0, 1.0) for account in free}
    rows = [_rows(task, programme, base, person, limit) for person in range(task.people)]
    first = 0
    if limit is None:
        programme.column(
            1.0, INFINITE, [(hours, -task.capacity[p]) for p, (hours, *_) in enumerate(rows)]
        )
        first = 1
    choices = [(a, p) for a in free for p in task.eligible[task.kind[a]]]
    for account, person in choices:
        sizes = (task.hours[account], task.hours[account], 1.0, task.arr[account])
        uses = [(row, size) for row, size in zip(rows[person], sizes, strict=True) if row >= 0]
        moved = limit is not None and person != task.owner[account]
        cost = task.hours[account] if moved else 0.0
        programme.column(cost, 1.0, [(placed[account], 1.0), *uses])
    known = None
    if start is not None and NOBODY not in start.person:
        known = [start.busiest()] if first else []
        known += [1.0 if start.person[a] == p else 0.0 for a, p in choices]
    nodes = max(_FEWEST_NODES, min(_MOST_NODES, _EFFORT // max(len(choices), 1)))
    answer = programme.solve(whole=True, nodes=nodes, start=known, continuous=range(first))
    if answer.values is None:
        return Exact(None, answer.bound, is_optimal=False)
    plan = Plan.of_locks(task)
    for (account, person), value in zip(choices, answer.values[first:], strict=True):
        if value > _WHOLE:
            plan.give(account, person)
    bound = answer.bound
    return Exact(plan, bound, answer.is_optimal)


def _rows(
    task: Task, programme: Programme, base: Plan, person: int, limit: float | None
) -> tuple[int, int, int, int]:
    """Add rows for load, hours, accounts and revenue of a person; -1 where there is no limit."""
    load = base.load[person]
    if limit is None:
        busy = programme.row(-INFINITE, -load)
    else:
        busy = programme.row(-INFINITE, max(limit * task.capacity[person] - load, 0.0))

    def most(value: float, taken: float) -> int:
        return programme.row(-INFINITE, max(value - taken, 0.0)) if value < INFINITE else -1

    return (
        busy,
        most(task.most_hours[person], load),
        most(task.most_accounts[person], base.accounts[person]),
        most(task.most_arr[person], base.arr[person]),
    )
