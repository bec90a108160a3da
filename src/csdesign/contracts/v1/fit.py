"""What `csdesign fit --format json` writes."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Count, Tool, one_of

__all__ = ["FitChange", "FitDocument", "FitLimit", "FitRole", "FrontierRow", "Proof", "Reachable"]


class FitLimit(TypedDict):
    """The limit that the plan has to keep."""

    people: Count | None
    by_role: dict[str, Count] | None
    budget: float | None


class FitRole(TypedDict):
    """The people of one role in the answer."""

    people: Count | None
    fte: float
    busy: float | None
    rostered: float


FitChange = TypedDict(
    "FitChange",
    {
        "segment": str,
        "interaction": str,
        "from": str,
        "to": str,
        "loss_hours": float,
        "customers": float,
        "path": str | None,
        "line": Count | None,
    },
)
"""A promise that changes."""


class Proof(TypedDict):
    """The proof of the answer."""

    bound: float
    choices: Count
    cuts: Count
    planned_people: Count
    gap: float | None


class Reachable(TypedDict):
    """The least that any allowed choice needs, and the segments whose coverage prevents less."""

    people: Count | None
    cost: float | None
    by_role: dict[str, Count]
    held_by: list[str]


class FrontierRow(TypedDict):
    """The best answer for one number of people."""

    people: Count
    loss_hours: float
    kept: float
    changes: list[FitChange]
    proven: bool


class FitDocument(TypedDict):
    """Hours are a year, weighted; undefined is null, never 0."""

    schema_version: Literal[1]
    tool: Tool
    limit: FitLimit
    status: Annotated[str, one_of("optimal", "impossible", "stopped")]
    people: Count | None
    by_role: dict[str, FitRole]
    cost: float | None
    hours: float | None
    loss_hours: float | None
    total_hours: float
    kept: float | None
    changes: list[FitChange]
    proof: Proof | None
    reachable: Reachable
    fixed_hours: dict[str, float]
    frontier: list[FrontierRow]
