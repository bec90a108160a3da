"""The figures of the published scenarios, exact to the printed digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designs import example_text, plan_of

from .writing import example, text

if TYPE_CHECKING:
    from csdesign.planning.results import Plan, SegmentPlan

EXAMPLES = ("planworks", "flowfab", "renamo", "cloudcore")


def planned(name: str, segment: str) -> SegmentPlan:
    """Return the plan of one segment of an example."""
    return plan_of(example_text(name)).segment_by_id[segment]


@pytest.mark.parametrize(
    ("name", "segment", "score", "level", "assignment", "ratio", "rule", "archetype"),
    [
        ("planworks", "ent", 83.62, "high-touch", "named", (90, 10), "T0", "adopt"),
        ("planworks", "mid", 39.00, "pooled", "queue", (57, 43), "T0", "adopt"),
        ("planworks", "smb", 12.46, "tech-touch", "programme", (31, 69), "TT", None),
        ("flowfab", "mfg", 91.95, "high-touch", "named", (96, 4), "T1", "adopt"),
        ("flowfab", "office", 15.08, "tech-touch", "programme", (30, 70), "TT", None),
        ("cloudcore", "scaleup", 44.05, "pooled", "named", (68, 32), "T3", "adopt-renew-upsell"),
    ],
)
def test_coverage_and_archetype(
    name: str,
    segment: str,
    score: float,
    level: str,
    assignment: str,
    ratio: tuple[int, int],
    rule: str,
    archetype: str | None,
) -> None:
    """Level, assignment, people to technology, and the archetype with its rule."""
    plan = planned(name, segment)
    found = plan.coverage

    assert round(found.score or 0, 2) == score
    assert (found.level, found.assignment, found.ratio) == (level, assignment, ratio)
    assert (plan.archetype.rule, plan.archetype.archetype) == (rule, archetype)


@pytest.mark.parametrize(
    ("name", "segment", "hours", "fte", "book", "heads"),
    [
        ("planworks", "ent", 4572, (4.07, 3.46, 4.62), 16, 4),
        ("planworks", "mid", 2154, (1.92, 1.63, 2.18), None, 2),
        ("planworks", "smb", 2560, (2.28, 1.94, 2.59), None, 1),
        ("flowfab", "mfg", 2080, (1.85, 1.58, 2.10), 26, 2),
        ("flowfab", "office", 283, (0.25, 0.21, 0.29), None, 1),
        ("cloudcore", "scaleup", 3720, (3.32, 2.82, 3.76), 80, 4),
    ],
)
def test_hours_full_time_work_books_and_heads(
    name: str,
    segment: str,
    hours: float,
    fte: tuple[float, float, float],
    book: int | None,
    heads: int,
) -> None:
    """FTE as planned, at full load and at cautious load."""
    plan = planned(name, segment)

    assert plan.fte is not None
    assert round(plan.workload.hours or 0) == hours
    assert (round(plan.fte.plan, 2), round(plan.fte.low, 2), round(plan.fte.high, 2)) == fte
    assert (plan.book, plan.heads) == (book, heads)


@pytest.mark.parametrize(
    ("segment", "role", "hours", "fte", "heads"),
    [
        ("ent", "csm", 4188, (3.73, 3.17, 4.23), 4),
        ("ent", "dc", 384, (0.34, 0.29, 0.39), 1),
        ("smb", "support", 2400, (2.14, 1.82, 2.42), 3),
        ("smb", "am", 160, (0.14, 0.12, 0.16), 1),
    ],
)
def test_work_by_role_in_planworks(
    segment: str, role: str, hours: float, fte: tuple[float, float, float], heads: int
) -> None:
    """The rows of the seven-role company."""
    (row,) = (row for row in planned("planworks", segment).staffing if row.role == role)

    assert round(row.hours, 6) == hours
    assert (round(row.fte.plan, 2), round(row.fte.low, 2), round(row.fte.high, 2)) == fte
    assert row.heads == heads


def test_enterprise_segment_in_full() -> None:
    """The worked numbers of scenario 1, ENT, to six digits."""
    plan = planned("planworks", "ent")
    found, q = plan.coverage, plan.coverage.quantities

    assert found.human_share == pytest.approx(0.901012, abs=1e-6)
    assert found.ax_score == pytest.approx(96.040495, abs=1e-6)
    assert found.need_score == pytest.approx(65, abs=1e-6)
    assert found.score == pytest.approx(83.624297, abs=1e-6)
    assert (q.a1, q.p1, q.touches) == pytest.approx((76.2, 28, 29.9))
    assert q.expertise == 2
    assert [gate.code for gate in found.gates] == ["F1", "F2", "F3"]
    assert (found.band, found.decided_by) == ("high-touch", "band")
    assert plan.workload.recurring_hours_per_account == pytest.approx(69.8)
    assert plan.workload.once_hours_per_new_account == pytest.approx(32)
    assert plan.fte is not None
    assert (plan.fte.plan, plan.fte.low, plan.fte.high) == pytest.approx(
        (4.074866, 3.463636, 4.618182), abs=1e-6
    )
    assert plan.archetype.csm_levels["renew"] == "support"


def test_middle_segment_in_full() -> None:
    """The worked numbers of scenario 1, MID, to six digits."""
    found = planned("planworks", "mid").coverage
    q = found.quantities

    assert found.human_share == pytest.approx(0.572895, abs=1e-6)
    assert found.ax_score == pytest.approx(34.999144, abs=1e-6)
    assert found.need_score == pytest.approx(45, abs=1e-6)
    assert found.score == pytest.approx(38.999487, abs=1e-6)
    assert (q.a1, q.p1, q.touches) == pytest.approx((2.5, 1, 4.76))
    assert q.expertise == 1
    assert [gate.code for gate in found.gates] == ["F3"]
    assert (found.band, found.decided_by) == ("pooled", "band")


def test_totals_of_planworks() -> None:
    """9,286 hours a year are 8.3 full-time people, 7.0 to 9.4."""
    plan = plan_of(example_text("planworks"))

    assert round(plan.hours, 6) == 9286
    assert (round(plan.fte.plan, 2), round(plan.fte.low, 1), round(plan.fte.high, 1)) == (
        8.28,
        7.0,
        9.4,
    )
    assert plan.csm_types == (("adopt", "high-touch"), ("adopt", "pooled"))


def test_onboarding_of_mfg_needs_a_specialist() -> None:
    """Fifty one-to-one hours of onboarding in a high-touch segment."""
    modes = {mode.id: mode for mode in planned("flowfab", "mfg").milestones}

    assert modes["line-running"].one_to_one_hours == pytest.approx(50)
    assert modes["line-running"].mode == "dedicated"
    assert modes["line-running"].specialist == "deployment"
    assert modes["steady-operation"].mode == "dedicated"
    assert modes["steady-operation"].specialist is None


def test_revenue_would_have_divided_flowfab_quite_differently() -> None:
    """One for two million: 0.5 people for 2,080 hours, 3.6 for 283."""
    for segment, people in (("mfg", 0.5), ("office", 3.6)):
        stated = planned("flowfab", segment).segment

        assert (stated.accounts or 0) * (stated.arr_per_account or 0) / 2e6 == people


def outcome(plan: Plan) -> list[object]:
    """Return all of a plan that must not depend on revenue."""
    return [
        (
            p.id,
            p.coverage,
            p.archetype,
            p.milestones,
            p.workload,
            p.staffing,
            p.fte,
            p.contacts,
        )
        for p in plan.segments
    ] + [plan.ownership, plan.sensitivity]


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(EXAMPLES), st.sampled_from([0, 1, 999, 10**9]))
def test_revenue_changes_costs_alone(name: str, arr: int) -> None:
    """Any revenue gives the same coverage, archetypes, owners and people."""
    design = example(name)
    before = plan_of(text(design))
    for segment in design["segments"]:
        segment["arr_per_account"] = arr

    assert outcome(plan_of(text(design))) == outcome(before)
