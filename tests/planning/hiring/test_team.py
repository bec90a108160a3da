"""Teams as plain numbers: which parts of one share nobody, and what work is alike."""

from __future__ import annotations

import pytest

from csdesign.planning.hiring.team import (
    Cell,
    Component,
    Lot,
    PostTime,
    RoleWork,
    components,
    place_name,
)

from .teams import role

HERE = frozenset({"s"})


def test_a_region_follows_its_segment() -> None:
    """No id of a segment has a blank in it."""
    assert place_name("corp", None) == "corp" == Cell("corp", 1, 1).place
    assert place_name("corp", "emea") == "corp emea" == Cell("corp", 1, 1, region="emea").place


def test_roles_that_people_link_are_one_part_in_their_own_order() -> None:
    """Posts link c and a by x, e and b by y and z, d by none; four posts have no work."""
    roles = [role(name, 1.0) for name in "abcde"]
    posts = [
        PostTime("x", ("c", "a")),
        PostTime("y", ("e", "stranger"), posts=2),
        PostTime("none", ()),
        PostTime("z", ("b", "e"), fte=0.5),
        PostTime("stranger", ("stranger",)),
        PostTime("no-time", ("a",), fte=0),
        PostTime("nobody", ("a",), posts=0),
    ]
    parts, idle = components(roles, posts)

    assert [[item.role for item in part.roles] for part in parts] == [["a", "c"], ["b", "e"], ["d"]]
    assert [[group.roles for group in part.groups] for part in parts] == [
        [("a", "c")],
        [("e",), ("b", "e")],
        [],
    ]
    assert [post.id for post in idle] == ["none", "stranger", "no-time", "nobody"]


def test_a_chain_of_people_links_all_their_roles() -> None:
    """Each of five posts links two roles; the last link joins both halves."""
    roles = [role(name, 1.0) for name in "abcdef"]
    pairs = ["ab", "ef", "cd", "de", "bc"]
    parts, _ = components(roles, [PostTime(pair, tuple(pair)) for pair in pairs])

    assert [[item.role for item in part.roles] for part in parts] == [list("abcdef")]


ALIKE = PostTime("p", ("a",), cost=5.0)


@pytest.mark.parametrize(
    ("other", "groups"),
    [
        (ALIKE._replace(id="q", posts=3), 1),
        (ALIKE._replace(max_accounts=0, max_arr=0), 1),  # 0 is no cap
        (ALIKE._replace(fte=0.5), 2),
        (ALIKE._replace(cost=6.0), 2),
        (ALIKE._replace(cost=None), 2),
        (ALIKE._replace(segments=HERE), 2),
        (ALIKE._replace(max_accounts=9), 2),
        (ALIKE._replace(max_arr=9), 2),
        (ALIKE._replace(skills=frozenset({"de"})), 2),
        (ALIKE._replace(roles=("b", "a")), 2),
    ],
)
def test_posts_that_differ_in_nothing_that_counts_are_one_group(
    other: PostTime, groups: int
) -> None:
    """Their places in the file and how many there are stay known."""
    parts, _ = components([role("a", 1.0), role("b", 1.0)], [ALIKE, PostTime("r", ("b",)), other])
    found = [group for part in parts for group in part.groups if "a" in group.roles]

    assert len(found) == groups
    assert [tuple(member) for group in found for member in group.members] == [
        (0, 1),
        (2, other.posts),
    ]
    assert sum(group.count for group in found) == 1 + other.posts
    assert found[0].cost == 5.0


def lots_of(
    *posts: PostTime, max_accounts: float | None = None, max_arr: float | None = None
) -> tuple[Lot, ...]:
    """Return the work of a role in four places, of which the last has none."""
    cells = (
        Cell("s", 1.0, 2.0, 10.0, 100.0),
        Cell("t", 0.5, 1.0, 5.0, 50.0),
        Cell("u", 1.0, 1.0, 1.0, 900.0),
        Cell("v", 0.0, 0.0, 7.0, 7.0),
    )
    work = RoleWork("a", cells, max_accounts=max_accounts, max_arr=max_arr)
    (part,), _ = components([work], posts)
    return part.lots()


def test_work_that_the_same_people_do_is_joined() -> None:
    """Without caps all of it: 2.5 of work, 4.0 with whole books, 16 customers, 1050 of revenue."""
    assert lots_of(ALIKE) == (Lot(0, 2.5, 4.0, 16.0, 1050.0, (0,)),)
    assert lots_of() == (Lot(0, 2.5, 4.0, 16.0, 1050.0, ()),)


@pytest.mark.parametrize("cap", [{"max_accounts": 9}, {"max_arr": 9}])
def test_with_caps_work_of_another_weight_is_a_lot_of_its_own(cap: dict[str, float]) -> None:
    """Five customers and 50 of revenue for each person in s and t, 1 and 900 in u."""
    apart = (Lot(0, 1.5, 3.0, 15.0, 150.0, (0,)), Lot(0, 1.0, 1.0, 1.0, 900.0, (0,)))

    assert lots_of(ALIKE, **cap) == apart
    assert lots_of(ALIKE._replace(**cap)) == apart


def test_work_that_other_people_do_is_a_lot_of_its_own() -> None:
    """One serves s alone, one everywhere, one t and u: each place has its own people."""
    found = lots_of(
        ALIKE._replace(segments=HERE), ALIKE, ALIKE._replace(segments=frozenset({"t", "u"}))
    )

    assert [(lot.need, lot.groups) for lot in found] == [(2.0, (0, 1)), (2.0, (1, 2))]


def test_a_group_serves_its_roles_in_its_places() -> None:
    """Everywhere, or in the places it is limited to."""
    roles = [role("a", 1.0), role("b", 1.0)]
    part: Component
    (part, _), _ = components(roles, [ALIKE, ALIKE._replace(segments=HERE)])
    everywhere, here = part.groups

    assert (everywhere.serves("a", "s"), everywhere.serves("a", "t")) == (True, True)
    assert (here.serves("a", "s"), here.serves("a", "t"), here.serves("b", "s")) == (
        True,
        False,
        False,
    )
