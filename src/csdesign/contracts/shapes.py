"""The few shapes of JSON that the published contracts are built from."""

from __future__ import annotations

from typing import Any, Final

__all__ = [
    "COUNT",
    "FLAG",
    "NUMBER",
    "TEXT",
    "TEXTS",
    "Schema",
    "list_of",
    "map_of",
    "object_of",
    "or_null",
]

Schema = dict[str, Any]
"""A JSON Schema, draft 2020-12."""

NUMBER: Final[Schema] = {"type": "number"}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
TEXT: Final[Schema] = {"type": "string"}
FLAG: Final[Schema] = {"type": "boolean"}
TEXTS: Final[Schema] = {"type": "array", "items": TEXT}


def object_of(**fields: Schema) -> Schema:
    """Return an object with at least these fields: later versions may add some."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
    }


def list_of(items: Schema) -> Schema:
    """Return a list of one kind of item."""
    return {"type": "array", "items": items}


def map_of(values: Schema) -> Schema:
    """Return an object whose keys are data, such as ids."""
    return {"type": "object", "additionalProperties": values}


def or_null(schema: Schema) -> Schema:
    """Return the shape, or null where the value is undefined."""
    return {"anyOf": [schema, {"type": "null"}]}
