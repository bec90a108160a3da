"""Linear programmes of small size, solved in plain Python (primal simplex)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Optimum", "maximise"]

_ZERO: Final = 1e-9
_SMALLEST_PIVOT: Final = 1e-9
_PATIENCE: Final = 50
"""Steps without progress after which Bland's rule takes over, which cannot cycle."""


class Optimum(NamedTuple):
    """The best point of a linear programme."""

    values: tuple[float, ...]
    """The value of each column."""
    prices: tuple[float, ...]
    """The increase of the last objective for one more unit of each row's limit."""


def maximise(
    columns: int,
    rows: Sequence[Mapping[int, float]],
    limits: Sequence[float],
    objectives: Sequence[Mapping[int, float]],
) -> Optimum:
    """Return the point that maximises the first objective, then the next, and so on.

    Columns are 0 or more, and each row's sum is at most its limit, which is 0 or more: so 0 is a
    point to start from. A later objective never reduces an earlier one.

    Args:
        columns: How many unknowns there are.
        rows: For each row the coefficients of its columns; absent ones are 0.
        limits: The limit of each row.
        objectives: For each objective the coefficients of its columns.

    Raises:
        ValueError: If a limit is negative, or an objective has no limit.

    Source: G. Dantzig 1951, "Maximization of a linear function of variables subject to linear
    inequalities"; R. Bland 1977, "New finite pivoting rules for the simplex method".
    """
    if any(limit < 0 for limit in limits):
        raise ValueError("a limit is below 0; give limits from 0 up")
    tableau = _Tableau(columns, rows, limits)
    prices: list[float] = []
    for objective in objectives:
        prices = tableau.improve(objective)
    values = [0.0] * columns
    for row, column in enumerate(tableau.basis):
        if column < columns:
            values[column] = max(0.0, tableau.cells[row][-1])
    return Optimum(tuple(values), tuple(prices[columns : columns + len(limits)]))


class _Tableau:
    """The rows of a programme, solved for the columns of the basis."""

    def __init__(
        self, columns: int, rows: Sequence[Mapping[int, float]], limits: Sequence[float]
    ) -> None:
        self.width = columns + len(limits)
        self.cells: list[list[float]] = []
        for number, (row, limit) in enumerate(zip(rows, limits, strict=True)):
            line = [0.0] * (self.width + 1)
            for column, coefficient in row.items():
                line[column] = float(coefficient)
            line[columns + number] = 1.0
            line[-1] = float(limit)
            self.cells.append(line)
        self.basis = list(range(columns, self.width))
        self.open = [True] * self.width
        """Columns that may enter: those that an earlier objective wants at 0 may not."""

    def improve(self, objective: Mapping[int, float]) -> list[float]:
        """Go to the best point and return the reduced cost of each column."""
        costs = [0.0] * (self.width + 1)
        for column, coefficient in objective.items():
            costs[column] = -float(coefficient)
        for row, column in enumerate(self.basis):
            if costs[column]:
                _subtract(costs, costs[column], self.cells[row])
        idle, best = 0, costs[-1]
        while (entering := self._entering(costs, bland=idle > _PATIENCE)) is not None:
            self._pivot(self._leaving(entering), entering, costs)
            idle, best = (0, costs[-1]) if costs[-1] > best + _ZERO else (idle + 1, best)
        basic = set(self.basis)
        for column in range(self.width):
            if column not in basic and costs[column] > _ZERO:
                self.open[column] = False
        return costs

    def _entering(self, costs: Sequence[float], *, bland: bool) -> int | None:
        found, least = None, -_ZERO
        for column, may_enter in enumerate(self.open):
            if may_enter and costs[column] < least:
                if bland:
                    return column
                found, least = column, costs[column]
        return found

    def _leaving(self, entering: int) -> int:
        found, least = None, 0.0
        for row, line in enumerate(self.cells):
            if line[entering] > _SMALLEST_PIVOT:
                ratio = line[-1] / line[entering]
                if (
                    found is None
                    or ratio < least - _ZERO
                    or (ratio <= least + _ZERO and self.basis[row] < self.basis[found])
                ):
                    found, least = row, ratio
        if found is None:
            raise ValueError("an objective has no limit; give each column one")
        return found

    def _pivot(self, row: int, entering: int, costs: list[float]) -> None:
        line = self.cells[row]
        pivot = line[entering]
        self.cells[row] = line = [cell / pivot for cell in line]
        for other, cells in enumerate(self.cells):
            if other != row and cells[entering]:
                _subtract(cells, cells[entering], line)
        if costs[entering]:
            _subtract(costs, costs[entering], line)
        self.basis[row] = entering


def _subtract(line: list[float], factor: float, other: Sequence[float]) -> None:
    """Take `factor` times another line off a line, in place."""
    line[:] = [cell - factor * taken for cell, taken in zip(line, other, strict=True)]
