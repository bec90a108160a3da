"""The reference tables agree with each other and say what their sources say."""

import subprocess
import sys

import pytest

from csdesign import reference
from tools import unmeasured

ROLES = reference.roles()
CODES = reference.vocabulary()


def test_the_seven_classic_roles_are_met_in_order() -> None:
    met = sorted((r.first_met, r.id) for r in ROLES.values() if r.first_met is not None)

    assert [kind for _, kind in met] == [
        "sdr", "ae", "support", "am", "dc", "csm", "renewal-specialist",
    ]  # fmt: skip
    assert [number for number, _ in met] == list(range(7))


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_every_reference_of_a_role_resolves(role: reference.ReferenceRole) -> None:
    assert set(role.responsibilities) <= set(CODES)
    assert set(role.kpis) <= set(reference.kpis())
    assert set(role.decision_rights) <= set(reference.rights())
    assert set(role.motions) <= set(reference.MOTIONS)
    assert set(role.motions.values()) <= set(reference.LEVELS) - {"none"}
    assert set(role.stages) <= set(reference.STAGES)
    assert {kind for item in role.hands_off for kind in item.to} <= set(ROLES)
    assert {"relationship", "communication", "problem-solving", "data"} <= set(role.skills)


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_every_title_and_alias_leads_back_to_its_role(role: reference.ReferenceRole) -> None:
    assert {reference.by_title(title) for title in role.titles} == {role.id}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("customer  success MANAGER", "csm"),
        ("Аккаунт менеджер", "am"),
        ("кам", "am"),
        ("Tech touch programme manager", "digital-programme-manager"),
        ("Chief of Everything", None),
        ("", None),
    ],
)
def test_titles_are_found_whatever_their_case_and_hyphens(title: str, kind: str | None) -> None:
    assert reference.by_title(title) == kind


def test_every_responsibility_has_several_sentences_in_both_languages() -> None:
    for duty in CODES.values():
        assert duty.text_en
        assert duty.text_ru
        assert len(duty.also_en) >= 2
        assert len(duty.also_ru) >= 2
    sentences = [sentence for duty in CODES.values() for sentence in duty.sentences]
    assert len(sentences) == len(set(sentences))


def test_every_motion_requires_the_duties_of_the_specification() -> None:
    required = {code for code, duty in CODES.items() if duty.required}

    assert required == {
        "qualify-lead", "close-new-deal", "run-kickoff", "train-basic", "drive-usage",
        "monitor-health", "spot-expansion", "sell-seats", "sell-new-product",
        "track-renewal-dates", "quote-renewal", "close-renewal", "answer-tickets",
    }  # fmt: skip
    assert CODES["act-on-feedback"].required_with == "collect-feedback"
    assert CODES["sell-new-product"].met_by == ("sell-add-on",)


def test_a_csm_is_paid_on_net_retention_only_with_a_motion_that_renews_or_grows() -> None:
    adopt = [fit for fit in reference.kpis()["nrr"].fits if fit.motion == "adopt"]

    assert [fit.together_with for fit in adopt] == [("renew", "upsell")]


def test_scores_and_activities_are_marked() -> None:
    kpis = reference.kpis().values()

    assert {kpi.id for kpi in kpis if kpi.score} == {"nps", "ces", "csat"}
    assert {kpi.id for kpi in kpis if kpi.activity} == {
        "review-coverage", "calls-made", "opportunities-created",
    }  # fmt: skip


def test_importing_the_catalogue_reads_nothing() -> None:
    """A command that never asks for a table pays for none."""
    code = "import csdesign.reference, sys; print('json' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=unmeasured()
    )

    assert done.stdout.strip() == "False"
