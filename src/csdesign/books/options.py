"""What goes into books: accounts, people, and the rules between them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from csdesign.errors import UsageError
from csdesign.wording import visible

if TYPE_CHECKING:
    from datetime import date

__all__ = ["BookAccount", "BookOptions", "Person", "Strength"]


class Strength(Enum):
    """How much a rule binds.

    A soft rule is kept whole where that costs little (see `BookOptions.soft_tolerance`) and given
    up whole where it costs more; either way the price is told.
    """

    HARD = "hard"
    SOFT = "soft"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can have accounts.

    Attributes:
        id: The position's id.
        hours: Customer hours in the period that the accounts' hours are stated for (h).
        languages: Languages spoken; none listed means any.
        regions: Regions served; none listed means any.
        skills: Skills; none listed means any.
        max_accounts: Most accounts in the book.
        max_arr: Most revenue in the book (currency a year).
        names: Other spellings of this owner in account tables.
    """

    id: str
    hours: float
    languages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    max_accounts: int | None = None
    max_arr: Decimal | None = None
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (math.isfinite(self.hours) and self.hours > 0):
            raise UsageError(
                f"{visible(self.id)!r} has {self.hours} customer hours; give a number above 0, or "
                "leave the person out"
            )


@dataclass(frozen=True, slots=True)
class BookAccount:
    """An account to be placed. Text fields are None where nothing is known.

    Attributes:
        id: The account.
        hours: Its work in the period (h).
        arr: Its revenue (currency a year).
        segment: The segment it falls into.
        region: What a person must serve to have it.
        language: What a person must speak to have it.
        skill: What a person must know to have it.
        owner: Who has it today, as the table writes it.
        renewal_date: Its next renewal.
        owner_since: The day its owner got it.
        at_risk: Whether it is at risk today.
        pinned: The person who must have it.
    """

    id: str
    hours: float
    arr: Decimal = Decimal(0)
    segment: str | None = None
    region: str | None = None
    language: str | None = None
    skill: str | None = None
    owner: str | None = None
    renewal_date: date | None = None
    owner_since: date | None = None
    at_risk: bool = False
    pinned: str | None = None


@dataclass(frozen=True, slots=True)
class BookOptions:
    """The rules of a proposal.

    Attributes:
        as_of: The day of the proposal.
        keep: Owners keep their accounts while nobody is busier than the least possible times
            (1 + keep); None balances from scratch.
        max_utilisation: Most hours in a book, as a fraction of the person's; None sets no limit.
        language: Whether people must speak the account's language.
        region: Whether people must serve its region.
        skill: Whether people must have its skill.
        soft_tolerance: What a soft rule may cost: how much busier, relative, the busiest may get.
        lock_at_risk: Accounts at risk stay with today's owner.
        lock_renewal_days: So do those that renew within so many days; None locks none.
        lock_new_owner_days: And those whose owner is so new; None locks none.
        rule_costs: Work out what each rule costs.
    """

    as_of: date
    keep: float | None = 0.05
    max_utilisation: float | None = 1.0
    language: Strength = Strength.HARD
    region: Strength = Strength.SOFT
    skill: Strength = Strength.HARD
    soft_tolerance: float = 0.05
    lock_at_risk: bool = True
    lock_renewal_days: int | None = 90
    lock_new_owner_days: int | None = 90
    rule_costs: bool = True

    def __post_init__(self) -> None:
        for name in ("keep", "max_utilisation", "soft_tolerance"):
            value = getattr(self, name)
            if value is not None and not (math.isfinite(value) and value >= 0):
                raise UsageError(f"{name} is {value}; give a number of at least 0, such as 0.05")
