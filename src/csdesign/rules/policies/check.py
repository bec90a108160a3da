"""Names, types and steps of an expression, checked before it ever runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.rules.policies.calls import check_call
from csdesign.rules.policies.kinds import ANY, BOOL, INT, NULL, NUMBER, TEXT, list_of
from csdesign.rules.policies.problems import Trouble
from csdesign.rules.policies.signs import check_binary
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
from csdesign.wording import did_you_mean, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.rules.policies.kinds import Kind
    from csdesign.rules.policies.tree import Node

__all__ = ["Checked", "check_policy"]

_LITERALS: Final = {"number": NUMBER, "int": INT, "text": TEXT, "bool": BOOL, "null": NULL}
_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Checked:
    """The properties of an expression before it runs.

    `steps` is the most it can take for one object; `unsure` names the parts of the context that
    may be null.
    """

    troubles: tuple[Trouble, ...]
    steps: int
    unsure: tuple[str, ...]


def check_policy(tree: Node, context: Mapping[str, Kind]) -> Checked:
    """Return the problem of an expression in a context, and how many steps it can take."""
    checker = _Checker(context)
    kind, steps = checker.visit(tree)
    if kind not in (BOOL, ANY) and not checker.troubles:
        checker.troubles.append(
            Trouble(_start(tree), f"a policy asks for true or false; this is {kind.name}")
        )
    return Checked(tuple(checker.troubles), steps, tuple(dict.fromkeys(checker.unsure)))


def _start(node: Node) -> int:
    match node:
        case Binary(left=first) | Choice(condition=first):
            return _start(first)
        case Member(of=first) | Index(of=first) | Macro(of=first):
            return _start(first)
        case _:
            return node.at


Found = tuple["Kind", int]


class _Checker:
    """Walks a tree once; each visit returns the type of a node and the steps it can take."""

    def __init__(self, context: Mapping[str, Kind]) -> None:
        self.names: dict[str, Kind] = dict(context)
        self.troubles: list[Trouble] = []
        self.unsure: list[str] = []

    def wrong(self, at: int, message: str) -> Kind:
        """Note a mistake; whatever depends on it is then not judged."""
        self.troubles.append(Trouble(at, message))
        return ANY

    def visit(self, node: Node) -> Found:
        """Return the type of a node, and the steps it can take."""
        match node:
            case Literal(kind=kind):
                return _LITERALS[kind], 1
            case Name():
                return self._name(node), 1
            case Member():
                return self._member(node)
            case Index():
                return self._index(node)
            case Unary():
                return self._unary(node)
            case Binary():
                return self._binary(node)
            case Choice():
                return self._choice(node)
            case ListOf():
                return self._list(node)
            case Macro():
                return self._macro(node)
            case Call():
                of = None if node.of is None else self.visit(node.of)
                arguments = [self.visit(argument) for argument in node.arguments]
                steps = 1 + sum(cost for _, cost in arguments) + (of[1] if of else 0)
                kinds = [kind for kind, _ in arguments]
                return check_call(node, None if of is None else of[0], kinds, self.wrong), steps

    def _name(self, node: Name) -> Kind:
        kind = self.names.get(node.name)
        if kind is None:
            known = listed(list(self.names)[:_SHOWN], "and")
            hint = did_you_mean(node.name, self.names) or f"; known are {known} and more"
            return self.wrong(node.at, f"there is no {node.name!r} here{hint}")
        if kind.maybe:
            self.unsure.append(node.name)
        return kind

    def _member(self, node: Member) -> Found:
        of, steps = self.visit(node.of)
        if of is ANY:
            return ANY, steps + 1
        if not of.fields:
            return self.wrong(node.at, f"{of.name} has no field {node.name!r}"), steps + 1
        kind = of.fields.get(node.name)
        if kind is None:
            known = listed(list(of.fields)[:_SHOWN], "and")
            hint = did_you_mean(node.name, of.fields) or f"; it has {known}"
            return self.wrong(node.at, f"there is no field {node.name!r}{hint}"), steps + 1
        if kind.maybe:
            self.unsure.append(node.name)
        return kind, steps + 1

    def _index(self, node: Index) -> Found:
        of, steps = self.visit(node.of)
        item, more = self.visit(node.item)
        if of is not ANY and of.items is None:
            return self.wrong(node.at, f"{of.name} has no items"), steps + more + 1
        if item not in (INT, ANY):
            self.wrong(node.item.at, f"an item is chosen by a whole number; this is {item.name}")
        return of.items or ANY, steps + more + 1

    def _unary(self, node: Unary) -> Found:
        kind, steps = self.visit(node.operand)
        wanted = (BOOL,) if node.sign == "!" else (NUMBER, INT)
        if kind is ANY or any(kind.name == other.name for other in wanted):
            return kind, steps + 1
        need = "true or false" if node.sign == "!" else "a number"
        return self.wrong(node.at, f"{node.sign!r} takes {need}; this is {kind.name}"), steps + 1

    def _binary(self, node: Binary) -> Found:
        left, first = self.visit(node.left)
        right, second = self.visit(node.right)
        steps = first + second + 1 + max(left.most, right.most)
        return check_binary(node, left, right, self.wrong), steps

    def _choice(self, node: Choice) -> Found:
        condition, steps = self.visit(node.condition)
        if condition not in (BOOL, ANY):
            self.wrong(node.at, f"the part before `?` is true or false; this is {condition.name}")
        then, first = self.visit(node.then)
        otherwise, second = self.visit(node.otherwise)
        same = then.name == otherwise.name
        return (then if same else ANY), steps + max(first, second) + 1

    def _list(self, node: ListOf) -> Found:
        found = [self.visit(item) for item in node.items]
        kinds = {kind.name for kind, _ in found}
        items = found[0][0] if len(kinds) == 1 else ANY
        return list_of(items, len(found)), 1 + sum(steps for _, steps in found)

    def _macro(self, node: Macro) -> Found:
        of, steps = self.visit(node.of)
        if of is not ANY and of.items is None:
            return self.wrong(node.at, f"{node.name} needs a list; this is {of.name}"), steps
        hidden = self.names.get(node.variable)
        self.names[node.variable] = of.items or ANY
        body, each = self.visit(node.body)
        if hidden is None:
            del self.names[node.variable]
        else:
            self.names[node.variable] = hidden
        if node.name != "map" and body not in (BOOL, ANY):
            self.wrong(node.at, f"{node.name} asks for true or false; its body is {body.name}")
        steps += 1 + of.most * (each + 1)
        match node.name:
            case "map":
                return list_of(body, of.most), steps
            case "filter":
                return of, steps
            case _:
                return BOOL, steps
