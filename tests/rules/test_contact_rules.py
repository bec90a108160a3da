"""Contacts, hand-offs and pods."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designs import plan_of
from rules.written import codes_of, found, objects_of, written

STAGES = ("onboard", "adopt", "expand", "renew")
STAKEHOLDERS = ("champion", "sponsor", "users")
ROLES = ("am", "csm", "dc", "desk", "rs")
LEVELS = st.sampled_from(["lead", "contribute", "inform"])
GRIDS = st.dictionaries(
    st.sampled_from(STAGES),
    st.dictionaries(
        st.sampled_from(STAKEHOLDERS),
        st.dictionaries(st.sampled_from(ROLES), LEVELS, min_size=1),
        min_size=1,
    ),
    min_size=1,
)


def counts(grid: dict[str, Any], positions: list[dict[str, Any]]) -> list[int]:
    """Return named people by stage and over the life, and transfers."""
    roles = [{"id": name, "coverage": "queue" if name == "desk" else "named"} for name in ROLES]
    text = written(segments=[{"id": "s"}], roles=roles, positions=positions, engagement=grid)
    contacts = plan_of(text).segments[0].contacts
    assert contacts is not None
    by_stage = [
        contacts.by_stage[stage].named if stage in contacts.by_stage else 0 for stage in STAGES
    ]
    return [*by_stage, contacts.lifetime_named, contacts.transfers_after_purchase]


@given(GRIDS, st.permutations([name for name in ROLES if name != "desk"]))
@settings(max_examples=50)
def test_merging_named_roles_into_one_person_never_raises_a_count(
    grid: dict[str, Any], order: list[str]
) -> None:
    """One person with two roles is one face."""
    alone = [{"id": f"p-{name}", "roles": [name]} for name in ROLES]
    merged = [position for position in alone if position["roles"][0] not in order[:2]]
    merged.append({"id": "both", "roles": order[:2]})

    assert all(a >= b for a, b in zip(counts(grid, alone), counts(grid, merged), strict=True))


@given(GRIDS, st.sampled_from(STAGES), st.sampled_from(STAKEHOLDERS), st.sampled_from(ROLES))
@settings(max_examples=50)
def test_adding_a_contributor_never_lowers_the_named_people(
    grid: dict[str, Any], stage: str, stakeholder: str, role: str
) -> None:
    """Whoever takes part is met."""
    before = counts(grid, [])[:5]
    cells = grid.setdefault(stage, {}).setdefault(stakeholder, {})
    if cells.get(role, "inform") == "inform":
        cells[role] = "contribute"

    assert all(a <= b for a, b in zip(before, counts(grid, [])[:5], strict=True))


@pytest.mark.parametrize(("number", "severity"), [(3, None), (4, "warning"), (5, "error")])
def test_named_people_of_a_stage_have_two_limits(number: int, severity: str | None) -> None:
    """More than 3 warns, more than 4 is an error."""
    names = [f"r{i}" for i in range(number)]
    grid = {"adopt": {"champion": dict.fromkeys(names, "contribute")}}
    roles = [{"id": name} for name in names]
    findings = found("ROE405", segments=[{"id": "s"}], roles=roles, engagement=grid)

    assert [f.severity.word for f in findings if f.object.endswith("[adopt]")] == (
        [severity] if severity else []
    )


def grid_of(**leads: Any) -> dict[str, Any]:
    """Return a grid of champion rows."""
    return {stage: {"champion": cells} for stage, cells in leads.items()}


def test_a_stage_before_the_purchase_counts_only_where_it_is_described() -> None:
    """A grid that begins at go-live has no finding on prospects."""
    roles = [{"id": "csm", "owns": ["onboard", "adopt", "renew"], "supports": ["upsell"]}]
    grid = grid_of(**{stage: {"csm": "lead"} for stage in STAGES})

    assert found("ROE403", segments=[{"id": "s"}], roles=roles, engagement=grid) == []
    grid["evaluate"] = {"champion": {"csm": "contribute"}}
    assert objects_of(
        found("ROE403", segments=[{"id": "s"}], roles=roles, engagement=grid), "ROE403"
    ) == ["engagement.evaluate"]


def test_a_lead_without_a_part_in_the_stage_is_a_warning() -> None:
    """The lead owns, co-owns or supports a motion of its stage."""
    roles = [{"id": "am", "owns": ["upsell"]}, {"id": "csm", "owns": ["adopt"]}]
    grid = {"adopt": {"champion": {"csm": "lead"}, "sponsor": {"am": "lead"}}}
    findings = found("ROE403", segments=[{"id": "s"}], roles=roles, engagement=grid)

    assert "engagement.adopt.sponsor[am]" in objects_of(findings, "ROE403")
    assert "engagement.adopt.champion[csm]" not in objects_of(findings, "ROE403")


def test_two_leads_of_one_pod_or_one_person_are_one_contact() -> None:
    """ROE404 is about people a customer cannot tell apart."""
    roles = [{"id": "am", "supports": ["adopt"]}, {"id": "csm", "owns": ["adopt"]}]
    base = {
        "segments": [{"id": "s"}],
        "roles": roles,
        "engagement": grid_of(adopt={"am": "lead", "csm": "lead"}),
    }
    person = [{"id": "p", "roles": ["am", "csm"]}]
    pod = [{"id": "pod", "segment": "s", "members": ["am", "csm"]}]

    assert codes_of(found("ROE404", **base)) == ["ROE404"]
    assert found("ROE404", **base, positions=person) == []
    assert found("ROE404", **base, pods=pod) == []


def chain(handoffs: list[dict[str, Any]], **leads: Any) -> list[str]:
    """Return the findings of ROE406 where dc hands over as the arguments say."""
    roles = [{"id": "dc", "hands_off": handoffs}, {"id": "csm"}, {"id": "rs"}]
    findings = found("ROE406", segments=[{"id": "s"}], roles=roles, engagement=grid_of(**leads))
    return objects_of(findings, "ROE406")


def test_a_request_moves_no_contact_into_adoption() -> None:
    """Onboarding to adoption takes a transfer; a request asks for help and returns."""
    leads = {"onboard": {"dc": "lead"}, "adopt": {"csm": "lead"}}

    assert chain([{"to": "csm", "trigger": "go-live", "kind": "transfer"}], **leads) == []
    assert chain([{"to": "csm", "trigger": "go-live", "kind": "request"}], **leads) == [
        "engagement.adopt.champion"
    ]


def test_a_request_is_enough_for_a_renewal() -> None:
    """Growth and renewals interrupt a relation that goes on."""
    leads = {"adopt": {"dc": "lead"}, "renew": {"rs": "lead"}}

    assert chain([{"to": "rs", "trigger": "90 days left", "kind": "request"}], **leads) == []
    assert chain([{"to": "csm", "trigger": "x", "kind": "request"}], **leads) == [
        "engagement.renew.champion"
    ]


def test_circles_of_any_length_are_found_and_chains_are_not() -> None:
    """Transfers in one stage end somewhere."""

    def circle(*pairs: str) -> list[str]:
        roles = [
            {
                "id": name,
                "hands_off": [
                    {"to": pair[1], "trigger": "x", "kind": "transfer", "stage": "adopt"}
                    for pair in pairs
                    if pair[0] == name
                ],
            }
            for name in "abcd"
        ]
        return codes_of(found("ROE406", segments=[{"id": "s"}], roles=roles))

    assert circle("ab", "bc", "cd") == []
    assert circle("ab", "bc", "cd", "da") == ["ROE406"]
    assert circle("aa") == ["ROE406"]


@pytest.mark.parametrize(
    ("trigger", "vague"),
    [
        ("when ready", True),
        ("If needed.", True),
        ("once the customer is ready", True),
        ("при необходимости", True),
        ("go-live accepted", False),
        ("health score under 60", False),
        ("90 days before the end", False),
        ("когда подписан акт", False),
    ],
)
def test_a_trigger_is_something_one_can_see(trigger: str, vague: bool) -> None:
    """Event, date or score."""
    roles = [{"id": "a", "hands_off": [{"to": "b", "trigger": trigger}]}, {"id": "b"}]

    assert (found("ROE402", segments=[{"id": "s"}], roles=roles) != []) is vague


def test_set_up_advice_may_go_by_way_of_another_role() -> None:
    """Support to account manager to CSM is a route."""
    roles = [
        {"id": "support", "owns": ["serve"], "hands_off": [{"to": "am", "trigger": "asked"}]},
        {"id": "am", "hands_off": [{"to": "csm", "trigger": "asked"}]},
        {"id": "csm", "owns": ["adopt"]},
    ]

    assert found("ROE407", segments=[{"id": "s"}], roles=roles) == []
    roles[1]["hands_off"] = []
    (finding,) = found("ROE407", segments=[{"id": "s"}], roles=roles)
    assert finding.severity.word == "note"


def test_pods_share_desks_and_keep_pairs_together() -> None:
    """Serve and onboarding may be shared; a co-owning pair sits in one pod."""
    pair = {"motion": "renew", "with": "ae", "lead": "ae", "split": "x"}
    sections = {
        "segments": [{"id": "s", "not_applicable": ["cross-sell", "upsell"]}],
        "roles": [
            {"id": "ae", "owns": ["land"]},
            {"id": "csm", "owns": ["adopt"], "co_owns": [pair]},
            {"id": "desk", "owns": ["serve", "onboard"]},
        ],
    }
    both = [{"id": "p", "segment": "s", "members": ["ae", "csm"]}]
    apart = [{"id": "p", "segment": "s", "members": ["csm"]}]

    assert found("ROE408", **sections, pods=both) == []
    assert objects_of(found("ROE408", **sections, pods=apart), "ROE408") == [
        "pods[p].land",
        "pods[p].renew",
    ]


def test_uneven_pods_are_a_warning() -> None:
    """Loads of the members differ by at most a fifth."""
    roles = [{"id": "csm", "owns": ["adopt"]}]
    pods = [
        {"id": "a", "segment": "s", "accounts": 100, "members": ["csm"]},
        {"id": "b", "segment": "s", "accounts": 70, "members": ["csm"]},
    ]
    (finding,) = found("ROE408", segments=[{"id": "s"}], roles=roles, pods=pods)

    assert finding.severity.word == "warning"


def test_an_absent_section_suppresses_what_needs_it() -> None:
    """No grid, no positions, no hand-offs: open points, no findings."""
    roles = [{"id": "csm", "owns": ["adopt"]}]

    assert found("ROE", "REN", "KPI", segments=[{"id": "s"}], roles=roles) == []
    assert found("ROE", "REN", "KPI", "ROL", "TRC", "OWN", segments=[{"id": "s"}]) == []


def test_under_the_pod_rule_a_pod_is_the_primary_contact() -> None:
    """`primary_contact: pod`: either member may be called, so no champion lead is missed."""
    sections = {
        "segments": [{"id": "s", "not_applicable": ["onboard", "upsell", "cross-sell", "renew"]}],
        "roles": [{"id": "csm", "owns": ["adopt"]}],
        "engagement": grid_of(adopt={"csm": "contribute"}),
        "pods": [{"id": "p", "segment": "s", "members": ["csm"]}],
    }

    assert found("ROE403", **sections, doctrine={"primary_contact": "pod"}) == []
    assert objects_of(found("ROE403", **sections), "ROE403") == ["engagement.adopt"]
