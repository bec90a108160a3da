"""`--select-segment`: a plan of some segments only, with their own totals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Collection

    from csdesign.planning.results import Plan

__all__ = ["only_segments"]


def only_segments(plan: Plan, wanted: Collection[str]) -> Plan:
    """Return the plan of the wanted segments; of all where none is named.

    The design is planned again without the others, so that totals are those of what is shown.

    Raises:
        UsageError: a segment is not in the design.
    """
    if not wanted:
        return plan
    known = [segment.id for segment in plan.segments]
    for name in wanted:
        if name not in known:
            hint = did_you_mean(name, known) or f"; segments: {', '.join(known[:8])}"
            raise UsageError(f"--select-segment {visible(name, 64)}: no such segment{hint}")
    from csdesign.planning.planner import make_plan

    design = plan.design
    part = make_plan(
        replace(
            design,
            segments=tuple(s for s in design.segments if s.id in wanted),
            cells=tuple(cell for cell in design.cells if cell.segment in wanted),
        )
    )
    others = [name for name in known if name not in wanted]
    kept = tuple(f for f in plan.findings if not _is_about(f.object, others))
    return replace(part, findings=kept)


def _is_about(object_: str, segments: Collection[str]) -> bool:
    return any(
        object_ == f"segments[{name}]" or object_.startswith(f"segments[{name}].")
        for name in segments
    )
