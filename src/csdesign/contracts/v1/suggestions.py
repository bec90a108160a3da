"""What `csdesign audit --suggest-codes --format json` writes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Tool

__all__ = ["Sentence", "SuggestedCode", "SuggestionsDocument"]


class SuggestedCode(TypedDict):
    """A code that a sentence may mean."""

    code: str
    score: Annotated[float, Field(description="How similar the sentence is to the code.")]
    words: Annotated[
        list[str],
        Field(description="The words that name the code; empty if the match is by meaning."),
    ]


class Sentence(TypedDict):
    """A duty to which its author gave no code."""

    role: Annotated[str, Field(description="Id of the role.")]
    title: Annotated[str, Field(description="Title of the role.")]
    text: str
    path: str | None
    line: Annotated[int, Field(ge=1)] | None
    codes: Annotated[
        list[SuggestedCode], Field(description="The most likely code first; may be empty.")
    ]


class SuggestionsDocument(TypedDict):
    """Sentences without a code, in the order of the design."""

    schema_version: Literal[1]
    tool: Tool
    sentences: list[Sentence]
