"""The task made of accounts and people: classes, eligibility, owners, locks, families."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from csdesign.books.families import Bundles, bundled
from csdesign.books.languages import tag_of_name
from csdesign.books.options import Strength
from csdesign.books.task import INFINITE, NOBODY, Task
from csdesign.errors import UsageError
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from csdesign.books.options import BookAccount, BookOptions, Person

__all__ = [
    "FAMILY",
    "QUARTERS",
    "RULES",
    "Cell",
    "Stage",
    "eligible_people",
    "misses",
    "quarter_of",
    "stage",
    "with_hard",
]

_HELD: Final = {
    "segment": "segments",
    "language": "languages",
    "region": "regions",
    "skill": "skills",
    "pod": "pods",
}
RULES: Final = tuple(_HELD)
"""The properties that accounts can ask of people."""
FAMILY: Final = "family"
"""The rule that accounts of one parent go to one person."""

_YES: Final = frozenset(
    {
        "true",
        "yes",
        "y",
        "t",
        "1",
        "x",
        "wahr",
        "ja",
        "vrai",
        "oui",
        "да",
        "истина",
        "verdadero",
        "sí",
        "si",
    }
)
_NO: Final = frozenset(
    {"false", "no", "n", "f", "0", "falsch", "nein", "faux", "non", "нет", "ложь", "falso"}
)
_TAG: Final = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_].*)?")
QUARTERS: Final = 4
"""Quarters whose renewals are counted and levelled."""
_DAYS_OF_QUARTER: Final = 365.25 / 4


@dataclass(frozen=True, slots=True)
class Cell:
    """The properties that accounts of one class ask of a person; None if they ask for none."""

    language: str | None
    region: str | None
    skill: str | None
    pod: str | None = None
    pinned: str | None = None
    segment: str | None = None

    @property
    def words(self) -> str:
        """Return the cell in words: `language de, region emea`."""
        asked = [f"{rule} {visible(value, 40)}" for rule in RULES if (value := getattr(self, rule))]
        return ", ".join(asked) or "any language, region and skill"


@dataclass(frozen=True, slots=True)
class Stage:
    """A task with the meaning of its indexes.

    `task` has an entry for every account; `bundles` has the entries that are placed, which are
    families if the rule of families is hard. `locks` has the reason for each locked account;
    `strays` are accounts with a lock whose owner is not among the people.
    """

    task: Task
    bundles: Bundles
    cells: tuple[Cell, ...]
    locks: tuple[str | None, ...]
    owners: Mapping[str, int]
    strays: tuple[int, ...]


def stage(accounts: Sequence[BookAccount], people: Sequence[Person], options: BookOptions) -> Stage:
    """Return the task of placing `accounts` with `people`.

    Raises:
        UsageError: there are no people, or two of them have the same name.
    """
    if not people:
        raise UsageError("there are no people to give customers to")
    owners = _owners(people)
    numbers: dict[Cell, int] = {}
    kind: list[int] = []
    owner: list[int] = []
    fixed: list[int] = []
    # if everybody serves all segments, accounts of different segments can be of one class
    by_segment = any(person.segments for person in people)
    locks: list[str | None] = []
    strays: list[int] = []
    for place, account in enumerate(accounts):
        person = owners.get(_folded(account.owner), NOBODY)
        pinned = _pinned(account, owners)
        lock = _lock(account, options, pinned)
        at = person if pinned is None else owners.get(_folded(pinned), NOBODY)
        unknown = None
        if lock is not None and at == NOBODY:
            if pinned is None or pinned == account.owner:
                strays.append(place)
                lock = None
            else:
                unknown = pinned
        cell = Cell(
            language_tag(account.language) or None,
            _folded(account.region) or None,
            _folded(account.skill) or None,
            _folded(account.pod) or None,
            unknown,
            (_folded(account.segment) or None) if by_segment else None,
        )
        kind.append(numbers.setdefault(cell, len(numbers)))
        owner.append(person)
        locks.append(lock)
        fixed.append(at if lock is not None else NOBODY)
    cells = tuple(numbers)
    most = INFINITE if options.max_utilisation is None else options.max_utilisation
    is_kept = options.family is not Strength.OFF
    task = Task(
        hours=[account.hours for account in accounts],
        arr=[float(account.arr) for account in accounts],
        kind=kind,
        owner=owner,
        fixed=fixed,
        eligible=eligible_people(cells, people, _rules(options, Strength.HARD)),
        capacity=[person.hours for person in people],
        most_hours=[person.hours * most for person in people],
        most_accounts=[_limit(person.max_accounts) for person in people],
        most_arr=[_limit(person.max_arr) for person in people],
        broken=_broken(cells, people, options),
        families=_families(accounts) if is_kept else (),
        family_weight=(
            options.weights.get(FAMILY, 1.0) if options.family is Strength.SOFT else 0.0
        ),
        measures=tuple(_measures(accounts, options)),
        level_hours="hours" in options.level,
    )
    must = options.family is Strength.HARD and bool(task.families)
    bundles = bundled(task) if must else Bundles(task, ())
    return Stage(task, bundles, cells, tuple(locks), owners, tuple(strays))


def eligible_people(
    cells: Sequence[Cell], people: Sequence[Person], rules: Sequence[str]
) -> tuple[tuple[int, ...], ...]:
    """Return, for each cell, the people who may have its accounts under `rules`."""
    able = {rule: [_held(person, rule) for person in people] for rule in rules}

    def may(cell: Cell, person: int) -> bool:
        return cell.pinned is None and all(
            _covers(rule, getattr(cell, rule), able[rule][person]) for rule in rules
        )

    return tuple(
        tuple(person for person in range(len(people)) if may(cell, person)) for cell in cells
    )


def misses(person: Person, cell: Cell, rules: Iterable[str]) -> list[str]:
    """Return the rules for which a person lacks a property that a cell asks for."""
    return [rule for rule in rules if not _covers(rule, getattr(cell, rule), _held(person, rule))]


def with_hard(staged: Stage, people: Sequence[Person], rules: Sequence[str]) -> Task:
    """Return the task of all accounts under other hard rules, without soft ones."""
    eligible = eligible_people(staged.cells, people, rules)
    return replace(staged.task, eligible=eligible, broken=(), families=(), family_weight=0.0)


def language_tag(text: str | None) -> str:
    """Return a language without its country: `en_US` is `en`, `zh-Hans-CN` is `zh-hans`.

    A known name becomes its tag: `German` is `de`. Other words are kept, in lower case.
    """
    folded = _folded(text)
    named = tag_of_name(folded.partition("(")[0].strip())
    if named is not None:
        return named
    found = _TAG.fullmatch(folded)
    if found is None:
        return folded
    primary, script = found.groups()
    return primary if script is None else f"{primary}-{script}"


def _covers(rule: str, asked: str | None, has: frozenset[str]) -> bool:
    """Return whether a person has the property asked for; one who lists none has every one."""
    if not asked or not has or asked in has:
        return True
    if rule != "language":
        return False
    primary, _, script = asked.partition("-")
    if not script:
        return any(held.partition("-")[0] == primary for held in has)
    return primary in has


def _held(person: Person, rule: str) -> frozenset[str]:
    fold = language_tag if rule == "language" else _folded
    return frozenset(fold(text) for text in getattr(person, _HELD[rule]))


def _rules(options: BookOptions, strength: Strength) -> tuple[str, ...]:
    return tuple(rule for rule in RULES if getattr(options, rule) is strength)


def _broken(
    cells: Sequence[Cell], people: Sequence[Person], options: BookOptions
) -> tuple[tuple[float, ...], ...]:
    """Return the weight of the soft rules each person breaks, by cell; empty if none breaks any."""
    soft = _rules(options, Strength.SOFT)
    rows = tuple(
        tuple(
            math.fsum(options.weights.get(rule, 1.0) for rule in misses(person, cell, soft))
            for person in people
        )
        for cell in cells
    )
    return rows if any(map(any, rows)) else ()


def _families(accounts: Sequence[BookAccount]) -> tuple[tuple[int, ...], ...]:
    """Return the accounts that share a parent, the parent itself with them."""
    ids = frozenset(account.id for account in accounts)
    above = {each.id: _as_id(each.parent, ids) for each in accounts if each.parent}
    heads: dict[str, str] = {}
    members: dict[str, list[int]] = defaultdict(list)
    for place, account in enumerate(accounts):
        members[_head(account.id, above, heads)].append(place)
    return tuple(tuple(places) for places in members.values() if len(places) > 1)


def _as_id(parent: str, ids: frozenset[str]) -> str:
    """Return a parent as ids are written: a table that was a frame may have `1001.0` for 1001."""
    whole = parent.removesuffix(".0")
    return whole if parent not in ids and whole in ids else parent


def _head(account: str, above: Mapping[str, str], heads: dict[str, str]) -> str:
    """Return the account that represents a whole family: the last parent.

    Of parents that go round in a circle it is the first in order; many tables name the top of a
    group as its own parent. `heads` remembers the answers.
    """
    path: dict[str, None] = {}
    here = account
    while here not in heads and here not in path and here in above:
        path[here] = None
        here = above[here]
    if here in path:
        seen = list(path)
        head = min(seen[seen.index(here) :])
    else:
        head = heads.get(here, here)
    heads.update(dict.fromkeys(path, head))
    return head


def _measures(accounts: Sequence[BookAccount], options: BookOptions) -> Iterable[list[float]]:
    """Yield the measures to level in addition to hours; renewals once for each coming quarter."""
    if "arr" in options.level:
        yield [float(account.arr) for account in accounts]
    if "count" in options.level:
        yield [1.0] * len(accounts)
    if "renewals" in options.level:
        due = [quarter_of(account.renewal_date, options.as_of) for account in accounts]
        for quarter in range(QUARTERS):
            yield [float(each == quarter) for each in due]


def quarter_of(day: date | None, as_of: date) -> int:
    """Return in which quarter from `as_of` a day is, from 0; overdue ones are in the first."""
    return -1 if day is None else max(int((day - as_of).days // _DAYS_OF_QUARTER), 0)


def _pinned(account: BookAccount, owners: Mapping[str, int]) -> str | None:
    """Return the person to whom an account is pinned: a name, or today's owner for `yes`."""
    word = _folded(account.pinned)
    if not word or (word in _NO and word not in owners):
        return None
    if word in _YES and word not in owners:
        return account.owner or None
    return account.pinned


def _lock(account: BookAccount, options: BookOptions, pinned: str | None) -> str | None:
    """Return the reason why the account must stay where it is, or None."""
    if account.exception is not None:
        return "exception"
    if pinned is not None:
        return "pinned"
    if options.lock_at_risk and account.at_risk:
        return "at risk"
    day = account.renewal_date
    if options.lock_renewal_days is not None and day is not None:
        if day < options.as_of:
            return "renewal overdue"
        if day <= options.as_of + timedelta(days=options.lock_renewal_days):
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
