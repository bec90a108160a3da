"""Minimal disruption: the accounts that stay with today's owners, or return to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from csdesign.books.task import NOBODY

if TYPE_CHECKING:
    from csdesign.books.bound import KeepSplit
    from csdesign.books.task import Plan, Task

__all__ = ["EQUAL", "give_back", "released", "trade_likes"]

EQUAL: Final = 1e-9
"""Difference up to which two plans are equally good (h)."""


def released(task: Task, split: KeepSplit) -> tuple[list[int], list[int]]:
    """Return the accounts that stay with their owner and those that are placed anew.

    The latter are in order of class, the largest first.

    For each owner and class, the released accounts just reach the hours that the split moves: the
    largest that still fit, then the smallest that completes them.
    """
    import numpy as np

    groups = split.groups
    order = np.argsort(groups.group, kind="stable")
    members = np.split(groups.account[order], np.cumsum(np.bincount(groups.group))[:-1])
    stay: list[int] = []
    anew: list[int] = []
    for group, accounts in enumerate(members):
        if group not in split.keep:
            anew += accounts.tolist()
            continue
        excess = float(groups.weight[group]) - split.keep[group]
        if excess <= EQUAL * max(float(groups.weight[group]), 1.0):
            stay += accounts.tolist()
            continue
        hours = task.hours if groups.has_hours[group] else [1.0] * len(task.hours)
        mine = sorted(accounts.tolist(), key=lambda account: (-task.hours[account], account))
        going = set(_covering(mine, hours, excess))
        stay += [account for account in mine if account not in going]
        anew += going
    anew.sort(key=lambda account: (task.kind[account], -task.hours[account], account))
    return stay, anew


def trade_likes(plan: Plan, owner: list[int]) -> None:
    """Exchange equal accounts so that owners keep their own.

    Nobody's load, revenue or rules change. Families are left as they are.
    """
    task = plan.task
    in_family = {account for family in task.families for account in family}
    alike: dict[tuple[float, ...], list[int]] = defaultdict(list)
    for account, person in enumerate(plan.person):
        if person != NOBODY and task.fixed[account] == NOBODY and account not in in_family:
            measured = (values[account] for values in task.measures)
            key = (task.kind[account], task.hours[account], task.arr[account], *measured)
            alike[key].append(account)
    for accounts in alike.values():
        room = Counter(plan.person[account] for account in accounts)
        waiting = []
        for account in accounts:
            plan.take(account)
            if room[owner[account]] > 0:
                room[owner[account]] -= 1
                plan.give(account, owner[account])
            else:
                waiting.append(account)
        for account, person in zip(waiting, sorted(room.elements()), strict=True):
            plan.give(account, person)


def _covering(members: list[int], hours: list[float], excess: float) -> list[int]:
    """Return members, largest first, whose hours reach `excess` with little to spare."""
    tolerance = EQUAL * max(excess, 1.0)
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

    Whole accounts release a little more than the split needs; this returns the surplus. No further
    soft rule is broken, and nobody is left without accounts.
    """
    task = plan.task
    home, person_of = task.home, plan.person
    moved = [
        account
        for account, person in enumerate(person_of)
        if home[account] not in (NOBODY, person) and person != NOBODY
    ]
    for account in sorted(
        moved, key=lambda account: (-task.moved(account, person_of[account]), account)
    ):
        owner, person = home[account], person_of[account]
        most = limit * task.capacity[owner] * (1 + EQUAL)
        if plan.load[owner] + task.hours[account] > most:
            continue
        more = task.breaks(account, owner) + plan.more_apart(account, owner)
        if more > task.breaks(account, person) + EQUAL:
            continue
        if plan.accounts[person] <= task.accounts_in(account):
            continue
        plan.take(account)
        plan.give(account, owner if plan.has_room(account, owner) else person)
