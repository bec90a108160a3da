"""JSON Schemas, derived from the declared documents."""

from __future__ import annotations

from typing import Any, Final

from pydantic import TypeAdapter

__all__ = ["Schema", "schema_of"]

Schema = dict[str, Any]
"""A JSON Schema, draft 2020-12."""

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_PREFIX: Final = "#/$defs/"


def schema_of(document: Any, title: str = "") -> Schema:
    """Return the schema of a declared document or of a part of one, whole in itself.

    With a title it is a document's, and says its draft.
    """
    made = TypeAdapter(document).json_schema()
    plain: Schema = _inlined(made, made.pop("$defs", {}))
    return {"$schema": _DRAFT, **plain, "title": title} if title else plain


def _inlined(value: Any, known: Schema) -> Any:
    """Return a schema with its definitions in their places, without the titles of fields."""
    if isinstance(value, list):
        return [_inlined(item, known) for item in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        found = _inlined(known[value["$ref"].removeprefix(_PREFIX)], known)
        return {**found, **{key: item for key, item in value.items() if key != "$ref"}}
    return {
        key: {name: _inlined(item, known) for name, item in part.items()}
        if key == "properties"
        else _inlined(part, known)
        for key, part in value.items()
        if key != "title" or not isinstance(part, str)
    }
