"""The design as a graph: segments, the roles that own their motions, hand-offs between roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.views.plan.lifecycle import lifecycle_groups
from csdesign.views.plan.ownership import matrix
from csdesign.views.plan.words import MOTIONS
from csdesign.views.report.drawing.lettering import fitted

if TYPE_CHECKING:
    from csdesign.views.content import ReportContent

__all__ = ["NOBODY", "Edge", "Graph", "Node", "graph_of"]

NOBODY = "nobody"
"""The kind of the node that shows a gap."""
_LONGEST = 80
"""Cells of a label; boxes with longer words cannot be read."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box: `kind` is segment, role or nobody; ids are made here and hold no text of a design."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow: `kind` is owns, proposed, gap, transfer or request."""

    source: str
    target: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes and arrows, in the order of the design."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(content: ReportContent) -> Graph:
    """Return the graph of a plan."""
    made = _Builder(content)
    made.owners()
    made.hand_offs()
    return Graph(tuple(made.nodes.values()), tuple(made.edges))


class _Builder:
    """Collects boxes and arrows; every box once."""

    def __init__(self, content: ReportContent) -> None:
        self.content = content
        self.nodes: dict[tuple[str, str], Node] = {}
        self.edges: list[Edge] = []

    def _node(self, kind: str, key: str, label: str) -> str:
        if (kind, key) not in self.nodes:
            shown = fitted(self.content.redaction.text(label), _LONGEST)
            self.nodes[kind, key] = Node(f"n{len(self.nodes)}", shown, kind)
        return self.nodes[kind, key].id

    def owners(self) -> None:
        """Add an arrow from each owner to each segment, with the motions it owns there."""
        for row in matrix(self.content.plan):
            segment = self._node("segment", row.segment, row.name)
            owned: dict[tuple[str, str, str], list[str]] = {}
            for cell in row.cells:
                words = MOTIONS[cell.motion]
                if cell.state == "nobody":
                    owned.setdefault(("", "NOBODY", "gap"), []).append(words)
                for holder in cell.owners if cell.state != "nobody" else ():
                    kind = "proposed" if holder.proposed else "owns"
                    owned.setdefault((holder.role, holder.title, kind), []).append(words)
            for (role, title, kind), words_owned in owned.items():
                box = self._node(NOBODY if kind == "gap" else "role", role, title)
                self.edges.append(Edge(box, segment, ", ".join(words_owned), kind))

    def hand_offs(self) -> None:
        """Add an arrow for each hand-off, once for all segments that share it."""
        seen: dict[tuple[str, str, str], None] = {}
        for _, found in lifecycle_groups(self.content.plan):
            for hand in found.hand_offs:
                sender, receiver = found.lanes[hand.sender], found.lanes[hand.receiver]
                key = (sender.role, receiver.role, hand.trigger)
                if key in seen:
                    continue
                seen[key] = None
                label = fitted(self.content.redaction.text(hand.trigger or "hands over"), _LONGEST)
                self.edges.append(
                    Edge(
                        self._node("role", sender.role, sender.title),
                        self._node("role", receiver.role, receiver.title),
                        label,
                        hand.kind or "transfer",
                    )
                )
