"""The columns of a context: each name with its type, its meaning and where its value is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from csdesign.rules.policies.kinds import list_of, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from csdesign.rules.policies.kinds import Kind

__all__ = ["Column", "Value", "kinds_of", "number", "values_of"]

Value: TypeAlias = "str | float | bool | list[Value] | dict[str, Value] | None"
"""A value as CEL takes it; numbers are doubles."""
Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Column(Generic[Subject]):
    """One name of a context."""

    name: str
    kind: Kind
    meaning: str
    read: Callable[[Subject], Value]


def values_of(columns: Iterable[Column[Subject]], subject: Subject) -> dict[str, Value]:
    """Return the values of one context."""
    return {column.name: column.read(subject) for column in columns}


def kinds_of(
    columns: Iterable[Column[Subject]], contexts: Iterable[Mapping[str, Value]]
) -> dict[str, Kind]:
    """Return the types of the names, with the longest list that any of the contexts has."""
    known = list(contexts)
    return {
        column.name: _sized(column.kind, [context[column.name] for context in known])
        for column in columns
    }


def _sized(kind: Kind, values: list[Value]) -> Kind:
    if kind.items is not None:
        lists = [value for value in values if isinstance(value, list)]
        items = [item for value in lists for item in value]
        return list_of(_sized(kind.items, items), max(map(len, lists), default=0), kind.meaning)
    if kind.fields:
        records = [value for value in values if isinstance(value, dict)]
        fields = {
            name: _sized(field, [entry[name] for entry in records])
            for name, field in kind.fields.items()
        }
        return replace(record(fields), meaning=kind.meaning)
    return kind


def number(value: float | None) -> float | None:
    """Return a number as a double; what is unknown stays null."""
    return None if value is None else float(value)
