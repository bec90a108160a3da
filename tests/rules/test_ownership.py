"""One owner for each motion: invariants of the ownership matrix."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.written import MOTIONS, codes_of, found, objects_of

ROLES = ("ae", "am", "csm", "dc", "desk")
MATRIX = ("OWN301", "OWN302", "OWN304", "OWN305")


@st.composite
def valid_matrices(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    """Return motion -> role -> level with exactly one owner and any supporters."""
    matrix = {}
    for motion in MOTIONS:
        owner = draw(st.sampled_from(ROLES))
        helpers = draw(st.sets(st.sampled_from(ROLES)))
        matrix[motion] = dict.fromkeys(helpers - {owner}, "support") | {owner: "own"}
    return matrix


def design(matrix: dict[str, dict[str, str]], **segment: Any) -> dict[str, Any]:
    """Return the sections of a design with one segment and this matrix."""
    roles = []
    for name in ROLES:
        held = {motion: cells.get(name) for motion, cells in matrix.items()}
        roles.append(
            {
                "id": name,
                "title": f"Role {name}",
                "owns": [motion for motion, level in held.items() if level == "own"],
                "supports": [motion for motion, level in held.items() if level == "support"],
            }
        )
    return {"segments": [{"id": "corp", "new_accounts": 10, **segment}], "roles": roles}


@given(valid_matrices())
@settings(max_examples=40)
def test_a_valid_matrix_has_no_finding(matrix: dict[str, dict[str, str]]) -> None:
    """One owner in each motion, and supporters only next to an owner."""
    assert found(*MATRIX, **design(matrix)) == []


@given(valid_matrices(), st.sampled_from(MOTIONS), st.data())
@settings(max_examples=60)
def test_a_second_owner_gives_exactly_one_new_overlap(
    matrix: dict[str, dict[str, str]], motion: str, data: st.DataObject
) -> None:
    """Adding a second `own` to a valid cell gives one OWN302 and nothing else."""
    others = [role for role in ROLES if matrix[motion].get(role) != "own"]
    matrix[motion][data.draw(st.sampled_from(others))] = "own"

    findings = found(*MATRIX, **design(matrix))

    assert [(f.code, f.object) for f in findings] == [("OWN302", f"segments[corp].{motion}")]


@given(valid_matrices(), st.sampled_from(MOTIONS))
@settings(max_examples=60)
def test_deleting_the_only_owner_leaves_an_orphan_and_its_supporters(
    matrix: dict[str, dict[str, str]], motion: str
) -> None:
    """OWN301 (onboard: OWN305), and an OWN304 for each supporter that remains.

    If nobody has a part in the new sale any more, it is outside the design and no gap.
    """
    matrix[motion] = {role: held for role, held in matrix[motion].items() if held == "support"}

    findings = found(*MATRIX, **design(matrix))

    if motion == "land" and not matrix[motion]:
        assert findings == []
        return
    orphan = "OWN305" if motion == "onboard" else "OWN301"
    assert objects_of(findings, orphan) == [f"segments[corp].{motion}"]
    assert objects_of(findings, "OWN304") == [
        f"segments[corp].{motion}[{role}]" for role in sorted(matrix[motion])
    ]
    assert len(findings) == 1 + len(matrix[motion])


@given(valid_matrices(), st.sampled_from(MOTIONS), st.data())
@settings(max_examples=40)
def test_swapping_the_owner_keeps_the_matrix_sound(
    matrix: dict[str, dict[str, str]], motion: str, data: st.DataObject
) -> None:
    """A motion needs one owner, whoever it is."""
    matrix[motion] = {data.draw(st.sampled_from(ROLES)): "own"}

    assert found(*MATRIX, **design(matrix)) == []


@given(valid_matrices(), st.sets(st.tuples(st.sampled_from(MOTIONS), st.sampled_from(ROLES))))
@settings(max_examples=40)
def test_renaming_ids_changes_nothing_but_names(
    matrix: dict[str, dict[str, str]], dropped: set[tuple[str, str]]
) -> None:
    """The same design under other ids has the same findings under other names."""
    for motion, role in dropped:
        matrix[motion].pop(role, None)
    sections = design(matrix)
    text = json.dumps(sections)
    renamed = json.loads(text.replace('"corp"', '"big"').replace('"am"', '"account-manager"'))

    before = [(f.code, f.object) for f in found("OWN", "ROE", "ROL", "KPI", "REN", **sections)]
    after = [(f.code, f.object) for f in found("OWN", "ROE", "ROL", "KPI", "REN", **renamed)]

    mapped = [
        (code, object_.replace("[corp]", "[big]").replace("[am]", "[account-manager]"))
        for code, object_ in before
    ]
    assert sorted(mapped) == sorted(after)


def test_a_pair_with_a_lead_owns_a_motion() -> None:
    """Two co-owners and no owner are valid; with a lead and a split nothing is left to say."""
    pair = {"motion": "renew", "with": "am", "lead": "am", "split": "csm prepares"}
    roles = [{"id": "am"}, {"id": "csm", "co_owns": [pair]}]
    findings = found("OWN", segments=[{"id": "s"}], roles=roles)

    assert "segments[s].renew" not in {finding.object for finding in findings}


def test_a_lead_that_is_neither_of_the_pair_is_not_a_lead() -> None:
    """The deciding voice is one of the two."""
    pair = {"motion": "renew", "with": "am", "lead": "ceo", "split": "csm prepares"}
    roles = [{"id": "ceo"}, {"id": "am"}, {"id": "csm", "co_owns": [pair]}]
    (finding,) = found("OWN303", segments=[{"id": "s"}], roles=roles)

    assert "ceo is neither" in finding.message


def test_three_co_owners_overlap() -> None:
    """A pair is two."""
    grid = {"s": {"renew": {"co_own": ["a", "b", "c"], "lead": "a", "split": "x"}}}
    roles = [{"id": name} for name in "abc"]
    findings = found("OWN302", "OWN303", segments=[{"id": "s"}], roles=roles, ownership=grid)

    assert codes_of(findings) == ["OWN302"]


def test_a_motion_that_is_not_applicable_needs_no_owner() -> None:
    """What does not exist is nobody's gap."""
    findings = found(
        "OWN301",
        segments=[{"id": "s", "not_applicable": list(MOTIONS)}],
        roles=[{"id": "a", "owns": []}],
    )

    assert findings == []


def test_a_role_of_several_segments_may_own_what_one_of_them_lacks() -> None:
    """`owns: [cross-sell]` names no segment; only a claim that exists nowhere is wrong."""
    segments = [{"id": "big"}, {"id": "small", "not_applicable": ["cross-sell"]}]
    silent = [{"id": "am", "owns": ["cross-sell"]}]
    named = [{"id": "am", "owns": [{"motion": "cross-sell", "segments": ["small"]}]}]

    assert found("OWN304", segments=segments, roles=silent) == []
    assert objects_of(found("OWN304", segments=segments, roles=named), "OWN304") == [
        "segments[small].cross-sell[am]"
    ]


def test_an_owner_under_a_condition_is_taken_at_its_word() -> None:
    """Next to another owner it is not an overlap; alone it is a note that nothing proves."""
    early = {"motion": "renew", "when": "early expansion"}
    beside = [{"id": "am", "owns": [early]}, {"id": "rs", "owns": ["renew"]}]
    alone = [{"id": "am", "owns": [early]}]
    segment = [{"id": "s", "not_applicable": [m for m in MOTIONS if m != "renew"]}]

    assert found("OWN301", "OWN302", segments=segment, roles=beside) == []
    (note,) = found("OWN301", "OWN302", segments=segment, roles=alone)
    assert (note.code, note.severity.word) == ("OWN301", "note")


def test_without_any_ownership_the_matrix_is_an_open_point() -> None:
    """A design that says nothing of owners is not told that it has none."""
    roles = [{"id": "csm", "responsibilities": ["drive-usage"]}]

    assert found("OWN301", "OWN305", segments=[{"id": "s", "new_accounts": 3}], roles=roles) == []
    assert found("OWN", segments=[{"id": "s"}]) == []


def test_proposals_of_the_planner_are_not_owners() -> None:
    """The plan proposes an owner of renew; the design still has none."""
    roles = [{"id": "csm", "kind": "csm", "owns": ["adopt"]}]
    objects = objects_of(found("OWN301", segments=[{"id": "s"}], roles=roles), "OWN301")

    assert "segments[s].renew" in objects


def test_small_customers_may_onboard_themselves_where_company_rules_say_so() -> None:
    """`onboarding_owner: customer` is legal only where no deployment consultant is missed."""
    roles = [{"id": "csm", "owns": ["adopt"]}]
    rule = {"onboarding_owner": "customer"}
    small = {"id": "s", "new_accounts": 5, "client_team_size": 8, "traits": {"complexity": 4}}
    large = {**small, "client_team_size": 80}

    assert found("OWN305", segments=[small], roles=roles, doctrine=rule) == []
    assert codes_of(found("OWN305", "ROL508", segments=[large], roles=roles, doctrine=rule)) == [
        "OWN305",
        "ROL508",
    ]


def test_staff_of_another_segment_does_not_staff_an_owner() -> None:
    """The owner exists as a position that serves the segment."""
    sections = {
        "segments": [{"id": "a"}, {"id": "b"}],
        "roles": [{"id": "csm", "owns": ["adopt"]}],
        "positions": [{"id": "one", "roles": ["csm"], "segments": ["a"]}],
    }
    (finding,) = found("OWN308", **sections)

    assert finding.object == "roles[csm]"
    assert "in b," in finding.message
    assert found("OWN308", **{**sections, "positions": [{"id": "one", "roles": ["csm"]}]}) == []


def test_duties_without_codes_turn_an_orphan_duty_into_a_note() -> None:
    """Where sentences may say it, `nobody holds X` is not an error."""
    segment = {"id": "s", "not_applicable": [m for m in MOTIONS if m != "serve"]}
    coded = [{"id": "desk", "owns": ["serve"], "responsibilities": ["solve-technical-case"]}]
    worded = [{"id": "desk", "owns": ["serve"], "responsibilities": ["Answers every request"]}]
    unsaid = [{"id": "desk", "owns": ["serve"]}]

    assert [f.severity.word for f in found("OWN306", segments=[segment], roles=coded)] == [
        "warning"
    ]
    assert [f.severity.word for f in found("OWN306", segments=[segment], roles=worded)] == ["note"]
    assert found("OWN306", segments=[segment], roles=unsaid) == []


def test_an_add_on_counts_as_the_new_product() -> None:
    """A cross-sell needs sell-new-product or sell-add-on."""
    segment = {"id": "s", "not_applicable": [m for m in MOTIONS if m != "cross-sell"]}
    roles = [{"id": "am", "owns": ["cross-sell"], "responsibilities": ["sell-add-on"]}]

    assert found("OWN306", segments=[segment], roles=roles) == []
    roles[0]["responsibilities"] = ["monitor-health"]
    assert codes_of(found("OWN306", segments=[segment], roles=roles)) == ["OWN306"]


def test_digital_adoption_needs_somebody_who_runs_the_programme() -> None:
    """Where the milestone is digital, run-digital-programme takes the place of drive-usage."""
    mail = {"id": "mail", "stage": "adopt", "channel": "digital", "per_year": 12, "role": "desk"}
    segment = {
        "id": "s",
        "interactions": [mail],
        "not_applicable": [m for m in MOTIONS if m != "adopt"],
    }
    roles = [{"id": "desk", "owns": ["adopt"], "responsibilities": ["monitor-health"]}]

    assert objects_of(found("OWN306", segments=[segment], roles=roles), "OWN306") == [
        "segments[s].adopt[run-digital-programme]"
    ]


def test_a_reorder_may_be_owned_by_a_queue() -> None:
    """Only a sale needs a person: an administrative renewal does not."""
    roles = [{"id": "pool", "coverage": "queue", "owns": ["renew", "cross-sell"]}]

    def seen(**commercial: Any) -> list[str]:
        segment = {"id": "s", "commercial": commercial}
        return objects_of(found("OWN309", segments=[segment], roles=roles), "OWN309")

    assert seen(renewal="administrative", upsell=["organic"]) == []
    assert seen(renewal="resell") == ["segments[s].renew"]
    assert seen(upsell=["new-buyer"]) == ["segments[s].cross-sell"]
    assert seen() == []
