"""Capacity rules at their borders: what just passes, what just does not, and what is said."""

from __future__ import annotations

import pytest

from rules.written import found


@pytest.mark.parametrize(("away", "hit"), [(0.4, False), (0.401, True), (0.399, False)])
def test_a_queue_is_held_by_exactly_as_many_as_it_keeps_busy(away: float, hit: bool) -> None:
    """CAP804: two full-time people who are away for 40% are 1.2, as many as 1.2 erlang take."""
    help_ = {
        "id": "help",
        "stage": "adopt",
        "channel": "human-pooled",
        "per_year": 2.496,
        "minutes": 20,
        "effort_hours": 0.5,
        "trigger": "request",
        "role": "desk",
    }
    tips = {"id": "tips", "stage": "adopt", "channel": "digital", "per_year": 52}
    part = {
        "id": "corp",
        "accounts": 2000,
        "interactions": [help_, tips],
        "traits": dict.fromkeys(("complexity", "specificity", "desired", "readiness"), 3),
    }
    findings = found(
        "CAP804",
        segments=[part],
        roles=[{"id": "desk", "owns": ["serve"]}],
        positions=[{"roles": "desk", "count": 2}],
        params={"shrinkage": away},
    )

    assert (findings != []) is hit
