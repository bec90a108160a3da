"""Ownership: declarations first, proposals for the gaps, and what changes hands."""

from __future__ import annotations

from typing import Any

import pytest

from designs import plan_of
from planning.writing import Written, interaction, planned, segment, text

TALKS = interaction("talk", per_year=12, minutes=60, effort_hours=3)
TIPS = interaction("tips", "digital", per_year=52)


def selling(*touches: Written, complexity: int = 3, **commercial: Any) -> Written:
    """Return a segment that re-orders, grows with use, and whose sellers have time."""
    inputs = {
        "renewal": "administrative",
        "upsell": ["organic"],
        "owner_today": "sales",
        "sales_capacity": "sufficient",
        **commercial,
    }
    return segment(*(touches or (TALKS,)), traits=(complexity, 3, 3, 3), commercial=inputs)


def owners(written: Written, **sections: Any) -> dict[str, str]:
    """Return the owner, or the pair with its lead first, of each motion."""
    found: dict[str, list[tuple[bool, str]]] = {}
    for cell in plan_of(text({"segments": [written], **sections})).ownership:
        if cell.level != "support":
            found.setdefault(cell.motion, []).append((not cell.lead, cell.role))
    return {
        motion: " + ".join(role for _, role in sorted(cells)) for motion, cells in found.items()
    }


def test_every_motion_of_a_small_design_gets_a_proposal() -> None:
    """T3: the CSM owns renewals and organic growth, sellers the rest."""
    csm = "csm-adopt-renew-upsell"

    assert owners(selling()) == {
        "land": "ae",
        "onboard": "dc",
        "adopt": csm,
        "upsell": csm,
        "cross-sell": "am",
        "renew": csm,
        "serve": "support",
    }


@pytest.mark.parametrize(
    ("doctrine", "motion", "owner"),
    [
        ({"new_business_owner": "am"}, "land", "am"),
        ({"onboarding_owner": "csm"}, "onboard", "csm-adopt-renew-upsell"),
        ({"onboarding_owner": "onboarding-team"}, "onboard", "onboarding-specialist"),
        ({"existing_sales_owner": "am"}, "upsell", "am"),
        ({"renewal_owner": "ae"}, "renew", "ae"),
        ({"renewal_owner": "renewal-specialist"}, "renew", "renewal-specialist"),
        ({"renewal_owner": "co-own"}, "renew", "am + csm-adopt"),
        ({"support_scope": "csm-covers"}, "serve", "csm-adopt-renew-upsell"),
    ],
)
def test_company_rules_decide_proposals(doctrine: dict[str, str], motion: str, owner: str) -> None:
    """A switch other than by-archetype overrides the table."""
    assert owners(selling(), doctrine=doctrine)[motion] == owner


def test_a_complex_re_order_is_shared_and_the_seller_leads() -> None:
    """T1 with an administrative renewal: co-own, account manager in the lead."""
    assert owners(selling(complexity=4))["renew"] == "am + csm-adopt"


@pytest.mark.parametrize(
    ("renewal", "capacity", "renew", "upsell"),
    [
        ("auto", "insufficient", "digital-programme-manager", None),
        ("negotiated", "sufficient", "am", "am"),
    ],
)
def test_tech_touch_motions_go_to_the_programme_and_the_biller(
    renewal: str, capacity: str, renew: str, upsell: str | None
) -> None:
    """Without people the programme owns adopt; growth without a seller stays open."""
    found = owners(selling(TIPS, renewal=renewal, sales_capacity=capacity))

    assert found["adopt"] == "digital-programme-manager"
    assert found["renew"] == renew
    assert found.get("upsell") == upsell


def test_declared_owners_come_first_and_are_not_proposals() -> None:
    """What the design says stands; only gaps are filled, and marked."""
    plan = plan_of(
        text(
            {
                "segments": [selling()],
                "roles": [{"id": "hunter", "kind": "ae", "owns": ["renew"]}],
            }
        )
    )
    cells = {cell.motion: cell for cell in plan.ownership}

    assert (cells["renew"].role, cells["renew"].proposed) == ("hunter", False)
    assert (cells["land"].role, cells["land"].proposed) == ("hunter", True)
    assert (cells["serve"].role, cells["serve"].proposed) == ("support", True)


def test_motions_that_do_not_exist_have_no_owner() -> None:
    """`not_applicable` takes the motion off the matrix."""
    assert "cross-sell" not in owners({**selling(), "not_applicable": ["cross-sell"]})


def test_a_changed_commercial_owner_is_named() -> None:
    """Today sellers own renewals and growth; T3 gives both to the CSM."""
    found = planned(selling()).changes_hands

    assert found == (
        ("renew", "sales", "csm-adopt-renew-upsell"),
        ("upsell", "sales", "csm-adopt-renew-upsell"),
    )


def test_missing_commercial_inputs_leave_the_archetype_open() -> None:
    """Unknown stays unknown, and the plan says what it needs."""
    plan = planned(segment(TALKS, commercial={"renewal": "auto"}))

    assert plan.archetype.archetype is None
    assert plan.archetype.missing == ("upsell", "owner_today", "sales_capacity")


def test_talent_follows_what_is_owned_and_promised() -> None:
    """Four core skills; technical, industry and selling where something asks for them."""
    expert = {**TALKS, "expertise": 2}
    core = {"relationship", "communication", "problem-solving", "data"}

    assert set(planned(selling(complexity=4)).archetype.skills) == core | {"technical"}
    assert set(planned(selling(expert)).archetype.skills) == core | {"industry", "selling"}
    assert planned(selling(expert)).archetype.expertise == 2


def test_leavers_raise_the_people_to_employ() -> None:
    """A fifth leaves a year, 4 months are lost for each: 93.3% are there; 7 become 8."""
    hours = interaction("talk", per_year=1, minutes=60, effort_hours=74.8)
    plan = plan_of(
        text(
            {
                "params": {"annual_attrition": 0.2},
                "segments": [segment(hours, accounts=105)],
            }
        )
    )

    assert plan.leavers is not None
    assert plan.fte.plan == pytest.approx(7)
    assert plan.leavers.availability == pytest.approx(0.9333, abs=5e-5)
    assert plan.leavers.heads == 8


def test_a_season_of_starts_takes_the_people_of_its_busiest_month() -> None:
    """The published wave: 368 h in the peak, four people, or three with half a month's delay."""
    wave = {"starts": [4, 4, 4, 20, 20, 4], "effort_profile": [12, 6, 2]}

    def heads(**delay: float) -> tuple[int, float, float | None]:
        plan = planned(
            segment(TALKS, onboarding_wave={**wave, **delay}),
            roles=[{"id": "dc", "owns": ["onboard"]}],
            positions=[{"roles": "dc", "count": 2}],
        )
        assert plan.wave is not None
        return plan.wave.heads, plan.wave.peak_hours, plan.wave.planned_heads

    assert heads() == (4, 368, 2)
    assert heads(max_delay_months=0.5)[0] == 3
