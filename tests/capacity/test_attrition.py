"""People who leave."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import attrition_allowance


def test_a_fifth_who_leave_make_seven_people_eight() -> None:
    """2 months empty and 1 + 0.5 + 0.5 of ramp: 4 months; 1 - 0.2 * 4 / 12; 7 / 0.9333 = 7.5."""
    allowance = attrition_allowance(
        fte_needed=7, annual_attrition=0.2, months_to_fill=2, ramp=[0, 0.5, 0.5]
    )
    assert allowance.lost_months_per_leaver == pytest.approx(4, abs=1e-9)
    assert allowance.availability == pytest.approx(0.9333333333333333, abs=1e-9)
    assert allowance.required_headcount == pytest.approx(7.5, abs=1e-9)
    assert allowance.heads == 8


def test_where_nobody_leaves_need_is_headcount() -> None:
    allowance = attrition_allowance(fte_needed=7, annual_attrition=0, months_to_fill=2, ramp=[0])
    assert (allowance.required_headcount, allowance.heads) == (7, 7)


@given(
    st.floats(0, 50),
    st.floats(0, 0.5),
    st.floats(0, 6),
    st.lists(st.floats(0, 1), max_size=6),
)
@settings(max_examples=50)
def test_headcount_delivers_the_need(
    need: float, leaving: float, months: float, ramp: list[float]
) -> None:
    allowance = attrition_allowance(
        fte_needed=need, annual_attrition=leaving, months_to_fill=months, ramp=ramp
    )
    assert allowance.required_headcount * allowance.availability == pytest.approx(need)
    assert allowance.heads >= need - 1e-6


def test_leavers_who_cost_all_the_time_are_refused() -> None:
    with pytest.raises(ValueError, match="no time is left"):
        attrition_allowance(fte_needed=1, annual_attrition=1, months_to_fill=12, ramp=[])
