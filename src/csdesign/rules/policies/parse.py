"""From text to a tree: the part of CEL that policies use, read by precedence.

Records written out, byte strings and message types are not part of it.

Source: CEL language definition, github.com/google/cel-spec (grammar).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.policies.problems import PolicyError
from csdesign.rules.policies.tokens import tokens_of
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
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.rules.policies.tokens import Token
    from csdesign.rules.policies.tree import Node

__all__ = ["MACROS", "parse_policy"]

MACROS: Final = ("all", "exists", "exists_one", "filter", "map")
_LEVELS: Final = (
    ("||",),
    ("&&",),
    ("<", "<=", ">=", ">", "==", "!=", "in"),
    ("+", "-"),
    ("*", "/", "%"),
)
"""Signs between two operands, the loosest first."""
_DEEPEST: Final = 40
_WORDS: Final = {"or": "||", "and": "&&", "not": "!", "is": "==", "elif": "? :", "if": "? :"}


def parse_policy(source: str) -> Node:
    """Return the tree of an expression.

    Raises:
        PolicyError: it cannot be read; the error has the place.
    """
    return _Parser(tokens_of(source)).whole()


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.place, self.depth = tokens, 0, 0

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def whole(self) -> Node:
        """Return the tree; nothing may follow it."""
        node = self.choice()
        if self.now.kind != "end":
            raise self._unexpected()
        return node

    def choice(self) -> Node:
        """Return `condition ? one : other`, or what is written in its place."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise PolicyError(self.now.at, f"nested more than {_DEEPEST} deep")
        condition = self.level(0)
        if not self._at("?"):
            self.depth -= 1
            return condition
        at = self._take().at
        then = self.choice()
        self._expect(":", "the other side of `? :`")
        otherwise = self.choice()
        self.depth -= 1
        return Choice(at, condition, then, otherwise)

    def level(self, number: int) -> Node:
        """Return operands joined by the signs of one level of precedence."""
        if number == len(_LEVELS):
            return self.unary()
        left = self.level(number + 1)
        while self.now.text in _LEVELS[number] and self.now.kind in {"sign", "name"}:
            sign = self._take()
            left = Binary(sign.at, sign.text, left, self.level(number + 1))
        return left

    def unary(self) -> Node:
        """Return an operand, negated or not."""
        if self._at("!") or self._at("-"):
            sign = self._take()
            self.depth += 1
            if self.depth > _DEEPEST:
                raise PolicyError(sign.at, f"nested more than {_DEEPEST} deep")
            operand = self.unary()
            self.depth -= 1
            return Unary(sign.at, sign.text, operand)
        return self.postfix()

    def postfix(self) -> Node:
        """Return an operand with its fields, items and methods."""
        node = self.primary()
        while True:
            if self._at("."):
                self._take()
                name = self._name("a field or method after the dot")
                node = (
                    self._method(node, name) if self._at("(") else Member(name.at, node, name.text)
                )
            elif self._at("["):
                at = self._take().at
                node = Index(at, node, self.choice())
                self._expect("]", "the end of the item's number")
            else:
                return node

    def _method(self, node: Node, name: Token) -> Node:
        self._take()
        arguments = self._list(")")
        if name.text not in MACROS:
            return Call(name.at, name.text, node, arguments)
        if len(arguments) != 2 or not isinstance(arguments[0], Name):
            raise PolicyError(
                name.at, f"{name.text} takes a name and a condition: {name.text}(x, x.fte > 1.0)"
            )
        return Macro(name.at, name.text, node, arguments[0].name, arguments[1])

    def primary(self) -> Node:
        """Return a literal, a name, a call, a list, or an expression in brackets."""
        token = self.now
        match token.kind:
            case "number" | "int" | "text":
                self._take()
                return Literal(token.at, token.kind, token.text)
            case "name" if token.text not in _WORDS and token.text != "in":
                self._take()
                if token.text in {"true", "false"}:
                    return Literal(token.at, "bool", token.text)
                if token.text == "null":
                    return Literal(token.at, "null", token.text)
                if self._at("("):
                    self._take()
                    return Call(token.at, token.text, None, self._list(")"))
                return Name(token.at, token.text)
        if self._at("("):
            self._take()
            node = self.choice()
            self._expect(")", "the closing bracket")
            return node
        if self._at("["):
            self._take()
            return ListOf(token.at, self._list("]"))
        raise self._unexpected()

    def _list(self, end: str) -> tuple[Node, ...]:
        items: list[Node] = []
        while not self._at(end):
            items.append(self.choice())
            if not self._at(end):
                self._expect(",", f"a comma or {end}")
        self._take()
        return tuple(items)

    def _at(self, sign: str) -> bool:
        return self.now.kind == "sign" and self.now.text == sign

    def _take(self) -> Token:
        token = self.now
        self.place += 1
        return token

    def _expect(self, sign: str, what: str) -> None:
        if not self._at(sign):
            raise self._unexpected(what)
        self._take()

    def _name(self, what: str) -> Token:
        if self.now.kind != "name":
            raise self._unexpected(what)
        return self._take()

    def _unexpected(self, wanted: str = "") -> PolicyError:
        token = self.now
        hint = _WORDS.get(token.text.casefold())
        if hint is not None and token.kind == "name":
            return PolicyError(token.at, f"{token.text!r} is not a word of CEL; write {hint}")
        if token.kind == "end":
            return PolicyError(
                token.at, f"the expression ends too early; {wanted or 'a value'} is missing"
            )
        after = f"; {wanted} is missing" if wanted else ""
        return PolicyError(token.at, f"{visible(token.text, 40)!r} was not expected here{after}")
