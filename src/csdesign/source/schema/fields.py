"""The keys that a mapping of the design may have, for "did you mean" and for missing keys."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from csdesign.model.base import Shorthand
from csdesign.model.descriptions import descriptions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.finding import YamlPath

__all__ = ["known_keys", "known_words", "meaning", "models_at", "models_below", "takes_mappings"]

Models = tuple[type[BaseModel], ...]


def known_keys(model: type[BaseModel], path: YamlPath) -> list[str]:
    """Return the keys of the mapping at a path that pydantic calls `loc`, as they are written."""
    names: dict[str, None] = {}
    for found in models_at(model, path):
        for name, field in found.model_fields.items():
            names[field.alias or name] = None
    return list(names)


def known_words(model: type[BaseModel], path: YamlPath) -> list[str]:
    """Return the closed list of words that the last key of a path takes, or each item of its list.

    Empty if the key takes more than words of a list, such as names or numbers.
    """
    words: dict[str, None] = {}
    keys = [step for step in path if step != "*"]
    for found in models_at(model, tuple(keys[:-1])):
        for name, field in found.model_fields.items():
            if keys and keys[-1] in (name, field.alias):
                words.update(dict.fromkeys(_literals(field.annotation)))
        # A mapping that a bare word means: `owns: [adopt]`.
        bare = getattr(found, "bare", None)
        if keys and bare is not None and _field_models(found, str(keys[-1])) is None:
            words.update(dict.fromkeys(_literals(found.model_fields[bare].annotation)))
    for found in models_at(model, tuple(keys)):
        bare = getattr(found, "bare", None)
        if issubclass(found, Shorthand) and bare in found.model_fields:
            words.update(dict.fromkeys(_literals(found.model_fields[bare].annotation)))
    return list(words)


def _literals(annotation: Any) -> Iterable[str]:
    """Yield the words of the `Literal`s in an annotation."""
    if get_origin(annotation) is Literal:
        yield from (word for word in get_args(annotation) if isinstance(word, str))
        return
    for argument in get_args(annotation):
        yield from _literals(argument)


def meaning(model: type[BaseModel], path: YamlPath) -> str:
    """Return the first sentence of the description of a path's last key, without its full stop."""
    for found in models_at(model, path[:-1]):
        for name, field in found.model_fields.items():
            if not path or path[-1] not in (name, field.alias):
                continue
            text = field.description or descriptions(found).get(field.alias or name, "")
            sentence = text.split(". ")[0].rstrip(".")
            if sentence:
                return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence
    return ""


def takes_mappings(model: type[BaseModel], path: YamlPath) -> bool:
    """Return whether the list at a path is one of mappings without a bare text form."""
    found = models_at(model, path)
    return bool(found) and not any(issubclass(part, Shorthand) for part in found)


@lru_cache(maxsize=8)
def models_below(model: type[BaseModel]) -> Models:
    """Return a model and every model that its fields are made of, each once."""
    found: dict[type[BaseModel], None] = {}
    ahead = [model]
    while ahead:
        part = ahead.pop()
        if part not in found:
            found[part] = None
            for field in part.model_fields.values():
                ahead += _models_in(field.annotation)
    return tuple(found)


def models_at(model: type[BaseModel], path: YamlPath) -> Models:
    """Return the models that the value at a path, as pydantic's `loc` gives it, is read with."""
    models: Models = (model,)
    for segment in path:
        if isinstance(segment, int):
            continue
        named = tuple(found for found in models if found.__name__ == segment)
        if named:
            # The segment is the branch of a union, not a key.
            models = named
            continue
        named_fields = [
            part for found in models if (part := _field_models(found, segment)) is not None
        ]
        if named_fields:
            models = tuple(part for parts in named_fields for part in parts)
    return models


@lru_cache(maxsize=512)
def _field_models(model: type[BaseModel], key: str) -> Models | None:
    """Return the models that a field is made of; None if the model has no such field."""
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            return tuple(dict.fromkeys(_models_in(field.annotation)))
    return None


def _models_in(annotation: Any) -> Iterable[type[BaseModel]]:
    """Yield the models that an annotation is made of: in lists, unions and `Annotated`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from _models_in(get_args(annotation)[0])
    else:
        for argument in get_args(annotation):
            yield from _models_in(argument)
