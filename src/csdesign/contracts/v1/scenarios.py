"""The scenarios of a plan in its JSON."""

from __future__ import annotations

from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Count

__all__ = ["Scenario", "ScenarioFinding"]


class ScenarioFinding(TypedDict):
    """A finding that comes or goes with the scenario."""

    code: str
    severity: str
    object: str
    message: str


class Scenario(TypedDict):
    """The design as written, or a scenario of it."""

    id: str | None
    name: str
    people: Count
    have: float | None
    fte: float
    hours: float
    cost: float | None
    kept: float | None
    levels: dict[str, str | None]
    findings_added: list[ScenarioFinding]
    findings_fixed: list[ScenarioFinding]
