"""The errors of the union branch that best fits a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from csdesign.source.schema.objects import resolved
from csdesign.source.yaml.tree import ABSENT, child
from csdesign.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csdesign.finding import YamlPath
    from csdesign.source.yaml.tree import Map

__all__ = ["Slip", "without_branches"]


class Slip(NamedTuple):
    """An error of pydantic: its type, the path it gives, its message and its context."""

    kind: str
    loc: YamlPath
    message: str
    context: Mapping[str, Any]


_KINDS: Final = (
    (("string_type",), "text"),
    (("list_type", "tuple_type", "set_type", "frozen_set_type"), "a list"),
    (("dict_type", "mapping_type", "model_type", "model_attributes_type"), "a mapping"),
    (("int_type", "int_parsing", "float_type", "float_parsing", "number"), "a number"),
    (("bool_type", "bool_parsing", "flag"), "true or false"),
)


def without_branches(tree: Map, slips: Iterable[Slip]) -> list[Slip]:
    """Return the errors with one for each place.

    If a value fits no branch of a union, pydantic reports every branch. The branch of the
    value's own kind is kept (a mapping is judged as a mapping); where none is of its kind, one
    error names all kinds that would do.
    """
    groups: dict[YamlPath, list[tuple[Slip, YamlPath]]] = {}
    kept: list[Slip] = []
    for slip in slips:
        place, branch = _split(tree, slip.loc)
        if branch is None:
            kept.append(slip)
        else:
            groups.setdefault(place, []).append((slip, branch))
    for place, members in groups.items():
        kept += _judged(tree, place, members)
    return _one_a_place(tree, kept)


def _split(tree: Map, loc: YamlPath) -> tuple[YamlPath, YamlPath | None]:
    """Return the path up to the first segment that does not exist, and that segment.

    The last segment may be missing for another reason (a key that is missing), so a path that
    ends there goes with its own kind of error and has no branch.
    """
    node: Any = tree
    for number, segment in enumerate(loc):
        entry = child(node, segment)
        if entry is ABSENT:
            return loc[:number], (segment,)
        node = entry
    return loc, None


def _judged(tree: Map, place: YamlPath, members: list[tuple[Slip, YamlPath]]) -> list[Slip]:
    branches: dict[YamlPath, list[Slip]] = {}
    for slip, branch in members:
        branches.setdefault(branch, []).append(slip)
    if len(branches) == 1 or all(slip.kind == "missing" for slip, _ in members):
        return [slip for slip, _ in members]
    missing = [
        slip for slip, branch in members if slip.kind == "missing" and slip.loc[-1:] == branch
    ]
    fitting = {
        branch: slips
        for branch, slips in branches.items()
        if not any(_is_about_kind(slip, place) for slip in slips)
        and not all(slip in missing for slip in slips)
    }
    if fitting:
        nearest = min(fitting.values(), key=len)
        return [*missing, *nearest]
    kinds = [words for slip, _ in members for kinds, words in _KINDS if slip.kind in kinds]
    if missing or not kinds:
        return [slip for slip, _ in members]
    message = f"give {listed(dict.fromkeys(kinds))}"
    node: Any = tree
    for segment in place:
        node = node[segment]
    return [Slip("union_type", place, message, {"found": node})]


def _is_about_kind(slip: Slip, place: YamlPath) -> bool:
    """Return whether the error is that the value itself has the wrong type."""
    return len(slip.loc) <= len(place) + 1 and any(slip.kind in kinds for kinds, _ in _KINDS)


def _one_a_place(tree: Map, slips: list[Slip]) -> list[Slip]:
    """Return the first error of each place; missing keys of one mapping are places of their own."""
    seen: dict[tuple[YamlPath, str], Slip] = {}
    for slip in slips:
        last = str(slip.loc[-1]) if slip.kind == "missing" and slip.loc else ""
        own = slip.message if slip.kind not in ("missing", "extra_forbidden") else ""
        seen.setdefault((resolved(tree, slip.loc), last or own), slip)
    return list(seen.values())
