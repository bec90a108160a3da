"""Keeps the sound parts of a faulty design, so that wrong references show together with its errors.

All errors of a file belong in one run. References can only be checked on a whole document, so the
parts that the schema refuses are left out, and what is found in the rest is told with its true
place. A name that a left-out part defines is never called unknown, and a part of which something
was left out is never said to contradict itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from csdesign.model.document import Document
from csdesign.model.resolve import resolve
from csdesign.model.resolve.problems import CONTRADICTION

if TYPE_CHECKING:
    from csdesign.finding import Hit, RuleInfo, YamlPath
    from csdesign.source.yaml.tree import Map

__all__ = ["reference_problems"]

_MOST_ERRORS: Final = 2_000
"""The most errors of a design whose references are still checked."""
_ROUNDS: Final = 12
"""Dropping a part can leave its owner without something it needs: a few rounds settle it."""


@dataclass(slots=True)
class _Sound:
    """A plain copy of a tree that shrinks; it knows where each list item stood before."""

    tree: Any
    before: dict[int, list[int]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)

    def drop(self, locations: Iterable[Sequence[str | int]]) -> None:
        """Leave out the parts at some locations; for a missing part, the mapping that lacks it."""
        parts: dict[tuple[int, str | int], tuple[Any, str | int]] = {}
        for steps in map(self._steps, locations):
            if steps:
                container, key = steps[-1]
                parts[id(container), key] = (container, key)
                self.touched.update(_mappings(steps))
        # From the end of each list, so that the index of an earlier item stays true.
        for container, key in sorted(parts.values(), key=_order, reverse=True):
            self.lost.update(_ids(container[key]))
            if isinstance(container, list) and isinstance(key, int):
                self.before[id(container)].pop(key)
            del container[key]

    def _steps(self, loc: Sequence[str | int]) -> list[tuple[Any, str | int]]:
        steps: list[tuple[Any, str | int]] = []
        node = self.tree
        for segment in loc:
            inside = (isinstance(node, dict) and segment in node) or (
                isinstance(node, list) and isinstance(segment, int) and segment < len(node)
            )
            if inside:
                steps.append((node, segment))
                node = node[segment]
        return steps

    def is_whole(self, path: YamlPath) -> bool:
        """Return whether nothing was left out of the part that holds a path."""
        steps = self._steps(path)
        parts = set(_mappings(steps))
        if steps:
            container, key = steps[-1]
            parts.add(id(container[key]))
        if "params" in path:
            # The working time of a role is checked against the numbers of all roles.
            parts.add(id(self.tree.get("params")))
        return self.touched.isdisjoint(parts)

    def original(self, path: YamlPath) -> YamlPath:
        """Return a path of the shrunken tree as the path in the whole one."""
        node: Any = self.tree
        found: list[str | int] = []
        for segment in path:
            if isinstance(node, list) and isinstance(segment, int):
                found.append(self.before[id(node)][segment] if segment < len(node) else segment)
                node = node[segment] if segment < len(node) else None
            else:
                found.append(segment)
                node = node.get(segment) if isinstance(node, dict) else None
        return tuple(found)


def reference_problems(tree: Map) -> Iterator[tuple[RuleInfo, Hit]]:
    """Yield the problems of references in the sound parts of a design."""
    before: dict[int, list[int]] = {}
    sound = _Sound(_copied(tree, before), before)
    for _ in range(_ROUNDS):
        try:
            document = Document.model_validate(sound.tree)
        except ValidationError as error:
            if error.error_count() > _MOST_ERRORS:
                return
            _shrink(sound, error)
            continue
        for rule, hit in resolve(document, lost=frozenset(sound.lost))[1]:
            places = (hit.path, *(path for path, _ in hit.related))
            if rule is CONTRADICTION and not all(map(sound.is_whole, places)):
                # A contradiction, or a missing part, may come from the parts left out.
                continue
            related = tuple((sound.original(path), words) for path, words in hit.related)
            yield rule, hit._replace(path=sound.original(hit.path), related=related)
        return


def _shrink(sound: _Sound, error: ValidationError) -> None:
    errors = error.errors(include_url=False, include_input=False, include_context=False)
    sound.drop(item["loc"] for item in errors)


def _mappings(steps: Sequence[tuple[Any, str | int]]) -> Iterator[int]:
    """Yield the mappings around a place, up to the list item or the section it belongs to."""
    for container, key in reversed(steps[1:]):
        if isinstance(container, dict):
            yield id(container)
        elif isinstance(container[key], dict):
            return


def _order(part: tuple[Any, str | int]) -> int:
    key = part[1]
    return key if isinstance(key, int) else -1


def _copied(node: Any, before: dict[int, list[int]]) -> Any:
    if isinstance(node, Mapping):
        return {key: _copied(value, before) for key, value in node.items()}
    if isinstance(node, list):
        items = [_copied(item, before) for item in node]
        before[id(items)] = list(range(len(items)))
        return items
    return node


def _ids(node: Any) -> Iterator[str]:
    """Yield every id that a part defines."""
    if isinstance(node, dict):
        name = node.get("id")
        if isinstance(name, str):
            yield str(name)
        for value in node.values():
            yield from _ids(value)
    elif isinstance(node, list):
        for item in node:
            yield from _ids(item)
    elif isinstance(node, str):
        yield str(node)
