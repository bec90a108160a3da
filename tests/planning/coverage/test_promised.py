"""The worth of what is promised, and what a changed design keeps of it: worked numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csdesign.planning.coverage.promised import (
    customers_of_interaction,
    kept_share,
    lost_worth,
    promised_worth,
    worth_each,
)
from designs import design_of
from planning.writing import Written, copy_of, interaction, segment, text

if TYPE_CHECKING:
    from csdesign.model.design import Design

PARAMS = {"pooled_worth": 0.5, "digital_worth": 0.1}
MIDDLE = (3, 3, 3, 3)
"""A profile that asks for half of all attention: a need score of 50."""


def big(**fields: object) -> Written:
    """Return a segment of ten customers, two of them new."""
    return segment(
        interaction("talk", per_year=6, minutes=60, effort_hours=1),
        interaction("class", channel="human-pooled", per_year=4, share=0.5, minutes=60),
        interaction("mail", channel="digital", per_year=30, minutes=2),
        interaction("start", times=2, minutes=90, effort_hours=1, weight=2),
        interaction("notes", channel="internal", per_year=9, effort_hours=1),
        **{"id": "big", "accounts": 10, "new_accounts": 2, "traits": MIDDLE, **fields},
    )


def small(**fields: object) -> Written:
    """Return a segment of a hundred customers whose profile asks for all attention."""
    talk = interaction("talk", per_year=1, minutes=30, effort_hours=1)
    return segment(talk, **{"id": "small", "accounts": 100, "traits": (5, 5, 5, 1), **fields})


def design(*segments: Written, params: Written | None = None) -> Design:
    """Return a design of these segments."""
    return design_of(text({"segments": list(segments), "params": params or PARAMS}))


def test_an_hour_counts_by_channel_weight_and_profile() -> None:
    """Half of: a talk 6 h; a class 4 x 0.5 h x 0.5; mails 1 h x 0.1; starts 2 x 1.5 h x 2."""
    made = design(big())
    (one,) = made.segments
    worth = [worth_each(one, each, made.params) for each in one.interactions]

    assert worth == pytest.approx([3.0, 0.5, 0.05, 3.0, 0.0])
    assert [customers_of_interaction(one, each) for each in one.interactions] == [10, 10, 10, 2, 10]
    # 10 x (3 + 0.5 + 0.05) + 2 x 3
    assert promised_worth(made) == pytest.approx(41.5)


def test_customers_nobody_counted_are_worth_nothing_yet() -> None:
    """Without numbers of customers there is no total, and no share of it."""
    made = design(big(accounts=None, new_accounts=None))

    assert promised_worth(made) == 0
    assert kept_share(made, made) is None


def test_what_is_kept_better_does_not_make_up_for_what_is_broken() -> None:
    """Talks fall from 6 to 4: 10 x 1.0 is lost; of mails there are more, which counts for nothing.

    Of 41.5 + 100 x 0.5 = 91.5 the rest is kept.
    """
    before = design(big(), small())
    fewer = copy_of(big())
    fewer["interactions"][0]["per_year"] = 4
    fewer["interactions"][2]["per_year"] = 3000
    after = design(fewer, small())

    assert lost_worth(before, after) == pytest.approx(10)
    assert kept_share(before, after) == pytest.approx(1 - 10 / 91.5)
    assert lost_worth(after, before) == pytest.approx(10 * (3000 - 30) * 2 / 60 * 0.1 / 2)


def test_growth_is_not_a_broken_promise_and_neither_is_leaving() -> None:
    """More customers, or fewer, are promised the same each."""
    before = design(big(), small())

    for count in (5, 400):
        assert kept_share(before, design(big(), small(accounts=count))) == 1


def test_a_segment_or_a_promise_that_is_gone_is_lost_whole() -> None:
    """Without the small segment, and without its talk, its 50 of 91.5 are lost."""
    before = design(big(), small())

    for after in (design(big()), design(big(), small(interactions=[]))):
        assert lost_worth(before, after) == pytest.approx(50)


def test_the_worth_of_a_channel_is_that_of_each_design() -> None:
    """A class at 0.5 before, at 0.2 afterwards: 10 x 0.3 is lost."""
    after = design(big(), params={**PARAMS, "pooled_worth": 0.2})

    assert lost_worth(design(big()), after) == pytest.approx(10 * 0.3)


def test_customers_who_only_move_lose_what_the_whole_loses() -> None:
    """Ten of the hundred move up: the whole gains; all the way down it falls by 41.5 - 10 x 0.5."""
    before = design(big(), small())
    up = design(big(accounts=20), small(accounts=90))
    down = design(big(accounts=0, new_accounts=0), small(accounts=110))

    assert lost_worth(before, up) == 0
    assert lost_worth(before, down) == pytest.approx(41.5 - 5)
    # Not all of them: this is not a move, and each customer keeps what they had.
    assert lost_worth(before, design(big(accounts=0), small(accounts=105))) == 0
