"""Explains why accounts do not fit: the smallest set of limits that contradict each other.

For one measure, such as hours, books of fractions exist if and only if no set of cells needs more
than the people who may serve any of them have (Hall's condition), so the search looks for the
smallest set that breaks it, size by size. With many cells cells are instead left out of a
contradicting set until every one in it is needed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from csdesign.books.bound import balanced_split, split_by_class
from csdesign.books.proposed import Conflict
from csdesign.books.task import INFINITE, NOBODY, Plan
from csdesign.wording import listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.books.options import Person
    from csdesign.books.staging import Stage

__all__ = ["find_conflicts"]

_MOST_ENUMERATED: Final = 12
_MOST_CELLS: Final = 6
_UNITS: Final = {"hours": "h", "accounts": "customers", "arr": "of ARR"}


@dataclass(frozen=True, slots=True)
class _Group:
    """The total of the free accounts that the same people may have, by measure."""

    people: tuple[int, ...]
    kinds: tuple[int, ...]
    demand: dict[str, float]


def find_conflicts(staged: Stage, people: Sequence[Person]) -> tuple[Conflict, ...]:
    """Return the contradictions, the smallest first; empty if fractions of accounts fit."""
    found = [*_locks_beyond_limits(staged, people)]
    groups = _groups(staged)
    found += _nobody(staged)
    found += _too_large(staged, people)
    groups = [group for group in groups if group.people]
    smallest = _smallest_set(staged, groups, people)
    if smallest is not None:
        found.append(smallest)
    return tuple(found)


def _groups(staged: Stage) -> list[_Group]:
    demand: dict[tuple[int, ...], dict[str, float]] = {}
    kinds: dict[tuple[int, ...], list[int]] = {}
    for kind, total in split_by_class(staged.task).items():
        people = staged.task.eligible[kind]
        sums = demand.setdefault(people, {"hours": 0.0, "accounts": 0.0, "arr": 0.0})
        sums["hours"] += total.hours
        sums["accounts"] += total.accounts
        sums["arr"] += total.arr
        kinds.setdefault(people, []).append(kind)
    return [_Group(people, tuple(kinds[people]), sums) for people, sums in sorted(demand.items())]


def _room(staged: Stage) -> dict[str, list[float]]:
    """Return the room left by locks within each person's limits, by measure."""
    task = staged.task
    base = Plan.of_locks(task)
    pairs = {
        "hours": (task.most_hours, base.load),
        "accounts": (task.most_accounts, [float(count) for count in base.accounts]),
        "arr": (task.most_arr, base.arr),
    }
    return {
        measure: [max(limit - taken, 0.0) for limit, taken in zip(most, used, strict=True)]
        for measure, (most, used) in pairs.items()
    }


def _locks_beyond_limits(staged: Stage, people: Sequence[Person]) -> Iterator[Conflict]:
    task = staged.task
    base = Plan.of_locks(task)
    for place, person in enumerate(people):
        for measure, most, taken in (
            ("hours", task.most_hours[place], base.load[place]),
            ("accounts", task.most_accounts[place], float(base.accounts[place])),
            ("arr", task.most_arr[place], base.arr[place]),
        ):
            if taken > most * (1 + 1e-9):
                name = visible(person.id)
                yield Conflict(
                    measure,
                    (),
                    (person.id,),
                    taken,
                    most,
                    f"locked customers alone give {name} {_amount(taken, measure)}, and "
                    f"the limit is {_figure(most)}: unlock some of them or raise the limit",
                )


def _nobody(staged: Stage) -> Iterator[Conflict]:
    """Yield the accounts that nobody may have, those pinned to unknown people first."""
    free = split_by_class(staged.task)
    alone = [kind for kind in free if not staged.task.eligible[kind]]
    for is_pinned in (True, False):
        kinds = [kind for kind in alone if (staged.cells[kind].pinned is not None) is is_pinned]
        if not kinds:
            continue
        cells = tuple(dict.fromkeys(staged.cells[kind].words for kind in kinds))
        accounts = number_of(sum(free[kind].accounts for kind in kinds), "customer")
        words = f"nobody may have {accounts} ({listed(cells, 'and')})"
        if is_pinned:
            words = f"{accounts} pinned to somebody who is not among the people"
        hours = math.fsum(free[kind].hours for kind in kinds)
        yield Conflict("hours", cells, (), hours, 0.0, words)


def _too_large(staged: Stage, people: Sequence[Person]) -> Iterator[Conflict]:
    """Yield the largest account that is larger than every limit of the people who may have it."""
    task = staged.task
    largest: dict[int, int] = {}
    for account in task.free():
        kind = task.kind[account]
        if kind not in largest or task.hours[account] > task.hours[largest[kind]]:
            largest[kind] = account
    for kind, account in sorted(largest.items()):
        able = task.eligible[kind]
        most = max((task.most_hours[person] for person in able), default=INFINITE)
        if task.hours[account] > most * (1 + 1e-9):
            yield Conflict(
                "hours",
                (staged.cells[kind].words,),
                tuple(people[person].id for person in able),
                task.hours[account],
                most,
                f"one customer ({staged.cells[kind].words}) needs "
                f"{_figure(task.hours[account])} h, more than anyone who may have it has "
                f"({_figure(most)} h)",
            )


def _smallest_set(
    staged: Stage, groups: Sequence[_Group], people: Sequence[Person]
) -> Conflict | None:
    room = _room(staged)
    if len(groups) <= _MOST_ENUMERATED:
        for size in range(1, len(groups) + 1):
            short = [
                conflict
                for chosen in combinations(groups, size)
                for measure in ("hours", "accounts", "arr")
                if (conflict := _shortage(staged, chosen, measure, room, people)) is not None
            ]
            if short:
                return max(short, key=lambda conflict: conflict.shortfall / conflict.demand)
    return _thinned(staged, groups, room, people)


def _shortage(
    staged: Stage,
    chosen: Sequence[_Group],
    measure: str,
    room: dict[str, list[float]],
    people: Sequence[Person],
) -> Conflict | None:
    """Return the conflict if the groups need more of a measure than their people have."""
    able = sorted({person for group in chosen for person in group.people})
    demand = math.fsum(group.demand[measure] for group in chosen)
    supply = math.fsum(room[measure][person] for person in able)
    if demand <= supply * (1 + 1e-9):
        return None
    cells = tuple(dict.fromkeys(staged.cells[k].words for group in chosen for k in group.kinds))
    names = tuple(people[person].id for person in able)
    words = (
        f"{_who_ask(staged, chosen, cells)} need {_amount(demand, measure)}; "
        f"{_who_may(names)} for {_figure(supply)}: {_amount(demand - supply, measure)} too few"
    )
    return Conflict(measure, cells, names, demand, supply, words)


def _who_ask(staged: Stage, chosen: Sequence[_Group], cells: Sequence[str]) -> str:
    """Return the accounts in words: all, or those that ask for certain properties."""
    kinds = {kind for group in chosen for kind in group.kinds}
    if len(kinds) > 1 and kinds == split_by_class(staged.task).keys():
        return "all customers together"
    if len(cells) == 1:
        return f"customers that ask for {cells[0]}"
    shown = [f"({words})" for words in cells[:_MOST_CELLS]]
    if len(cells) > _MOST_CELLS:
        return f"customers that ask for {', '.join(shown)} or {len(cells) - _MOST_CELLS} more"
    return f"customers that ask for {listed(shown, 'or')}"


def _who_may(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"{visible(names[0], 40)}, who alone may have them, has room"
    return f"the {len(names)} who may have them ({_few(names)}) have room"


def _figure(amount: float) -> str:
    """Return an amount to six significant digits, larger ones to the unit; never as 1e+06."""
    return f"{amount:,.0f}" if abs(amount) >= 999_999.5 else f"{amount:,.6g}"


def _amount(amount: float, measure: str) -> str:
    is_one = measure == "accounts" and amount == 1
    return "1 customer" if is_one else f"{_figure(amount)} {_UNITS[measure]}"


def _few(names: Sequence[str], most: int = 6) -> str:
    shown = [visible(name, 40) for name in names[:most]]
    return listed(shown, "and") if len(names) <= most else f"{', '.join(shown)} ..."


def _thinned(
    staged: Stage,
    groups: Sequence[_Group],
    room: dict[str, list[float]],
    people: Sequence[Person],
) -> Conflict | None:
    """Return a conflict in which every cell is needed, by leaving out cells one by one."""
    if not _contradict(staged, groups):
        return None
    needed = list(groups)
    for group in groups:
        fewer = [other for other in needed if other is not group]
        if fewer and _contradict(staged, fewer):
            needed = fewer
    for measure in ("hours", "accounts", "arr"):
        conflict = _shortage(staged, needed, measure, room, people)
        if conflict is not None:
            return conflict
    cells = tuple(dict.fromkeys(staged.cells[k].words for group in needed for k in group.kinds))
    able = sorted({person for group in needed for person in group.people})
    names = tuple(people[person].id for person in able)
    hours = math.fsum(group.demand["hours"] for group in needed)
    supply = math.fsum(room["hours"][person] for person in able)
    words = (
        f"for {_who_ask(staged, needed, cells)}, the limits of hours, customers and ARR of "
        f"{_few(names)} cannot all be kept together"
    )
    return Conflict("hours", cells, names, hours, supply, words)


def _contradict(staged: Stage, groups: Sequence[_Group]) -> bool:
    """Return whether the accounts of these groups do not fit, in fractions."""
    kinds = {kind for group in groups for kind in group.kinds}
    task = staged.task
    keep = [a for a in range(len(task.hours)) if task.fixed[a] != NOBODY or task.kind[a] in kinds]
    return balanced_split(task.part(keep)).bound == INFINITE
