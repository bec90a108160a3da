"""Results that decide who does what: coverage, milestones, archetype, owners, contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.finding import YamlPath

__all__ = [
    "ArchetypeResult",
    "Change",
    "Contacts",
    "Counterfactual",
    "Coverage",
    "Gate",
    "MilestoneMode",
    "Near",
    "OwnershipCell",
    "Quantities",
    "StageContacts",
    "TraitFlip",
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
    """A gate whose value (of what is `counted`, a year) is close to its threshold."""

    gate: str
    counted: str
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
    """The coverage decision with everything that it depends on."""

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
    """Motions removed by a ceiling, or left without an owner by rule T8."""
    overridden_by: tuple[str, ...]
    missing: tuple[str, ...]
    skills: tuple[str, ...]
    expertise: int


class OwnershipCell(NamedTuple):
    """The part of a role in one motion of one segment; proposals fill gaps and are marked."""

    segment: str
    motion: str
    role: str
    level: str
    proposed: bool = False
    lead: bool = False
    when: str | None = None
    path: YamlPath | None = None


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
