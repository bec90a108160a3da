"""The plan-side rules at their borders: severities, company rules, and what stays silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from csdesign.rules.catalogue import ALL_RULES
from designs import Seen, findings_of, seen
from planning.writing import Written, interaction, segment, text

if TYPE_CHECKING:
    from csdesign.finding import Finding

MONTHLY = interaction("talk", per_year=12, minutes=60, effort_hours=2, role="csm", stage="onboard")
CSM: Written = {"id": "csm", "title": "Customer Success Manager", "kind": "csm"}


def found(code: str, design: Written) -> list[Finding]:
    """Return the findings of one rule in a design."""
    rules = [rule for rule in ALL_RULES if rule.code == code]
    return findings_of(text(design), rules)


def severities(code: str, design: Written) -> list[str]:
    """Return how bad one rule's findings are."""
    return [item.severity for item in seen(found(code, design))]


def renewing(complexity: int = 3, busy: int = 20, **commercial: Any) -> Written:
    """Return a design whose CSM owns a re-order, unless the commercial inputs say otherwise."""
    inputs = {
        "renewal": "auto",
        "upsell": [],
        "owner_today": "csm",
        "sales_capacity": "sufficient",
        **commercial,
    }
    part = segment(MONTHLY, traits=(complexity, 3, 3, 3), accounts=busy, commercial=inputs)
    return {
        "segments": [part],
        "roles": [{**CSM, "owns": ["adopt", "renew"]}],
        "positions": [{"roles": "csm"}],
    }


@pytest.mark.parametrize(
    ("design", "severity"),
    [
        (renewing(), "note"),
        (renewing(complexity=4), "warning"),
        (renewing(busy=43), "warning"),  # 43 x 24 h of 1,122 h: 92% booked
        (renewing(renewal="negotiated", sales_capacity="insufficient"), "warning"),
        (renewing(renewal="negotiated"), "error"),
    ],
    ids=["re-order", "complex", "no slack", "sold and nobody else", "sold with a seller at hand"],
)
def test_a_csm_who_renews_is_judged_by_what_the_renewal_takes(
    design: Written, severity: str
) -> None:
    """ARC202: a note, a warning or an error."""
    assert severities("ARC202", design) == [severity]


def test_commerce_above_three_tenths_of_the_hours_is_a_warning() -> None:
    """ARC202: hours of renewal and expansion talks over all hours of the role."""
    design = renewing()
    design["segments"][0]["interactions"].append(
        interaction("terms", per_year=4, minutes=60, effort_hours=3, role="csm", purpose="renewal")
    )
    (item,) = found("ARC202", design)

    assert item.severity.word == "warning"
    assert dict(item.evidence)["commercial share of hours"] == "0.33"


def test_a_proposed_renewal_owner_gets_the_caution_too() -> None:
    """ARC202 without roles: the archetype would give the CSM the renewal."""
    design = renewing()
    del design["roles"], design["positions"]

    assert [item.object for item in found("ARC202", design)] == ["segments[corp].renew"]


def test_a_company_rule_overrides_the_archetype_table() -> None:
    """ARC201: with the renewal given to CSMs by rule, a CSM who owns it is not a mismatch."""
    design = renewing(renewal="negotiated")

    assert severities("ARC201", design) == ["warning"]
    design["doctrine"] = {"renewal_owner": "csm"}
    assert severities("ARC201", design) == []


@pytest.mark.parametrize(("arr", "expected"), [(6001, []), (5000, ["warning"]), (3000, ["error"])])
def test_cost_of_the_promise_over_revenue(arr: int, expected: list[str]) -> None:
    """COV105: one person of 90,000 for 100 customers, limits of 15 and 25 per cent."""
    design = {
        "params": {"loaded_cost": 90_000},
        "segments": [
            segment(
                interaction("talk", per_year=2, minutes=60, effort_hours=2),
                accounts=100,
                arr_per_account=arr,
            )
        ],
    }

    assert severities("COV105", design) == expected


def test_without_a_cost_of_people_nothing_is_too_dear() -> None:
    """COV105: there is no default cost."""
    assert found("COV105", {"segments": [segment(MONTHLY, accounts=9, arr_per_account=1)]}) == []


@pytest.mark.parametrize(
    ("posts", "within", "severity"),
    [
        (1, 8, ["error"]),  # 0.7 present, 1.2 erlang
        (2, 8, []),  # 1.4 present: a long promise is planned around
        (2, 1, ["error"]),  # the busiest hour brings 1.8
        (3, 1, ["warning"]),  # 2.1 present, three are needed
        (5, 1, []),
    ],
    ids=["grows", "enough", "grows in the busiest hour", "missed", "fine"],
)
def test_a_queue_may_grow_or_miss_a_short_promise(
    posts: int, within: float, severity: list[str]
) -> None:
    """CAP804: presence is compared with the load, nothing is rounded before."""
    requests = interaction(
        "help",
        "human-pooled",
        per_year=2.496,
        minutes=20,
        effort_hours=0.5,
        trigger="request",
        role="desk",
        answer={"within_hours": within},
    )
    design = {
        "segments": [segment(requests, interaction("tips", "digital", per_year=52), accounts=2000)],
        "roles": [{"id": "desk", "owns": ["serve"]}],
        "positions": [{"roles": "desk", "count": posts}],
    }

    assert severities("CAP804", design) == severity


def test_roles_without_positions_have_nobody_to_overload() -> None:
    """CAP801 and CAP802 judge people; a role without any is another rule's business."""
    design = renewing(busy=400)
    del design["positions"]

    assert found("CAP801", design) == found("CAP802", design) == []


def test_largest_customers_first_leave_the_rest_to_somebody() -> None:
    """COV106: of 30 customers the 10 largest get a CSM; the other segment has no owner."""
    design = {
        "doctrine": {"csm_eligibility": "largest-n", "largest_n": 10},
        "segments": [
            segment(MONTHLY, id="large", accounts=10, arr_per_account=90_000),
            segment(MONTHLY, id="small", accounts=20, arr_per_account=3_000),
        ],
        "roles": [{**CSM, "segments": ["large"], "owns": ["adopt"]}],
    }

    assert [item.object for item in found("COV106", design)] == ["segments[small].adopt"]
    design["roles"].append({"id": "am", "segments": ["small"], "owns": ["adopt"]})
    assert found("COV106", design) == []


def test_a_where_clause_over_revenue_alone_is_not_a_finding() -> None:
    """COV101: sorting customers by revenue is not deciding their coverage by it."""
    assert found("COV101", {"segments": [segment(MONTHLY, where="arr >= 50000")]}) == []


def test_heads_that_are_revenue_over_a_ratio_were_taken_from_it() -> None:
    """COV101: 8.2M over 2M is 4.1, so four people; also next to a book in customers."""
    stated = {"book": {"arr_per_head": 2_000_000, "accounts_per_head": 100}, "heads": 4}
    part = segment(MONTHLY, accounts=410, arr_per_account=20_000, declared=stated)

    assert [item.message for item in found("COV101", {"segments": [part]})]
    part["declared"]["heads"] = 9
    assert found("COV101", {"segments": [part]}) == []


def test_a_shared_experience_is_found_once() -> None:
    """AX002, AX004 and CAP806 speak of a line once, however many segments share it."""
    design = {
        "segments": [{"id": "north"}, {"id": "south"}],
        "experiences": [
            {
                "id": "care",
                "segments": ["north", "south"],
                "milestones": [{"id": "go-live", "stage": "onboard"}],
                "interactions": [
                    {"id": "talk", "stage": "onboard", "channel": "human-1to1", "per_year": 4}
                ],
            }
        ],
        "roles": [CSM, {"id": "trainer", "title": "Trainer"}],
    }
    talk = "segments[north].interactions[talk]"

    assert seen(found("AX002", design)) == [
        Seen("AX002", "warning", "segments[north].milestones[go-live]")
    ]
    assert seen(found("AX004", design)) == [Seen("AX004", "error", talk)]
    assert seen(found("CAP806", design)) == [Seen("CAP806", "note", talk)]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ({"all": ["csm", "expert"]}, []),
        ({"any": ["csm", "expert"]}, ["roles[csm].talent"]),
        ("silent", []),
    ],
    ids=["an expert comes along", "whoever is free", "nobody says what they know"],
)
def test_expertise_is_needed_of_each_role_that_may_act_alone(
    role: object, expected: list[str]
) -> None:
    """AX005: one expert among several together is enough; unknown is not lacking."""
    design = {
        "segments": [segment(interaction("audit", per_year=4, expertise=2, role=role))],
        "roles": [
            {**CSM, "talent": {"expertise": 1}},
            {"id": "expert", "talent": {"expertise": 2}},
            {"id": "silent"},
        ],
    }

    assert [item.object for item in found("AX005", design)] == expected


def test_one_analyst_type_over_levels_is_not_a_csm_for_all() -> None:
    """COV102 speaks of CSMs; an account manager below a threshold is none."""
    design = {
        "segments": [
            segment({**MONTHLY, "role": "am"}, id="plants"),
            segment(interaction("tips", "digital", per_year=52), id="office"),
        ],
        "roles": [{"id": "am", "title": "Account Manager", "owns": ["adopt"]}],
    }

    assert found("COV102", design) == []
    design["roles"][0]["title"] = "Customer Success Manager"
    assert [item.object for item in found("COV102", design)] == ["roles[am]"]


def test_too_few_leaders_are_counted_from_the_people_of_the_plan() -> None:
    """CAP807: ten people take two leads and a head; one leader is there."""
    design = renewing(busy=450)
    design["positions"] = [{"roles": "csm", "count": 9}, {"roles": "csm", "direct_reports": 7}]
    (item,) = found("CAP807", design)

    assert item.object == "plan"
    assert dict(item.evidence) == {
        "people": "10",
        "leaders needed": "3",
        "leaders": "1",
        "span": "7",
    }


def test_a_design_without_segments_says_so() -> None:
    """AX001 on the plan: nothing to cover."""
    (item,) = found("AX001", {"company": {"name": "Empty"}})

    assert (item.object, item.severity.word) == ("plan", "error")


def test_everything_promised_once_needs_new_accounts() -> None:
    """AX001 says why the level is undefined although interactions are there."""
    (item,) = found("AX001", {"segments": [segment(interaction(times=3, minutes=30))]})

    assert "new_accounts" in item.message
