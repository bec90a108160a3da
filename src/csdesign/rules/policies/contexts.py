"""The names that a policy may use for a segment, a role or the plan.

Numbers are CEL doubles throughout, so that arithmetic needs a decimal point (`fte * 2.0`). What a
design does not state is null.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.model.choices import ARCHETYPES, COVERAGE_LEVELS
from csdesign.planning.serving.deliverers import kind_of
from csdesign.rules.facts.ownership import levels_by_role
from csdesign.rules.policies.columns import Column, number, values_of
from csdesign.rules.policies.kinds import NUMBER, TEXT, Kind, list_of, record, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.model.design import Interaction, Role
    from csdesign.planning.results import Plan, RoleTotal, SegmentPlan
    from csdesign.rules.policies.columns import Value

__all__ = ["PLAN", "ROLE", "SEGMENT", "RoleSubject", "SegmentSubject", "subjects_of"]

_UNSURE_NUMBER: Final = Kind(NUMBER.name, maybe=True)
_UNSURE_TEXT: Final = Kind(TEXT.name, maybe=True)
_TEXTS: Final = list_of(TEXT, 0)
_CHANNELS: Final = ("human-1to1", "human-pooled", "digital", "internal")


@dataclass(frozen=True, slots=True)
class SegmentSubject:
    """A segment with who owns its motions."""

    plan: SegmentPlan
    owners: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RoleSubject:
    """A role with its totals over all segments, where the plan has any."""

    role: Role
    total: RoleTotal | None
    levels: Mapping[str, str]
    kind: str | None
    enough: float | None
    """Share of the futures in which its people are enough; None if nothing was drawn."""


def subjects_of(plan: Plan) -> tuple[list[SegmentSubject], list[RoleSubject]]:
    """Return everything that policies can be asked of; the plan itself aside."""
    held: dict[str, dict[str, list[str]]] = {}
    for cell in plan.ownership:
        if cell.level in {"own", "co-own"} and not cell.proposed:
            held.setdefault(cell.segment, {}).setdefault(cell.motion, []).append(cell.role)
    segments = [
        SegmentSubject(
            segment,
            {motion: tuple(roles) for motion, roles in held.get(segment.id, {}).items()},
        )
        for segment in plan.segments
    ]
    levels = levels_by_role(plan.design)
    drawn = None if plan.futures is None else plan.futures.by_role
    roles = [
        RoleSubject(
            role,
            plan.role_by_id.get(role.id),
            levels.get(role.id, {}),
            kind_of(plan.design, role.id),
            None if drawn is None or role.id not in drawn else number(drawn[role.id].enough),
        )
        for role in plan.design.roles or ()
    ]
    return segments, roles


def _interactions(subject: SegmentSubject) -> Value:
    segment = subject.plan.segment
    return [_interaction(item, segment.yearly(item)) for item in segment.interactions]


def _interaction(item: Interaction, yearly: float) -> dict[str, Value]:
    return {
        "id": item.id,
        "channel": item.channel,
        "purpose": item.purpose,
        "stage": item.stage,
        "per_year": float(yearly),
        "minutes": float(item.minutes),
        "effort_hours": float(item.effort),
        "roles": list(item.roles),
    }


_INTERACTION: Final = record(
    {
        "id": TEXT,
        "channel": words(*_CHANNELS),
        "purpose": _UNSURE_TEXT,
        "stage": words(*reference.STAGES, maybe=True),
        "per_year": NUMBER,
        "minutes": NUMBER,
        "effort_hours": NUMBER,
        "roles": _TEXTS,
    }
)
_OWNERS: Final = record({motion.replace("-", "_"): _TEXTS for motion in reference.MOTIONS})


def _owners(subject: SegmentSubject) -> Value:
    return {
        motion.replace("-", "_"): list(subject.owners.get(motion, ()))
        for motion in reference.MOTIONS
    }


def _arr(subject: SegmentSubject) -> float | None:
    segment = subject.plan.segment
    if segment.accounts is None or segment.arr_per_account is None:
        return None
    return float(segment.accounts * segment.arr_per_account)


SEGMENT: Final[tuple[Column[SegmentSubject], ...]] = (
    Column("id", TEXT, "the segment's id", lambda s: s.plan.id),
    Column("name", TEXT, "its name", lambda s: s.plan.segment.name),
    Column("accounts", _UNSURE_NUMBER, "customers", lambda s: number(s.plan.segment.accounts)),
    Column(
        "new_accounts",
        _UNSURE_NUMBER,
        "new customers a year",
        lambda s: number(s.plan.segment.new_accounts),
    ),
    Column(
        "arr_per_account",
        _UNSURE_NUMBER,
        "yearly revenue of one customer",
        lambda s: number(s.plan.segment.arr_per_account),
    ),
    Column("arr", _UNSURE_NUMBER, "yearly revenue of the segment", _arr),
    Column(
        "complexity",
        NUMBER,
        "customer profile, 1 to 5",
        lambda s: float(s.plan.segment.traits.complexity),
    ),
    Column(
        "specificity",
        NUMBER,
        "customer profile, 1 to 5",
        lambda s: float(s.plan.segment.traits.specificity),
    ),
    Column(
        "desired",
        NUMBER,
        "customer profile, 1 to 5",
        lambda s: float(s.plan.segment.traits.desired),
    ),
    Column(
        "readiness",
        NUMBER,
        "customer profile, 1 to 5",
        lambda s: float(s.plan.segment.traits.readiness),
    ),
    Column(
        "level",
        words(*COVERAGE_LEVELS, maybe=True),
        "the coverage level that the promised work gives",
        lambda s: s.plan.coverage.level,
    ),
    Column(
        "declared_level",
        words(*COVERAGE_LEVELS, maybe=True),
        "the level the company states today",
        lambda s: (
            s.plan.segment.written.declared.level if s.plan.segment.written.declared else None
        ),
    ),
    Column(
        "assignment",
        words("named", "queue", "programme", maybe=True),
        "how customers reach their practitioner",
        lambda s: s.plan.coverage.assignment,
    ),
    Column(
        "human_share",
        _UNSURE_NUMBER,
        "share of customer time with people, 0 to 1",
        lambda s: number(s.plan.coverage.human_share),
    ),
    Column(
        "score", _UNSURE_NUMBER, "coverage score, 0 to 100", lambda s: number(s.plan.coverage.score)
    ),
    Column(
        "archetype",
        words(*ARCHETYPES, maybe=True),
        "the CSM archetype of the plan",
        lambda s: s.plan.archetype.archetype,
    ),
    Column(
        "practitioner",
        _UNSURE_TEXT,
        "the role that owns adoption",
        lambda s: s.plan.practitioner_role,
    ),
    Column(
        "hours", _UNSURE_NUMBER, "promised hours a year", lambda s: number(s.plan.workload.hours)
    ),
    Column(
        "fte",
        _UNSURE_NUMBER,
        "full-time work, as planned",
        lambda s: number(s.plan.fte.plan) if s.plan.fte else None,
    ),
    Column(
        "book",
        _UNSURE_NUMBER,
        "customers for each practitioner",
        lambda s: number(s.plan.book),
    ),
    Column("heads", _UNSURE_NUMBER, "practitioners needed", lambda s: number(s.plan.heads)),
    Column(
        "cost",
        _UNSURE_NUMBER,
        "yearly cost of the people needed",
        lambda s: number(s.plan.cost.total) if s.plan.cost else None,
    ),
    Column(
        "cost_share",
        _UNSURE_NUMBER,
        "cost divided by revenue, 0 to 1",
        lambda s: number(s.plan.cost.of_arr) if s.plan.cost else None,
    ),
    Column(
        "named_contacts",
        _UNSURE_NUMBER,
        "named people a customer meets over its life",
        lambda s: number(s.plan.contacts.lifetime_named) if s.plan.contacts else None,
    ),
    Column(
        "transfers",
        _UNSURE_NUMBER,
        "changes of the primary contact after the purchase",
        lambda s: number(s.plan.contacts.transfers_after_purchase) if s.plan.contacts else None,
    ),
    Column("owners", _OWNERS, "the declared owners of each motion (cross_sell)", _owners),
    Column("interactions", list_of(_INTERACTION, 0), "the promised interactions", _interactions),
)
"""Names of a policy `on: segment`."""


def _motions(subject: RoleSubject, level: str) -> list[Value]:
    return [motion for motion, held in subject.levels.items() if held == level]


ROLE: Final[tuple[Column[RoleSubject], ...]] = (
    Column("id", TEXT, "the role's id", lambda s: s.role.id),
    Column("title", TEXT, "its title", lambda s: s.role.title),
    Column("kind", _UNSURE_TEXT, "the reference role it claims to be", lambda s: s.kind),
    Column("segments", _TEXTS, "the segments it serves", lambda s: list(s.role.segments)),
    Column("owns", _TEXTS, "motions it owns", lambda s: _motions(s, "own")),
    Column("co_owns", _TEXTS, "motions it owns with another", lambda s: _motions(s, "co-own")),
    Column("supports", _TEXTS, "motions it helps with", lambda s: _motions(s, "support")),
    Column("responsibilities", _TEXTS, "codes of its duties", lambda s: [*sorted(s.role.codes)]),
    Column("kpis", _TEXTS, "its measures", lambda s: [kpi.id for kpi, _ in s.role.kpis or ()]),
    Column(
        "decision_rights",
        _TEXTS,
        "what it may decide",
        lambda s: list(s.role.decision_rights or ()),
    ),
    Column(
        "skills",
        _TEXTS,
        "skills of its talent profile",
        lambda s: list((s.role.talent and s.role.talent.skills) or ()),
    ),
    Column(
        "expertise",
        _UNSURE_NUMBER,
        "0 generalist, 1 product, 2 industry",
        lambda s: number(s.role.talent.expertise) if s.role.talent else None,
    ),
    Column(
        "hands_off",
        _TEXTS,
        "roles it hands over to",
        lambda s: [handoff.to for handoff, _ in s.role.hands_off or ()],
    ),
    Column("hours", NUMBER, "its hours a year", lambda s: float(s.total.hours) if s.total else 0.0),
    Column(
        "fte",
        NUMBER,
        "its full-time work, as planned",
        lambda s: float(s.total.fte.plan) if s.total else 0.0,
    ),
    Column(
        "heads",
        _UNSURE_NUMBER,
        "people needed",
        lambda s: number(s.total.heads) if s.total else None,
    ),
    Column(
        "have",
        _UNSURE_NUMBER,
        "posts that hold it, part-time ones included",
        lambda s: number(s.total.have) if s.total else None,
    ),
    Column(
        "busy",
        _UNSURE_NUMBER,
        "booked share of the posts, 1 is full",
        lambda s: number(s.total.busy) if s.total else None,
    ),
    Column(
        "enough",
        _UNSURE_NUMBER,
        "share of the futures (--draws) in which its people are enough, 0 to 1",
        lambda s: s.enough,
    ),
)
"""Names of a policy `on: role`."""


def _of_segments(plan: Plan) -> Value:
    return [values_of(SEGMENT, subject) for subject in subjects_of(plan)[0]]


def _of_roles(plan: Plan) -> Value:
    return [values_of(ROLE, subject) for subject in subjects_of(plan)[1]]


def _cost_share(plan: Plan) -> float | None:
    return plan.cost / plan.arr if plan.cost is not None and plan.arr else None


PLAN: Final[tuple[Column[Plan], ...]] = (
    Column("hours", NUMBER, "promised hours a year", lambda p: float(p.hours)),
    Column("fte", NUMBER, "full-time work, as planned", lambda p: float(p.fte.plan)),
    Column("heads", NUMBER, "people needed", lambda p: float(p.heads)),
    Column("cost", _UNSURE_NUMBER, "yearly cost of the people needed", lambda p: number(p.cost)),
    Column("arr", _UNSURE_NUMBER, "yearly revenue", lambda p: number(p.arr)),
    Column("cost_share", _UNSURE_NUMBER, "cost divided by revenue, 0 to 1", _cost_share),
    Column(
        "measured_share",
        _UNSURE_NUMBER,
        "share of the hours that is measured, 0 to 1",
        lambda p: number(p.measured_share),
    ),
    Column(
        "enough",
        _UNSURE_NUMBER,
        "share of the futures (--draws) in which all people are enough, 0 to 1",
        lambda p: None if p.futures is None else number(p.futures.enough),
    ),
    Column("csm_types", NUMBER, "kinds of CSM", lambda p: float(len(p.csm_types))),
    Column("managers", NUMBER, "managers needed", lambda p: float(p.managers)),
    Column(
        "segments",
        list_of(record({column.name: column.kind for column in SEGMENT}), 0),
        "all segments, each with the names of `on: segment`",
        _of_segments,
    ),
    Column(
        "roles",
        list_of(record({column.name: column.kind for column in ROLE}), 0),
        "all roles, each with the names of `on: role`",
        _of_roles,
    ),
)
"""Names of a policy `on: plan`."""
