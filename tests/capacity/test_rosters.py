"""Presence of a person on a queue, and the people that a roster takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.capacity import presence, roster


def test_a_person_of_the_opening_hours_is_there_for_what_shrinkage_leaves() -> None:
    """52 weeks of 40 hours, open as long: 30% away leaves 0.7; open twice as long, 0.35."""
    year = {"weeks": 52, "hours_per_week": 40, "shrinkage": 0.3}

    assert presence(open_hours=2080, **year) == pytest.approx(0.7)
    assert presence(open_hours=4160, **year) == pytest.approx(0.35)


def test_fourteen_on_the_queue_are_twenty_rostered() -> None:
    """Source: the example of pyworkforce, 30% shrinkage."""
    assert roster(14, present=0.7) == pytest.approx(20)


@given(st.integers(0, 500), st.floats(0.01, 3))
def test_a_roster_puts_its_agents_on_the_queue(agents: int, present: float) -> None:
    """People times presence are the agents asked for."""
    assert roster(agents, present=present) * present == pytest.approx(agents)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"weeks": -1}, "weeks is -1"),
        ({"hours_per_week": -1}, "hours_per_week is -1"),
        ({"open_hours": 0}, "open_hours is 0"),
        ({"shrinkage": 1.1}, "shrinkage is 1.1"),
    ],
)
def test_numbers_out_of_their_range_are_refused(wrong: dict[str, float], message: str) -> None:
    given_ = {"weeks": 52, "hours_per_week": 40, "open_hours": 2080, "shrinkage": 0.3, **wrong}

    with pytest.raises(ValueError, match=message):
        presence(**given_)


def test_nobody_ever_there_fills_no_roster() -> None:
    with pytest.raises(ValueError, match="present is 0"):
        roster(3, present=0)
    with pytest.raises(ValueError, match=r"agents is 1\.5"):
        roster(1.5, present=0.7)
