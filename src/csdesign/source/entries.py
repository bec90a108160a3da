"""Entries of a tree: values with their places and those of their keys, and trees made of them."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

from csdesign.model.resolve.staffing import post_ids
from csdesign.source.yaml.tree import NO_MARK, Map, Seq

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csdesign.finding import YamlPath

__all__ = [
    "Entry",
    "entries_of",
    "id_of",
    "ids_of_posts",
    "items_of",
    "map_of",
    "place_of_id",
    "removes",
    "seq_of",
]


class Entry(NamedTuple):
    """A value with its key and the places of both; an item of a list has no key."""

    value: Any
    mark: int
    key: str = ""
    key_mark: int = NO_MARK


def ids_of_posts(posts: Sequence[Any]) -> list[str]:
    """Return the ids of posts as the program calls them, also those made from their roles."""

    def roles(post: Any) -> list[str]:
        written = post.get("roles") if isinstance(post, Map) else None
        return [str(role) for role in (written if isinstance(written, Seq) else [written or ""])]

    return post_ids((id_of(post), roles(post)) for post in posts)


def entries_of(mapping: Map) -> list[Entry]:
    """Return the values of a mapping with their keys and places."""
    return [
        Entry(
            value,
            mapping.table[mapping.base + 2 * number + 1],
            key,
            mapping.table[mapping.base + 2 * number],
        )
        for number, (key, value) in enumerate(mapping.items())
    ]


def items_of(sequence: Seq, path: YamlPath) -> list[Entry]:
    """Return the items of a list; posts without an id get theirs."""
    found = [
        Entry(value, sequence.table[sequence.base + number])
        for number, value in enumerate(sequence)
    ]
    if path != ("positions",):
        if path[-1:] == ("kpis",) or path[-1:] == ("pay",):
            return [_named(entry, entry.value) for entry in found]
        return found
    return [_named(entry, name) for entry, name in zip(found, ids_of_posts(sequence), strict=True)]


def _named(entry: Entry, name: Any) -> Entry:
    """Return an item with an id: a post without one, or a measure that is only its id."""
    if isinstance(entry.value, Map):
        if "id" in entry.value or not isinstance(name, str):
            return entry
        first = Entry(name, entry.mark, "id", entry.mark)
        return entry._replace(value=map_of([first, *entries_of(entry.value)]))
    if isinstance(entry.value, str):
        return entry._replace(value=map_of([Entry(entry.value, entry.mark, "id", entry.mark)]))
    return entry


def map_of(entries: Iterable[Entry]) -> Map:
    """Return entries as a mapping that knows their places."""
    found = Map()
    found.base, found.table = 0, array("q")
    for entry in entries:
        found[entry.key] = entry.value
        found.table.extend((entry.key_mark, entry.mark))
    return found


def seq_of(entries: Iterable[Entry]) -> Seq:
    """Return entries as a list that knows their places."""
    kept = list(entries)
    found = Seq(entry.value for entry in kept)
    found.base, found.table = 0, array("q", [entry.mark for entry in kept])
    return found


def id_of(item: Any) -> str | None:
    """Return the id of an item; None without one."""
    name = item.get("id") if isinstance(item, Map) else None
    return str(name) if isinstance(name, str) else None


def place_of_id(entry: Entry) -> Entry:
    """Return the entry of an item's id, else the item."""
    return next((item for item in entries_of(entry.value) if item.key == "id"), entry)


def removes(item: Map) -> bool:
    """Return whether an item of a scenario says `remove: true`."""
    return item.get("remove") in {"true", "True", "TRUE"}
