"""What-ifs from the command line, such as `segments.smb.accounts=5000`, set on the tree."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from csdesign.errors import UsageError
from csdesign.model.scenario import ALTERNATIVES
from csdesign.source.entries import ids_of_posts
from csdesign.source.yaml.tree import NO_MARK, Map, Seq
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import YamlPath

__all__ = ["apply_overrides"]


def apply_overrides(tree: Map, overrides: Sequence[str]) -> frozenset[YamlPath]:
    """Set each `path=value` on the tree and return the paths; list items are named by id.

    The value is a plain scalar, read as the schema asks. Only the last step of a path may be new:
    the schema then says whether it is allowed there.

    Raises:
        UsageError: an override has no `=`, or a step of its path does not exist.
    """
    found: set[YamlPath] = set()
    for override in overrides:
        path, equals, value = override.partition("=")
        steps = [step for step in path.strip().split(".") if step]
        if not equals or not steps:
            raise UsageError(
                f"--set {visible(override)}: give a path and a value, "
                "such as segments.smb.accounts=5000"
            )
        node: Any = tree
        place: list[str | int] = []
        for i, step in enumerate(steps):
            is_item = isinstance(node, Seq)
            place.append(_index(node, step, override, steps[:i]) if is_item else step)
            if i < len(steps) - 1:
                node = _step(node, step, override, steps[:i])
        _assign(node, steps[-1], value.strip(), override, steps[:-1])
        found.add(tuple(place))
    return frozenset(found)


def _step(node: Any, step: str, override: str, before: Sequence[str]) -> Any:
    if isinstance(node, Seq):
        return node[_index(node, step, override, before)]
    if list(before) == ["positions"] and isinstance(node, Map) and step in ids_of_posts([node]):
        return node  # one post may be written without a list
    if isinstance(node, Map) and step in node:
        return node[step]
    options = list(node) if isinstance(node, Map) else []
    raise UsageError(_nothing(override, before, step, options))


def _assign(node: Any, step: str, value: str, override: str, before: Sequence[str]) -> None:
    written = None if value in {"", "~", "null"} else value
    if isinstance(node, Seq):
        node[_index(node, step, override, before)] = written
    elif isinstance(node, Map):
        _put(node, step, written)
    else:
        raise UsageError(_nothing(override, before, step, []))


def _put(node: Map, key: str, value: str | None) -> None:
    """Set an entry; keys with the same meaning are replaced, as in a scenario."""
    known = key in node
    replaced = {other for group in ALTERNATIVES if key in group for other in group} - {key}
    if replaced & node.keys():
        replaced.add("when")
    kept = [(name, node.key_mark(name), node.value_mark(name)) for name in node]
    kept = [entry for entry in kept if entry[0] not in replaced]
    for name in replaced & node.keys():
        del node[name]
    node[key] = value
    if not known:
        kept.append((key, NO_MARK, NO_MARK))
    node.base = 0
    node.table = array("q", [mark for _, *marks in kept for mark in marks])


def _index(node: Seq, step: str, override: str, before: Sequence[str]) -> int:
    made_up = list(before) == ["positions"]
    names = ids_of_posts(node) if made_up else [_id(item) for item in node]
    ids = [name for name in names if name]
    if step in ids:
        return names.index(step)
    if step.isdigit() and int(step) < len(node):
        return int(step)
    raise UsageError(_nothing(override, before, step, ids))


def _id(item: Any) -> str:
    name = item.get("id") if isinstance(item, Map) else None
    return str(name) if name else ""


def _nothing(override: str, before: Sequence[str], step: str, options: Sequence[str]) -> str:
    where = ".".join(before) or "the design"
    hint = did_you_mean(step, options)
    if not hint and options:
        hint = f"; it has {', '.join(visible(option) for option in options[:8])}"
    return f"--set {visible(override)}: {visible(where)} has no {visible(step)!r}{hint}"
