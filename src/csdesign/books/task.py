"""The assignment problem as numbers: what the solvers work on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

__all__ = ["NOBODY", "Plan", "Task"]

NOBODY: Final = -1
"""In place of a person: no owner, no lock, not placed."""


@dataclass(frozen=True, slots=True)
class Arrays:
    """Columns of the accounts for work on all of them at once."""

    hours: np.ndarray[tuple[int], np.dtype[np.float64]]
    arr: np.ndarray[tuple[int], np.dtype[np.float64]]
    kind: np.ndarray[tuple[int], np.dtype[np.int64]]
    fixed: np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True)
class Task:
    """Accounts, people and who may have what, by index.

    Attributes:
        hours: Work of each account (h).
        arr: Revenue of each account (currency a year).
        kind: Class of each account; accounts of a class may go to the same people.
        owner: Today's owner of each account, or NOBODY.
        fixed: The person a lock or a pin gives each account to, or NOBODY.
        eligible: People of each class, ascending.
        capacity: Hours of each person (h), in the period of `hours`; above 0.
        most_hours: Hours no book may exceed, per person; infinite where there is no limit.
        most_accounts: Accounts no book may exceed; infinite where there is no limit.
        most_arr: Revenue no book may exceed; infinite where there is no limit.
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

    @cached_property
    def arrays(self) -> Arrays:
        """Return the accounts' columns as arrays, made once."""
        import numpy as np

        return Arrays(
            np.asarray(self.hours, dtype=np.float64),
            np.asarray(self.arr, dtype=np.float64),
            np.asarray(self.kind, dtype=np.int64),
            np.asarray(self.fixed, dtype=np.int64),
        )

    @property
    def people(self) -> int:
        """Return the number of people."""
        return len(self.capacity)

    def free(self) -> list[int]:
        """Return the accounts that no lock holds, class by class, the largest first."""
        import numpy as np

        arrays = self.arrays
        free = np.flatnonzero(arrays.fixed == NOBODY)
        hours, kind = arrays.hours[free], arrays.kind[free]
        chosen: list[int] = free[np.lexsort((-hours, kind))].tolist()  # stable
        return chosen

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
    """Who has what while it is being worked out; `person` is NOBODY for accounts not placed."""

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

    def give(self, account: int, person: int) -> None:
        """Place an account that is with nobody."""
        self.person[account] = person
        self.load[person] += self.task.hours[account]
        self.accounts[person] += 1
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
        self.accounts = (np.asarray(self.accounts) + np.bincount(chosen, minlength=count)).tolist()
        for account, person in zip(accounts, people, strict=True):
            self.person[account] = person

    def take(self, account: int) -> None:
        """Take an account from its person."""
        person = self.person[account]
        self.person[account] = NOBODY
        self.load[person] -= self.task.hours[account]
        self.accounts[person] -= 1
        self.arr[person] -= self.task.arr[account]

    def has_room(self, account: int, person: int) -> bool:
        """Return whether a book stays within every limit with one more account."""
        task = self.task
        return (
            self.load[person] + task.hours[account] <= task.most_hours[person] * (1 + 1e-9)
            and self.accounts[person] + 1 <= task.most_accounts[person]
            and self.arr[person] + task.arr[account] <= task.most_arr[person] * (1 + 1e-9)
        )

    def utilisation(self, person: int) -> float:
        """Return a person's hours over capacity."""
        return self.load[person] / self.task.capacity[person]

    def busiest(self) -> float:
        """Return the highest utilisation."""
        return max(self.utilisation(person) for person in range(self.task.people))
