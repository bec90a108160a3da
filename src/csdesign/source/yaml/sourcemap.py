"""Lines and columns of paths of keys, by which a hit of a rule becomes a finding on a line."""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, Any, Final

from csdesign.finding import Span
from csdesign.source.yaml.comments import Comment, comments_of
from csdesign.source.yaml.scalars import scalar_end
from csdesign.source.yaml.tree import ABSENT, NO_MARK, Map, Seq, child

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import YamlPath
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["SourceMap"]

_OFFSET: Final = (1 << 32) - 1
_MARKER: Final = "csdesign:"
_WORD: Final = re.compile(r"[^\s,\]}#]+")


_Place = tuple[int, Any]
"""A mark, and the scalar that begins there."""


class SourceMap:
    """The places of a design that was read from one or more files."""

    def __init__(self, files: Sequence[SourceFile], tree: Map | None) -> None:
        """Keep the files, numbered in order, and the tree that was read from them.

        Of the files only their texts stay, and what comments tell this program.
        """
        self.comments: tuple[Comment, ...] = tuple(
            comment for file in files for comment in comments_of(file, _MARKER)
        )
        self.files: tuple[SourceFile, ...] = tuple(file.without_bytes() for file in files)
        self.tree = tree
        self._by_path = {file.path: file for file in self.files}

    def span(self, path: YamlPath, *, key: bool = False) -> Span:
        """Return the place of a node: a scalar itself, else what names the mapping or list.

        A mapping or list is marked at its key; an item of a list at its `id`, else at its first
        key. Segments of the path that name nothing are skipped, so the place of a missing key
        is that of its mapping. With `key`, the key itself is marked.
        """
        place = self._start()
        node: Any = self.tree
        for segment in path:
            step = self._step(node, segment, key=key)
            if step is not None:
                place, node = step
        return self._scalar(*place)

    def value(self, path: YamlPath) -> Any:
        """Return the node at the path, or of the nearest mapping or list that holds it."""
        node: Any = self.tree
        for segment in path:
            entry = child(node, segment)
            node = node if entry is ABSENT else entry
        return node

    def in_file(self, path: YamlPath) -> tuple[SourceFile, YamlPath] | None:
        """Return the file that holds the part a path leads to, and the path within that file.

        Lists of several files are joined when a design is read, so an item's number in its file is
        another one. None if the design has nothing of the name.
        """
        if (
            self.tree is None
            or not path
            or not isinstance(path[0], str)
            or path[0] not in self.tree
        ):
            return None
        section = self.tree[path[0]]
        if isinstance(section, Seq) and len(path) > 1 and isinstance(path[1], int):
            if not -1 < path[1] < len(section):
                return None
            number = section.item_mark(path[1]) >> 32
            before = sum(section.item_mark(i) >> 32 == number for i in range(path[1]))
            return self.files[number], (path[0], before, *path[2:])
        mark = self.tree.key_mark(path[0])
        if isinstance(section, Map) and len(path) > 1 and path[1] in section:
            mark = section.key_mark(str(path[1]))
        return self.files[mark >> 32], path

    def file(self, path: str) -> SourceFile | None:
        """Return the file of that name, if the design was read from it."""
        return self._by_path.get(path)

    def line(self, path: str, number: int) -> str:
        """Return a line (from 1) of a file to quote; empty for a file behind a symbolic link."""
        file = self._by_path.get(path)
        return file.line(number) if file is not None and not file.linked else ""

    def mark(self, path: str, line: int, column: int) -> int | None:
        """Return the mark of a place of a file (from 1, code points); None for another file."""
        file = self._by_path.get(path)
        if file is None or not 1 <= line <= len(file.line_starts):
            return None
        return file.number << 32 | (file.line_starts[line - 1] + column - 1)

    def at(self, mark: int, value: Any) -> Span:
        """Return the place of a scalar by the mark it begins at."""
        return self._scalar(mark, value)

    def over(self, tree: Map) -> SourceMap:
        """Return the places of another tree that was made of the same files."""
        other = copy(self)
        other.tree = tree
        return other

    def _start(self) -> _Place:
        """Return the place of the design as a whole: its first key."""
        if self.tree:
            return self.tree.table[self.tree.base], next(iter(self.tree))
        return NO_MARK, None

    def _step(self, node: Any, segment: str | int, *, key: bool) -> tuple[_Place, Any] | None:
        """Return the place of an entry, or of its key, and its value; None if there is none."""
        if isinstance(node, Map) and isinstance(segment, str) and segment in node:
            value = node[segment]
            mark = node.key_mark(segment)
            if mark == NO_MARK:
                return None
            # A key without a value has no place of its own to mark.
            if key or value is None or isinstance(value, (Map, Seq)):
                return (mark, segment), value
            return (node.value_mark(segment), value), value
        if isinstance(node, Seq) and isinstance(segment, int) and -1 < segment < len(node):
            return self._item(node, segment), node[segment]
        return None

    def _item(self, node: Seq, number: int) -> _Place:
        item = node[number]
        if isinstance(item, Map) and item:
            name = item.get("id")
            if isinstance(name, str):
                return item.value_mark("id"), name
            first = next(iter(item))
            return item.key_mark(first), first
        return node.item_mark(number), item

    def _scalar(self, mark: int, value: Any) -> Span:
        if mark == NO_MARK:
            return Span(self.files[0].path if self.files else "", 1, 1, 1, 1)
        file = self.files[mark >> 32]
        start = mark & _OFFSET
        if value is None or isinstance(value, str):
            return file.span(start, scalar_end(file.text, start, value))
        if isinstance(value, (int, float)) and (found := _WORD.match(file.text, start)):
            return file.span(start, found.end())  # a number made of what is written there
        return file.span(start, min(start + 1, len(file.text)))
