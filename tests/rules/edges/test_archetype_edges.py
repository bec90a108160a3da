"""Archetype rules at their borders: what just passes, what just does not, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rules.written import codes_of, evidence_of, found, objects_of

if TYPE_CHECKING:
    from csdesign.finding import Finding


CORP = [{"id": "corp"}]


WHOLE = ["adopt", "renew", "upsell", "cross-sell"]


CSM = {"id": "csm", "title": "Customer Success Manager"}


@pytest.mark.parametrize(
    ("first", "second", "objects"),
    [
        (WHOLE[:2], WHOLE[2:], ["positions[p]"]),
        (WHOLE[:2], WHOLE[2:3], []),
        (WHOLE, ["serve"], ["roles[csm]"]),
    ],
    ids=["together", "not all", "already alone"],
)
def test_a_person_of_two_roles_is_judged_by_both(
    first: list[str], second: list[str], objects: list[str]
) -> None:
    """ARC203: once for the role that owns all alone, else for the person."""
    roles = [{**CSM, "owns": first}, {"id": "am", "title": "Seller", "owns": second}]
    posts = [{"id": "p", "roles": ["csm", "am"]}]

    findings = found("ARC203", segments=CORP, roles=roles, positions=posts)
    assert objects_of(findings, "ARC203") == objects


def test_two_sellers_with_a_whole_account_are_what_they_say() -> None:
    """ARC203 speaks of people with a success title only."""
    roles = [
        {"id": "a", "title": "Seller", "owns": WHOLE[:2]},
        {"id": "b", "title": "Trader", "owns": WHOLE[2:]},
    ]
    posts = [{"id": "p", "roles": ["a", "b"]}]

    assert found("ARC203", segments=CORP, roles=roles, positions=posts) == []


def test_a_person_serves_the_segments_of_the_position() -> None:
    """A post for one segment is not judged by what its roles own in another one."""
    roles = [
        {**CSM, "owns": WHOLE[:2]},
        {"id": "am", "title": "Seller", "owns": WHOLE[2:], "segments": ["corp"]},
    ]
    segments = [{"id": "corp"}, {"id": "smb"}]
    post = {"id": "p", "roles": ["csm", "am"]}

    assert codes_of(
        found("ARC203", segments=segments, roles=roles, positions=[{**post, "segments": ["corp"]}])
    ) == ["ARC203"]
    assert (
        found("ARC203", segments=segments, roles=roles, positions=[{**post, "segments": ["smb"]}])
        == []
    )


TALK = {"id": "talk", "stage": "onboard", "channel": "human-1to1", "per_year": 12, "minutes": 90}


def mismatch(*owns: str, **sections: Any) -> list[Finding]:
    """Return the findings of ARC201 where T2 gives the CSM adoption alone."""
    commercial = {
        "renewal": "negotiated",
        "upsell": [],
        "owner_today": "sales",
        "sales_capacity": "sufficient",
    }
    part = {"id": "corp", "interactions": [{**TALK, "role": "csm"}], "commercial": commercial}
    csm = {**CSM, "kind": "csm", "owns": ["adopt", *owns]}
    return found("ARC201", segments=[part], roles=[csm], **sections)


def test_each_motion_that_differs_is_reported_in_one_finding() -> None:
    """The first is the place; the others are related places and all are evidence."""
    (finding,) = mismatch("renew", "upsell")

    assert finding.message == (
        "corp: Customer Success Manager: renew and upsell should be 'support', not 'own'; reason: "
        "renewals have to be sold again, and sellers have time (T2)"
    )
    assert [other.message for other in finding.related] == ["declared own"]
    assert evidence_of(finding, "doctrine over the table") == "none"
    assert evidence_of(finding, "upsell") == "declared own, expected support"


def test_a_company_rule_is_named_instead_of_the_table() -> None:
    """With `renewal_owner: csm` a CSM without the renewal is measured by that rule."""
    (finding,) = mismatch(doctrine={"renewal_owner": "csm"})

    assert "reason: the company rule renewal_owner" in finding.message
    assert evidence_of(finding, "renew") == "declared none, expected own"
    assert evidence_of(finding, "doctrine over the table").startswith("renewal_owner")


def test_no_work_and_support_are_the_same_rank() -> None:
    """T2 asks for support of renewals; saying nothing of them is not a mismatch."""
    assert mismatch() == []


def test_a_segment_without_an_archetype_does_not_end_the_search() -> None:
    """ARC201: the automated segment comes first, the mismatch after it."""
    tips = {"id": "tips", "stage": "adopt", "channel": "digital", "per_year": 52}
    first = {"id": "office", "interactions": [tips]}
    commercial = {
        "renewal": "negotiated",
        "upsell": [],
        "owner_today": "sales",
        "sales_capacity": "sufficient",
    }
    talk = {**TALK, "role": "csm"}
    second = {"id": "corp", "interactions": [talk], "commercial": commercial}
    csm = {**CSM, "kind": "csm", "owns": ["adopt", "renew"]}

    findings = found("ARC201", segments=[first, second], roles=[csm])
    assert objects_of(findings, "ARC201") == ["segments[corp]"]


@pytest.mark.parametrize(
    ("title", "hit"),
    [
        ("Success Guide", True),
        ("Head of CSM", True),
        ("Customer-Success Partner", True),
        ("Renewal Guide", False),
        ("Account Manager", False),
        ("Successor", False),
    ],
)
def test_a_whole_account_is_judged_under_the_title_of_a_csm(title: str, hit: bool) -> None:
    """A title that the catalogue does not know is judged by its words."""
    owns = ["adopt", "renew", "upsell", "cross-sell", "land"]
    roles = [{"id": "r", "title": title, "owns": owns}]

    assert bool(found("ARC203", segments=[{"id": "corp"}], roles=roles)) is hit
