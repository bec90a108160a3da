"""A tree back to text: what the CEL implementation sees, and nothing else.

Division of numbers with decimals becomes a call of `divide_`, because CEL itself answers 1.0 / 0.0
with infinity and says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.policies.tree import (
    Binary,
    Call,
    Choice,
    Index,
    ListOf,
    Literal,
    Macro,
    Member,
    Name,
    Unary,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.rules.policies.tree import Node

__all__ = ["DIVIDE", "unparse"]

DIVIDE: Final = "divide_"


def unparse(node: Node) -> str:
    """Return CEL text that means the tree, every operation in brackets."""
    match node:
        case Literal(written=written):
            return written
        case Name(name=name):
            return name
        case Member(of=of, name=name):
            return f"{unparse(of)}.{name}"
        case Index(of=of, item=item):
            return f"{unparse(of)}[{unparse(item)}]"
        case Unary(sign=sign, operand=operand):
            return f"({sign}{unparse(operand)})"
        case Binary(sign="/", left=left, right=right):
            return f"{DIVIDE}({unparse(left)}, {unparse(right)})"
        case Binary(sign=sign, left=left, right=right):
            return f"({unparse(left)} {sign} {unparse(right)})"
        case Choice(condition=condition, then=then, otherwise=otherwise):
            return f"({unparse(condition)} ? {unparse(then)} : {unparse(otherwise)})"
        case Call(name=name, of=of, arguments=arguments):
            method = "" if of is None else f"{unparse(of)}."
            return f"{method}{name}({_joined(arguments)})"
        case Macro(name=name, of=of, variable=variable, body=body):
            return f"{unparse(of)}.{name}({variable}, {unparse(body)})"
        case ListOf(items=items):
            return f"[{_joined(items)}]"


def _joined(nodes: Iterable[Node]) -> str:
    return ", ".join(map(unparse, nodes))
