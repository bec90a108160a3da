"""The plan month by month: customers, work, people, waiting work, and the dates of hires.

A month is a plan with that month's customers: each interaction's hours, each role's full-time
person and each queue are those of the year.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import CountedStart
    from csdesign.planning.results.horizon import Horizon

__all__ = ["with_months"]


def with_months(
    plan: Plan, horizon: Horizon | None, counted: Mapping[str, CountedStart] | None = None
) -> Plan:
    """Return a yearly plan with its months, or unchanged without a horizon; see `plan_months`.

    The planner of months is imported only with a horizon, which most designs do not have.
    """
    if horizon is None:
        return plan
    from csdesign.planning.months.planner import plan_months

    return replace(plan, months=plan_months(plan, horizon, counted))
