"""The fewest people who could do all jobs, compared with a search of every set of people."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity.maximum_flow import FlowNetwork
from csdesign.planning.hiring import combining
from csdesign.planning.hiring.combining import Combination, combine
from csdesign.planning.results.people import Need, Together

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

JOBS = "abcde"


def needs_of(**work: float) -> dict[str, Need]:
    """Return the people that each role needs, by its work alone."""
    return {
        role: Need(work=amount, roster=0, cap=0, book=0, need=amount, bound="work")
        for role, amount in work.items()
    }


def covered(work: Mapping[str, float], people: Sequence[Collection[str]]) -> bool:
    """Return whether full-time people who may do these roles are enough, in thousandths."""
    roles = list(work)
    network = FlowNetwork(2 + len(roles) + len(people))
    for place, role in enumerate(roles):
        network.add_edge(0, 2 + place, round(1000 * work[role]))
    for number, held in enumerate(people):
        node = 2 + len(roles) + number
        network.add_edge(node, 1, 1000)
        for role in held:
            network.add_edge(2 + roles.index(role), node, 1000)
    return network.push(0, 1) == sum(round(1000 * amount) for amount in work.values())


def may_hold(roles: Collection[str], apart: Collection[frozenset[str]]) -> bool:
    """Return whether one person may hold these roles."""
    return not any(pair <= frozenset(roles) for pair in apart)


def fewest(work: Mapping[str, float], apart: Collection[frozenset[str]]) -> int:
    """Return the fewest people, of all sets of roles each of them may hold."""
    roles = [role for role, amount in work.items() if amount > 0]
    kinds = [
        held
        for size in range(1, len(roles) + 1)
        for held in itertools.combinations(roles, size)
        if may_hold(held, apart)
    ]
    count = 0
    while True:
        for people in itertools.combinations_with_replacement(kinds, count):
            if covered(work, people):
                return count
        count += 1


def people_of(found: Combination) -> list[tuple[str, ...]]:
    """Return the roles of each person of a combination."""
    return [post.roles for post in found.posts for _ in range(post.posts)]


@st.composite
def jobs(
    draw: st.DrawFn,
) -> tuple[dict[str, float], frozenset[frozenset[str]], tuple[frozenset[str], frozenset[str]]]:
    """Return the work of up to four roles, pairs kept apart, and two sides."""
    roles = JOBS[: draw(st.integers(1, 4))]
    work = {role: draw(st.integers(0, 13)) / 10 for role in roles}
    pairs = [frozenset(pair) for pair in itertools.combinations(roles, 2)]
    apart = draw(st.frozensets(st.sampled_from(pairs), max_size=2)) if pairs else frozenset()
    side = st.frozensets(st.sampled_from(roles), max_size=2)
    sides = (draw(side), draw(side)) if draw(st.booleans()) else (frozenset(), frozenset())
    return work, apart, sides


@settings(max_examples=60, deadline=None)
@given(jobs())
def test_the_fewest_people_are_those_of_a_search_that_tries_everything(
    drawn: tuple[
        dict[str, float], frozenset[frozenset[str]], tuple[frozenset[str], frozenset[str]]
    ],
) -> None:
    """As many as every set of people tried, and those named can do it and are kept apart."""
    work, apart, sides = drawn
    found = combine(needs_of(**work), apart=apart, alone=(), sides=sides)
    first, second = sides[0] - sides[1], sides[1] - sides[0]
    kept = apart | {frozenset((a, b)) for a in first for b in second}
    busy = {role: amount for role, amount in work.items() if amount > 0}

    assert found.exact
    assert found.people == fewest(work, kept)
    assert len(people_of(found)) <= found.people
    assert covered(busy, people_of(found))
    assert all(may_hold(held, kept) for held in people_of(found))
    order = list(work)
    assert all(list(held) == sorted(held, key=order.index) for held in people_of(found))


@pytest.mark.parametrize("limit", ["_MOST_STEPS", "_MOST_KINDS"])
@settings(max_examples=30, deadline=None)
@given(jobs())
def test_a_search_that_stops_early_names_people_who_are_enough_and_says_so(
    limit: str,
    drawn: tuple[
        dict[str, float], frozenset[frozenset[str]], tuple[frozenset[str], frozenset[str]]
    ],
) -> None:
    """Never fewer than are needed, and called exact only where they are the fewest."""
    work, apart, _ = drawn
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(combining, limit, 0)
        found = combine(needs_of(**work), apart=apart, alone=())
    busy = {role: amount for role, amount in work.items() if amount > 0}

    assert found.people >= fewest(work, apart)
    assert not found.exact or found.people == fewest(work, apart)
    assert covered(busy, people_of(found))
    assert all(may_hold(held, apart) for held in people_of(found))


def named(found: Combination) -> dict[str, int]:
    """Return posts by the roles they combine."""
    return {"+".join(post.roles): post.posts for post in found.posts}


def test_whole_people_do_one_job_and_what_is_left_is_combined() -> None:
    """2.3, 1.5 and 0.2: three whole people, and the rests 0.3, 0.5 and 0.2 are one person."""
    found = combine(needs_of(a=2.3, b=1.5, c=0.2), apart=(), alone=())

    assert (found.people, named(found)) == (4, {"a": 2, "b": 1, "a+b+c": 1})
    assert named(combine(needs_of(a=2.0, b=0.5), apart=(), alone=())) == {"a": 2, "b": 1}


def test_a_job_is_split_where_whole_rests_do_not_fit() -> None:
    """Three times 0.6 are 1.8: two people, one of whom takes a part of the second job."""
    found = combine(needs_of(a=0.6, b=0.6, c=0.6), apart=(), alone=())

    assert found.people == 2
    assert sum(found_.posts for found_ in found.posts) == 2
    assert covered({"a": 0.6, "b": 0.6, "c": 0.6}, people_of(found))


def test_rests_that_fit_exactly_share_a_person() -> None:
    """0.7 and 0.3 are one person, 0.7 and 0.4 are two."""
    assert named(combine(needs_of(a=0.7, b=0.3), apart=(), alone=())) == {"a+b": 1}
    assert combine(needs_of(a=0.7, b=0.4), apart=(), alone=()).people == 2


def test_jobs_kept_apart_share_no_person_and_others_join_either() -> None:
    """0.4 and 0.5 apart, 0.4 with either: two people; with 1.2 of the third, three."""
    apart = [frozenset("ab")]

    assert named(combine(needs_of(a=0.4, b=0.5, c=0.4), apart=apart, alone=())) == {
        "b+c": 1,
        "a": 1,
    }
    assert combine(needs_of(a=0.4, b=0.5, c=1.2), apart=apart, alone=()).people == 3
    assert combine(needs_of(a=1.0, b=1.0), apart=apart, alone=()).people == 2


def test_three_jobs_each_apart_from_the_next_are_tried_in_all_ways() -> None:
    """A ring of five, each kept apart from its neighbours: pairs of 0.5 leave one alone."""
    ring = [frozenset((JOBS[i], JOBS[(i + 1) % 5])) for i in range(5)]
    found = combine(needs_of(**dict.fromkeys(JOBS, 0.5)), apart=ring, alone=())

    assert (found.people, found.exact) == (3, True)
    assert all(may_hold(held, ring) for held in people_of(found))


def test_two_sides_are_counted_each_by_itself() -> None:
    """0.6 + 0.7 on one side, 0.3 on the other, 0.4 for whoever has time: two people and one."""
    found = combine(needs_of(a=0.6, b=0.7, c=0.3, d=0.4), apart=(), alone=(), sides=("abx", "cx"))

    assert (found.people, found.exact) == (3, True)
    assert covered({"a": 0.6, "b": 0.7, "c": 0.3, "d": 0.4}, people_of(found))
    assert not any({"c"} < set(held) and {"a", "b"} & set(held) for held in people_of(found))


def test_a_role_on_both_sides_is_kept_from_neither() -> None:
    """The role of both sides goes with either: 0.5 + 0.2 and 0.5."""
    found = combine(needs_of(a=0.5, b=0.2, c=0.5), apart=(), alone=(), sides=("ab", "bc"))

    assert found.people == 2
    assert not any({"a", "c"} <= set(held) for held in people_of(found))


def test_people_of_a_short_queue_do_nothing_else() -> None:
    """1.2 alone are two people; 0.5 and 0.5 share a third."""
    found = combine(needs_of(a=1.2, b=0.5, c=0.5), apart=(), alone=["a"])

    assert found.people == 3
    assert found.posts == (Together(("a",), 2), Together(("b", "c"), 1))


def test_without_work_nobody_is_needed() -> None:
    """Jobs without work, alone or not, are left out."""
    assert combine(needs_of(a=0.0, b=0.0), apart=[frozenset("ab")], alone=["b"]) == (0, (), True)


def test_hundreds_of_jobs_are_filled_one_after_the_other() -> None:
    """201 jobs of 0.3, two of them kept apart: 60.3 people are 61, each with at most five jobs."""
    work = {f"r{number}": 0.3 for number in range(201)}
    apart = [frozenset(("r0", "r1"))]
    found = combine(needs_of(**work), apart=apart, alone=())

    assert found.people == math.ceil(60.3) == len(people_of(found))
    assert covered(work, people_of(found))
    assert all(may_hold(held, apart) for held in people_of(found))
    assert max(len(held) for held in people_of(found)) <= 5


def test_a_missing_proof_is_reported() -> None:
    """Nine pairs apart can be held in 512 ways: a person for each job is enough, proven or not."""
    roles = [f"r{number}" for number in range(18)]
    apart = [frozenset(pair) for pair in zip(roles[::2], roles[1::2], strict=True)]
    found = combine(needs_of(**dict.fromkeys(roles, 0.1)), apart=apart, alone=())

    assert (found.people, found.exact) == (18, False)


@pytest.mark.parametrize(("count", "exact"), [(7, True), (8, False)])
def test_kinds_of_people_are_counted_up_to_two_hundred(count: int, exact: bool) -> None:
    """Seven pairs apart are 128 kinds of people and two of them do it all; eight are 256 kinds."""
    roles = [f"r{number}" for number in range(2 * count)]
    apart = [frozenset(pair) for pair in zip(roles[::2], roles[1::2], strict=True)]
    found = combine(needs_of(**dict.fromkeys(roles, 0.1)), apart=apart, alone=())

    assert (found.exact, found.people) == (exact, 2 if exact else 2 * count)
