"""People in pods, dealt out in the order of the design."""

from __future__ import annotations

from typing import Any

from csdesign.planning.serving.pods import entries_of, names_of, people_of_post, pods_of
from designs import design_of
from planning.writing import text

POSTS = [
    {"id": "ann", "roles": ["am"]},
    {"id": "trio", "roles": ["csm"], "count": 3},
    {"id": "dot", "roles": ["csm"]},
    {"id": "eve", "roles": ["am", "csm"]},
]


def pods(*entries: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the pods of each person."""
    return dict(pods_of(design_with(*entries)))


def design_with(*entries: dict[str, Any]) -> Any:
    """Return a design of five posts and these pods."""
    return design_of(
        text(
            {
                "segments": [{"id": "s", "accounts": 10}],
                "roles": [{"id": "am"}, {"id": "csm"}, {"id": "dc"}],
                "positions": POSTS,
                "pods": [{"segment": "s", **entry} for entry in entries],
            }
        )
    )


def test_people_and_pods_are_numbered_where_there_are_several() -> None:
    """One is called as it is written, three are numbered from 1."""
    design = design_with({"id": "north", "members": ["am"]}, {"id": "p", "members": [], "count": 2})

    assert [people_of_post(post) for post in design.posts] == [
        ("ann",),
        ("trio-1", "trio-2", "trio-3"),
        ("dot",),
        ("eve",),
    ]
    assert [names_of(pod) for pod in design.pods] == [("north",), ("p-1", "p-2")]


def test_people_of_a_role_take_the_places_one_after_the_other() -> None:
    """csm: trio-1 and trio-2 in the first, trio-3 and dot in the second; eve is left over."""
    assert pods({"id": "p", "count": 2, "members": [{"role": "csm", "count": 2}]}) == {
        "trio-1": ("p-1",),
        "trio-2": ("p-1",),
        "trio-3": ("p-2",),
        "dot": ("p-2",),
    }


def test_places_go_on_in_the_next_pod_and_end_where_nobody_is_left() -> None:
    """One csm for north, then three for south, of whom the last one is eve; none for west."""
    found = pods(
        {"id": "north", "members": ["csm"]},
        {"id": "south", "members": [{"role": "csm", "count": 4}, "am"]},
        {"id": "west", "members": ["csm", "dc"]},
    )

    assert found == {
        "trio-1": ("north",),
        "trio-2": ("south",),
        "trio-3": ("south",),
        "dot": ("south",),
        "eve": ("south",),
        "ann": ("south",),
    }


def test_a_named_post_is_in_its_pod_and_takes_no_place_of_its_role() -> None:
    """Eve is named for am, so she takes no place of a csm; trio is dealt out one to each pod."""
    found = pods(
        {"id": "p", "count": 2, "members": [{"role": "am", "position": "eve"}]},
        {"id": "q", "count": 3, "members": [{"role": "csm", "position": "trio"}]},
        {"id": "r", "members": [{"role": "csm", "count": 2}]},
    )

    assert found == {
        "eve": ("p-1", "p-2"),
        "trio-1": ("q-1",),
        "trio-2": ("q-2",),
        "trio-3": ("q-3",),
        "dot": ("r",),
    }


def test_who_is_left_over_or_too_few_to_go_round_is_in_all_pods() -> None:
    """Three for two pods: one each, and the third in both; for four pods all are in all."""
    member = {"role": "csm", "position": "trio"}

    assert pods({"id": "p", "count": 2, "members": [member]}) == {
        "trio-1": ("p-1",),
        "trio-2": ("p-2",),
        "trio-3": ("p-1", "p-2"),
    }
    everywhere = tuple(f"p-{number}" for number in range(1, 5))
    assert pods({"id": "p", "count": 4, "members": [member]}) == dict.fromkeys(
        ("trio-1", "trio-2", "trio-3"), everywhere
    )


def test_entries_of_several_pods_are_found_by_the_pods_of_them() -> None:
    """A single pod is not an entry of several pods."""
    design = design_with(
        {"id": "p", "count": 2, "members": []},
        {"id": "north", "members": []},
        {"id": "q", "count": 2, "members": []},
    )

    assert entries_of(design, ["north", "q-2"]) == ("q",)
    assert entries_of(design, ["p-1", "q-1"]) == ("p", "q")
    assert entries_of(design, []) == ()
