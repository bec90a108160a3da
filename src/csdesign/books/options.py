"""The inputs of books: accounts, people, and rules."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

__all__ = ["MEASURES", "BookAccount", "BookOptions", "Person", "Strength"]

MEASURES: Final = ("hours", "arr", "count", "renewals")
"""The measures that can be balanced."""


class Strength(Enum):
    """How strictly a rule applies.

    A hard rule always holds. A soft one is broken as little as the load allows, and each customer
    for whom it is broken is listed.
    """

    HARD = "hard"
    SOFT = "soft"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Person:
    """A person who can have accounts.

    Attributes:
        id: The position's id.
        hours: Hours for customers, in the same period as the hours of accounts (h).
        languages: Languages spoken; none listed means any.
        regions: Regions served; none listed means any.
        skills: Skills; none listed means any.
        pods: Pods the person is in; none listed means any.
        max_accounts: Most accounts in the book.
        max_arr: Most revenue in the book (currency a year).
        names: Other spellings of this owner in account tables.
        segments: Segments served; none listed means any.
    """

    id: str
    hours: float
    languages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    pods: tuple[str, ...] = ()
    max_accounts: int | None = None
    max_arr: Decimal | None = None
    names: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (math.isfinite(self.hours) and self.hours > 0):
            raise UsageError(
                f"{visible(self.id)!r} has {self.hours} customer hours; give a number above 0, or "
                "leave the person out"
            )


@dataclass(frozen=True, slots=True)
class BookAccount:
    """An account to be placed. Text fields are None if nothing is known.

    Attributes:
        id: The account.
        hours: Its work in the period (h).
        arr: Its revenue (currency a year).
        segment: Its segment.
        region: What a person must serve to have it.
        language: What a person must speak to have it.
        skill: What a person must know to have it.
        pod: The pod that has to serve it.
        parent: The customer it belongs to; customers of one parent, and the parent, are a family.
        owner: Its owner today, as written in the table.
        renewal_date: Its next renewal.
        owner_since: The day its owner got it.
        at_risk: Whether it is at risk today.
        pinned: The person who must have it; `yes` means today's owner, `no` means anybody.
        exception: The reason for a decision on its owner (`pinned`), or None.
    """

    id: str
    hours: float
    arr: Decimal = Decimal(0)
    segment: str | None = None
    region: str | None = None
    language: str | None = None
    skill: str | None = None
    pod: str | None = None
    parent: str | None = None
    owner: str | None = None
    renewal_date: date | None = None
    owner_since: date | None = None
    at_risk: bool = False
    pinned: str | None = None
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class BookOptions:
    """The rules of a proposal.

    Attributes:
        as_of: The day of the proposal.
        keep: Relative extra load above the least possible that people may have so that owners keep
            their accounts; None ignores today's owners.
        give: Relative extra load that they may have in addition so that soft rules are kept. The
            two are added: nobody is busier than the least possible times (1 + keep + give).
        max_utilisation: Most hours in a book, as a fraction of the person's; None sets no limit.
        language: Whether people must speak the account's language.
        region: Whether people must serve its region.
        skill: Whether people must have its skill.
        pod: Whether people must be in its pod.
        family: Whether accounts of one parent go to one person.
        segment: Whether people must serve its segment.
        weights: Weight of an hour that breaks a soft rule, by rule; 1 by default.
        level: Measures to balance: hours, arr, count, renewals (accounts that renew, by quarter).
        lock_at_risk: Accounts at risk stay with today's owner.
        lock_renewal_days: Accounts that renew within this many days stay too; None locks none.
        lock_new_owner_days: So do accounts whose owner is newer (days); None locks none.
        rule_costs: Whether to calculate the cost of each rule.
    """

    as_of: date
    keep: float | None = 0.05
    give: float = 0.15
    max_utilisation: float | None = 1.0
    language: Strength = Strength.HARD
    region: Strength = Strength.SOFT
    skill: Strength = Strength.HARD
    pod: Strength = Strength.SOFT
    family: Strength = Strength.SOFT
    segment: Strength = Strength.HARD
    weights: Mapping[str, float] = field(default_factory=dict)
    level: tuple[str, ...] = ("hours",)
    lock_at_risk: bool = True
    lock_renewal_days: int | None = 90
    lock_new_owner_days: int | None = 90
    rule_costs: bool = True

    def __post_init__(self) -> None:
        for name in ("keep", "give"):
            value = getattr(self, name)
            if value is not None and not (math.isfinite(value) and value >= 0):
                raise UsageError(f"{name} is {value}; give a number of at least 0, such as 0.05")
        most = self.max_utilisation
        if most is not None and not (math.isfinite(most) and most > 0):
            raise UsageError(f"max_utilisation is {most}; give a number above 0, such as 0.9")
        for name in ("lock_renewal_days", "lock_new_owner_days"):
            days = getattr(self, name)
            if days is not None and days < 0:
                raise UsageError(f"{name} is {days}; give at least 0 days")
        for name, weight in self.weights.items():
            if not (math.isfinite(weight) and weight > 0):
                raise UsageError(f"rule {name} weighs {weight}; give a number above 0, such as 2")
        for name in self.level:
            if name not in MEASURES:
                hint = did_you_mean(name, MEASURES) or f"; use {listed(MEASURES)}"
                raise UsageError(f"{visible(name, 40)!r} cannot be balanced{hint}")
        if not self.level:
            raise UsageError(f"there is nothing to balance; give one or more of {listed(MEASURES)}")
