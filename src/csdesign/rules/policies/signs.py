"""The operators: which operands they take, and what they give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.policies.kinds import ANY, BOOL, INT, NULL, NUMBER, TEXT, list_of
from csdesign.rules.policies.tree import ListOf, Literal
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.rules.policies.kinds import Kind
    from csdesign.rules.policies.tree import Binary, Node

__all__ = ["check_binary"]

_NUMERIC: Final = frozenset({NUMBER.name, INT.name})
_ORDERED: Final = frozenset({"<", "<=", ">", ">="})


def check_binary(node: Binary, left: Kind, right: Kind, wrong: Callable[[int, str], Kind]) -> Kind:
    """Return the type of two operands with a sign between them; `wrong` notes a mistake."""
    if node.sign in {"&&", "||"}:
        for side, kind in ((node.left, left), (node.right, right)):
            if kind not in (BOOL, ANY):
                wrong(side.at, f"{node.sign} joins true or false; this is {kind.name}")
        return BOOL
    if node.sign in {"==", "!="}:
        _equal(node, left, right, wrong)
        return BOOL
    if node.sign == "in":
        _among(node, left, right, wrong)
        return BOOL
    if ANY in (left, right):
        return BOOL if node.sign in _ORDERED else ANY
    if node.sign in _ORDERED:
        _ordered(node, left, right, wrong)
        return BOOL
    return _arithmetic(node, left, right, wrong)


def _ordered(node: Binary, left: Kind, right: Kind, wrong: Callable[[int, str], Kind]) -> None:
    numbers = {left.name, right.name} <= _NUMERIC
    texts = left.name == right.name == TEXT.name
    if not numbers and not texts:
        wrong(
            node.at,
            f"{node.sign} compares numbers with numbers; these are {left.name} and {right.name}",
        )


def _equal(node: Binary, left: Kind, right: Kind, wrong: Callable[[int, str], Kind]) -> None:
    if ANY in (left, right) or NULL in (left, right):
        return
    alike = left.name == right.name or {left.name, right.name} <= _NUMERIC
    if not alike:
        wrong(node.at, f"{left.name} never equals {right.name}")
        return
    _option(node.right, left, wrong)
    _option(node.left, right, wrong)


def _option(written: Node, other: Kind, wrong: Callable[[int, str], Kind]) -> None:
    """Check a text that is written out against the only words the other side can be."""
    if not other.options or not isinstance(written, Literal) or written.kind != "text":
        return
    word = written.written[1:-1]
    if word not in other.options:
        hint = did_you_mean(word, other.options) or f"; it is {listed(other.options)}"
        wrong(written.at, f"{visible(word, 40)!r} is never the value{hint}")


def _among(node: Binary, left: Kind, right: Kind, wrong: Callable[[int, str], Kind]) -> None:
    if right is ANY:
        return
    if right.items is None:
        wrong(node.at, f"`in` needs a list at its right; this is {right.name}")
    for item in node.right.items if isinstance(node.right, ListOf) else ():
        _option(item, left, wrong)


def _arithmetic(node: Binary, left: Kind, right: Kind, wrong: Callable[[int, str], Kind]) -> Kind:
    if left.name == right.name == INT.name:
        return INT
    if left.name == right.name == NUMBER.name and node.sign != "%":
        return NUMBER
    if node.sign == "+" and left.name == right.name == TEXT.name:
        return TEXT
    if node.sign == "+" and left.items is not None and right.items is not None:
        items = left.items if left.items.name == right.items.name else ANY
        return list_of(items, left.most + right.most)
    if {left.name, right.name} == _NUMERIC:
        return _mixed(node, left, wrong)
    return wrong(node.at, f"{node.sign} does not take {left.name} and {right.name}")


def _mixed(node: Binary, left: Kind, wrong: Callable[[int, str], Kind]) -> Kind:
    """Say how to write a whole number next to one with decimals: CEL converts nothing by itself."""
    whole = node.left if left.name == INT.name else node.right
    if isinstance(whole, Literal):
        hint = f"write {whole.written}.0 instead of {whole.written}"
    else:
        hint = "write double(...) around the whole number"
    return wrong(whole.at, f"{node.sign} takes two numbers of one kind; {hint}")
