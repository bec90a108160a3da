"""One-to-one assignment of the statements of two roles.

Statements that could answer each other form small groups; each group is solved exactly, for the
largest number of pairs and among those the largest sum of scores, or for the largest sum alone.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["assign"]

_EXACT_UP_TO: Final = 120
"""Rows or columns of a group that is solved exactly; a larger one is paired best score first."""

Edge = tuple[int, int]


def assign(scores: Mapping[Edge, float], *, most_pairs: bool = True) -> dict[Edge, float]:
    """Return the chosen (row, column) pairs with their scores, in row order.

    `scores` has only pairs that may be chosen, each with a score above 0. With `most_pairs`
    one more pair beats any better one.
    """
    chosen: dict[Edge, float] = {}
    for group in _groups(scores):
        rows = sorted({row for row, _ in group})
        columns = sorted({column for _, column in group})
        if len(rows) == 1 or len(columns) == 1:
            pairs = [max(group, key=lambda edge: (scores[edge], -edge[0], -edge[1]))]
        elif max(len(rows), len(columns)) > _EXACT_UP_TO:
            pairs = _greedy(group, scores)
        else:
            pairs = _exact(rows, columns, scores, base=float(most_pairs))
        chosen.update((pair, scores[pair]) for pair in pairs)
    return dict(sorted(chosen.items()))


def _groups(scores: Mapping[Edge, float]) -> list[list[Edge]]:
    """Return the connected groups of edges, rows and columns being the nodes."""
    parent: dict[Edge, Edge] = {}

    def root(node: Edge) -> Edge:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row, column in scores:
        parent[root((0, row))] = root((1, column))
    groups: dict[Edge, list[Edge]] = {}
    for edge in sorted(scores):
        groups.setdefault(root((0, edge[0])), []).append(edge)
    return list(groups.values())


def _greedy(group: list[Edge], scores: Mapping[Edge, float]) -> list[Edge]:
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for row, column in sorted(group, key=lambda edge: (-scores[edge], edge)):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append((row, column))
    return pairs


def _exact(
    rows: list[int], columns: list[int], scores: Mapping[Edge, float], *, base: float
) -> list[Edge]:
    """Return the best pairs of one group; each counts `base` in addition to its score.

    Source: Kuhn 1955 and Munkres 1957, in the shortest-augmenting-path form with potentials.
    """
    if len(rows) > len(columns):
        turned = {(column, row): score for (row, column), score in scores.items()}
        return [(row, column) for column, row in _exact(columns, rows, turned, base=base)]
    n, m = len(rows), len(columns)
    worth = {edge: base + score for edge, score in scores.items()}
    cost = [[-worth.get((row, column), 0.0) for column in columns] for row in rows]
    row_potential, column_potential = [0.0] * (n + 1), [0.0] * (m + 1)
    row_of = [0] * (m + 1)
    for row in range(1, n + 1):
        row_of[0] = row
        column = 0
        least, via, done = [inf] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while row_of[column]:
            done[column] = True
            current = row_of[column]
            step, following = inf, 0
            for j in range(1, m + 1):
                if done[j]:
                    continue
                reduced = cost[current - 1][j - 1] - row_potential[current] - column_potential[j]
                if reduced < least[j]:
                    least[j], via[j] = reduced, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(m + 1):
                if done[j]:
                    row_potential[row_of[j]] += step
                    column_potential[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            row_of[column] = row_of[via[column]]
            column = via[column]
    pairs = [(rows[row_of[j] - 1], columns[j - 1]) for j in range(1, m + 1) if row_of[j]]
    return [pair for pair in pairs if pair in scores]
