"""Which keys a mapping of the design may have: for "did you mean" and for what is missing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.finding import YamlPath

__all__ = ["known_keys", "meaning"]

Models = tuple[type[BaseModel], ...]


def known_keys(model: type[BaseModel], path: YamlPath) -> list[str]:
    """Return the keys of the mapping at a path that pydantic calls `loc`, as they are written."""
    names: dict[str, None] = {}
    for found in _models_at(model, path):
        for name, field in found.model_fields.items():
            names[field.alias or name] = None
    return list(names)


def meaning(model: type[BaseModel], path: YamlPath) -> str:
    """Return the first sentence of what the last key of a path means, without its full stop."""
    for found in _models_at(model, path[:-1]):
        for name, field in found.model_fields.items():
            if path[-1] in (name, field.alias) and field.description:
                sentence = field.description.split(". ")[0].split("\n")[0].rstrip(".")
                return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence
    return ""


def _models_at(model: type[BaseModel], path: YamlPath) -> Models:
    models: Models = (model,)
    for segment in path:
        if isinstance(segment, int):
            continue
        named = tuple(found for found in models if found.__name__ == segment)
        if named:
            # The segment is the branch of a union, not a key.
            models = named
            continue
        below = tuple(part for found in models for part in _field_models(found, segment))
        models = below or models
    return models


@lru_cache(maxsize=512)
def _field_models(model: type[BaseModel], key: str) -> Models:
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            return tuple(dict.fromkeys(_models_in(field.annotation)))
    return ()


def _models_in(annotation: Any) -> Iterable[type[BaseModel]]:
    """Yield the models that an annotation is made of: in lists, unions and `Annotated`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from _models_in(get_args(annotation)[0])
    else:
        for argument in get_args(annotation):
            yield from _models_in(argument)
