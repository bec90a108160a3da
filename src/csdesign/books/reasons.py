"""Reasons for each account's new owner, and the next best person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.books.options import Strength
from csdesign.books.proposed import Assignment
from csdesign.books.staging import RULES, misses
from csdesign.books.task import NOBODY
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.books.options import BookAccount, BookOptions, Person
    from csdesign.books.solve import Solution
    from csdesign.books.staging import Stage

__all__ = ["explain"]


def explain(
    staged: Stage,
    accounts: Sequence[BookAccount],
    people: Sequence[Person],
    solution: Solution,
    options: BookOptions,
) -> tuple[Assignment, ...]:
    """Return every account's assignment with its reason, in the order of the accounts."""
    teller = _Teller(staged, people, solution, options)
    return tuple(teller.assignment(place, account) for place, account in enumerate(accounts))


class _Teller:
    """Writes reasons from the loads before and after, and the least busy people of every class."""

    def __init__(
        self,
        staged: Stage,
        people: Sequence[Person],
        solution: Solution,
        options: BookOptions,
    ) -> None:
        self._staged = staged
        self._task = staged.task
        self._people = people
        self._plan = solution.plan
        self._limit = solution.limit
        loads = [0.0] * len(people)
        counts = [0] * len(people)
        arr = [0.0] * len(people)
        for account, owner in enumerate(self._task.owner):
            if owner != NOBODY:
                loads[owner] += self._task.hours[account]
                counts[owner] += 1
                arr[owner] += self._task.arr[account]
        self._before = loads
        self._counts = counts
        self._arr = arr
        busy = [self._plan.utilisation(person) for person in range(len(people))]
        broken = self._task.broken or [busy] * len(self._task.eligible)
        self._by_kind = [
            sorted(eligible, key=lambda person: (breaks[person], busy[person], person))[:3]
            for eligible, breaks in zip(self._task.eligible, broken, strict=True)
        ]
        self._rules = [r for r in RULES if getattr(options, r) is not Strength.OFF]
        self._home = {
            account: number
            for number, family in enumerate(staged.task.families)
            for account in family
        }
        self._words = [f"{people[p].id} ends at {busy[p]:.0%}" for p in range(len(people))]

    def assignment(self, place: int, account: BookAccount) -> Assignment:
        """Return one account's assignment."""
        person, owner = self._plan.person[place], self._task.owner[place]
        before = self._people[owner].id if owner != NOBODY else account.owner
        lock = self._staged.locks[place]
        if person == NOBODY:
            reason = self._left_over(place)
        elif lock is not None:
            verb = "stays" if person == owner else "moves"
            by_exception = lock == "exception"
            reason = (
                f"{verb} by exception: {account.exception}" if by_exception else f"{verb}: {lock}"
            )
        elif person == owner:
            reason = "stays with its owner"
        else:
            reason = self._moved(place, owner, person, account)
        return Assignment(
            account.id,
            self._people[person].id if person != NOBODY else None,
            before or None,
            account.hours,
            lock,
            reason,
            self._runner_up(place, person, owner)
            if lock is None and person not in (owner, NOBODY)
            else None,
        )

    def _left_over(self, place: int) -> str:
        eligible = self._task.eligible[self._task.kind[place]]
        cell = self._staged.cells[self._task.kind[place]]
        if cell.pinned is not None:
            return "pinned to somebody who is not among the people"
        if not eligible:
            return f"nobody may have it: {cell.words}"
        return f"none of the {len(eligible)} who may have it has room"

    def _moved(self, place: int, owner: int, person: int, account: BookAccount) -> str:
        ends = self._words[person]
        if owner == NOBODY:
            who = "its owner is not among the people" if account.owner else "had no owner"
            return f"{who}; {ends}"
        name = self._people[owner].id
        if owner not in self._task.eligible[self._task.kind[place]]:
            return f"{name} does not cover {self._not_covered(place, owner)}; {ends}"
        if self._counts[owner] > self._task.most_accounts[owner]:
            most = self._task.most_accounts[owner]
            return f"{name} holds {self._counts[owner]:,} customers, at most {most:,.0f}; {ends}"
        if self._arr[owner] > self._task.most_arr[owner]:
            most = self._task.most_arr[owner]
            return f"{name} holds {self._arr[owner]:,.0f} of ARR, at most {most:,.0f}; {ends}"
        if missed := self._better_rules(place, owner, person):
            return f"{name} does not cover {missed}; {ends}"
        if self._joins_family(place, owner, person):
            return f"joins its family; {ends}"
        before = self._before[owner] / self._task.capacity[owner]
        if not self._counts[person] and before <= (self._limit or 0.0):
            return f"{self._people[person].id} had no customers; {ends}"
        after = self._plan.utilisation(owner)
        if after < before:
            return f"{name} was at {before:.0%} and ends at {after:.0%}; {ends}"
        return f"{name} makes room for customers that fewer people may have; {ends}"

    def _not_covered(self, place: int, owner: int) -> str:
        """Return the properties that the account asks for and its owner does not have."""
        cell = self._staged.cells[self._task.kind[place]]
        missed = misses(self._people[owner], cell, self._rules)
        asked = [f"{rule} {visible(getattr(cell, rule), 40)}" for rule in missed]
        return listed(asked, "and") or "the rest of its family"

    def _better_rules(self, place: int, owner: int, person: int) -> str:
        """Return the properties that its owner does not have and the new person has."""
        cell = self._staged.cells[self._task.kind[place]]
        now = misses(self._people[person], cell, self._rules)
        missed = [r for r in misses(self._people[owner], cell, self._rules) if r not in now]
        return listed([f"{rule} {visible(getattr(cell, rule), 40)}" for rule in missed], "and")

    def _joins_family(self, place: int, owner: int, person: int) -> bool:
        """Return whether the new person has more of its family than its owner has."""
        if place not in self._home:
            return False
        hours = self._plan.by_person(self._task.families[self._home[place]])
        mine = self._task.hours[place]
        return hours.get(person, 0.0) - mine > hours.get(owner, 0.0)

    def _runner_up(self, place: int, person: int, owner: int) -> str | None:
        """Return another person who may have it: fewest broken rules, then least busy."""
        others = [p for p in self._by_kind[self._task.kind[place]] if p not in (person, owner)]
        return self._people[others[0]].id if others else None
