"""Families: accounts of one parent, which go to one person together."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csdesign.books.task import NOBODY, Plan

if TYPE_CHECKING:
    from csdesign.books.task import Task

__all__ = ["Bundles", "bundled"]


@dataclass(frozen=True, slots=True)
class Bundles:
    """A task whose entries are bundles, and the accounts of each."""

    task: Task
    members: tuple[tuple[int, ...], ...]

    def opened(self, plan: Plan, task: Task) -> Plan:
        """Return a plan of bundles as a plan of `task`, by account."""
        whole = Plan.of_locks(task)
        for members, person in zip(self.members, plan.person, strict=True):
            for account in members:
                if person != NOBODY and task.fixed[account] == NOBODY:
                    whole.give(account, person)
        return whole


def bundled(task: Task) -> Bundles:
    """Return the task in which the free accounts of a family are one entry.

    They are one entry even if nobody may have all of them. A locked account takes its family to its
    person.
    """
    home = {a: number for number, family in enumerate(task.families) for a in family}
    maker = _Maker(task)
    done: set[int] = set()
    for account in range(len(task.hours)):
        family = home.get(account, NOBODY)
        if family == NOBODY or task.fixed[account] != NOBODY:
            maker.add((account,))
        elif family not in done:
            done.add(family)
            members = tuple(a for a in task.families[family] if task.fixed[a] == NOBODY)
            people, weights = _who(task, members)
            held = {task.fixed[a] for a in task.families[family]} - {NOBODY}
            if held:
                people = tuple(p for p in people if p in held)
            maker.add(members, people, weights)
    return maker.made()


def _who(task: Task, members: tuple[int, ...]) -> tuple[tuple[int, ...], dict[int, float]]:
    """Return the people who may have all members, and the weight of soft rules each breaks."""
    able = frozenset.intersection(*(task.may[task.kind[account]] for account in members))
    hours = math.fsum(task.hours[account] for account in members)
    weights = {
        person: math.fsum(task.breaks(account, person) for account in members) / hours
        if hours
        else 0.0
        for person in sorted(able)
    }
    return tuple(sorted(able)), weights


class _Maker:
    """Collects entries and builds the task from them."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._members: list[tuple[int, ...]] = []
        self._kinds: dict[tuple[object, ...], int] = {}
        self._eligible = list(task.eligible)
        self._broken = list(task.broken)
        self._kind: list[int] = []

    def add(
        self,
        members: tuple[int, ...],
        people: tuple[int, ...] | None = None,
        weights: dict[int, float] | None = None,
    ) -> None:
        """Add an entry of one or several members, with the people who may have them."""
        self._members.append(members)
        if people is None or weights is None:
            self._kind.append(self._task.kind[members[0]])
            return
        row = tuple(weights.get(person, 0.0) for person in range(self._task.people))
        key = (people, row)
        if key not in self._kinds:
            self._kinds[key] = len(self._eligible)
            self._eligible.append(people)
            if self._task.broken:
                self._broken.append(row)
        self._kind.append(self._kinds[key])

    def made(self) -> Bundles:
        """Return the task of the entries."""
        task = self._task
        owner, stays = [], {}
        for entry, members in enumerate(self._members):
            hours: dict[int, float] = defaultdict(float)
            for account in members:
                if task.owner[account] != NOBODY:
                    hours[task.owner[account]] += task.hours[account]
            able = frozenset(self._eligible[self._kind[entry]])
            kept = {person: amount for person, amount in hours.items() if person in able}
            first = max(kept or hours, key=lambda p: (hours[p], -p), default=NOBODY)
            owner.append(first)
            if len(members) > 1:
                stays[entry] = kept
        return Bundles(
            replace(
                task,
                hours=[math.fsum(task.hours[a] for a in members) for members in self._members],
                arr=[math.fsum(task.arr[a] for a in members) for members in self._members],
                kind=self._kind,
                owner=owner,
                fixed=[task.fixed[members[0]] for members in self._members],
                eligible=tuple(self._eligible),
                broken=tuple(self._broken),
                size=[len(members) for members in self._members],
                stays={entry: kept for entry, kept in stays.items() if kept},
                families=(),
                measures=tuple(
                    [math.fsum(values[a] for a in members) for members in self._members]
                    for values in task.measures
                ),
            ),
            tuple(self._members),
        )
