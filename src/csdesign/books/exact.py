"""Small tasks solved exactly: one yes-or-no choice for every account and person, aim by aim.

The aims are in order: the busiest person, soft rules, people without accounts, hours
moved, evenness. Each is minimised among the books that are best in all earlier aims.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.books.levelling import level, measures_of, unevenness
from csdesign.books.programme import Programme
from csdesign.books.task import INFINITE, NOBODY, Plan

if TYPE_CHECKING:
    from csdesign.books.programme import Answer
    from csdesign.books.task import Task

__all__ = [
    "MOST_CHOICES",
    "Exact",
    "choices_of",
    "fewest_left",
    "fewest_moved",
    "least_broken_with_families",
    "least_busy",
    "solve_exactly",
]

MOST_CHOICES: Final = 1_500
"""Largest task tried: free accounts times eligible people."""
_MOST_WITH_FAMILIES: Final = 4_000
"""Largest task with families whose soft rules are solved by themselves, in some seconds."""
_EFFORT: Final = 20_000
"""Most branches times choices explored for an aim, in about half a second."""
_FEWEST_NODES: Final = 20
_MOST_NODES: Final = 2_000
_WHOLE: Final = 0.5
_SPARE: Final = 1e-7
"""Relative amount by which a later aim may worsen the optimum of an earlier one."""
_TANGENTS: Final = 5
_ROUNDS: Final = 12
"""The most refinements of the squares."""
_MOST_LEVELLED: Final = 120
"""Free accounts times people up to which evenness is exact too; above that, exchanges level the
loads."""
_LEVEL: Final = 1e-7
"""Relative distance from the best evenness that is accepted."""


@dataclass(frozen=True, slots=True)
class Exact:
    """The best plan found, the proven bound of each aim, and whether all bounds are reached.

    `broken` and `moved` are the least possible (weighted h; h) in the order of the aims.
    """

    plan: Plan
    broken: float
    moved: float
    is_optimal: bool


def choices_of(task: Task, most: int = MOST_CHOICES) -> int:
    """Return the number of pairs of a free account and an eligible person, up to the limit."""
    choices = 0
    for account, person in enumerate(task.fixed):
        if person == NOBODY:
            choices += len(task.eligible[task.kind[account]])
            if choices > most:
                break
    return choices


def least_busy(task: Task, start: Plan | None) -> tuple[Plan | None, float, bool]:
    """Return the plan with the lowest peak load, the proven bound, and whether it is best."""
    aim = _Aim(task, INFINITE)
    aim.add_top()
    aim.add_choices()
    aim.add_empties()
    plan, answer = aim.solve({aim.top: 1.0}, start)
    return plan, answer.bound, answer.is_optimal


def fewest_left(task: Task) -> list[int]:
    """Return the accounts to leave unassigned if not all fit: as few hours as possible."""
    aim = _Aim(task, INFINITE, may_leave=True)
    aim.add_choices()
    few = 1e-6 * max(task.hours, default=1.0) or 1.0
    costs = {column: task.hours[account] + few for account, column in aim.left.items()}
    _, answer = aim.solve(costs, None)
    if answer.values is None:
        return []
    left = [a for a, column in aim.left.items() if answer.values[column] > _WHOLE]
    return sorted(left)


def least_broken_with_families(task: Task, limit: float, start: Plan) -> tuple[Plan, float] | None:
    """Return books within `limit` that break few soft rules, and a lower bound of what books break.

    None for a task without families, or a large one. Chains and bounds are weaker for families than
    for single accounts, and a programme of some thousand choices is solved quickly.
    """
    if not task.families or choices_of(task, _MOST_WITH_FAMILIES) > _MOST_WITH_FAMILIES:
        return None
    known = ("least broken", limit)
    if known not in task.answers:
        plan, bound, _ = _reach(task, limit, _Goals(), start, "broken")
        task.answers[known] = None if plan is None else (plan, bound)
    found: tuple[Plan, float] | None = task.answers[known]
    return found


def fewest_moved(task: Task, limit: float, start: Plan) -> Plan | None:
    """Return books within `limit` that move few hours and break soft rules no more than `start`.

    The number of people without accounts does not rise. None if none are found.
    """
    goals = _Goals(start.broken() + start.apart(), start.empty())
    return _reach(task, limit, goals, start, "moved")[0]


def solve_exactly(task: Task, limit: float, start: Plan | None, *, owners: bool) -> Exact | None:
    """Return the books that are best in all aims within `limit` (utilisation); None if none fit.

    Without `owners`, hours moved do not count, and the load of the busiest person counts instead.
    """
    if start is not None and not task.free():  # locks leave only one plan
        return Exact(start, start.broken() + start.apart(), start.moved(), is_optimal=True)
    plan, is_optimal = start, True
    goals = _Goals()
    broken = moved = 0.0
    if task.broken or task.families:
        plan, bound, is_best = _reach(task, limit, goals, plan, "broken")
        if plan is None:
            return None
        broken, is_optimal = bound, is_best
        goals.broken = plan.broken() + plan.apart()
    if plan is None or plan.empty():
        plan, _, is_best = _reach(task, limit, goals, plan, "empty")
        if plan is None:
            return None
        is_optimal &= is_best
    goals.empty = plan.empty()
    if owners:
        plan, moved, is_best = _reach(task, limit, goals, plan, "moved")
        if plan is None:
            return None
        goals.moved = plan.moved()
    else:
        plan, _, is_best = _reach(task, limit, goals, plan, "busiest")
        if plan is None:
            return None
        limit = min(limit, plan.busiest())
    is_optimal &= is_best
    if len(task.free()) * task.people <= _MOST_LEVELLED:
        plan, is_best = _levelled(task, limit, goals, plan)
    else:
        level(plan, limit, owners=owners)
    return Exact(plan, broken, moved, is_optimal and is_best)


@dataclass(slots=True)
class _Goals:
    """The values reached so far, by aim."""

    broken: float = INFINITE
    empty: float = INFINITE
    moved: float = INFINITE


def _reach(
    task: Task, limit: float, goals: _Goals, start: Plan | None, goal: str
) -> tuple[Plan | None, float, bool]:
    """Return the best plan in one aim, its proven bound, and whether the bound is reached."""
    aim = _Aim(task, limit)
    if goal == "busiest":
        aim.add_top()
    aim.add_choices()
    aim.add_empties()
    aim.add_families()
    aim.keep(goals)
    match goal:
        case "broken":
            costs = aim.breaks()
        case "empty":
            costs = dict.fromkeys(aim.empties.values(), 1.0)
        case "moved":
            costs = aim.moves()
        case _:
            costs = {aim.top: 1.0}
    plan, answer = aim.solve(costs, start)
    constant = aim.apart_at_most if goal == "broken" else 0.0
    return plan, max(answer.bound + constant, 0.0), answer.is_optimal


def _levelled(task: Task, limit: float, goals: _Goals, plan: Plan) -> tuple[Plan, bool]:
    """Return the most even plan as good as `plan` in everything else.

    Squares are bounded from below by tangents, with more of them near the answers.
    """
    values = measures_of(task)
    means = values.sum(axis=1) / math.fsum(task.capacity)
    tangents = _loads(plan) | {
        (measure, person, mean * task.capacity[person] * 2 * step / (_TANGENTS - 1))
        for measure, mean in enumerate(means.tolist())
        for person in range(task.people)
        for step in range(_TANGENTS)
    }
    best, least = plan, unevenness(plan)
    for _ in range(_ROUNDS):
        aim = _Aim(task, limit)
        aim.add_choices()
        aim.add_empties()
        aim.add_families()
        aim.keep(goals)
        costs = aim.add_squares(tangents)
        found, answer = aim.solve(costs, best)
        if found is None:
            return best, False
        reached = unevenness(found)
        if reached < least:
            best, least = found, reached
        if not answer.is_optimal:
            return best, False
        if least <= answer.bound + _LEVEL * max(least, 1e-12):
            return best, True
        known = len(tangents)
        tangents |= _loads(found)
        if len(tangents) == known:
            return best, True
    return best, False


def _loads(plan: Plan) -> set[tuple[int, int, float]]:
    """Return the loads of a plan as (measure, person, load)."""
    import numpy as np

    task = plan.task
    person = np.asarray(plan.person, dtype=np.int64)
    placed = person != NOBODY
    return {
        (measure, place, load)
        for measure, row in enumerate(measures_of(task))
        for place, load in enumerate(np.bincount(person[placed], row[placed], task.people).tolist())
    }


class _Aim:
    """One programme: the assignment of accounts, with columns and rows for one aim."""

    def __init__(self, task: Task, limit: float, *, may_leave: bool = False) -> None:
        self.task = task
        self.top = -1
        self.left: dict[int, int] = {}
        self.choice: dict[tuple[int, int], int] = {}
        self.empties: dict[int, int] = {}
        self.apart_at_most = 0.0
        self._squares: dict[tuple[int, int], int] = {}
        self._mains: dict[tuple[int, int], int] = {}
        self._parts: dict[tuple[int, int], int] = {}
        self._continuous: set[int] = set()
        self._programme = Programme()
        self._limit = limit
        self._may_leave = may_leave
        self._base = Plan.of_locks(task)
        self._free = task.free()

    def _column(self, upper: float, entries: list[tuple[int, float]], *, whole: bool) -> int:
        column = self._programme.column(0.0, upper, entries)
        if not whole:
            self._continuous.add(column)
        return column

    def add_top(self) -> None:
        """Add the highest utilisation, and a row for each person that it must not be below."""
        self._busy = [
            self._programme.row(-INFINITE, -self._base.load[person])
            for person in range(self.task.people)
        ]
        entries = [(row, -self.task.capacity[p]) for p, row in enumerate(self._busy)]
        self.top = self._column(INFINITE, entries, whole=False)

    def add_choices(self) -> None:
        """Add the allowed pairs of person and account, within the limits."""
        task = self.task
        placed = {account: self._programme.row(1.0, 1.0) for account in self._free}
        rows = [self._limits(person) for person in range(task.people)]
        for account in self._free:
            sizes = (task.hours[account], float(task.accounts_in(account)), task.arr[account])
            for person in task.eligible[task.kind[account]]:
                entries = [(placed[account], 1.0)]
                entries += [(r, s) for r, s in zip(rows[person], sizes, strict=True) if r >= 0]
                if self.top >= 0:
                    entries.append((self._busy[person], task.hours[account]))
                self.choice[account, person] = self._column(1.0, entries, whole=True)
            if self._may_leave:
                self.left[account] = self._column(1.0, [(placed[account], 1.0)], whole=True)

    def _limits(self, person: int) -> tuple[int, int, int]:
        """Add and return rows for hours, accounts and revenue of a person; -1 without a limit."""
        task, base = self.task, self._base
        hours = min(self._limit * task.capacity[person], task.most_hours[person])

        def most(value: float, taken: float) -> int:
            if value == INFINITE:
                return -1
            return self._programme.row(-INFINITE, max(value * (1 + 1e-9) - taken, 0.0))

        return (
            most(hours, base.load[person]),
            most(task.most_accounts[person], base.accounts[person]),
            most(task.most_arr[person], base.arr[person]),
        )

    def add_empties(self) -> None:
        """Add, for each person without locked accounts, whether they stay without accounts."""
        for person in range(self.task.people):
            if not self._base.accounts[person]:
                row = self._programme.row(1.0, INFINITE)
                self.empties[person] = self._column(1.0, [(row, 1.0)], whole=True)
                for (_, taker), column in self.choice.items():
                    if taker == person:
                        self._programme.extend(column, row, 1.0)

    def add_families(self) -> None:
        """Add for each family its main person, and the hours that are with that person."""
        task = self.task
        for number, family in enumerate(task.families):
            people = sorted(
                {p for a in family for p in task.eligible[task.kind[a]] if task.fixed[a] == NOBODY}
                | {task.fixed[a] for a in family if task.fixed[a] != NOBODY}
            )
            total = math.fsum(task.hours[account] for account in family)
            self.apart_at_most += task.family_weight * total
            one = self._programme.row(-INFINITE, 1.0)
            for person in people:
                held = math.fsum(task.hours[a] for a in family if task.fixed[a] == person)
                have = self._programme.row(-INFINITE, held)
                main = self._programme.row(-INFINITE, 0.0)
                self._mains[number, person] = self._column(
                    1.0, [(one, 1.0), (main, -total)], whole=True
                )
                self._parts[number, person] = self._column(
                    INFINITE, [(have, 1.0), (main, 1.0)], whole=False
                )
                for account in family:
                    column = self.choice.get((account, person))
                    if column is not None:
                        self._programme.extend(column, have, -task.hours[account])

    def breaks(self) -> dict[int, float]:
        """Return the cost of broken soft rules, minus the highest cost of divided families."""
        task = self.task
        costs = {
            column: cost
            for (account, person), column in self.choice.items()
            if (cost := task.breaks(account, person))
        }
        return costs | dict.fromkeys(self._parts.values(), -task.family_weight)

    def moves(self) -> dict[int, float]:
        """Return the hours that each choice moves although they could stay."""
        return {
            column: hours
            for (account, person), column in self.choice.items()
            if (hours := self.task.moved(account, person))
        }

    def keep(self, goals: _Goals) -> None:
        """Add rows that keep what earlier aims have reached."""
        for costs, most in (
            (self.breaks, goals.broken - self.apart_at_most),
            (lambda: dict.fromkeys(self.empties.values(), 1.0), goals.empty),
            (self.moves, goals.moved),
        ):
            if most < INFINITE and (priced := costs()):
                row = self._programme.row(-INFINITE, most + _SPARE * max(abs(most), 1.0))
                for column, cost in priced.items():
                    self._programme.extend(column, row, cost)

    def add_squares(self, tangents: set[tuple[int, int, float]]) -> dict[int, float]:
        """Add squares of loads over capacities, from below, and return their cost."""
        task = self.task
        values = measures_of(task)
        squares = self._squares
        base = _loads(self._base)
        held = {(measure, person): load for measure, person, load in base}
        for measure, person, point in sorted(tangents):
            # z >= (2 t x - t^2) / c, where x is the load held and chosen
            slope = 2 * point / task.capacity[person]
            row = self._programme.row(
                -INFINITE, point**2 / task.capacity[person] - slope * held[measure, person]
            )
            if (measure, person) not in squares:
                squares[measure, person] = self._column(INFINITE, [], whole=False)
            self._programme.extend(squares[measure, person], row, -1.0)
            if slope:
                for (account, taker), column in self.choice.items():
                    if taker == person and values[measure, account]:
                        self._programme.extend(column, row, slope * values[measure, account])
        return dict.fromkeys(squares.values(), 1.0)

    def solve(self, costs: dict[int, float], start: Plan | None) -> tuple[Plan | None, Answer]:
        """Return the best plan for these costs, and the solver's answer."""
        for column, cost in costs.items():
            self._programme.price(column, cost)
        nodes = max(_FEWEST_NODES, min(_MOST_NODES, _EFFORT // max(len(self.choice), 1)))
        known = None
        if start is not None and NOBODY not in start.person:
            known = self._values_of(start)
        answer = self._programme.solve(
            whole=True, nodes=nodes, start=known, continuous=self._continuous
        )
        if answer.values is None:
            return None, answer
        plan = Plan.of_locks(self.task)
        for (account, person), column in self.choice.items():
            if answer.values[column] > _WHOLE:
                plan.give(account, person)
        return plan, answer

    def _values_of(self, plan: Plan) -> dict[int, float]:
        """Return the value of every column in a plan."""
        values = {
            column: float(plan.person[account] == person)
            for (account, person), column in self.choice.items()
        }
        values |= {column: float(not plan.accounts[p]) for p, column in self.empties.items()}
        values |= dict.fromkeys(self.left.values(), 0.0)
        if self.top >= 0:
            values[self.top] = plan.busiest()
        for number, family in enumerate(self.task.families):
            hours = plan.by_person(family)
            main = max(hours, key=lambda person: (hours[person], -person))
            for person in self._mains_of(number):
                values[self._mains[number, person]] = float(person == main)
                values[self._parts[number, person]] = hours[main] if person == main else 0.0
        loads = {(measure, person): load for measure, person, load in _loads(plan)}
        for (measure, person), column in self._squares.items():
            values[column] = loads[measure, person] ** 2 / self.task.capacity[person]
        return values

    def _mains_of(self, number: int) -> list[int]:
        return [person for family, person in self._mains if family == number]
