"""What `csdesign plan --format json` writes."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.findings import Summary
from csdesign.contracts.v1.futures import Futures
from csdesign.contracts.v1.measured import Measured
from csdesign.contracts.v1.months import Months
from csdesign.contracts.v1.parts import Count, Finding, Tool, one_of
from csdesign.contracts.v1.scenarios import Scenario
from csdesign.contracts.v1.segments import Segment
from csdesign.contracts.v1.tables import Tables

__all__ = [
    "Assumption",
    "AvoidedBy",
    "Combination",
    "Company",
    "CsmType",
    "Hire",
    "Money",
    "NotCounted",
    "Ownership",
    "People",
    "Person",
    "PlanDocument",
    "RoleTotal",
    "Sensitivity",
    "Surplus",
    "Totals",
    "WithLeavers",
]


class Company(TypedDict):
    """The company of the design."""

    name: str | None
    currency: str | None


class Ownership(TypedDict):
    """Who owns a motion of a segment."""

    segment: str
    motion: str
    role: str
    level: Annotated[str, one_of("own", "co-own", "support")]
    lead: bool
    proposed: bool
    when: str | None


class WithLeavers(TypedDict):
    """People with an allowance for those who leave."""

    availability: float
    heads: Count
    in_work: Count
    payroll: float


class AvoidedBy(TypedDict):
    """The change of an input that makes a hire unnecessary."""

    input: str
    value: float
    limit: float
    change: float


class Hire(TypedDict):
    """Posts to fill."""

    role: str
    posts: Count
    short_fte: float
    hours: float
    bound: Annotated[str, one_of("work", "roster", "cap", "book")]
    cost: float | None
    thin: bool
    avoided_by: AvoidedBy | None


class Surplus(TypedDict):
    """Posts without work."""

    role: str
    posts: Count
    positions: list[str]
    cost: float | None


class Combination(TypedDict):
    """Posts that several roles share."""

    roles: list[str]
    posts: Count


class NotCounted(TypedDict):
    """Posts that no work of the plan is for."""

    role: str
    posts: Count


class People(TypedDict):
    """How many people are needed, are there and are missing."""

    need: Count
    have: Count | None
    have_fte: float | None
    hires: list[Hire] | None
    surplus: list[Surplus] | None
    separate: Count
    fewest: Count | None
    combination: list[Combination] | None
    exact: bool
    at_least: Count
    not_counted: list[NotCounted]


class Money(TypedDict):
    """What people cost a year."""

    today: float | None
    ask: float | None
    surplus: float | None
    plan: float | None
    fixed: float
    managers: float | None


class RoleTotal(TypedDict):
    """All work of one role."""

    title: str
    segments: list[str]
    hours: float
    fte: float
    fte_low: float
    fte_high: float
    need: float | None
    bound: Annotated[str, one_of("work", "roster", "cap", "book")] | None
    heads: Count | None
    have: float | None
    gap: float | None
    busy: float | None
    cost: float | None


class Totals(TypedDict):
    """All segments together."""

    hours: float
    fte: float
    fte_low: float
    fte_high: float
    heads: Count | None
    have: float | None
    cost: float | None
    arr: float | None
    cost_of_arr: float | None
    managers: Count | None
    with_leavers: WithLeavers | None
    people: People | None
    money: Money | None
    by_role: dict[str, RoleTotal]


class Person(TypedDict):
    """A position and what it carries."""

    id: str
    roles: list[str]
    count: Count
    fte: float
    busy: float
    load: float
    hours: float
    by_role: dict[str, float]


class CsmType(TypedDict):
    """A kind of CSM that the plan has."""

    archetype: str
    level: Annotated[str, one_of("high-touch", "pooled", "tech-touch")]


class Assumption(TypedDict):
    """A number that nobody measured."""

    name: str
    value: float
    unit: str
    basis: str
    used_by: list[str]


class Sensitivity(TypedDict):
    """How far an input moves the total."""

    input: str
    value: float
    unit: str
    basis: str
    low: float
    high: float
    fte_low: float
    fte_high: float


class PlanDocument(TypedDict):
    """Hours are a year, money is in `company.currency`; undefined is null, never 0."""

    schema_version: Literal[1]
    tool: Tool
    company: Company
    summary: Summary
    accounts: Measured | None
    segments: list[Segment]
    ownership: list[Ownership]
    totals: Totals
    people: list[Person]
    csm_types: list[CsmType]
    assumptions: list[Assumption]
    sensitivity: list[Sensitivity]
    measured_share: float | None
    assumed_share: float | None
    not_counted: list[str]
    open_points: list[str]
    months: Months | None
    uncertainty: Futures | None
    scenario: str | None
    scenarios: list[Scenario] | None
    findings: list[Finding]
    sections: NotRequired[
        Annotated[Tables, Field(description="Tables of sections without typed keys: named cells.")]
    ]
