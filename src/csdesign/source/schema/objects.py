"""Names of the parts of a design for its reader: by id, not by position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csdesign.source.yaml.tree import ABSENT, Map, child
from csdesign.wording import singular, visible

if TYPE_CHECKING:
    from csdesign.finding import YamlPath

__all__ = ["Named", "name_object", "resolved"]


class Named(NamedTuple):
    """A part of the design in three forms.

    `object` is stable (`experiences[ax].interactions[qbr].minutes`), `owner` is how a message
    begins (`interaction 'qbr' of experience 'ax'`, or nothing), `field` what follows it
    (`minutes`, or `owns, item 2`).
    """

    object: str
    owner: str
    field: str


def resolved(tree: Any, loc: YamlPath) -> YamlPath:
    """Return the segments of a path that name something in the tree.

    Pydantic also names the branches of unions and validators that a value went through; those
    are left out.
    """
    node: Any = tree
    path: list[str | int] = []
    for segment in loc:
        entry = child(node, segment)
        if entry is not ABSENT:
            node = entry
            path.append(segment)
    return tuple(path)


def name_object(tree: Any, path: YamlPath, last: str | None = None) -> Named:
    """Return the names of the node at a resolved path; `last` is a key that is not there."""
    node: Any = tree
    parts: list[str] = []
    owners: list[str] = []
    fields: list[str] = []
    stable = True
    for segment in path:
        node = node[segment]
        if isinstance(segment, str):
            fields.append(_dotted(fields, segment))
            if stable:
                parts.append(f".{visible(segment, 64)}" if parts else visible(segment, 64))
            continue
        name = node.get("id") if isinstance(node, Map) else None
        if isinstance(name, str) and name and stable:
            parts.append(f"[{visible(name, 64)}]")
            word = singular(fields[-1].lstrip(".")) if fields else "item"
            owners.append(f"{word} '{visible(name, 64)}'")
            fields = []
        else:
            # Positions move when lines do: the object ends with the list, the words go on.
            stable = False
            fields.append(f", item {segment + 1}")
    if last is not None:
        fields.append(_dotted(fields, last))
        if stable:
            parts.append(f".{visible(last, 64)}" if parts else visible(last, 64))
    return Named("".join(parts), " of ".join(reversed(owners)), "".join(fields))


def _dotted(fields: list[str], key: str) -> str:
    shown = visible(key, 64)
    if not fields:
        return shown
    return f", {shown}" if fields[-1].startswith(", item") else f".{shown}"
