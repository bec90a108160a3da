"""What `csdesign books --format json` writes."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Count, Tool, one_of

__all__ = [
    "Against",
    "Assignment",
    "Book",
    "BooksDocument",
    "Broken",
    "ChangedOwner",
    "Conflict",
    "Evened",
    "Measures",
    "Problem",
    "RoleBooks",
    "RuleCost",
]

Lock = Annotated[
    str,
    one_of("pinned", "exception", "at risk", "renewal overdue", "renewal soon", "owner is new"),
]


class Book(TypedDict):
    """What one person has; renewals are accounts by quarter from the day of the books."""

    person: str
    accounts: Count
    hours: float
    capacity: float
    arr: float
    locked: Count
    renewals: list[Count]


class Broken(TypedDict):
    """A rule that is broken for one account."""

    account: str
    person: str
    rule: Annotated[str, one_of("segment", "language", "region", "skill", "pod", "family")]
    asked: str
    hours: float
    lock: Lock | None
    hard: bool


class RuleCost(TypedDict):
    """The cost of keeping a rule."""

    rule: str
    busiest_with: float | None
    busiest_without: float | None
    is_kept: bool


class Evened(TypedDict):
    """The result of levelling everybody, and the work it would move."""

    lowest: float
    busiest: float
    moved_hours: float


class Measures(TypedDict):
    """The measures of a proposal."""

    busiest: float
    lowest: float
    broken_hours: float
    moved_hours: float
    without: Count


class ChangedOwner(TypedDict):
    """An account that is with somebody else."""

    account: str
    there: str | None
    here: str | None


class Against(TypedDict):
    """An earlier proposal next to this one."""

    name: str
    there: Measures
    here: Measures
    changed: list[ChangedOwner]
    changed_hours: float
    unknown: Count


class Conflict(TypedDict):
    """Demand that is greater than the supply."""

    measure: Annotated[str, one_of("hours", "accounts", "arr")]
    cells: list[str]
    people: list[str]
    demand: float
    supply: float
    words: str


class Problem(TypedDict):
    """A problem of the table or of the rules."""

    code: str
    severity: Annotated[str, one_of("error", "warning", "note")]
    message: str


class Assignment(TypedDict):
    """Who gets an account, and why."""

    account: str
    before: str | None
    person: str | None
    hours: float
    lock: Lock | None
    reason: str
    runner_up: str | None
    week: Count | None


class Unplaced(TypedDict):
    """The accounts that nobody gets, and their work (h)."""

    accounts: Count
    hours: float


class RoleBooks(TypedDict):
    """The books of one role."""

    role: str
    method: str
    accounts: Count
    unplaced: Unplaced
    busiest: float
    bound: float | None
    gap: float | None
    limit: float | None
    broken_hours: float
    broken_bound: float | None
    moved_hours: float
    moved_bound: float | None
    books: list[Book]
    broken: list[Broken]
    rule_costs: list[RuleCost]
    evened: Evened | None
    against: Against | None
    conflicts: list[Conflict]
    problems: list[Problem]
    assignments: list[Assignment]


class BooksDocument(TypedDict):
    """Hours are a year; busiest, bound and limit are hours over a person's hours.

    Three bounds are proven: no books within the hard rules have a busiest person below bound; no
    books within limit break soft rules of less weight than broken_bound; and of the books that
    break as little and leave as few people without accounts, none move less than moved_bound.
    """

    schema_version: Literal[1]
    tool: Tool
    roles: list[RoleBooks]
