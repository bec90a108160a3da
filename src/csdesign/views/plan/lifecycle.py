"""The lifecycle of a segment: the roles that customers meet at each stage, and every hand-off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.planning.serving.deliverers import assignment_of
from csdesign.views.plan.names import STAGES, role_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csdesign.model.design import Design
    from csdesign.model.role import Handoff
    from csdesign.planning.results import Plan, SegmentPlan

__all__ = ["HandOff", "Lane", "Lifecycle", "lifecycle_groups", "lifecycle_of"]

_ORDER: Final = tuple(STAGES)
_MOTIONS: Final = {
    "prospect": ("land",),
    "evaluate": ("land",),
    "onboard": ("onboard",),
    "adopt": ("adopt",),
    "expand": ("upsell", "cross-sell"),
    "renew": ("renew",),
}
"""The motions of each stage; service runs through all of them."""
_MET: Final = {"named": "by name", "queue": "a desk", "programme": "a programme"}


@dataclass(frozen=True, slots=True)
class Lane:
    """A role and the stages (indexes from 0) in which customers meet it.

    `met` is the way they meet it: by name, a desk, a programme. `primary` are the stages where it
    is the first contact. A role that is not in the design is `missing`.
    """

    role: str
    title: str
    met: str
    stages: tuple[int, ...]
    primary: tuple[int, ...]
    missing: bool = False


@dataclass(frozen=True, slots=True)
class HandOff:
    """A customer, or a request, passed from one lane to another (indexes) in a stage."""

    number: int
    sender: int
    receiver: int
    stage: int
    trigger: str
    kind: str
    max_days: float | None


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """One map.

    `declared` says that it is the design's engagement grid; else it is derived from the owner of
    each stage's motion and from the role that delivers its interactions.
    """

    lanes: tuple[Lane, ...]
    hand_offs: tuple[HandOff, ...]
    declared: bool

    @property
    def words(self) -> str:
        """Return the map as sentences, for readers who cannot see it."""
        parts = []
        for i, stage in enumerate(STAGES.values()):
            met = [
                lane.title + (" (first contact)" if i in lane.primary else "")
                for lane in self.lanes
                if i in lane.stages
            ]
            parts.append(f"{stage}: {', '.join(met) or 'nobody'}.")
        return " ".join(parts)


def lifecycle_groups(plan: Plan) -> tuple[tuple[tuple[str, ...], Lifecycle], ...]:
    """Return each different map with the ids of the segments that share it, in file order."""
    groups: dict[Lifecycle, list[str]] = {}
    for segment in plan.segments:
        groups.setdefault(lifecycle_of(plan, segment), []).append(segment.id)
    return tuple((tuple(ids), found) for found, ids in groups.items())


def lifecycle_of(plan: Plan, segment: SegmentPlan) -> Lifecycle:
    """Return the map of one segment."""
    met, primary, declared = _meetings(plan, segment)
    passed = list(_passed_on(plan.design, segment.id))
    roles = dict.fromkeys(role for stage in _ORDER for role in met[stage])
    roles.update((role, None) for sender, hand in passed for role in (sender, hand.to))
    order = {role: i for i, role in enumerate(sorted(roles, key=lambda r: _first(met, r)))}
    lanes = tuple(_lane(plan.design, segment, role, met, primary) for role in order)
    hand_offs = tuple(
        HandOff(
            number=number,
            sender=order[sender],
            receiver=order[hand.to],
            stage=_stage_of(hand, lanes[order[sender]], lanes[order[hand.to]]),
            trigger=hand.trigger or "",
            kind=hand.kind or "",
            max_days=None if hand.max_days is None else float(hand.max_days),
        )
        for number, (sender, hand) in enumerate(passed, 1)
    )
    return Lifecycle(lanes, hand_offs, declared)


def _meetings(
    plan: Plan, segment: SegmentPlan
) -> tuple[dict[str, list[str]], Mapping[str, str], bool]:
    """Return the roles and the first contact of each stage, and whether the design states them."""
    contacts = segment.contacts
    if contacts is not None and contacts.by_stage:
        by_stage = contacts.by_stage
        met = {s: list(by_stage[s].roles) if s in by_stage else [] for s in _ORDER}
        primary = {s: held.primary for s, held in by_stage.items() if held.primary is not None}
        return met, primary, True
    return _derived(plan, segment), {}, False


def _derived(plan: Plan, segment: SegmentPlan) -> dict[str, list[str]]:
    owners: dict[str, list[str]] = {}
    for cell in plan.ownership:
        if cell.segment == segment.id and cell.level in {"own", "co-own"} and not cell.proposed:
            owners.setdefault(cell.motion, []).append(cell.role)
    met: dict[str, list[str]] = {}
    for stage in _ORDER:
        roles = [role for motion in _MOTIONS[stage] for role in owners.get(motion, ())]
        roles += [
            role
            for interaction in segment.segment.interactions
            if interaction.human and interaction.stage == stage
            for role in interaction.roles
        ]
        met[stage] = list(dict.fromkeys(roles))
    return met


def _passed_on(design: Design, segment: str) -> Iterator[tuple[str, Handoff]]:
    for role in design.roles or ():
        if segment not in role.segments:
            continue
        for hand, _ in role.hands_off or ():
            if hand.segments is None or segment in hand.segments:
                yield role.id, hand


def _first(met: Mapping[str, Iterable[str]], role: str) -> int:
    """Return the first stage in which a role is met; those never met come last."""
    return next((i for i, stage in enumerate(_ORDER) if role in met[stage]), len(_ORDER))


def _lane(
    design: Design,
    segment: SegmentPlan,
    role: str,
    met: Mapping[str, list[str]],
    primary: Mapping[str, str],
) -> Lane:
    how = assignment_of(
        design, segment.segment, role, segment.coverage.assignment, segment.practitioner_role
    )
    return Lane(
        role=role,
        title=role_title(design, role),
        met=_MET[how],
        stages=tuple(i for i, stage in enumerate(_ORDER) if role in met[stage]),
        primary=tuple(i for i, stage in enumerate(_ORDER) if primary.get(stage) == role),
        missing=design.roles is not None and role not in design.role_by_id,
    )


def _stage_of(hand: Handoff, sender: Lane, receiver: Lane) -> int:
    """Return the stage of a hand-off: as written, else where the receiver takes over."""
    if hand.stage is not None:
        return _ORDER.index(hand.stage)
    first = sender.stages[0] if sender.stages else 0
    later = [stage for stage in receiver.stages if stage >= first]
    if later:
        return later[0]
    return sender.stages[-1] if sender.stages else first
