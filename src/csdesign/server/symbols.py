"""The outline of a file: its sections, and the parts with an id in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from csdesign.editing.index import Named
    from csdesign.finding import Span
    from csdesign.server.analysis import Analysis

__all__ = ["Symbol", "outline", "symbols"]

_MOST: Final = 10_000
"""The most entries of an outline; editors are slow with more."""
_DETAILS: Final = ("interaction", "milestone")
"""The parts that are left out of a longer outline, in this order."""


class Symbol(NamedTuple):
    """A part with an id in a file, and the place of the id."""

    named: Named
    title: str
    span: Span


def symbols(analysis: Analysis, path: str) -> list[Symbol]:
    """Return the parts that a file defines, in its order."""
    index = analysis.index
    found = []
    for named in index.all_named():
        definition = index.definition(named)
        if definition is None:
            continue
        span = index.span(definition)
        if span.path == path:
            found.append(Symbol(named, index.title(named), span))
    return sorted(found, key=lambda each: (each.span.line, each.span.column))


def outline(analysis: Analysis, path: str) -> tuple[list[Symbol], int]:
    """Return the entries of a file's outline, and the number of parts it leaves out."""
    found = symbols(analysis, path)
    shown = found
    for kind in _DETAILS:
        if len(shown) > _MOST:
            shown = [each for each in shown if each.named.kind != kind]
    shown = shown[:_MOST]
    return shown, len(found) - len(shown)
