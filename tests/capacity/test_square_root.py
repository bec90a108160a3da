"""The square-root rule."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import safety_factor, square_root_staffing


@pytest.mark.parametrize(
    ("load", "share", "beta", "agents"),
    [(100, 0.2, 1.0615162754187175, 111), (10, 0.5, 0.5060544689891806, 12)],
)
def test_the_published_table_is_met(load: float, share: float, beta: float, agents: int) -> None:
    """Source: Tijms, A First Course in Stochastic Models, table 5.3.2."""
    staffing = square_root_staffing(offered_load=load, max_p_wait=share)
    assert staffing.beta == pytest.approx(beta, abs=1e-6)
    assert staffing.approx_agents == agents
    assert staffing.exact_agents == agents


@given(st.floats(1, 2000), st.floats(0.05, 0.9))
@settings(max_examples=60)
def test_the_rule_is_within_one_agent(load: float, share: float) -> None:
    staffing = square_root_staffing(offered_load=load, max_p_wait=share)
    assert abs(staffing.approx_agents - staffing.exact_agents) <= 1


@given(st.floats(1e-6, 0.98), st.floats(1.001, 1.02))
def test_fewer_who_wait_need_more_safety(share: float, factor: float) -> None:
    assert safety_factor(share) > safety_factor(share * factor)


@pytest.mark.parametrize("share", [0, 1, -0.2, 20])
def test_everybody_and_nobody_are_not_targets(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        safety_factor(share)
