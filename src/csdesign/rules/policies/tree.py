"""An expression as a tree; every node knows where it begins."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "Binary",
    "Call",
    "Choice",
    "Index",
    "ListOf",
    "Literal",
    "Macro",
    "Member",
    "Name",
    "Node",
    "Unary",
]


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, true, false or null, as written."""

    at: int
    kind: str
    """`number`, `int`, `text`, `bool` or `null`."""
    written: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the context, or one that a macro has bound."""

    at: int
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """A field of a record."""

    at: int
    of: Node
    name: str


@dataclass(frozen=True, slots=True)
class Index:
    """An item of a list."""

    at: int
    of: Node
    item: Node


@dataclass(frozen=True, slots=True)
class Unary:
    """Not, or minus."""

    at: int
    sign: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and the sign between them; `at` is the sign's place."""

    at: int
    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Choice:
    """Condition ? one : other."""

    at: int
    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function, or a method where `of` is given."""

    at: int
    name: str
    of: Node | None
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Macro:
    """A loop over a list: all, exists, exists_one, filter or map."""

    at: int
    name: str
    of: Node
    variable: str
    body: Node


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list written out."""

    at: int
    items: tuple[Node, ...]


Node = Literal | Name | Member | Index | Unary | Binary | Choice | Call | Macro | ListOf
