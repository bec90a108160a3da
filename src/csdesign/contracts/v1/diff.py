"""The JSON document of `csdesign diff --format json`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Finding, Tool

__all__ = ["ChangeRecord", "ChangedValue", "DiffDocument"]

ChangedValue = str | float | list[str] | None


class ChangeRecord(TypedDict):
    """One change."""

    aspect: Annotated[str, Field(description="What kind of change: level, owner, heads and so on.")]
    subject: Annotated[str, Field(description="The segment or role, as people read it.")]
    detail: Annotated[str, Field(description="What of it: an interaction, a motion; else empty.")]
    before: Annotated[ChangedValue, Field(description="Value before; null where there was none.")]
    after: Annotated[ChangedValue, Field(description="Value after; null where there is none.")]
    unit: Annotated[str, Field(description="The unit of numbers; empty where they have none.")]
    old: Annotated[str, Field(description="The id before; empty where it has none.")]
    new: Annotated[str, Field(description="The id after; empty where it has none.")]
    words: Annotated[str, Field(description="The change as a sentence.")]


class DiffDocument(TypedDict):
    """What `csdesign diff --format json` writes."""

    schema_version: Annotated[
        Literal[1], Field(description="Raised when a field is renamed, removed or means another.")
    ]
    tool: Tool
    changes: Annotated[list[ChangeRecord], Field(description="As they are told.")]
    kept: Annotated[
        float | None,
        Field(description="Share of the promised time that customers keep; null without any."),
    ]
    new_findings: Annotated[list[Finding], Field(description="Findings that came.")]
    fixed_findings: Annotated[list[Finding], Field(description="Findings that went.")]
    worse_findings: Annotated[list[Finding], Field(description="Findings that grew worse.")]
    better_findings: Annotated[list[Finding], Field(description="Findings that were worse before.")]
