"""The lines of a scenario in its files, and the ids it removes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csdesign.source.entries import Entry, entries_of, place_of_id, removes
from csdesign.source.yaml.tree import Map, Seq

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csdesign.finding import Span
    from csdesign.source.yaml.sourcemap import SourceMap

__all__ = ["Reach", "reach_of"]


class Reach(NamedTuple):
    """The lines of a scenario, and the place of each id it removes."""

    lines: tuple[tuple[str, int, int], ...]
    """File, first and last line."""
    removed: Mapping[str, Span]

    def holds(self, span: Span) -> bool:
        """Return whether a place lies in the scenario."""
        return any(
            span.path == path and first <= span.line <= last for path, first, last in self.lines
        )


def reach_of(scenarios: Iterable[Map], source_map: SourceMap) -> Reach:
    """Return the reach of a scenario and of those it extends."""
    lines = []
    removed: dict[str, Span] = {}
    for scenario in scenarios:
        spans = []
        for entry in _inside(scenario):
            spans.append(source_map.at(entry.mark, entry.value))
            if isinstance(entry.value, Map) and removes(entry.value):
                place = place_of_id(entry)
                removed[str(place.value)] = source_map.at(place.mark, place.value)
        if spans:
            numbers = [span.line for span in spans]
            lines.append((spans[0].path, min(numbers), max(numbers)))
    return Reach(tuple(lines), removed)


def _inside(node: Any) -> Iterator[Entry]:
    """Yield every entry and item below a node."""
    if isinstance(node, Map):
        below = entries_of(node)
    elif isinstance(node, Seq):
        below = [Entry(value, node.item_mark(number)) for number, value in enumerate(node)]
    else:
        return
    for entry in below:
        yield entry
        yield from _inside(entry.value)
