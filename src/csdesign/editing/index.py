"""The ids of a design with their definitions and uses."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from csdesign.editing.language import Node, compiled
from csdesign.source.yaml.tree import Map, Seq

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.finding import Span
    from csdesign.source.yaml.sourcemap import SourceMap

__all__ = ["Ids", "Index", "Named", "Occurrence", "ids_of"]

_PARTS: Final = ("segments", "experiences")
_IN_PART: Final = frozenset({"milestone", "interaction"})
"""Kinds whose ids are told apart within one segment or experience only."""


class Named(NamedTuple):
    """A part with an id: its kind, the id, and the scope in which the id is unique.

    `scope` is the segment or experience of a milestone or interaction (`segments[smb]`), else
    empty.
    """

    kind: str
    name: str
    scope: str = ""


class Occurrence(NamedTuple):
    """A place of an id: the mark where it begins, and whether it is the definition."""

    named: Named
    mark: int
    defines: bool


class Ids(NamedTuple):
    """The ids of a design as numbers: a large design has hundreds of thousands of places.

    `named`, `titles` and `defined` (marks) are parallel, in the order of the design. `marks` has
    every place in the order of the files, `owners` the number of the thing at that place.
    """

    named: tuple[Named, ...]
    titles: tuple[str, ...]
    defined: array[int]
    marks: array[int]
    owners: array[int]


class Index:
    """Every id of a design with its places; made from the text, so a faulty design has one too."""

    def __init__(self, ids: Ids, places: SourceMap) -> None:
        """Keep the ids, and the converter from their marks to places."""
        self._ids = ids
        self._places = places
        self._numbers = {named: number for number, named in enumerate(ids.named)}

    def names(self, kind: str, scope: str | None = None) -> list[str]:
        """Return the ids of a kind in the order of the files; of one scope where it is given."""
        return list(
            dict.fromkeys(
                named.name
                for named in self._ids.named
                if named.kind == kind and scope in (None, named.scope)
            )
        )

    def definition(self, named: Named) -> Occurrence | None:
        """Return the place where a part is defined."""
        number = self._numbers.get(named)
        return None if number is None else Occurrence(named, self._ids.defined[number], True)

    def title(self, named: Named) -> str:
        """Return the title or the name of a defined part; empty if it has none."""
        return self._ids.titles[self._numbers[named]]

    def occurrences(self, named: Named) -> list[Occurrence]:
        """Return every place of a part, including its definition, in the order of the files."""
        number = self._numbers.get(named)
        if number is None:
            return []
        marks, defined = self._ids.marks, self._ids.defined[number]
        return [
            Occurrence(named, marks[at], marks[at] == defined)
            for at, owner in enumerate(self._ids.owners)
            if owner == number
        ]

    def all_named(self) -> Sequence[Named]:
        """Return all parts with an id, in the order of the design."""
        return self._ids.named

    def span(self, occurrence: Occurrence) -> Span:
        """Return the place of an occurrence; quotes belong to it."""
        return self._places.at(occurrence.mark, occurrence.named.name)

    def at(self, path: str, line: int, column: int) -> Occurrence | None:
        """Return the occurrence that a place of a file (from 1, code points) lies in or ends."""
        place = self._places.mark(path, line, column)
        if place is None:
            return None
        marks = self._ids.marks
        before = bisect_right(marks, place) - 1
        if before < 0:
            return None
        # One text may name two things, such as a role or a segment: the first of the design counts.
        number = self._ids.owners[bisect_left(marks, marks[before])]
        named = self._ids.named[number]
        found = Occurrence(named, marks[before], marks[before] == self._ids.defined[number])
        span = self.span(found)
        inside = (span.path, span.line) == (path, line) and column <= span.end_column
        return found if inside else None


def ids_of(source_map: SourceMap) -> Ids:
    """Walk the tree of a design that was read, and return its ids."""
    tree = source_map.tree or Map()
    defined: dict[Named, _Place] = {}
    # The first definition counts: in a scenario the same id refers to the design's own.
    for inside in (False, True):
        for each in _places(tree):
            if each.defines and each.in_scenario is inside:
                defined.setdefault(each.named, each)
    numbers = {named: number for number, named in enumerate(defined)}
    # Texts that do not name a part of the design are not kept.
    places = sorted(
        {(each.mark, numbers[each.named]) for each in _places(tree) if each.named in numbers}
    )
    return Ids(
        tuple(defined),
        tuple(each.title for each in defined.values()),
        array("q", (each.mark for each in defined.values())),
        array("q", (mark for mark, _ in places)),
        array("I", (number for _, number in places)),
    )


class _Place(NamedTuple):
    named: Named
    mark: int
    defines: bool
    title: str
    in_scenario: bool


class _Above(NamedTuple):
    """The context of a node: the two keys or numbers that lead to it, and the scope of ids."""

    above: str | int | None
    last: str | int | None
    scope: str
    in_scenario: bool

    def below(self, step: str | int) -> _Above:
        first = self.last is None
        inside = step == "scenarios" if first else self.in_scenario
        return _Above(self.last, step, self.scope, inside)


@cache
def _language() -> Node:
    return compiled()


def _places(tree: Map) -> Iterator[_Place]:
    yield from _walk(tree, (_language(),), _Above(None, None, "", False))


def _walk(node: Map | Seq, states: tuple[Node, ...], above: _Above) -> Iterator[_Place]:
    if isinstance(node, Map):
        yield from _in_map(node, states, above)
    else:
        yield from _in_seq(node, states, above)


def _in_map(node: Map, states: tuple[Node, ...], above: _Above) -> Iterator[_Place]:
    if above.above in _PARTS:
        above = above._replace(scope=f"{above.above}[{node.get('id')}]")
    for state in states:
        for kind, defines in state.keys.items():
            for key, value, mark, _ in node.entries():
                title = _title(value) if defines else ""
                yield _made(kind, key, mark, defines, title, above.below(key))
    title = _title(node)
    for key, value, _, mark in node.entries():
        further = _further(states, key)
        if not further:
            continue
        below = above.below(key)
        if isinstance(value, str):
            yield from _texts(further, value, mark, title, below)
        elif isinstance(value, (Map, Seq)):
            yield from _walk(value, further, below)


def _in_seq(node: Seq, states: tuple[Node, ...], above: _Above) -> Iterator[_Place]:
    further = _further(states, "*")
    for i, item in enumerate(node):
        if isinstance(item, str):
            # A list of ids, or one item that its pattern names with a star.
            yield from _texts((*states, *further), item, node.item_mark(i), "", above.below(i))
        elif isinstance(item, (Map, Seq)):
            yield from _walk(item, further or states, above.below(i))


def _texts(
    states: tuple[Node, ...], text: str, mark: int, title: str, above: _Above
) -> Iterator[_Place]:
    for state in states:
        for kind, defines in state.values.items():
            yield _made(kind, text, mark, defines, title if defines else "", above)


def _further(states: tuple[Node, ...], key: str) -> tuple[Node, ...]:
    found = [state.steps[key] for state in states if key in state.steps]
    if key != "*":
        found += [state.steps["*"] for state in states if "*" in state.steps]
    return tuple(found)


def _made(kind: str, name: str, mark: int, defines: bool, title: str, above: _Above) -> _Place:
    # A large design says the same words thousands of times; each is kept once.
    scope = intern(above.scope) if kind in _IN_PART else ""
    named = Named(kind, intern(str(name)), scope)
    return _Place(named, mark, defines, title, above.in_scenario)


def _title(part: Any) -> str:
    words = part.get("title") or part.get("name") if isinstance(part, Map) else None
    return words if isinstance(words, str) else ""
