"""Hours, people and queues: totals reconcile, and every row follows from its inputs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designs import example_text, plan_of
from planning.strategies import segments
from planning.writing import Written, example, interaction, planned, segment, text, text_of

CASES = settings(max_examples=60, deadline=None)
EXAMPLES = ("planworks", "flowfab", "renamo", "cloudcore")


def assert_reconciles(written: str) -> None:
    """Check that hours and full-time work by role, by segment and in total are one sum."""
    plan = plan_of(written)
    by_segment = sum(p.workload.hours or 0 for p in plan.segments)
    by_row = sum(row.hours for p in plan.segments for row in p.staffing)

    assert by_row == pytest.approx(by_segment)
    assert plan.hours == pytest.approx(by_segment)
    assert plan.fte.plan == pytest.approx(sum(p.fte.plan for p in plan.segments if p.fte))
    for total in plan.roles:
        rows = [r for p in plan.segments for r in p.staffing if r.role == total.role]
        assert total.hours == pytest.approx(sum(row.hours for row in rows))


@pytest.mark.parametrize("name", EXAMPLES)
def test_totals_of_the_examples_reconcile(name: str) -> None:
    """The sum of role hours is the hours of all segments."""
    assert_reconciles(example_text(name))


@CASES
@given(st.integers(1, 3), st.data())
def test_totals_reconcile(count: int, data: st.DataObject) -> None:
    """Whatever is promised, and whoever delivers it, nothing is lost or counted twice."""
    written = [data.draw(segments(f"s{i}")) for i in range(count)]
    roles = ("csm", "dc", "support")
    for touches in (touch for part in written for touch in part["interactions"]):
        who = data.draw(st.sampled_from([None, "csm", ["csm", "dc"], {"any": ["csm", "support"]}]))
        if who is not None:
            touches["role"] = who
    assert_reconciles(text({"segments": written, "roles": [{"id": role} for role in roles]}))


def test_roles_together_share_the_hours_of_one_occurrence() -> None:
    """Two people for two hours each are four hours, two for each role."""
    written = segment(
        interaction(per_year=10, minutes=60, effort_hours=2, role=["csm", "dc"]),
        accounts=5,
    )
    plan = planned(written, roles=[{"id": "csm"}, {"id": "dc"}])

    assert plan.workload.hours == 200
    assert {row.role: row.hours for row in plan.staffing} == {"csm": 100, "dc": 100}


def test_any_of_several_roles_is_one_person() -> None:
    """One person for two hours, split evenly over the roles it may be."""
    written = segment(
        interaction(per_year=10, minutes=60, effort_hours=2, role={"any": ["csm", "dc"]}),
        accounts=5,
    )
    plan = planned(written, roles=[{"id": "csm"}, {"id": "dc"}])

    assert {row.role: row.hours for row in plan.staffing} == {"csm": 50, "dc": 50}


def test_efforts_may_differ_by_role() -> None:
    """Seven hours of one and one of the other."""
    written = segment(
        interaction(per_year=10, minutes=60, effort_hours={"ta": 7, "ae": 1}, role=["ta", "ae"]),
        accounts=5,
    )
    plan = planned(written, roles=[{"id": "ta"}, {"id": "ae"}])

    assert {row.role: row.hours for row in plan.staffing} == {"ta": 350, "ae": 50}


def test_without_accounts_there_are_hours_for_each_customer_and_no_people() -> None:
    """Undefined is None, never 0."""
    plan = planned(segment(interaction(per_year=10, minutes=60, effort_hours=2)))

    assert plan.workload.recurring_hours_per_account == 20
    assert plan.workload.hours is None
    assert plan.fte is None
    assert plan.heads is None
    assert plan.staffing == ()


def test_an_account_too_large_for_one_person_has_no_book() -> None:
    """A book of 0: each customer takes several people, counted from the hours."""
    plan = planned(segment(interaction(per_year=365, minutes=240, effort_hours=8), accounts=2))
    (row,) = plan.staffing

    assert row.book == 0
    assert row.heads == 6  # 5,840 h of 1,122 h each


@pytest.mark.parametrize(("promise", "peak"), [(3.9, 1.5), (4, 1), (8, 1)])
def test_the_peak_hour_counts_only_below_four_hours(promise: float, peak: float) -> None:
    """A longer promise absorbs the peak."""
    written = segment(
        interaction("tips", "digital", per_year=52, minutes=5),
        interaction(
            "help",
            "human-pooled",
            per_year=2.08,
            effort_hours=0.5,
            trigger="request",
            role="desk",
            answer={"within_hours": promise, "share": 0.9},
        ),
        accounts=3000,
    )
    plan = planned(written, roles=[{"id": "desk", "owns": ["serve"]}])
    (row,) = plan.staffing

    assert row.pool is not None
    assert row.pool.arrivals_per_hour == pytest.approx(3 * peak)
    assert row.pool.offered_load == pytest.approx(1.5 * peak)
    assert row.pool.target_share == 0.9
    assert row.book is None


def test_a_role_s_queues_are_sized_together() -> None:
    """Two segments' requests meet one desk: its people are those of the joint queue."""
    help_ = interaction(
        "help", "human-pooled", per_year=2, effort_hours=0.5, trigger="request", role="desk"
    )
    tips = interaction("tips", "digital", per_year=52)
    plan = plan_of(
        text_of(
            segment(help_, tips, id="north", accounts=2000),
            segment(help_, tips, id="south", accounts=2000),
            roles=[{"id": "desk", "owns": ["serve"]}],
        )
    )
    total = plan.role_by_id["desk"]

    assert total.pool is not None
    assert total.pool.offered_load == pytest.approx(2 * 4000 * 0.5 / 2080)
    assert total.heads is not None
    assert total.heads <= sum(p.staffing[0].heads or 0 for p in plan.segments)


def test_the_strictest_promise_holds_for_a_joint_queue() -> None:
    """An answer at once in one segment is a promise the whole desk must keep."""
    tips = interaction("tips", "digital", per_year=52)
    parts = [
        segment(
            interaction(
                "help",
                "human-pooled",
                per_year=2,
                effort_hours=0.5,
                trigger="request",
                role="desk",
                answer={"within_hours": within, "share": share},
            ),
            tips,
            id=name,
            accounts=2000,
        )
        for name, within, share in (("north", 0, 0.7), ("south", 8, 0.9), ("west", 4, 0.8))
    ]
    pool = plan_of(text_of(*parts, roles=[{"id": "desk", "owns": ["serve"]}])).roles[0].pool

    assert pool is not None
    assert (pool.within_hours, pool.target_share) == (0, 0.9)


def test_what_an_author_states_of_a_role_comes_before_the_segment_and_the_catalogue() -> None:
    """Stated coverage, then the segment's assignment for its practitioner, then the kind's."""
    queue = segment(
        interaction("call", "human-pooled", per_year=2, trigger="signal", role="csm"),
        accounts=100,
    )

    def how(**role: object) -> str:
        plan = planned(queue, roles=[{"id": "csm", "extends": "reference:csm", **role}])
        assert plan.coverage.assignment == "queue"
        return plan.staffing[0].assignment

    assert how() == "queue"
    assert how(coverage="named") == "named"
    assert how(owns=[], drops=["adopt"]) == "named"


def people(design: Written) -> dict[str, float]:
    """Return each post's booked share."""
    return {person.id: person.busy for person in plan_of(text(design)).people}


def desk(*positions: Written) -> Written:
    """Return a design in which two roles have 1,122 hours each."""
    return {
        "segments": [
            segment(
                interaction("a", per_year=1, minutes=60, effort_hours=11.22, role="csm"),
                interaction("b", per_year=1, minutes=60, effort_hours=11.22, role="renewer"),
                accounts=100,
            )
        ],
        "roles": [{"id": "csm", "owns": ["adopt"]}, {"id": "renewer", "owns": ["renew"]}],
        "positions": list(positions),
    }


def test_hours_are_shared_over_posts_by_working_time() -> None:
    """A full and a half post of one role are equally busy."""
    found = people(desk({"id": "full", "roles": "csm"}, {"id": "half", "roles": "csm", "fte": 0.5}))

    assert found == pytest.approx({"full": 2 / 3, "half": 2 / 3})


def test_a_person_with_two_roles_carries_both() -> None:
    """People are judged, not roles."""
    found = people(desk({"id": "both", "roles": ["csm", "renewer"]}))

    assert found == pytest.approx({"both": 2})


def test_posts_without_work_or_working_time_are_not_judged() -> None:
    """A vacant post carries nothing, and nobody is judged on work that is not listed."""
    found = people(
        desk({"id": "vacant", "roles": "csm", "fte": 0}, {"id": "there", "roles": "renewer"})
    )

    assert found == pytest.approx({"there": 1})


def test_posts_that_serve_other_segments_carry_nothing_here() -> None:
    """A post's own segments narrow the role's."""
    design = desk(
        {"id": "here", "roles": "csm"},
        {"id": "there", "roles": "csm", "segments": "other"},
    )
    design["segments"].append(segment(id="other"))

    assert people(design) == pytest.approx({"here": 1})


def test_people_carry_exactly_the_hours_of_their_roles() -> None:
    """Over all posts, hours in people are hours in the plan."""
    for name in ("planworks", "flowfab", "renamo", "cloudcore"):
        plan = plan_of(example_text(name))
        carried = sum(person.hours * person.count for person in plan.people)

        assert carried == pytest.approx(plan.hours)


def test_common_working_hours_are_those_of_the_nearest_person() -> None:
    """Nine to five in UTC+1 and in UTC+5 share four hours; nobody without a place is compared."""
    design = desk(
        {"id": "near", "roles": "csm", "utc_offset": 1},
        {"id": "far", "roles": "csm", "utc_offset": -8},
        {"id": "unplaced", "roles": "renewer"},
    )
    design["segments"][0]["utc_offsets"] = [5, 1]
    design["roles"][0]["coverage"] = "named"
    found = plan_of(text(design)).overlaps

    assert [(item.role, item.utc_offset, item.hours) for item in found] == [
        ("csm", 5, 4),
        ("csm", 1, 8),
    ]


def test_need_have_and_gap_of_planworks() -> None:
    """Four CSMs are needed and there; the desk of three is exactly right."""
    plan = plan_of(example_text("planworks"))

    assert {t.role: (t.heads, t.have, t.gap) for t in plan.roles} == {
        "dc": (1, 1, 0),
        "csm": (4, 4, 0),
        "am": (2, 3, -1),
        "support": (3, 3, 0),
    }
    assert plan.cost == 10 * 110_000


def test_the_automated_part_is_run_by_whom_the_design_says() -> None:
    """The duty, else the role every digital interaction names; nobody is None."""
    tips = interaction("tips", "digital", per_year=52)
    csm: Written = {"id": "csm", "owns": ["adopt"]}
    writer: Written = {"id": "writer"}

    def runner(touch: Written, *roles: Written) -> str | None:
        return planned(segment(touch), roles=list(roles)).programme_owner

    assert runner(tips, csm, writer) is None
    assert runner({**tips, "role": "writer"}, csm, writer) == "writer"
    assert runner(tips, csm, {**writer, "responsibilities": ["run-digital-programme"]}) == "writer"
    assert runner(tips, {**csm, "coverage": "programme"}, writer) == "csm"


def test_programme_hours_fall_to_the_programme_s_owner() -> None:
    """A year's fixed work, whatever the number of customers."""
    design = example("cloudcore")
    design["segments"][0]["programme_hours"] = 160
    plan = plan_of(text(design))

    assert plan.role_by_id["programme-manager"].hours == 160
    assert plan.hours == pytest.approx(3720 + 160)
