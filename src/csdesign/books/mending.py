"""Repairs of whole-account plans: unplaced accounts, soft rules, people without accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.books.keeping import EQUAL
from csdesign.books.task import NOBODY

if TYPE_CHECKING:
    from csdesign.books.task import Plan

__all__ = ["drop_excess", "fill_empty", "make_room", "mend_broken"]

_MOST_TRIED: Final = 300
"""Most accounts that are tried elsewhere to make room for one."""
_MOST_MENDED: Final = 2_000
_MOST_PARTNERS: Final = 40
_MOST_WORK: Final = 4_000_000
"""Most accounts looked at in one repair, which takes some seconds; the others stay as they are."""


def make_room(plan: Plan, accounts: list[int]) -> list[int]:
    """Place accounts by moving others out of the way; return those left over."""
    task = plan.task
    left: list[int] = []
    each = len(task.hours) * task.people
    most = max(_MOST_WORK * 5 // max(each, 1), 1)
    for account in accounts[:most]:
        options = [
            (task.breaks(other, target) + task.moved(other, target), other, person, target)
            for person in task.eligible[task.kind[account]]
            for other in _free_of(plan, person)
            for target in task.eligible[task.kind[other]]
            if target != person and plan.has_room(other, target)
        ]
        for _, other, person, target in sorted(options)[: _MOST_TRIED * 10]:
            plan.take(other)
            if plan.has_room(account, person):
                plan.give(account, person)
                plan.give(other, target)
                break
            plan.give(other, person)
        else:
            left.append(account)
    return [*left, *accounts[most:]]


def drop_excess(plan: Plan) -> None:
    """Take as few hours as possible from books beyond their limits to bring them back within."""
    task, locked = plan.task, type(plan).of_locks(plan.task)
    for person in range(task.people):
        measures = (
            (plan.load, task.most_hours, locked.load, task.hours),
            (plan.accounts, task.most_accounts, locked.accounts, task.arrays.size.tolist()),
            (plan.arr, task.most_arr, locked.arr, task.arr),
        )
        for used, most, taken, values in measures:
            top = max(most[person], taken[person]) * (1 + EQUAL)
            while used[person] > top:
                mine = [a for a in _all_free_of(plan, person) if values[a] > 0]
                enough = [a for a in mine if values[a] >= used[person] - top]
                if enough:
                    plan.take(min(enough, key=lambda account: (task.hours[account], account)))
                else:
                    plan.take(max(mine, key=lambda account: (values[account], -account)))


def _free_of(plan: Plan, person: int) -> list[int]:
    """Return free accounts of a person, the largest first, at most `_MOST_TRIED`."""
    task = plan.task
    mine = _all_free_of(plan, person)
    mine.sort(key=lambda account: (-task.hours[account], account))
    return mine[:_MOST_TRIED]


def _all_free_of(plan: Plan, person: int) -> list[int]:
    fixed = plan.task.fixed
    return [a for a, p in enumerate(plan.person) if p == person and fixed[a] == NOBODY]


def mend_broken(plan: Plan, limit: float) -> None:
    """Give accounts that break a soft rule to people with whom they do not and who have room.

    Without such a person, two accounts change places if that breaks fewer rules. Nobody gets busier
    than `limit` (utilisation).
    """
    task = plan.task
    if not task.broken:
        return
    worst = sorted(
        (
            (-task.breaks(account, person), account)
            for account, person in enumerate(plan.person)
            if person != NOBODY
            and task.fixed[account] == NOBODY
            and task.breaks(account, person) > EQUAL
        ),
    )
    swaps = _Swaps(plan)
    most = _MOST_WORK * 25 // max(len(task.hours), 1)
    for _, account in worst[: min(_MOST_MENDED, most)]:
        if _move(plan, account, limit):
            swaps.moved(account)
        else:
            swaps.swap(account, limit)


def _move(plan: Plan, account: int, limit: float) -> bool:
    task, person = plan.task, plan.person[account]
    now = task.breaks(account, person)
    targets = [
        (
            task.breaks(account, target),
            task.moved(account, target),
            plan.utilisation(target),
            target,
        )
        for target in task.eligible[task.kind[account]]
        if target != person and task.breaks(account, target) < now - EQUAL
    ]
    plan.take(account)
    for *_, target in sorted(targets):
        if _fits(plan, account, target, limit):
            plan.give(account, target)
            return True
    plan.give(account, person)
    return False


class _Swaps:
    """Accounts that could change places so that fewer soft rules are broken."""

    def __init__(self, plan: Plan) -> None:
        import numpy as np

        task = plan.task
        self._plan = plan
        self._broken = np.asarray(task.broken)
        self._may = np.zeros((len(task.eligible), task.people), dtype=bool)
        for kind, people in enumerate(task.eligible):
            self._may[kind, list(people)] = True
        self._person = np.asarray(plan.person, dtype=np.int64)
        self._is_free = (task.arrays.fixed == NOBODY) & (self._person != NOBODY)

    def moved(self, account: int) -> None:
        """Record that an account changed hands."""
        self._person[account] = self._plan.person[account]

    def swap(self, account: int, limit: float) -> None:
        """Exchange an account with the one for which that saves most, if one fits."""
        import numpy as np

        plan, task = self._plan, self._plan.task
        kinds, hours = task.arrays.kind, task.arrays.hours
        person, kind = plan.person[account], task.kind[account]
        holder = self._person
        mine = task.hours[account] * (self._broken[kind] - self._broken[kind, person])
        theirs = hours * (self._broken[kinds, person] - self._broken[kinds, holder])
        more = mine[holder] + theirs
        able = self._is_free & (holder != person) & (more < -EQUAL)
        able &= self._may[kind][holder] & self._may[kinds, person]
        others = np.flatnonzero(able)
        for other in others[np.argsort(more[others], kind="stable")][:_MOST_PARTNERS].tolist():
            target = plan.person[other]
            plan.take(account)
            plan.take(other)
            if _fits(plan, account, target, limit) and _fits(plan, other, person, limit):
                plan.give(account, target)
                plan.give(other, person)
                self.moved(account)
                self.moved(other)
                return
            plan.give(account, person)
            plan.give(other, target)


def fill_empty(plan: Plan, limit: float) -> None:
    """Give each person without accounts one free account of somebody who has several.

    Among those that break no further soft rule, the one that moves fewest hours is taken; nobody
    gets busier than `limit` (utilisation).
    """
    task = plan.task
    for person in range(task.people):
        if plan.accounts[person]:
            continue
        best: tuple[float, float, int] | None = None
        for account, holder in enumerate(plan.person):
            if (
                holder == NOBODY
                or task.fixed[account] != NOBODY
                or plan.accounts[holder] <= task.accounts_in(account)
                or person not in task.may[task.kind[account]]
                or task.breaks(account, person) + plan.more_apart(account, person)
                > task.breaks(account, holder) + EQUAL
                or not _fits(plan, account, person, limit)
            ):
                continue
            more = task.moved(account, person) - task.moved(account, holder)
            found = (more, -task.hours[account] if more <= EQUAL else 0.0, account)
            if best is None or found < best:
                best = found
        if best is not None:
            plan.take(best[-1])
            plan.give(best[-1], person)


def _fits(plan: Plan, account: int, person: int, limit: float) -> bool:
    most = limit * plan.task.capacity[person] * (1 + EQUAL)
    return plan.load[person] + plan.task.hours[account] <= most and plan.has_room(account, person)
