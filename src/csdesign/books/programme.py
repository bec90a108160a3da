"""Linear programmes, built column by column and handed to HiGHS; see `highs`."""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from csdesign.books.task import INFINITE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import highspy

__all__ = ["Answer", "Programme"]

_BEAT: Final = 0.2
"""Time between two checks whether a solver is done (s)."""
_SAME: Final = 1e-6
"""Relative difference up to which two figures of one objective count as equal."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The solution: values by column, None if there is none.

    `bound` is proven: no solution has a smaller objective. `is_optimal` says the values reach it.
    `is_impossible` means that there is none, not that none was found in time. `prices` has, for
    each row of a programme without whole columns, the cost of one unit less of its upper bound.
    """

    values: list[float] | None
    objective: float
    bound: float
    is_optimal: bool
    is_impossible: bool = False
    prices: tuple[float, ...] = ()


@dataclass(slots=True)
class Programme:
    """Minimise a linear objective; columns and rows are added one by one."""

    _cost: list[float] = field(default_factory=list)
    _upper: list[float] = field(default_factory=list)
    _entries: list[list[tuple[int, float]]] = field(default_factory=list)
    _row_lower: list[float] = field(default_factory=list)
    _row_upper: list[float] = field(default_factory=list)

    def row(self, lower: float, upper: float) -> int:
        """Add a row with its bounds and return its number."""
        self._row_lower.append(lower)
        self._row_upper.append(upper)
        return len(self._row_lower) - 1

    def column(self, cost: float, upper: float, entries: list[tuple[int, float]]) -> int:
        """Add a column from 0 to `upper` with its (row, coefficient) entries."""
        self._cost.append(cost)
        self._upper.append(upper)
        self._entries.append(entries)
        return len(self._cost) - 1

    def extend(self, column: int, row: int, coefficient: float) -> None:
        """Add an entry to a column."""
        self._entries[column].append((row, coefficient))

    def bound(self, row: int, upper: float) -> None:
        """Set the upper bound of a row."""
        self._row_upper[row] = upper

    def price(self, column: int, cost: float) -> None:
        """Set the cost of a unit of a column."""
        self._cost[column] = cost

    def solve(
        self,
        *,
        whole: bool = False,
        continuous: Collection[int] = (),
        nodes: int = 0,
        start: Mapping[int, float] | None = None,
        seconds: float | None = None,
        gap: float = 0.0,
    ) -> Answer:
        """Return the minimum.

        Args:
            whole: Search for whole numbers in all columns but `continuous`.
            continuous: Columns that may be fractional.
            nodes: Branches after which the best solution so far is returned with its proven bound.
            start: The value of every column in a solution to start from.
            seconds: Time after which the best solution so far is returned with its proven bound
                (s).
            gap: Fraction by which the objective may exceed the proven bound.
        """
        import highspy
        import numpy as np

        from csdesign.books.highs import QuietHighs

        solver = QuietHighs()
        model = highspy.HighsLp()
        model.num_col_ = len(self._cost)
        model.num_row_ = len(self._row_lower)
        model.col_cost_ = np.array(self._cost)
        model.col_lower_ = np.zeros(len(self._cost))
        model.col_upper_ = np.array(self._upper)
        model.row_lower_ = np.array(self._row_lower)
        model.row_upper_ = np.array(self._row_upper)
        lengths = [len(entries) for entries in self._entries]
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        flat = [entry for entries in self._entries for entry in entries]
        model.a_matrix_.index_ = np.array([row for row, _ in flat], dtype=np.int32)
        model.a_matrix_.value_ = np.array([value for _, value in flat])
        if whole:
            model.integrality_ = [
                highspy.HighsVarType.kContinuous
                if number in continuous
                else highspy.HighsVarType.kInteger
                for number in range(len(self._cost))
            ]
            solver.setOptionValue("mip_max_nodes", nodes)
        if seconds is not None:
            solver.setOptionValue("time_limit", max(0.0, seconds))
        if gap:
            solver.setOptionValue("mip_rel_gap", gap)
        solver.passModel(model)
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = [start[column] for column in range(len(self._cost))]
            solver.setSolution(known)
        if whole:
            _run(solver)
        else:
            solver.run()
        answer = _answer(solver, whole=whole)
        if start is not None and not self._is_worth(answer):
            return self.solve(whole=whole, continuous=continuous, nodes=nodes, seconds=seconds)
        return answer

    def _is_worth(self, answer: Answer) -> bool:
        """Return whether the values have the objective reported for them.

        If presolving alone finds an optimum, HiGHS may return the start together with the optimum's
        objective.
        """
        if answer.values is None:
            return False
        sum_of_values = math.fsum(map(operator.mul, self._cost, answer.values))
        return abs(sum_of_values - answer.objective) <= _SAME * max(abs(answer.objective), 1.0)


def _run(solver: highspy.Highs) -> None:
    """Run a solver in a thread, since Python handles Ctrl-C only between its own steps."""
    from threading import Thread

    running = Thread(target=solver.run, daemon=True)
    running.start()
    while running.is_alive():
        running.join(_BEAT)


def _answer(solver: highspy.Highs, *, whole: bool) -> Answer:
    import highspy

    status = solver.getModelStatus()
    info = solver.getInfo()
    has_values = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    is_optimal = status == highspy.HighsModelStatus.kOptimal
    if not has_values:
        impossible = status in {
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        }
        bound = info.mip_dual_bound if whole and not impossible else INFINITE
        return Answer(None, INFINITE, bound, is_optimal=False, is_impossible=impossible)
    bound = info.mip_dual_bound if whole else info.objective_function_value
    solution = solver.getSolution()
    prices = () if whole else tuple(max(-dual, 0.0) for dual in solution.row_dual)
    values = list(solution.col_value)
    return Answer(values, info.objective_function_value, bound, is_optimal, prices=prices)
