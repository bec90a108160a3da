"""Futures month by month: a future is a plan whose inputs are those drawn, in every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from csdesign.planning.coverage.decision import LEVEL_ORDER
from csdesign.planning.futures.by_month import _Asker
from csdesign.planning.futures.draws import Block, Drawing
from csdesign.planning.futures.inputs import inputs_of
from csdesign.planning.futures.levels import ranks_of
from csdesign.planning.futures.needs import Counting
from csdesign.planning.futures.planner import futures_of
from csdesign.planning.months import with_months
from csdesign.planning.months.horizon import horizon_of
from csdesign.planning.months.supply import posts_by_month
from csdesign.planning.planner import make_plan
from designs import design_of

if TYPE_CHECKING:
    from csdesign.planning.results import Plan

TEXT = """\
csdesign: 1
params:
  loaded_cost: 90000
  annual_attrition: {attrition}
  months_to_fill: {fill}
  internal_share: {internal}
horizon: {{start: 2027-01, months: 12}}
segments:
  - id: ent
    accounts: {ent}
    new_accounts: {{per_year: {new}, growth: 0.1, season: [1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 3]}}
    churn: {churn}
    moves_to: {{mid: 0.05}}
    traits: {{complexity: 4, desired: 4}}
    milestones: [{{id: live, stage: onboard, by_day: 80}}]
    interactions:
      - {{id: setup, milestone: live, channel: human-1to1, times: 4, minutes: 60,
         effort_hours: {setup}, role: csm}}
      - {{id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
         effort_hours: {call}, role: csm}}
      - {{id: renew, stage: renew, channel: human-1to1, per_year: 1, minutes: 60, effort_hours: 6,
         purpose: renewal, role: am}}
  - id: mid
    accounts: {mid}
    churn: 0.15
    interactions:
      - {{id: ask, purpose: support, channel: human-pooled, per_year: {asks}, minutes: 20,
         effort_hours: 0.4, trigger: request, role: desk, answer: {{within_hours: 1}}}}
      - {{id: talk, stage: adopt, channel: human-1to1, per_year: 3, minutes: 45, effort_hours: 1,
         role: csm}}
roles: [{{id: csm}}, {{id: am}}, {{id: desk}}]
positions: [{posts}]
"""
ALONE = (
    "{id: a, roles: csm, count: 3, max_accounts: 40}, {id: b, roles: csm, starts: 2027-04-01}, "
    "{id: c, roles: am, leaves: 2027-08-31}, {id: d, roles: desk, count: 5}"
)
SHARED = "{id: a, roles: [csm, am], count: 4}, {id: d, roles: [desk], count: 4}"
# The queue of the desk promises an hour: who sits there does nothing else.
KEPT = "{id: a, roles: [csm, am, desk], count: 5}, {id: d, roles: [desk], count: 2}"
STATED = {
    "attrition": 0.2,
    "fill": 2.0,
    "internal": 0.25,
    "ent": 60.0,
    "new": 12.0,
    "churn": 0.1,
    "setup": 5.0,
    "call": 2.0,
    "mid": 900.0,
    "asks": 5.0,
}
PATHS = {
    "attrition": "params.annual_attrition",
    "fill": "params.months_to_fill",
    "internal": "params.internal_share",
    "ent": "segments[ent].accounts",
    "new": "segments[ent].new_accounts.per_year",
    "churn": "segments[ent].churn",
    "setup": "segments[ent].interactions[setup].effort_hours",
    "call": "segments[ent].interactions[call].effort_hours",
    "mid": "segments[mid].accounts",
    "asks": "segments[mid].interactions[ask].per_year",
}


def planned(numbers: dict[str, float], posts: str) -> Plan:
    design = design_of(TEXT.format(**numbers, posts=posts))
    return with_months(make_plan(design, whole=False), horizon_of(design))


def one(numbers: object) -> float:
    """Return the number of the first future."""
    return float(np.ravel(numbers)[0])


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    moved=st.fixed_dictionaries({name: st.floats(0.6, 1.5) for name in STATED}),
    posts=st.sampled_from([ALONE, SHARED, KEPT]),
)
def test_a_future_is_the_plan_of_a_design_that_says_its_numbers(
    moved: dict[str, float], posts: str
) -> None:
    plan = planned(STATED, posts)
    numbers = {name: STATED[name] * factor for name, factor in moved.items()}
    numbers |= {name: float(round(numbers[name])) for name in ("ent", "mid", "new")}
    other = planned(numbers, posts)
    inputs = inputs_of(plan)
    drawn = {PATHS[name]: number for name, number in numbers.items()}
    values = [np.full(1, drawn.get(item.path, item.value)) for item in inputs.uncertain]
    counting = Counting(plan, inputs)
    levels = [segment.coverage.level for segment in other.segments]
    ranks = [int(ranks_of(plan, inputs, values, s.segment)[0]) for s in plan.segments]

    assert ranks == [LEVEL_ORDER[level] for level in levels]
    if levels != [segment.coverage.level for segment in plan.segments]:
        return  # the plan keeps its levels in all futures, the other design does not
    for role, found in counting.year(values).items():
        total = other.role_by_id[role]
        assert one(found.work) == pytest.approx(total.fte.plan, abs=1e-9)
        assert one(found.need) == pytest.approx(total.needed.need, abs=1e-9)
    asker = _Asker(counting, plan.months, Block(0, 1, values))
    roles = [role.role for role in plan.months.roles]
    held = posts_by_month(plan.design, plan.months.horizon)
    short = asker.shared(roles, held)
    for role in other.months.roles:
        for month, there in enumerate(role.months):
            here = asker.month(role.role, month)
            assert one(here.draws.need) == pytest.approx(there.required, abs=1e-9)
            assert one(here.hours) == pytest.approx(there.hours, abs=1e-7)
        expected = [month.short for month in role.months]
        assert short[role.role][:, 0].tolist() == expected
        if posts == ALONE:
            assert asker.short(role.role, held)[:, 0].tolist() == expected


@pytest.mark.parametrize("posts", [ALONE, SHARED, KEPT])
def test_months_of_many_futures_are_in_order(posts: str) -> None:
    found = futures_of(planned(STATED, posts), draws=100, seed=3).months
    every = [month for rows in (*found.by_role.values(), found.totals) for month in rows]

    assert all(month.required.p10 <= month.required.p50 <= month.required.p90 for month in every)
    assert found.enough_every_month <= min(month.enough for month in every)
    assert all(len(rows) == 12 for rows in found.by_role.values())


def test_certain_inputs_make_every_percentile_of_a_month_the_plan() -> None:
    plan = planned(STATED, ALONE)
    inputs = inputs_of(plan)
    certain = inputs._replace(
        uncertain=tuple(item._replace(low=item.value, high=item.value) for item in inputs.uncertain)
    )
    values = next(Drawing(certain, {}, 1, 100).blocks()).values
    asker = _Asker(Counting(plan, certain), plan.months, Block(0, 1, values))

    for role in plan.months.roles:
        for month, there in enumerate(role.months):
            assert one(asker.month(role.role, month).draws.need) == pytest.approx(there.required)
