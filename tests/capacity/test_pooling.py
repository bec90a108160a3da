"""Savings of one pool."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import pooling_gain


def test_two_regions_of_five_erlang_save_two_agents() -> None:
    """Source: Tijms, table 5.3.2: 5 erlang take 8 agents, 10 take 14."""
    gain = pooling_gain([5, 5], max_p_wait=0.2)
    assert gain.separate_agents == (8, 8)
    assert gain.separate_total == 16
    assert gain.pooled_agents == 14
    assert gain.saving == 2


@given(st.lists(st.floats(0, 80), max_size=6), st.floats(0.01, 1))
@settings(max_examples=60)
def test_a_pool_never_costs_agents(offered: list[float], share: float) -> None:
    assert pooling_gain(offered, max_p_wait=share).saving >= 0


@given(st.floats(0.1, 80), st.floats(0.01, 1))
@settings(max_examples=30)
def test_one_queue_saves_nothing(load: float, share: float) -> None:
    assert pooling_gain([load], max_p_wait=share).saving == 0


def test_a_negative_load_is_refused() -> None:
    with pytest.raises(ValueError, match="offered_load is -1"):
        pooling_gain([1, -1], max_p_wait=0.2)
