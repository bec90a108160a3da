"""Small designs whose months can be worked out by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.planning.months.customers import customers_of
from csdesign.planning.months.horizon import dated, horizon_of
from csdesign.planning.months.planner import plan_months
from csdesign.planning.months.work import KINDS, work_of
from csdesign.planning.planner import make_plan
from designs import design_of

if TYPE_CHECKING:
    from datetime import date

    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import MonthPlan
    from csdesign.planning.results.horizon import Horizon

FLAT = """\
csdesign: 1
params: {loaded_cost: 90000}
segments:
  - id: core
    accounts: 120
    new_accounts: 24
    churn: 0.2
    commercial: {term_months: 12}
    milestones: [{id: live, stage: onboard, by_day: 75}]
    interactions:
      - {id: setup, milestone: live, channel: human-1to1, times: 4, minutes: 60, effort_hours: 3,
         role: csm, from_day: 10}
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 30, effort_hours: 1.5,
         role: csm}
      - {id: renew, stage: renew, channel: human-1to1, per_year: 1, minutes: 60, effort_hours: 6,
         purpose: renewal, role: csm}
roles: [{id: csm, title: Customer Success Manager}]
positions: [{roles: csm, count: 3}]
"""
"""120 customers, of whom 24 leave and 24 start in a year."""

GROWING = """\
csdesign: 1
segments:
  - id: core
    accounts: 100
    new_accounts:
      {per_year: 60, growth: 0.2, season: [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 4]}
    churn: 0.1
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 1,
         role: csm}
roles: [{id: csm, title: Customer Success Manager}]
"""

LEAVER = """\
csdesign: 1
params: {loaded_cost: 90000, max_delay_months: 0.5}
segments:
  - id: core
    accounts: 60
    new_accounts: {per_year: 36, growth: 0.0}
    churn: 0.1
    milestones: [{id: live, stage: onboard, by_day: 60}]
    interactions:
      - {id: setup, milestone: live, channel: human-1to1, times: 5, minutes: 60, effort_hours: 3,
         role: csm}
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 2,
         role: csm}
roles: [{id: csm, title: Customer Success Manager}]
positions:
  - {id: ana, roles: csm}
  - {id: ben, roles: csm, leaves: 2027-06-30}
  - {id: new-1, roles: csm, starts: 2027-04}
"""
"""One CSM leaves in June, one starts in April, customers grow."""


def months_of(
    text: str,
    *overrides: str,
    months: int | None = None,
    start: date | None = None,
    as_of: date | None = None,
) -> MonthPlan:
    """Return the months of a design's text."""
    design = dated(design_of(text, *overrides), months=months, start=start, as_of=as_of)
    horizon = horizon_of(design)
    assert horizon is not None
    return plan_months(make_plan(design), horizon)


def hours_by_kind(plan: Plan, horizon: Horizon) -> dict[str, dict[str, float]]:
    """Return the hours of the months by role and kind."""
    work = work_of(plan, horizon, customers_of(plan.design, horizon))
    return {
        role: {
            kind: math.fsum(math.fsum(part.driven[kind]) for part in hours.parts) for kind in KINDS
        }
        for role, hours in work.roles.items()
    }
