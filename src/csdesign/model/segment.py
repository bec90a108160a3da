"""Segments as written: the customers, and what the company states about them today."""

import math
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from csdesign.model.base import DesignModel, Shorthand
from csdesign.model.choices import (
    Archetype,
    CoverageLevel,
    EachOnce,
    Id,
    Motion,
    OneOrMany,
    OwnerToday,
    RegionCode,
    Renewal,
    SalesCapacity,
    Text,
    UpsellNature,
)
from csdesign.model.company_rules import Switches
from csdesign.model.experience import Interaction, Milestone
from csdesign.model.horizon import NEW_ACCOUNTS_FORMS, NewAccounts, TwelveWeights
from csdesign.model.numbers import (
    Count,
    Flag,
    Fte,
    Hours,
    Money,
    Months,
    Offset,
    Share,
    TermMonths,
    TraitScore,
)

__all__ = ["Commercial", "Declared", "DeclaredBook", "OnboardingWave", "Segment", "Traits"]


class Traits(DesignModel):
    """The customer profile: four scores from 1 (very low) to 5 (very high); unset is 3, assumed."""

    complexity: TraitScore | None = None
    """How complex the product is in these customers' hands (1..5)."""
    specificity: TraitScore | None = None
    """How specific their industry or use is (1..5)."""
    desired: TraitScore | None = None
    """How much contact with people they want (1..5)."""
    readiness: TraitScore | None = None
    """How ready they are to help themselves by technology (1..5)."""


class Commercial(DesignModel):
    """How renewals and growth work in this segment; the amount of revenue is not used."""

    renewal: Renewal | None = None
    """What a renewal takes."""
    upsell: Annotated[tuple[UpsellNature, ...], OneOrMany, EachOnce] | None = None
    """Where growth comes from; `[]` says that none is expected."""
    owner_today: OwnerToday | None = None
    """Who owns the commerce with existing customers today."""
    sales_capacity: SalesCapacity | None = None
    """Whether sellers can carry existing customers."""
    ceiling: Archetype | None = None
    """The archetype the company will not exceed."""
    first_contact_months: Months | None = None
    """Months before the end of a term at which the renewal owner is first met."""
    price_talk_months: Months | None = None
    """Months before the end of a term at which price is first discussed."""
    term_options: tuple[Text, ...] | None = None
    """Longer terms or price locks on offer, such as `two years at today's price`."""
    term_months: TermMonths = 12
    """Length of a contract (months)."""
    renewal_season: TwelveWeights | None = None
    """Twelve weights, from January to December, for when today's contracts end; if missing,
    evenly."""

    @model_validator(mode="after")
    def _whole_years(self) -> Self:
        if self.renewal_season is not None and self.term_months % 12:
            raise PydanticCustomError(
                "renewal_season",
                "a renewal season needs a term of whole years, and term_months is {term}; "
                "give 12, 24, 36, 48 or 60, or leave the season out",
                {"at": ("renewal_season",), "key": True, "term": f"{self.term_months:g}"},
            )
        return self


class DeclaredBook(Shorthand):
    """The size of a person's book that the company states today."""

    bare: ClassVar[str] = "accounts_per_head"

    accounts_per_head: Count | None = None
    """Customers for each person (accounts)."""
    arr_per_head: Money | None = None
    """Revenue for each person (currency a year); only compared, never used in the plan."""


class Declared(DesignModel):
    """What the company states today; the plan compares it and never uses it."""

    level: CoverageLevel | None = None
    """The coverage level stated today."""
    archetype: Archetype | None = None
    """The CSM archetype stated today."""
    basis: Text | None = None
    """What the statement rests on, such as `revenue` or `experience`."""
    book: DeclaredBook | None = None
    """The book size stated today."""
    heads: Fte | None = None
    """The people stated today."""
    note: Text | None = None
    """Anything a reader should know."""


class OnboardingWave(DesignModel):
    """New customers who start together, month by month."""

    starts: tuple[Count, ...]
    """Customers that start in each month (accounts)."""
    effort_profile: tuple[Hours, ...]
    """Hours one start needs in its first month, its second, and so on (h)."""
    max_delay_months: Months = 0
    """How long a start may wait (months)."""


class Segment(DesignModel):
    """Customers who need the same experience to reach the outcome they want.

    Source: Lincoln Murphy, "How to Define Roles in Customer Success Management": know the
    segments first, then the Appropriate Experience of each, then the coverage.
    """

    id: Id
    """The key other parts refer to."""
    name: Text | None = None
    """The name people read; the id where it is missing."""
    description: Text | None = None
    """Who these customers are."""
    accounts: Count | None = None
    """Customers on the plan date (accounts)."""
    new_accounts: Annotated[NewAccounts, NEW_ACCOUNTS_FORMS] | None = None
    """Customers that start: a number a year, with growth and season, or one for each month."""
    churn: Share | None = None
    """Share of customers that leave in a year, where their contract ends (0..1)."""
    moves_to: dict[Id, Share] = Field(default={})
    """Share of customers that move to another segment in a year, by that segment."""
    arr_per_account: Money | None = None
    """Yearly revenue of one customer (currency a year): for cost checks only, never coverage."""
    where: Text | None = None
    """Which rows of the account table belong here, such as `employees >= 1000`."""
    otherwise: Flag = False
    """Whether the segment takes every account that no other takes; only for the last segment."""
    traits: Traits = Traits.unchecked()
    """The customer profile."""
    commercial: Commercial | None = None
    """How renewals and growth work here."""
    declared: Declared | None = None
    """What the company states today."""
    milestones: tuple[Milestone, ...] = ()
    """Success milestones of this segment alone."""
    interactions: tuple[Interaction, ...] = ()
    """Interactions of this segment alone (its experience, written in place)."""
    not_applicable: Annotated[tuple[Motion, ...], OneOrMany, EachOnce] = ()
    """Motions that do not apply here, such as cross-sell with a single product."""
    client_team_size: Count | None = None
    """People on the customer's side who will use the product."""
    onboarding_purchased: Share | None = None
    """Share of new customers that buy onboarding as a service (0..1)."""
    floor: CoverageLevel | None = None
    """The lowest coverage that `fit` may leave; today's where it is missing."""
    programme_hours: Hours | None = None
    """Hours a year to run the digital programme, whatever the number of customers (h a year)."""
    doctrine: Switches | None = None
    """Company rules that differ in this segment."""
    demand_fte: dict[RegionCode, Fte] | None = None
    """Full-time work by language, region or skill, such as `{de: 1.2}` (FTE)."""
    onboarding_wave: OnboardingWave | None = None
    """A season in which many customers start."""
    utc_offsets: tuple[Offset, ...] = ()
    """The customers' time zone (hours from UTC)."""

    @model_validator(mode="after")
    def _moves_elsewhere(self) -> Self:
        if self.id in self.moves_to:
            raise PydanticCustomError(
                "moves_to",
                "customers cannot move to their own segment; name another one",
                {"at": ("moves_to", self.id), "key": True},
            )
        total = math.fsum(self.moves_to.values())
        if total > 1 + 1e-9:
            raise PydanticCustomError(
                "moves_to",
                "the shares sum to {total}; together they are at most 1",
                {"at": ("moves_to",), "key": True, "total": f"{total:g}"},
            )
        return self
