"""Words of rules at their borders: what just passes, what just does not, and what is said."""

from __future__ import annotations

import pytest

from csdesign.rules.facts.phrases import plainly, some
from csdesign.rules.facts.staff import same_person
from csdesign.wording import number_of
from designs import design_of
from rules.written import written


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("", ""),
        ("a", "a"),
        ("abcde", "a, b, c, d, e"),
        ("abcdef", "a, b, c, d, e and 1 more"),
        ("abcdefg", "a, b, c, d, e and 2 more"),
        ("aabbccddee", "a, b, c, d, e"),
    ],
)
def test_five_names_are_reported_and_the_rest_counted(names: str, said: str) -> None:
    """Each once."""
    assert some(names) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 roles"), (1, "1 role"), (1.0, "1 role"), (1.5, "1.5 roles"), (2, "2 roles")],
)
def test_a_number_agrees_with_its_noun(number: float, said: str) -> None:
    """`1` and `1.0` take the singular."""
    assert number_of(number, "role") == said
    assert number_of(number, "mouse", "mice").endswith("mouse" if number == 1 else "mice")
    assert number_of(number, "company").endswith("company" if number == 1 else "companies")
    assert plainly(1_234_567) == plainly(1_234_567.0) == "1,234,567"


@pytest.mark.parametrize(
    ("posts", "same"),
    [
        ([["a", "b"]], True),
        ([["a", "b"], ["a"]], True),
        ([["a", "b"], ["b"]], True),
        ([["a", "b"], ["a"], ["b"]], False),
        ([["a"], ["b"]], False),
        ([["a"]], False),
        ([], False),
    ],
)
def test_two_roles_are_one_person_where_one_is_never_held_alone(
    posts: list[list[str]], same: bool
) -> None:
    """Whoever holds the one always holds the other; without positions nobody can tell."""
    positions = [{"id": f"p{n}", "roles": roles} for n, roles in enumerate(posts)]
    roles = [{"id": "a"}, {"id": "b"}]
    design = design_of(written(segments=[{"id": "s"}], roles=roles, positions=positions))

    assert same_person(design, "a", "b") is same
    assert same_person(design, "b", "a") is same
    assert same_person(design, "a", "a")
