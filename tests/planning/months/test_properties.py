"""Properties of the months of any design."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import attrition_allowance
from csdesign.capacity.cohorts import Cohorts, roll
from csdesign.capacity.month_shares import (
    attrition_steps,
    productivity,
    still_there,
    window_shares,
)
from csdesign.planning.months.working_time import full_time_hours
from csdesign.planning.planner import make_plan
from csdesign.planning.results.horizon import Horizon
from csdesign.planning.work.staffing import hours_of
from designs import design_of

from .designs import FLAT, LEAVER, hours_by_kind, months_of

START = date(2027, 1, 1)
shares = st.floats(0, 0.9)
"""Of formulas; a design refuses fractions that only a computer tells from 0."""


def written(least: float, most: float) -> st.SearchStrategy[float]:
    """Return numbers as a design may state them."""
    return st.floats(least, most).map(lambda number: round(number, 9))


ramps = st.lists(st.floats(0, 1), max_size=4)


def flat(term: int, churn: float, extra: str = "") -> str:
    """Return a design in which as many start as leave in every month."""
    lost = 1 - (1 - churn) ** (term / 12)
    new = lost * 120 / term * 12
    return (
        FLAT.replace("new_accounts: 24", f"new_accounts: [{', '.join([repr(new / 12)] * 16)}]")
        .replace("churn: 0.2", f"churn: {churn!r}")
        .replace("term_months: 12", f"term_months: {term}, first_contact_months: 4")
        .replace("csdesign: 1", f"csdesign: 1\nhorizon: {{start: 2027-03, months: 12{extra}}}")
    )


@settings(max_examples=25)
@given(
    term=st.sampled_from([1, 3, 6, 12, 18, 24, 36]),
    churn=written(0, 0.9),
    extra=st.sampled_from(
        ["", ", calendar: DE-BY", ", leave_season: [1, 1, 1, 1, 1, 1, 2, 3, 1, 1, 1, 2]"]
    ),
)
def test_a_flat_year_sums_to_the_yearly_plan_by_role_and_kind(
    term: int, churn: float, extra: str
) -> None:
    text = flat(term, churn, extra)
    plan = make_plan(design_of(text))
    found = months_of(text)
    new = plan.segments[0].segment.new_accounts or 0

    for role in found.roles:
        total = math.fsum(month.hours for month in role.months)
        assert total == pytest.approx(plan.role_by_id[role.role].hours)
    horizon = found.horizon
    assert hours_by_kind(plan, horizon)["csm"] == {
        "recurring": pytest.approx(120 * 18),
        "renewals": pytest.approx(120 * 6),
        "onboarding": pytest.approx(new * 12),
        "programme": 0,
    }
    hours = math.fsum(month.full_time_hours for month in found.roles[0].months)
    assert hours == pytest.approx(1122, rel=0.05 if extra else 1e-9)


cohorts = st.builds(
    lambda ending, new, churn, moves: Cohorts(ending, lambda _: new, churn, moves),
    st.lists(st.floats(0, 1e4), min_size=1, max_size=24),
    st.floats(0, 1e3),
    shares,
    st.dictionaries(st.sampled_from(["a", "b", "c"]), st.floats(0, 0.3), max_size=2),
)


@given(st.fixed_dictionaries({"a": cohorts, "b": cohorts, "c": cohorts}))
def test_no_customer_comes_from_nowhere(segments: dict[str, Cohorts]) -> None:
    for month in zip(*roll(segments, 18).values(), strict=True):
        balance = math.fsum(c.opening + c.new - c.lost - c.closing for c in month)
        moved = math.fsum(c.moved_in - c.moved_out for c in month)

        assert balance == pytest.approx(0, abs=1e-6)
        assert moved == pytest.approx(0, abs=1e-6)


@given(
    term=st.integers(1, 12),
    terms=st.integers(1, 4),
    churn=shares,
    number=st.floats(1, 1e4),
    data=st.data(),
)
def test_what_is_kept_after_whole_terms_is_what_the_years_keep(
    term: int, terms: int, churn: float, number: float, data: st.DataObject
) -> None:
    ending = data.draw(st.lists(st.floats(0, 1), min_size=term, max_size=term))
    ending = [number * part for part in ending]
    rolled = roll({"a": Cohorts(ending, lambda _: 0, churn, {})}, term * terms)["a"]

    assert rolled[-1].closing == pytest.approx(
        sum(ending) * (1 - churn) ** (term * terms / 12), abs=1e-6
    )


@given(low=st.floats(0, 400), width=st.floats(0.5, 400))
def test_once_only_work_is_all_done_somewhere(low: float, width: float) -> None:
    parts = window_shares(low, low + width)

    assert math.fsum(parts) == pytest.approx(1)
    assert min(parts) >= 0


@settings(max_examples=25)
@given(by_day=st.integers(1, 400), from_day=st.integers(0, 400), months=st.integers(1, 24))
def test_starts_carry_their_work_beyond_the_horizon(
    by_day: int, from_day: int, months: int
) -> None:
    text = FLAT.replace("by_day: 75", f"by_day: {by_day}").replace(
        "from_day: 10", f"from_day: {from_day}"
    )
    found = months_of(text, months=months, start=START)
    plan = make_plan(design_of(text))
    once = hours_by_kind(plan, found.horizon)["csm"]["onboarding"]
    starts = math.fsum(month.new for month in found.segments[0].months)

    assert once + found.beyond - found.carried_in == pytest.approx(starts * 12)


@given(attrition=st.floats(0, 1), fill=st.floats(0, 6), ramp=ramps)
def test_attrition_tends_to_the_availability_of_the_year(
    attrition: float, fill: float, ramp: list[float]
) -> None:
    lost = fill + sum(1 - part for part in ramp)
    if attrition * lost >= 12:
        return
    allowance = attrition_allowance(
        fte_needed=1, annual_attrition=attrition, months_to_fill=fill, ramp=ramp
    )
    months = math.ceil(fill + len(ramp)) + 2
    there = still_there(attrition, attrition_steps(fill, ramp), months)

    assert there[-1] == pytest.approx(allowance.availability)
    assert there == sorted(there, reverse=True)


@given(start=st.floats(-6, 12), later=st.floats(0, 6), ramp=ramps.map(sorted))
def test_a_later_start_never_gets_more_done(start: float, later: float, ramp: list[float]) -> None:
    early, late = productivity(start, ramp, 18), productivity(start + later, ramp, 18)

    assert all(a >= b - 1e-9 for a, b in zip(early, late, strict=True))


@settings(max_examples=20)
@given(
    accounts=st.integers(20, 400),
    new=st.integers(0, 200),
    churn=written(0, 0.5),
    more=written(0, 0.4),
    people=st.integers(1, 4),
    fill=st.sampled_from([0, 1, 2, 2.5, 4]),
)
def test_vacancies_leave_no_month_short_and_more_churn_takes_no_more_hours(
    accounts: int, new: int, churn: float, more: float, people: int, fill: float
) -> None:
    text = FLAT.replace("count: 3", f"count: {people}")
    sets = (
        f"segments.core.accounts={accounts}",
        f"segments.core.new_accounts={new}",
        f"params.months_to_fill={fill}",
    )
    found = months_of(text, *sets, f"segments.core.churn={churn!r}", months=18, start=START)
    left = months_of(
        text, *sets, f"segments.core.churn={min(1, churn + more)!r}", months=18, start=START
    )
    slow = months_of(
        text,
        *sets,
        f"segments.core.churn={churn!r}",
        f"params.months_to_fill={fill + 1}",
        months=18,
        start=START,
    )

    (role,) = found.roles
    assert role.still_short == ()
    assert bool(role.vacancies) == (role.first_short is not None)
    assert all(
        a.hours >= b.hours - 1e-6 for a, b in zip(role.months, left.roles[0].months, strict=True)
    )
    for quick, later in zip(found.vacancies, slow.vacancies, strict=True):
        assert quick.start == later.start
        assert quick.open_by >= later.open_by


@settings(max_examples=15)
@given(months=st.integers(1, 11))
def test_a_longer_horizon_leaves_the_first_months_as_they_are(months: int) -> None:
    short = months_of(LEAVER, months=months, start=START)
    long = months_of(LEAVER, months=24, start=START)

    for name in ("hours", "required", "available", "backlog", "posts", "cost"):
        a = [getattr(month, name) for month in short.roles[0].months]
        b = [getattr(month, name) for month in long.roles[0].months[:months]]
        assert a == pytest.approx(b)
    assert short.segments[0].months == long.segments[0].months[:months]


@settings(max_examples=15)
@given(factor=st.integers(2, 9))
def test_customers_and_starts_scale_hours(factor: int) -> None:
    once = months_of(FLAT, months=12, start=START)
    more = months_of(
        FLAT,
        f"segments.core.accounts={120 * factor}",
        f"segments.core.new_accounts={24 * factor}",
        months=12,
        start=START,
    )

    assert [m.hours for m in more.roles[0].months] == pytest.approx(
        [factor * m.hours for m in once.roles[0].months]
    )


CODES = ["DE-BY", "US-CA", "RU", "JP", "GB-ENG", "IL"]


@settings(max_examples=20)
@given(
    code=st.none() | st.sampled_from(CODES),
    season=st.none() | st.lists(st.floats(0.5, 2), min_size=12, max_size=12),
    year=st.integers(2020, 2035),
    absence=st.integers(0, 45),
)
def test_a_calendar_or_a_leave_season_leaves_the_hours_of_the_year(
    code: str | None, season: list[float] | None, year: int, absence: int
) -> None:
    design = design_of(FLAT, f"params.absence_days={absence}")
    horizon = Horizon(date(year, 1, 1), 12, code, None if season is None else tuple(season))
    found = full_time_hours(design, "csm", horizon)

    assert math.fsum(found) == pytest.approx(hours_of(design, "csm").planned_hours)
    assert min(found) > 0


@settings(max_examples=15)
@given(parts=st.lists(st.integers(1, 5), min_size=2, max_size=4))
def test_an_interaction_in_parts_is_the_whole(parts: list[int]) -> None:
    lines = "".join(
        f"      - {{id: part-{number}, stage: adopt, channel: human-1to1, per_year: {times},\n"
        "         minutes: 30, effort_hours: 1.5, role: csm}\n"
        for number, times in enumerate(parts)
    )
    begin, end = FLAT.index("      - {id: call"), FLAT.index("      - {id: renew")
    split = FLAT[:begin] + lines + FLAT[end:]
    whole = FLAT.replace("every: month", f"per_year: {sum(parts)}")
    one, several = (months_of(text, months=12, start=START) for text in (whole, split))

    assert [m.hours for m in several.roles[0].months] == pytest.approx(
        [m.hours for m in one.roles[0].months]
    )


@settings(max_examples=15)
@given(arr=st.floats(0, 1e9).map(lambda amount: round(amount, 2)))  # 1.375 may be thousands
def test_revenue_changes_no_month(arr: float) -> None:
    rich = months_of(LEAVER, f"segments.core.arr_per_account={arr!r}", months=12, start=START)
    poor = months_of(LEAVER, months=12, start=START)

    assert (rich.roles, rich.segments, rich.totals) == (poor.roles, poor.segments, poor.totals)


@settings(max_examples=15)
@given(
    accounts=st.integers(50, 300),
    new=st.integers(0, 120),
    churn=written(0, 0.6),
    months=st.integers(1, 20),
    days=st.integers(20, 200),
)
def test_both_bridges_add_up(accounts: int, new: int, churn: float, months: int, days: int) -> None:
    found = months_of(
        FLAT,
        f"segments.core.accounts={accounts}",
        f"segments.core.new_accounts={new}",
        f"segments.core.churn={churn!r}",
        f"segments.core.milestones.live.by_day={days}",
        months=months,
        start=START,
    )
    hours, money = found.bridge, found.money
    first = found.roles[0].months[:12]

    assert hours.months_hours == pytest.approx(math.fsum(month.hours for month in first))
    assert hours.months_hours == pytest.approx(
        hours.yearly_hours + sum(hours.customers.values()) + hours.onboarding + hours.renewals
    )
    assert money is not None
    assert money.total == pytest.approx(money.year + money.surplus + money.vacant + money.hires)
    assert money.total == pytest.approx(
        math.fsum(total.cost_with_hires or 0 for total in found.totals[:12])
    )


SHARED = """\
csdesign: 1
params: {{max_delay_months: 0}}
segments:
  - id: core
    accounts: {accounts}
    interactions:
      - {{id: help, stage: adopt, channel: human-pooled, trigger: request, per_year: 2, minutes: 20,
         effort_hours: 0.5, role: support, answer: {{within_hours: 1, share: 0.8}}}}
      - {{id: call, stage: adopt, channel: human-1to1, per_year: {calls}, minutes: 30,
         effort_hours: 1, role: csm}}
roles: [{{id: csm}}, {{id: support}}]
positions:
  - {{id: both, roles: [csm, support], count: {both}}}
  - {{id: desk, roles: support, count: {desk}}}
"""


@settings(max_examples=20)
@given(
    accounts=st.integers(20, 300),
    calls=st.integers(1, 12),
    both=st.integers(1, 4),
    desk=st.integers(1, 2),
)
def test_people_of_a_short_queue_hold_nothing_else_in_the_months_as_in_the_year(
    accounts: int, calls: int, both: int, desk: int
) -> None:
    text = SHARED.format(accounts=accounts, calls=calls, both=both, desk=desk)
    year = make_plan(design_of(text)).headcount
    # Nothing may wait, so that the months need as many as the year, which is flat.
    found = months_of(text, months=12, start=START)

    assert {role.role: len(role.vacancies) for role in found.roles if role.vacancies} == {
        hire.role: hire.posts for hire in year.hires
    }
