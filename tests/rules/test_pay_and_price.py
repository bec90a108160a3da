"""Pay follows ownership; prices and renewals have one owner, in time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign import reference
from csdesign.planning.planner import make_plan
from csdesign.rules.facts.kpi_fit import Holders
from designs import design_of
from rules.written import MOTIONS, codes_of, found, objects_of, written

CORP = [{"id": "corp"}]
PAID = [kpi.id for kpi in reference.kpis().values()]


def pay(
    role: dict[str, Any], *weights: tuple[str, float], codes: str = "KPI", **sections: Any
) -> list[tuple[str, str]]:
    """Return (code, severity) found for one role paid on these measures."""
    kpis = [{"id": name, "weight": weight} for name, weight in weights]
    parts = {
        "segments": CORP,
        "roles": [{"id": "r", "title": "Role", "kpis": kpis, **role}],
        **sections,
    }
    return [(f.code, f.severity.word) for f in found(codes, **parts)]


@given(st.sampled_from(MOTIONS), st.sampled_from(PAID))
@settings(max_examples=120)
def test_a_measure_fits_each_owner_of_one_of_its_motions(motion: str, name: str) -> None:
    """Owning is enough, co-owning as well; conditions of coverage and company aside."""
    kpi = reference.kpis()[name]
    plain = [way for way in kpi.fits if way.coverage is None and not way.together_with]
    verdict = pay({"owns": [motion]}, (name, 100), codes="KPI603")

    if any(way.motion == motion for way in plain):
        assert verdict == []
    elif name == "clv":
        assert verdict == [("KPI603", "note")]
    elif motion in kpi.fair:
        assert verdict == [("KPI603", "warning")]
    elif not any(way.motion == motion for way in kpi.fits):
        assert verdict == [("KPI603", "error")]


@pytest.mark.parametrize("kind", list(reference.roles()))
def test_reference_roles_are_paid_on_their_own_measures(kind: str) -> None:
    """No measure of a reference role is an error for the role that has it."""
    names = [name for name in reference.roles()[kind].kpis if not reference.kpis()[name].score]
    role = {"extends": f"reference:{kind}", "kind": kind}
    weights = [(name, 100 / len(names)) for name in names]

    severities = {severity for code, severity in pay(role, *weights, codes="KPI603")}
    # The catalogue gives the fair measure time-to-value to an Adopt CSM and a programme.
    assert severities <= {"warning"}


def test_net_retention_needs_renewals_or_growth_in_addition_to_adoption() -> None:
    """The measure nrr fits adopt only together with renew or upsell."""
    assert pay({"owns": ["adopt"]}, ("nrr", 100), codes="KPI603") == [("KPI603", "warning")]
    assert pay({"owns": ["adopt", "renew"]}, ("nrr", 100), codes="KPI603") == []


def test_a_guarded_score_below_half_may_be_shared() -> None:
    """The guard is below 50% and a response rate (doctrine cx_score_pay)."""
    kpis = [{"id": "grr", "weight": 80}, {"id": "nps", "weight": 20, "min_response_rate": 0.4}]
    role = {"id": "r", "owns": ["adopt"], "kpis": kpis}

    assert found("KPI", segments=CORP, roles=[role]) == []
    assert codes_of(
        found("KPI", segments=CORP, roles=[role], doctrine={"cx_score_pay": "forbidden"})
    ) == ["KPI602"]


@pytest.mark.parametrize(("weight", "hit"), [(49, False), (50, True), (100, True)])
def test_scores_are_half_of_the_pay_or_more(weight: float, hit: bool) -> None:
    """KPI601 speaks from half on, and of a score that is all."""
    role = {"owns": ["serve"]}
    weights = [("csat", weight), ("resolution-time", 100 - weight)][: 1 if weight == 100 else 2]

    assert (("KPI601", "error") in pay(role, *weights, codes="KPI601")) is hit


def test_one_person_with_two_roles_is_judged_as_one() -> None:
    """What fits either role fits whoever holds both."""
    roles = [
        {"id": "csm", "owns": ["adopt"], "kpis": [{"id": "renewal-rate", "weight": 100}]},
        {"id": "rs", "owns": ["renew"]},
    ]
    alone = [{"id": "a", "roles": ["csm"]}, {"id": "b", "roles": ["rs"]}]
    both = [{"id": "a", "roles": ["csm", "rs"]}]

    assert codes_of(found("KPI603", segments=CORP, roles=roles, positions=alone)) == ["KPI603"]
    assert found("KPI603", segments=CORP, roles=roles, positions=both) == []


def test_pay_of_a_position_goes_before_that_of_its_roles() -> None:
    """`positions[].pay` overrides weights, and its sum is checked."""
    roles = [{"id": "csm", "owns": ["adopt"], "kpis": [{"id": "new-arr", "weight": 100}]}]
    own = [{"id": "p", "roles": ["csm"], "pay": [{"id": "grr", "weight": 90}]}]
    findings = found("KPI603", "KPI606", segments=CORP, roles=roles, positions=own)

    assert [(f.code, f.object) for f in findings] == [("KPI606", "positions[p].pay")]


def test_a_measure_of_the_companys_own_is_not_judged() -> None:
    """Nobody can tell what it measures."""
    assert pay({"owns": ["adopt"]}, ("smiles", 100)) == []


def test_counting_calls_is_fair_for_an_sdr() -> None:
    """KPI605 exempts the role whose work is to call."""
    kpis = ["calls-made", "opportunities-created"]

    def seen(kind: str) -> list[str]:
        role = {"id": "r", "kind": kind, "supports": ["land"], "kpis": kpis}
        return codes_of(found("KPI605", segments=CORP, roles=[role]))

    assert seen("sdr") == []
    assert seen("ae") == ["KPI605"]


@pytest.mark.parametrize(
    ("first", "price", "severity"),
    [
        (3, 1, None),
        (2.5, 1, None),
        (0.9, 0.5, "error"),
        (1, 2, "error"),
        (1.5, 1, "warning"),
        (6, 1, "note"),
        (3, 2, "note"),
    ],
)
def test_renewals_are_opened_in_time(first: float, price: float, severity: str | None) -> None:
    """Under one month or after price is an error, under two a warning, off the rule a note."""
    commercial = {"first_contact_months": first, "price_talk_months": price}
    findings = found("REN702", segments=[{"id": "s", "commercial": commercial}])

    assert [finding.severity.word for finding in findings] == ([severity] if severity else [])


def test_at_most_is_read_strictly() -> None:
    """The Russian original: at most three months before the end."""
    sections = {"segments": [{"id": "s", "commercial": {"first_contact_months": 3.5}}]}

    assert found("REN702", **sections) == []
    assert codes_of(found("REN702", **sections, doctrine="wrike-ru")) == ["REN702"]


@pytest.mark.parametrize(
    ("authority", "hit"),
    [("none", True), ("list-price-only", True), ("guardrails", False), ("full", False)],
)
def test_a_csm_negotiates_only_where_company_rules_let_it(authority: str, hit: bool) -> None:
    """REN701 prints the switch in force."""
    role = {"id": "csm", "kind": "csm", "owns": ["adopt"], "decision_rights": ["price-renewal"]}
    findings = found(
        "REN701", segments=CORP, roles=[role], doctrine={"csm_price_authority": authority}
    )

    assert (codes_of(findings) == ["REN701"]) is hit


def test_quoting_at_list_price_is_not_negotiating() -> None:
    """A quote at list price is none of the rights that REN701 asks about."""
    rights = ["issue-standard-renewal", "price-expansion-at-list"]
    role = {"id": "csm", "kind": "csm", "owns": ["adopt", "renew"], "decision_rights": rights}

    assert found("REN701", segments=CORP, roles=[role]) == []


def test_two_negotiators_of_one_motion_clash_unless_they_are_a_led_pair() -> None:
    """One price owner in each segment."""
    roles = [
        {"id": "am", "decision_rights": ["price-renewal"]},
        {"id": "rs", "decision_rights": ["price-renewal"]},
    ]
    pair = {"motion": "renew", "with": "rs", "lead": "rs", "split": "x"}
    led = [{**roles[0], "co_owns": [pair]}, roles[1]]
    apart = [{**roles[0], "segments": "a"}, {**roles[1], "segments": "b"}]

    assert objects_of(found("REN701", segments=CORP, roles=roles), "REN701") == [
        "roles[rs].renew[am]"
    ]
    assert found("REN701", segments=CORP, roles=led) == []
    assert found("REN701", segments=[{"id": "a"}, {"id": "b"}], roles=apart) == []


def test_a_need_reaches_a_price_by_several_hands() -> None:
    """CSM to account manager to seller is a route; rights nobody states are believed."""
    roles = [
        {
            "id": "csm",
            "responsibilities": ["spot-expansion"],
            "decision_rights": [],
            "hands_off": [{"to": "am", "trigger": "x"}],
        },
        {"id": "am", "decision_rights": [], "hands_off": [{"to": "ae", "trigger": "x"}]},
        {"id": "ae", "decision_rights": ["price-new-business"]},
    ]

    assert found("REN703", segments=CORP, roles=roles) == []
    roles[2]["decision_rights"] = ["price-renewal"]
    assert objects_of(found("REN703", segments=CORP, roles=roles), "REN703") == [
        "roles[csm].hands_off"
    ]
    del roles[2]["decision_rights"]
    assert found("REN703", segments=CORP, roles=roles) == []


@pytest.mark.parametrize(
    ("option", "longer"),
    [
        ("two years at today's price", True),
        ("36 months", True),
        ("price lock", True),
        ("два года со скидкой", True),
        ("one year", False),
        ("6 months", False),
    ],
)
def test_an_option_is_longer_from_two_years_on(option: str, longer: bool) -> None:
    """A term of two years or more can earn a discount."""
    commercial = {"renewal": "negotiated", "term_options": [option]}
    segment = {"id": "s", "commercial": commercial}
    role = {"id": "rs", "owns": ["renew"], "responsibilities": ["close-renewal"]}

    assert (found("REN705", segments=[segment], roles=[role]) == []) is longer


@pytest.mark.parametrize(
    ("owns", "supports", "ways"),
    [
        (["adopt"], [], {"named"}),
        (["serve"], [], {"queue"}),
        (["adopt", "serve"], [], {"named"}),
        (["renew"], [], set()),
        (["renew"], ["adopt", "serve"], set()),
    ],
)
def test_ways_of_meeting_customers_are_those_of_owned_adoption_and_service(
    owns: list[str], supports: list[str], ways: set[str]
) -> None:
    """Who only helps, or owns something else, meets customers in no way that a measure asks for."""
    role = {"id": "r", "owns": owns, "supports": supports}
    plan = make_plan(design_of(written(segments=[{"id": "corp"}], roles=[role])))
    holder = Holders(plan).of(("r",))

    assert holder is not None
    assert holder.coverages == ways


@pytest.mark.parametrize(
    ("doctrine", "said"),
    [
        ({}, []),
        ({"first_contact_months": 0.5, "price_talk_months": 0.25}, [("error", 3)]),
        ({"price_talk_months": 4}, [("error", None)]),
        ({"first_contact_months": 3, "price_talk_months": 1}, []),
        ({"preset": "wrike"}, []),
    ],
)
def test_months_of_company_rules_are_judged_where_a_company_states_them(
    doctrine: dict[str, Any], said: list[tuple[str, int | None]]
) -> None:
    """Defaults and presets are not the company's words; the line is that of the rule, if stated."""
    hits = found("REN702", doctrine=doctrine, segments=CORP)
    places = [(hit.severity.word, hit.span.line if hit.span else 0) for hit in hits]

    assert [word for word, _ in places] == [word for word, _ in said]
    assert all(line in (None, at) for (_, at), (_, line) in zip(places, said, strict=True))


@pytest.mark.parametrize(
    ("right", "hands_off", "hit"),
    [
        ("price-renewal", [{"to": "am", "trigger": "x", "stage": "renew"}], False),
        ("price-renewal", [{"to": "am", "trigger": "90 days before the contract expires"}], False),
        ("price-renewal", [{"to": "am", "trigger": "за 90 дней до продления"}], False),
        ("approve-discount", [{"to": "am", "trigger": "renewal talks begin"}], False),
        ("price-expansion", [{"to": "am", "trigger": "x", "stage": "renew"}], True),
        ("issue-standard-renewal", [{"to": "am", "trigger": "x", "stage": "renew"}], True),
        ("price-renewal", [{"to": "am", "trigger": "the customer wants more seats"}], True),
        ("price-renewal", [{"to": "am", "trigger": "renewal", "stage": "expand"}], True),
        ("price-renewal", [], True),
    ],
)
def test_a_negotiated_renewal_reaches_somebody_who_may_price_it(
    right: str, hands_off: list[dict[str, str]], hit: bool
) -> None:
    """By a hand-off of the renewal to a role with the right; a right for something else is none."""
    corp = {"id": "corp", "commercial": {"renewal": "negotiated"}}
    roles = [
        {"id": "csm", "owns": ["renew"], "decision_rights": [], "hands_off": hands_off},
        {"id": "am", "decision_rights": [right]},
    ]

    assert (
        "roles[csm].renew" in objects_of(found("REN701", segments=[corp], roles=roles), "REN701")
    ) is hit
