"""The results of a proposal of books."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from csdesign.escaping.notebook import notebook_table
from csdesign.extras import needs_extra
from csdesign.wording import number_of

if TYPE_CHECKING:
    from decimal import Decimal

    import pandas as pd

    from csdesign.accounts.problems import AccountProblem

__all__ = ["Assignment", "Book", "Books", "Broken", "Conflict", "Evened", "RuleCost"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """The new owner of an account, and the reason.

    Attributes:
        account: The account.
        person: Its new owner; None if nobody may or can have it.
        before: Its owner today, by person id if known, else as written in the table.
        hours: Its work (h).
        lock: The reason why it could not move (`pinned`, `exception`, `at risk`, `renewal soon`,
            `renewal overdue`, `owner is new`), or None.
        reason: The reason why it moves, stays or is left over.
        runner_up: The next best person for an account that moves; None if there is no other.
    """

    account: str
    person: str | None
    before: str | None
    hours: float
    lock: str | None
    reason: str
    runner_up: str | None = None

    @property
    def has_moved(self) -> bool:
        """Return whether the account goes from one person to another."""
        return self.before is not None and self.is_taken_over

    @property
    def is_taken_over(self) -> bool:
        """Return whether the account has a new owner, whether or not it had one before."""
        return self.person is not None and self.person != self.before


@dataclass(frozen=True, slots=True)
class Book:
    """One person's accounts. `utilisation` is hours over `capacity` (h).

    `renewals` counts the accounts that renew in each of the next four quarters from the day of the
    proposal, overdue ones in the first.
    """

    person: str
    accounts: int
    hours: float
    capacity: float
    arr: Decimal
    locked: int
    renewals: tuple[int, ...] = ()

    @property
    def utilisation(self) -> float:
        """Return the person's hours over capacity (fraction)."""
        return self.hours / self.capacity


@dataclass(frozen=True, slots=True)
class Broken:
    """An account whose person does not have a property that a rule asks for.

    Attributes:
        account: The account.
        person: Who has it.
        rule: The rule: `segment`, `language`, `region`, `skill`, `pod` or `family`.
        asked: The property that the account asks for; for a family its parent.
        hours: Its work (h).
        lock: The reason why it could not go elsewhere, or None.
        is_hard: Whether the rule is hard; then only a lock can break it.
    """

    account: str
    person: str
    rule: str
    asked: str
    hours: float
    lock: str | None
    is_hard: bool


@dataclass(frozen=True, slots=True)
class RuleCost:
    """The cost of a rule: the least load of the busiest person with it, and without it.

    Both are proven lower bounds (hours over capacity, limits aside), so they are comparable; None
    if some accounts may go to nobody. `is_kept` is False for a soft rule that is broken for some
    accounts: `busiest_with` is then the load that keeping it for all of them would take, of whole
    accounts if they are few.
    """

    rule: str
    busiest_with: float | None
    busiest_without: float | None
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Evened:
    """The effect of evening out all books, whoever owns the accounts today.

    `lowest` and `busiest` are utilisations (hours over capacity), `moved_hours` the work that would
    change owner (h).
    """

    lowest: float
    busiest: float
    moved_hours: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """The smallest set of limits that contradict each other.

    `demand` and `supply` are in the unit of `measure` (hours, accounts or arr).
    """

    measure: str
    cells: tuple[str, ...]
    people: tuple[str, ...]
    demand: float
    supply: float
    words: str

    @property
    def shortfall(self) -> float:
        """Return the missing amount, in the unit of `measure`."""
        return self.demand - self.supply


@dataclass(frozen=True, slots=True)
class Books:
    """A proposal.

    Attributes:
        assignments: One per account, in the order they came.
        books: One per person, in the order they came.
        bound: Proven: no books within the hard rules have a less busy busiest person (hours over
            capacity); None when nothing fits the limits.
        limit: How busy people may be so that soft rules hold and owners keep accounts (hours over
            capacity); None when nothing fits.
        broken_hours: Weighted hours of broken soft rules, of locked accounts only those apart
            from their families (weighted h).
        broken_bound: Proven: no books within `limit` break less (weighted h); None without it.
        moved_bound: Proven: no books within `limit` that break as little and leave as few people
            without accounts move fewer hours (h); None when balancing from scratch.
        method: How it was found; `exact` when proven best.
        broken: Accounts whose person does not have what a rule asks for.
        rule_costs: What each rule costs.
        evened: The effect of evening out all books; None if they are even enough.
        conflicts: Why some accounts do not fit; empty when all fit.
        problems: Problems to report.
    """

    assignments: tuple[Assignment, ...]
    books: tuple[Book, ...]
    bound: float | None
    limit: float | None
    broken_hours: float
    broken_bound: float | None
    moved_bound: float | None
    method: str
    broken: tuple[Broken, ...]
    rule_costs: tuple[RuleCost, ...]
    evened: Evened | None
    conflicts: tuple[Conflict, ...]
    problems: tuple[AccountProblem, ...]

    @property
    def busiest(self) -> float:
        """Return the highest utilisation (hours over capacity)."""
        return max((book.utilisation for book in self.books), default=0.0)

    @property
    def gap(self) -> float | None:
        """Return how far the busiest book is above the proven bound (fraction)."""
        return self.busiest / self.bound - 1 if self.bound else None

    @property
    def unplaced(self) -> tuple[Assignment, ...]:
        """Return the accounts without a new owner."""
        return tuple(found for found in self.assignments if found.person is None)

    @property
    def unplaced_hours(self) -> float:
        """Return the work of the accounts without a new owner (h)."""
        return math.fsum(found.hours for found in self.unplaced)

    @property
    def moves(self) -> tuple[Assignment, ...]:
        """Return the accounts that change owner."""
        return tuple(found for found in self.assignments if found.has_moved)

    @property
    def empty(self) -> tuple[Book, ...]:
        """Return the books without accounts."""
        return tuple(book for book in self.books if not book.accounts)

    @property
    def moved_hours(self) -> float:
        """Return the work that changes owner (h)."""
        return math.fsum(found.hours for found in self.moves)

    def __repr__(self) -> str:
        accounts = number_of(len(self.assignments), "account")
        people = number_of(len(self.books), "person", "people")
        return f"<Books: {accounts} for {people}, {len(self.moves)} moved>"

    def _repr_html_(self) -> str:
        rows = ((found.account, found.before, found.person) for found in self.assignments)
        columns = ("account", "before", "after")
        return notebook_table(repr(self)[1:-1], columns, rows, len(self.assignments))

    @needs_extra
    def to_frame(self) -> pd.DataFrame:
        """Return one row per account, with the columns of `Assignment`."""
        import pandas as pd

        names = [field.name for field in fields(Assignment)]
        rows = [[getattr(found, name) for name in names] for found in self.assignments]
        return pd.DataFrame(rows, columns=names)
