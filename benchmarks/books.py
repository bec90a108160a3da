"""Books: csdesign compared with plain largest-first and CP-SAT, in balance and in CPU time.

    python benchmarks/books.py --sizes 1000x50 8000x48 10000x200 100000x500 --rounds 5
    python benchmarks/books.py --sizes 1000x50 --cp-sat 30

In-process CPU of the assignment alone, medians of interleaved rounds, the first not counted.
Twelve classes of accounts by region and tier, people of one region, one or two tiers and full or
part time; work per account log-normal. `load / bound` is the busiest person's hours over capacity,
divided by the proven lower bound of the class programme. CP-SAT needs ortools; it starts from the
plain largest-first answer and gets the seconds given, with two workers.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from heapq import heapreplace
from typing import TYPE_CHECKING, Final

from csdesign.books.solve import solve
from csdesign.books.task import NOBODY, Task

if TYPE_CHECKING:
    from collections.abc import Callable

REGIONS: Final = 4
TIERS: Final = 3
NONE: Final = float("inf")


def make(accounts: int, people: int, *, owned: bool, seed: int = 1) -> Task:
    """Return a task with region and tier eligibility; `owned` gives random eligible owners."""
    dice = random.Random(seed)
    tiers = [set(dice.sample(range(TIERS), dice.choice([1, 2]))) for _ in range(people)]
    for tier in range(TIERS):  # everybody's work can be done by somebody
        for region in range(REGIONS):
            tiers[region + tier * REGIONS].add(tier)
    eligible = tuple(
        tuple(p for p in range(people) if p % REGIONS == region and tier in tiers[p])
        for region in range(REGIONS)
        for tier in range(TIERS)
    )
    kind = [dice.randrange(REGIONS * TIERS) for _ in range(accounts)]
    return Task(
        hours=[dice.lognormvariate(0, 0.8) for _ in range(accounts)],
        arr=[0.0] * accounts,
        kind=kind,
        owner=[dice.choice(eligible[k]) if owned else NOBODY for k in kind],
        fixed=[NOBODY] * accounts,
        eligible=eligible,
        capacity=[dice.choice([1.0, 1.0, 1.0, 0.5, 0.8]) * 100 for _ in range(people)],
        most_hours=[NONE] * people,
        most_accounts=[NONE] * people,
        most_arr=[NONE] * people,
    )


def largest_first(task: Task) -> list[int]:
    """Return each account's person: the largest first to the least busy who may have it."""
    load = [0.0] * task.people
    heaps = [[(0.0, person) for person in people] for people in task.eligible]
    chosen = [NOBODY] * len(task.hours)
    hours, kind, capacity = task.hours, task.kind, task.capacity
    for account in sorted(range(len(hours)), key=hours.__getitem__, reverse=True):
        heap = heaps[kind[account]]
        while True:
            known, person = heap[0]
            busy = load[person] / capacity[person]
            if known == busy:
                break
            heapreplace(heap, (busy, person))
        load[person] += hours[account]
        chosen[account] = person
        heapreplace(heap, (load[person] / capacity[person], person))
    return chosen


def busiest(task: Task, chosen: list[int]) -> float:
    """Return the highest utilisation."""
    load = [0.0] * task.people
    for account, person in enumerate(chosen):
        load[person] += task.hours[account]
    return max(hours / capacity for hours, capacity in zip(load, task.capacity, strict=True))


def cp_sat(task: Task, seconds: float) -> tuple[float, float]:
    """Return CP-SAT's busiest utilisation and its CPU time (s)."""
    from ortools.sat.python import cp_model

    scale = 10_000
    model = cp_model.CpModel()
    top = model.new_int_var(0, 10**12, "top")
    hint = largest_first(task)
    by_person: list[list[tuple[int, cp_model.IntVar]]] = [[] for _ in range(task.people)]
    for account, kind in enumerate(task.kind):
        choices = [(p, model.new_bool_var(f"{account}-{p}")) for p in task.eligible[kind]]
        model.add_exactly_one(choice for _, choice in choices)
        for person, choice in choices:
            model.add_hint(choice, int(hint[account] == person))
            by_person[person].append((round(task.hours[account] * scale), choice))
    for person, mine in enumerate(by_person):
        work = sum(hours * choice for hours, choice in mine)
        model.add(work * 100 <= top * round(task.capacity[person]))
    model.minimize(top)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    start = time.process_time()
    solver.solve(model)
    return solver.objective_value / scale / 100, time.process_time() - start


def median_cpu(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return the CPU times (s) of interleaved rounds, the first not counted."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            start = time.process_time()
            work()
            if number:
                times[name].append(time.process_time() - start)
    return times


def compare(accounts: int, people: int, rounds: int, seconds: float) -> None:
    """Print balance, disruption and CPU time of one size."""
    task = make(accounts, people, owned=False)
    owned = make(accounts, people, owned=True)

    def fresh(old: Task) -> Task:
        """Return a task whose arrays are not made yet, so that making them is timed too."""
        return Task(**{field: getattr(old, field) for field in Task.__dataclass_fields__})

    times = median_cpu(
        {
            "plain": lambda: largest_first(task),
            "ours": lambda: solve(fresh(task), None),
            "keep": lambda: solve(fresh(owned), 0.05),
        },
        rounds,
    )
    found, kept = solve(task, None), solve(owned, 0.05)
    bound = found.bound
    ratio = statistics.median(a / b for a, b in zip(times["ours"], times["plain"], strict=True))
    print(f"{accounts:,} accounts, {people} people; proven bound {bound:.4f} of capacity")
    plain = busiest(task, largest_first(task)) / bound
    print(f"  largest first  load / bound {plain:.5f}  {_ms(times['plain'])}")
    print(
        f"  csdesign       load / bound {busiest(task, found.plan.person) / bound:.5f}  "
        f"{_ms(times['ours'])}  CPU / largest first {ratio:.2f}"
    )
    moved = sum(
        hours
        for hours, owner, person in zip(owned.hours, owned.owner, kept.plan.person, strict=True)
        if owner != person
    )
    print(
        f"  keeping owners load / bound {kept.plan.busiest() / kept.bound:.5f}  "
        f"{_ms(times['keep'])}  moved hours / bound {moved / (kept.moved_bound or moved):.4f}"
    )
    if seconds:
        load, cpu = cp_sat(task, seconds)
        ours = statistics.median(times["ours"])
        print(
            f"  CP-SAT {seconds:g} s  load / bound {load / bound:.5f}  {cpu:.1f} s CPU  "
            f"csdesign's CPU is 1/{cpu / ours:,.0f} of it"
        )


def _ms(times: list[float]) -> str:
    return f"{statistics.median(times) * 1000:8.1f} ms"


def main() -> None:
    """Read the arguments and compare size by size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", default=["1000x50", "8000x48", "10000x200"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cp-sat", type=float, default=0, metavar="SECONDS")
    given = parser.parse_args()
    for size in given.sizes:
        accounts, _, people = size.partition("x")
        compare(int(accounts), int(people), given.rounds, given.cp_sat)


if __name__ == "__main__":
    main()
