"""Maximum flow through a network with whole capacities (Dinic's algorithm)."""

from __future__ import annotations

from collections import deque

__all__ = ["FlowNetwork"]


class FlowNetwork:
    """Nodes 0 to n - 1 joined by edges of whole capacity; the flow is kept as residuals.

    Source: Y. Dinitz 1970, "Algorithm for solution of a problem of maximum flow in a network with
    power estimation".
    """

    def __init__(self, nodes: int) -> None:
        self._edges_of: list[list[int]] = [[] for _ in range(nodes)]
        self._head: list[int] = []
        self._residual: list[int] = []

    def add_edge(self, tail: int, head: int, capacity: int) -> int:
        """Join two nodes and return the edge's number; its reverse has the next one."""
        number = len(self._head)
        for start, end, room in ((tail, head, capacity), (head, tail, 0)):
            self._edges_of[start].append(len(self._head))
            self._head.append(end)
            self._residual.append(room)
        return number

    def widen(self, edge: int, amount: int) -> None:
        """Add to the capacity of an edge; what flows already stays."""
        self._residual[edge] += amount

    def flow(self, edge: int) -> int:
        """Return the flow along an edge."""
        return self._residual[edge ^ 1]

    def push(self, source: int, sink: int) -> int:
        """Push as much as fits from `source` to `sink` and return the amount."""
        pushed = 0
        while (levels := self._levels(source))[sink] >= 0:
            next_edge = [0] * len(self._edges_of)
            while amount := self._push_one_path(source, sink, levels, next_edge):
                pushed += amount
        return pushed

    def reachable(self, source: int) -> list[bool]:
        """Return whether more could flow to each node; after `push`, one side of a least cut."""
        return [level >= 0 for level in self._levels(source)]

    def _levels(self, source: int) -> list[int]:
        levels = [-1] * len(self._edges_of)
        levels[source] = 0
        waiting = deque([source])
        while waiting:
            node = waiting.popleft()
            for edge in self._edges_of[node]:
                head = self._head[edge]
                if self._residual[edge] and levels[head] < 0:
                    levels[head] = levels[node] + 1
                    waiting.append(head)
        return levels

    def _push_one_path(
        self, source: int, sink: int, levels: list[int], next_edge: list[int]
    ) -> int:
        path: list[int] = []
        node = source
        while node != sink:
            edges = self._edges_of[node]
            while next_edge[node] < len(edges):
                edge = edges[next_edge[node]]
                head = self._head[edge]
                if self._residual[edge] and levels[head] == levels[node] + 1:
                    path.append(edge)
                    node = head
                    break
                next_edge[node] += 1
            else:
                if not path:
                    return 0
                # A dead end: step back and never try its last edge again in this phase.
                node = self._head[path.pop() ^ 1]
                next_edge[node] += 1
        amount = min(self._residual[edge] for edge in path)
        for edge in path:
            self._residual[edge] -= amount
            self._residual[edge ^ 1] += amount
        return amount
