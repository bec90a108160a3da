from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.roles.pairing import assign

SCORES = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.integers(50, 100).map(lambda n: n / 100),
    max_size=14,
)


def best_by_trial(scores: dict[tuple[int, int], float], base: float) -> float:
    """Return the largest worth over all ways to pair five rows with five columns."""
    return max(
        sum(base + scores[edge] for edge in enumerate(columns) if edge in scores)
        for columns in permutations(range(5))
    )


@pytest.mark.parametrize("most_pairs", [True, False])
@given(scores=SCORES)
@settings(max_examples=60, deadline=None)
def test_no_other_pairing_is_worth_more(
    scores: dict[tuple[int, int], float], most_pairs: bool
) -> None:
    pairs = assign(scores, most_pairs=most_pairs)
    worth = sum(float(most_pairs) + score for score in pairs.values())

    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert worth == pytest.approx(best_by_trial(scores, float(most_pairs)))


def test_a_group_too_large_to_solve_is_paired_best_first() -> None:
    scores = {(i, j): 0.9 if i == j else 0.5 for i in range(130) for j in range(130)}

    assert assign(scores) == {(i, i): 0.9 for i in range(130)}
