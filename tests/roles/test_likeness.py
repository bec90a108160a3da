"""Lines that share words are found, however many lines there are."""

from __future__ import annotations

import pytest

from csdesign.roles import RoleFile, compare
from csdesign.roles.matching.likeness import MATCH_FROM, likenesses, match_score

from .samples import written

PLACES = [f"{a}{b}" for a in "bcdfghjklmnprstv" for b in ("anto", "erga", "ilsun", "odrum", "upek")]


def test_a_match_begins_at_one_half_and_grows() -> None:
    scores = [match_score(MATCH_FROM + step / 10) for step in range(7)]

    assert scores[0] == pytest.approx(0.5)
    assert scores == sorted(scores)
    assert scores[-1] < 1.0


def test_likeness_is_the_mean_of_cosine_and_containment() -> None:
    """Two of three words shared, weights all equal: cosine 2/3, containment 2/3."""
    found = likenesses([("a", "b", "c")], [("a", "b", "d"), ("x",)], lambda _: 1.0)

    assert found == {(0, 0): pytest.approx(2 / 3)}


def test_in_a_file_of_thousands_of_lines_equal_lines_still_meet() -> None:
    """Words that hundreds of lines share bring no lines together, but a line finds its twin."""
    roles = [
        written(
            f"Clerk of {place}", *(f"Files form {n} in {place}" for n in range(8)), "Files forms"
        )
        for place in PLACES
    ]
    twin = written("Scribe", *(f"Files form {n} in {PLACES[0]}" for n in range(8)), "Files forms")
    result = RoleFile([*roles, twin]).compare(0, len(roles))

    assert result.only_in_a == ()
    assert {match.kind for match in result.matches} == {"exact"}
    assert compare(roles[0], roles[1]).verdict is not None


def test_candidates_of_a_large_file_are_the_pairs_that_share_lines() -> None:
    roles = [
        written(f"R{n}", *(f"Paints {place} {n}" for place in PLACES[n : n + 3]))
        for n in range(0, 75, 1)
    ]
    copies = [written("Copy", *(item.text or "" for item in roles[4].responsibilities or ()))]
    pairs = set(RoleFile([*roles, *copies]).candidates())

    assert (4, 75) in pairs
    assert (4, 60) not in pairs
