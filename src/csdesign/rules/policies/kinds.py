"""The types of the policy language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ANY", "BOOL", "INT", "NULL", "NUMBER", "TEXT", "Kind", "list_of", "record", "words"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A type. `options` are the only words of a closed text; `most` bounds a list's length.

    `name` is what people call it; `fields` those of a record; `items` the type of a list's items.
    `maybe` tells that the value can be null: not every design states it.
    """

    name: str
    options: tuple[str, ...] = ()
    items: Kind | None = None
    most: int = 0
    fields: Mapping[str, Kind] = field(default_factory=dict, hash=False)
    maybe: bool = False
    meaning: str = field(default="", compare=False)


BOOL = Kind("true or false")
NUMBER = Kind("a number")
INT = Kind("a whole number")
TEXT = Kind("a text")
NULL = Kind("null")
ANY = Kind("anything")


def words(*options: str, maybe: bool = False, meaning: str = "") -> Kind:
    """Return a text that is one of a closed list."""
    return Kind(TEXT.name, options=options, maybe=maybe, meaning=meaning)


def list_of(items: Kind, most: int, meaning: str = "") -> Kind:
    """Return a list of at most so many items."""
    return Kind("a list", items=items, most=most, meaning=meaning)


def record(fields: Mapping[str, Kind], meaning: str = "") -> Kind:
    """Return a record with these fields."""
    return Kind("a record", fields=fields, meaning=meaning)
