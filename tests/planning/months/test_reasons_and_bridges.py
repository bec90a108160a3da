"""Reasons of vacancies and both bridges, each number worked out by hand in the comments.

One full-time person has 1,122 hours a year, 93.5 a month, in all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csdesign.planning.months import with_months
from csdesign.planning.months.horizon import horizon_of
from csdesign.planning.planner import make_plan
from designs import design_of

from .designs import FLAT

if TYPE_CHECKING:
    from csdesign.planning.results.by_month import MonthPlan, Reason

HEAD = "csdesign: 1\nhorizon: {start: 2027-01, months: 12%s}\nparams: {loaded_cost: 90000%s}\n"
ROLE = "roles: [{id: csm, title: Customer Success Manager}]\n"


def months_of(text: str) -> MonthPlan:
    design = design_of(text)
    plan = with_months(make_plan(design), horizon_of(design))
    assert plan.months is not None
    return plan.months


def segment(lines: str, interaction: str, people: str = "[{id: ana, roles: csm}]") -> str:
    return (
        f"segments:\n  - id: core\n{lines}    interactions:\n      - {{{interaction}, role: csm}}\n"
        f"{ROLE}positions: {people}\n"
    )


CALL = "id: call, stage: adopt, channel: human-1to1, every: month, minutes: 30, effort_hours: 1"


def reasons(text: str) -> list[Reason]:
    return [vacancy.reason for vacancy in months_of(text).vacancies]


def test_more_customers() -> None:
    # Served: 85, 95, 105, 115, 125 h. Left over: 0, 1.5, 13, 34.5, 66: May is above 46.75.
    text = HEAD % ("", "") + segment("    accounts: 80\n    new_accounts: 120\n", CALL)
    found = months_of(text)
    (reason, *_) = reasons(text)

    assert found.roles[0].first_short == 4
    assert (reason.cause, reason.subject) == ("customers", "core")
    assert reason.people == pytest.approx((125 - 85) / 93.5)
    assert reason.path == ("segments", 0, "new_accounts")


def test_more_customers_to_onboard() -> None:
    # 5 h over 30 days from the middle of a month: 15.2083 days lie in it, 14.7917 in the next.
    # January has the starts of December, the mean of the list, 22.5: 22.5 x 5 x 14.7917 / 30.
    # May has 30 x 5 = 150 h: 56.5 are left over, above 46.75.
    new = "[0, 0, 0, 30, 30, 30, 30, 30, 30, 30, 30, 30]"
    text = HEAD % ("", "") + segment(
        f"    accounts: 1\n    new_accounts: {new}\n"
        "    milestones: [{id: live, stage: onboard, by_day: 30}]\n",
        "id: setup, milestone: live, channel: human-1to1, times: 1, minutes: 60, effort_hours: 5",
    )
    (reason, *_) = reasons(text)

    assert months_of(text).roles[0].first_short == 4
    assert reason.cause == "onboarding"
    assert reason.people == pytest.approx((150 - 22.5 * 5 * (30 - 365 / 24) / 30) / 93.5)


def test_more_renewals() -> None:
    # 100 contracts by weights that sum to 24: 33.3 h a month, 133.3 from May to August.
    # Left over: 39.8 in May, 79.7 in June, above 46.75.
    season = "[1, 1, 1, 1, 4, 4, 4, 4, 1, 1, 1, 1]"
    text = HEAD % ("", "") + segment(
        "    accounts: 100\n"
        f"    commercial: {{first_contact_months: 1, renewal_season: {season}}}\n",
        "id: renew, stage: renew, channel: human-1to1, per_year: 1, minutes: 60, effort_hours: 8, "
        "purpose: renewal",
    )
    (reason, *_) = reasons(text)

    assert months_of(text).roles[0].first_short == 5
    assert reason.cause == "renewals"
    assert reason.people == pytest.approx(100 * 8 * (4 - 1) / 24 / 93.5)


def test_fewer_working_days() -> None:
    # Bavaria 2027: 19 working days in January and 18 in May, of 253: 84.26 and 79.83 h.
    # 90 h a month leave 5.74, 7.04, 3.91, 0 and 10.17: only May is above a tenth of its time.
    text = HEAD % (", calendar: DE-BY", ", max_delay_months: 0.1") + segment(
        "    accounts: 90\n", CALL
    )
    (reason, *_) = reasons(text)

    assert months_of(text).roles[0].first_short == 4
    assert reason.cause == "days"
    assert reason.people == pytest.approx(90 * 253 / 1122 * (1 / 18 - 1 / 19))


def test_leavers_to_be_expected() -> None:
    # A leaver is missing two months, then a month, then half of two. Half a post leaves in a year:
    # left are 1 - 0.5/12 x (0.5, 1.5, 2.5, 3.25, 3.75, 4, 4): 88 h leave 41.0 in July, above 39.0.
    text = HEAD % ("", ", annual_attrition: 0.5") + segment("    accounts: 88\n", CALL)
    (reason, *_) = reasons(text)

    assert months_of(text).roles[0].first_short == 6
    assert reason.cause == "leavers"
    assert reason.people == pytest.approx(0.5 / 12 * (4 - 0.5))


def test_too_much_work_from_the_beginning_on() -> None:
    text = HEAD % ("", "") + segment("    accounts: 160\n", CALL)
    (reason,) = reasons(text)

    assert (reason.cause, reason.subject) == ("work", None)


def test_a_cause_explains_as_many_hires_as_it_takes_people() -> None:
    # 200 customers come in July, 200 h a month from August on, when Ben is gone: 350 h take 3.74.
    # Without who starts first July is short: 100 h more, 1.07 people, and Ben is one. Without the
    # next it is a later month: 200 h more, 2.14 people, of whom one is there. Then Ben is more.
    new = "[0, 0, 0, 0, 0, 0, 200, 0, 0, 0, 0, 0]"
    text = HEAD % ("", "") + segment(
        f"    accounts: 150\n    new_accounts: {new}\n",
        CALL,
        "[{id: ana, roles: csm}, {id: ben, roles: csm, leaves: 2027-06-30}]",
    )
    found = reasons(text)

    assert [reason.subject for reason in found] == ["core", "core", "ben"]
    assert [reason.people for reason in found] == pytest.approx([100 / 93.5, 200 / 93.5, 1])


LATE = FLAT.replace("new_accounts: 24", "new_accounts: [0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4]")
"""The 24 customers of the year start in its second half."""


def bridge(text: str, months: int) -> tuple[float, float, float, float, float]:
    horizon = f"csdesign: 1\nhorizon: {{start: 2027-01, months: {months}}}"
    made = months_of(text.replace("csdesign: 1", horizon)).bridge
    return (
        made.yearly_hours,
        made.customers["core"],
        made.onboarding,
        made.renewals,
        made.months_hours,
    )


def test_the_hours_of_the_year_become_those_of_the_months() -> None:
    # Two leave each month: 118 ... 108, then 110 ... 120. Served: 1,368 customer months, not 1,440.
    customers = (1368 - 1440) * 1.5
    # 12 h from day 10 to 75: 5.2083 of 65 days lie in the month of the start, 30.4167 and 29.375
    # after it. November and December started 2 each before; 4 start in November and in December.
    later, last = 365 / 12 / 65, 29.375 / 65
    carried = 2 * 12 * (later + 2 * last)
    beyond = 4 * 12 * (later + 2 * last)
    # 10 contracts end each month; the 8 kept of January's and February's end a year later, and work
    # on them begins two months before: November has (10 + 10 + 8) / 3, December (10 + 8 + 8) / 3.
    renewals = 6 * (10 * 10 + 28 / 3 + 26 / 3) - 720

    assert bridge(LATE, 12) == pytest.approx(
        (
            3168,
            customers,
            carried - beyond,
            renewals,
            3168 + customers + carried - beyond + renewals,
        )
    )


def test_a_bridge_of_half_a_year_begins_with_half_of_the_year() -> None:
    # Served 684 customer months, not 720; nobody starts, only what was carried in is done.
    carried = 2 * 12 * (365 / 12 / 65 + 2 * 29.375 / 65)
    onboarding = carried - 144

    assert bridge(LATE, 6) == pytest.approx(
        (1584, -36 * 1.5, onboarding, 0, 1584 - 54 + onboarding)
    )


def test_the_money_of_the_year_becomes_that_of_the_months() -> None:
    # The year needs 3 of the 5 who are there on 1 January: 270,000, and 180,000 for two who stay.
    # One leaves after six months: 45,000 less. One starts for nine: 67,500 more. Nobody is hired.
    people = """positions:
  - {id: team, roles: csm, count: 4}
  - {id: ben, roles: csm, leaves: 2027-06-30}
  - {id: eve, roles: csm, starts: 2027-04}
"""
    text = FLAT.replace("positions: [{roles: csm, count: 3}]\n", people).replace(
        "csdesign: 1", "csdesign: 1\nhorizon: {start: 2027-01, months: 12}"
    )
    made = months_of(text).money

    assert made is not None
    assert made._asdict() == pytest.approx(
        {
            "months": 12,
            "year": 270_000,
            "surplus": 180_000,
            "vacant": 67_500 - 45_000,
            "hires": 0,
            "total": 4 * 90_000 + 45_000 + 67_500,
        }
    )


def test_money_with_hires_later_than_the_year_asks_for_them() -> None:
    # 190 customers take 418 h a month, 4.47 people: the year asks for 2 more than the 3 there.
    # In the months one starts in the middle of the year: what he costs less is in the last line.
    text = FLAT.replace("accounts: 120", "accounts: 190").replace(
        "csdesign: 1", "csdesign: 1\nhorizon: {start: 2027-01, months: 12, first_start: 2027-07}"
    )
    found = months_of(text)
    starts = [vacancy.start.month for vacancy in found.vacancies]
    made = found.money

    assert made is not None
    hired = sum(13 - month for month in starts) * 7_500
    assert (made.year, made.surplus, made.vacant) == (450_000, 0, 0)
    assert made.hires == pytest.approx(hired - 180_000)
    assert made.total == pytest.approx(270_000 + hired)
