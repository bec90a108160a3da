"""The base of every part of a written design: frozen, unknown keys refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ModelWrapValidatorHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

__all__ = ["AlsoWritten", "DesignModel", "Meanings", "Shorthand"]


_STATED: Final[dict[tuple[str, ...], set[str]]] = {}
"""Each set of stated keys that was seen: the parts of a design state a few hundred of them."""
_set_attribute: Final = object.__setattr__


_BARE: Final[dict[tuple[type[Shorthand], str], Shorthand]] = {}
"""What bare texts were read as: frozen, so that one serves every place with the same text."""
_KEPT: Final = 5_000


class DesignModel(BaseModel):
    """A mapping of the design language: frozen, unknown keys refused, inputs never echoed.

    A default of a field is made by `unchecked`: calling the class would build a validator of
    its own for it, which the one of the whole document holds already.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        populate_by_name=True,
        defer_build=True,
    )

    @classmethod
    def unchecked(cls, **values: Any) -> Self:
        """Return a part built from values that need no validation, such as a default."""
        # Pydantic up to 2.12 leaves the slot of private attributes empty: that cannot be pickled.
        made = cast("Self", cls.model_construct(**values))
        _set_attribute(made, "__pydantic_private__", None)
        return made

    def model_post_init(self, _context: object, /) -> None:
        """Share the set of stated keys with all parts that state the same.

        A set for each part would take a seventh of the memory of a large design. A frozen model
        never changes its set, and a copy of the model gets a set of its own.
        """
        stated = self.__pydantic_fields_set__
        # The order of equal sets may differ: one more entry then, and no harm.
        shared = _STATED.setdefault(tuple(stated), stated)
        if shared is not stated:
            _set_attribute(self, "__pydantic_fields_set__", shared)


class Shorthand(DesignModel):
    """A mapping that may be written as bare text: the text fills the field `bare` names."""

    bare: ClassVar[str]

    @model_validator(mode="wrap")
    @classmethod
    def _spell_out(cls, written: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(written, str):
            return handler(written)
        if type(written) is not str:  # a quoted scalar: its field decides what it is read as
            return handler({cls.bare: written})
        known = _BARE.get((cls, written))
        if known is None:
            known = handler({cls.bare: written})
            if len(_BARE) < _KEPT:
                _BARE[cls, written] = known
        return cast("Self", known)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Offer both forms to editors: the bare text first, then the mapping."""
        whole = handler(core)
        field = handler.resolve_ref_schema(whole)["properties"][cls.bare]
        text = {key: value for key, value in field.items() if key not in {"default", "title"}}
        return {"anyOf": [text, whole]}


class AlsoWritten:
    """Another way to write a value: `read` spells it out, `form` tells editors what it looks like.

    `form` gets the JSON schema of the spelled-out value and returns that of the other form.
    """

    def __init__(
        self, read: Callable[[Any], Any], form: Callable[[JsonSchemaValue], JsonSchemaValue]
    ) -> None:
        self.read, self.form = read, form

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Spell out before the annotated type validates."""
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Offer both forms."""
        spelled = handler(core)
        return {"anyOf": [self.form(spelled), spelled]}


class Meanings:
    """What each word of a closed list means; editors show it next to the word."""

    def __init__(self, **meanings: str) -> None:
        self.meanings = {word.replace("_", "-"): text for word, text in meanings.items()}

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Leave validation to the annotated type."""
        return handler(source)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Add a description for each word, in the words' own order."""
        schema = handler(core)
        words = schema.get("enum") or [schema["const"]]
        texts = [self.meanings[word] for word in words]
        schema["enumDescriptions"] = texts
        schema["markdownEnumDescriptions"] = texts
        return schema
