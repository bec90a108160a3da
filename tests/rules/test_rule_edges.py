"""Rules at their borders: the last value that passes, the first that does not, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from csdesign.rules.facts.phrases import counted, plainly, some
from csdesign.rules.facts.staff import same_person
from designs import design_of
from rules.written import codes_of, evidence_of, found, objects_of, written

if TYPE_CHECKING:
    from csdesign.finding import Finding

CORP = [{"id": "corp"}]
LITTLE = ["onboard", "upsell", "cross-sell", "land", "serve"]
"""Motions that a small design leaves out: adopt and renew stay."""


def one(code: str, **sections: Any) -> Finding:
    """Return the only finding of one rule."""
    (finding,) = found(code, **sections)
    return finding


# Pods: ROE408.


def pods(*numbers: float, segment: float | None = None, **member: Any) -> list[Finding]:
    """Return what ROE408 finds in pods of one CSM with these numbers of customers."""
    part: dict[str, Any] = {"id": "s", "not_applicable": [*LITTLE, "renew"]}
    if segment is not None:
        part["accounts"] = segment
    held = [
        {"id": f"p{i}", "segment": "s", "accounts": n, "members": [{"role": "csm", **member}]}
        for i, n in enumerate(numbers)
    ]
    return found("ROE408", segments=[part], roles=[{"id": "csm", "owns": ["adopt"]}], pods=held)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((60, 60), []),
        ((60, 59), ["s: pods hold 119 of 120 customers; 1 has no pod"]),
        ((60, 61), ["s: pods hold 121 of 120 customers; 1 would be in two pods"]),
    ],
)
def test_customers_in_pods_add_up_exactly(numbers: tuple[float, ...], said: list[str]) -> None:
    """One customer too many or too few is found."""
    assert [item.message for item in pods(*numbers, segment=120)] == said


@pytest.mark.parametrize(("least", "hit"), [(80, False), (79, True)])
def test_pods_may_differ_by_a_fifth_of_the_fuller_one(least: float, hit: bool) -> None:
    """The limit itself is allowed; the fuller pod is named."""
    findings = pods(least, 100)

    assert [item.message for item in findings] == (
        [
            (
                f"s: csm in pod 'p1' has 100 customers, in another pod {least}; "
                "loads differ by at most 20%"
            )
        ]
        if hit
        else []
    )


def test_empty_pods_are_even() -> None:
    """Nothing is divided by no customers."""
    assert pods(0, 0) == []


def test_members_of_one_role_share_the_customers_of_a_pod() -> None:
    """100 customers for two CSMs are 50 each: the same as 50 for one."""
    members = [[{"role": "csm", "count": 2}], [{"role": "csm"}]]
    held = [
        {"id": f"p{i}", "segment": "s", "accounts": 100 / (i + 1), "members": part}
        for i, part in enumerate(members)
    ]
    sections = {
        "segments": [{"id": "s", "not_applicable": [*LITTLE, "renew"]}],
        "roles": [{"id": "csm", "owns": ["adopt"]}],
    }

    assert found("ROE408", **sections, pods=held) == []


def test_a_pair_may_be_split_only_if_the_outsider_does_not_co_own() -> None:
    """Who is inside and who is outside is said; a second plain owner is another rule's business."""
    pair = {"motion": "renew", "with": "ae", "lead": "ae", "split": "x"}
    part = {"id": "s", "not_applicable": LITTLE}
    roles: list[dict[str, Any]] = [
        {"id": "csm", "owns": ["adopt"], "co_owns": [pair]},
        {"id": "ae"},
    ]
    held = [{"id": "p", "segment": "s", "members": ["csm"]}]

    finding = one("ROE408", segments=[part], roles=roles, pods=held)
    assert finding.message == "pod 'p': csm co-owns renewals (renew) with ae, who is outside"
    roles = [{"id": "csm", "owns": ["adopt", "renew"]}, {"id": "ae", "owns": ["renew"]}]
    assert found("ROE408", segments=[part], roles=roles, pods=held) == []


def test_a_member_sits_on_a_position_that_holds_the_role() -> None:
    """A post of another role, or one that holds it among others."""
    sections: dict[str, Any] = {
        "segments": [{"id": "s", "not_applicable": [*LITTLE, "renew"]}],
        "roles": [{"id": "csm", "owns": ["adopt"]}, {"id": "ae"}],
        "pods": [{"id": "p", "segment": "s", "members": [{"role": "csm", "position": "x"}]}],
    }

    finding = one("ROE408", **sections, positions=[{"id": "x", "roles": ["ae"]}])
    assert finding.object == "pods[p].members[csm]"
    assert finding.message == "pod 'p': position 'x' does not hold csm"
    assert found("ROE408", **sections, positions=[{"id": "x", "roles": ["ae", "csm"]}]) == []


# Pay: KPI603.


@pytest.mark.parametrize(
    ("owns", "kpi", "message"),
    [
        (["land"], "grr", "r is paid 100% on grr, a measure of adopt or renew; it owns land"),
        (
            ["land"],
            "data-completeness",
            "r is paid 100% on data-completeness, a measure of enabling work; it owns land",
        ),
        (["land"], "nps", "r is paid 100% on nps, a measure of no single motion; it owns land"),
        (
            ["adopt", "serve"],
            "new-arr",
            "r is paid 100% on new-arr, a measure of land; it owns adopt, serve",
        ),
    ],
)
def test_a_measure_that_does_not_fit_says_whose_it_is(
    owns: list[str], kpi: str, message: str
) -> None:
    """Motions the measure belongs to, and those the role owns."""
    role = {"id": "r", "owns": owns, "kpis": [{"id": kpi, "weight": 100}]}

    assert one("KPI603", segments=CORP, roles=[role]).message == message


def test_who_owns_nothing_is_told_so() -> None:
    """A supporter paid on a renewal rate owns no motion."""
    role = {"id": "r", "supports": ["renew"], "kpis": [{"id": "renewal-rate", "weight": 100}]}
    finding = one("KPI603", segments=CORP, roles=[role])

    assert finding.message.endswith("it owns no motion")
    assert evidence_of(finding, "owns") == "no motion"


@pytest.mark.parametrize(("weight", "hit"), [(49, False), (50, True)])
def test_a_guarded_score_is_shared_below_half(weight: float, hit: bool) -> None:
    """KPI603 is silent about a score with a response rate below half of the pay."""
    kpis = [
        {"id": "csat", "weight": weight, "min_response_rate": 0.3},
        {"id": "new-arr", "weight": 100 - weight},
    ]
    role = {"id": "r", "owns": ["land"], "kpis": kpis}

    assert (found("KPI603", segments=CORP, roles=[role]) != []) is hit


# Whole accounts: ARC203.

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


# The archetype: ARC201.

TALK = {"id": "talk", "stage": "onboard", "channel": "human-1to1", "per_year": 12, "minutes": 90}


def mismatch(*owns: str, **sections: Any) -> list[Finding]:
    """Return what ARC201 finds where T2 gives the CSM adoption alone."""
    commercial = {
        "renewal": "negotiated",
        "upsell": [],
        "owner_today": "sales",
        "sales_capacity": "sufficient",
    }
    part = {"id": "corp", "interactions": [{**TALK, "role": "csm"}], "commercial": commercial}
    csm = {**CSM, "kind": "csm", "owns": ["adopt", *owns]}
    return found("ARC201", segments=[part], roles=[csm], **sections)


def test_each_motion_that_differs_is_told_in_one_finding() -> None:
    """The first is the place; the others are related places and all are evidence."""
    (finding,) = mismatch("renew", "upsell")

    assert finding.message == (
        "corp: Customer Success Manager: renew is own, expected support, upsell is own, expected "
        "support; reason: renewals have to be sold again, and sellers have time (T2)"
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
    """T2 asks for support of renewals; saying nothing of them is no mismatch."""
    assert mismatch() == []


# Hand-offs: ROE406.


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"kind": "transfer", "stage": "adopt"}, ["ROE406"]),
        ({"kind": "request", "stage": "adopt"}, []),
        ({"kind": "transfer"}, []),
    ],
)
def test_only_transfers_of_a_named_stage_go_round(fields: dict[str, Any], codes: list[str]) -> None:
    """A request comes back by design, and without a stage the way may lead through several."""
    roles = [{"id": a, "hands_off": [{"to": b, "trigger": "x", **fields}]} for a, b in ("ab", "ba")]

    assert codes_of(found("ROE406", segments=CORP, roles=roles)) == codes


def test_a_circle_is_shown_from_its_first_role_back_to_it() -> None:
    """Path, way and the other transfers."""
    roles = [
        {
            "id": a,
            "hands_off": [{"to": b, "trigger": "x", "kind": "transfer", "stage": "adopt"}],
        }
        for a, b in ("ab", "bc", "ca")
    ]
    finding = one("ROE406", segments=CORP, roles=roles)

    assert evidence_of(finding, "circle") == "a -> b -> c -> a"
    assert [other.message for other in finding.related] == ["to c", "to a"]


def test_who_transfers_without_leading_anybody_is_warned_once() -> None:
    """Two segments see the same hand-off."""
    roles = [
        {"id": "a", "hands_off": [{"to": "b", "trigger": "x", "kind": "transfer"}]},
        {"id": "b"},
    ]
    grid = {"adopt": {"champion": {"b": "lead"}}}
    finding = one("ROE406", segments=[*CORP, {"id": "smb"}], roles=roles, engagement=grid)

    assert (finding.severity.word, finding.object) == ("warning", "roles[a].hands_off[b]")
    roles[0]["hands_off"][0]["kind"] = "request"  # type: ignore[index]  # a plain JSON value
    assert found("ROE406", segments=CORP, roles=roles, engagement=grid) == []


# Renamed roles: ROL502, ROL510.

OLD = [
    "drive-usage",
    "monitor-health",
    "run-business-review",
    "manage-risk",
    "advise-best-practice",
    "collect-feedback",
    "agree-customer-goals",
    "maintain-success-plan",
]
NEW = [
    "run-webinars",
    "run-community",
    "sell-seats",
    "answer-tickets",
    "plan-capacity",
    "migrate-data",
    "close-renewal",
    "run-newsletter",
]
MORE = [
    "run-kickoff",
    "train-basic",
    "demo-product",
    "qualify-lead",
    "discover-needs",
    "test-journey",
    "build-integration",
    "sell-add-on",
]


def compared(title: str, duties: list[str], before: list[str]) -> list[tuple[str, str]]:
    """Return what is said of a role that was an account manager with other duties."""
    former = {"title": "Account Manager", "responsibilities": before}
    role = {"id": "r", "title": title, "responsibilities": duties, "formerly": former}
    findings = found("ROL501", "ROL502", "ROL510", segments=CORP, roles=[role])
    return [(item.code, item.message) for item in findings]


@pytest.mark.parametrize("kept", range(9))
def test_a_job_goes_on_from_half_of_its_duties(kept: int) -> None:
    """ROL510 speaks below half; half of the duties is the same job."""
    said = [
        (
            "ROL510",
            (
                f"'Account Manager' kept its title and became another job: {kept} of 8 duties were "
                "there before"
            ),
        )
    ]

    duties = [*OLD[:kept], *NEW[kept:]]
    assert compared("Account Manager", duties, OLD) == (said if kept < 4 else [])
    assert "ROL510" not in [code for code, _ in compared("Client Partner", duties, OLD)]


@pytest.mark.parametrize(
    ("duties", "before", "told"),
    [
        (
            [*OLD, *MORE, *NEW[:3]],
            [*OLD, *MORE],
            "kept 16 of 16 duties, 3 new; new are run-webinars, run-community, sell-seats",
        ),
        (
            [*OLD, *MORE, *NEW[:4]],
            [*OLD, *MORE],
            (
                "kept 16 of 16 duties, 4 new; new are run-webinars, run-community, sell-seats and "
                "1 more"
            ),
        ),
        ([*OLD, *MORE][:-3], [*OLD, *MORE], "kept 13 of 16 duties, 3 gone; no new duty"),
    ],
    ids=["three", "four", "none"],
)
def test_up_to_three_new_duties_are_named(duties: list[str], before: list[str], told: str) -> None:
    """ROL502 says what is new; the rest is counted."""
    assert compared("Client Partner", duties, before) == [
        (
            "ROL502",
            f"'Client Partner' is still the job of 'Account Manager': {told}",
        )
    ]
    assert compared("Account Manager", duties, before) == []


# Ownership: OWN301, OWN303.


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
        (("c", "c"), "a lead out of the two (c is neither)"),
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


# Further segments and longer lists


def test_a_segment_with_little_to_deploy_does_not_end_the_search() -> None:
    """ROL508: the small team comes first, the large one after it."""
    traits = {"complexity": "high"}
    segments = [
        {"id": "small", "client_team_size": 3, "traits": traits},
        {"id": "large", "client_team_size": 300, "traits": traits},
    ]
    findings = found("ROL508", segments=segments, roles=[{"id": "csm", "owns": ["adopt"]}])

    assert objects_of(findings, "ROL508") == ["segments[large].onboard"]


def test_a_long_broken_policy_is_quoted_up_to_300_characters() -> None:
    """POL002: the cut is marked."""
    text = "nmae == 'x'" + " || name == 'y'" * 30
    finding = one(
        "POL002", segments=CORP, policies=[{"name": "p", "on": "segment", "assert": text}]
    )

    assert evidence_of(finding, "assert") == text[:299] + "…"


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


@pytest.mark.parametrize(("number", "more"), [(3, ""), (4, " and 1 more"), (5, " and 2 more")])
def test_three_interactions_are_named_and_the_rest_counted(number: int, more: str) -> None:
    """AX005: a long list does not fill the screen."""
    talks = [{**TALK, "id": f"t{i}", "expertise": 2, "role": "csm"} for i in range(number)]
    csm = {**CSM, "talent": {"expertise": 1}}
    finding = one("AX005", segments=[{"id": "corp", "interactions": talks}], roles=[csm])

    assert f"delivers 't0', 't1', 't2'{more}, which need" in finding.message
    assert len(finding.related) == number


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"csm_eligibility": "mrr-threshold", "mrr_threshold": 5000}, ("mrr_threshold", "5,000")),
        ({"csm_eligibility": "largest-n", "largest_n": 10}, ("largest_n", "10")),
    ],
)
def test_a_threshold_is_evidence_under_its_own_name(
    rules: dict[str, Any], told: tuple[str, str]
) -> None:
    """COV101 warns on the plan once."""
    finding = one("COV101", segments=CORP, doctrine=rules)

    assert (finding.severity.word, finding.object) == ("warning", "plan")
    assert told in finding.evidence


@pytest.mark.parametrize(("letters", "shown"), [(60, "x" * 60), (61, "x" * 59 + "…")])
def test_a_long_trigger_is_cut(letters: int, shown: str) -> None:
    """ROE402: sixty characters are enough to know it again."""
    roles = [
        {
            "id": "ae",
            "owns": ["land"],
            "hands_off": [
                {"to": "dc", "trigger": "x" * letters, "kind": "transfer", "max_days": 90}
            ],
        },
        {"id": "dc", "owns": ["onboard"]},
    ]
    finding = one("ROE402", segments=CORP, roles=roles)

    assert evidence_of(finding, "trigger") == shown


def test_an_interruption_may_come_from_anybody_who_led_before() -> None:
    """ROE406: the CSM asks for the renewal, although the seller of growth led in between."""
    request = {"to": "rs", "trigger": "90 days left", "kind": "request"}
    back = {"to": "am", "trigger": "need seen", "kind": "request"}
    roles = [{"id": "csm", "hands_off": [request, back]}, {"id": "am"}, {"id": "rs"}]
    leads = {"adopt": "csm", "expand": "am", "renew": "rs"}
    grid = {stage: {"champion": {role: "lead"}} for stage, role in leads.items()}

    assert found("ROE406", segments=CORP, roles=roles, engagement=grid) == []


def test_a_relation_that_goes_on_comes_from_whoever_led_last() -> None:
    """ROE406: the seller's transfer to the CSM does not speak for the consultant in between."""
    sold = [{"to": to, "trigger": "signed", "kind": "transfer"} for to in ("dc", "csm")]
    roles = [{"id": "ae", "hands_off": sold}, {"id": "dc"}, {"id": "csm"}]
    leads = {"evaluate": "ae", "onboard": "dc", "adopt": "csm"}
    grid = {stage: {"champion": {role: "lead"}} for stage, role in leads.items()}
    finding = one("ROE406", segments=CORP, roles=roles, engagement=grid)

    assert finding.object == "engagement.adopt.champion"
    assert (evidence_of(finding, "before"), evidence_of(finding, "after")) == ("dc", "csm")


@pytest.mark.parametrize(("away", "hit"), [(0.4, False), (0.401, True), (0.399, False)])
def test_a_queue_is_held_by_exactly_as_many_as_it_keeps_busy(away: float, hit: bool) -> None:
    """CAP804: two full-time people who are away for 40% are 1.2, as many as 1.2 erlang take."""
    help_ = {
        "id": "help",
        "stage": "adopt",
        "channel": "human-pooled",
        "per_year": 2.496,
        "minutes": 20,
        "effort_hours": 0.5,
        "trigger": "request",
        "role": "desk",
    }
    tips = {"id": "tips", "stage": "adopt", "channel": "digital", "per_year": 52}
    part = {
        "id": "corp",
        "accounts": 2000,
        "interactions": [help_, tips],
        "traits": dict.fromkeys(("complexity", "specificity", "desired", "readiness"), 3),
    }
    findings = found(
        "CAP804",
        segments=[part],
        roles=[{"id": "desk", "owns": ["serve"]}],
        positions=[{"roles": "desk", "count": 2}],
        params={"shrinkage": away},
    )

    assert (findings != []) is hit


# What is said where there is one too many, or one alone.

TALK = {"id": "talk", "stage": "onboard", "channel": "human-1to1", "every": "month", "minutes": 90}
TIPS = {"id": "tips", "stage": "onboard", "channel": "digital", "every": "week"}


@pytest.mark.parametrize(("offices", "rest"), [(3, ""), (4, " and 1 more")])
def test_one_csm_for_all_names_four_segments_and_counts_the_rest(offices: int, rest: str) -> None:
    """COV102: those who need most come first."""
    segments = [{"id": f"o{i}", "interactions": [TIPS]} for i in range(offices)]
    segments.append({"id": "plants", "interactions": [TALK]})
    finding = one(
        "COV102", segments=segments, roles=[{"id": "csm", "title": "CSM", "owns": ["adopt"]}]
    )

    listed = ", ".join(["plants high-touch", *(f"o{i} tech-touch" for i in range(3))])
    assert finding.message.endswith(f"different attention: {listed}{rest}")


def test_an_owner_beside_one_who_co_owns_alone() -> None:
    """OWN302: one `owns`, one `co-owns alone`."""
    pair = {"motion": "renew", "with": "am"}
    roles = [{"id": "am", "owns": ["renew"]}, {"id": "csm", "co_owns": [pair]}]

    assert one("OWN302", segments=CORP, roles=roles).message == (
        "corp: am owns and csm alone co-owns renewals (renew); "
        "a motion takes one owner, or two co-owners and no owner"
    )


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


def test_a_motion_that_no_kind_of_holder_is_measured_on_is_told_once() -> None:
    """KPI604: two kinds of people hold the role, neither is measured on the motion."""
    roles = [
        {
            "id": "dc",
            "title": "Deployment Consultant",
            "owns": ["onboard"],
            "kpis": ["health-score"],
        },
        {"id": "csm", "title": "CSM", "kpis": ["health-score"]},
    ]
    posts = [{"id": "p1", "roles": ["dc"]}, {"id": "p2", "roles": ["dc", "csm"]}]

    assert codes_of(found("KPI604", segments=CORP, roles=roles, positions=posts)) == ["KPI604"]


def test_promises_beyond_revenue_are_told_with_their_part_of_the_people() -> None:
    """COV105: full-time work, and the segment's part of what its people cost."""
    part = {
        "id": "corp",
        "accounts": 10,
        "arr_per_account": 100,
        "interactions": [{**TALK, "effort_hours": 2, "role": "csm"}],
    }
    finding = one(
        "COV105", segments=[part], roles=[{"id": "csm", "title": "CSM", "loaded_cost": 100_000}]
    )

    assert "its part of the plan's people costs 100,000" in finding.message
    assert evidence_of(finding, "cost") == "100,000"


@pytest.mark.parametrize(
    ("roles", "hits"), [(None, 0), ([], 1), ([{"id": "ae", "title": "Sales"}], 1)]
)
def test_a_threshold_leaves_a_gap_once_roles_are_written(
    roles: list[dict[str, Any]] | None, hits: int
) -> None:
    """Without any roles nobody owns anything yet; with some, nobody owns these customers."""
    segment = {
        "id": "smb",
        "arr_per_account": 2400,
        "interactions": [{"id": "tips", "stage": "onboard", "channel": "digital", "every": "week"}],
    }
    doctrine = {"csm_eligibility": "mrr-threshold", "mrr_threshold": 5000}
    sections = {"doctrine": doctrine, "segments": [segment]}
    if roles is not None:
        sections["roles"] = roles

    assert len(found("COV106", **sections)) == hits


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
def test_five_names_are_said_and_the_rest_counted(names: str, said: str) -> None:
    """Each once."""
    assert some(names) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 roles"), (1, "1 role"), (1.0, "1 role"), (1.5, "1.5 roles"), (2, "2 roles")],
)
def test_a_number_agrees_with_its_noun(number: float, said: str) -> None:
    """One is one, whole or not."""
    assert counted(number, "role") == said
    assert counted(number, "mouse", "mice").endswith("mouse" if number == 1 else "mice")
    assert plainly(1_234_567) == plainly(1_234_567.0) == "1234567"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"times": 3, "minutes": 30}, "everything promised happens once for a new customer"),
        ({"times": 3, "minutes": 0}, "none of the interactions takes any customer time"),
        ({"per_year": 3, "minutes": 0}, "none of the interactions takes any customer time"),
    ],
)
def test_why_coverage_is_undefined(fields: dict[str, Any], words: str) -> None:
    """Once for nobody is not the same as no time at all."""
    talk = {"id": "talk", "stage": "onboard", "channel": "human-1to1", **fields}
    finding = one("AX001", segments=[{"id": "smb", "accounts": 5, "interactions": [talk]}])

    assert words in finding.message


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
    """By the word of the title where it is no known one."""
    owns = ["adopt", "renew", "upsell", "cross-sell", "land"]
    roles = [{"id": "r", "title": title, "owns": owns}]

    assert bool(found("ARC203", segments=[{"id": "corp"}], roles=roles)) is hit


def test_an_inherited_hand_off_is_wrong_once_and_hides_no_other() -> None:
    """It is written once, whoever inherits it; what comes behind it is looked at."""
    vague = {"to": "am", "trigger": "later"}
    roles = [
        {"id": "csm", "hands_off": [vague]},
        {"id": "senior", "extends": "csm"},
        {"id": "am", "hands_off": [{"to": "csm"}]},
    ]

    hits = objects_of(found("ROE402", segments=[{"id": "corp"}], roles=roles), "ROE402")
    assert sorted(hits) == ["roles[am].hands_off[csm]", "roles[csm].hands_off[am]"]


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


def test_one_word_of_a_title_that_is_backed_hides_no_other() -> None:
    """A Customer Success Manager is one; senior takes more."""
    role = {
        "id": "csm",
        "title": "Customer Success Manager, Senior Director",
        "extends": "reference:csm",
        "talent": {"expertise": 0},
    }
    posts = [{"id": "one", "roles": ["csm"], "direct_reports": 0}]
    corp = {
        "id": "corp",
        "interactions": [
            {"id": "mail", "stage": "adopt", "channel": "digital", "per_year": 12, "minutes": 5}
        ],
    }
    (finding,) = found("ROL505", segments=[corp], roles=[role], positions=posts)

    assert "nothing backs" in finding.message
    assert dict(finding.evidence).keys() >= {"senior needs"}


def test_two_owners_of_a_motion_are_told_of_the_motion_alone() -> None:
    """Not of each duty that both lead as well."""
    roles = [
        {"id": name, "owns": ["adopt"], "responsibilities": ["drive-usage", "manage-risk"]}
        for name in ("csm", "am")
    ]
    corp = [{"id": "corp"}]

    assert codes_of(found("OWN302", "OWN307", segments=corp, roles=roles)) == ["OWN302"]


@pytest.mark.parametrize(
    ("expertise", "need", "words"),
    [(0, "product", "have generalist (0)"), (1, "industry", "have product (1)")],
)
def test_what_people_know_is_said_in_words(expertise: int, need: str, words: str) -> None:
    """Beside what the interaction needs."""
    talk = {"id": "t", "stage": "adopt", "channel": "human-1to1", "per_year": 4, "minutes": 30}
    corp = {"id": "corp", "interactions": [{**talk, "expertise": need, "role": "csm"}]}
    roles = [{"id": "csm", "talent": {"expertise": expertise}}]

    assert words in one("AX005", segments=[corp], roles=roles).message


@pytest.mark.parametrize(
    ("trigger", "early"), [("milestone", True), ("calendar", True), ("request", False)]
)
def test_what_happens_on_request_is_no_start(trigger: str, early: bool) -> None:
    """Nobody plans it for the first days."""
    talk = {"id": "t", "stage": "onboard", "channel": "human-1to1", "per_year": 4, "minutes": 30}
    corp = {"id": "corp", "accounts": 9, "interactions": [{**talk, "trigger": trigger}]}

    assert bool(found("AX002", segments=[corp])) is not early


@pytest.mark.parametrize(
    ("coded", "worded", "judged"),
    [(1, 0, False), (2, 0, True), (2, 2, True), (2, 3, False), (3, 3, True), (5, 6, False)],
)
def test_a_role_is_judged_by_codes_where_most_duties_have_one(
    coded: int, worded: int, judged: bool
) -> None:
    """At least two, and at least half: the audit judges the others by their words."""
    codes = [
        "negotiate-renewal-price",
        "spot-expansion",
        "quote-renewal",
        "negotiate-expansion-price",
    ]
    role = {
        "id": "r",
        "title": "Deployment Consultant",
        "kind": "dc",
        "owns": ["renew", "upsell"],
        "responsibilities": [
            *[*codes, "propose-longer-term"][:coded],
            *(f"Does {n}" for n in range(worded)),
        ],
    }

    assert bool(found("ROL504", segments=[{"id": "corp"}], roles=[role])) is judged


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


def test_advice_needs_no_route_where_no_hand_offs_are_written() -> None:
    """A design that writes none says nothing of them (PRODUCT 8.14)."""
    roles: list[dict[str, Any]] = [
        {"id": "help", "owns": ["serve"]},
        {"id": "csm", "owns": ["adopt"]},
    ]
    corp = [{"id": "corp"}]

    assert found("ROE407", segments=corp, roles=roles) == []
    roles[1]["hands_off"] = [{"to": "help", "trigger": "x"}]
    assert objects_of(found("ROE407", segments=corp, roles=roles), "ROE407") == [
        "roles[help].hands_off"
    ]


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
