"""The JSON document of `csdesign check --format json`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Count, Finding, Tool

__all__ = ["FindingsDocument", "Head", "Summary"]


class Summary(TypedDict):
    """How many findings of each severity are not suppressed."""

    error: Annotated[Count, Field(description="Findings.")]
    warning: Annotated[Count, Field(description="Findings.")]
    note: Annotated[Count, Field(description="Findings.")]


class Head(TypedDict):
    """The head of the document: version, tool and counts."""

    schema_version: Annotated[
        Literal[1],
        Field(description="Increases when a field is renamed, removed or changes its meaning."),
    ]
    tool: Tool
    summary: Summary


class FindingsDocument(Head):
    """What `csdesign check --format json` writes."""

    findings: Annotated[
        list[Finding], Field(description="The findings, by severity, code, object and place.")
    ]
