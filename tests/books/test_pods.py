"""Members of pods, and the people that books are proposed for in Python."""

from __future__ import annotations

from typing import Any

import pandas as pd
import polars as pl
import pytest

import csdesign
from csdesign.errors import CsdesignError, UsageError
from csdesign.planning.serving.pods import pods_of

POSITIONS: list[dict[str, Any]] = [
    {"id": "c", "roles": ["csm"], "count": 4},
    {"id": "s", "roles": ["am"], "count": 3},
]
CALL = {
    "id": "call", "stage": "adopt", "channel": "human-1to1", "every": "month", "minutes": 45,
    "effort_hours": 2, "role": "csm",
}  # fmt: skip
DESIGN: dict[str, Any] = {
    "segments": [{"id": "all", "otherwise": True, "interactions": [CALL]}],
    "roles": [
        {"id": "csm", "title": "Customer Success Manager", "owns": ["adopt"]},
        {"id": "am", "title": "Account Manager", "owns": ["renew"]},
    ],
}
NORTH = {"id": "north", "segment": "all", "count": 2}
TABLE = pd.DataFrame(
    {
        "Account ID": [f"A{n:02}" for n in range(16)],
        "Pod": ["north-1", "north-2", "north", None] * 4,
    }
)


def design(members: list[object], count: int = 2) -> csdesign.Design:
    pods = [{**NORTH, "count": count, "members": members}]
    return csdesign.load({**DESIGN, "positions": POSITIONS, "pods": pods})


@pytest.mark.parametrize(
    ("members", "count", "expected"),
    [
        (
            [{"role": "csm", "position": "c", "count": 2}, "am"],
            2,
            {"c-1": "1", "c-2": "1", "c-3": "2", "c-4": "2", "s-1": "1", "s-2": "2"},
        ),
        # the one of four that three pods leave over is in all
        ([{"role": "csm", "position": "c"}], 3, {"c-1": "1", "c-2": "2", "c-3": "3", "c-4": "123"}),
        (["am"], 3, {"s-1": "1", "s-2": "2", "s-3": "3"}),
        (["am"], 4, {"s-1": "1", "s-2": "2", "s-3": "3"}),
    ],
)
def test_people_are_dealt_out_to_pods(
    members: list[object], count: int, expected: dict[str, str]
) -> None:
    found = pods_of(design(members, count))
    assert found == {
        person: tuple(f"north-{pod}" for pod in pods) for person, pods in expected.items()
    }


def test_one_pod_bears_the_name_of_its_entry() -> None:
    assert pods_of(design(["am"], 1)) == {"s-1": ("north",)}


def test_each_pod_of_an_entry_has_customers_of_its_own() -> None:
    """A customer of `north` may go to either; of `north-2` only to the second."""
    members: list[object] = [{"role": "csm", "position": "c", "count": 2}]
    books = csdesign.propose_books(design(members), TABLE, role="csm", as_of="2026-11-25")
    pods = dict(zip(TABLE["Account ID"], TABLE["Pod"], strict=True))
    taken = {(pods[found.account], found.person) for found in books.assignments}

    assert not books.broken
    assert {person for pod, person in taken if pod == "north-1"} <= {"c-1", "c-2"}
    assert {person for pod, person in taken if pod == "north-2"} <= {"c-3", "c-4"}


LIST = pd.DataFrame(
    {
        "Worker": ["Ann", "Bob"],
        "Business Title": ["Customer Success Manager"] * 2,
        "FTE %": [100, 50],
    }
)


@pytest.mark.parametrize(
    ("people", "held"),
    [
        (POSITIONS[:1], [4, 4, 4, 4]),
        (csdesign.load({**DESIGN, "positions": POSITIONS}), [4, 4, 4, 4]),
        (LIST, [11, 5]),
        (pl.from_pandas(LIST), [11, 5]),
    ],
    ids=["mappings", "design", "pandas", "polars"],
)
def test_people_come_from_positions_designs_and_frames(people: object, held: list[int]) -> None:
    books = csdesign.propose_books(
        csdesign.load(DESIGN), TABLE, people, role="csm", as_of="2026-11-25"
    )
    assert [book.accounts for book in books.books] == held


def test_two_people_of_one_name_are_two_people() -> None:
    """Customers of `Ann` are nobody's; those of `Bob` stay with him."""
    people = pd.concat([LIST, LIST.head(1).assign(**{"FTE %": 50})], ignore_index=True)
    table = TABLE.assign(**{"Account Owner": ["Ann", "Bob"] * 8})
    books = csdesign.propose_books(
        csdesign.load(DESIGN), table, people, role="csm", as_of="2026-11-25"
    )
    assert len(books.books) == 3
    assert {found.before for found in books.assignments} == {"Ann", books.books[1].person}


@pytest.mark.parametrize(
    ("people", "message"),
    [
        (5, "not int"),
        ([], "names nobody"),
        ([3], "positions, item 1 is 3"),
        ("nowhere.csv", "cannot read nowhere.csv"),
    ],
)
def test_what_names_no_people_is_refused(people: object, message: str) -> None:
    with pytest.raises(CsdesignError, match=message):
        csdesign.propose_books(csdesign.load(DESIGN), TABLE, people, as_of="2026-11-25")


def test_people_are_for_a_design_without_positions() -> None:
    with pytest.raises(UsageError, match="has positions already"):
        csdesign.propose_books(design(["am"]), TABLE, POSITIONS, as_of="2026-11-25")
