"""From the yearly plan to the months: hours and money that add up, and cost by quarter."""

from __future__ import annotations

import math
from calendar import month_abbr
from typing import TYPE_CHECKING, Final

from csdesign.model.resolve.time import fiscal_quarters
from csdesign.planning.results.by_month import Bridge, MoneyBridge, Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.months.work import Work
    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import MonthTotal
    from csdesign.planning.results.horizon import Horizon

__all__ = ["bridge_of", "money_of", "quarters_of"]

_YEAR: Final = 12


def bridge_of(plan: Plan, work: Work, horizon: Horizon) -> Bridge:
    """Return the lines from the hours of the year to those of the first twelve months, or fewer.

    The lines add up: the yearly plan, customers, onboarding and renewals make the months.
    """
    months = min(_YEAR, horizon.length)
    part = months / _YEAR
    onboarding = renewals = total = 0.0
    for hours in work.roles.values():
        for piece in hours.parts:
            onboarding += math.fsum(piece.driven["onboarding"][:months])
            renewals += math.fsum(piece.driven["renewals"][:months])
            total += math.fsum(piece.hours[:months])
    return Bridge(
        months=months,
        yearly_hours=plan.hours * part,
        customers=dict(work.more_customers),
        onboarding=_difference(onboarding, work.yearly_kinds["onboarding"] * part),
        renewals=_difference(renewals, work.yearly_kinds["renewals"] * part),
        months_hours=total,
    )


def _difference(a: float, b: float) -> float:
    """Return a - b, or 0 if they differ by rounding alone."""
    return 0.0 if math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-9) else a - b


def money_of(plan: Plan, totals: Sequence[MonthTotal]) -> MoneyBridge | None:
    """Return the lines from the cost of the year to that of the first twelve months, or fewer.

    The lines add up: the year, people whom it does not need and who stay, posts that are empty
    (less) or begin later (more), and hires beyond those of the year make the months with hires.
    """
    months = min(_YEAR, len(totals))
    part = months / _YEAR
    money = plan.money
    costs = [total.cost for total in totals[:months]]
    hired = [total.cost_with_hires for total in totals[:months]]
    people, all_ = _sum(costs), _sum(hired)
    if people is None or all_ is None:
        return None
    if money.plan is None or money.today is None or money.ask is None or money.surplus is None:
        return None
    return MoneyBridge(
        months=months,
        year=money.plan * part,
        surplus=money.surplus * part,
        vacant=_difference(people, money.today * part),
        hires=_difference(all_ - people, money.ask * part),
        total=all_,
    )


def quarters_of(totals: Sequence[MonthTotal], horizon: Horizon) -> tuple[Quarter, ...]:
    """Return the months by quarter: from the first month on, or of the fiscal year."""
    found = []
    first = 0
    lengths = fiscal_quarters(horizon.start.month, horizon.length, horizon.fiscal_start)
    budget = horizon.budget
    for number, count in enumerate(lengths):
        here = totals[first : first + count]
        costs = [total.cost for total in here]
        hired = [total.cost_with_hires for total in here]
        each = None
        if budget is not None and len(budget) == len(lengths):
            each = float(budget[number])
        found.append(
            Quarter(first, count, _label(horizon, first, count), _sum(costs), _sum(hired), each)
        )
        first += count
    return tuple(found)


def _sum(numbers: Sequence[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return math.fsum(known) if len(known) == len(numbers) else None


def _label(horizon: Horizon, first: int, count: int) -> str:
    """Return the words for some months: `Jan-Mar 27`, `Dec 27`."""
    begin, end = horizon.first_day(first), horizon.first_day(first + count - 1)
    names = month_abbr[begin.month]
    if count > 1:
        names += f"-{month_abbr[end.month]}"
    return f"{names} {end.year % 100:02d}"
