"""Decides whether a measure fits what its holder owns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from csdesign import reference
from csdesign.planning.serving.deliverers import assignment_of
from csdesign.rules.facts.ownership import OWNING, claimed_kind, levels_by_role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.planning.results import Plan

__all__ = ["Fit", "Holder", "Holders", "fit", "is_met"]

Fit = Literal["fits", "fair", "none"]

_RANK: Final[Mapping[str, int]] = {str(name): value for name, value in reference.LEVELS.items()}


class Holder(NamedTuple):
    """The properties of a person that a measure needs: levels by motion, assignments, kinds."""

    levels: Mapping[str, str]
    coverages: frozenset[str]
    kinds: frozenset[str]

    def has(self, motion: str, level: str) -> bool:
        """Return whether the person has the motion at that level; `own` is met by `co-own`."""
        held = self.levels.get(motion, "none")
        return held in OWNING if level == "own" else held != "none"


class Holders:
    """The holders of a design, made once for the roles that people hold."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._levels = levels_by_role(plan.design)
        self._coverages: dict[str, set[str]] = {}
        self._made: dict[tuple[str, ...], Holder | None] = {}
        for cell in plan.design.cells:
            if cell.motion in {"adopt", "serve"} and cell.level in OWNING:
                segment = plan.segment_by_id[cell.segment]
                how = assignment_of(
                    plan.design,
                    segment.segment,
                    cell.role,
                    segment.coverage.assignment,
                    segment.practitioner_role,
                )
                self._coverages.setdefault(cell.role, set()).add(how)

    def of(self, roles: tuple[str, ...]) -> Holder | None:
        """Return the holder with these roles; None if one of them does not state motions."""
        if roles not in self._made:
            self._made[roles] = self._of(roles)
        return self._made[roles]

    def _of(self, roles: tuple[str, ...]) -> Holder | None:
        parts = [self._of_one(name) for name in roles]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        if len(known) == 1:
            return known[0]
        levels: dict[str, str] = {}
        for part in known:
            for motion, level in part.levels.items():
                if _RANK[level] > _RANK[levels.get(motion, "none")]:
                    levels[motion] = level
        coverages = frozenset().union(*[part.coverages for part in known])
        return Holder(levels, coverages, frozenset().union(*[part.kinds for part in known]))

    def _of_one(self, name: str) -> Holder | None:
        levels, role = self._levels.get(name), self._plan.design.role_by_id.get(name)
        if levels is None:
            return None
        kind = claimed_kind(self._plan.design, role) if role is not None else None
        kinds = frozenset() if kind is None else frozenset([kind])
        return Holder(levels, frozenset(self._coverages.get(name, ())), kinds)


def fit(kpi: reference.Kpi, holder: Holder) -> Fit:
    """Return whether the holder may be paid on the measure, share it, or neither."""
    if holder.kinds & set(kpi.fair_kinds):
        return "fits"
    if any(is_met(way, holder) for way in kpi.fits):
        return "fits"
    return "fair" if any(holder.has(motion, "own") for motion in kpi.fair) else "none"


def is_met(way: reference.KpiFit, holder: Holder) -> bool:
    """Return whether the holder has what one way of fitting a measure asks for."""
    if not holder.has(way.motion, way.level):
        return False
    if way.coverage is not None and way.coverage not in holder.coverages:
        return False
    return not way.together_with or any(holder.has(motion, "own") for motion in way.together_with)
