"""A plan as a table: one row per segment, for CSV, spreadsheets and data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from csdesign.planning.results import Plan, SegmentPlan

__all__ = ["COLUMNS", "Cell", "rows"]

Cell = str | float | bool | None

COLUMNS: Final = (
    "segment",
    "name",
    "accounts",
    "new_accounts",
    "level",
    "assignment",
    "practitioner",
    "practitioner_role",
    "human_share",
    "score",
    "decided_by",
    "borderline",
    "archetype",
    "archetype_rule",
    "hours",
    "fte",
    "fte_low",
    "fte_high",
    "book",
    "heads",
    "cost",
    "cost_of_arr",
)


def rows(plan: Plan) -> list[tuple[Cell, ...]]:
    """Return the cells of each segment in the order of `COLUMNS`."""
    return [_row(segment) for segment in plan.segments]


def _row(plan: SegmentPlan) -> tuple[Cell, ...]:
    coverage, archetype, fte, cost = plan.coverage, plan.archetype, plan.fte, plan.cost
    return (
        plan.id,
        plan.segment.name,
        plan.segment.accounts,
        plan.segment.new_accounts,
        coverage.level,
        coverage.assignment,
        plan.practitioner,
        plan.practitioner_role,
        coverage.human_share,
        coverage.score,
        coverage.decided_by,
        coverage.borderline,
        archetype.archetype,
        archetype.rule,
        plan.workload.hours,
        fte.plan if fte else None,
        fte.low if fte else None,
        fte.high if fte else None,
        plan.book,
        plan.heads,
        cost.total if cost else None,
        cost.of_arr if cost else None,
    )
