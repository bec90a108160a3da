"""Months as charts: people of each role, waiting work, cost, vacancies on a time line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.planning.months.supply import newcomers_of
from csdesign.views.months import day_words, short_month
from csdesign.views.plan.words import figure, money
from csdesign.views.section import Chart, Mark, Series, Span
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import MonthPlan, RoleMonths
    from csdesign.views.content import ReportContent

__all__ = ["charts", "labels_of", "time_line"]

_MOST_ROLES: Final = 12
_MOST_SPANS: Final = 24
_LEAST: Final = 1e-6


def labels_of(found: MonthPlan) -> tuple[str, ...]:
    """Return the label of every month."""
    return tuple(short_month(found.horizon, month) for month in range(found.length))


def charts(content: ReportContent) -> Iterator[Chart]:
    """Yield people and waiting work of each role, roles with waiting work first, then cost."""
    found = content.plan.months
    if found is None:
        return
    roles = sorted(found.roles, key=lambda role: not (role.waits or role.first_short is not None))
    for role in [role for role in roles if any(m.required for m in role.months)][:_MOST_ROLES]:
        yield _people(found, role)
        if role.waits:
            yield _waiting(found, role)
    if content.money:
        yield from _cost(content, found)


def _tenths(people: Sequence[float]) -> str:
    """Return the least and the greatest number of people, in words."""
    return _to(f"{min(people):.1f}", f"{max(people):.1f}")


def _to(low: str, high: str) -> str:
    """Return a range in words; one figure if both ends look the same."""
    return low if low == high else f"{low} to {high}"


def _people(found: MonthPlan, role: RoleMonths) -> Chart:
    needed = tuple(month.required for month in role.months)
    series = [Series("needed", "needed", needed)]
    told = f"{_tenths(needed)} full-time people needed"
    if role.months[0].available is not None:
        there = tuple(month.available for month in role.months)
        series.append(Series("there", "at work", there))
        known = [value for value in there if value is not None]
        told += f", {_tenths(known)} at work"
    if role.vacancies:
        hired = tuple(month.available_with_hires for month in role.months)
        series.append(Series("hired", "at work with hires", hired))
        told += f", {hired[-1] or 0:.1f} at the end with hires"
    return Chart(
        f"people-{role.role}",
        f"{visible(role.title, 60)}: full-time people",
        told,
        labels_of(found),
        tuple(series),
        tuple(
            Mark(number, f"first day {day_words(vacancy.start)}")
            for vacancy in role.vacancies
            if (number := found.horizon.number(vacancy.start)) < found.length
        ),
        "first day of a hire",
        unit="fte",
    )


def _waiting(found: MonthPlan, role: RoleMonths) -> Chart:
    """Return waiting work: in months of the role's time, or in hours where nobody is in post."""
    in_months = all(month.delay is not None for month in role.months)
    unit = "months of the role's time" if in_months else "hours"
    now = tuple(month.delay if in_months else month.backlog for month in role.months)
    series = [Series("needed", "waits at the end of the month", now)]
    if role.vacancies:
        then = tuple(
            month.delay_with_hires if in_months else month.backlog_with_hires
            for month in role.months
        )
        series.append(Series("hired", "waits with hires", then))
    if in_months:
        series.append(Series("accepted", "accepted", (role.max_delay,) * found.length))
    worst = max(range(found.length), key=lambda month: now[month] or 0.0)
    return Chart(
        f"waits-{role.role}",
        f"{visible(role.title, 60)}: work that waits, {unit}",
        f"{figure(now[worst] or 0.0, 2)} {unit} wait in {found.horizon.text(worst)} at most, "
        f"{figure(now[-1] or 0.0, 2)} at the end",
        labels_of(found),
        tuple(series),
    )


def _cost(content: ReportContent, found: MonthPlan) -> Iterator[Chart]:
    now = tuple(total.cost for total in found.totals)
    then = tuple(total.cost_with_hires for total in found.totals)
    if None in now:
        return
    series = [Series("there", "without hires", now)]
    if any((a or 0.0) - (b or 0.0) > _LEAST for a, b in zip(then, now, strict=True)):
        series.append(Series("hired", "with hires", then))
    budget = _budget(found)
    if any(amount is not None for amount in budget):
        series.append(Series("accepted", "budget, a month of its quarter", budget))
    known = [cost or 0.0 for cost in then]
    total = math.fsum(known)
    span = _to(money(min(known), None), money(max(known), None))
    yield Chart(
        "month-cost",
        f"Cost by month{', ' + content.currency if content.currency else ''}",
        f"{span} a month, {money(total, content.currency)} in all"
        + (" with hires" if len(series) > 1 and series[1].key == "hired" else ""),
        labels_of(found),
        tuple(series),
        unit="brief-money",
    )


def _budget(found: MonthPlan) -> tuple[float | None, ...]:
    """Return the budget of each month: an equal part of its quarter's, or of the horizon's."""
    if found.budget is None:
        return ()
    line: list[float | None] = []
    for quarter in found.quarters:
        each = found.budget / found.length
        if quarter.budget is not None:
            each = quarter.budget / quarter.months
        line += [each] * quarter.months
    return tuple(line)


def time_line(plan: Plan) -> Chart | None:
    """Return the vacancies on a time line; None if there is none."""
    found = plan.months
    if found is None or not found.vacancies:
        return None
    titles = {role.role: role.title for role in found.roles}
    spans = []
    for vacancy in found.vacancies[:_MOST_SPANS]:
        first = found.horizon.place(vacancy.start)
        ramp = newcomers_of(plan.design, vacancy.role).ramp
        spans.append(
            Span(
                f"{visible(titles[vacancy.role], 28)}, {day_words(vacancy.start)}",
                found.horizon.place(vacancy.open_by),
                first,
                first + len(ramp),
                "late" if vacancy.late else "",
            )
        )
    more = len(found.vacancies) - len(spans)
    return Chart(
        "vacancy-line",
        "Vacancies" + (f", the first {len(spans)}" if more else ""),
        _told(found, titles),
        labels_of(found),
        spans=tuple(spans),
        marked="first day",
        kind="spans",
    )


def _told(found: MonthPlan, titles: dict[str, str]) -> str:
    first: Sequence[str] = [
        f"{visible(titles[vacancy.role], 60)}: open by {day_words(vacancy.open_by)}, first day "
        f"{day_words(vacancy.start)}"
        for vacancy in found.vacancies[:3]
    ]
    more = len(found.vacancies) - len(first)
    return "; ".join(first) + (f"; and {more} more" if more else "")
