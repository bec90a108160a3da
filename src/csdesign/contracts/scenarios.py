"""Scenarios beside a design in the JSON contract of a plan; undefined is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.contracts.shapes import (
    COUNT,
    NUMBER,
    TEXT,
    Schema,
    list_of,
    map_of,
    object_of,
    or_null,
)

if TYPE_CHECKING:
    from csdesign.escaping.json_text import JsonObject
    from csdesign.finding import Finding
    from csdesign.planning.results import Plan, ScenarioRow

__all__ = ["SCENARIOS", "scenarios_document"]


def scenarios_document(plan: Plan) -> list[JsonObject] | None:
    """Return the design as it stands and each scenario; None where nobody asks for several."""
    if plan.scenarios is None:
        return None
    return [_row(row) for row in plan.scenarios]


def _row(row: ScenarioRow) -> JsonObject:
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


def _finding(finding: Finding) -> JsonObject:
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "object": finding.object,
        "message": finding.message,
    }


_FINDING: Final = object_of(code=TEXT, severity=TEXT, object=TEXT, message=TEXT)
SCENARIOS: Final[Schema] = list_of(
    object_of(
        id=or_null(TEXT),
        name=TEXT,
        people=COUNT,
        have=or_null(NUMBER),
        fte=NUMBER,
        hours=NUMBER,
        cost=or_null(NUMBER),
        kept=or_null(NUMBER),
        levels=map_of(or_null(TEXT)),
        findings_added=list_of(_FINDING),
        findings_fixed=list_of(_FINDING),
    )
)
