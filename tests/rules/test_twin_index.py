"""Roles with nearly the same duties are found without comparing each with each."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.rules.facts.twins import TwinIndex

duties = st.frozensets(st.sampled_from("abcdefgh"), min_size=1)
places = st.frozensets(st.sampled_from(["emea", "amer", "apac"]), min_size=1)


@settings(max_examples=150)
@given(
    roles=st.lists(st.tuples(duties, places), min_size=2, max_size=8),
    similarity=st.sampled_from([0.6, 0.7, 0.85, 1.0]),
)
def test_all_that_may_be_near_equal_meet_and_no_others(
    roles: list[tuple[frozenset[str], frozenset[str]]], similarity: float
) -> None:
    """0.85 takes (0.85 - 0.60) / 0.40 = 0.625 of all duties in common, and a place in common."""
    index = TwinIndex(similarity)
    index.count(items for items, _ in roles)
    least = max(0.0, (similarity - 0.60) / 0.40 - 0.005)
    for number, (items, where) in enumerate(roles):
        near = {
            other
            for other, (others, there) in enumerate(roles[:number])
            if where & there
            and items & others
            and len(items & others) / len(items | others) >= least
        }
        found = list(index.candidates(items, where))

        assert len(found) == len(set(found))
        assert set(found) == near
        index.add(number, items, where)
