"""Appropriate Experiences as written: milestones, and the interactions that lead to them."""

from typing import Annotated, Any, ClassVar, Literal

from csdesign.model.base import AlsoWritten, DesignModel, Shorthand
from csdesign.model.choices import Channel, EachOnce, Id, OneOrMany, Purpose, Stage, Text, Trigger
from csdesign.model.numbers import (
    Days,
    Expertise,
    Flag,
    Hours,
    Importance,
    Minutes,
    PerYear,
    Share,
    WholePositive,
)

__all__ = [
    "CADENCE",
    "PERIODS",
    "AnswerPromise",
    "Cadence",
    "Deliverer",
    "Effort",
    "Experience",
    "Interaction",
    "Milestone",
    "PromiseOption",
]

PERIODS = {
    "day": 365,
    "week": 52,
    "fortnight": 26,
    "month": 12,
    "quarter": 4,
    "half-year": 2,
    "year": 1,
}
"""Occurrences a year of each `every`."""

CADENCE = {
    "daily": PERIODS["day"],
    "weekly": PERIODS["week"],
    "fortnightly": PERIODS["fortnight"],
    "monthly": PERIODS["month"],
    "quarterly": PERIODS["quarter"],
    "half_yearly": PERIODS["half-year"],
    "yearly": PERIODS["year"],
}
"""Occurrences a year of each word of a `cadence`."""


class Milestone(DesignModel):
    """A success milestone: a point at which the customer has reached something."""

    id: Id
    """The key interactions refer to."""
    name: Text | None = None
    """The name people read."""
    stage: Stage
    """The stage of the customer's life that the milestone belongs to."""
    by_day: Days | None = None
    """Days after purchase by which it should be reached."""
    done_when: Text | None = None
    """The observable sign that the milestone is reached."""


class Cadence(DesignModel):
    """How often, by shares of the accounts: `{weekly: 0.1, monthly: 0.6}`; the rest get none."""

    daily: Share = 0
    """Share of accounts met 365 times a year."""
    weekly: Share = 0
    """Share of accounts met 52 times a year."""
    fortnightly: Share = 0
    """Share of accounts met 26 times a year."""
    monthly: Share = 0
    """Share of accounts met 12 times a year."""
    quarterly: Share = 0
    """Share of accounts met 4 times a year."""
    half_yearly: Share = 0
    """Share of accounts met twice a year."""
    yearly: Share = 0
    """Share of accounts met once a year."""


class AnswerPromise(DesignModel):
    """How soon an answer is promised: the service level of a queue."""

    within_hours: Hours
    """Hours of opening time within which work starts (h)."""
    share: Share = 0.8
    """Share of requests that are started in time (0..1)."""


class Deliverer(Shorthand):
    """Who delivers: one role, several together (`all`), or any one of several (`any`)."""

    bare: ClassVar[str] = "role"

    role: Id | None = None
    """The one role that delivers."""
    any: Annotated[tuple[Id, ...], EachOnce] | None = None
    """One person from any of these roles; hours are split evenly."""
    all: Annotated[tuple[Id, ...], EachOnce] | None = None
    """One person from each of these roles."""


def _deliverer(written: Any) -> Any:
    return {"all": written} if isinstance(written, (list, tuple)) else written


def _effort(written: Any) -> Any:
    if isinstance(written, dict) and "value" not in written:
        return {"by_role": written}
    return {"hours": written}


class Effort(DesignModel):
    """Staff time for one occurrence, with preparation and follow-up."""

    hours: Hours | None = None
    """Hours of each person (h)."""
    by_role: dict[Id, Hours] | None = None
    """Hours of each role where they differ (h)."""


ROLE_FORMS = AlsoWritten(_deliverer, lambda _: {"type": "array", "items": {"type": "string"}})
EFFORT_FORMS = AlsoWritten(
    _effort,
    lambda _: {
        "anyOf": [
            {"type": "number", "minimum": 0, "unit": "h"},
            {"type": "object", "description": "Hours of each role, or a number with its basis."},
        ]
    },
)


class PromiseOption(DesignModel):
    """Another way to keep a promise, which `fit` may choose: the values that differ."""

    channel: Channel | None = None
    """Another channel."""
    per_year: PerYear | None = None
    """Another number of occurrences for one account in a year."""
    every: Literal["day", "week", "fortnight", "month", "quarter", "half-year", "year"] | None = (
        None
    )
    """The same as a period."""
    times: PerYear | None = None
    """Another number of occurrences for one new account."""
    share: Share | None = None
    """Another share of accounts that get it (0..1)."""
    minutes: Minutes | None = None
    """Other customer time of one occurrence (min)."""
    effort_hours: Annotated[Effort, EFFORT_FORMS] | None = None
    """Other staff time of one occurrence and person (h)."""
    staff: WholePositive | None = None
    """Another number of people in one occurrence."""
    group_size: WholePositive | None = None
    """Another number of accounts served in one occurrence."""
    role: Annotated[Deliverer, ROLE_FORMS] | None = None
    """Another deliverer."""


class Interaction(DesignModel):
    """One promise to the customer: what happens, how often, by whom and at what effort."""

    id: Id
    """The key of the interaction within its experience."""
    name: Text | None = None
    """The name people read."""
    milestone: Id | None = None
    """The milestone it leads to; not needed for reactive service."""
    stage: Stage | None = None
    """The stage, where no milestone is named."""
    purpose: Purpose | None = None
    """What it is for."""
    channel: Channel
    """How it reaches the customer."""
    when: Literal["recurring", "once"] | None = None
    """Recurring every year, or once for each new account; taken from the kind of count if
    missing."""
    per_year: PerYear | None = None
    """Occurrences for one account in a year."""
    every: Literal["day", "week", "fortnight", "month", "quarter", "half-year", "year"] | None = (
        None
    )
    """The same as a period: `every: quarter` is `per_year: 4`."""
    cadence: Cadence | None = None
    """The same by shares of the accounts."""
    times: PerYear | None = None
    """Occurrences for one new account, once in its life."""
    share: Share = 1
    """Share of accounts that get it (0..1)."""
    minutes: Minutes | None = None
    """Customer time of one occurrence (min)."""
    effort_hours: Annotated[Effort, EFFORT_FORMS] | None = None
    """Staff time of one occurrence and person, with preparation and follow-up (h)."""
    staff: WholePositive | None = None
    """People of the company in one occurrence; the number of roles where it is missing."""
    group_size: WholePositive = 1
    """Accounts served in one occurrence."""
    expertise: Expertise = 0
    """What the deliverer must know: 0 generalist, 1 product, 2 industry or executive."""
    trigger: Trigger | None = None
    """What starts it; `milestone` where `times` is given, else `calendar`."""
    role: Annotated[Deliverer, ROLE_FORMS] | None = None
    """Who delivers it."""
    from_day: Days | None = None
    """Days after the purchase from which it can happen."""
    answer: AnswerPromise | None = None
    """How soon an answer is promised."""
    agenda: Annotated[tuple[Text, ...], OneOrMany] = ()
    """The topics of the interaction."""
    protected: Flag = False
    """Whether the promise is protected: `fit` must not change it."""
    floor: PerYear | None = None
    """The fewest occurrences that `fit` may leave (a year, or once for each new account)."""
    options: tuple[PromiseOption, ...] = ()
    """Other ways to keep the promise that `fit` may choose."""
    weight: Importance = 1
    """How much its time is worth to customers, relative to other promises (1 is usual)."""


class Experience(DesignModel):
    """An Appropriate Experience: what customers of its segments need to reach their outcome.

    Source: Lincoln Murphy, "How to Define Roles in Customer Success Management".
    """

    id: Id
    """The key of the experience."""
    name: Text | None = None
    """The name people read."""
    segments: Annotated[tuple[Id, ...], OneOrMany, EachOnce] = ()
    """The segments it serves."""
    milestones: tuple[Milestone, ...] = ()
    """Success milestones, in the order customers reach them."""
    interactions: tuple[Interaction, ...] = ()
    """The promised interactions."""
