"""Teams in which some are still learning."""

import pytest

from csdesign.capacity import RampCohort, effective_fte


def test_fifteen_ramped_and_three_at_60_per_cent_are_worth_16_point_8() -> None:
    """Source: himodus wiki."""
    team = [RampCohort(15, 1.0), RampCohort(3, 0.6)]
    assert effective_fte(team) == pytest.approx(16.8, abs=1e-9)


def test_nobody_has_a_productivity_of_zero() -> None:
    assert effective_fte([]) == 0


def test_productivity_in_per_cent_is_refused() -> None:
    with pytest.raises(ValueError, match="productivity is 60; give a fraction"):
        effective_fte([RampCohort(3, 60)])
