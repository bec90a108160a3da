"""From hours to people and money: worked numbers, each from a design as somebody writes it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.cli.segments import only_segments
from csdesign.contracts.plan import plan_document
from csdesign.planning.futures.planner import futures_of
from csdesign.views.explain.headcount import explain_hire
from csdesign.views.plan.headcount import notes, people_sentences
from designs import example_text, plan_of
from planning.writing import Written, text

if TYPE_CHECKING:
    from csdesign.planning.results import Plan

FULL_TIME = 1122.0
"""Planned hours of one full-time person with every number at its default."""


def call(role: str | None = "csm", **fields: Any) -> Written:
    """Return a one-to-one call at the adopt stage, an hour of effort."""
    made = {"id": "call", "stage": "adopt", "channel": "human-1to1", "minutes": 30}
    made |= {"effort_hours": 1, **fields}
    return made if role is None else {**made, "role": role}


def help_(role: str = "desk", **fields: Any) -> Written:
    """Return requests for help, half an hour each."""
    made = {"id": "help", "channel": "human-pooled", "per_year": 2, "minutes": 20}
    return {**made, "effort_hours": 0.5, "trigger": "request", "role": role, **fields}


def segment(*promises: Written, id_: str = "s", **fields: Any) -> Written:
    """Return a segment with these promises."""
    return {"id": id_, "interactions": list(promises), **fields}


CSM: Written = {"id": "csm", "title": "CSM", "owns": ["adopt"]}
AM: Written = {"id": "am", "title": "AM", "owns": ["renew"]}
DESK: Written = {"id": "desk", "title": "Desk", "owns": ["serve"]}


def plan(*segments: Written, roles: list[Written], **sections: Any) -> Plan:
    """Return the plan of a design."""
    return plan_of(text({"segments": list(segments), "roles": roles, **sections}))


def hires(made: Plan) -> dict[str, tuple[int, str]]:
    """Return posts and bound of each hire."""
    return {hire.role: (hire.posts, hire.bound) for hire in made.headcount.hires}


def renewals(hours: float) -> Written:
    """Return renewals that take so many hours a year with 20 customers."""
    return call("am", id="renewal", stage="renew", per_year=hours / 20, effort_hours=1)


def test_one_person_with_two_roles_and_time_for_both_hires_nobody() -> None:
    """240 h and 240 h: one person, 43% booked."""
    made = plan(
        segment(call(per_year=12), renewals(240), accounts=20),
        roles=[CSM, AM],
        positions=[{"id": "one", "roles": ["csm", "am"]}],
    )
    head = made.headcount

    assert (head.need, head.have, head.hires, head.surplus) == (1, 1, (), ())
    assert made.people[0].busy == pytest.approx(480 / FULL_TIME)
    assert round(100 * made.people[0].busy) == 43


def test_part_time_posts_are_as_many_as_they_are() -> None:
    """Three posts of 0.4 do 1,200 hours, 1.07 full-time."""
    made = plan(
        segment(call(per_year=12), accounts=100),
        roles=[CSM],
        positions=[{"roles": "csm", "count": 3, "fte": 0.4}],
    )

    assert (made.headcount.need, made.headcount.have, hires(made)) == (3, 3, {})
    assert made.headcount.have_fte == pytest.approx(1.2)
    assert made.role_by_id["csm"].needed.need == pytest.approx(1200 / FULL_TIME)


def test_eight_hours_above_one_person_are_a_thin_hire() -> None:
    """1,130 h: 1.0071 people; a hundredth fewer calls hires nobody."""
    made = plan(
        segment(call(per_year=11.3), accounts=100),
        roles=[CSM],
        positions=[{"roles": "csm"}],
        params={"loaded_cost": 100_000},
    )
    (hire,) = made.headcount.hires

    assert (hire.posts, hire.bound, hire.thin, hire.cost) == (1, "work", True, 100_000)
    assert hire.hours == pytest.approx(8)
    assert hire.short_fte == pytest.approx(1130 / FULL_TIME - 1)
    assert hire.avoided_by is not None
    assert -0.01 < hire.avoided_by.change < 0
    assert made.people[0].load == pytest.approx(1130 / 1320)


def test_a_cap_on_customers_needs_people_whatever_the_hours() -> None:
    """190 customers, 15 each: 12.67 people by the cap, 5.08 by the hours."""
    made = plan(
        segment(call(per_year=12, effort_hours=2.5), accounts=190),
        roles=[{**CSM, "coverage": "named"}],
        positions=[{"id": "t", "roles": "csm", "count": 6, "max_accounts": 15}],
    )
    need = made.role_by_id["csm"].needed

    assert (need.bound, need.cap) == ("cap", pytest.approx(190 / 15))
    assert hires(made) == {"csm": (7, "cap")}


def test_two_people_with_a_cap_of_fifteen_hold_thirty_of_a_hundred() -> None:
    """A cap that customers exceed is hired for, and people hold no more than it."""
    made = plan(
        segment(call(per_year=12), accounts=100, new_accounts=0),
        roles=[{**CSM, "coverage": "named"}],
        positions=[{"id": "p", "roles": ["csm"], "count": 2, "max_accounts": 15}],
    )

    assert hires(made) == {"csm": (5, "cap")}
    assert made.people[0].hours == pytest.approx(15 * 12)


def desk(within: float, **fields: Any) -> Plan:
    """Return the plan of 100 customers who ask twice a year, with one person to answer."""
    return plan(
        segment(help_(answer={"within_hours": within}), accounts=100),
        roles=[DESK],
        positions=[{"roles": "desk"}],
        **fields,
    )


def test_a_small_queue_with_a_long_promise_is_planned_around() -> None:
    """100 h a year: 0.089 people, nobody to hire."""
    made = desk(8)

    assert made.role_by_id["desk"].needed.need == pytest.approx(100 / FULL_TIME)
    assert (made.headcount.need, hires(made)) == (1, {})


def test_a_small_queue_with_a_short_promise_takes_a_roster() -> None:
    """An answer within an hour: one on duty, 1.43 people, one to hire."""
    made = desk(1)
    need = made.role_by_id["desk"].needed

    assert (need.bound, need.roster) == ("roster", pytest.approx(1 / 0.7))
    assert hires(made) == {"desk": (1, "roster")}


@pytest.mark.parametrize("owns", [["serve"], ["adopt", "serve"]])
def test_a_queue_is_a_queue_also_of_a_role_that_owns_adopt(owns: list[str]) -> None:
    """30,000 requests with an answer within an hour take 13 at a time, 19 people."""
    made = plan(
        segment(
            help_(stage="adopt", per_year=10, answer={"within_hours": 1, "share": 0.9}),
            accounts=3000,
        ),
        roles=[{**DESK, "kind": "support", "owns": owns}],
    )

    assert made.role_by_id["desk"].pool is not None
    assert made.role_by_id["desk"].pool.agents == 13
    assert made.headcount.need == 19


def test_small_books_are_whole() -> None:
    """A customer of 400 h fills 0.36 of a person: two each, so nine take 4.5 people."""
    made = plan(segment(call(per_year=400), accounts=9), roles=[{**CSM, "coverage": "named"}])
    need = made.role_by_id["csm"].needed

    assert need.work == pytest.approx(9 * 400 / FULL_TIME)
    assert (need.bound, need.need) == ("book", 4.5)


def test_the_example_of_three_jobs_needs_one_hire() -> None:
    """A CSM who is also AM, a CSM at 0.6, a desk at 0.5: 1.94 of work meet 1.6 people."""
    made = plan(
        segment(
            call(per_year=1, effort_hours=1.2 * FULL_TIME / 100),
            call("am", id="r", stage="renew", per_year=1, effort_hours=0.74 * FULL_TIME / 100),
            help_(effort_hours=0.22 * FULL_TIME / 200),
            accounts=100,
        ),
        roles=[CSM, AM, DESK],
        positions=[
            {"id": "both", "roles": ["csm", "am"]},
            {"id": "part", "roles": "csm", "fte": 0.6},
            {"id": "desk", "roles": "desk", "fte": 0.5},
        ],
    )

    assert hires(made) == {"csm": (1, "work")}
    assert made.headcount.hires[0].short_fte == pytest.approx(0.34)
    assert made.headcount.need == 4


def test_work_without_a_role_is_that_of_the_owner_of_its_motion() -> None:
    """Two founders, one owns adopt: one is needed and there."""
    made = plan(
        segment(call(None, per_year=12), accounts=20),
        roles=[{"id": "ann", "owns": ["adopt", "renew"]}, {"id": "bob", "owns": ["land"]}],
        positions=[{"roles": "ann"}, {"roles": "bob"}],
    )

    assert [(role.role, role.hours) for role in made.roles] == [("ann", 240)]
    assert (made.headcount.need, made.headcount.have, hires(made)) == (1, 1, {})
    assert made.headcount.not_counted == (("bob", 1),)


@pytest.mark.parametrize(
    ("roles", "whose"),
    [
        ([{"id": "guide", "title": "Kundenbetreuer"}], "guide"),
        ([{"id": "guide"}, {"id": "ae", "title": "Account Executive"}], "guide"),
        ([{"id": "guide"}, {"id": "trainer"}], "consultant"),
        ([{"id": "guide", "owns": ["land"]}], "consultant"),
        ([{"id": "guide", "segments": ["other"]}], "consultant"),
    ],
)
def test_work_that_nobody_owns_is_that_of_the_only_role(roles: list[Written], whose: str) -> None:
    """Anna is the one role and owns nothing in writing: the work is hers, and she is counted."""
    made = plan(
        segment(call(None, every="month", effort_hours=3), accounts=20),
        {"id": "other"},
        roles=roles,
        positions=[{"roles": "guide"}],
    )
    head = made.headcount

    assert [(role.role, role.hours) for role in made.roles] == [(whose, 720)]
    counted = whose == "guide"
    assert (head.need, head.have, head.hired) == ((1, 1, 0) if counted else (1, 0, 1))
    assert head.not_counted == (() if counted else (("guide", 1),))


def test_a_segment_s_cost_is_its_share_of_each_role_s_hours() -> None:
    """100 h and 900 h of one person at 100,000: 10,000 and 90,000."""
    made = plan(
        segment(call(per_year=10), id_="a", accounts=10, arr_per_account=60_000),
        segment(call(per_year=10), id_="b", accounts=90, arr_per_account=60_000),
        roles=[CSM],
        params={"loaded_cost": 100_000},
    )
    costs = [part.cost.total for part in made.segments if part.cost]

    assert costs == pytest.approx([10_000, 90_000])
    assert [part.cost.of_arr for part in made.segments if part.cost] == pytest.approx(
        [10_000 / 600_000, 90_000 / 5_400_000]
    )


def test_jobs_are_counted_alone_and_combined_where_nobody_is_hired() -> None:
    """Three jobs of a third of a person: three people, or one."""
    jobs = ["csm", "am", "dc"]
    promises = [
        call(name, id=name, stage=stage, per_year=374 / 20)
        for name, stage in zip(jobs, ("adopt", "renew", "onboard"), strict=True)
    ]
    roles = [{"id": name, "coverage": "named"} for name in jobs]
    together = plan(segment(*promises, accounts=20), roles=roles)
    apart = plan(
        segment(*promises, accounts=20),
        roles=roles,
        doctrine={"never_together": [["am", "csm"]]},
    )

    assert (together.headcount.separate, together.headcount.fewest) == (3, 1)
    assert together.headcount.need == 3
    assert together.headcount.combination is not None
    assert [item.roles for item in together.headcount.combination] == [("csm", "am", "dc")]
    assert apart.headcount.fewest == 2
    held = [set(item.roles) for item in apart.headcount.combination or ()]
    assert not any({"am", "csm"} <= roles for roles in held)


def test_some_segments_of_a_plan_have_shares_and_no_people() -> None:
    """`--select-segment` of a team of two who are three people short: nothing is invented."""
    whole = plan(
        segment(call(per_year=11), id_="a", accounts=100),
        segment(call(per_year=11), id_="b", accounts=150),
        roles=[CSM],
        positions=[{"roles": "csm", "count": 2}],
        params={"loaded_cost": 100_000},
    )
    part = only_segments(whole, {"a"})

    assert hires(whole) == {"csm": (1, "work")}
    assert (part.roles[0].hours, part.roles[0].heads, part.roles[0].gap) == (1100, None, None)
    assert part.have is None
    assert part.money.plan == pytest.approx(300_000 * 1100 / 2750)


def test_posts_without_work_are_outside_need_have_surplus_and_money() -> None:
    """Sellers without a listed hour cost nothing here and are not proposed as surplus."""
    made = plan(
        segment(call(per_year=12), accounts=20),
        roles=[CSM, AM],
        positions=[{"roles": "csm"}, {"roles": "am", "count": 3}, {"roles": "csm", "fte": 0}],
        params={"loaded_cost": 100_000},
    )

    assert (made.headcount.need, made.headcount.have, made.headcount.surplus) == (1, 1, ())
    assert made.headcount.not_counted == (("am", 3),)
    assert made.money.today == 100_000


def test_a_role_has_the_posts_that_hold_it_where_it_has_work() -> None:
    """CSM work is in a alone: of four posts with the role, two do it; another is an AM in b."""
    made = plan(
        segment(call(per_year=12), id_="a", accounts=20),
        segment(renewals(240), id_="b", accounts=20),
        roles=[CSM, AM],
        positions=[
            {"id": "here", "roles": "csm", "segments": "a", "count": 2},
            {"id": "there", "roles": "csm", "segments": "b"},
            {"id": "both", "roles": ["csm", "am"], "segments": "b", "fte": 0.5},
        ],
    )
    roles = {role.role: (role.have, role.have_fte) for role in made.roles}

    assert roles == {"csm": (2, 2.0), "am": (1, 0.5)}
    assert (made.headcount.have, made.headcount.have_fte) == (3, 2.5)
    assert made.headcount.not_counted == (("csm", 1),)


def test_who_serves_elsewhere_or_is_not_there_yet_does_not_keep_a_queue() -> None:
    """Four hold the desk: one of another segment and one who starts later are not at it."""
    made = plan(
        segment(help_(answer={"within_hours": 1}), id_="a", accounts=100),
        segment(call(per_year=12), id_="b", accounts=20),
        roles=[CSM, DESK],
        horizon={"start": "2027-01", "months": 12},
        positions=[
            {"id": "desk", "roles": "desk", "count": 2},
            {"id": "other", "roles": "desk", "segments": "b"},
            {"id": "later", "roles": "desk", "starts": "2027-06-01"},
        ],
    )
    desk = made.role_by_id["desk"]

    assert (desk.have, desk.service.people, desk.service.fte) == (2, 2, 2.0)


def test_the_last_speaker_of_a_language_is_not_surplus() -> None:
    """Of two people one could go, but not the one who alone speaks German."""
    made = plan(
        segment(call(per_year=12), accounts=20, demand_fte={"de": 0.1, "en": 0.1}),
        roles=[CSM],
        positions=[
            {"id": "en", "roles": "csm", "languages": ["en"]},
            {"id": "de", "roles": "csm", "languages": ["de", "en"]},
        ],
    )

    assert [item.positions for item in made.headcount.surplus] == [("en",)]


def test_a_post_of_one_segment_is_needed_there_alone() -> None:
    """Somebody who serves segment b alone does not help in a, and is not surplus there."""
    made = plan(
        segment(call(per_year=11), id_="a", accounts=150),
        segment(call(per_year=1), id_="b", accounts=100),
        roles=[CSM],
        positions=[{"id": "a", "roles": "csm"}, {"id": "b", "roles": "csm", "segments": "b"}],
    )

    assert hires(made) == {"csm": (1, "work")}
    assert made.headcount.hires[0].short_fte == pytest.approx(1650 / FULL_TIME - 1)


def test_zero_customers_need_nobody() -> None:
    """No hours: nobody is needed, nobody is to spare."""
    made = plan(segment(call(per_year=12), accounts=0), roles=[CSM], positions=[{"roles": "csm"}])

    assert (made.headcount.need, made.headcount.have, made.headcount.surplus) == (0, 0, ())


def test_a_post_with_several_roles_costs_the_dearest_and_is_split_by_work() -> None:
    """A quarter of the hours at 90,000, three quarters at 120,000: parts of 120,000."""
    made = plan(
        segment(call(per_year=12), renewals(720), accounts=20),
        roles=[{**CSM, "loaded_cost": 90_000}, {**AM, "loaded_cost": 120_000}],
        positions=[{"roles": ["csm", "am"]}],
    )

    assert made.money.today == 120_000
    assert made.money.by_role == pytest.approx({"csm": 30_000, "am": 90_000})


def test_managers_and_fixed_cost_have_lines_of_their_own() -> None:
    """Fixed cost is in today and in the plan; managers have a line next to both."""
    made = plan(
        segment(call(per_year=12), accounts=700),
        roles=[CSM],
        positions=[{"roles": "csm", "count": 8}],
        params={"loaded_cost": 100_000, "fixed_cost": 50_000, "manager_cost": 150_000},
    )

    assert made.money.today == made.money.plan == 850_000
    assert made.managers == 3
    assert made.money.managers == 450_000
    assert math.fsum(made.money.by_segment.values()) == pytest.approx(800_000)


@pytest.mark.parametrize("name", ["planworks", "overlay-team", "seven-roles"])
def test_money_of_the_examples_adds_up(name: str) -> None:
    """Segments and roles sum to the plan less its fixed cost; so do today and its changes."""
    money = plan_of(example_text(name)).money

    assert money.plan is not None
    assert money.today is not None
    assert math.fsum(money.by_segment.values()) == pytest.approx(money.plan - money.fixed)
    assert math.fsum(money.by_role.values()) == pytest.approx(money.plan - money.fixed)
    assert money.today - (money.surplus or 0) + (money.ask or 0) == pytest.approx(money.plan)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 200), st.integers(0, 3), st.integers(1, 40))
def test_revenue_moves_shares_of_revenue_alone(tenths: int, posts: int, each: int) -> None:
    """Multiply every ARR: people, hires, hours and cost stay."""

    def made(arr: float) -> Plan:
        return plan(
            segment(call(per_year=each), id_="a", accounts=100, arr_per_account=1000 * arr),
            segment(renewals(500), id_="b", accounts=20, arr_per_account=500 * arr),
            roles=[CSM, AM],
            positions=[{"roles": ["csm", "am"], "count": posts}] if posts else [],
            params={"loaded_cost": 100_000},
        )

    before, after = made(1), made(tenths / 10)
    assert before.headcount == after.headcount
    assert before.money == after.money
    assert [part.coverage for part in before.segments] == [part.coverage for part in after.segments]


@pytest.mark.parametrize(
    ("customers", "said"),
    [
        (
            70,
            "11 hires: .*the fewest hires that the search found; at least [0-9]+ are needed.",
        ),
        (30, "More than needed: .*Even fewer people may be enough."),
    ],
)
def test_what_is_not_proven_is_marked_as_unproven(customers: int, said: str) -> None:
    """Two dozen roles in a ring: the sentences say what is certain, and so does JSON."""
    ring = range(24)
    promises = [call(f"r{i}", id=f"c{i}", per_year=FULL_TIME / 100) for i in ring]
    made = plan(
        segment(*promises, accounts=customers),
        roles=[{"id": f"r{i}"} for i in ring],
        positions=[{"roles": [f"r{i}", f"r{(i + 1) % 24}"], "fte": 0.5} for i in ring],
    )
    people = plan_document(made, "1")["totals"]["people"]

    assert re.search(said, " ".join(people_sentences(made)))
    assert people["exact"] is made.headcount.exact is False
    assert people["at_least"] == made.headcount.least


def test_leavers_are_people_on_the_payroll_who_keep_others_in_work() -> None:
    """14 in work at 93.1% take 15.03 on the payroll."""
    made = plan(
        segment(call(per_year=12), accounts=1300),
        roles=[CSM],
        params={"annual_attrition": 0.15, "months_to_fill": 3, "ramp": [0, 0.5, 0]},
    )

    assert made.headcount.need == 14
    assert made.leavers is not None
    assert made.leavers.availability == pytest.approx(0.93125)
    assert made.leavers.payroll == pytest.approx(14 / 0.93125)
    assert made.leavers.heads == 16


def by_region(*posts: Written, fte: float = 1.5) -> Plan:
    """Return the plan of 3.0 full-time work, two thirds of it in emea, with these posts."""
    return plan(
        segment(
            call(per_year=FULL_TIME / 100 * 2 * fte),
            accounts=100,
            demand_fte={"emea": 2.0, "apac": 1.0},
        ),
        roles=[CSM],
        positions=[{"roles": "csm", **post} for post in posts],
        params={"loaded_cost": 100_000},
    )


def test_a_post_of_one_region_works_there_alone() -> None:
    """Of 3.0 full-time people 2.0 are for emea: three who work in apac do one person's part."""
    apac = {"region": "apac", "count": 3}
    two = {"id": "e", "region": "emea", "count": 2}

    assert hires(by_region(apac)) == {"csm": (2, "work")}
    assert hires(by_region(apac, two)) == {}
    assert [item.posts for item in by_region(apac, two).headcount.surplus] == [2]
    assert hires(by_region({"count": 3}, {**two, "count": 1})) == {}


def test_regions_split_work_and_leave_money_and_months_whole() -> None:
    """The cost of the segment is that of its people, and each month's work finds the same."""
    posts: list[Written] = [
        {"id": "a", "region": "apac", "count": 3},
        {"id": "e", "region": "emea", "count": 2},
    ]
    made = by_region(*posts)

    assert made.money.plan == math.fsum(made.money.by_segment.values()) == 300_000
    assert [(load.id, round(load.busy, 3)) for load in made.people] == [
        ("a", round(1 / 3, 3)),
        ("e", 1.0),
    ]


def test_regions_hold_in_futures_too() -> None:
    """Three who work in apac are never enough for emea, however the numbers come out."""
    apac: Written = {"region": "apac", "count": 3}
    emea: Written = {"id": "e", "region": "emea", "count": 3}

    assert futures_of(by_region(apac), draws=200).enough == 0
    assert futures_of(by_region(apac, emea), draws=200).enough == 1


def test_hires_and_people_to_spare_of_one_role_are_explained() -> None:
    """Three for emea while one of apac can go: the notes say why, explain says where."""
    made = plan(
        segment(
            call("head", per_year=36),
            accounts=100,
            demand_fte={"emea": 2.0, "apac": 1.0},
        ),
        roles=[{"id": "head", "title": "Head of Customers", "owns": ["adopt"]}],
        positions=[{"id": "a", "roles": "head", "region": "apac", "count": 3}],
    )
    derived = str(explain_hire(made, "head").document)

    assert any(
        "some people are hired and others are more than needed" in line for line in notes(made)
    )
    assert "Hire 3 Heads of Customers" in derived
    assert "67% emea, 33% apac" in derived
    assert "in the part of apac only" in derived


def test_sellers_without_listed_new_sales_are_not_surplus_without_a_note() -> None:
    """Their renewals fill one of three; no interaction lists what else they sell."""

    def said(*more: Written) -> str:
        made = plan(
            segment(renewals(400), *more, accounts=20),
            roles=[{**AM, "owns": ["land", "renew"]}],
            positions=[{"roles": "am", "count": 3}],
        )
        return " ".join(people_sentences(made))

    assert "More than needed: 2 AMs (new sales not counted)." in said()
    assert "not counted" not in said(call("am", id="demo", stage="evaluate", per_year=1))


def test_a_role_without_work_needs_no_cost() -> None:
    """1000 h of a CSM at 100,000; renewals of nobody have no cost, and the plan has one."""
    made = plan(
        segment(call(per_year=10), id_="a", accounts=100),
        segment(renewals(100), id_="b", accounts=0),
        roles=[{**CSM, "loaded_cost": 100_000}, AM],
    )

    assert made.role_by_id["am"].hours == 0
    assert made.money.plan == 100_000
    assert made.money.by_role == {"csm": 100_000}


def test_the_register_gives_each_number_in_its_own_unit() -> None:
    made = plan(
        segment(call(per_year=10), accounts=100),
        roles=[CSM],
        company={"currency": "EUR"},
        params={
            "fixed_cost": 12_000,
            "manager_cost": 120_000,
            "months_to_fill": 3,
            "thin_hire": 0.2,
            "floor_touches": 8,
        },
    )
    units = {item.name.removeprefix("params."): item.unit for item in made.assumptions}

    assert {name: units[name] for name in units if name in made.design.params.model_fields_set} == {
        "fixed_cost": "EUR",
        "manager_cost": "EUR",
        "months_to_fill": "month",
        "thin_hire": "1",
        "floor_touches": "1/year",
    }
