"""Formulas refuse numbers that nothing can have, by the name of the argument."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from csdesign.capacity import erlang_a, required_agents

if TYPE_CHECKING:
    from collections.abc import Callable

AGENTS = {
    "offered_load": 5.0,
    "handle_hours": 0.5,
    "target_wait_hours": 0.1,
    "service_level": 0.8,
    "max_occupancy": 0.85,
}
IMPATIENT = {"arrivals_per_hour": 10.0, "handle_hours": 0.5, "patience_hours": 1.0, "agents": 5}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("offered_load", -1.0),
        ("handle_hours", 0.0),
        ("target_wait_hours", -0.1),
        ("service_level", 1.1),
        ("max_occupancy", 1.1),
        ("max_occupancy", 0.0),
    ],
)
def test_agents_of_an_impossible_queue_are_refused(name: str, wrong: float) -> None:
    """A load, times from 0 up, shares from 0 to 1."""
    given = {**AGENTS, name: wrong}
    load = given.pop("offered_load")

    with pytest.raises(ValueError, match=name if name != "offered_load" else "load"):
        required_agents(load, **given)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("arrivals_per_hour", -1.0),
        ("handle_hours", 0.0),
        ("handle_hours", math.inf),
        ("patience_hours", 0.0),
        ("agents", 0),
        ("agents", 1.5),
    ],
)
def test_an_impossible_queue_of_impatient_customers_is_refused(name: str, wrong: float) -> None:
    """At least one whole agent; times above 0."""
    call: Callable[..., Any] = erlang_a

    with pytest.raises(ValueError, match=name):
        call(**{**IMPATIENT, name: wrong})
