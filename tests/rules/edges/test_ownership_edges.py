"""Ownership rules at their borders: what just passes, what just does not, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designs import design_of
from rules.written import codes_of, evidence_of, found, objects_of, written

if TYPE_CHECKING:
    from csdesign.finding import Finding


CORP = [{"id": "corp"}]


def one(code: str, **sections: Any) -> Finding:
    """Return the only finding of one rule."""
    (finding,) = found(code, **sections)
    return finding


def test_customers_may_onboard_themselves_and_nothing_else() -> None:
    """OWN301: `onboarding_owner: customer` excuses the onboarding alone."""
    part = {"id": "s", "not_applicable": ["upsell", "cross-sell", "land", "serve"]}
    roles = [{"id": "csm", "owns": ["adopt"]}]

    def orphans(owner: str) -> list[str]:
        findings = found(
            "OWN301", segments=[part], roles=roles, doctrine={"onboarding_owner": owner}
        )
        return objects_of(findings, "OWN301")

    assert orphans("customer") == ["segments[s].renew"]
    assert orphans("dc") == ["segments[s].onboard", "segments[s].renew"]


@pytest.mark.parametrize(
    ("leads", "missing"),
    [
        (("a", "a"), None),
        (("a", None), None),
        ((None, "a"), None),
        (("c", "c"), "a lead from the two (c is neither)"),
        ((None, None), "a lead"),
    ],
)
def test_a_pair_names_one_of_the_two_as_its_lead(
    leads: tuple[str | None, str | None], missing: str | None
) -> None:
    """OWN303: one lead, and out of the pair."""
    pair = [
        {"motion": "renew", "with": other, "split": "by size", **({"lead": lead} if lead else {})}
        for other, lead in zip("ba", leads, strict=True)
    ]
    roles = [{"id": name, "co_owns": [part]} for name, part in zip("ab", pair, strict=True)]
    findings = found("OWN303", segments=CORP, roles=[*roles, {"id": "c"}])

    assert [evidence_of(item, "missing") for item in findings] == ([missing] if missing else [])


def test_a_pair_declared_twice_keeps_what_both_members_say() -> None:
    """The lead of one declaration, the split of the other."""
    roles = [
        {"id": "a", "co_owns": [{"motion": "renew", "with": "b", "split": "a prepares"}]},
        {
            "id": "b",
            "co_owns": [{"motion": "renew", "with": "a", "lead": "b", "split": "b signs"}],
        },
    ]
    cells = design_of(written(segments=CORP, roles=roles)).cells

    assert {(cell.role, cell.lead, cell.split) for cell in cells} == {
        ("a", "b", "a prepares; b signs"),
        ("b", "b", "a prepares; b signs"),
    }


def test_an_owner_next_to_one_who_co_owns_alone() -> None:
    """OWN302: one `owns`, one `co-owns alone`."""
    pair = {"motion": "renew", "with": "am"}
    roles = [{"id": "am", "owns": ["renew"]}, {"id": "csm", "co_owns": [pair]}]

    finding = one("OWN302", segments=CORP, roles=roles)
    assert finding.message.startswith("corp: am owns and csm alone co-owns renewals (renew); ")


def test_only_the_lead_of_a_pair_leads_its_duties() -> None:
    """OWN307: the other member of the pair holds the same duty and contributes."""
    pair = {"motion": "renew", "with": "am", "lead": "am", "split": "by size"}
    duties = {"responsibilities": ["close-renewal"]}
    roles = [{"id": "am", **duties}, {"id": "csm", "co_owns": [pair], **duties}]

    assert codes_of(found("OWN307", segments=CORP, roles=roles)) == []
    leading = [
        {**role, "responsibilities": [{"code": "close-renewal", "primary": True}]} for role in roles
    ]
    assert codes_of(found("OWN307", segments=CORP, roles=leading)) == ["OWN307"]


@pytest.mark.parametrize(
    ("shared", "hit"),
    [
        ([{"code": "drive-usage", "primary": True}, "monitor-health"], ["drive-usage"]),
        (["drive-usage", {"code": "manage-risk", "primary": True}], []),
        (
            [{"code": "drive-usage", "primary": True}, {"code": "monitor-health", "primary": True}],
            ["drive-usage", "monitor-health"],
        ),
    ],
)
def test_a_supporter_leads_the_duties_that_are_flagged_and_no_other(
    shared: list[Any], hit: list[str]
) -> None:
    """Beside the owner, who leads all duties of the motion."""
    roles = [
        {"id": "csm", "owns": ["adopt"], "responsibilities": ["drive-usage", "monitor-health"]},
        {"id": "am", "supports": ["adopt"], "responsibilities": shared},
    ]
    findings = found("OWN307", segments=[{"id": "corp"}], roles=roles)

    assert objects_of(findings, "OWN307") == [f"roles[am].responsibilities[{code}]" for code in hit]


def test_two_owners_of_a_motion_are_reported_for_the_motion_alone() -> None:
    """Not of each duty that both lead as well."""
    roles = [
        {"id": name, "owns": ["adopt"], "responsibilities": ["drive-usage", "manage-risk"]}
        for name in ("csm", "am")
    ]
    corp = [{"id": "corp"}]

    assert codes_of(found("OWN302", "OWN307", segments=corp, roles=roles)) == ["OWN302"]


def test_a_pair_lacks_a_split_where_neither_member_states_one() -> None:
    """One of them is enough."""
    pair = {"motion": "adopt", "with": "am", "lead": "csm"}
    csm: dict[str, Any] = {"id": "csm", "co_owns": [pair]}
    am: dict[str, Any] = {"id": "am", "co_owns": [{**pair, "with": "csm"}]}
    corp = [{"id": "corp"}]

    assert dict(one("OWN303", segments=corp, roles=[csm, am]).evidence)["missing"] == (
        "a split of the work"
    )
    am["co_owns"][0]["split"] = "the am meets sponsors"
    assert found("OWN303", segments=corp, roles=[csm, am]) == []
