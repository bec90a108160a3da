"""Mermaid: the graph as a flowchart for wikis that draw it; every label is a quoted text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.views.report.graph import graph_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.formats import Layout
    from csdesign.views.content import ReportContent
    from csdesign.views.report.graph import Edge, Node

__all__ = ["label", "write"]

_ARROWS: Final = {
    "owns": "-->",
    "proposed": "-.->",
    "gap": "==>",
    "transfer": "-->",
    "request": "-.->",
}
_SHAPES: Final = {"segment": ("([", "])"), "role": ("[", "]"), "nobody": ("{{", "}}")}
_SPECIAL: Final = re.compile(r"[^\w ,.:!?'()/-]")
_LIST: Final = re.compile(r"^(\d+|)([-.)])")


def write(content: ReportContent, layout: Layout) -> str:  # noqa: ARG001  # the shape of a writer
    """Return the flowchart."""
    return "\n".join(_lines(content)) + "\n"


def label(text: str) -> str:
    """Return a quoted label; whatever Mermaid, Markdown or HTML could interpret is an entity.

    Source: mermaid.js.org, "Flowcharts: Special characters that break syntax".
    """
    plain = " ".join(text.split()) or " "
    safe = _SPECIAL.sub(lambda match: f"#{ord(match.group())};", plain)
    # Mermaid reads a label that begins with a number and a point, or a hyphen, as a list.
    return f'"{_LIST.sub(lambda match: f"{match[1]}#{ord(match[2])};", safe)}"'


def _lines(content: ReportContent) -> Iterator[str]:
    graph = graph_of(content)
    yield "flowchart LR"
    yield from (f"  {_node(node)}" for node in graph.nodes)
    yield from (f"  {_edge(edge)}" for edge in graph.edges)
    yield "  classDef segment fill:#dcebfa,stroke:#1d5fa8,color:#1c2430"
    yield "  classDef role fill:#ffffff,stroke:#4a5566,color:#1c2430"
    yield "  classDef nobody fill:#fde8e8,stroke:#a3141b,color:#a3141b"


def _node(node: Node) -> str:
    opening, closing = _SHAPES[node.kind]
    return f"{node.id}{opening}{label(node.label)}{closing}:::{node.kind}"


def _edge(edge: Edge) -> str:
    return f"{edge.source} {_ARROWS[edge.kind]}|{label(edge.label)}| {edge.target}"
