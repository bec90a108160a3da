"""The library's comparison of two roles, given as mappings or as roles of a design."""

from __future__ import annotations

import pytest

import csdesign
from csdesign.errors import UsageError
from designs import EXAMPLES

WORK = [
    "Agrees success goals with the sponsor at kickoff",
    "Runs quarterly business reviews with executives",
    "Tracks product adoption and flags accounts at risk",
]


def test_title_and_responsibilities_suffice() -> None:
    result = csdesign.compare_roles(
        {"title": "Account Manager", "responsibilities": WORK},
        {"title": "Customer Success Manager", "responsibilities": WORK},
    )

    assert result.verdict == "unchanged"
    assert len(result.matches) == 3
    assert "kpis" in result.not_compared


def test_reference_content_can_be_extended() -> None:
    """The account manager plus one duty keeps 0.95 of its signature."""
    result = csdesign.compare_roles(
        {"title": "Account Manager", "extends": "reference:am"},
        {"title": "CSM", "extends": "reference:am", "responsibilities": ["monitor-health"]},
    )

    assert result.similarity == pytest.approx(0.95)


def test_roles_of_a_design_can_be_given() -> None:
    roles = csdesign.load(EXAMPLES / "seven-roles.yaml").roles or ()

    result = csdesign.compare_roles(roles[3], roles[5], context=roles)

    assert result.verdict in {"changed", "distinct"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "CSM", "duties": WORK}, "duties"),
        ({"title": "CSM", "responsibilities": 7}, "responsibilities"),
        ({"title": "CSM", "extends": "reference:nobody"}, "no reference role 'nobody'"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        csdesign.compare_roles(fields, {"title": "CSM", "responsibilities": WORK})


def test_a_role_without_content_is_not_judged() -> None:
    result = csdesign.compare_roles({"title": "CSM"}, {"title": "CSM"})

    assert result.verdict is None
    assert result.reason.startswith("cannot judge")
