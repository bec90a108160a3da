"""JSON Schema of the design language, from its models alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic.json_schema import GenerateJsonSchema

from csdesign.model.base import DesignModel
from csdesign.model.descriptions import descriptions
from csdesign.model.document import Document
from csdesign.model.numbers import BASES

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue

__all__ = ["design_schema"]

_STATED: Final = {
    "type": "object",
    "description": "A number with what is known about it, for the assumption register.",
    "additionalProperties": False,
    "required": ["value"],
    "properties": {
        "value": {"type": "number", "description": "The number."},
        "basis": {
            "enum": list(BASES),
            "description": "Whether it was measured, assumed, or taken from a publication.",
        },
        "low": {"type": "number", "description": "The low end of the range you believe."},
        "high": {"type": "number", "description": "The high end of the range you believe."},
        "note": {"type": "string", "description": "Where it comes from."},
    },
}
_SCALARS: Final = (bool, int, float, str)
_ID_MESSAGE: Final = "Lower-case letters, digits and hyphens, at most 64 characters."


class _Generator(GenerateJsonSchema):
    """Schemas as editors want them: no made-up titles, keys in the order of the models."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # pydantic's
        return False

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002  # pydantic's
        return value

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        # An editor should not offer null for every optional key.
        return self.generate_inner(schema["schema"])

    def encode_default(self, dft: Any) -> Any:
        # A default that is a part has no validator of its own, and is left out below.
        return super().encode_default(dft) if isinstance(dft, _SCALARS) else None

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if not isinstance(made.get("default"), _SCALARS):
            made.pop("default", None)
        return made

    def str_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().str_schema(schema)
        if made.get("pattern"):
            made["patternErrorMessage"] = _ID_MESSAGE
        return made


def design_schema() -> dict[str, Any]:
    """Return the JSON Schema of a design file."""
    schema = Document.model_json_schema(by_alias=True, schema_generator=_Generator)
    described = {model.__name__: descriptions(model) for model in _models(DesignModel)}
    for name, definition in [("Document", schema), *schema.get("$defs", {}).items()]:
        _describe(definition, described.get(name, {}))
    schema["$defs"]["StatedNumber"] = _STATED
    shared: dict[str, Any] = _with_stated(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "csdesign design, version 1",
        **{key: value for key, value in shared.items() if key != "title"},
    }


def _with_stated(node: Any) -> Any:
    """Return the schema with one definition for every number in the register form."""
    if isinstance(node, list):
        return [_with_stated(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("stated") is True:
        return {"$ref": "#/$defs/StatedNumber"}
    return {key: _with_stated(value) for key, value in node.items()}


def _models(base: type[DesignModel]) -> list[type[DesignModel]]:
    found = []
    for model in base.__subclasses__():
        found += [model, *_models(model)]
    return found


def _describe(definition: dict[str, Any], texts: dict[str, str]) -> None:
    for form in (definition, *definition.get("anyOf", ())):
        form.pop("title", None)
        for name, field in form.get("properties", {}).items():
            field.pop("title", None)
            if name in texts and "$ref" in field and len(field) == 1:
                field["allOf"] = [{"$ref": field.pop("$ref")}]
            if name in texts:
                unit = field.get("unit")
                field["description"] = texts[name] + (f" Unit: {unit}." if unit else "")
