"""Roles as written: a job's purpose, ownership, duties, skills, measures and decision rights."""

from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from csdesign.model.base import DesignModel, Shorthand
from csdesign.model.choices import (
    Code,
    Coverage,
    EachOnce,
    HandoffKind,
    Id,
    Motion,
    OneOrMany,
    Skill,
    Stage,
    Text,
)
from csdesign.model.numbers import (
    Days,
    Expertise,
    Factor,
    Flag,
    Money,
    Months,
    PositiveShare,
    Share,
    ShareBelowOne,
    WeekHours,
    Weight,
)

__all__ = [
    "Assist",
    "CoOwn",
    "Former",
    "Handoff",
    "Kpi",
    "Own",
    "Responsibility",
    "Role",
    "RoleParams",
    "Support",
    "Talent",
]


class Own(Shorthand):
    """A motion the role decides and answers for."""

    bare: ClassVar[str] = "motion"

    motion: Motion
    """The motion."""
    segments: Annotated[tuple[Id, ...], OneOrMany, EachOnce] | None = None
    """Where, if not in every segment the role serves."""
    when: Text | None = None
    """A condition in words; it is printed as declared and not evaluated."""


class Support(Shorthand):
    """A motion the role helps with; somebody else owns it."""

    bare: ClassVar[str] = "motion"

    motion: Motion
    """The motion."""
    segments: Annotated[tuple[Id, ...], OneOrMany, EachOnce] | None = None
    """Where, if not in every segment the role serves."""


class CoOwn(DesignModel):
    """A motion owned by two roles together, one of them leading."""

    motion: Motion
    """The motion."""
    with_: Id = Field(alias="with")
    """The other role."""
    lead: Id | None = None
    """The role that decides."""
    split: Text | None = None
    """Who does what."""
    segments: Annotated[tuple[Id, ...], OneOrMany, EachOnce] | None = None
    """Where, if not in every segment the role serves."""


class Responsibility(Shorthand):
    """A duty: a vocabulary code, a plain sentence, or a sentence with the code its author chose."""

    bare: ClassVar[str] = "does"

    does: Text | None = None
    """The duty in words, or a code of the vocabulary."""
    code: Code | None = None
    """The vocabulary code the author gives to the sentence."""
    motion: Motion | None = None
    """The motion of a code of the company's own."""
    primary: Flag = False
    """Whether this role leads the duty although it does not own the motion."""
    with_customer: Flag = False
    """Whether it is done together with the customer."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.does is None and self.code is None:
            raise PydanticCustomError(
                "responsibility", "give does (a sentence or a code), or code, or both"
            )
        return self


class Kpi(Shorthand):
    """A measure; with a weight, pay depends on it; without one, it is only tracked.

    A bare text is a code of the catalogue, or the measure in words.
    """

    bare: ClassVar[str] = "id"

    id: Annotated[Text, Field(default="")]
    """The measure, by its code in the catalogue or the company's own; else its words."""
    text: Text | None = None
    """The measure in words."""
    weight: Weight | None = None
    """Share of variable pay (per cent of the whole)."""
    min_response_rate: Share | None = None
    """Answers needed before a customer score counts (0..1)."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.id:
            return self
        if self.text is None:
            raise PydanticCustomError("kpi", "give id (a code), or text (the measure in words)")
        return self.model_copy(update={"id": self.text})

    @property
    def words(self) -> str | None:
        """Return the measure in words; None if it is a code alone."""
        return self.text or (self.id if len(self.id.split()) > 1 else None)


class Talent(DesignModel):
    """What the person must bring."""

    skills: Annotated[tuple[Skill, ...], EachOnce] | None = None
    """Skills of the talent profile."""
    expertise: Expertise | None = None
    """0 generalist, 1 product, 2 industry or executive."""


class Handoff(DesignModel):
    """A customer, or a request, that goes to another role."""

    to: Id
    """The receiving role."""
    trigger: Text | None = None
    """The event, date or score that starts it."""
    kind: HandoffKind | None = None
    """A transfer of the contact, or a request for help."""
    stage: Stage | None = None
    """The stage in which it happens."""
    segments: Annotated[tuple[Id, ...], OneOrMany, EachOnce] | None = None
    """Where, if not in every segment the role serves."""
    max_days: Days | None = None
    """Days the receiver has to act (days)."""
    package: Annotated[tuple[Text, ...], OneOrMany] = ()
    """What is passed on."""
    accepted_by: Text | None = None
    """How the receiver accepts the hand-off."""


class Assist(DesignModel):
    """Help the role gives or asks for without passing the customer on."""

    to: Id
    """The role on the other side."""
    trigger: Text | None = None
    """When it happens."""


class RoleParams(DesignModel):
    """Working time of this role where it differs from the company's."""

    weeks: Factor | None = None
    """Weeks in the period (weeks)."""
    hours_per_week: WeekHours | None = None
    """Contract hours (h a week)."""
    absence_days: Days | None = None
    """Holiday, sickness and training (days)."""
    internal_share: ShareBelowOne | None = None
    """Share of available hours not spent on customers (0..1)."""
    target_load: PositiveShare | None = None
    """Share of customer hours to plan for (0..1)."""
    ramp: tuple[Share, ...] | None = None
    """Productivity in each month after the start (0..1 each)."""
    annual_attrition: Share | None = None
    """Share of people who leave in a year (0..1)."""
    months_to_fill: Months | None = None
    """Months from opening a vacancy to the first day (months)."""
    max_delay_months: Months | None = None
    """Amount of work that may wait, in months of the role's own time (months)."""


def _date(written: Any) -> Any:
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError):
        raise PydanticCustomError(
            "date", "give a date as year-month-day, such as 2023-04-01", {"found": written}
        ) from None


Day = Annotated[date, BeforeValidator(_date)]


class Former(Shorthand):
    """What the role was before; a bare word is the role's id in an older design."""

    bare: ClassVar[str] = "role"

    role: Id | None = None
    """The role's id in the older design."""
    title: Text | None = None
    """The former title."""
    as_of: Day | None = None
    """The last day on which the role was like this."""
    kind: Id | None = None
    """The reference role it claimed to be."""
    extends: Code | None = None
    """A role, or `reference:KIND`, whose lines it had."""
    aliases: Annotated[tuple[Text, ...], OneOrMany] = ()
    """Other titles in use then."""
    purpose: Text | None = None
    """Its purpose."""
    stages: Annotated[tuple[Stage, ...], EachOnce] | None = None
    """The stages in which it met customers."""
    owns: Annotated[tuple[Own, ...], EachOnce] | None = None
    """Motions it owned."""
    co_owns: Annotated[tuple[CoOwn, ...], EachOnce] | None = None
    """Motions it owned with another role."""
    supports: Annotated[tuple[Support, ...], EachOnce] | None = None
    """Motions it helped with."""
    responsibilities: tuple[Responsibility, ...] | None = None
    """Its duties."""
    requirements: tuple[Text, ...] | None = None
    """What a candidate had to offer: kept apart from duties."""
    kpis: tuple[Kpi, ...] | None = None
    """Its measures."""
    decision_rights: Annotated[tuple[Text, ...], EachOnce] | None = None
    """The decisions it was allowed to make."""
    talent: Talent | None = None
    """Its talent profile."""


class Role(DesignModel):
    """A job with a purpose; a person may hold several.

    A part that is missing is unknown; a part written as `[]` is empty.
    """

    id: Id
    """The key other parts refer to."""
    title: Text | None = None
    """The title on the card; the id where it is missing."""
    kind: Id | None = None
    """The reference role it claims to be; only a claim, its content comes from `extends`."""
    aliases: Annotated[tuple[Text, ...], OneOrMany] = ()
    """Other titles in use, in any language."""
    extends: Code | None = None
    """A role, or `reference:KIND`, whose lines it inherits."""
    drops: Annotated[tuple[Text, ...], OneOrMany] = ()
    """Inherited lines that the role drops: codes, sentences, motions, measures or rights."""
    formerly: Former | None = None
    """What it was before."""
    purpose: Text | None = None
    """Why the role exists."""
    segments: Annotated[tuple[Id, ...], OneOrMany, EachOnce] | None = None
    """The segments it serves; all where it is missing."""
    coverage: Coverage | None = None
    """How it meets customers."""
    stages: Annotated[tuple[Stage, ...], EachOnce] | None = None
    """The stages in which it meets customers."""
    owns: Annotated[tuple[Own, ...], OneOrMany, EachOnce] | None = None
    """Motions it decides and answers for."""
    co_owns: Annotated[tuple[CoOwn, ...], EachOnce] | None = None
    """Motions it owns together with another role."""
    supports: Annotated[tuple[Support, ...], OneOrMany, EachOnce] | None = None
    """Motions it helps with."""
    responsibilities: tuple[Responsibility, ...] | None = None
    """Its duties, as codes, sentences or both."""
    requirements: tuple[Text, ...] | None = None
    """What a candidate must bring: kept apart from duties."""
    kpis: tuple[Kpi, ...] | None = None
    """Its measures; pay depends on those with a weight."""
    decision_rights: Annotated[tuple[Text, ...], OneOrMany, EachOnce] | None = None
    """The decisions it is allowed to make."""
    talent: Talent | None = None
    """What the person must bring."""
    hands_off: tuple[Handoff, ...] | None = None
    """Customers and requests that it hands over to other roles."""
    assists: tuple[Assist, ...] = ()
    """Help across roles without passing the customer on."""
    tier: Text | None = None
    """The support tier, such as `first line`."""
    channels: Annotated[tuple[Text, ...], OneOrMany] = ()
    """How customers reach it."""
    loaded_cost: Money | None = None
    """Yearly cost of one full-time person, all costs included (currency a year)."""
    params: RoleParams | None = None
    """Working time where it differs from the company's."""
