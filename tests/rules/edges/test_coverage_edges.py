"""Coverage rules at their borders: what just passes, what just does not, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rules.written import evidence_of, found

if TYPE_CHECKING:
    from csdesign.finding import Finding


CORP = [{"id": "corp"}]


def one(code: str, **sections: Any) -> Finding:
    """Return the only finding of one rule."""
    (finding,) = found(code, **sections)
    return finding


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


def test_promises_beyond_revenue_are_reported_with_their_part_of_the_people() -> None:
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
