"""Properties of the coverage decision over random segments and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from csdesign.planning.coverage.decision import LEVEL_ORDER
from planning.strategies import CHANNELS, TRAITS, interactions, segments
from planning.writing import Written, copy_of, planned, text_of

if TYPE_CHECKING:
    from csdesign.planning.results import Coverage

CASES = settings(max_examples=60, deadline=None)
TINY = 1e-9


def rank(coverage: Coverage) -> int:
    """Return the level's place in the order of human attention."""
    assert coverage.level is not None
    return LEVEL_ORDER[coverage.level]


def share(coverage: Coverage) -> float:
    """Return people's share of customer time."""
    assert coverage.human_share is not None
    return coverage.human_share


def decision(coverage: Coverage) -> tuple[object, ...]:
    """Return the decision, numbers rounded as a reader sees them."""
    score = None if coverage.score is None else round(coverage.score, 6)
    gates = tuple(gate.code for gate in coverage.gates)
    return coverage.level, coverage.assignment, coverage.band, gates, score, coverage.ratio


@CASES
@given(
    segments(),
    st.sampled_from(CHANNELS[:2]).flatmap(lambda channel: interactions(channel=channel)),
)
def test_more_human_contact_never_lowers_share_or_level(base: Written, new: Written) -> None:
    """Adding a talk or a pooled meeting only ever raises."""
    before = planned(base).coverage
    base["interactions"].append(new)
    after = planned(base).coverage

    assert share(after) >= share(before) - TINY
    assert rank(after) >= rank(before)


@CASES
@given(segments(), st.data())
def test_doubling_a_one_to_one_never_lowers_share_or_level(
    base: Written, data: st.DataObject
) -> None:
    """Twice as many talks with a person never mean less attention."""
    talks = [i for i in base["interactions"] if i["channel"] == "human-1to1"]
    assume(talks)
    before = planned(base).coverage
    talk = data.draw(st.sampled_from(talks))
    key = "times" if "times" in talk else "per_year"
    talk[key] *= 2
    after = planned(base).coverage

    assert share(after) >= share(before) - TINY
    assert rank(after) >= rank(before)


@CASES
@given(segments(), interactions(channel="digital"))
def test_more_automation_never_raises_share_or_level(base: Written, new: Written) -> None:
    """Adding a mail never makes a segment need more people."""
    before = planned(base).coverage
    base["interactions"].append(new)
    after = planned(base).coverage

    assert share(after) <= share(before) + TINY
    assert rank(after) <= rank(before)


@CASES
@given(segments(), st.data())
def test_a_cheaper_channel_never_raises_the_level(base: Written, data: st.DataObject) -> None:
    """One-to-one to pooled to digital, minutes given: the level never rises."""
    human = [i for i in base["interactions"] if i["channel"] != "digital"]
    assume(human)
    before = planned(base).coverage
    moved = data.draw(st.sampled_from(human))
    moved["channel"] = CHANNELS[CHANNELS.index(moved["channel"]) + 1]
    after = planned(base).coverage

    assert rank(after) <= rank(before)


@CASES
@given(segments(), st.sampled_from(TRAITS))
def test_a_profile_score_moves_the_level_one_way(base: Written, trait: str) -> None:
    """Complexity, specificity and desired contact never lower it; readiness never raises it."""
    assume(base["traits"][trait] < 5)
    before = planned(base).coverage
    base["traits"][trait] += 1
    after = planned(base).coverage

    if trait == "readiness":
        assert rank(after) <= rank(before)
    else:
        assert rank(after) >= rank(before)


@CASES
@given(segments(), st.sampled_from([0, 1, 950, 1e9]), st.sampled_from([1, 2, 7]))
def test_revenue_and_size_change_nothing(base: Written, arr: float, factor: int) -> None:
    """Any revenue, and any factor on accounts and new accounts alike, give the same decision."""
    before = planned(base).coverage
    base["arr_per_account"] = arr
    base["accounts"] *= factor
    base["new_accounts"] *= factor

    assert decision(planned(base).coverage) == decision(before)


@CASES
@given(segments(), segments("other"), st.randoms(use_true_random=False))
def test_order_changes_nothing(first: Written, second: Written, chance: object) -> None:
    """Neither the order of interactions nor that of segments matters."""
    from designs import plan_of

    before = {p.id: decision(p.coverage) for p in plan_of(text_of(first, second)).segments}
    shuffled = copy_of(first)
    chance.shuffle(shuffled["interactions"])
    after = {p.id: decision(p.coverage) for p in plan_of(text_of(second, shuffled)).segments}

    assert after == before


@CASES
@given(segments(), st.data())
def test_splitting_an_interaction_changes_nothing(base: Written, data: st.DataObject) -> None:
    """Two interactions with half the count each are the one they came from."""
    before = planned(base)
    whole = data.draw(st.sampled_from(base["interactions"]))
    key = "times" if "times" in whole else "per_year"
    whole[key] /= 2
    base["interactions"].append({**whole, "id": "other-half"})
    after = planned(base)

    assert decision(after.coverage) == decision(before.coverage)
    assert round(after.workload.hours or 0, 6) == round(before.workload.hours or 0, 6)


@CASES
@given(segments(), interactions())
def test_a_share_of_zero_equals_absence(base: Written, new: Written) -> None:
    """What no account gets is as if it were not there, in coverage and in hours."""
    before = planned(base)
    base["interactions"].append({**new, "share": 0})
    after = planned(base)

    assert after.coverage == before.coverage
    assert after.workload == before.workload
    assert after.fte == before.fte
