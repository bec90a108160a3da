"""Comparison of two proposals for the same customers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from csdesign.accounts.columns import map_columns
from csdesign.accounts.ids import long_id
from csdesign.accounts.sources import open_table
from csdesign.accounts.sql import build
from csdesign.books.staging import stage
from csdesign.books.task import NOBODY, Plan
from csdesign.errors import UsageError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.books.options import BookAccount, BookOptions, Person
    from csdesign.books.proposed import Books

__all__ = ["Comparison", "Measures", "compare_books", "read_proposal"]


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures by which books are compared.

    `busiest` and `lowest` are utilisations (hours over capacity), `broken_hours` the weight of
    broken soft rules, `moved_hours` the work that leaves today's owners (h); `without` is the
    number of customers that none of the people has.
    """

    busiest: float
    lowest: float
    broken_hours: float
    moved_hours: float
    without: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier proposal compared with the present one.

    `changed` are the accounts with another person, as (account, earlier, present); `unknown` is the
    number of accounts that the earlier proposal does not have.
    """

    name: str
    other: Measures
    mine: Measures
    changed: tuple[tuple[str, str | None, str | None], ...]
    changed_hours: float
    unknown: int


def read_proposal(path: str, columns: Mapping[str, str]) -> dict[str, str | None]:
    """Return the owner of each account in a proposal, or in a table with owners.

    Reads the output of `books --format csv` as well as that of `books -o`.

    Raises:
        UsageError: it has no accounts, or no owners.
        UnreadableError: it cannot be opened or read.
    """
    with open_table(path, None) as table:
        headers = [column.header for column in table.columns]
        if {"account", "after"} <= set(headers):
            names = {"id": "account", "owner": "after"}
        else:
            mapping = map_columns(headers, {k: v for k, v in columns.items() if v in headers})
            names = {name: mapping[name].header for name in ("id", "owner") if name in mapping}
            if "account" in headers:
                names.setdefault("id", "account")
        missing = [name for name in ("id", "owner") if name not in names]
        if missing:
            raise UsageError(
                f"{table.name} has no column for {' and '.join(missing)}; --against takes what "
                "`books --format csv` or `books -o` wrote"
            )
        query = exp.select(
            *(build.named(exp.column(names[n], quoted=True), n) for n in ("id", "owner"))
        ).from_(table.relation())
        owners: dict[str, str | None] = {}
        for account, owner in table.rows(query):
            if account not in (None, ""):
                owners.setdefault(long_id(str(account)), str(owner) if owner else None)
        if not owners:
            raise UsageError(f"{table.name} has no accounts to compare with")
        return owners


def compare_books(
    name: str,
    owners: Mapping[str, str | None],
    books: Books,
    accounts: Sequence[BookAccount],
    people: Sequence[Person],
    options: BookOptions,
) -> Comparison:
    """Return the comparison of `owners` with `books`, both by the hours and rules of `books`."""
    staged = stage(accounts, people, options)
    there = Plan.of_locks(staged.task)
    here = Plan.of_locks(staged.task)
    for plan in (there, here):
        for place, person in enumerate(plan.person):
            if person != NOBODY:
                plan.take(place)
    by_name = {person.id: place for place, person in enumerate(people)}
    unknown = 0
    changed = []
    hours = []
    for place, (account, found) in enumerate(zip(accounts, books.assignments, strict=True)):
        key = long_id(account.id)
        unknown += key not in owners
        written = owners.get(key)
        at = staged.owners.get((written or "").strip().casefold(), NOBODY)
        if at != NOBODY:
            there.give(place, at)
        if found.person is not None:
            here.give(place, by_name[found.person])
        if key in owners and at != here.person[place]:
            other = people[at].id if at != NOBODY else None
            changed.append((account.id, other, found.person))
            hours.append(account.hours)
    return Comparison(
        visible(name, 200),
        _measures(there, accounts),
        _measures(here, accounts),
        tuple(changed),
        math.fsum(hours),
        unknown,
    )


def _measures(plan: Plan, accounts: Sequence[BookAccount]) -> Measures:
    task = plan.task
    busy = [plan.utilisation(person) for person in range(task.people)]
    moved = math.fsum(
        account.hours
        for account, owner, person in zip(accounts, task.owner, plan.person, strict=True)
        if account.owner and person not in (owner, NOBODY)
    )
    without = sum(1 for person in plan.person if person == NOBODY)
    return Measures(max(busy), min(busy), plan.broken() + plan.apart(), moved, without)
