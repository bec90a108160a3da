"""Parts that several documents share."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

__all__ = ["Count", "Evidence", "Finding", "Place", "Related", "Share", "Tool", "one_of"]

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
_Line = Annotated[int, Field(ge=1)] | None


def one_of(*words: str) -> Any:
    """Return the schema of a text that is one of these words."""
    return Field(json_schema_extra={"enum": list(words)})


class Tool(TypedDict):
    """The program that wrote this."""

    name: Literal["csdesign"]
    version: Annotated[str, Field(description="Version of the program.")]


class Place(TypedDict):
    """A place in a file; all is null where nothing has one place."""

    path: Annotated[str | None, Field(description="The file as the user named it.")]
    line: Annotated[_Line, Field(description="First line, from 1.")]
    column: Annotated[_Line, Field(description="First column, from 1, in code points.")]
    end_line: Annotated[_Line, Field(description="Last line.")]
    end_column: Annotated[_Line, Field(description="Column after the last character.")]


class Evidence(TypedDict):
    """A number or a company rule behind a finding."""

    name: Annotated[str, Field(description="Name of the value.")]
    value: Annotated[str, Field(description="The value as text.")]
    number: Annotated[float | None, Field(description="The value as a number; null if it is text.")]
    unit: Annotated[str | None, Field(description="The unit of the number; null if it has none.")]


class Related(Place):
    """Another place that a finding mentions."""

    message: Annotated[str, Field(description="What the place shows.")]
    object: Annotated[str, Field(description="What is at the place, by id; empty if it has no id.")]


class Finding(Place):
    """One problem of a design."""

    code: Annotated[str, Field(pattern="^[A-Z]{2,3}[0-9]{3}$", description="The rule's code.")]
    name: Annotated[str, Field(description="The rule's name in kebab case.")]
    severity: Annotated[
        str,
        Field(
            description="How severe the finding is.",
            json_schema_extra={"enum": ["error", "warning", "note"]},
        ),
    ]
    message: Annotated[str, Field(description="What was found, and what would be right.")]
    object: Annotated[
        str,
        Field(description="The object of the finding, by id and never by index: roles[csm].title."),
    ]
    evidence: Annotated[
        list[Evidence], Field(description="The numbers and company rules that led to the finding.")
    ]
    why: Annotated[
        str, Field(description="Why the finding matters; empty if the rule does not say.")
    ]
    source: Annotated[
        str, Field(description="The source of the rule; empty if the rule names none.")
    ]
    fix: Annotated[str, Field(description="How to correct it; empty if the rule does not say.")]
    related: Annotated[list[Related], Field(description="Related places.")]
    suppressed: Annotated[
        str | None,
        Field(
            description="The reason given by the comment or baseline that suppresses it; "
            "null if it is active."
        ),
    ]
    scenario: Annotated[
        str | None,
        Field(description="The scenario in which it was found; null for the design itself."),
    ]
    measure: Annotated[
        float | None, Field(description="The number that the rule judges; null if it judges none.")
    ]
    worse: Annotated[
        str | None,
        Field(description="How a known finding got worse; null if it did not."),
    ]
    design: Annotated[
        str | None,
        Field(
            description="The design of the tree in which it was found; null if there is "
            "only one design."
        ),
    ]
