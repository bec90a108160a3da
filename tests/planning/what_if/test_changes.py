"""Foretold changes compared with the plan of the design in which they are really made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings

from csdesign.planning.coverage.decision import LEVEL_ORDER
from designs import example_text, plan_of
from planning.strategies import CHANNELS, TRAITS, segments
from planning.writing import Written, at, copy_of, example, planned, text

if TYPE_CHECKING:
    from csdesign.planning.results import Change, SegmentPlan, Sensitivity

EXAMPLES = ("planworks", "flowfab", "renamo", "cloudcore")
CASES = settings(max_examples=60, deadline=None)


def changed(design: Written, change: Change) -> Written:
    """Return the written design with a change made to it."""
    after = copy_of(design)
    touch = at(after, change.path)
    if change.action == "drop":
        at(after, change.path[:-1]).remove(touch)
    else:
        touch["channel"] = change.channel
    return after


def assert_comes_true(design: Written, plan: SegmentPlan) -> None:
    """Make the change of a segment's counterfactual and compare what it foretold."""
    found = plan.coverage.counterfactual
    assert found is not None
    after = plan_of(text(changed(design, found.change))).segment_by_id[plan.id].coverage

    assert after.level == found.level != plan.coverage.level
    assert after.score == (None if found.score is None else pytest.approx(found.score))


@pytest.mark.parametrize("name", ["planworks", "flowfab"])
def test_counterfactuals_of_the_examples_come_true(name: str) -> None:
    """Dropping or moving the named interaction gives the foretold level and score."""
    design = example(name)
    plans = plan_of(text(design)).segments
    told = [plan for plan in plans if plan.coverage.counterfactual is not None]

    assert told
    for plan in told:
        assert_comes_true(design, plan)


@CASES
@given(segments())
def test_counterfactuals_come_true_and_none_is_smaller(written: Written) -> None:
    """Of all single changes that flip the level, the one named moves the score least."""
    design = {"segments": [written]}
    before = planned(written)
    told = before.coverage.counterfactual
    flips = []
    for place, touch in enumerate(written["interactions"]):
        for channel in (None, *CHANNELS):
            if channel == touch["channel"]:
                continue
            after = copy_of(design)
            if channel is None:
                del after["segments"][0]["interactions"][place]
            else:
                after["segments"][0]["interactions"][place]["channel"] = channel
            found = plan_of(text(after)).segments[0].coverage
            if found.level != before.coverage.level:
                flips.append(abs((found.score or 0) - (before.coverage.score or 0)))
    if told is None:
        assert flips == []
        return
    assert_comes_true(design, before)
    assert abs((told.score or 0) - (before.coverage.score or 0)) == pytest.approx(min(flips))


def test_a_moved_interaction_takes_the_defaults_of_its_new_channel() -> None:
    """A mail without minutes or hours that becomes a talk counts those of a talk."""
    written = {
        "id": "corp",
        "interactions": [
            {"id": "mail", "stage": "onboard", "channel": "digital", "every": "week"},
        ],
    }
    assert_comes_true({"segments": [written]}, planned(written))


@CASES
@given(segments())
def test_profile_flips_are_exactly_those_that_come_true(written: Written) -> None:
    """A score is named if and only if moving it by one changes the level."""
    before = planned(written).coverage
    told = {(flip.trait, flip.score): flip.level for flip in before.flips}
    real = {}
    for trait in TRAITS:
        for step in (-1, 1):
            score = written["traits"][trait] + step
            if 1 <= score <= 5:
                moved = copy_of(written)
                moved["traits"][trait] = score
                level = planned(moved).coverage.level
                if level != before.level:
                    real[trait, score] = level

    assert told == real


def with_value(design: Written, item: Sensitivity, value: float) -> Written:
    """Return the written design with one input at another value."""
    after = copy_of(design)
    if item.path is None:
        after.setdefault("params", {})["internal_share"] = value
        return after
    *above, key = item.path
    node = at(after, tuple(above))
    if key in {"every", "cadence"}:
        del node[key]
        key = "per_year"
    if isinstance(node.get(key, None), dict) and "value" not in node[key]:
        node[key] = {role: hours * value / item.value for role, hours in node[key].items()}
    else:
        node[key] = value
    return after


def check_sensitivity(design: Written) -> int:
    """Plan again at both ends of every input the plan names; return how many there were."""
    plan = plan_of(text(design))
    for item in plan.sensitivity:
        for value, told in ((item.low, item.fte_low), (item.high, item.fte_high)):
            after = plan_of(text(with_value(design, item, value)))

            assert after.fte.plan == pytest.approx(told), item.input
    return len(plan.sensitivity)


@pytest.mark.parametrize("name", EXAMPLES)
def test_ends_of_the_sensitivity_come_true(name: str) -> None:
    """Setting an input to either end and planning again gives the total the plan foretold."""
    assert check_sensitivity(example(name)) > 2


def test_efforts_split_by_role_and_roles_with_hours_of_their_own_come_true() -> None:
    """The share of internal time moves only the roles that follow the company's."""
    written = {
        "id": "corp",
        "accounts": 50,
        "programme_hours": 300,
        "interactions": [
            {
                "id": "review",
                "stage": "onboard",
                "channel": "human-1to1",
                "per_year": 4,
                "minutes": 60,
                "role": ["csm", "expert"],
                "effort_hours": {"csm": 3, "expert": 1},
            },
            {"id": "tips", "stage": "adopt", "channel": "digital", "per_year": 12, "minutes": 2},
        ],
    }
    roles = [
        {"id": "csm", "owns": ["adopt"]},
        {"id": "expert", "params": {"internal_share": 0.5}},
        {
            "id": "digital",
            "kind": "digital-programme-manager",
            "responsibilities": ["run-digital-programme"],
            "params": {"weeks": 40},
        },
    ]
    check_sensitivity({"segments": [written], "roles": roles})


def test_stated_ranges_are_the_ends() -> None:
    """The business review of PlanWorks at 4 and 12 hours moves the total from 7.4 to 9.1."""
    plan = plan_of(example_text("planworks"))
    review = next(item for item in plan.sensitivity if item.input.startswith("business review"))

    assert (review.low, review.high) == (4, 12)
    assert round(review.fte_low, 1) == 7.4
    assert round(review.fte_high, 1) == 9.1
    moved = [item.fte_high - item.fte_low for item in plan.sensitivity]
    assert moved == sorted(moved, reverse=True)


def test_measured_and_assumed_shares_are_shares_of_hours() -> None:
    """PlanWorks measured workshops, working calls and requests, and assumed its reviews."""
    plan = plan_of(example_text("planworks"))

    assert plan.measured_share == pytest.approx((384 + 2160 + 2400) / 9286)
    assert plan.assumed_share == pytest.approx(1920 / 9286)


@CASES
@given(segments())
def test_near_gates_name_values_close_to_their_threshold(written: Written) -> None:
    """A gate is near within five per cent."""
    for near in planned(written).coverage.near:
        assert abs(near.value - near.threshold) <= 0.05 * near.threshold + 1e-9


@CASES
@given(segments())
def test_distance_to_the_next_band_reaches_it(written: Written) -> None:
    """The score plus the distance is 30 or 60."""
    found = planned(written).coverage
    assume(found.score is not None)

    assert found.level in LEVEL_ORDER
    reached = (found.score or 0) + (found.to_next_band or 0)
    assert min(abs(reached - 30), abs(reached - 60)) < 1e-9
