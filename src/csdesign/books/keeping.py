"""Minimal disruption: move as few hours away from today's owners as a limit on the load allows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.books.programme import INFINITE, Programme
from csdesign.books.task import NOBODY

if TYPE_CHECKING:
    from csdesign.books.task import Plan, Task

__all__ = ["KeepSplit", "give_back", "keeping_split", "released"]

_LEFT: Final = 1_000.0
"""What an hour left with nobody weighs against an hour moved."""


@dataclass(frozen=True, slots=True)
class KeepSplit:
    """What stays and what moves, in hours.

    `keep` is by (class, owner); `quota` by class and person, for what moves; `moved` is proven: no
    books within the same limit move fewer hours away from an owner who could keep them.
    """

    keep: dict[tuple[int, int], float]
    quota: dict[int, dict[int, float]]
    moved: float


def keeping_split(task: Task, limit: float, *, may_leave: bool = False) -> KeepSplit | None:
    """Return the split that moves fewest hours with nobody above `limit` (utilisation).

    None when not even fractions of accounts fit. With `may_leave` as little as possible is left
    with nobody instead, and `moved` proves nothing.
    """
    held: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    total: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for account, person in enumerate(task.fixed):
        if person != NOBODY:
            continue
        kind, owner = task.kind[account], task.owner[account]
        size = (task.hours[account], 1.0, task.arr[account])
        groups = [total[kind]]
        if owner != NOBODY and owner in task.eligible[kind]:
            groups.append(held[kind, owner])
        for group in groups:
            for place, amount in enumerate(size):
                group[place] += amount
    programme = Programme()
    rows = _person_rows(task, programme, limit)
    class_rows = {kind: programme.row(sums[0], sums[0]) for kind, sums in total.items()}
    stays = [(key, sums) for key, sums in sorted(held.items()) if sums[0] > 0]
    for (kind, owner), sums in stays:
        programme.column(0.0, sums[0], [(class_rows[kind], 1.0), *_uses(rows[owner], sums)])
    moves = [(k, p) for k, sums in sorted(total.items()) if sums[0] > 0 for p in task.eligible[k]]
    for kind, person in moves:
        uses = _uses(rows[person], total[kind])
        programme.column(1.0, INFINITE, [(class_rows[kind], 1.0), *uses])
    if may_leave:
        for row in class_rows.values():
            programme.column(_LEFT, INFINITE, [(row, 1.0)])
    answer = programme.solve()
    if answer.values is None:
        return None
    values = answer.values[: len(stays) + len(moves)]
    keep = dict(zip((key for key, _ in stays), values, strict=False))
    quota: dict[int, dict[int, float]] = defaultdict(dict)
    for (kind, person), hours in zip(moves, values[len(stays) :], strict=True):
        if hours > 0:
            quota[kind][person] = hours
    homeless = sum(sums[0] for sums in total.values()) - sum(sums[0] for sums in held.values())
    return KeepSplit(keep, dict(quota), max(answer.objective - homeless, 0.0))


def _person_rows(
    task: Task, programme: Programme, limit: float
) -> list[tuple[int, int | None, int | None]]:
    """Add each person's rows of hours, accounts and revenue; None where there is no limit."""
    loads = task.fixed_loads()
    accounts = [0] * task.people
    arr = [0.0] * task.people
    for account, person in enumerate(task.fixed):
        if person != NOBODY:
            accounts[person] += 1
            arr[person] += task.arr[account]
    rows: list[tuple[int, int | None, int | None]] = []
    for person in range(task.people):
        most = min(limit * task.capacity[person], task.most_hours[person])
        # locks may already exceed the limit; then nothing is added, and that is no contradiction
        hours = programme.row(-INFINITE, max(most - loads[person], 0.0))
        counts, worth = task.most_accounts[person], task.most_arr[person]
        rows.append(
            (
                hours,
                programme.row(-INFINITE, max(counts - accounts[person], 0.0))
                if counts < INFINITE
                else None,
                programme.row(-INFINITE, max(worth - arr[person], 0.0))
                if worth < INFINITE
                else None,
            )
        )
    return rows


def _uses(rows: tuple[int, int | None, int | None], sums: list[float]) -> list[tuple[int, float]]:
    """Return what an hour of a group takes of a person's limits, by the group's averages."""
    hours, accounts, arr = rows
    entries = [(hours, 1.0)]
    if accounts is not None:
        entries.append((accounts, sums[1] / sums[0]))
    if arr is not None:
        entries.append((arr, sums[2] / sums[0]))
    return entries


def released(task: Task, split: KeepSplit) -> tuple[list[int], list[int]]:
    """Return the accounts that stay with their owner and those that are placed anew.

    The latter come class by class, the largest first.

    Of each owner and class the accounts to release are chosen so that their hours just reach what
    the split moves: the largest that still fit, then the smallest that completes it.
    """
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    anew: list[int] = []
    for account, person in enumerate(task.fixed):
        if person != NOBODY:
            continue
        key = (task.kind[account], task.owner[account])
        if key in split.keep:
            groups[key].append(account)
        else:
            anew.append(account)
    stay: list[int] = []
    for key in sorted(groups):
        members = sorted(groups[key], key=lambda account: (-task.hours[account], account))
        excess = sum(task.hours[account] for account in members) - split.keep[key]
        going = set(_covering(members, task.hours, excess))
        stay += [account for account in members if account not in going]
        anew += [account for account in members if account in going]
    anew.sort(key=lambda account: (task.kind[account], -task.hours[account], account))
    return stay, anew


def _covering(members: list[int], hours: list[float], excess: float) -> list[int]:
    """Return members, largest first, whose hours reach `excess` with little to spare."""
    tolerance = 1e-9 * max(excess, 1.0)
    chosen: list[int] = []
    passed: list[int] = []
    for account in members:
        if excess <= tolerance:
            break
        if hours[account] <= excess + tolerance:
            chosen.append(account)
            excess -= hours[account]
        else:
            passed.append(account)
    if excess > tolerance and passed:
        chosen.append(passed[-1])
    return chosen


def give_back(plan: Plan, limit: float) -> None:
    """Return moved accounts to owners who still have room below the limit, the largest first.

    Whole accounts release a little more than the split asked for; this takes the surplus back.
    """
    task = plan.task
    moved = [
        account
        for account, person in enumerate(plan.person)
        if person not in (NOBODY, task.owner[account])
        and task.fixed[account] == NOBODY
        and task.owner[account] in task.eligible[task.kind[account]]
    ]
    for account in sorted(moved, key=lambda account: (-task.hours[account], account)):
        owner, person = task.owner[account], plan.person[account]
        most = limit * task.capacity[owner] * (1 + 1e-9)
        if plan.load[owner] + task.hours[account] > most:
            continue
        plan.take(account)
        plan.give(account, owner if plan.has_room(account, owner) else person)
