"""Productive hours of a person."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import productive_hours, productive_hours_array


def test_a_quarter_of_the_published_calculator_has_331_and_a_half_hours() -> None:
    """Source: lotoftools.org: 520 h, 75% utilisation, 15% overhead."""
    hours = productive_hours(
        weeks=13, hours_per_week=40, absence_days=0, internal_share=0.25, target_load=0.85
    )
    assert hours.available_hours == pytest.approx(520, abs=1e-6)
    assert hours.customer_hours == pytest.approx(390, abs=1e-6)
    assert hours.planned_hours == pytest.approx(331.5, abs=1e-6)


def test_the_default_year_has_1122_planned_hours() -> None:
    """52 weeks of 40 h less 40 days of 8 h are 1,760 h; a quarter is internal; load 0.85."""
    hours = productive_hours(
        weeks=52, hours_per_week=40, absence_days=40, internal_share=0.25, target_load=0.85
    )
    assert hours.available_hours == pytest.approx(1760, abs=1e-6)
    assert hours.customer_hours == pytest.approx(1320, abs=1e-6)
    assert hours.planned_hours == pytest.approx(1122, abs=1e-6)


def test_more_absence_than_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="working days"):
        productive_hours(
            weeks=1, hours_per_week=40, absence_days=6, internal_share=0, target_load=1
        )


@given(
    weeks=st.floats(1, 53),
    hours_per_week=st.floats(0, 60),
    absence_days=st.floats(0, 5),
    internal_share=st.floats(0, 1),
    target_load=st.floats(0, 1),
)
@settings(max_examples=50)
def test_each_deduction_leaves_no_more_than_before(**inputs: float) -> None:
    hours = productive_hours(**inputs)
    paid = inputs["weeks"] * inputs["hours_per_week"]
    assert 0 <= hours.planned_hours <= hours.customer_hours <= hours.available_hours + 1e-12
    assert hours.available_hours <= paid


def test_arrays_say_what_scalars_say_in_the_broadcast_shape() -> None:
    absences, loads = (0, 20, 40), (0.75, 1.0)
    table = productive_hours_array(
        weeks=52,
        hours_per_week=40,
        absence_days=[[days] for days in absences],
        internal_share=0.25,
        target_load=loads,
    )
    assert table.planned_hours.shape == (3, 2)
    for row, days in enumerate(absences):
        for column, load in enumerate(loads):
            hours = productive_hours(
                weeks=52,
                hours_per_week=40,
                absence_days=days,
                internal_share=0.25,
                target_load=load,
            )
            assert table.available_hours[row, column] == hours.available_hours
            assert table.customer_hours[row, column] == hours.customer_hours
            assert table.planned_hours[row, column] == hours.planned_hours


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"weeks": [52, -1]}, "weeks has an element below 0"),
        ({"internal_share": [0.2, 25]}, "internal_share has an element outside 0 to 1"),
        ({"absence_days": [0, 300]}, "above the working days"),
    ],
)
def test_arrays_refuse_what_scalars_refuse(change: dict[str, list[float]], words: str) -> None:
    inputs = {
        "weeks": 52,
        "hours_per_week": 40,
        "absence_days": 40,
        "internal_share": 0.25,
        "target_load": 0.85,
    }
    with pytest.raises(ValueError, match=words):
        productive_hours_array(**(inputs | change))
