"""A design as it is written: texts, lists and mappings that know their places.

Nothing is read into numbers or truth values here; the models do that where the schema asks for
one. `Map` and `Seq` are a dict and a list, so pydantic takes them as they are. The places of their
entries lie in one table of 8-byte marks for the whole file, which keeps a 10 MB design near the
size of its texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

__all__ = ["ABSENT", "NO_MARK", "REFUSED", "Map", "Quoted", "Refused", "Seq", "child"]

NO_MARK: Final = -1
"""The mark of an entry that no file holds."""
ABSENT: Final = object()
"""The result of `child` where there is no such entry; None is a value."""


class Quoted(str):
    """A scalar in quotes or in block style: its author asked for text."""

    __slots__ = ()


class Refused:
    """The value of an alias: reported at its place, then treated as unknown."""

    __slots__ = ()


REFUSED: Final = Refused()


class Map(dict[str, Any]):
    """A mapping with the place of each key and value.

    A mark is `file number << 32 | offset`, the offset in code points from the file's start;
    entry i (in the file's order) has its key's mark at `table[base + 2 * i]`, its value's next.
    """

    __slots__ = ("base", "table")
    base: int
    table: array[int]

    def key_mark(self, key: str) -> int:
        """Return the mark of the key."""
        return self._mark(key, 0)

    def value_mark(self, key: str) -> int:
        """Return the mark of the key's value."""
        return self._mark(key, 1)

    def entries(self) -> Iterator[tuple[str, Any, int, int]]:
        """Yield each key and value with the marks of both, without a search for them."""
        if self:
            marks = self.table[self.base : self.base + 2 * len(self)]
            yield from zip(self, self.values(), marks[::2], marks[1::2], strict=True)

    def _mark(self, key: str, which: int) -> int:
        for number, known in enumerate(self):
            if known == key:
                return self.table[self.base + 2 * number + which]
        return NO_MARK


class Seq(list[Any]):
    """A list with the place of each item: item i has its mark at `table[base + i]`."""

    __slots__ = ("base", "table")
    base: int
    table: array[int]

    def item_mark(self, number: int) -> int:
        """Return the mark of the item."""
        return self.table[self.base + number]


def child(node: Any, segment: str | int) -> Any:
    """Return the entry of a node that a segment of a path names, or `ABSENT`."""
    if isinstance(node, Map) and isinstance(segment, str):
        return node.get(segment, ABSENT)
    if isinstance(node, Seq) and isinstance(segment, int) and -1 < segment < len(node):
        return node[segment]
    return ABSENT
