"""Scenarios next to a design in the JSON contract of a plan; undefined is null."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesign.contracts.v1 import scenarios as v1
    from csdesign.finding import Finding
    from csdesign.planning.results import Plan, ScenarioRow

__all__ = ["scenarios_document"]


def scenarios_document(plan: Plan) -> list[v1.Scenario] | None:
    """Return the design as written and each scenario; None unless several were asked for."""
    if plan.scenarios is None:
        return None
    return [_row(row) for row in plan.scenarios]


def _row(row: ScenarioRow) -> v1.Scenario:
    plan = row.plan
    return {
        "id": row.id,
        "name": row.name,
        "people": plan.headcount.need,
        "have": plan.headcount.have,
        "fte": plan.fte.plan,
        "hours": plan.hours,
        "cost": plan.cost,
        "kept": row.kept,
        "levels": dict(row.levels),
        "findings_added": [_finding(finding) for finding in row.findings_added],
        "findings_fixed": [_finding(finding) for finding in row.findings_fixed],
    }


def _finding(finding: Finding) -> v1.ScenarioFinding:
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "object": finding.object,
        "message": finding.message,
    }
