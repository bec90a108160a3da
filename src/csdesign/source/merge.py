"""Merges several files to one design: lists are joined, mappings merged, other keys unique."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from csdesign.finding import Finding, Related, Severity
from csdesign.source.includes import INCLUDE
from csdesign.source.problems import DUPLICATE_KEY
from csdesign.source.yaml.scalars import scalar_end
from csdesign.source.yaml.tree import Map, Seq
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import Span
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["merge"]

_OFFSET: Final = (1 << 32) - 1


def merge(trees: Sequence[Map], files: Sequence[SourceFile]) -> tuple[Map | None, list[Finding]]:
    """Return the design that the trees of several files form, and their clashes.

    Top-level lists of one name are joined in the order of the files, top-level mappings are
    merged; below that level, and for texts, the same key in two files is a clash, unless a
    top-level text is the same in both. Of what clashes the first is kept.
    """
    if len(trees) < 2:
        return (trees[0] if trees else None), []
    merging = _Merging(files)
    for tree in trees:
        merging.take(tree)
    return merging.whole(), merging.findings


@dataclass(slots=True)
class _Part:
    """The collected content of one top-level key: the place of the first key, value and entries."""

    key_mark: int
    value_mark: int
    value: Any
    marks: list[int] = field(default_factory=list)


class _Merging:
    def __init__(self, files: Sequence[SourceFile]) -> None:
        self.files = files
        self.findings: list[Finding] = []
        self.parts: dict[str, _Part] = {}

    def take(self, tree: Map) -> None:
        """Add the top-level keys of one file."""
        for number, (key, value) in enumerate(tree.items()):
            if key == INCLUDE and isinstance(value, Seq):
                continue  # what it names is here
            key_mark, value_mark = tree.table[tree.base + 2 * number : tree.base + 2 * number + 2]
            part = self.parts.get(key)
            if part is None:
                self.parts[key] = _Part(key_mark, value_mark, value, _marks(value))
            elif isinstance(part.value, Seq) and isinstance(value, Seq):
                part.value = Seq([*part.value, *value])
                part.marks += _marks(value)
            elif isinstance(part.value, Map) and isinstance(value, Map):
                self._join(key, part, value)
            elif part.value is None and not isinstance(value, str):
                # A bare `roles:` in one file takes nothing from the roles of another.
                self.parts[key] = _Part(key_mark, value_mark, value, _marks(value))
            elif value is not None and (not isinstance(value, str) or part.value != value):
                self._clash(key, part.key_mark, key_mark)

    def whole(self) -> Map:
        """Return the merged tree; its table holds marks of all files."""
        whole = Map()
        whole.base, whole.table = 0, array("Q")
        for key, part in self.parts.items():
            if isinstance(part.value, (Map, Seq)):
                part.value.base, part.value.table = 0, array("Q", part.marks)
            whole[key] = part.value
            whole.table.extend((part.key_mark, part.value_mark))
        return whole

    def _join(self, name: str, part: _Part, value: Map) -> None:
        joined = Map(part.value)
        marks = _marks(value)
        for number, (key, entry) in enumerate(value.items()):
            if key in joined:
                first = part.marks[2 * list(joined).index(key)]
                self._clash(f"{name}.{key}", first, marks[2 * number], key)
                continue
            joined[key] = entry
            part.marks += marks[2 * number : 2 * number + 2]
        part.value = joined

    def _clash(self, name: str, first: int, second: int, key: str | None = None) -> None:
        text = key if key is not None else name
        there, here = self._place(first, text), self._place(second, text)
        shown = "a key" if self.files[second >> 32].linked else f"'{visible(name, 80)}'"
        message = (
            f"{shown} is in two files; it is also at {visible(there.path)}:{there.line}, "
            "keep one of them"
        )
        related = (Related("first here", there),)
        self.findings.append(Finding(DUPLICATE_KEY, Severity.ERROR, message, here, related=related))

    def _place(self, mark: int, key: str) -> Span:
        file = self.files[mark >> 32]
        start = mark & _OFFSET
        return file.span(start, scalar_end(file.text, start, key))


def _marks(value: Any) -> list[int]:
    """Return the marks of a container's own entries."""
    if isinstance(value, Map):
        return value.table[value.base : value.base + 2 * len(value)].tolist()
    if isinstance(value, Seq):
        return value.table[value.base : value.base + len(value)].tolist()
    return []
