"""Small random tasks with every rule and limit, and the best books of each by trying them all."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, replace

from csdesign.books.levelling import unevenness
from csdesign.books.task import INFINITE, NOBODY, Plan, Task

GIVE = 0.15


def random_task(seed: int) -> Task:
    """Return three to seven accounts and two or three people, with rules, limits and locks."""
    dice = random.Random(seed)
    accounts, people = dice.randint(3, 7), dice.randint(2, 3)
    kinds = dice.randint(1, 3)

    def some(share: float) -> bool:
        return dice.random() < share

    eligible = tuple(
        tuple(p for p in range(people) if some(0.8)) or (dice.randrange(people),)
        for _ in range(kinds)
    )
    broken: tuple[tuple[float, ...], ...] = ()
    if some(0.6):
        broken = tuple(
            tuple(dice.choice([0.0, 0.0, 0.0, 1.0, 2.0]) for _ in range(people))
            for _ in range(kinds)
        )
    families: tuple[tuple[int, ...], ...] = ()
    if some(0.4):
        size = dice.randint(2, min(4, accounts))
        families = (tuple(sorted(dice.sample(range(accounts), size))),)
    return Task(
        hours=[
            dice.choice([0.0, 1.0, 2.0, 3.0, 5.0, 8.0, 2.5, 13.0])
            if some(0.9)
            else dice.lognormvariate(1, 0.8)
            for _ in range(accounts)
        ],
        arr=[dice.choice([0.0, 10.0, 100.0, 1000.0, 20.0]) for _ in range(accounts)],
        kind=[dice.randrange(kinds) for _ in range(accounts)],
        owner=[dice.choice([NOBODY, *range(people)]) for _ in range(accounts)],
        fixed=[dice.randrange(people) if some(0.15) else NOBODY for _ in range(accounts)],
        eligible=eligible,
        capacity=[dice.choice([10.0, 10.0, 5.0, 8.0]) for _ in range(people)],
        most_hours=[dice.choice([INFINITE, INFINITE, 20.0]) for _ in range(people)],
        most_accounts=[
            dice.choice([9.0, 9.0, 3.0, 2.0]) if some(0.4) else INFINITE for _ in range(people)
        ],
        most_arr=[
            dice.choice([50.0, 500.0, 2000.0, 1100.0]) if some(0.4) else INFINITE
            for _ in range(people)
        ],
        broken=broken,
        families=families,
        family_weight=1.0 if families else 0.0,
        measures=([dice.choice([0.0, 1.0, 2.0]) for _ in range(accounts)],) if some(0.2) else (),
    )


@dataclass(frozen=True)
class Best:
    """What trying every plan shows.

    `left` are the fewest hours left over, above 0 only where not all fit; `bound` the least busy
    busiest person; `aims` what the best books reach: soft rules, people without accounts, hours
    moved (the busiest where owners do not count), evenness.
    """

    left: float
    bound: float = 0.0
    aims: tuple[float, ...] = ()


def aims_of(plan: Plan, *, owners: bool) -> tuple[float, ...]:
    """Return the figure of a plan for each aim, in their order."""
    return (
        round(plan.broken() + plan.apart(), 6),
        float(plan.empty()),
        round(plan.moved() if owners else plan.busiest(), 6),
        round(unevenness(plan), 6),
    )


def best_of(task: Task, keep: float | None) -> Best:
    """Return the best books by trying every way to give every free account to somebody."""
    if keep is None:
        task = replace(task, owner=[NOBODY] * len(task.owner))
    locked = Plan.of_locks(task)
    free = [account for account, person in enumerate(task.fixed) if person == NOBODY]
    within: list[Plan] = []
    left = INFINITE
    choices = [(*task.eligible[task.kind[account]], NOBODY) for account in free]
    for people in itertools.product(*choices):
        plan = Plan.of_locks(task)
        for account, person in zip(free, people, strict=True):
            if person != NOBODY:
                plan.give(account, person)
        if _keeps_limits(plan, locked):
            rest = sum(task.hours[a] for a, p in zip(free, people, strict=True) if p == NOBODY)
            left = min(left, rest)
            if NOBODY not in people:
                within.append(plan)
    if not within:
        return Best(left)
    bound = min(plan.busiest() for plan in within)
    most = bound * (1 + (keep or 0.0) + GIVE)
    fine = [
        plan
        for plan in within
        if all(
            plan.utilisation(p) <= max(most, locked.utilisation(p)) + 1e-9
            for p in range(task.people)
        )
    ]
    return Best(0.0, bound, min(aims_of(plan, owners=keep is not None) for plan in fine))


def _keeps_limits(plan: Plan, locked: Plan) -> bool:
    task = plan.task
    return all(
        value <= max(most, taken) + 1e-9
        for p in range(task.people)
        for value, most, taken in (
            (plan.load[p], task.most_hours[p], locked.load[p]),
            (plan.accounts[p], task.most_accounts[p], locked.accounts[p]),
            (plan.arr[p], task.most_arr[p], locked.arr[p]),
        )
    )
