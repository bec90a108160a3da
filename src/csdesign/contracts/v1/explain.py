"""The JSON document of `csdesign explain SUBJECT:ID --format json`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Tool

__all__ = ["ExplainDocument", "GroupRecord", "StepRecord"]


class StepRecord(TypedDict):
    """One step of a derivation."""

    words: Annotated[str, Field(description="The input or the step.")]
    figure: Annotated[
        str | None, Field(description="The result of the step; null if it has words only.")
    ]
    basis: Annotated[
        str | None,
        Field(description="measured, stated, assumed or default; null if it has no basis."),
    ]
    place: Annotated[str | None, Field(description="file:line of the design; null if it has none.")]


class GroupRecord(TypedDict):
    """Steps that belong together."""

    title: Annotated[str, Field(description="What the steps derive.")]
    steps: Annotated[
        list[StepRecord], Field(description="The steps, in the order of the calculation.")
    ]


class ExplainDocument(TypedDict):
    """What `csdesign explain SUBJECT:ID --format json` writes."""

    schema_version: Annotated[
        Literal[1],
        Field(description="Increases when a field is renamed, removed or changes its meaning."),
    ]
    tool: Tool
    title: Annotated[str, Field(description="What is explained.")]
    answer: Annotated[str, Field(description="The answer in one line.")]
    groups: Annotated[list[GroupRecord], Field(description="How the answer is derived.")]
