"""The number of the design language at a path: its bounds, and its default."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from csdesign.model.base import Shorthand
from csdesign.model.document import Document
from csdesign.model.experience import Effort
from csdesign.model.horizon import NewAccounts
from csdesign.model.numbers import NumberType

if TYPE_CHECKING:
    from csdesign.finding import YamlPath

__all__ = ["NumberField", "bare_key_at", "number_at"]

_REGISTER: Final = frozenset({"value", "low", "high"})
_SCALARS: Final[Mapping[type[BaseModel], str]] = {Effort: "hours", NewAccounts: "per_year"}
"""Models that a plain number may abbreviate, with the field it fills."""


class NumberField(NamedTuple):
    """A number of the design language: its type and its default."""

    type: NumberType
    default: float | None


class _Place(NamedTuple):
    annotation: Any
    metadata: tuple[Any, ...] = ()
    default: Any = None


def number_at(path: YamlPath) -> NumberField | None:
    """Return the number that a path of a design leads to; None if it takes something else."""
    place = _at(tuple("#" if isinstance(step, int) else step for step in path))
    if place is None:
        return None
    kind = _number(place)
    if kind is None:
        return None
    default = place.default
    return NumberField(kind, default if isinstance(default, (int, float)) else None)


def bare_key_at(path: YamlPath) -> str | None:
    """Return the key that a bare text at a path abbreviates; None for other texts."""
    place = _at(tuple("#" if isinstance(step, int) else step for step in path))
    for model in _models(place) if place is not None else ():
        if issubclass(model, Shorthand):
            return model.bare
    return None


@lru_cache(maxsize=4096)
def _at(path: tuple[str, ...]) -> _Place | None:
    if not path:
        return _Place(Document)
    before = _at(path[:-1])
    if before is None:
        return None
    step = path[-1]
    if step in _REGISTER and _number(before) is not None:
        return before._replace(default=None)
    return _child(before, step)


def _child(place: _Place, step: str) -> _Place | None:
    for part in _parts(place.annotation):
        origin = get_origin(part)
        if step == "#" and origin in (tuple, list):
            return _Place(get_args(part)[0])
        if step != "#" and origin in (dict, Mapping):
            return _Place(get_args(part)[1])
        if step != "#" and isinstance(part, type) and issubclass(part, BaseModel):
            found = _field(part, step)
            if found is not None:
                return found
    return None


def _field(model: type[BaseModel], key: str) -> _Place | None:
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            default = None if field.is_required() else field.default
            return _Place(field.annotation, tuple(field.metadata), default)
    if model is Effort:  # hours by role: any other key is a role
        return _Place(Effort.model_fields["hours"].annotation)
    return None


def _parts(annotation: Any) -> list[Any]:
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return [part for inner in get_args(annotation) for part in _parts(inner)]
    if origin is Annotated:
        inner, *metadata = get_args(annotation)
        return [annotation] if any(isinstance(m, NumberType) for m in metadata) else _parts(inner)
    return [] if annotation is NoneType else [annotation]


def _models(place: _Place) -> list[type[BaseModel]]:
    parts = _parts(place.annotation)
    return [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]


def _number(place: _Place) -> NumberType | None:
    for part in (*place.metadata, *_metadata(place.annotation)):
        if isinstance(part, NumberType):
            return part
    for model in _models(place):
        key = _SCALARS.get(model)
        if key is None and issubclass(model, Shorthand):
            key = model.bare
        found = _field(model, key) if key is not None else None
        if found is not None:
            return _number(found)
    return None


def _metadata(annotation: Any) -> list[Any]:
    return [
        entry
        for part in _parts(annotation)
        if get_origin(part) is Annotated
        for entry in get_args(part)[1:]
    ]
