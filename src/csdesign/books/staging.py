"""Accounts and people become a task: classes, eligibility, owners, locks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from csdesign.books.options import Strength
from csdesign.books.programme import INFINITE
from csdesign.books.task import NOBODY, Task
from csdesign.errors import UsageError
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.books.options import BookAccount, BookOptions, Person

__all__ = ["RULES", "Cell", "Stage", "covers", "eligible_people", "stage"]

_HELD: Final = {"language": "languages", "region": "regions", "skill": "skills"}
RULES: Final = tuple(_HELD)
"""What accounts can ask of people."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What accounts of one class ask of a person; None asks nothing.

    Where books have limits of accounts or revenue, segments are told apart too, because the class
    programme works with the averages of a class.
    """

    language: str | None
    region: str | None
    skill: str | None
    segment: str | None = None
    pinned: str | None = None

    @property
    def words(self) -> str:
        """Return the cell for people: `language de, region emea`."""
        asked = [f"{rule} {visible(value, 40)}" for rule in RULES if (value := getattr(self, rule))]
        return ", ".join(asked) or "any language, region and skill"


@dataclass(frozen=True, slots=True)
class Stage:
    """A task with what its indexes stand for.

    `locks` says per account why it is locked; `strays` are accounts with a lock whose owner is not
    among the people.
    """

    task: Task
    cells: tuple[Cell, ...]
    locks: tuple[str | None, ...]
    owners: Mapping[str, int]
    strays: tuple[int, ...]


def stage(accounts: Sequence[BookAccount], people: Sequence[Person], options: BookOptions) -> Stage:
    """Return the task of placing `accounts` with `people`.

    Raises:
        UsageError: there are no people, or two of them answer to one name.
    """
    if not people:
        raise UsageError("there are no people to give accounts to")
    owners = _owners(people)
    by_segment = any(p.max_accounts is not None or p.max_arr is not None for p in people)
    numbers: dict[Cell, int] = {}
    kind: list[int] = []
    owner: list[int] = []
    fixed: list[int] = []
    locks: list[str | None] = []
    strays: list[int] = []
    for place, account in enumerate(accounts):
        person = owners.get(_folded(account.owner), NOBODY)
        pinned = owners.get(_folded(account.pinned), NOBODY)
        lock = _lock(account, options)
        at = person if account.pinned is None else pinned
        if lock is not None and at == NOBODY and account.pinned is None:
            strays.append(place)
            lock = None
        unknown = account.pinned if account.pinned is not None and pinned == NOBODY else None
        cell = Cell(
            _folded(account.language) or None,
            _folded(account.region) or None,
            _folded(account.skill) or None,
            account.segment if by_segment else None,
            unknown,
        )
        kind.append(numbers.setdefault(cell, len(numbers)))
        owner.append(person)
        locks.append(lock)
        fixed.append(at if lock is not None else NOBODY)
    cells = tuple(numbers)
    most = INFINITE if options.max_utilisation is None else options.max_utilisation
    task = Task(
        hours=[account.hours for account in accounts],
        arr=[float(account.arr) for account in accounts],
        kind=kind,
        owner=owner,
        fixed=fixed,
        eligible=eligible_people(cells, people, _binding(options)),
        capacity=[person.hours for person in people],
        most_hours=[person.hours * most for person in people],
        most_accounts=[_limit(person.max_accounts) for person in people],
        most_arr=[_limit(person.max_arr) for person in people],
    )
    return Stage(task, cells, tuple(locks), owners, tuple(strays))


def eligible_people(
    cells: Sequence[Cell], people: Sequence[Person], rules: Sequence[str]
) -> tuple[tuple[int, ...], ...]:
    """Return, for each cell, the people who may have its accounts under `rules`."""
    able = {
        rule: [_all_folded(getattr(person, held)) for person in people]
        for rule, held in _HELD.items()
    }

    def may(cell: Cell, person: int) -> bool:
        if cell.pinned is not None:
            return False
        for rule in rules:
            asked, has = getattr(cell, rule), able[rule][person]
            if asked and has and asked not in has:
                return False
        return True

    return tuple(
        tuple(person for person in range(len(people)) if may(cell, person)) for cell in cells
    )


def covers(person: Person, rule: str, asked: str | None) -> bool:
    """Return whether a person has the (folded) language, region or skill that is asked for."""
    has = _all_folded(getattr(person, _HELD[rule]))
    return not asked or not has or asked in has


def with_rules(staged: Stage, people: Sequence[Person], rules: Sequence[str]) -> Task:
    """Return the same task under other rules of eligibility."""
    return replace(staged.task, eligible=eligible_people(staged.cells, people, rules))


def _binding(options: BookOptions) -> tuple[str, ...]:
    return tuple(rule for rule in RULES if getattr(options, rule) is not Strength.OFF)


def _lock(account: BookAccount, options: BookOptions) -> str | None:
    """Return why the account must stay where it is, or None."""
    if account.pinned is not None:
        return "pinned"
    if options.lock_at_risk and account.at_risk:
        return "at risk"
    day = account.renewal_date
    if options.lock_renewal_days is not None and day is not None:
        last = options.as_of + timedelta(days=options.lock_renewal_days)
        if options.as_of <= day <= last:
            return "renewal soon"
    since = account.owner_since
    if options.lock_new_owner_days is not None and since is not None:
        first = options.as_of - timedelta(days=options.lock_new_owner_days)
        if first <= since <= options.as_of:
            return "owner is new"
    return None


def _owners(people: Sequence[Person]) -> dict[str, int]:
    owners: dict[str, int] = {}
    for place, person in enumerate(people):
        for name in {_folded(name) for name in (person.id, *person.names)}:
            if name in owners:
                both = listed([visible(people[owners[name]].id), visible(person.id)], "and")
                raise UsageError(f"two people answer to {visible(name)!r}: {both}")
            owners[name] = place
    owners.pop("", None)
    return owners


def _limit(value: object) -> float:
    return INFINITE if value is None else float(str(value))


def _folded(text: str | None) -> str:
    return "" if text is None else text.strip().casefold()


def _all_folded(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(_folded(text) for text in texts)
