"""Waves of new customers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import backlog_hours, concurrency, demand_hours, onboarding_wave

SUMMER = [4, 4, 4, 20, 20, 4]
PROFILE = [12, 6, 2]

starts = st.lists(st.integers(0, 40), max_size=12)
profiles = st.lists(st.floats(0, 30), min_size=1, max_size=4)
delays = st.floats(0, 4)


def test_a_wave_without_delay_is_staffed_for_its_peak() -> None:
    """20 * 12 + 20 * 6 + 4 * 2 = 368 h in the fifth month, over 93.5 h a person."""
    wave = onboarding_wave(
        starts=SUMMER, effort_profile=PROFILE, planned_hours_per_month=93.5, max_delay_months=0
    )
    assert wave.demand_hours == pytest.approx((48, 72, 80, 272, 368, 208, 64, 8), abs=1e-9)
    assert wave.peak_hours == pytest.approx(368, abs=1e-9)
    assert wave.heads == 4
    assert wave.max_backlog_hours == 0


def test_half_a_month_of_delay_saves_one_person() -> None:
    """Three people do 280.5 h: the fifth month leaves 87.5 h, within half a month of 280.5."""
    wave = onboarding_wave(
        starts=SUMMER, effort_profile=PROFILE, planned_hours_per_month=93.5, max_delay_months=0.5
    )
    assert wave.heads == 3
    assert wave.max_backlog_hours == pytest.approx(87.5, abs=1e-9)


@given(starts, profiles, st.floats(20, 160), delays)
@settings(max_examples=80)
def test_heads_keep_the_delay_and_one_fewer_does_not(
    monthly: list[float], profile: list[float], planned: float, delay: float
) -> None:
    wave = onboarding_wave(
        starts=monthly,
        effort_profile=profile,
        planned_hours_per_month=planned,
        max_delay_months=delay,
    )

    def highest(heads: int) -> float:
        return max(backlog_hours(wave.demand_hours, heads * planned), default=0)

    assert highest(wave.heads) <= delay * wave.heads * planned + 1e-6
    if wave.heads:
        assert highest(wave.heads - 1) > delay * (wave.heads - 1) * planned


@given(starts, profiles, st.floats(20, 160), delays, st.floats(0, 2))
@settings(max_examples=60)
def test_more_delay_never_takes_more_heads(
    monthly: list[float], profile: list[float], planned: float, delay: float, more: float
) -> None:
    def heads(accepted: float) -> int:
        return onboarding_wave(
            starts=monthly,
            effort_profile=profile,
            planned_hours_per_month=planned,
            max_delay_months=accepted,
        ).heads

    assert heads(delay + more) <= heads(delay)


@given(starts, profiles)
@settings(max_examples=40)
def test_no_hour_of_work_is_lost(monthly: list[float], profile: list[float]) -> None:
    assert sum(demand_hours(monthly, profile)) == pytest.approx(sum(monthly) * sum(profile))


def test_no_starts_take_nobody() -> None:
    wave = onboarding_wave(
        starts=[], effort_profile=PROFILE, planned_hours_per_month=93.5, max_delay_months=0
    )
    assert (wave.demand_hours, wave.peak_hours, wave.heads, wave.max_backlog_hours) == ((), 0, 0, 0)


def test_ten_starts_a_month_of_ten_weeks_keep_seven_people_busy() -> None:
    """Little's law: 10 * 2.5 = 25 under way; 4 at a time is M. Albrecht's upper figure."""
    under_way = concurrency(starts_per_month=10, duration_months=2.5, max_concurrent=4)
    assert under_way.in_progress == pytest.approx(25, abs=1e-9)
    assert under_way.heads == 7


def test_people_without_time_are_refused() -> None:
    with pytest.raises(ValueError, match="planned_hours_per_month is 0"):
        onboarding_wave(
            starts=[1], effort_profile=[1], planned_hours_per_month=0, max_delay_months=0
        )
    with pytest.raises(ValueError, match="max_concurrent is 0"):
        concurrency(starts_per_month=1, duration_months=1, max_concurrent=0)
    with pytest.raises(ValueError, match="starts is -4"):
        demand_hours([4, -4], [1])


def test_decades_of_months_are_staffed() -> None:
    """A flat demand of 100 h a month takes two people of 60 h, whatever the delay accepted."""
    for delay in (0, 3):
        wave = onboarding_wave(
            starts=[10] * 2400,
            effort_profile=[10],
            planned_hours_per_month=60,
            max_delay_months=delay,
        )
        assert wave.heads == 2
