"""The results of a plan in Python: sums, look-ups, tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from csdesign.planning.results import FteRange, Plan
from csdesign.planning.results.plan import COLUMNS
from designs import plan_of

WORKED = Path(__file__).parent / "worked"


def worked(name: str) -> Plan:
    """Return the plan of a worked design."""
    return plan_of((WORKED / f"{name}.yaml").read_text(encoding="utf-8"))


def test_sums_of_a_plan_are_those_of_its_roles_and_segments() -> None:
    """The team of one-team.yaml: 2800 h, one hire; 50 x 40,000 + 200 x 5,000 of revenue."""
    plan = worked("one-team")

    assert (plan.hours, plan.heads, plan.have, plan.cost) == (2800, 3, 2, 277_000)
    assert plan.fte == FteRange(*map(pytest.approx, (2.8, 2.24, 4.48)))
    assert plan.arr == 50 * 40_000 + 200 * 5_000
    assert repr(plan) == "<Plan of 2 segments: 3 people, 2800 h>"


@pytest.mark.parametrize("name", ["some-segments", "uncertain", "no-roles"])
def test_revenue_of_a_plan_is_unknown_where_one_segment_states_none(name: str) -> None:
    """One of three segments states it; none; and in none is a customer counted."""
    assert worked(name).arr is None


def test_parts_of_a_plan_are_found_by_their_ids() -> None:
    """Segments and roles by id; rows and people by role, in the order of the design."""
    plan = worked("shared-posts")

    assert list(plan.segment_by_id) == ["north", "south"]
    assert plan.segment_by_id["south"].heads == 1
    assert [row.hours for row in plan.staffing_by_role["csm"]] == [1500, 200]
    assert {role: len(rows) for role, rows in plan.staffing_by_role.items()} == {
        "csm": 2,
        "am": 1,
        "trainer": 1,
    }
    assert [person.id for person in plan.people_by_role["csm"]] == ["b", "n", "s"]
    assert [person.id for person in plan.people_by_role["am"]] == ["b", "x"]
    assert plan.role_by_id["trainer"].hours == 300


def test_nothing_moves_a_plan_without_work() -> None:
    """No interaction takes an hour, so no input is listed."""
    assert plan_of("segments: [{id: s, accounts: 9}]").sensitivity == ()


def test_people_of_a_role_are_those_in_post_who_work() -> None:
    """Not who has left, who starts later, or whose post has no time."""
    design = WORKED / "one-team.yaml"
    text = "horizon: {start: 2027-01, as_of: 2027-01-01}\n" + design.read_text(encoding="utf-8")
    more = ("leaves: 2026-12-31", "starts: 2027-02-01", "fte: 0")
    posts = "".join(f"  - {{id: x{i}, roles: csm, {each}}}\n" for i, each in enumerate(more))
    before, after = plan_of(text), plan_of(f"{text.rstrip()}\n{posts}")

    assert before.role_by_id["csm"].have == after.role_by_id["csm"].have == 2


def test_people_of_a_plan_answer_for_their_time() -> None:
    """One does 140 h and 200 h of two jobs; one full-time post of 3.9 can go."""
    plan = worked("shared-posts")
    (shared, *_), head = plan.people, plan.headcount

    assert shared.share_of("csm") == pytest.approx(140 / 340)
    assert shared.share_of("trainer") == 0
    assert (head.hired, head.spare, head.time) == (0, 1, pytest.approx(2.9))
    assert [role.gap for role in plan.roles] == [-1, 0, 0]
    assert not any(role.pooled for role in plan.roles)


def test_hires_add_to_the_time_of_people() -> None:
    """Two in post and one hired are 3.0; without positions as many as are needed."""
    assert worked("one-team").headcount.time == 3.0
    nobody = worked("nobody-yet")
    assert (nobody.headcount.time, nobody.headcount.spare) == (5.0, 0)
    assert [role.gap for role in nobody.roles] == [None] * 4
    assert [role.pooled for role in worked("queues").roles] == [True, True]


def test_the_hours_of_some_customers_leave_the_programme_aside() -> None:
    """36 h each and 20 h to begin; unknown where starting takes hours and nobody counts starts."""
    ent, mid = worked("one-team").segments

    assert ent.workload.hours_of(10, 3) == 10 * 36 + 3 * 20
    assert ent.workload.hours_of(10, None) is None
    assert mid.workload.hours_of(10, None) == 40


def test_what_avoids_a_hire_is_a_relative_change() -> None:
    """101 customers to 100."""
    first = worked("thin").headcount.hires[0].avoided_by

    assert first is not None
    assert first.change == pytest.approx(-1 / 101)


def test_tables_have_one_row_for_each_segment() -> None:
    """In a notebook and as a frame."""
    plan = worked("one-team")
    frame, page = plan.to_frame(), plan._repr_html_()

    assert list(frame.columns) == list(COLUMNS)
    assert frame["hours"].tolist() == [2000, 800]
    assert page.count("<tr>") == 3
    for cell in ("Plan of 2 segments: 3 people, 2800 h", "ent", "high-touch", "2.00", "0.80"):
        assert cell in page
    assert "<Plan" not in page
    assert "None" not in worked("uncertain")._repr_html_()


def test_short_promises_are_those_below_four_hours() -> None:
    """Somebody must sit at the desk of an hour; the office answers within eight."""
    desk, office = (role.pool for role in worked("queues").roles)

    assert desk is not None
    assert office is not None
    assert (desk.short, office.short) == (True, False)
