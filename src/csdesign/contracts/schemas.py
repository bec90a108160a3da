"""JSON Schemas, derived from the declared documents."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from pydantic import TypeAdapter

__all__ = ["DOCUMENTS", "Schema", "document_schema", "schema_of"]

Schema = dict[str, Any]
"""A JSON Schema, draft 2020-12."""

DOCUMENTS: Final = {
    "plan": "plan:PlanDocument",
    "check": "findings:FindingsDocument",
    "audit": "audit:AuditDocument",
    "books": "books:BooksDocument",
    "accounts": "accounts:AccountsDocument",
    "fit": "fit:FitDocument",
    "diff": "diff:DiffDocument",
    "explain": "explain:ExplainDocument",
    "explain-rule": "rule:RuleDocument",
    "roles": "roles:RolesDocument",
    "audit-roles": "clusters:ClustersDocument",
    "suggest-codes": "suggestions:SuggestionsDocument",
}
"""The document that each command writes: its module in `v1` and its class.

`explain CODE`, `audit --roles` and `audit --suggest-codes` write documents of their own.
"""
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_PREFIX: Final = "#/$defs/"


def document_schema(command: str) -> Schema:
    """Return the schema (draft 2020-12) of what a command of `DOCUMENTS` writes as JSON."""
    module, _, name = DOCUMENTS[command].partition(":")
    document = getattr(import_module(f"csdesign.contracts.v1.{module}"), name)
    return schema_of(document, f"csdesign {command}, schema_version 1")


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
