"""The JSON Schema of the findings document, for programs that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.contracts.findings import SCHEMA_VERSION
from csdesign.finding import Severity

if TYPE_CHECKING:
    from csdesign.escaping.json_text import Json, JsonObject

__all__ = ["finding_schema", "place_fields", "schema"]

_SEVERITY_WORDS: Final = [severity.word for severity in Severity]


def schema() -> JsonObject:
    """Return the schema (draft 2020-12) of what `check --format json` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of csdesign",
        **_record(
            "What `csdesign check --format json` writes.",
            {
                "schema_version": {
                    "const": SCHEMA_VERSION,
                    "description": "Raised when a field is renamed, removed or means another.",
                },
                "tool": _record(
                    "The program that wrote this.",
                    {"name": {"const": "csdesign"}, "version": _text("Its version.")},
                ),
                "summary": _record(
                    "How many findings of each severity nothing suppresses.",
                    dict.fromkeys(_SEVERITY_WORDS, _whole("Findings.", 0)),
                ),
                "findings": _list("By severity, code, object and place.", finding_schema()),
            },
        ),
    }


def finding_schema() -> JsonObject:
    """Return the schema of one finding, for the documents that hold findings beside results."""
    return _record(
        "One problem of a design.",
        {
            "code": {"type": "string", "pattern": "^[A-Z]{2,3}[0-9]{3}$"},
            "name": _text("The rule's name in kebab case."),
            "severity": {"enum": _SEVERITY_WORDS},
            "message": _text("What was found and what would be right."),
            **place_fields(),
            "object": _text("What it is about, by id and never by index: roles[csm].title."),
            "evidence": _list(
                "The numbers and the company rules behind it.",
                _record(
                    "One of them.",
                    {
                        "name": _text("Its name."),
                        "value": _text("It, as it reads."),
                        "number": {
                            "type": ["number", "null"],
                            "description": "It as a number; null where it is words.",
                        },
                        "unit": {
                            "type": ["string", "null"],
                            "description": "The unit of the number; null where it has none.",
                        },
                    },
                ),
            ),
            "why": _text("Why it matters; empty where the rule does not say."),
            "source": _text("Who says so; empty where the rule does not say."),
            "fix": _text("How to put it right; empty where the rule does not say."),
            "related": _list(
                "Other places it speaks of.",
                _record(
                    "One of them.",
                    {
                        "message": _text("What it shows there."),
                        **place_fields(),
                        "object": _text("What is there, by id; empty where it has none."),
                    },
                ),
            ),
            "suppressed": {
                "type": ["string", "null"],
                "description": "The reason a comment or the baseline gives; null where none does.",
            },
            "scenario": {
                "type": ["string", "null"],
                "description": "The scenario it holds in; null for the design as it stands.",
            },
            "measure": {
                "type": ["number", "null"],
                "description": "The number that the rule judges; null where it has none.",
            },
            "worse": {
                "type": ["string", "null"],
                "description": "How a known finding grew worse; null where it did not.",
            },
        },
    )


def place_fields() -> JsonObject:
    """Return the fields of a place; all are null where nothing has one place."""
    words = {
        "line": "First line, from 1.",
        "column": "First column, from 1, in code points.",
        "end_line": "Last line.",
        "end_column": "Column behind the last character.",
    }
    return {
        "path": {"type": ["string", "null"], "description": "The file as the user named it."},
        **{
            name: {"type": ["integer", "null"], "minimum": 1, "description": description}
            for name, description in words.items()
        },
    }


def _record(description: str, fields: JsonObject) -> JsonObject:
    """Return an object that has every one of these fields; later versions may add some."""
    return {
        "type": "object",
        "description": description,
        "properties": fields,
        "required": list(fields),
    }


def _list(description: str, item: JsonObject) -> JsonObject:
    return {"type": "array", "description": description, "items": item}


def _text(description: str) -> Json:
    return {"type": "string", "description": description}


def _whole(description: str, least: int) -> Json:
    return {"type": "integer", "minimum": least, "description": description}
