"""Engagement rules at their borders: what just passes, what just does not, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rules.written import codes_of, evidence_of, found, objects_of

if TYPE_CHECKING:
    from csdesign.finding import Finding


CORP = [{"id": "corp"}]


LITTLE = ["onboard", "upsell", "cross-sell", "land", "serve"]
"""Motions that a small design leaves out: adopt and renew stay."""


def one(code: str, **sections: Any) -> Finding:
    """Return the only finding of one rule."""
    (finding,) = found(code, **sections)
    return finding


def pods(*numbers: float, segment: float | None = None, **member: Any) -> list[Finding]:
    """Return the findings of ROE408 in pods of one CSM with these numbers of customers."""
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
    """The message names both sides; a second plain owner is another rule's business."""
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


def test_a_transfer_without_a_lead_is_reported_once() -> None:
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


def test_a_continuing_relation_comes_from_the_last_leader() -> None:
    """ROE406: the seller's transfer to the CSM does not speak for the consultant in between."""
    sold = [{"to": to, "trigger": "signed", "kind": "transfer"} for to in ("dc", "csm")]
    roles = [{"id": "ae", "hands_off": sold}, {"id": "dc"}, {"id": "csm"}]
    leads = {"evaluate": "ae", "onboard": "dc", "adopt": "csm"}
    grid = {stage: {"champion": {role: "lead"}} for stage, role in leads.items()}
    finding = one("ROE406", segments=CORP, roles=roles, engagement=grid)

    assert finding.object == "engagement.adopt.champion"
    assert (evidence_of(finding, "before"), evidence_of(finding, "after")) == ("dc", "csm")


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


def test_advice_needs_no_route_where_no_hand_offs_are_written() -> None:
    """A design that writes none says nothing of them."""
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
