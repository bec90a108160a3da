"""The ids of a design: where each is defined, and where it is used."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from csdesign.editing.language import Node, compiled
from csdesign.source.yaml.tree import Map, Seq

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import Span, YamlPath
    from csdesign.source.yaml.sourcemap import SourceMap

__all__ = ["Index", "Named", "Occurrence", "index_of"]

_PARTS: Final = ("segments", "experiences")
_WORD: Final = re.compile(r"[\w-]+")
_IN_PART: Final = frozenset({"milestone", "interaction"})
"""Kinds whose ids are told apart within one segment or experience only."""


class Named(NamedTuple):
    """One thing that has an id: its kind, the id, and the part of the design that tells it apart.

    `scope` is the segment or experience of a milestone or interaction (`segments[smb]`), else
    empty.
    """

    kind: str
    name: str
    scope: str = ""


class Occurrence(NamedTuple):
    """A place where an id stands."""

    named: Named
    path: YamlPath
    is_key: bool
    defines: bool


_Packed: TypeAlias = tuple[int | str, ...]
"""Whether it is a key (2) and defines (1), then the path."""


def _packed(found: Occurrence) -> _Packed:
    return (2 * found.is_key + found.defines, *found.path)


def _unpacked(named: Named, packed: _Packed) -> Occurrence:
    flags = int(packed[0])
    return Occurrence(named, packed[1:], is_key=flags >= 2, defines=flags % 2 == 1)


class Index:
    """Every id of a design with its places; made from the text, so a faulty design has one too."""

    def __init__(self, source_map: SourceMap) -> None:
        """Walk the tree of a design that was read."""
        self._map = source_map
        tree = source_map.tree or Map()
        # A large design has hundreds of thousands of places: each is kept as one tuple, each name
        # once, and what names nothing of the design not at all.
        defined: dict[Named, _Packed] = {}
        # The first definition counts: in a scenario the same id speaks of the design's own.
        for inside in (False, True):
            for each in _occurrences(tree):
                if each.defines and (each.path[0] == "scenarios") is inside:
                    defined.setdefault(each.named, _packed(each))
        self._defined = defined
        names = {named: named for named in defined}
        places: dict[Named, list[_Packed]] = {named: [] for named in defined}
        for each in _occurrences(tree):
            named = names.get(each.named)
            if named is not None:
                packed, known = _packed(each), defined[named]
                places[named].append(known if packed == known else packed)
        self._by_named = {named: tuple(found) for named, found in places.items()}
        by_name: dict[str, list[Named]] = {}
        for named in defined:
            by_name.setdefault(named.name, []).append(named)
        self._by_name = {name: tuple(found) for name, found in by_name.items()}

    def names(self, kind: str, scope: str | None = None) -> list[str]:
        """Return the ids of a kind in the order of the files; of one scope where it is given."""
        return list(
            dict.fromkeys(
                named.name
                for named in self._defined
                if named.kind == kind and scope in (None, named.scope)
            )
        )

    def definition(self, named: Named) -> Occurrence | None:
        """Return where a thing is defined."""
        packed = self._defined.get(named)
        return None if packed is None else _unpacked(named, packed)

    def occurrences(self, named: Named) -> list[Occurrence]:
        """Return every place of a thing, its definition among them, in the order of the design."""
        return [_unpacked(named, each) for each in self._by_named.get(named, ())]

    def all_named(self) -> list[Named]:
        """Return everything that has an id, in the order of the design."""
        return list(self._defined)

    def span(self, occurrence: Occurrence) -> Span:
        """Return the place of an occurrence; quotes belong to it."""
        return self._map.span(occurrence.path, key=occurrence.is_key)

    def at(self, path: str, line: int, column: int) -> Occurrence | None:
        """Return the occurrence that a place of a file (from 1, code points) lies in or ends."""
        text = self._map.line(path, line)
        for word in _WORD.finditer(text):
            # The quotes round a word belong to it.
            if not word.start() <= column <= word.end() + 2:
                continue
            for named in self._by_name.get(word.group(), ()):
                for each in self.occurrences(named):
                    span = self.span(each)
                    if (span.path, span.line) == (path, line) and (
                        span.column <= column <= span.end_column
                    ):
                        return each
        return None


def index_of(source_map: SourceMap) -> Index:
    """Return the index of a design that was read."""
    return Index(source_map)


@cache
def _language() -> Node:
    return compiled()


def _occurrences(tree: Map) -> Iterator[Occurrence]:
    yield from _walk(tree, (_language(),), (), "")


def _walk(node: Any, states: tuple[Node, ...], path: YamlPath, scope: str) -> Iterator[Occurrence]:
    if isinstance(node, Map):
        if path[-2:-1] and path[-2] in _PARTS:
            scope = f"{path[-2]}[{node.get('id')}]"
        for state in states:
            for kind, defines in state.keys.items():
                for key in node:
                    yield _made(kind, key, (*path, key), scope, is_key=True, defines=defines)
        for key, value in node.items():
            further = _further(states, key)
            if further:
                yield from _walk(value, further, (*path, key), scope)
    elif isinstance(node, Seq):
        further = _further(states, "*")
        for i, item in enumerate(node):
            if isinstance(item, str):
                # A list of ids, or one item that its pattern names with a star.
                yield from _texts((*states, *further), item, (*path, i), scope)
            else:
                yield from _walk(item, further or states, (*path, i), scope)
    elif isinstance(node, str):
        yield from _texts(states, node, path, scope)


def _texts(states: tuple[Node, ...], text: str, path: YamlPath, scope: str) -> Iterator[Occurrence]:
    for state in states:
        for kind, defines in state.values.items():
            yield _made(kind, text, path, scope, is_key=False, defines=defines)


def _further(states: tuple[Node, ...], key: str) -> tuple[Node, ...]:
    found = [state.steps[key] for state in states if key in state.steps]
    if key != "*":
        found += [state.steps["*"] for state in states if "*" in state.steps]
    return tuple(found)


def _made(
    kind: str, name: str, path: YamlPath, scope: str, *, is_key: bool, defines: bool
) -> Occurrence:
    return Occurrence(Named(kind, name, scope if kind in _IN_PART else ""), path, is_key, defines)
