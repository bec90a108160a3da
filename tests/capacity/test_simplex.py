"""Linear programmes compared with every corner."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.capacity import maximise

COLUMNS = 3
rows = st.lists(
    st.dictionaries(st.integers(0, COLUMNS - 1), st.integers(0, 5), max_size=COLUMNS),
    min_size=1,
    max_size=3,
)
objectives = st.dictionaries(st.integers(0, COLUMNS - 1), st.integers(-3, 5), max_size=COLUMNS)


def test_a_programme_worked_out_by_hand() -> None:
    """Most of 3x + 5y with x <= 4, 2y <= 12, 3x + 2y <= 18 is 36 at (2, 6).

    Source: Hillier and Lieberman, Introduction to Operations Research, the Wyndor Glass example;
    its shadow prices are 0, 1.5 and 1.
    """
    found = maximise(2, [{0: 1}, {1: 2}, {0: 3, 1: 2}], [4, 12, 18], [{0: 3, 1: 5}])

    assert found.values == pytest.approx((2, 6))
    assert found.prices == pytest.approx((0, 1.5, 1))


def best_corner(given_rows: list[dict[int, int]], limits: list[int], aim: dict[int, int]) -> float:
    """Return the most of an objective over all corners of the allowed points."""
    box = [{column: 1} for column in range(COLUMNS)]
    planes = [
        *[
            ([row.get(c, 0) for c in range(COLUMNS)], limit)
            for row, limit in zip(given_rows, limits, strict=True)
        ],
        *[([row.get(c, 0) for c in range(COLUMNS)], 0) for row in box],
    ]
    best = 0.0
    for chosen in combinations(planes, COLUMNS):
        matrix = np.array([row for row, _ in chosen], dtype=float)
        if abs(np.linalg.det(matrix)) < 1e-9:
            continue
        point = np.linalg.solve(matrix, np.array([limit for _, limit in chosen], dtype=float))
        inside = all(
            sum(row.get(c, 0) * point[c] for c in range(COLUMNS)) <= limit + 1e-7
            for row, limit in zip(given_rows, limits, strict=True)
        )
        if inside and point.min() > -1e-7:
            best = max(best, sum(aim.get(c, 0) * point[c] for c in range(COLUMNS)))
    return best


@given(rows, st.data())
def test_no_corner_has_more(given_rows: list[dict[int, int]], data: st.DataObject) -> None:
    """A box keeps every programme bounded; the point found is allowed and as good as any corner."""
    given_rows = [*given_rows, *({column: 1} for column in range(COLUMNS))]
    limits = [data.draw(st.integers(0, 9)) for _ in given_rows]
    aim = data.draw(objectives)

    found = maximise(COLUMNS, given_rows, limits, [aim])

    for row, limit in zip(given_rows, limits, strict=True):
        assert sum(part * found.values[column] for column, part in row.items()) <= limit + 1e-7
    assert min(found.values) >= 0
    most = sum(part * found.values[column] for column, part in aim.items())
    assert most == pytest.approx(best_corner(given_rows, limits, aim), abs=1e-6)


@given(rows, st.data())
def test_a_later_objective_gives_up_nothing_of_an_earlier_one(
    given_rows: list[dict[int, int]], data: st.DataObject
) -> None:
    given_rows = [*given_rows, *({column: 1} for column in range(COLUMNS))]
    limits = [data.draw(st.integers(0, 9)) for _ in given_rows]
    first, second = data.draw(objectives), data.draw(objectives)

    alone = maximise(COLUMNS, given_rows, limits, [first])
    both = maximise(COLUMNS, given_rows, limits, [first, second])

    def worth(point: tuple[float, ...]) -> float:
        return sum(part * point[column] for column, part in first.items())

    assert worth(both.values) == pytest.approx(worth(alone.values), abs=1e-6)


def test_what_has_no_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="limit"):
        maximise(1, [{0: 1}], [-1], [{0: 1}])
    with pytest.raises(ValueError, match="limit"):
        maximise(2, [{0: 1}], [1], [{1: 1}])
