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
    detail: Annotated[
        str,
        Field(
            description="The part of the subject, such as an interaction or a motion; "
            "otherwise empty."
        ),
    ]
    before: Annotated[ChangedValue, Field(description="Value before; null if there was none.")]
    after: Annotated[ChangedValue, Field(description="Value after; null if there is none.")]
    unit: Annotated[str, Field(description="The unit of the numbers; empty if they have none.")]
    old: Annotated[str, Field(description="The id before; empty if there is none.")]
    new: Annotated[str, Field(description="The id after; empty if there is none.")]
    words: Annotated[str, Field(description="The change as a sentence.")]


class DiffDocument(TypedDict):
    """What `csdesign diff --format json` writes."""

    schema_version: Annotated[
        Literal[1],
        Field(description="Increases when a field is renamed, removed or changes its meaning."),
    ]
    tool: Tool
    changes: Annotated[
        list[ChangeRecord],
        Field(description="The changes, in the order in which they are printed."),
    ]
    kept: Annotated[
        float | None,
        Field(
            description="Share of the promised time that customers keep; null if no time "
            "is promised."
        ),
    ]
    new_findings: Annotated[list[Finding], Field(description="Findings of the new design only.")]
    fixed_findings: Annotated[list[Finding], Field(description="Findings of the old design only.")]
    worse_findings: Annotated[list[Finding], Field(description="Findings that got worse.")]
    better_findings: Annotated[list[Finding], Field(description="Findings that were worse before.")]
