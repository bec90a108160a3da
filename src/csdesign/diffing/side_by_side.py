"""The design and its scenarios, side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csdesign.diffing.compare import diff_plans
from csdesign.planning.coverage.promised import kept_share
from csdesign.planning.results import ScenarioRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.results import Plan

__all__ = ["beside"]


def beside(base: Plan, scenarios: Sequence[tuple[str, str, Plan]]) -> Plan:
    """Return the plan of a design with its scenarios next to it, given as (id, name, plan)."""
    rows = [ScenarioRow(None, "as is", base, kept_share(base.design, base.design), _levels(base))]
    for name, words, plan in scenarios:
        diff = diff_plans(base, plan)
        rows.append(
            ScenarioRow(
                id=name,
                name=words,
                plan=plan,
                kept=kept_share(base.design, plan.design),
                levels=_levels(plan),
                findings_added=diff.new_findings,
                findings_fixed=diff.fixed_findings,
            )
        )
    return replace(base, scenarios=tuple(rows))


def _levels(plan: Plan) -> dict[str, str | None]:
    return {segment.id: segment.coverage.level for segment in plan.segments}
