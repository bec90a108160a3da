"""The segments of a plan in its JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Count, one_of

__all__ = [
    "ChangesHands",
    "Contacts",
    "Cost",
    "Counterfactual",
    "Coverage",
    "Flip",
    "FteRange",
    "Milestone",
    "NearGate",
    "Pool",
    "Quantities",
    "RoleWork",
    "Segment",
    "SegmentAccounts",
    "SkillCells",
    "Staffing",
    "StageContacts",
    "Talent",
    "Wave",
    "Workload",
]


class SegmentAccounts(TypedDict):
    """The customers of a segment."""

    count: float | None
    new: float | None
    arr: float | None
    source: Annotated[str, one_of("declared", "measured")]


class NearGate(TypedDict):
    """A gate that nearly decided."""

    gate: str
    value: float
    threshold: float


class Quantities(TypedDict):
    """What one customer is promised in a year."""

    one_to_one_minutes: float
    pooled_minutes: float
    digital_minutes: float
    one_to_one_hours: float
    planned_one_to_one_hours: float
    planned_one_to_one: float
    touch_equivalents: float
    top_expertise: Count


class Counterfactual(TypedDict):
    """The smallest change that gives another level."""

    interaction: str
    action: Annotated[str, one_of("drop", "move")]
    channel: str | None
    level: Annotated[str, one_of("high-touch", "pooled", "tech-touch")] | None
    score: float | None


class Flip(TypedDict):
    """A trait whose other score gives another level."""

    trait: str
    score: Count
    level: Annotated[str, one_of("high-touch", "pooled", "tech-touch")]


class Talent(TypedDict):
    """What the people of an archetype can do."""

    skills: list[str]
    expertise: Count


class Milestone(TypedDict):
    """How a milestone is reached."""

    id: str
    stage: str | None
    mode: Annotated[str, one_of("dedicated", "assisted", "digital")]
    one_to_one_hours: float
    touches: float
    specialist: Annotated[str, one_of("unnamed", "deployment")] | None


class RoleWork(TypedDict):
    """The work of one role."""

    hours: float
    fte: float
    heads: Count | None


class Workload(TypedDict):
    """The promised work (h a year)."""

    recurring_hours_per_account: float
    once_hours_per_new_account: float
    programme_hours: float
    hours: float | None
    by_role: dict[str, RoleWork]


class FteRange(TypedDict):
    """Full-time equivalents as planned, at the low and the high end."""

    plan: float
    low: float
    high: float


class Pool(TypedDict):
    """A queue and the people on it."""

    arrivals_per_hour: float
    handle_hours: float
    offered_load: float
    agents: Count
    present: float
    roster: float
    rostered: Count
    service_level: float
    occupancy: float
    p_wait: float
    within_hours: float
    target_share: float


class Staffing(TypedDict):
    """Who does the work of one role, and how many."""

    role: str
    assignment: Annotated[str, one_of("named", "queue", "programme")]
    hours: float
    recurring_hours_per_account: float
    once_hours_per_new_account: float
    fte: FteRange
    book: Count | None
    heads: Count | None
    busy: float | None
    pool: Pool | None


class StageContacts(TypedDict):
    """Whom a customer meets in one stage."""

    named: Count
    desks: Count
    new_faces: Count
    primary: str | None
    roles: list[str]


class Contacts(TypedDict):
    """Whom a customer meets."""

    by_stage: dict[str, StageContacts]
    lifetime_named: Count
    transfers_after_purchase: Count


class Cost(TypedDict):
    """What serving the segment costs a year."""

    total: float
    per_account: float | None
    of_arr: float | None
    currency: str | None


class Wave(TypedDict):
    """The peak of onboarding."""

    role: str | None
    heads: Count
    planned_heads: float | None
    peak_hours: float
    max_backlog_hours: float


class SkillCells(TypedDict):
    """Whether languages and regions can be staffed."""

    feasible: bool
    shortfall_fte: float
    bottleneck: list[str]
    single_skill_heads: Count
    fully_flexible_heads: Count


ChangesHands = TypedDict(
    "ChangesHands",
    {"motion": str, "from": str, "to": str},
)
"""A motion that another role takes over."""


class Coverage(TypedDict):
    """How a segment is covered, and what decided it."""

    level: Annotated[str, one_of("high-touch", "pooled", "tech-touch")] | None
    assignment: Annotated[str, one_of("named", "queue", "programme")] | None
    human_share: (
        Annotated[float, Field(ge=0, description="People's share of customer time (0..1).")] | None
    )
    ratio: Annotated[str, Field(pattern="^[0-9]+ : [0-9]+$")] | None
    score: float | None
    ax_score: float | None
    need_score: float
    band: Annotated[str, one_of("high-touch", "pooled", "tech-touch")] | None
    gates: list[Annotated[str, one_of("F1", "F2", "F3", "C1", "C2", "C3")]]
    decided_by: Annotated[str, one_of("band", "F1", "F2", "F3", "C1", "C2", "C3")] | None
    borderline: bool
    near: list[NearGate]
    quantities: Quantities
    counterfactual: Counterfactual | None
    flips: list[Flip]


class Segment(Coverage):
    """A segment with everything planned for it."""

    id: str
    name: str
    accounts: SegmentAccounts
    practitioner: Annotated[str, one_of("consultant", "analyst", "programme-manager")] | None
    practitioner_role: str | None
    archetype: (
        Annotated[str, one_of("adopt", "adopt-renew", "adopt-renew-upsell", "adopt-renew-expand")]
        | None
    )
    archetype_rule: (
        Annotated[str, one_of("TT", "T0", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8")] | None
    )
    archetype_why: str
    traditional_account_manager: bool
    csm_levels: dict[str, Annotated[str, one_of("own", "co-own", "support", "none")]]
    orphans: list[str]
    overridden_by: list[str]
    talent: Talent
    milestones: list[Milestone]
    workload: Workload
    staffing: list[Staffing]
    fte: FteRange | None
    book: Count | None
    heads: Count | None
    pool: Pool | None
    contacts: Contacts | None
    cost: Cost | None
    wave: Wave | None
    cells: SkillCells | None
    changes_hands: list[ChangesHands]
