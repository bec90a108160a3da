"""Derivations of numbers: the steps of `csdesign explain` that the page does not show elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.views.explain.archetypes import explain_archetype
from csdesign.views.explain.coverage import explain_segment
from csdesign.views.explain.people import explain_fte

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.planning.results import Plan, SegmentPlan
    from csdesign.views.explain.derivation import Derivation, Group, Step

__all__ = ["MOST_SEGMENTS", "SegmentDerivations", "Steps", "Told", "derivations"]

MOST_SEGMENTS: Final = 60
"""Number of segments, those with most work, whose derivations the page has; `explain` has all."""
_IN_TABLES: Final = {
    "archetype": ("Rules (the first that matches decides)", "What the CSM has", "Talent"),
    "fte": ("Customers",),
}
"""Groups shown elsewhere on the page."""
_SHORT: Final = 7
"""Number of steps up to which a group is one line."""


@dataclass(frozen=True, slots=True)
class Steps:
    """A titled group: each step is (words, figure, origin)."""

    title: str
    steps: tuple[tuple[str, str, str], ...]

    @property
    def short(self) -> bool:
        """Return whether the group reads well as one line."""
        return len(self.steps) <= _SHORT


@dataclass(frozen=True, slots=True)
class Told:
    """One derivation: its title, its answer, and the groups of its steps."""

    title: str
    answer: str
    groups: tuple[Steps, ...]


@dataclass(frozen=True, slots=True)
class SegmentDerivations:
    """A segment's name with the derivations of coverage, archetype and people."""

    name: str
    told: tuple[Told, ...]


def derivations(plan: Plan, *, places: bool = True) -> tuple[SegmentDerivations, ...]:
    """Return the derivations of the segments with most work, in the order of the file."""
    largest = sorted(plan.segments, key=lambda segment: -(segment.workload.hours or 0.0))
    kept = {segment.id for segment in largest[:MOST_SEGMENTS]}
    return tuple(
        SegmentDerivations(segment.segment.name, tuple(_told(plan, segment, places)))
        for segment in plan.segments
        if segment.id in kept
    )


def _told(plan: Plan, segment: SegmentPlan, places: bool) -> Iterable[Told]:
    yield _shortened("Coverage", explain_segment(plan, segment), (), places)
    yield _shortened("Archetype", explain_archetype(plan, segment), _IN_TABLES["archetype"], places)
    yield _shortened("People", explain_fte(plan, segment), _IN_TABLES["fte"], places)


def _shortened(title: str, made: Derivation, skipped: Iterable[str], places: bool) -> Told:
    groups = (_steps(group, places) for group in made.groups if group.title not in skipped)
    return Told(title, made.answer, tuple(group for group in groups if group.steps))


def _steps(group: Group, places: bool) -> Steps:
    # Parameters at their default are in the assumption register, once for all segments.
    return Steps(
        group.title,
        tuple(
            (step.words, step.figure, _origin(step, places))
            for step in group.steps
            if step.basis != "default"
        ),
    )


def _origin(step: Step, places: bool) -> str:
    """Return the basis and the line of a step; the folder of its file is left out."""
    place = step.place.rpartition("/")[2] if places else ""
    basis = "" if step.basis == "stated" else step.basis
    return " ".join(part for part in (basis, place) if part)
