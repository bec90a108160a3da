"""Repairs of whole-account plans: room for who has none, soft rules, people without accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.books.keeping import EQUAL
from csdesign.books.task import NOBODY

if TYPE_CHECKING:
    from csdesign.books.task import Plan

__all__ = ["fill_empty", "make_room", "mend_broken"]

_MOST_TRIED: Final = 300
"""Accounts that are tried to go elsewhere for one that has no room."""
_MOST_MENDED: Final = 2_000


def make_room(plan: Plan, accounts: list[int]) -> list[int]:
    """Place accounts for which another one has to go elsewhere first; return those left over."""
    task = plan.task
    left: list[int] = []
    for account in accounts:
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
    return left


def _free_of(plan: Plan, person: int) -> list[int]:
    """Return free accounts of a person, the largest first, at most so many."""
    task = plan.task
    mine = [a for a, p in enumerate(plan.person) if p == person and task.fixed[a] == NOBODY]
    mine.sort(key=lambda account: (-task.hours[account], account))
    return mine[:_MOST_TRIED]


def mend_broken(plan: Plan, limit: float) -> None:
    """Give accounts for which a soft rule is broken to somebody who keeps it and has room.

    Where nobody has, two accounts change places if that breaks less. Nobody gets busier than
    `limit` (utilisation).
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
    for _, account in worst[:_MOST_MENDED]:
        if not _move(plan, account, limit):
            _swap(plan, account, limit)


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


def _swap(plan: Plan, account: int, limit: float) -> None:
    task, person = plan.task, plan.person[account]
    best: tuple[float, float, int] | None = None
    for other, target in enumerate(plan.person):
        if (
            target in (NOBODY, person)
            or task.fixed[other] != NOBODY
            or target not in task.may[task.kind[account]]
            or person not in task.may[task.kind[other]]
        ):
            continue
        more = (
            task.breaks(account, target)
            - task.breaks(account, person)
            + task.breaks(other, person)
            - task.breaks(other, target)
        )
        if more >= -EQUAL:
            continue
        moves = task.moved(account, target) + task.moved(other, person)
        if best is not None and (more, moves, other) >= best:
            continue
        plan.take(account)
        plan.take(other)
        if _fits(plan, account, target, limit) and _fits(plan, other, person, limit):
            best = (more, moves, other)
        plan.give(account, person)
        plan.give(other, target)
    if best is not None:
        other = best[-1]
        target = plan.person[other]
        plan.take(account)
        plan.take(other)
        plan.give(account, target)
        plan.give(other, person)


def fill_empty(plan: Plan, limit: float) -> None:
    """Give everybody without accounts one that is free to move, from somebody who has several.

    Of those that break no more soft rules the one that moves fewest hours is taken; nobody gets
    busier than `limit` (utilisation).
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
                or task.breaks(account, person) > task.breaks(account, holder) + EQUAL
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
