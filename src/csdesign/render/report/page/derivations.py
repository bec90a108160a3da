"""How each number was derived: the same steps that `csdesign explain` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.render.explain.archetypes import explain_archetype
from csdesign.render.explain.coverage import explain_segment
from csdesign.render.explain.people import explain_fte

if TYPE_CHECKING:
    from csdesign.plan.results import Plan
    from csdesign.render.explain.derivation import Derivation

__all__ = ["derivations"]


def derivations(plan: Plan) -> list[tuple[str, tuple[Derivation, ...]]]:
    """Return each segment's name with the derivations of coverage, archetype and people."""
    return [
        (
            segment.segment.name,
            (
                explain_segment(plan, segment),
                explain_archetype(plan, segment),
                explain_fte(plan, segment),
            ),
        )
        for segment in plan.segments
    ]
