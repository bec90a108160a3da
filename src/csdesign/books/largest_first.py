"""Largest first within each class: turns a split in hours into whole accounts."""

from __future__ import annotations

from heapq import heapify, heappop, heapreplace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from csdesign.books.task import INFINITE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csdesign.books.task import Plan

_MANY_EACH: Final = 40
"""Accounts of a class per person from which most are dealt out at once."""
_BULK: Final = 0.9

__all__ = ["place_by_quota", "place_rest"]


def place_by_quota(
    plan: Plan, accounts: Iterable[int], quota: Mapping[int, Mapping[int, float]]
) -> list[int]:
    """Give each account to the person with most of its class's quota left.

    `accounts` come class by class, the largest first, as `Task.free` returns them.

    Returns the accounts for which no person with quota has room, the largest first.
    """
    hours, kind = plan.task.hours, plan.task.kind
    place = _place_within if _has_limits(plan) else _place_freely
    left: list[int] = []
    for number, members in groupby(accounts, key=kind.__getitem__):
        left += place(plan, list(members), quota.get(number, {}))
    left.sort(key=lambda account: (-hours[account], account))
    return left


def _place_freely(plan: Plan, members: list[int], quota: Mapping[int, float]) -> list[int]:
    """Place the accounts of a class if no book has a limit."""
    if not quota:
        return members
    hours = plan.task.hours
    left = dict(sorted(quota.items()))
    bulk = 0
    if len(members) >= _MANY_EACH * len(quota):
        bulk = _deal(plan, members, left)
    heap = [(-amount, person) for person, amount in left.items()]
    heapify(heap)
    people: list[int] = []
    append, replace = people.append, heapreplace
    for account in members[bulk:]:
        remaining, person = heap[0]
        append(person)
        replace(heap, (remaining + hours[account], person))
    plan.give_all(members[bulk:], people)
    return []


def _deal(plan: Plan, members: list[int], left: dict[int, float]) -> int:
    """Deal out all but the smallest accounts at once, and return their number.

    The accounts are put in a row of mixed sizes, which is cut where its hours pass each person's
    part of the quota, so that each part is missed by less than one account. The smallest accounts,
    a tenth of the hours, level that out later. `left` is reduced by the hours dealt.
    """
    import numpy as np

    accounts = np.asarray(members)
    hours = plan.task.arrays.hours[accounts]
    bulk = int(np.searchsorted(np.cumsum(hours), _BULK * hours.sum()))
    count = len(left)
    row = np.concatenate([np.arange(start, bulk, count) for start in range(count)])
    passed = np.cumsum(hours[row])
    quotas = np.array(list(left.values()))
    cuts = np.cumsum(quotas)[:-1] * (passed[-1] / quotas.sum())
    place = np.searchsorted(cuts, passed - hours[row] / 2)
    people = np.array(list(left))[place]
    plan.give_all(accounts[row].tolist(), people.tolist())
    dealt = np.bincount(place, hours[row], count)
    for person, amount in zip(list(left), dealt.tolist(), strict=True):
        left[person] -= amount
    return bulk


def _place_within(plan: Plan, members: list[int], quota: Mapping[int, float]) -> list[int]:
    """Place the accounts of a class within the limits; return those for which there is no room."""
    hours = plan.task.hours
    heap = [(-amount, person) for person, amount in sorted(quota.items())]
    heapify(heap)
    left: list[int] = []
    for account in members:
        _drop_full(plan, heap)
        if heap and plan.has_room(account, heap[0][1]):
            remaining, person = heap[0]
            plan.give(account, person)
            heapreplace(heap, (remaining + hours[account], person))
        elif not _place_further(plan, heap, account):
            left.append(account)
    return left


def _has_limits(plan: Plan) -> bool:
    task = plan.task
    limits = (*task.most_hours, *task.most_accounts, *task.most_arr)
    return min(limits, default=float("inf")) < float("inf")


def _drop_full(plan: Plan, heap: list[tuple[float, int]]) -> None:
    """Drop the people at the top of the heap who have as many accounts as they may."""
    while heap and plan.accounts[heap[0][1]] >= plan.task.most_accounts[heap[0][1]]:
        heappop(heap)


def _place_further(plan: Plan, heap: list[tuple[float, int]], account: int) -> bool:
    """Give the account to the person with most quota left who has room for it."""
    for place, (remaining, person) in sorted(enumerate(heap), key=lambda item: item[1]):
        if plan.has_room(account, person):
            plan.give(account, person)
            heap[place] = (remaining + plan.task.hours[account], person)
            heapify(heap)
            return True
    return False


def place_rest(plan: Plan, accounts: list[int], limit: float = INFINITE) -> list[int]:
    """Give each account to an eligible person with room; return those left over.

    Among those who stay below `limit` (utilisation), the one who breaks fewest soft rules comes
    first, then the least busy.
    """
    task = plan.task
    left: list[int] = []
    for account in accounts:
        candidates = [
            (
                busy > limit * (1 + 1e-9),
                task.breaks(account, person),
                task.moved(account, person),
                busy,
                person,
            )
            for person in task.eligible[task.kind[account]]
            if plan.has_room(account, person)
            for busy in ((plan.load[person] + task.hours[account]) / task.capacity[person],)
        ]
        if candidates:
            plan.give(account, min(candidates)[-1])
        else:
            left.append(account)
    return left
