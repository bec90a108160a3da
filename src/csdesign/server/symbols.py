"""The outline of a file: its sections, and what has an id in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from csdesign.editing.index import Named
    from csdesign.finding import Span
    from csdesign.server.analysis import Analysis

__all__ = ["Symbol", "symbols"]


class Symbol(NamedTuple):
    """Something with an id in a file, and where the id stands."""

    named: Named
    title: str
    span: Span


def symbols(analysis: Analysis, path: str) -> list[Symbol]:
    """Return what a file defines, in its order."""
    found = []
    for named in analysis.index.all_named():
        definition = analysis.index.definition(named)
        if definition is None:
            continue
        span = analysis.index.span(definition)
        if span.path == path:
            found.append(Symbol(named, _title(analysis, definition.path), span))
    return sorted(found, key=lambda each: (each.span.line, each.span.column))


def _title(analysis: Analysis, path: tuple[str | int, ...]) -> str:
    part = analysis.source_map.value(path[:-1])
    words = part.get("title") or part.get("name") if isinstance(part, dict) else None
    return words if isinstance(words, str) else ""
