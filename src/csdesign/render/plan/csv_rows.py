"""A plan as CSV: one row per segment, plain numbers, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from csdesign.plan.results import Plan, SegmentPlan

__all__ = ["COLUMNS", "harmless", "rows", "write"]

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
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write(plan: Plan, *, version: str, source: str, width: int) -> str:  # noqa: ARG001  # one shape
    """Return one row per segment under a header; undefined is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(plan):
        writer.writerow(["" if cell is None else harmless(cell) for cell in row])
    return text.getvalue()


def rows(plan: Plan) -> list[tuple[str | float | bool | None, ...]]:
    """Return the cells of each segment in the order of `COLUMNS`."""
    return [_row(segment) for segment in plan.segments]


def _row(plan: SegmentPlan) -> tuple[str | float | bool | None, ...]:
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


def harmless(cell: str | float | bool) -> str | float:
    """Return a cell that no spreadsheet takes for a formula, and words for truth values."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return float(cell) if isinstance(cell, float) else cell
