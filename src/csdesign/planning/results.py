"""The results of a plan: frozen values that keep what they were derived from.

Hours are a year unless said otherwise, money is in the company's currency, shares are 0 to 1.
None means undefined: it is never 0 and never guessed. Named tuples, because making a dataclass
takes seven times as long and every command makes all of these when it starts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.escaping.notebook import notebook_table
from csdesign.extras import needs_extra

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from csdesign.accounts.measure.results import Measured
    from csdesign.finding import Finding, YamlPath
    from csdesign.model.design import Design, Segment
    from csdesign.planning.combining import Together
    from csdesign.planning.futures.results import Futures
    from csdesign.planning.money import Money
    from csdesign.planning.months.results import MonthPlan
    from csdesign.planning.need import Need

SHORT_PROMISE_HOURS: Final = 4.0
"""A promise shorter than this feels the peak hour and needs somebody present; a longer one is
planned around (h)."""

__all__ = [
    "SHORT_PROMISE_HOURS",
    "ArchetypeResult",
    "Assumption",
    "Avoided",
    "Cells",
    "Change",
    "Contacts",
    "Cost",
    "Counterfactual",
    "Coverage",
    "FteRange",
    "Gate",
    "Headcount",
    "Hire",
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
    "ScenarioRow",
    "SegmentPlan",
    "Sensitivity",
    "Staffing",
    "StageContacts",
    "Surplus",
    "TraitFlip",
    "Wave",
    "Workload",
]


class Quantities(NamedTuple):
    """The sums for one account and year.

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
    """The coverage decision with everything it rests on."""

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
    """How a milestone is reached: dedicated, assisted or digital."""

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
    """The archetype decision."""

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
    """A queue sized by Erlang C: `agents` at work at any time, in the hour it is sized for."""

    arrivals_per_hour: float
    handle_hours: float
    offered_load: float
    agents: int
    present: float
    """How many of one full-time person are there on average (people)."""
    roster: float
    """People to employ so that `agents` are there (FTE)."""
    rostered: int
    """The same as whole people."""
    service_level: float
    occupancy: float
    p_wait: float
    within_hours: float
    target_share: float

    @property
    def short(self) -> bool:
        """Return whether the promise is so short that somebody must sit at the queue."""
        return self.within_hours < SHORT_PROMISE_HOURS


class QueueService(NamedTuple):
    """How the people in post serve a queue."""

    fte: float
    """Time of those who count for it (FTE)."""
    present: float
    """How many of them are there at any time, on average (people)."""
    people: int
    """How many posts hold the role."""


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
    load: float
    """Their share of all the hours that customers get of them; above 1 the year is too short."""
    hours_by_role: Mapping[str, float]
    """The hours of one such post by role (h a year)."""
    busy_by_role: Mapping[str, float]
    """What each role adds to `busy`."""
    colleagues: int
    path: YamlPath

    def share_of(self, role: str) -> float:
        """Return the part of the person's time that goes to one of their roles (0..1)."""
        return self.busy_by_role.get(role, 0.0) / self.busy


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
    """How many people a customer meets."""

    by_stage: Mapping[str, StageContacts]
    lifetime_named: int
    transfers_after_purchase: int


class Cost(NamedTuple):
    """Yearly cost of the people a segment needs, and what it is of its revenue."""

    total: float
    per_account: float | None
    of_arr: float | None


class Wave(NamedTuple):
    """A season of starts: people needed for it, and people planned."""

    heads: int
    planned_heads: float | None
    peak_hours: float
    max_backlog_hours: float
    role: str | None


class Cells(NamedTuple):
    """Whether people with languages, regions and skills can serve the demand."""

    feasible: bool
    shortfall_fte: float
    bottleneck: tuple[str, ...]
    single_skill_heads: int
    fully_flexible_heads: int


class Leavers(NamedTuple):
    """What attrition adds: the people to employ so that enough are in work, on average."""

    availability: float
    """Part of a post's time that is filled and productive (0..1)."""
    in_work: int
    """People the plan needs in work."""
    payroll: float
    """People on the payroll who keep so many in work (people)."""
    heads: int
    """The same as whole people."""


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


class Avoided(NamedTuple):
    """The smallest change of one number that takes a hire away."""

    input: str
    value: float
    limit: float
    """The value at which the hire is not needed any more."""
    unit: str
    path: YamlPath | None

    @property
    def change(self) -> float:
        """Return the relative change, below 0."""
        return self.limit / self.value - 1


class Hire(NamedTuple):
    """Full-time posts to hire for one role."""

    role: str
    title: str
    posts: int
    short_fte: float
    """The least that the hired people must carry: work, presence or customers (FTE)."""
    hours: float
    """The same in hours of the role (h a year)."""
    bound: str
    """What is short: work, roster, cap or book."""
    cost: float | None
    thin: bool
    """Whether the last of the posts carries little."""
    avoided_by: Avoided | None
    """What would take the last of the posts away; asked of thin hires only."""


class Surplus(NamedTuple):
    """Posts that the plan does not need."""

    role: str
    title: str
    posts: int
    positions: tuple[str, ...]
    fte: float
    """Their time (FTE)."""
    cost: float | None


class Headcount(NamedTuple):
    """From work to people: who is needed, there, to hire and to spare.

    Without positions `have`, `have_fte` are None, `hires` and `surplus` empty, and `need` is
    `separate`; with positions `fewest` and `combination` are None.
    """

    need: int
    have: int | None
    have_fte: float | None
    hires: tuple[Hire, ...]
    surplus: tuple[Surplus, ...]
    separate: int
    """People if each job stands alone: every role rounded up by itself."""
    fewest: int | None
    """Full-time people who could do it if jobs are combined."""
    combination: tuple[Together, ...] | None
    exact: bool
    """Whether fewer hires, or fewer people, are proven impossible."""
    least: int
    """Nobody can do with fewer hires, or fewer people, than this."""
    not_counted: tuple[tuple[str, int], ...]
    """(role, posts) of people whose roles have no work in the plan."""

    @property
    def hired(self) -> int:
        """Return the posts to hire."""
        return sum(hire.posts for hire in self.hires)

    @property
    def time(self) -> float:
        """Return the time of the people needed (FTE)."""
        if self.have_fte is None:
            return float(self.need)
        return self.have_fte - math.fsum(item.fte for item in self.surplus) + self.hired

    @property
    def spare(self) -> int:
        """Return the posts that the plan does not need."""
        return sum(item.posts for item in self.surplus)


class RoleTotal(NamedTuple):
    """One role over all segments: its work, what it needs by itself, who holds it."""

    role: str
    title: str
    segments: tuple[str, ...]
    hours: float
    fte: FteRange
    needed: Need | None
    """What it needs by itself; None where only some segments are shown."""
    heads: int | None
    """Whole people if the job stands alone; None without hours."""
    have: int | None
    """Posts that hold the role, each counted in every role; None without positions."""
    have_fte: float | None
    hire: int
    spare: int
    busy: float | None
    """The busiest holder; without positions the share of planned hours that fills whole people."""
    cost: float | None
    """Its part of the plan's cost: people with several roles are split by their work."""
    pool: Pool | None
    """The joint queue of all segments, sized."""
    service: QueueService | None
    """How the people in post serve it; None without positions."""

    @property
    def pooled(self) -> bool:
        """Return whether part of the work arrives by queue."""
        return self.pool is not None

    @property
    def gap(self) -> int | None:
        """Return people to hire (positive) or to spare (negative)."""
        return None if self.have is None else self.hire - self.spare


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


class ScenarioRow(NamedTuple):
    """A scenario beside the design as it stands, whose own `id` is None."""

    id: str | None
    name: str
    plan: Plan
    kept: float | None
    """Share of today's promised time that customers keep (0..1)."""
    levels: Mapping[str, str | None]
    """The coverage level of each segment."""
    findings_added: tuple[Finding, ...] = ()
    findings_fixed: tuple[Finding, ...] = ()


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
    headcount: Headcount
    money: Money
    managers: int
    people: tuple[PersonLoad, ...]
    overlaps: tuple[Overlap, ...]
    leavers: Leavers | None
    findings: tuple[Finding, ...] = ()
    measured: Measured | None = None
    """What an account table showed; None where customers are declared, not counted."""
    months: MonthPlan | None = None
    """The plan by month; None where nobody asks for months."""
    futures: Futures | None = None
    """What many draws of the inputs say; None where nobody asks for any."""
    scenario: str | None = None
    """The scenario that is planned; None for the design as it stands."""
    scenarios: tuple[ScenarioRow, ...] | None = None
    """The design as it stands and scenarios beside it; None where nobody asks for several."""
    selected: bool = False
    """Whether only some segments are shown, with their share of the people of the whole plan."""

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
        return math.fsum(role.hours for role in self.roles)

    @property
    def fte(self) -> FteRange:
        """Return the full-time work of all roles."""
        return FteRange(
            math.fsum(role.fte.plan for role in self.roles),
            math.fsum(role.fte.low for role in self.roles),
            math.fsum(role.fte.high for role in self.roles),
        )

    @property
    def heads(self) -> int:
        """Return the people needed."""
        return self.headcount.need

    @property
    def have(self) -> int | None:
        """Return the people in post for the roles with work; None without positions."""
        return self.headcount.have

    @property
    def cost(self) -> float | None:
        """Return the yearly cost of the plan; None where a role with work has no cost."""
        return self.money.plan

    @property
    def arr(self) -> float | None:
        """Return the revenue of all segments; None where one does not state it."""
        parts = [
            plan.segment.accounts * plan.segment.arr_per_account
            for plan in self.segments
            if plan.segment.accounts is not None and plan.segment.arr_per_account is not None
        ]
        return math.fsum(parts) if parts and len(parts) == len(self.segments) else None

    def _repr_html_(self) -> str:
        rows = (
            (s.id, s.coverage.level, f"{s.fte.plan:.2f}" if s.fte else None, s.heads)
            for s in self.segments
        )
        columns = ("segment", "coverage", "full-time", "people")
        return notebook_table(repr(self)[1:-1], columns, rows, len(self.segments))

    @needs_extra
    def to_frame(self) -> pd.DataFrame:
        """Return one row per segment; hours a year, shares 0 to 1, undefined is missing."""
        import pandas as pd

        from csdesign.planning.frame import COLUMNS, rows

        return pd.DataFrame(rows(self), columns=list(COLUMNS))
