"""Titles against content: what is called unchanged, a twin, another role, inflated, stale."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign import reference
from csdesign.model.params import Params
from csdesign.rules.facts.claims import other_work
from csdesign.rules.facts.mentions import TitleSearch, initials
from csdesign.rules.facts.ownership import levels_by_role
from csdesign.rules.facts.signatures import Signature, nearest_kinds, signature_of, similarity
from csdesign.rules.facts.twins import TwinIndex
from designs import design_of, example_text, findings_of
from rules.written import codes_of, evidence_of, found, objects_of, rules_of, written

CORP = [{"id": "corp"}]


def only(role: dict[str, Any], *codes: str, **sections: Any) -> list[str]:
    """Return the codes found in a design with this one role."""
    parts = {"segments": CORP, "roles": [{"id": "r", **role}], **sections}
    return codes_of(found(*codes, **parts))


def test_renamo_gives_the_published_findings_with_their_figures() -> None:
    """Published scenario 3: three new titles, and what the structure shows."""
    people = rules_of("OWN", "ROE", "ROL", "KPI", "REN", "TRC")
    findings = findings_of(example_text("renamo"), people)
    figures = {
        (f.code, f.object): evidence_of(f, "similarity")
        for f in findings
        if f.code in {"ROL501", "ROL502"}
    }

    assert figures == {
        ("ROL501", "roles[csm].title"): "0.95",
        ("ROL501", "roles[dc].title"): "0.92",
        ("ROL502", "roles[renewal-partner].title"): "0.7625",
    }
    assert sorted(codes_of(findings)) == sorted(
        ["OWN301", *["OWN304"] * 5, "OWN305", "ROL501", "ROL501", "ROL502", "ROL504", "ROL504"]
        + ["ROL505"] * 3
    )
    nearest = [evidence_of(f, "nearest") for f in findings if f.code == "ROL504"]
    assert nearest == ["am 0.95", "support 0.92"]


@pytest.mark.parametrize("kind", list(reference.roles()))
def test_a_reference_role_is_nearest_to_itself(kind: str) -> None:
    """No reference role is called another one."""
    role = {"title": reference.roles()[kind].title_en, "kind": kind, "extends": f"reference:{kind}"}

    assert only(role, "ROL504", "ROL505") == []


def test_published_similarities_come_out() -> None:
    """Adopt, Renew & Expand against AM 0.53 and CSM 0.27; Adopt CSM 0.76; DC 0.63."""

    def of(a: str, b: str) -> float:
        roles = [{"id": "a", "extends": f"reference:{a}"}, {"id": "b", "extends": f"reference:{b}"}]
        design = design_of(written(segments=CORP, roles=roles))
        levels = levels_by_role(design)
        one, other = (signature_of(role, levels[role.id]) for role in design.roles or ())
        assert similarity(one, other) == similarity(other, one)
        return similarity(one, other)

    assert of("csm-adopt-renew-expand", "am") == pytest.approx(0.53, abs=0.005)
    assert of("csm-adopt-renew-expand", "csm") == pytest.approx(0.27, abs=0.005)
    assert of("csm-adopt", "csm") == pytest.approx(0.76, abs=0.005)
    assert of("onboarding-specialist", "dc") == pytest.approx(0.63, abs=0.005)


def test_a_csm_that_is_an_account_manager_by_design_is_not_another_role() -> None:
    """ROL504 stays silent inside one family; ARC203 covers that one."""
    role = {"title": "CSM", "kind": "csm", "extends": "reference:csm-adopt-renew-expand"}

    assert only(role, "ROL504") == []


def test_an_account_manager_of_the_whole_account_keeps_the_name() -> None:
    """The Adopt, Renew & Expand CSM is in effect an account manager: neither is the other."""
    role = {"title": "Account Manager", "kind": "am", "extends": "reference:csm-adopt-renew-expand"}

    assert only(role, "ROL504") == []


def test_words_without_codes_are_left_to_the_audit() -> None:
    """`check` never says "you are another role" from sentences."""
    role = {"title": "Account Manager", "kind": "am", "responsibilities": ["Answers tickets"] * 3}

    assert only(role, "ROL504") == []


def test_a_lost_ownership_is_never_unchanged() -> None:
    """The same duties without the ownership of renewals are at most barely changed."""
    before = {"title": "Renewal Specialist", "extends": "reference:renewal-specialist"}
    now = {
        "title": "Renewal Helper",
        "extends": "reference:renewal-specialist",
        "supports": ["renew"],
        "formerly": before,
    }

    assert only(now, "ROL501", "ROL502", "ROL511") == ["ROL511"]


def test_a_promotion_is_for_a_person_to_judge() -> None:
    """Same text, other grade: a note, never a verdict."""
    before = {"title": "Customer Success Manager", "extends": "reference:csm"}
    now = {"title": "Lead Customer Success Manager", "extends": "reference:csm", "formerly": before}

    assert only(now, "ROL501", "ROL502", "ROL511") == ["ROL511"]


def test_a_former_title_without_content_is_not_compared() -> None:
    """A former title without content cannot be compared."""
    role = {"title": "CSM", "responsibilities": ["drive-usage"], "formerly": {"title": "AM"}}

    assert only(role, "ROL501", "ROL502", "ROL510", "ROL511") == []


def test_twins_need_a_common_segment_and_another_title() -> None:
    """Same job for other customers, another grade or the same title are not duplicates."""

    def twins(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
        base = {"extends": "reference:csm"}
        roles = [{"id": "a", **base, **first}, {"id": "b", **base, **second}]
        segments = [{"id": "x"}, {"id": "y"}]
        return objects_of(found("ROL503", segments=segments, roles=roles), "ROL503")

    csm, other = {"title": "Customer Success Manager"}, {"title": "Experience Partner"}
    assert twins(csm, other) == ["roles[b].title"]
    assert twins({**csm, "segments": "x"}, {**other, "segments": "y"}) == []
    assert twins(csm, {"title": "Senior Customer Success Manager"}) == []
    assert twins(csm, csm) == []


@pytest.mark.parametrize(("least", "expected"), [(0.85, []), (0.6, []), (0.5, ["roles[b].title"])])
def test_from_the_similarity_that_the_design_states_two_roles_are_one_job(
    least: float, expected: list[str]
) -> None:
    """Three of six duties in common are a similarity of 0.5, by hand: 3 / (4 + 5 - 3)."""
    common = ["run-kickoff", "implement-product", "configure-to-process"]
    roles = [
        {
            "id": "a",
            "title": "Customer Success Manager",
            "responsibilities": [*common, "demo-product"],
        },
        {
            "id": "b",
            "title": "Experience Partner",
            "responsibilities": [*common, "qualify-lead", "build-integration"],
        },
    ]
    params = {"unchanged_similarity": least}
    made = found("ROL503", segments=[{"id": "x"}], roles=roles, params=params)

    assert objects_of(made, "ROL503") == expected


SETS = st.frozensets(st.sampled_from("abcdefghij"), min_size=3)
PLACES = st.frozensets(st.sampled_from("xyz"), max_size=2)


@given(st.lists(st.tuples(SETS, PLACES), max_size=14))
@settings(max_examples=80)
def test_no_near_equal_set_is_overlooked(sets: list[tuple[frozenset[str], frozenset[str]]]) -> None:
    """Prefix filtering loses no pair of a common place with a Jaccard index of 0.625 and more."""
    index = TwinIndex(0.85)
    index.count(items for items, _ in sets)
    for number, (items, places) in enumerate(sets):
        offered = set(index.candidates(items, places))
        for earlier, (others, theirs) in enumerate(sets[:number]):
            if places.isdisjoint(theirs):
                assert earlier not in offered
            elif len(items & others) / len(items | others) >= 0.625:
                assert earlier in offered
        index.add(number, items, places)


@pytest.mark.parametrize(
    ("role", "sections", "inflated"),
    [
        ({"title": "Head of Success", "owns": ["adopt"], "decision_rights": []}, {}, False),
        (
            {"title": "Head of Support", "owns": ["serve"], "decision_rights": []},
            {"positions": [{"id": "p", "roles": ["r"], "direct_reports": 0}]},
            True,
        ),
        (
            {"title": "Head of Support", "owns": ["serve"], "decision_rights": []},
            {"positions": [{"id": "p", "roles": ["r"], "direct_reports": 4}]},
            False,
        ),
        (
            {"title": "Head of Support", "owns": ["serve"], "decision_rights": ["change-playbook"]},
            {},
            False,
        ),
        ({"title": "Менеджер по успеху", "owns": ["serve"], "responsibilities": []}, {}, True),
        ({"title": "Success Guide", "owns": ["serve"]}, {}, False),
        ({"title": "Project Manager", "owns": ["serve"], "responsibilities": []}, {}, False),
    ],
)
def test_a_title_is_inflated_only_where_its_evidence_is_known_to_be_missing(
    role: dict[str, Any], sections: dict[str, Any], inflated: bool
) -> None:
    """What a role leaves unsaid is not evidence against it."""
    assert (only(role, "ROL505", **sections) == ["ROL505"]) is inflated


def test_sentences_may_back_a_title() -> None:
    """Where duties have no codes the finding is a note."""
    role = {"id": "r", "title": "Success Guide", "owns": ["serve"], "responsibilities": ["Helps"]}
    (finding,) = found("ROL505", segments=CORP, roles=[role])

    assert finding.severity.word == "note"


def test_a_role_with_a_sentence_of_its_own_is_justified() -> None:
    """Nothing else in the design says it, so somebody would miss it."""
    csm = {"id": "csm", "owns": ["adopt"], "responsibilities": ["drive-usage"]}
    own = {"id": "r", "supports": ["adopt"], "responsibilities": ["Writes the yearly saga"]}
    copy = {"id": "r", "supports": ["adopt"], "responsibilities": ["drive-usage"]}

    assert found("ROL506", segments=CORP, roles=[csm, own]) == []
    assert codes_of(found("ROL506", segments=CORP, roles=[csm, copy])) == ["ROL506"]


def test_a_role_in_use_is_a_warning() -> None:
    """Who delivers promised work is not superfluous, whatever the matrix says."""
    call = {"id": "c", "stage": "adopt", "channel": "human-1to1", "per_year": 2, "role": "r"}
    csm = {"id": "csm", "owns": ["adopt"], "responsibilities": ["drive-usage"]}
    copy = {"id": "r", "supports": ["adopt"], "responsibilities": ["drive-usage"]}
    segments = [{"id": "corp", "interactions": [call]}]
    (finding,) = found("ROL506", segments=segments, roles=[csm, copy])

    assert finding.severity.word == "warning"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Trains technical account managers", "technical account managers"),
        ("Trains TAMs of the region", "TAMs"),
        ("Работает с техническими менеджерами клиента", "техническими менеджерами клиента"),
    ],
)
def test_old_titles_are_found_in_number_case_and_initials(text: str, words: str) -> None:
    """English plurals, Russian endings, initials of three letters and more."""
    search = TitleSearch(["Technical Account Manager", "TAM", "Технический менеджер клиента"])
    match = search.find(text)

    assert match is not None
    assert match[1] == words


@pytest.mark.parametrize(
    "text",
    [
        "An account manager",
        "A technicalish account manager",
        "Tames the tam-tam",
        "Менеджер",
        "Лидеры клиента",
        "",
    ],
)
def test_other_words_are_not_an_old_title(text: str) -> None:
    """Parts of a title, small letters, and words that only begin alike mean something else."""
    titles = ["Technical Account Manager", "TAM", "Лид клиента"]
    assert TitleSearch(titles).find(text) is None


@pytest.mark.parametrize(
    ("duties", "inflated"),
    [([], True), (["manage-risk"], True), (["manage-risk", "oversee-activation"], False)],
)
def test_two_duties_of_a_kind_back_its_own_title(duties: list[str], inflated: bool) -> None:
    """`Success` in the name of a kind needs no more than that the role is of that kind."""
    role = {"id": "r", "title": "Customer Success Manager", "supports": ["adopt"]}
    assert (only({**role, "responsibilities": duties}, "ROL505") == ["ROL505"]) is inflated


def test_two_letters_are_not_an_abbreviation() -> None:
    """9 AM is a time."""
    assert initials("Account Manager") is None
    assert initials("Technical Account Manager") == "TAM"


def test_a_title_that_lives_on_elsewhere_is_not_stale() -> None:
    """Handing over to the account manager is fine while there is one."""
    csm = {
        "id": "csm",
        "title": "Customer Success Manager",
        "formerly": {"title": "Account Manager"},
        "responsibilities": ["Briefs the account manager"],
    }
    am = {"id": "am", "title": "Account Manager"}

    assert found("ROL509", segments=CORP, roles=[csm, am]) == []
    assert codes_of(found("ROL509", segments=CORP, roles=[csm])) == ["ROL509"]


def test_a_complex_product_with_an_assumed_score_is_a_note() -> None:
    """Unset traits are 3 and said to be assumed."""
    segment = {"id": "corp", "client_team_size": 50}
    (finding,) = found("ROL508", segments=[segment], roles=[{"id": "csm"}])

    assert finding.severity.word == "note"
    assert "assumed" in finding.message
    assert (
        found("ROL508", segments=[{**segment, "onboarding_purchased": 1}], roles=[{"id": "csm"}])
        == []
    )


def test_a_misnamed_seller_is_judged_once() -> None:
    """Who is an account manager under a CSM's title is ROL504's; prices are not added to it."""
    role = {"title": "Customer Success Manager", "kind": "csm", "extends": "reference:am"}

    assert only(role, "ROL504", "REN701") == ["ROL504"]


def test_nearest_kinds_are_sorted_and_complete() -> None:
    """Every reference role is compared."""
    design = design_of(written(segments=CORP, roles=[{"id": "r", "extends": "reference:am"}]))
    (role,) = design.roles or ()
    ranked = nearest_kinds(signature_of(role, levels_by_role(design)["r"]))

    assert ranked[0] == ("am", 1.0)
    assert {kind for kind, _ in ranked} == set(reference.roles())
    assert other_work(role, signature_of(role, None), Params().reference_lead) is None


def test_a_part_that_one_of_two_roles_leaves_unsaid_does_not_count() -> None:
    """The similarity is that of the parts both state."""
    whole = Signature(frozenset("ab"), (2, 0), frozenset("k"), frozenset("r"), frozenset("s"))
    half = Signature(frozenset("ac"), (2, 0), frozenset("k"), frozenset("r"), frozenset("s"))

    for part in Signature._fields:
        unsaid = whole._replace(**{part: None})
        assert similarity(unsaid, whole) == similarity(whole, unsaid) == 1
        assert similarity(whole._replace(**{part: None}), half) == similarity(
            whole, half._replace(**{part: None})
        )
    assert similarity(whole, half) == pytest.approx(0.4 / 3 + 0.6)
    assert similarity(Signature(None, None, None, None, None), whole) == 0


def test_a_signature_has_the_sentences_without_a_code() -> None:
    """Codes as they are, sentences without case and final points, each once."""
    duties = [
        "drive-usage",
        "Answers  mail.",
        "answers mail",
        {"does": "Leads", "code": "manage-risk"},
    ]
    roles = [
        {"id": "r", "responsibilities": duties},
        {"id": "n"},
        {"id": "e", "responsibilities": []},
    ]
    design = design_of(written(segments=CORP, roles=roles))
    found_ = [signature_of(role, None).duties for role in design.roles or ()]

    assert found_ == [{"drive-usage", "answers mail", "manage-risk"}, None, frozenset()]
