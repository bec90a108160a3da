"""Terms that several sections of the months share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.views.months import month_words, reason_words
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import MonthPlan, Vacancy

__all__ = ["NEVER", "YEAR", "grouped", "months_waiting", "name_of", "role_title"]

YEAR: Final = 12
"""Months."""
NEVER: Final = 1e-6
"""Hours, and money, below which nothing is mentioned."""


def role_title(plan: Plan, vacancy: Vacancy) -> str:
    """Return the title of the role that a vacancy is for."""
    months = plan.months
    roles = {} if months is None else {role.role: role.title for role in months.roles}
    return visible(roles.get(vacancy.role, vacancy.role), 60)


def name_of(found: MonthPlan, month: int) -> str:
    """Return the name of a month of the horizon, such as `May 2027`."""
    return month_words(found.horizon.first_day(month))


def months_waiting(delay: float | None, backlog: float | None) -> float:
    """Return waiting work in months of the role's time; infinite if nobody does it."""
    if delay is None:
        return math.inf if (backlog or 0.0) > NEVER else 0.0
    return delay


def grouped(plan: Plan, found: MonthPlan) -> Iterator[tuple[Vacancy, int]]:
    """Yield equal vacancies once with their number, the first to open first."""
    groups: dict[tuple[object, ...], tuple[Vacancy, int]] = {}
    for vacancy in found.vacancies:
        key = (vacancy.role, vacancy.start, reason_words(plan, vacancy))
        known = groups.get(key)
        groups[key] = (vacancy, 1) if known is None else (known[0], known[1] + 1)
    yield from groups.values()
