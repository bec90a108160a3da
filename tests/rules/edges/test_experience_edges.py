"""Experience rules at their borders: what just passes, what just does not, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rules.written import found

if TYPE_CHECKING:
    from csdesign.finding import Finding


def one(code: str, **sections: Any) -> Finding:
    """Return the only finding of one rule."""
    (finding,) = found(code, **sections)
    return finding


CSM = {"id": "csm", "title": "Customer Success Manager"}


TALK = {"id": "talk", "stage": "onboard", "channel": "human-1to1", "per_year": 12, "minutes": 90}


@pytest.mark.parametrize(("number", "more"), [(3, ""), (4, " and 1 more"), (5, " and 2 more")])
def test_three_interactions_are_named_and_the_rest_counted(number: int, more: str) -> None:
    """AX005: a long list does not fill the screen."""
    talks = [{**TALK, "id": f"t{i}", "expertise": 2, "role": "csm"} for i in range(number)]
    csm = {**CSM, "talent": {"expertise": 1}}
    finding = one("AX005", segments=[{"id": "corp", "interactions": talks}], roles=[csm])

    assert f"delivers 't0', 't1', 't2'{more}, which need" in finding.message
    assert len(finding.related) == number


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"times": 3, "minutes": 30}, "everything promised happens once for a new customer"),
        ({"times": 3, "minutes": 0}, "takes any customer time"),
        ({"per_year": 3, "minutes": 0}, "takes any customer time"),
    ],
)
def test_why_coverage_is_undefined(fields: dict[str, Any], words: str) -> None:
    """Once for nobody is not the same as no time at all."""
    talk = {"id": "talk", "stage": "onboard", "channel": "human-1to1", **fields}
    finding = one("AX001", segments=[{"id": "smb", "accounts": 5, "interactions": [talk]}])

    assert words in finding.message


@pytest.mark.parametrize(
    ("expertise", "need", "words"),
    [(0, "product", "have generalist (0)"), (1, "industry", "have product (1)")],
)
def test_what_people_know_is_put_in_words(expertise: int, need: str, words: str) -> None:
    """Beside what the interaction needs."""
    talk = {"id": "t", "stage": "adopt", "channel": "human-1to1", "per_year": 4, "minutes": 30}
    corp = {"id": "corp", "interactions": [{**talk, "expertise": need, "role": "csm"}]}
    roles = [{"id": "csm", "talent": {"expertise": expertise}}]

    assert words in one("AX005", segments=[corp], roles=roles).message


@pytest.mark.parametrize(
    ("trigger", "early"), [("milestone", True), ("calendar", True), ("request", False)]
)
def test_what_happens_on_request_is_not_a_start(trigger: str, early: bool) -> None:
    """Nobody plans it for the first days."""
    talk = {"id": "t", "stage": "onboard", "channel": "human-1to1", "per_year": 4, "minutes": 30}
    corp = {"id": "corp", "accounts": 9, "interactions": [{**talk, "trigger": trigger}]}

    assert bool(found("AX002", segments=[corp])) is not early
