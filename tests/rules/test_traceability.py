"""Promises have keepers, and duties somebody they are for."""

from __future__ import annotations

from typing import Any

import pytest

from csdesign import reference
from csdesign.model.experience import Interaction
from csdesign.rules.facts.traceability import DIGITAL_DUTIES, GROUP_DUTIES, PURPOSES, STAGES
from designs import example_text, findings_of
from rules.written import found, objects_of, rules_of


def promise(role: dict[str, Any], **interaction: Any) -> list[tuple[str, str]]:
    """Return (code, severity) for one interaction that role r delivers."""
    talk = {"id": "i", "channel": "human-1to1", "per_year": 4, "role": "r", **interaction}
    segments = [{"id": "s", "interactions": [talk]}]
    findings = found("TRC901", segments=segments, roles=[{"id": "r", **role}])
    return [(finding.code, finding.severity.word) for finding in findings]


def test_the_mapping_names_only_existing_codes_and_purposes() -> None:
    """The table is data: a misspelt code would call kept promises unkept."""
    known = reference.vocabulary()
    entries = [*PURPOSES.values(), *STAGES.values()]

    assert all(entry.codes <= known.keys() for entry in entries)
    assert all(entry.motions <= set(reference.MOTIONS) for entry in entries)
    assert known.keys() >= DIGITAL_DUTIES | GROUP_DUTIES
    assert set(STAGES) == set(reference.STAGES)
    assert set(PURPOSES) < set(str(Interaction.model_fields["purpose"].annotation).split("'"))


@pytest.mark.parametrize("kind", ["csm", "csm-adopt", "dc", "support", "renewal-specialist", "am"])
def test_reference_roles_keep_what_they_are_for(kind: str) -> None:
    """The usual purposes of each role are traced to its duties."""
    usual = {
        "csm": ["business-review", "check-in", "adoption", "feedback", "health-intervention"],
        "csm-adopt": ["business-review", "working-session", "executive"],
        "dc": ["kickoff", "training", "implementation", "working-session"],
        "support": ["support"],
        "renewal-specialist": ["renewal"],
        "am": ["expansion", "check-in"],
    }
    for purpose in usual[kind]:
        assert promise({"extends": f"reference:{kind}"}, stage="adopt", purpose=purpose) == []


def test_a_promise_far_from_every_duty_is_unkept() -> None:
    """A support desk runs no business reviews, and a seller no kick-offs."""
    assert promise({"extends": "reference:support"}, purpose="business-review") == [
        ("TRC901", "warning")
    ]
    assert promise({"extends": "reference:renewal-specialist"}, purpose="kickoff") == [
        ("TRC901", "warning")
    ]


def test_sentences_may_keep_a_promise() -> None:
    """Duties without codes make it a note; a role that says nothing is believed."""
    worded = {"responsibilities": ["Prepares and leads the quarterly talk"]}

    assert promise(worded, purpose="business-review") == [("TRC901", "note")]
    assert promise({}, purpose="business-review") == []


def test_one_of_several_deliverers_is_enough() -> None:
    """A review that the CSM runs together with an engineer is kept."""
    talk = {
        "id": "i",
        "channel": "human-1to1",
        "per_year": 4,
        "role": ["csm", "se"],
        "purpose": "business-review",
    }
    roles = [
        {"id": "csm", "extends": "reference:csm"},
        {"id": "se", "extends": "reference:support"},
    ]

    assert found("TRC901", segments=[{"id": "s", "interactions": [talk]}], roles=roles) == []


def test_other_and_internal_work_is_not_traced() -> None:
    """These purposes say nothing of the duty."""
    for purpose in ("other", "internal"):
        assert promise({"extends": "reference:support"}, purpose=purpose) == []


def test_work_for_a_motion_that_does_not_exist_is_found_once() -> None:
    """OWN307 speaks where the motion exists, TRC902 where it does not."""
    role = {"id": "am", "owns": ["upsell"], "responsibilities": ["sell-new-product"]}
    without = [{"id": "s", "not_applicable": ["cross-sell"]}]

    assert [f.code for f in found("OWN307", "TRC902", segments=without, roles=[role])] == ["TRC902"]
    assert [f.code for f in found("OWN307", "TRC902", segments=[{"id": "s"}], roles=[role])] == [
        "OWN307"
    ]


def test_an_experience_that_is_not_written_yet_may_promise_anything() -> None:
    """Without interactions no duty is called unasked for."""
    role = {"id": "dm", "responsibilities": ["write-lifecycle-content"]}

    assert found("TRC902", segments=[{"id": "s"}], roles=[role]) == []


def test_inherited_duties_are_not_asked_about() -> None:
    """`extends: reference:KIND` brings the usual duties; nobody wrote them."""
    talk = {"id": "i", "channel": "human-1to1", "per_year": 4, "role": "r"}
    role = {"id": "r", "extends": "reference:digital-programme-manager"}

    assert found("TRC902", segments=[{"id": "s", "interactions": [talk]}], roles=[role]) == []


@pytest.mark.parametrize("name", ["cloudcore", "flowfab", "seven-roles", "renamo"])
def test_published_examples_keep_their_promises(name: str) -> None:
    """Precision first: sound designs have no finding."""
    findings = findings_of(example_text(name), rules_of("TRC"))

    assert objects_of(findings, "TRC901") == []
    assert objects_of(findings, "TRC902") == []


def test_an_interaction_that_nobody_gets_promises_nothing() -> None:
    """A share of 0 equals absence."""
    talk = {"id": "i", "channel": "human-1to1", "per_year": 4, "role": "r"}
    mail = {"id": "m", "channel": "digital", "per_year": 4, "share": 0, "role": "r"}
    role = {"id": "r", "responsibilities": ["write-lifecycle-content"]}
    segments = [{"id": "s", "interactions": [talk, mail]}]

    assert objects_of(found("TRC902", segments=segments, roles=[role]), "TRC902") == [
        "roles[r].responsibilities[write-lifecycle-content]"
    ]
