"""Hours that promised work costs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import (
    WorkloadTerm,
    fte_range,
    segment_workload,
    term_hours,
    utilisation,
)

ENTERPRISE = (
    WorkloadTerm(count=8, effort_hours=4, once=True),  # implementation workshops
    WorkloadTerm(count=24, effort_hours=1.5),  # working calls
    WorkloadTerm(count=4, effort_hours=8),  # business reviews
    WorkloadTerm(count=1, share=0.3, effort_hours=6),  # save plays
)

terms = st.lists(
    st.builds(
        WorkloadTerm,
        count=st.floats(0, 60),
        effort_hours=st.floats(0, 20),
        share=st.floats(0, 1),
        staff=st.integers(1, 4),
        group_size=st.integers(1, 80),
        once=st.booleans(),
    ),
    max_size=6,
)


def test_the_enterprise_segment_costs_4572_hours() -> None:
    """24 * 1.5 + 4 * 8 + 0.3 * 6 = 69.8 h; 8 * 4 = 32 h; 60 * 69.8 + 12 * 32 = 4,572 h."""
    work = segment_workload(ENTERPRISE, accounts=60, new_accounts=12)
    assert work.recurring_hours_per_account == pytest.approx(69.8, abs=1e-6)
    assert work.once_hours_per_new_account == pytest.approx(32, abs=1e-6)
    assert work.total_hours == pytest.approx(4572, abs=1e-6)


def test_the_enterprise_segment_takes_four_people_give_or_take_half_a_one() -> None:
    """4,572 / 1,122 at load 0.85; / 1,320 at load 1; / 990 at load 0.75."""
    people = fte_range(4572, customer_hours=1320, target_load=0.85)
    assert people.fte_low == pytest.approx(3.463636363636364, abs=1e-6)
    assert people.fte == pytest.approx(4.074866310160428, abs=1e-6)
    assert people.fte_high == pytest.approx(4.618181818181818, abs=1e-6)


def test_an_hour_for_a_group_is_shared_by_its_accounts() -> None:
    """12 office hours of 3 h for 15 accounts, a fifth of which come: 12 * 0.2 * 3 / 15."""
    office_hours = WorkloadTerm(count=12, share=0.2, effort_hours=3, group_size=15)
    assert term_hours(office_hours) == pytest.approx(0.48)


@given(terms, st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
@settings(max_examples=50)
def test_hours_add_up_over_groups_of_accounts(
    promised: list[WorkloadTerm], first: int, second: int, new: int
) -> None:
    apart = [
        segment_workload(promised, accounts=first, new_accounts=new).total_hours,
        segment_workload(promised, accounts=second, new_accounts=0).total_hours,
    ]
    together = segment_workload(promised, accounts=first + second, new_accounts=new).total_hours
    assert together == pytest.approx(sum(apart), rel=1e-9, abs=1e-9)


def test_four_people_with_4188_hours_are_93_per_cent_booked() -> None:
    """60 accounts * 69.8 h over 4 * 1,122 h."""
    assert utilisation(4188, heads=4, planned_hours=1122) == pytest.approx(0.9331550802)


def test_what_cannot_be_divided_is_refused() -> None:
    with pytest.raises(ValueError, match="heads is 0"):
        utilisation(10, heads=0, planned_hours=1122)
    with pytest.raises(ValueError, match="target_load is 0"):
        fte_range(10, customer_hours=1320, target_load=0)
    with pytest.raises(ValueError, match="group_size is 0"):
        term_hours(WorkloadTerm(count=1, effort_hours=1, group_size=0))
    with pytest.raises(ValueError, match="share is 30"):
        term_hours(WorkloadTerm(count=1, effort_hours=1, share=30))
