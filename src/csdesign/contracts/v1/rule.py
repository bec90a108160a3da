"""The JSON document of `csdesign explain CODE --format json`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Tool

__all__ = ["RuleDocument"]


class RuleDocument(TypedDict):
    """What `csdesign explain CODE --format json` writes: the page of one code."""

    schema_version: Annotated[
        Literal[1],
        Field(description="Increases when a field is renamed, removed or changes its meaning."),
    ]
    tool: Tool
    code: Annotated[str, Field(description="The code, such as COV101.")]
    name: Annotated[str, Field(description="The name that --select and comments take too.")]
    severity: Annotated[
        str, Field(description="error, warning or note, where no setting says otherwise.")
    ]
    summary: Annotated[str, Field(description="What is found, in one sentence.")]
    why: Annotated[str, Field(description="Why it matters, as Markdown.")]
    bad: Annotated[
        list[str], Field(description="Designs with the finding; comments mark its lines.")
    ]
    good: Annotated[list[str], Field(description="Designs without it.")]
    fix: Annotated[str, Field(description="What to do; empty where the message says it.")]
    source: Annotated[str, Field(description="Where the rule comes from.")]
    status: Annotated[str, Field(description="Whether the rule is stable.")]
    since: Annotated[str, Field(description="The version that had it first.")]
