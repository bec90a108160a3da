"""Role rules at their borders: what just passes, what just does not, and what is said."""

from __future__ import annotations

import pytest

from rules.written import found, objects_of

CORP = [{"id": "corp"}]


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
    """Return the findings on a role that was an account manager with other duties."""
    former = {"title": "Account Manager", "responsibilities": before}
    role = {"id": "r", "title": title, "responsibilities": duties, "formerly": former}
    findings = found("ROL501", "ROL502", "ROL510", segments=CORP, roles=[role])
    return [(item.code, item.message) for item in findings]


@pytest.mark.parametrize("kept", range(9))
def test_a_job_goes_on_from_half_of_its_duties(kept: int) -> None:
    """ROL510 speaks below half; half of the duties is the same job."""
    duties = [*OLD[:kept], *NEW[kept:]]
    told = compared("Account Manager", duties, OLD)

    assert [code for code, _ in told] == (["ROL510"] if kept < 4 else [])
    assert all(f": {kept} of 8 duties " in message for _, message in told)
    assert "ROL510" not in [code for code, _ in compared("Client Partner", duties, OLD)]


@pytest.mark.parametrize(
    ("duties", "before", "told"),
    [
        (
            [*OLD, *MORE, *NEW[:3]],
            [*OLD, *MORE],
            "kept 16 of 16 duties, 3 new; new: run-webinars, run-community, sell-seats",
        ),
        (
            [*OLD, *MORE, *NEW[:4]],
            [*OLD, *MORE],
            (
                "kept 16 of 16 duties, 4 new; new: run-webinars, run-community, sell-seats and "
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


def test_a_segment_with_little_to_deploy_does_not_end_the_search() -> None:
    """ROL508: the small team comes first, the large one after it."""
    traits = {"complexity": "high"}
    segments = [
        {"id": "small", "client_team_size": 3, "traits": traits},
        {"id": "large", "client_team_size": 300, "traits": traits},
    ]
    findings = found("ROL508", segments=segments, roles=[{"id": "csm", "owns": ["adopt"]}])

    assert objects_of(findings, "ROL508") == ["segments[large].onboard"]


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

    assert "nothing in the role supports" in finding.message
    assert dict(finding.evidence).keys() >= {"senior needs"}


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
