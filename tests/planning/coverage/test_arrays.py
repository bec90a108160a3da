"""Coverage over arrays is the coverage of each promise by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.planning.coverage.arrays import NOTHING, Parts, parts_of, ranks, total
from csdesign.planning.coverage.decision import LEVEL_ORDER, decide
from csdesign.planning.coverage.quantities import quantities
from designs import design_of
from planning.strategies import segments
from planning.writing import Written, interaction, segment, text_of

if TYPE_CHECKING:
    from csdesign.model.design import Design


def level_of(design: Design) -> int:
    """Return the level of the only segment as a rank, -1 without any minutes."""
    (one,) = design.segments
    yearly = [(i, one.yearly(i)) for i in one.interactions]
    level = decide(quantities(yearly), one.traits, design.params).level
    return -1 if level is None else LEVEL_ORDER[level]


def parts_of_segment(design: Design, factor: float = 1.0) -> Parts:
    """Return the sums of the only segment, each interaction so many times as often."""
    (one,) = design.segments
    return total(parts_of(i, factor * one.yearly(i)) for i in one.interactions)


@settings(max_examples=20, deadline=None)
@given(st.lists(segments(), min_size=1, max_size=4))
def test_an_array_of_promises_gets_the_levels_of_each(written: list[Written]) -> None:
    """Promises side by side: each number of the array is decided as if it were alone."""
    designs = [design_of(text_of(one)) for one in written]
    for design in designs:
        (own,) = design.segments
        found = [ranks(parts_of_segment(each), own.traits, design.params) for each in designs]
        side_by_side = Parts(
            *(np.array(column) for column in zip(*map(parts_of_segment, designs), strict=True))
        )
        assert list(ranks(side_by_side, own.traits, design.params)) == found
    assert [
        int(ranks(parts_of_segment(one), one.segments[0].traits, one.params)) for one in designs
    ] == [level_of(one) for one in designs]


TALK = interaction(per_year=12, minutes=60, effort_hours=2)
MAIL = interaction("mail", channel="digital", per_year=1000, minutes=10)
QUIET = (1, 1, 2, 5)


@pytest.mark.parametrize(
    ("promises", "traits", "rank"),
    [
        ([], QUIET, -1),
        ([MAIL], (5, 5, 5, 1), 0),
        # 12 talks of 2 h are on both borders of the floor F1; less of either is not
        ([TALK, MAIL], QUIET, 2),
        ([{**TALK, "per_year": 11.9}, MAIL], QUIET, 1),
        ([{**TALK, "effort_hours": 1.9}, MAIL], QUIET, 1),
        # industry expertise in 24 h of 6 talks is F2; product expertise is not
        ([{**TALK, "per_year": 6, "effort_hours": 4, "expertise": 2}, MAIL], QUIET, 2),
        ([{**TALK, "per_year": 6, "effort_hours": 4, "expertise": 1}, MAIL], QUIET, 1),
        # one touch a year is F3
        ([{**TALK, "per_year": 1, "effort_hours": 1}, MAIL], QUIET, 1),
        ([{**TALK, "per_year": 0.9, "effort_hours": 1}, MAIL], QUIET, 0),
        # C1: no planned talk; C2: on request alone; C3: little contact wanted
        ([{**TALK, "trigger": "signal", "effort_hours": 9}], (5, 5, 5, 1), 1),
        ([{**TALK, "trigger": "request", "effort_hours": 9}], (5, 5, 5, 1), 0),
        ([{**TALK, "per_year": 11, "effort_hours": 9}], (5, 5, 5, 1), 2),
        ([{**TALK, "per_year": 11, "effort_hours": 9}], (5, 5, 1, 1), 1),
        # 0.6 x (40 + 40 x 0.25 + 10) + 0.4 x 60 = 60: product expertise is half of 20
        ([{**TALK, "per_year": 4, "effort_hours": 3, "expertise": 1}], (4, 3, 4, 4), 2),
    ],
)  # fmt: skip
def test_floors_caps_and_bands_on_their_borders(
    promises: list[Written], traits: tuple[int, int, int, int], rank: int
) -> None:
    """Each gate at its border and next to it, as an array of one and by itself."""
    design = design_of(text_of(segment(*promises, traits=traits)))

    assert level_of(design) == rank
    assert int(ranks(parts_of_segment(design), design.segments[0].traits, design.params)) == rank


def test_expertise_of_no_planned_talk_is_none() -> None:
    """Without any promise all sums are 0; expertise of what is asked for does not count."""
    asked = interaction(per_year=2, minutes=30, effort_hours=1, expertise=2, trigger="request")
    (one,) = design_of(text_of(segment(asked))).segments
    parts = parts_of(one.interactions[0], 2.0)

    assert total([]) == NOTHING == Parts(*(0.0,) * 11)
    assert parts == NOTHING._replace(m1=60.0, a1=2.0)
