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
    """Return that a text is one of these words, for the schema to say."""
    return Field(json_schema_extra={"enum": list(words)})


class Tool(TypedDict):
    """The program that wrote this."""

    name: Literal["csdesign"]
    version: Annotated[str, Field(description="Its version.")]


class Place(TypedDict):
    """A place in a file; all is null where nothing has one place."""

    path: Annotated[str | None, Field(description="The file as the user named it.")]
    line: Annotated[_Line, Field(description="First line, from 1.")]
    column: Annotated[_Line, Field(description="First column, from 1, in code points.")]
    end_line: Annotated[_Line, Field(description="Last line.")]
    end_column: Annotated[_Line, Field(description="Column behind the last character.")]


class Evidence(TypedDict):
    """A number or a company rule behind a finding."""

    name: Annotated[str, Field(description="Its name.")]
    value: Annotated[str, Field(description="It, as it reads.")]
    number: Annotated[float | None, Field(description="It as a number; null where it is words.")]
    unit: Annotated[
        str | None, Field(description="The unit of the number; null where it has none.")
    ]


class Related(Place):
    """Another place that a finding speaks of."""

    message: Annotated[str, Field(description="What it shows there.")]
    object: Annotated[str, Field(description="What is there, by id; empty where it has none.")]


class Finding(Place):
    """One problem of a design."""

    code: Annotated[str, Field(pattern="^[A-Z]{2,3}[0-9]{3}$", description="The rule's code.")]
    name: Annotated[str, Field(description="The rule's name in kebab case.")]
    severity: Annotated[
        str,
        Field(
            description="How bad it is.", json_schema_extra={"enum": ["error", "warning", "note"]}
        ),
    ]
    message: Annotated[str, Field(description="What was found and what would be right.")]
    object: Annotated[
        str, Field(description="What it is about, by id and never by index: roles[csm].title.")
    ]
    evidence: Annotated[
        list[Evidence], Field(description="The numbers and the company rules behind it.")
    ]
    why: Annotated[str, Field(description="Why it matters; empty where the rule does not say.")]
    source: Annotated[str, Field(description="Who says so; empty where the rule does not say.")]
    fix: Annotated[
        str, Field(description="How to put it right; empty where the rule does not say.")
    ]
    related: Annotated[list[Related], Field(description="Other places it speaks of.")]
    suppressed: Annotated[
        str | None,
        Field(description="The reason a comment or the baseline gives; null where none does."),
    ]
    scenario: Annotated[
        str | None,
        Field(description="The scenario it holds in; null for the design as it stands."),
    ]
    measure: Annotated[
        float | None, Field(description="The number that the rule judges; null where it has none.")
    ]
    worse: Annotated[
        str | None,
        Field(description="How a known finding grew worse; null where it did not."),
    ]
    design: Annotated[
        str | None,
        Field(description="The design of a tree it was found in; null where there is one."),
    ]
