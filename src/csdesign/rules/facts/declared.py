"""The coverage that a segment declares, compared with the level that its promised work needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Hit, Measure
from csdesign.planning.coverage.decision import LEVEL_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.rules.rule import Facts

__all__ = ["declared_levels"]


def declared_levels(facts: Facts, *, above: bool) -> Iterator[Hit]:
    """Yield a hit for each segment declared above the level that its work needs, or below it."""
    for plan in facts.plan.segments:
        declared, level = plan.segment.written.declared, plan.coverage.level
        if declared is None or declared.level is None or level is None:
            continue
        steps = LEVEL_ORDER[declared.level] - LEVEL_ORDER[level]
        if steps == 0 or (steps > 0) != above:
            continue
        score = plan.coverage.score or 0
        yield Hit(
            path=(*plan.segment.path, "declared", "level"),
            message=f"{plan.segment.name}: declared {declared.level}, but the promised work needs "
            f"{'only ' if above else ''}{level} (score {score:.2f}, decided by "
            f"{plan.coverage.decided_by})",
            object=f"segments[{plan.id}]",
            measure=Measure(float(score), "score {:.0f}", falling=above),
            evidence=(
                ("declared", declared.level),
                ("level", level),
                ("score", f"{score:.2f}"),
                ("decided_by", str(plan.coverage.decided_by)),
            ),
        )
