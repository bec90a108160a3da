"""Books compared with the best possible: by brute force where small, else by their proofs."""

from __future__ import annotations

import math
import random

import pytest
from book_cases import aims_of, best_of, random_task
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.books.solve import solve
from csdesign.books.task import INFINITE, NOBODY, Plan, Task

KEEPS = (None, 0.0, 0.05, 0.3, 1.0)


@pytest.mark.parametrize("block", range(10))
def test_small_books_are_the_best_of_all_in_every_aim(block: int) -> None:
    """No proof is beaten; no books are better in an aim and as good in those before it."""
    for seed in range(50 * block, 50 * (block + 1)):
        assert_best(seed)


def assert_best(seed: int) -> None:
    task = random_task(seed)
    keep = KEEPS[seed % len(KEEPS)]
    best = best_of(task, keep)
    solution = solve(task, keep)

    if not best.aims:
        left = sum(task.hours[account] for account in solution.unplaced)
        assert solution.unplaced
        assert left == pytest.approx(best.left)
        return
    aims = aims_of(solution.plan, owners=keep is not None)
    assert not solution.unplaced
    assert solution.method == "exact"
    assert solution.bound == pytest.approx(best.bound)
    assert aims == pytest.approx(best.aims, abs=1e-5)
    assert (solution.broken_bound or 0.0) <= best.aims[0] + 1e-5
    if keep is not None:
        assert solution.moved_bound is not None
        assert solution.moved_bound <= best.aims[2] + 1e-5


def many(seed: int, accounts: int = 400, people: int = 12) -> Task:
    """Return a task beyond exact search: soft regions, a limit of revenue, owners, unlike hours."""
    dice = random.Random(seed)
    return Task(
        hours=[dice.lognormvariate(1, 0.8) for _ in range(accounts)],
        arr=[dice.lognormvariate(9, 1.2) for _ in range(accounts)],
        kind=[dice.randrange(6) for _ in range(accounts)],
        owner=[dice.randrange(-1, people) for _ in range(accounts)],
        fixed=[NOBODY if dice.random() < 0.9 else dice.randrange(people) for _ in range(accounts)],
        eligible=tuple(
            tuple(p for p in range(people) if (p + kind) % 3 or p < 6) for kind in range(6)
        ),
        capacity=[dice.choice([100.0, 100.0, 50.0]) for _ in range(people)],
        most_hours=[INFINITE] * people,
        most_accounts=[INFINITE, 40.0, *[INFINITE] * (people - 2)],
        most_arr=[1e6, *[INFINITE] * (people - 1)],
        broken=tuple(tuple(float((p + kind) % 4 == 0) for p in range(people)) for kind in range(6)),
    )


@pytest.mark.parametrize("seed", range(3))
def test_large_books_keep_what_they_promise(seed: int) -> None:
    """Limits and the allowed load hold, and no books are better than their own proof."""
    task = many(seed)
    solution = solve(task, 0.05)
    plan, locked = solution.plan, Plan.of_locks(task)

    assert solution.limit is not None
    assert solution.broken_bound is not None
    assert solution.moved_bound is not None
    assert not solution.unplaced
    assert solution.bound <= plan.busiest() * (1 + 1e-6)
    assert plan.busiest() <= solution.limit * (1 + 1e-6)
    assert solution.broken_bound <= plan.broken() + 1e-6
    assert solution.moved_bound <= plan.moved() + 1e-6
    for person in range(task.people):
        assert plan.arr[person] <= max(task.most_arr[person], locked.arr[person]) * (1 + 1e-9)
        assert plan.accounts[person] <= max(task.most_accounts[person], locked.accounts[person])


def test_more_room_loses_no_customer_and_moves_no_more() -> None:
    """Each larger `keep` breaks and moves no more than the ones before it."""
    task = many(7)
    before: tuple[float, float, float] | None = None
    for keep in (0.0, 0.05, 0.1, 0.2, 0.3, 0.5):
        solution = solve(task, keep)
        now = (
            float(len(solution.unplaced)),
            round(solution.plan.broken(), 6),
            round(solution.plan.moved(), 6),
        )
        assert before is None or now <= before
        before = now


@given(seed=st.integers(0, 10_000), keeps=st.lists(st.floats(0, 2), min_size=2, max_size=4))
@settings(max_examples=40, deadline=None)
def test_more_room_makes_small_books_no_worse(seed: int, keeps: list[float]) -> None:
    """Whatever the values are: rules, people without accounts and hours moved, in this order."""
    task = random_task(seed)
    before: tuple[float, ...] | None = None
    for keep in sorted(keeps):
        solution = solve(task, keep)
        left = math.fsum(task.hours[account] for account in solution.unplaced)
        aims = aims_of(solution.plan, owners=True)[:3]
        now = tuple(round(value, 4) for value in (left, *aims))
        assert before is None or now <= before
        before = now


def test_unlike_customers_are_not_averaged_in_a_proof() -> None:
    """One dear customer may not stay, three cheap ones may: 24 h move, whatever the average is."""
    task = Task(
        hours=[24.0] * 4,
        arr=[100_000.0, 1_000.0, 1_000.0, 1_000.0],
        kind=[0] * 4,
        owner=[0, 0, 0, 1],
        fixed=[NOBODY] * 4,
        eligible=((0, 1),),
        capacity=[1000.0, 1000.0],
        most_hours=[INFINITE] * 2,
        most_accounts=[INFINITE] * 2,
        most_arr=[50_000.0, INFINITE],
    )
    solution = solve(task, 0.05)

    assert solution.bound == pytest.approx(0.048)
    assert solution.plan.moved() == solution.moved_bound == pytest.approx(24.0)
