"""Graphviz DOT: the graph as text; every label is a quoted string without active escapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.escaping.markup import quiet
from csdesign.views.plan.words import plan_title
from csdesign.views.report.graph import graph_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.formats import Layout
    from csdesign.views.content import ReportContent

__all__ = ["quoted", "write"]

_BOXES: Final = {
    "segment": 'shape=box style="rounded,filled" fillcolor="#dcebfa"',
    "role": "shape=box",
    "nobody": 'shape=octagon style=filled fillcolor="#fde8e8" fontcolor="#a3141b"',
}
_LINES: Final = {
    "owns": "",
    "proposed": " style=dotted",
    "gap": ' color="#a3141b" penwidth=2',
    "transfer": " style=bold",
    "request": " style=dashed",
}


def write(content: ReportContent, layout: Layout) -> str:  # noqa: ARG001  # the shape of a writer
    """Return the graph."""
    return "\n".join(_lines(content)) + "\n"


def quoted(text: str) -> str:
    r"""Return a DOT string; `\N` and the like stay letters, and `&` starts no entity.

    Source: Graphviz, "DOT Language" and "escString".
    """
    plain = " ".join(text.split())
    safe = plain.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quiet(safe)}"'


def _lines(content: ReportContent) -> Iterator[str]:
    graph = graph_of(content)
    title = content.redaction.text(plan_title(content.plan))
    yield "digraph coverage {"
    yield f'  graph [rankdir=LR charset="UTF-8" label={quoted(title)} labelloc=t]'
    yield '  node [fontname="Helvetica"]'
    yield '  edge [fontname="Helvetica" fontsize=10]'
    for node in graph.nodes:
        yield f"  {node.id} [label={quoted(node.label)} {_BOXES[node.kind]}]"
    for edge in graph.edges:
        style = _LINES[edge.kind]
        yield f"  {edge.source} -> {edge.target} [label={quoted(edge.label)}{style}]"
    yield "}"
