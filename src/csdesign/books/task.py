"""The assignment problem as numbers, for the solvers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

_Value = TypeVar("_Value", int, float)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

__all__ = ["INFINITE", "NOBODY", "Plan", "Task"]

NOBODY: Final = -1
"""Index in place of a person: no owner, no lock, not placed."""
INFINITE: Final = float("inf")
"""Value of a missing limit."""


@dataclass(frozen=True, slots=True)
class Arrays:
    """The accounts as arrays, one per property, to work on all of them at once."""

    hours: np.ndarray[tuple[int], np.dtype[np.float64]]
    arr: np.ndarray[tuple[int], np.dtype[np.float64]]
    size: np.ndarray[tuple[int], np.dtype[np.int64]]
    kind: np.ndarray[tuple[int], np.dtype[np.int64]]
    fixed: np.ndarray[tuple[int], np.dtype[np.int64]]
    home: np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True)
class Task:
    """Accounts, people and eligibility, by index.

    An entry is an account, or a family of accounts that go to one person together.

    Attributes:
        hours: Work of each account (h).
        arr: Revenue of each account (currency a year).
        kind: Class of each account; accounts of a class may go to the same people.
        owner: Today's owner of each account, or NOBODY; of a family, the one who has most of its
            hours.
        fixed: The person a lock or a pin gives each account to, or NOBODY.
        eligible: People of each class under the hard rules, ascending.
        capacity: Hours of each person (h), in the period of `hours`; above 0.
        most_hours: Most hours in the book of each person (h); infinite without a limit.
        most_accounts: Most accounts in the book of each person; infinite without a limit.
        most_arr: Most revenue in the book of each person; infinite without a limit.
        broken: For each class, the weight of the soft rules that each person breaks; empty if
            there are no soft rules.
        size: Accounts in each entry; empty if each is one account.
        stays: For entries with members of several owners, the hours that stay by person (h).
        families: Entries that should go to one person, each entry in one family at most.
        family_weight: Weight of an hour apart from its family.
        measures: Measures levelled in addition to hours: for each measure, its amount of each
            account.
        level_hours: Whether hours are levelled.
    """

    hours: list[float]
    arr: list[float]
    kind: list[int]
    owner: list[int]
    fixed: list[int]
    eligible: tuple[tuple[int, ...], ...]
    capacity: list[float]
    most_hours: list[float]
    most_accounts: list[float]
    most_arr: list[float]
    broken: tuple[tuple[float, ...], ...] = ()
    size: list[int] = field(default_factory=list)
    stays: Mapping[int, Mapping[int, float]] = field(default_factory=dict)
    families: tuple[tuple[int, ...], ...] = ()
    family_weight: float = 0.0
    measures: tuple[list[float], ...] = ()
    level_hours: bool = True

    @cached_property
    def answers(self) -> dict[object, Any]:
        """Return the remembered results for this task, by question."""
        return {}

    @cached_property
    def arrays(self) -> Arrays:
        """Return the accounts as arrays, made once."""
        import numpy as np

        return Arrays(
            np.asarray(self.hours, dtype=np.float64),
            np.asarray(self.arr, dtype=np.float64),
            np.asarray(self.size or [1] * len(self.hours), dtype=np.int64),
            np.asarray(self.kind, dtype=np.int64),
            np.asarray(self.fixed, dtype=np.int64),
            np.asarray(self.home, dtype=np.int64),
        )

    @cached_property
    def home(self) -> list[int]:
        """Return the owner of each account that is free and may stay with its owner, or NOBODY."""
        if max(self.owner, default=NOBODY) == NOBODY:
            return [NOBODY] * len(self.owner)
        return [
            owner if fixed == NOBODY and owner in self.may[kind] else NOBODY
            for owner, fixed, kind in zip(self.owner, self.fixed, self.kind, strict=True)
        ]

    @cached_property
    def family_of(self) -> dict[int, int]:
        """Return the number of the family of each account that has one."""
        return {
            account: number for number, family in enumerate(self.families) for account in family
        }

    @cached_property
    def may(self) -> list[frozenset[int]]:
        """Return the people of each class as sets."""
        return [frozenset(people) for people in self.eligible]

    def part(self, accounts: Sequence[int]) -> Task:
        """Return the task of some of the accounts, in the order given."""
        place = {account: number for number, account in enumerate(accounts)}

        def of(values: list[_Value]) -> list[_Value]:
            return [values[account] for account in accounts]

        families = [tuple(place[a] for a in family if a in place) for family in self.families]
        return replace(
            self,
            hours=of(self.hours),
            arr=of(self.arr),
            kind=of(self.kind),
            owner=of(self.owner),
            fixed=of(self.fixed),
            size=of(self.size) if self.size else [],
            stays={place[a]: kept for a, kept in self.stays.items() if a in place},
            families=tuple(family for family in families if len(family) > 1),
            measures=tuple(of(values) for values in self.measures),
        )

    def accounts_in(self, account: int) -> int:
        """Return the number of accounts in an entry."""
        return self.size[account] if self.size else 1

    def moved(self, account: int, person: int) -> float:
        """Return the hours that change hands although they could stay (h)."""
        stays = self.stays.get(account)
        if stays is not None:
            return math.fsum(stays.values()) - stays.get(person, 0.0)
        home = self.home[account]
        return self.hours[account] if home not in (NOBODY, person) else 0.0

    def breaks(self, account: int, person: int) -> float:
        """Return the weight of the soft rules that an account with a person breaks (weighted h)."""
        if not self.broken:
            return 0.0
        return self.hours[account] * self.broken[self.kind[account]][person]

    @property
    def people(self) -> int:
        """Return the number of people."""
        return len(self.capacity)

    @cached_property
    def _free(self) -> list[int]:
        import numpy as np

        arrays = self.arrays
        free = np.flatnonzero(arrays.fixed == NOBODY)
        hours, kind = arrays.hours[free], arrays.kind[free]
        chosen: list[int] = free[np.lexsort((-hours, kind))].tolist()  # stable
        return chosen

    def free(self) -> list[int]:
        """Return the accounts that no lock holds, class by class, the largest first."""
        return list(self._free)

    def fixed_loads(self) -> list[float]:
        """Return the locked hours of each person (h)."""
        import numpy as np

        fixed = self.arrays.fixed
        is_locked = fixed != NOBODY
        weights = self.arrays.hours[is_locked]
        loads: list[float] = np.bincount(fixed[is_locked], weights, self.people).tolist()
        return loads


@dataclass(slots=True)
class Plan:
    """An assignment under construction; `person` is NOBODY for accounts not placed."""

    task: Task
    person: list[int]
    load: list[float]
    accounts: list[int]
    arr: list[float]

    @classmethod
    def of_locks(cls, task: Task) -> Plan:
        """Return the plan in which only locked accounts are placed."""
        people = task.people
        plan = cls(task, [NOBODY] * len(task.hours), [0.0] * people, [0] * people, [0.0] * people)
        for account in (task.arrays.fixed != NOBODY).nonzero()[0].tolist():
            plan.give(account, task.fixed[account])
        return plan

    def copy(self) -> Plan:
        """Return a copy of the plan that can be changed independently."""
        loads = list(self.load), list(self.accounts), list(self.arr)
        return Plan(self.task, list(self.person), *loads)

    def give(self, account: int, person: int) -> None:
        """Place an account that is with nobody."""
        self.person[account] = person
        self.load[person] += self.task.hours[account]
        self.accounts[person] += self.task.accounts_in(account)
        self.arr[person] += self.task.arr[account]

    def give_all(self, accounts: Sequence[int], people: Sequence[int]) -> None:
        """Place many accounts that are with nobody; the same as `give` one by one, but fast."""
        import numpy as np

        if not accounts:
            return
        places, chosen = np.asarray(accounts), np.asarray(people)
        count = self.task.people
        added = np.bincount(chosen, self.task.arrays.hours[places], count)
        worth = np.bincount(chosen, self.task.arrays.arr[places], count)
        self.load = (np.asarray(self.load) + added).tolist()
        self.arr = (np.asarray(self.arr) + worth).tolist()
        sizes = np.bincount(chosen, self.task.arrays.size[places], count).astype(np.int64)
        self.accounts = (np.asarray(self.accounts) + sizes).tolist()
        for account, person in zip(accounts, people, strict=True):
            self.person[account] = person

    def take(self, account: int) -> None:
        """Take an account from its person."""
        person = self.person[account]
        self.person[account] = NOBODY
        self.load[person] -= self.task.hours[account]
        self.accounts[person] -= self.task.accounts_in(account)
        self.arr[person] -= self.task.arr[account]

    def has_room(self, account: int, person: int) -> bool:
        """Return whether a book stays within every limit with one more account."""
        task = self.task
        return (
            self.load[person] + task.hours[account] <= task.most_hours[person] * (1 + 1e-9)
            and self.accounts[person] + task.accounts_in(account) <= task.most_accounts[person]
            and self.arr[person] + task.arr[account] <= task.most_arr[person] * (1 + 1e-9)
        )

    def utilisation(self, person: int) -> float:
        """Return a person's hours over capacity."""
        return self.load[person] / self.task.capacity[person]

    def busiest(self) -> float:
        """Return the highest utilisation."""
        return max(self.utilisation(person) for person in range(self.task.people))

    def broken(self) -> float:
        """Return the weight of the broken soft rules, without families (weighted h)."""
        if not self.task.broken:
            return 0.0
        return math.fsum(
            self.task.breaks(account, person)
            for account, person in enumerate(self.person)
            if person != NOBODY and self.task.fixed[account] == NOBODY
        )

    def apart(self) -> float:
        """Return the weight of accounts apart from the rest of their families (weighted h)."""
        return self.task.family_weight * math.fsum(
            math.fsum(hours) - max(hours)
            for family in self.task.families
            if (hours := list(self.by_person(family).values()))
        )

    def more_apart(self, account: int, person: int) -> float:
        """Return the added hours apart from families if a person gets an account (weighted h)."""
        number = self.task.family_of.get(account)
        holder = self.person[account]
        if number is None or holder == person:
            return 0.0
        by, hours = self.by_person(self.task.families[number]), self.task.hours[account]
        together = max(by.values())
        by[holder] -= hours
        by[person] = by.get(person, 0.0) + hours
        return self.task.family_weight * (together - max(by.values()))

    def by_person(self, family: Sequence[int]) -> dict[int, float]:
        """Return the hours of a family that each person has (h)."""
        hours: dict[int, float] = {}
        for account in family:
            person = self.person[account]
            if person != NOBODY:
                hours[person] = hours.get(person, 0.0) + self.task.hours[account]
        return hours

    def moved(self) -> float:
        """Return the hours that change hands although they could stay (h)."""
        import numpy as np

        task, person = self.task, np.asarray(self.person, dtype=np.int64)
        home = task.arrays.home
        is_moved = (home != NOBODY) & (person != home) & (person != NOBODY)
        for account in task.stays:
            is_moved[account] = False
        return math.fsum(task.arrays.hours[is_moved].tolist()) + math.fsum(
            task.moved(account, self.person[account])
            for account in task.stays
            if self.person[account] != NOBODY
        )

    def empty(self) -> int:
        """Return the number of people without an account."""
        return sum(1 for count in self.accounts if not count)
