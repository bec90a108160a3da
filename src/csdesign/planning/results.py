"""What a plan consists of: frozen values that keep what they were derived from.

Hours are a year unless said otherwise, money is in the company's currency, shares are 0 to 1.
None means undefined: it is never 0 and never guessed. Named tuples, because making a dataclass
takes seven times as long and every command makes all of these when it starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from csdesign.extras import needs_extra

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from csdesign.accounts.measure.results import Measured
    from csdesign.finding import Finding, YamlPath
    from csdesign.model.design import Design, Segment
    from csdesign.planning.months.results import MonthPlan

__all__ = [
    "ArchetypeResult",
    "Assumption",
    "Cells",
    "Change",
    "Contacts",
    "Cost",
    "Counterfactual",
    "Coverage",
    "FteRange",
    "Gate",
    "Leavers",
    "MilestoneMode",
    "Near",
    "Overlap",
    "OwnershipCell",
    "PersonLoad",
    "Plan",
    "Pool",
    "Quantities",
    "QueueService",
    "RoleTotal",
    "SegmentPlan",
    "Sensitivity",
    "Staffing",
    "StageContacts",
    "TraitFlip",
    "Wave",
    "Workload",
]


class Quantities(NamedTuple):
    """The sums of DOMAIN 2.1 for one account and year.

    `m1`, `mp`, `md` customer minutes one-to-one, pooled and digital; `a1` one-to-one staff hours
    and `a1p` the planned part of them; `p1` planned recurring one-to-one talks; `p1_any` planned
    one-to-one occurrences of any kind; `touches` touch equivalents; `human_count` human
    occurrences that are not reactive; `expertise` the highest that planned talks need.
    """

    m1: float
    mp: float
    md: float
    a1: float
    a1p: float
    p1: float
    p1_any: float
    touches: float
    human_count: float
    expertise: int

    @property
    def minutes(self) -> float:
        """Return all customer minutes."""
        return self.m1 + self.mp + self.md


class Gate(NamedTuple):
    """A floor or cap that applies: its code, the level it asks for, and why in numbers."""

    code: str
    level: str
    words: str


class Near(NamedTuple):
    """A gate within a small distance of deciding otherwise."""

    gate: str
    value: float
    threshold: float


class Change(NamedTuple):
    """A single change to an interaction: drop it, or move it to another channel."""

    interaction: str
    action: str
    channel: str | None
    path: YamlPath


class Counterfactual(NamedTuple):
    """The smallest single change that gives another level."""

    change: Change
    level: str | None
    score: float | None


class TraitFlip(NamedTuple):
    """A profile score whose move by 1 changes the level."""

    trait: str
    score: int
    level: str


class Coverage(NamedTuple):
    """The coverage decision of DOMAIN 2.2 with everything it rests on."""

    quantities: Quantities
    human_share: float | None
    ratio: tuple[int, int] | None
    ax_score: float | None
    need_score: float
    score: float | None
    band: str | None
    gates: tuple[Gate, ...]
    level: str | None
    assignment: str | None
    decided_by: str | None
    borderline: bool
    near: tuple[Near, ...]
    to_next_band: float | None
    counterfactual: Counterfactual | None
    flips: tuple[TraitFlip, ...]


class MilestoneMode(NamedTuple):
    """How a milestone is reached (DOMAIN 2.4): dedicated, assisted or digital."""

    id: str
    stage: str | None
    mode: str
    one_to_one_hours: float
    touches: float
    needs_industry: bool
    specialist: str | None
    """Why a specialist is called for: `unnamed`, `deployment`, or None."""
    deliverers: tuple[str, ...]
    path: YamlPath


class ArchetypeResult(NamedTuple):
    """The archetype decision of DOMAIN 3."""

    archetype: str | None
    rule: str | None
    why: str
    traditional_account_manager: bool
    csm_levels: Mapping[str, str]
    orphans: tuple[str, ...]
    """Motions cut off by a ceiling, or left without owner by T8."""
    overridden_by: tuple[str, ...]
    missing: tuple[str, ...]
    skills: tuple[str, ...]
    expertise: int


class OwnershipCell(NamedTuple):
    """Who has what in one motion of one segment; proposals fill gaps and are marked."""

    segment: str
    motion: str
    role: str
    level: str
    proposed: bool = False
    lead: bool = False
    when: str | None = None
    path: YamlPath | None = None


class FteRange(NamedTuple):
    """Full-time work: as planned, at full load and at cautious load."""

    plan: float
    low: float
    high: float


class Pool(NamedTuple):
    """A queue sized by Erlang C (DOMAIN 5.4)."""

    arrivals_per_hour: float
    handle_hours: float
    offered_load: float
    agents: int
    rostered: int
    service_level: float
    occupancy: float
    p_wait: float
    within_hours: float
    target_share: float


class QueueService(NamedTuple):
    """How the people in post serve a queue: `agents` of them are on it at any time."""

    fte: float
    agents: int
    service_level: float
    occupancy: float


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """What one person carries: hours a year, and their share of the hours planned for it.

    `count` posts are alike; `colleagues` counts all posts that share a role with this one.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    count: int
    fte: float
    hours: float
    busy: float
    colleagues: int
    path: YamlPath


class Overlap(NamedTuple):
    """Common working hours a day of customers in one time zone with the nearest named person."""

    segment: str
    role: str
    utc_offset: float
    hours: float
    path: YamlPath


class Staffing(NamedTuple):
    """One role's work in one segment: hours a year, full-time people, book and heads."""

    role: str
    assignment: str
    hours: float
    recurring_hours_per_account: float
    once_hours_per_new_account: float
    fte: FteRange
    book: int | None
    heads: int | None
    pool: Pool | None
    commercial_hours: float
    busy: float | None
    """Hours over those planned for the heads; None without heads."""


class Workload(NamedTuple):
    """The human work of a segment; `hours` is None without a number of accounts."""

    recurring_hours_per_account: float
    once_hours_per_new_account: float
    programme_hours: float
    hours: float | None

    def hours_of(self, accounts: float, new_accounts: float | None) -> float | None:
        """Return the hours (h a year) of some of the segment's accounts, without the programme.

        None where starting takes hours and the number of new accounts is unknown.
        """
        if new_accounts is None and self.once_hours_per_new_account:
            return None
        once = self.once_hours_per_new_account * (new_accounts or 0)
        return self.recurring_hours_per_account * accounts + once


class StageContacts(NamedTuple):
    """Whom a customer meets in one stage."""

    named: int
    desks: int
    new_faces: int
    roles: tuple[str, ...]
    primary: str | None


class Contacts(NamedTuple):
    """How many people a customer meets (DOMAIN 4.5)."""

    by_stage: Mapping[str, StageContacts]
    lifetime_named: int
    transfers_after_purchase: int


class Cost(NamedTuple):
    """Yearly cost of the people a segment needs, and what it is of its revenue."""

    total: float
    per_account: float | None
    of_arr: float | None


class Wave(NamedTuple):
    """A season of starts (DOMAIN 5.5): people needed for it, and people planned."""

    heads: int
    planned_heads: float | None
    peak_hours: float
    max_backlog_hours: float
    role: str | None


class Cells(NamedTuple):
    """Whether people with languages, regions and skills can serve the demand (DOMAIN 5.3)."""

    feasible: bool
    shortfall_fte: float
    bottleneck: tuple[str, ...]
    single_skill_heads: int
    fully_flexible_heads: int


class Leavers(NamedTuple):
    """What attrition adds (DOMAIN 5.5): time people are there, and people to employ."""

    availability: float
    heads: int


class SegmentPlan(NamedTuple):
    """Everything the plan says about one segment."""

    segment: Segment
    coverage: Coverage
    practitioner: str | None
    practitioner_role: str | None
    milestones: tuple[MilestoneMode, ...]
    archetype: ArchetypeResult
    workload: Workload
    staffing: tuple[Staffing, ...]
    fte: FteRange | None
    book: int | None
    heads: int | None
    pool: Pool | None
    contacts: Contacts | None
    cost: Cost | None
    wave: Wave | None
    cells: Cells | None
    programme_owner: str | None
    """The role that runs the automated part; None where nobody does."""
    changes_hands: tuple[tuple[str, str, str], ...]
    """(motion, owner today, owner in the plan) where they differ."""

    @property
    def id(self) -> str:
        """Return the segment's id."""
        return self.segment.id


class RoleTotal(NamedTuple):
    """One role over all segments: need, have and gap."""

    role: str
    title: str
    segments: tuple[str, ...]
    hours: float
    fte: FteRange
    heads: int | None
    have: float | None
    """Full-time posts that hold the role; None where the design has no positions."""
    busy: float | None
    cost: float | None
    pool: Pool | None
    """The joint queue of all segments, sized."""
    service: QueueService | None
    """How the people in post serve it; None without positions."""

    @property
    def pooled(self) -> bool:
        """Return whether part of the work arrives by queue."""
        return self.pool is not None

    @property
    def gap(self) -> float | None:
        """Return people to hire (positive) or to spare (negative)."""
        if self.heads is None or self.have is None:
            return None
        return self.heads - self.have


class Sensitivity(NamedTuple):
    """What total full-time work would be at either end of one input's range."""

    input: str
    value: float
    unit: str
    basis: str
    low: float
    high: float
    fte_low: float
    fte_high: float
    path: YamlPath | None


class Assumption(NamedTuple):
    """A number that the plan rests on and nobody measured."""

    name: str
    value: float
    unit: str
    basis: str
    used_by: tuple[str, ...]
    path: YamlPath | None


@dataclass(frozen=True, repr=False)
class Plan:
    """Who should cover which customers, with what kind of person, and how many."""

    design: Design
    segments: tuple[SegmentPlan, ...]
    ownership: tuple[OwnershipCell, ...]
    roles: tuple[RoleTotal, ...]
    assumptions: tuple[Assumption, ...]
    sensitivity: tuple[Sensitivity, ...]
    measured_share: float | None
    assumed_share: float | None
    not_counted: tuple[str, ...]
    open_points: tuple[str, ...]
    csm_types: tuple[tuple[str, str], ...]
    managers: int
    people: tuple[PersonLoad, ...]
    overlaps: tuple[Overlap, ...]
    leavers: Leavers | None
    findings: tuple[Finding, ...] = ()
    measured: Measured | None = None
    """What an account table showed; None where customers are declared, not counted."""
    months: MonthPlan | None = None
    """The plan by month; None where nobody asks for months."""

    def __repr__(self) -> str:
        return f"<Plan of {len(self.segments)} segments: {self.heads} people, {self.hours:.0f} h>"

    @cached_property
    def segment_by_id(self) -> Mapping[str, SegmentPlan]:
        """Return the segments' plans by id."""
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def staffing_by_role(self) -> Mapping[str, tuple[Staffing, ...]]:
        """Return each role's rows over all segments."""
        found: dict[str, list[Staffing]] = {}
        for plan in self.segments:
            for row in plan.staffing:
                found.setdefault(row.role, []).append(row)
        return {role: tuple(rows) for role, rows in found.items()}

    @cached_property
    def people_by_role(self) -> Mapping[str, tuple[PersonLoad, ...]]:
        """Return the loads of the people who hold each role."""
        found: dict[str, list[PersonLoad]] = {}
        for person in self.people:
            for role in person.roles:
                found.setdefault(role, []).append(person)
        return {role: tuple(people) for role, people in found.items()}

    @cached_property
    def role_by_id(self) -> Mapping[str, RoleTotal]:
        """Return the totals by role."""
        return {role.role: role for role in self.roles}

    @property
    def hours(self) -> float:
        """Return the promised hours a year of all segments whose accounts are known."""
        return sum(role.hours for role in self.roles)

    @property
    def fte(self) -> FteRange:
        """Return the full-time work of all roles."""
        return FteRange(
            sum(role.fte.plan for role in self.roles),
            sum(role.fte.low for role in self.roles),
            sum(role.fte.high for role in self.roles),
        )

    @property
    def heads(self) -> int:
        """Return the people needed, whole people for each role."""
        return sum(role.heads or 0 for role in self.roles)

    @property
    def have(self) -> float | None:
        """Return the full-time people in post for the roles counted; None without positions."""
        if self.design.posts is None:
            return None
        return sum(role.have or 0.0 for role in self.roles)

    @property
    def cost(self) -> float | None:
        """Return the yearly cost of the people needed; None where one has no cost."""
        costs = [role.cost for role in self.roles if role.heads]
        known = [cost for cost in costs if cost is not None]
        if not known or len(known) < len(costs):
            return None
        return sum(known) + self.design.params.fixed_cost

    @property
    def arr(self) -> float | None:
        """Return the revenue of all segments; None where one does not state it."""
        parts = [
            plan.segment.accounts * plan.segment.arr_per_account
            for plan in self.segments
            if plan.segment.accounts is not None and plan.segment.arr_per_account is not None
        ]
        return sum(parts) if parts and len(parts) == len(self.segments) else None

    @needs_extra
    def to_frame(self) -> pd.DataFrame:
        """Return one row per segment; hours a year, shares 0 to 1, undefined is missing."""
        import pandas as pd

        from csdesign.planning.frame import COLUMNS, rows

        return pd.DataFrame(rows(self), columns=list(COLUMNS))
