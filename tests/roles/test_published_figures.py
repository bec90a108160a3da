"""The similarities that the specification publishes, to the last digit it gives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csdesign import reference
from csdesign.roles import Item, RoleText, compare

ROLES = {kind: RoleText.from_reference(role) for kind, role in reference.roles().items()}


@pytest.mark.parametrize(
    ("a", "b", "similarity"),
    [
        ("csm-adopt-renew-expand", "am", 0.53),
        ("csm-adopt-renew-expand", "csm", 0.27),
        ("csm-adopt", "csm", 0.76),
        ("onboarding-specialist", "dc", 0.63),
    ],
)
def test_reference_roles_are_as_alike_as_published(a: str, b: str, similarity: float) -> None:
    assert round(compare(ROLES[a], ROLES[b]).similarity, 2) == similarity


def test_the_account_manager_is_nearest_to_the_csm_that_owns_everything() -> None:
    """The point of two sources: that role is an account manager by design."""
    whole = ROLES["csm-adopt-renew-expand"]
    family = {kind for kind, role in reference.roles().items() if role.family == "csm"}
    others = {k: compare(whole, role).similarity for k, role in ROLES.items() if k not in family}

    assert max(others, key=others.__getitem__) == "am"


def test_a_csm_that_is_an_account_manager_is_distinguished_from_a_csm() -> None:
    """0.747 to the account manager, 0.230 to the customer success manager."""
    am = ROLES["am"]
    kept = [item for item in am.responsibilities or () if item.code != "tailor-use-to-process"]
    renamed = RoleText(
        "Customer Success Manager",
        responsibilities=(*kept, Item("monitor-health")),
        motions={"adopt": "support", "upsell": "own", "cross-sell": "own", "renew": "support"},
        kpis=(Item("expansion-arr"), Item("nrr")),
        decision_rights=(Item("price-expansion"),),
        stages=("adopt", "expand", "renew"),
    )

    assert compare(renamed, am).similarity == pytest.approx(0.747, abs=5e-4)
    assert compare(renamed, ROLES["csm"]).similarity == pytest.approx(0.230, abs=5e-4)


def _with(kind: str, *codes: str) -> RoleText:
    old = ROLES[kind]
    return replace(
        old,
        title="New",
        responsibilities=(*(old.responsibilities or ()), *(Item(code) for code in codes)),
    )


def test_an_account_manager_who_also_monitors_health_is_unchanged() -> None:
    result = compare(ROLES["am"], _with("am", "monitor-health"))

    assert result.similarity == pytest.approx(0.950)
    assert result.verdict == "unchanged"
    assert compare(_with("am", "monitor-health"), ROLES["csm"]).similarity == pytest.approx(
        0.22, abs=5e-3
    )


def test_support_that_also_trains_is_unchanged() -> None:
    result = compare(ROLES["support"], _with("support", "train-basic"))

    assert result.similarity == pytest.approx(0.920)
    assert result.verdict == "unchanged"
    assert compare(_with("support", "train-basic"), ROLES["dc"]).similarity == pytest.approx(
        0.16, abs=5e-3
    )


def test_a_renewal_partner_is_barely_changed() -> None:
    old = ROLES["renewal-specialist"]
    new = replace(
        _with("renewal-specialist", "monitor-health", "run-business-review"),
        kpis=(*(old.kpis or ()), Item("grr")),
        stages=(*(old.stages or ()), "adopt"),
        motions={**(old.motions or {}), "adopt": "support"},
    )
    result = compare(old, new)

    assert result.similarity == pytest.approx(0.7625)
    assert result.verdict == "barely-changed"
    assert result.vetoes == ()
