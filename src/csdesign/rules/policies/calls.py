"""Functions and methods that policies may call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.policies.kinds import ANY, BOOL, INT, NUMBER, TEXT
from csdesign.rules.policies.parse import MACROS
from csdesign.rules.policies.tree import Member
from csdesign.wording import did_you_mean, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csdesign.rules.policies.kinds import Kind
    from csdesign.rules.policies.tree import Call

__all__ = ["FUNCTIONS", "METHODS", "check_call"]

FUNCTIONS: Final = {"size": INT, "double": NUMBER, "int": INT, "string": TEXT, "has": BOOL}
"""Functions of one value, with what they return."""
METHODS: Final = {
    "startsWith": BOOL,
    "endsWith": BOOL,
    "contains": BOOL,
    "matches": BOOL,
    "size": INT,
}
"""Methods of a text (`size` also of a list), with what they return."""


def check_call(
    node: Call, of: Kind | None, arguments: Sequence[Kind], wrong: Callable[[int, str], Kind]
) -> Kind:
    """Return the type of a call; `wrong` notes a mistake."""
    known = FUNCTIONS if of is None else METHODS
    if node.name not in known:
        thing = "function" if of is None else "method"
        names = [*known, *(MACROS if of is not None else ())]
        hint = did_you_mean(node.name, names) or f"; there are {listed(names, 'and')}"
        return wrong(node.at, f"there is no {thing} {node.name!r}{hint}")
    if of is None:
        return _function(node, arguments, wrong)
    return _method(node, of, arguments, wrong)


def _function(node: Call, arguments: Sequence[Kind], wrong: Callable[[int, str], Kind]) -> Kind:
    if len(arguments) != 1:
        return wrong(node.at, f"{node.name} takes one value, not {len(arguments)}")
    kind = arguments[0]
    if node.name == "has" and not isinstance(node.arguments[0], Member):
        return wrong(node.at, "has asks for a field, such as has(owners.renew)")
    if node.name == "size" and kind is not ANY and kind.items is None and kind.name != TEXT.name:
        return wrong(node.at, f"size needs a list or a text; this is {kind.name}")
    if node.name in {"double", "int"} and kind.name not in {ANY.name, NUMBER.name, INT.name}:
        return wrong(node.at, f"{node.name} takes a number; this is {kind.name}")
    return FUNCTIONS[node.name]


def _method(
    node: Call, of: Kind, arguments: Sequence[Kind], wrong: Callable[[int, str], Kind]
) -> Kind:
    if node.name == "size":
        if arguments:
            return wrong(node.at, "size takes nothing: write x.size()")
        if of is not ANY and of.items is None and of.name != TEXT.name:
            return wrong(node.at, f"size needs a list or a text; this is {of.name}")
        return INT
    if of.name not in {TEXT.name, ANY.name}:
        return wrong(node.at, f"{node.name} needs a text; this is {of.name}")
    if len(arguments) != 1 or arguments[0].name not in {TEXT.name, ANY.name}:
        return wrong(node.at, f"{node.name} takes one text, such as x.{node.name}('renew')")
    return METHODS[node.name]
