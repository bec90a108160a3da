"""Properties of every comparison, whatever the roles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.roles import compare

from . import strangers as texts
from .samples import written

if TYPE_CHECKING:
    from random import Random

    from csdesign.roles.verdict.evidence import Relation

_LINES: Final = (
    *texts.CONSULTANT,
    *texts.ACCOUNTS,
    *texts.RENEWALS,
    *texts.SUPPORT,
    *texts.STADTWERKE,
    *texts.SKLADY,
    "Does not negotiate prices with customers",
    "Supports the renewal of contracts",
    "Responsibilities:",
    "Extends the CSM responsibilities",
    "We offer 30 days of paid leave",
)
_DUTIES: Final = st.lists(st.sampled_from(_LINES), min_size=0, max_size=10, unique=True)
_RELATIONS: Final = st.sampled_from(("succession", "siblings"))
_RANK: Final = {None: 0, "other-grade": 1, "perhaps-reworded": 1, "same-text": 2}
_LOOKALIKES: Final = str.maketrans("aeocpx", "аеосрх")


@given(a=_DUTIES, b=_DUTIES, relation=_RELATIONS)
@settings(max_examples=60, deadline=None)
def test_a_comparison_turned_round_says_the_same(
    a: list[str], b: list[str], relation: Relation
) -> None:
    there = compare(written("One Name", *a), written("Two Words", *b), relation=relation)
    back = compare(written("Two Words", *b), written("One Name", *a), relation=relation)

    assert (there.tier, there.verdict) == (back.tier, back.verdict)
    assert there.score == pytest.approx(back.score)
    assert there.coverage == pytest.approx((back.coverage.b, back.coverage.a))


@given(a=_DUTIES, b=_DUTIES, dice=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_lines_does_not_matter(a: list[str], b: list[str], dice: Random) -> None:
    shuffled_a, shuffled_b = list(a), list(b)
    dice.shuffle(shuffled_a)
    dice.shuffle(shuffled_b)

    plain = compare(written("One Name", *a), written("Two Words", *b))
    mixed = compare(written("One Name", *shuffled_a), written("Two Words", *shuffled_b))

    assert (plain.tier, plain.verdict) == (mixed.tier, mixed.verdict)
    assert plain.score == pytest.approx(mixed.score)


@given(a=_DUTIES, b=_DUTIES, more=st.sampled_from(texts.COMMUNITY))
@settings(max_examples=40, deadline=None)
def test_a_duty_that_both_gain_never_makes_them_less_alike(
    a: list[str], b: list[str], more: str
) -> None:
    """Within what the weights of words move when a line is added."""
    plain = compare(written("One Name", *a), written("Two Words", *b))
    both = compare(written("One Name", *a, more), written("Two Words", *b, more))

    if plain.verdict is not None and not plain.across_languages:
        assert min(both.duties.kept) >= min(plain.duties.kept) - 0.02


@given(a=_DUTIES, b=_DUTIES, relation=_RELATIONS, grade=st.sampled_from(("Senior ", "Lead ", "")))
@settings(max_examples=40, deadline=None)
def test_two_grades_of_one_ladder_are_never_an_alarm(
    a: list[str], b: list[str], relation: Relation, grade: str
) -> None:
    low = written("Support Engineer", *a)
    high = written(f"{grade}Support Engineer{'' if grade else ' II'}", *b)

    assert compare(low, high, relation=relation).tier != "same-text"


@given(duties=st.sampled_from((texts.CONSULTANT, texts.RENEWALS, texts.SKLADY, texts.CABINETS)))
def test_letters_that_only_look_alike_change_no_verdict(duties: tuple[str, ...]) -> None:
    """A reader sees the same text; so does the audit."""
    words = [line.split(" ") for line in duties]
    disguised = (
        " ".join([first.translate(_LOOKALIKES) if first.isascii() else first, *rest])
        for first, *rest in words
    )

    result = compare(written("One Name", *duties), written("Two Words", *disguised))

    assert result.tier == "same-text"


@given(n=st.integers(0, 6))
def test_the_title_inside_the_duties_is_not_evidence(n: int) -> None:
    """Neither for a rename, where it is exchanged, nor between two jobs that both name theirs."""
    named = [f"As a Renewals Manager {line}" for line in texts.RENEWALS[:n]] + [*texts.RENEWALS[n:]]
    renamed = [line.replace("Renewals Manager", "Contract Partner") for line in named]
    other = [f"As a Renewals Manager {line}" for line in texts.COMMUNITY]

    role = written("Renewals Manager", *named)

    assert compare(role, written("Contract Partner", *renamed)).tier == "same-text"
    assert compare(role, written("Renewals Manager", *other)).tier is None


@given(kept=_DUTIES, new=st.lists(st.sampled_from(texts.COMMUNITY), unique=True))
@settings(max_examples=40, deadline=None)
def test_the_more_is_new_the_lower_the_tier(kept: list[str], new: list[str]) -> None:
    role = written("One Name", *kept)
    tiers = [
        _RANK[compare(role, written("Two Words", *kept, *new[:n])).tier]
        for n in range(len(new) + 1)
    ]

    judged = [tier for tier in tiers if tier] or [0]
    assert judged == sorted(judged, reverse=True)


@given(a=_DUTIES, b=_DUTIES)
@settings(max_examples=40, deadline=None)
def test_a_third_that_is_new_or_gone_is_never_unchanged(a: list[str], b: list[str]) -> None:
    result = compare(written("One Name", *a), written("Two Words", *b))
    sides = ((result.only_in_a, result.duties.size_a), (result.only_in_b, result.duties.size_b))

    if result.tier == "same-text" or result.verdict == "unchanged":
        for alone, size in sides:
            assert sum(not line.common for line in alone) < size / 3


@given(a=_DUTIES, b=_DUTIES, relation=_RELATIONS)
@settings(max_examples=40, deadline=None)
def test_duties_alone_are_never_more_than_95_per_cent_sure(
    a: list[str], b: list[str], relation: Relation
) -> None:
    result = compare(written("One Name", *a), written("Two Words", *b), relation=relation)

    assert result.confidence <= 0.95
    assert (result.confidence == 0) == (result.verdict is None)


@given(a=_DUTIES, b=_DUTIES)
@settings(max_examples=30, deadline=None)
def test_titles_decide_nothing_but_grades_and_segments(a: list[str], b: list[str]) -> None:
    named = compare(written("One Name", *a), written("Two Words", *b))
    again = compare(written("Green Tree", *a), written("Blue House", *b))

    assert (named.tier, named.verdict, named.score) == (again.tier, again.verdict, again.score)
    assert replace(named, a=again.a, b=again.b).coverage == again.coverage
