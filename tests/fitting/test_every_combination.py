"""The search finds what planning every combination finds."""

from __future__ import annotations

import math

import pytest

from csdesign.fitting.fit import fit_design
from csdesign.fitting.search import Search
from designs import design_of
from fitting.every_combination import (
    best_of,
    contradicts_itself,
    difference,
    random_limit,
    random_text,
)

_MOST = 120
"""Combinations planned for one design here; the script plans more."""


@pytest.mark.parametrize("first", range(0, 60, 15))
def test_no_combination_is_better_than_the_answer(first: int) -> None:
    looked = 0
    for number in range(first, first + 15):
        design = design_of(random_text(number))
        if math.prod(len(choice.options) for choice in Search(design).choices) > _MOST:
            continue
        if contradicts_itself(design):
            continue
        limit = random_limit(design, number)
        found = fit_design(design, limit, seconds=None)
        looked += 1

        assert difference(found, best_of(design, limit)) is None, number
    assert looked >= 5
