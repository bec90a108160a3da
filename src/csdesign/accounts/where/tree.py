"""The tree of a `where` expression: frozen nodes that keep their place in the text."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

__all__ = [
    "All",
    "AnyOf",
    "AsOf",
    "Between",
    "Boolean",
    "Column",
    "Compare",
    "Condition",
    "Date",
    "Extent",
    "Flag",
    "Kind",
    "Literal",
    "Missing",
    "Not",
    "Number",
    "OneOf",
    "Operand",
    "Operator",
    "Scaled",
    "Shifted",
    "Text",
    "Where",
    "WhereError",
    "is_without_case",
]

_AS_WRITTEN: Final = frozenset({"id", "parent"})
"""Columns in which capitals matter: two ids of Salesforce may differ only in them."""


class Kind(Enum):
    """The kind of a column or a value; both sides of a comparison must be of one kind."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"

    @property
    def words(self) -> str:
        """Return the kind as people read it in a message."""
        return _KIND_WORDS[self]


_KIND_WORDS = {
    Kind.NUMBER: "numbers",
    Kind.TEXT: "text",
    Kind.DATE: "dates",
    Kind.BOOLEAN: "true and false",
}


class Operator(Enum):
    """A comparison."""

    EQ = "="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="

    @property
    def is_order(self) -> bool:
        """Return whether it compares by order."""
        return self not in (Operator.EQ, Operator.NE)


class Extent(NamedTuple):
    """A stretch of the expression's text: columns from 1 in code points, the end exclusive."""

    start: int
    end: int

    def to(self, other: Extent) -> Extent:
        """Return the stretch from the start of this one to the end of `other`."""
        return Extent(self.start, other.end)


class WhereError(ValueError):
    """A `where` that cannot be read; `at` says which part of its text is wrong."""

    def __init__(self, message: str, at: Extent) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class Column(NamedTuple):
    """A column of the account table."""

    name: str
    at: Extent


class Number(NamedTuple):
    """A number, exactly as written."""

    value: Decimal
    at: Extent


class Text(NamedTuple):
    """A quoted text, never empty: an empty text is a missing value."""

    value: str
    at: Extent


class Boolean(NamedTuple):
    """`true` or `false`."""

    value: bool
    at: Extent


class Date(NamedTuple):
    """A day such as 2026-01-31."""

    value: date
    at: Extent


class AsOf(NamedTuple):
    """The day the plan is made for."""

    at: Extent


class Shifted(NamedTuple):
    """A day some days or months later (or earlier: negative) than `base`.

    Months are counted from a day that is known, `as_of` or a literal, never from a column.
    """

    base: Column | AsOf | Date
    days: int
    at: Extent
    months: int = 0


class Scaled(NamedTuple):
    """A number times a column, computed in floating point on every engine."""

    factor: Decimal
    column: Column
    at: Extent


Literal = Number | Text | Boolean | Date
Operand = Column | Literal | AsOf | Shifted | Scaled


class Compare(NamedTuple):
    """`left operator right`; false when either side is missing."""

    left: Operand
    operator: Operator
    right: Operand
    at: Extent


class OneOf(NamedTuple):
    """`operand in [options]`; false when the operand is missing."""

    operand: Operand
    options: tuple[Literal, ...]
    at: Extent


class Between(NamedTuple):
    """`low <= operand <= high`; false when any of the three is missing."""

    operand: Operand
    low: Operand
    high: Operand
    at: Extent


class Missing(NamedTuple):
    """`column is missing`."""

    column: Column
    at: Extent


class Flag(NamedTuple):
    """A column of true and false used as a condition; false when missing."""

    column: Column
    at: Extent


class Not(NamedTuple):
    """True exactly where `inner` is false."""

    inner: Condition
    at: Extent


class All(NamedTuple):
    """Every part holds (`and`)."""

    parts: tuple[Condition, ...]
    at: Extent


class AnyOf(NamedTuple):
    """At least one part holds (`or`)."""

    parts: tuple[Condition, ...]
    at: Extent


Condition = Compare | OneOf | Between | Missing | Flag | Not | All | AnyOf


class Where(NamedTuple):
    """A parsed `where`: its text, its tree and the columns it names, each once, in text order."""

    text: str
    condition: Condition
    columns: tuple[Column, ...]

    def quote(self, at: Extent) -> str:
        """Return the part of the text that `at` covers."""
        return self.text[at.start - 1 : at.end - 1]


def is_without_case(operator: Operator, *sides: Operand) -> bool:
    """Return whether texts are compared without regard to capitals: where they are held equal."""
    names = {side.name for side in sides if isinstance(side, Column)}
    return not operator.is_order and not names & _AS_WRITTEN
