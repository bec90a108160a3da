"""Retention and recommendation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import net_promoter_score, retention

money = st.floats(0, 1e6)


def test_a_cohort_of_ten_million_keeps_85_and_103_per_cent() -> None:
    """Source: pulserevops: contraction 0.6, churn 0.9, expansion 1.8 million."""
    kept = retention(start_arr=10e6, churned_arr=0.9e6, contraction_arr=0.6e6, expansion_arr=1.8e6)
    assert kept.grr == pytest.approx(0.85, abs=1e-9)
    assert kept.nrr == pytest.approx(1.03, abs=1e-9)


@given(st.floats(1, 1e7), st.floats(0, 0.5), st.floats(0, 0.5), money)
@settings(max_examples=50)
def test_gross_retention_is_a_share_and_net_is_not_lower(
    start: float, churn: float, contraction: float, expansion: float
) -> None:
    kept = retention(
        start_arr=start,
        churned_arr=churn * start,
        contraction_arr=contraction * start,
        expansion_arr=expansion,
    )
    assert 0 <= kept.grr <= 1
    assert kept.nrr >= kept.grr


def test_losing_more_than_there_was_is_refused() -> None:
    with pytest.raises(ValueError, match="start_arr is only 10"):
        retention(start_arr=10, churned_arr=8, contraction_arr=3, expansion_arr=0)


def test_50_promoters_and_20_detractors_of_100_answers_score_30() -> None:
    """(50 - 20) / 100 answers; 100 of 250 answered."""
    score = net_promoter_score(promoters=50, passives=30, detractors=20, invited=250)
    assert score.nps == pytest.approx(30, abs=1e-9)
    assert score.response_rate == pytest.approx(0.4, abs=1e-9)


def test_a_score_without_answers_or_with_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody answered"):
        net_promoter_score(promoters=0, passives=0, detractors=0, invited=10)
    with pytest.raises(ValueError, match="invited is only 2"):
        net_promoter_score(promoters=3, passives=0, detractors=0, invited=2)
