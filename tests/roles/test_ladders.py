"""One text under two titles: no alarm where the titles are of one ladder, else always one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from csdesign.roles import compare
from csdesign.roles.text.titles import same_ladder

from .samples import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.roles.verdict.evidence import Relation, Tier

DUTIES: Final = (
    "Owns the adoption plan of each customer",
    "Runs the quarterly business review",
    "Keeps the health score up to date",
    "Trains new users of the customer",
    "Collects feedback for the product team",
)


def pairs(section: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of titles in a section of the table."""
    table = (Path(__file__).parent / "data" / "titles.txt").read_text("utf-8")
    _, _, rest = table.partition(f"@ {section}\n")
    for line in rest.partition("\n@ ")[0].splitlines():
        if line and not line.startswith("#"):
            lower, _, higher = line.partition(" | ")
            yield lower, higher


def tiers(section: str, relation: Relation) -> dict[tuple[str, str], Tier | None]:
    """Return the tier of every pair of a section, in both orders."""
    return {
        (a, b): compare(written(a, *DUTIES), written(b, *DUTIES), relation=relation).tier
        for pair in pairs(section)
        for a, b in (pair, pair[::-1])
    }


@pytest.mark.parametrize("relation", ["succession", "siblings"])
def test_one_text_under_two_titles_of_a_ladder_is_not_an_alarm_in_any_language(
    relation: Relation,
) -> None:
    found = tiers("One ladder", relation)

    assert len(found) > 200
    assert {pair for pair, tier in found.items() if tier != "other-grade"} == set()


@pytest.mark.parametrize("section", ["Two jobs", "One title"])
def test_titles_that_differ_in_trade_order_or_gender_are_of_no_ladder(section: str) -> None:
    found = tiers(section, "succession")

    assert found
    assert {pair for pair, tier in found.items() if tier != "same-text"} == set()


def test_a_director_in_other_words_is_asked_about_although_it_was_a_manager() -> None:
    # Where the text is not the same, another rank may be the new title of the old job.
    assert not same_ladder("Support Manager", "Director of Support")
    assert same_ladder("Support Manager", "Senior Support Manager")
