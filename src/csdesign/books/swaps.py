"""Local search: the busiest person gives away an account, or exchanges one for a smaller one."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.books.keeping import EQUAL
from csdesign.books.task import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.books.task import Plan, Task

__all__ = ["even_out"]

_PARTNERS: Final = 12
"""Number of people tried, the least busy first, before the best exchange so far is made."""
_STEPS_PER_PERSON: Final = 40
_LEAST_GAIN: Final = 1e-12

_Shelf = dict[int, list[tuple[float, int]]]
"""Free accounts of one person by class, as (hours, account) in ascending order."""


@dataclass(frozen=True, slots=True)
class _Exchange:
    """`give` goes to the partner; `take` comes back, or NOBODY."""

    give: int
    take: int
    busier: float


def even_out(
    plan: Plan,
    target: float,
    movable: Sequence[int] | None = None,
    *,
    keeps_rules: bool = True,
) -> int:
    """Lower the busiest book to at most `target`, or while exchanges help; return how many.

    `target` is a utilisation (hours over capacity). Locked accounts stay, limits hold; `movable`
    names the accounts that may change hands, None all that are free. With `keeps_rules` no exchange
    breaks more of the soft rules.
    """
    task = plan.task
    shelves = _Shelves(plan, movable)
    steps = 0
    for _ in range(_STEPS_PER_PERSON * task.people):
        order = sorted(range(task.people), key=lambda person: (plan.utilisation(person), person))
        busiest = order[-1]
        if plan.utilisation(busiest) <= target:
            break
        best: _Exchange | None = None
        partner = NOBODY
        for tried, candidate in enumerate(_partners(order, busiest, plan, shelves[busiest])):
            if best is not None and (best.busier <= target or tried >= _PARTNERS):
                break
            found = _best_exchange(plan, shelves, busiest, candidate, keeps_rules=keeps_rules)
            if found is not None and (best is None or found.busier < best.busier):
                best, partner = found, candidate
        if best is None:
            break
        _make(plan, shelves, best, busiest, partner)
        steps += 1
    return steps


def _partners(order: list[int], busiest: int, plan: Plan, shelf: _Shelf) -> list[int]:
    """Return the people who may have an account of the busiest, the least busy first."""
    willing = {person for kind in shelf for person in plan.task.eligible[kind]}
    return [person for person in order if person != busiest and person in willing]


class _Shelves:
    """Free accounts by person and class, looked up for a person when first asked for.

    Every exchange is between two people looked up here, so those of others cannot go stale.
    """

    def __init__(self, plan: Plan, movable: Sequence[int] | None) -> None:
        import numpy as np

        self._task = plan.task
        self._person = np.asarray(plan.person, dtype=np.int64)
        is_free = plan.task.arrays.fixed == NOBODY
        if movable is not None:
            is_movable = np.zeros(len(is_free), dtype=bool)
            is_movable[np.asarray(movable, dtype=np.int64)] = True
            is_free &= is_movable
        self._is_free = is_free
        self._shelves: dict[int, _Shelf] = {}

    def __getitem__(self, person: int) -> _Shelf:
        shelf = self._shelves.get(person)
        if shelf is None:
            shelf = defaultdict(list)
            hours, kind = self._task.hours, self._task.kind
            own = ((self._person == person) & self._is_free).nonzero()[0].tolist()
            for account in own:
                shelf[kind[account]].append((hours[account], account))
            for members in shelf.values():
                members.sort()
            self._shelves[person] = shelf
        return shelf


def _best_exchange(
    plan: Plan, shelves: _Shelves, giver: int, taker: int, *, keeps_rules: bool
) -> _Exchange | None:
    """Return the exchange after which the busier of two is least busy, None if none helps."""
    task = plan.task
    high, low = plan.utilisation(giver), plan.utilisation(taker)
    ideal = (high - low) / (1 / task.capacity[giver] + 1 / task.capacity[taker])
    best: _Exchange | None = None
    least = high - _LEAST_GAIN
    for kind, members in shelves[giver].items():
        if taker not in task.eligible[kind]:
            continue
        for give, take in _pairs(plan, members, shelves[taker], giver, ideal):
            hours = task.hours[give] - (task.hours[take] if take != NOBODY else 0.0)
            busier = max(high - hours / task.capacity[giver], low + hours / task.capacity[taker])
            if (
                busier < least
                and _fits(plan, give, take, giver, taker)
                and (not keeps_rules or not _breaks_more(task, give, take, giver, taker))
            ):
                best, least = _Exchange(give, take, busier), busier
    return best


def _pairs(
    plan: Plan, members: list[tuple[float, int]], shelf: _Shelf, giver: int, ideal: float
) -> Iterator[tuple[int, int]]:
    """Yield (give, take) pairs whose hours differ by about `ideal`, and single accounts to give."""
    task = plan.task
    for place in _around(members, ideal):
        yield members[place][1], NOBODY
    for kind, others in shelf.items():
        if giver not in task.eligible[kind] or not others:
            continue
        for hours, give in members:
            for place in _around(others, hours - ideal):
                yield give, others[place][1]


def _around(members: list[tuple[float, int]], hours: float) -> range:
    """Return the places of the two members nearest to `hours` in an ascending list."""
    place = bisect_left(members, (hours, NOBODY))
    return range(max(place - 1, 0), min(place + 1, len(members)))


def _fits(plan: Plan, give: int, take: int, giver: int, taker: int) -> bool:
    """Return whether both books stay within their limits."""
    task = plan.task
    more_hours = task.hours[give] - (task.hours[take] if take != NOBODY else 0.0)
    more_arr = task.arr[give] - (task.arr[take] if take != NOBODY else 0.0)
    more_accounts = task.accounts_in(give) - (task.accounts_in(take) if take != NOBODY else 0)
    return (
        plan.load[taker] + more_hours <= task.most_hours[taker] * (1 + 1e-9)
        and plan.accounts[taker] + more_accounts <= task.most_accounts[taker]
        and plan.accounts[giver] - more_accounts <= task.most_accounts[giver]
        and plan.arr[taker] + more_arr <= task.most_arr[taker] * (1 + 1e-9)
        and plan.arr[giver] - more_arr <= task.most_arr[giver] * (1 + 1e-9)
    )


def _breaks_more(task: Task, give: int, take: int, giver: int, taker: int) -> bool:
    """Return whether an exchange breaks more of the soft rules than it mends."""
    if not task.broken:
        return False
    more = task.breaks(give, taker) - task.breaks(give, giver)
    if take != NOBODY:
        more += task.breaks(take, giver) - task.breaks(take, taker)
    return more > EQUAL


def _make(plan: Plan, shelves: _Shelves, exchange: _Exchange, giver: int, taker: int) -> None:
    for account, source, target in ((exchange.give, giver, taker), (exchange.take, taker, giver)):
        if account == NOBODY:
            continue
        kind, entry = plan.task.kind[account], (plan.task.hours[account], account)
        shelf = shelves[source][kind]
        del shelf[bisect_left(shelf, entry)]
        insort(shelves[target][kind], entry)
        plan.take(account)
        plan.give(account, target)
