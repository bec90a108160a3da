"""Hours that promised work costs."""

import pytest

from csdesign.capacity import fte_range


def test_the_enterprise_segment_takes_four_people_give_or_take_half_a_one() -> None:
    """4,572 / 1,122 at load 0.85; / 1,320 at load 1; / 990 at load 0.75."""
    people = fte_range(4572, customer_hours=1320, target_load=0.85)
    assert people.fte_low == pytest.approx(3.463636363636364, abs=1e-6)
    assert people.fte == pytest.approx(4.074866310160428, abs=1e-6)
    assert people.fte_high == pytest.approx(4.618181818181818, abs=1e-6)
