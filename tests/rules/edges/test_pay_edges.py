"""Pay rules at their borders: what just passes, what just does not, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rules.written import codes_of, evidence_of, found

if TYPE_CHECKING:
    from csdesign.finding import Finding


CORP = [{"id": "corp"}]


def one(code: str, **sections: Any) -> Finding:
    """Return the only finding of one rule."""
    (finding,) = found(code, **sections)
    return finding


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
def test_a_measure_that_does_not_fit_names_its_motions_and_the_roles(
    owns: list[str], kpi: str, message: str
) -> None:
    """Motions the measure belongs to, and those the role owns."""
    role = {"id": "r", "owns": owns, "kpis": [{"id": kpi, "weight": 100}]}

    assert one("KPI603", segments=CORP, roles=[role]).message == message


def test_a_role_without_owned_motions_is_reported() -> None:
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


def test_a_motion_that_no_kind_of_holder_is_measured_on_is_reported_once() -> None:
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
