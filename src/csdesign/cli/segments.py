"""`--select-segment`: the rows of a plan that are about some segments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csdesign.errors import UsageError
from csdesign.planning.selection import part_of
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Collection

    from csdesign.planning.results import Plan

__all__ = ["only_segments"]


def only_segments(plan: Plan, wanted: Collection[str]) -> Plan:
    """Return the plan of the wanted segments; of all if none is named.

    The whole plan is made first; shared people appear with the share of these segments.

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
    others = [name for name in known if name not in wanted]
    kept = tuple(f for f in plan.findings if not _is_about(f.object, others))
    return replace(part_of(plan, wanted), findings=kept)


def _is_about(object_: str, segments: Collection[str]) -> bool:
    return any(
        object_ == f"segments[{name}]" or object_.startswith(f"segments[{name}].")
        for name in segments
    )
