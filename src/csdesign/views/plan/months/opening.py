"""Opening sentences of a plan by month: people, vacancies, waiting work, cost."""

from __future__ import annotations

import math
from calendar import monthrange
from typing import TYPE_CHECKING, Final

from csdesign.planning.months.supply import in_post_on, newcomers_of
from csdesign.views.months import day_words, long_day, month_words, reason_words, span_words
from csdesign.views.plan.headcount import in_post_words
from csdesign.views.plan.months.terms import (
    NEVER,
    YEAR,
    grouped,
    months_waiting,
    name_of,
    role_title,
)
from csdesign.views.plan.words import money, people, planned_for
from csdesign.wording import capitalised, listed, number_of, visible, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import MonthPlan, RoleMonth, Vacancy

__all__ = [
    "cost_words",
    "hires",
    "lead",
    "opening_sentences",
    "opening_words",
    "people_later",
    "people_now",
    "title",
]

_MOST_OPENINGS: Final = 4


def title(plan: Plan) -> str:
    """Return the title of a plan by month; empty if no months are planned."""
    if plan.months is None or plan.selected:
        return ""
    lead_in = f"{who}, " if (who := planned_for(plan)) else ""
    words = f"{lead_in}{span_words(plan.months.horizon)}: who you need, and by when"
    return capitalised(words)


def lead(plan: Plan, *, cost: bool = True) -> Iterator[str]:
    """Yield the opening sentences: people now and at the end, vacancies, waiting work, money."""
    found = plan.months
    if found is None:
        return
    if plan.design.posts is None:
        first, last = found.totals[0], found.totals[-1]
        yield (
            f"You need {people(first.heads)} in {name_of(found, 0)} and {people(last.heads)} in "
            f"{name_of(found, found.length - 1)}; add positions, and the plan says by when "
            "to hire."
        )
        return
    yield from people_now(plan, found)
    openings = list(grouped(plan, found))
    if not openings:
        yield "No hires: no role is short in any month."
    else:
        yield from _openings(plan, found, openings)
    if cost:
        yield from _money(plan, found)


def people_now(plan: Plan, found: MonthPlan) -> Iterator[str]:
    """Yield the numbers of people now and at the end of the months, if posts are known."""
    if plan.headcount.have is not None:
        yield f"You have {in_post_words(plan.headcount)}{people_later(plan, found)}."


def people_later(plan: Plan, found: MonthPlan) -> str:
    """Return the number of people at the end of the months; empty if it is that of now."""
    hired = sum(found.horizon.number(vacancy.start) < found.length for vacancy in found.vacancies)
    then = _people_then(plan, found) + hired
    if not hired and then == plan.headcount.have:
        return ""
    words = f", and {then} at the end of {name_of(found, found.length - 1)}"
    told = [f"with the {hires(found)}"] if hired else []
    if any(role.months[-1].posts and _leaving(plan, role.role) for role in found.roles):
        told.append("before expected leavers")
    return f"{words} {', '.join(told)}" if told else words


def _people_then(plan: Plan, found: MonthPlan) -> int:
    """Return the people of the design who are in post on the last day and whose roles have work."""
    roles = {role.role for role in found.roles}
    last = found.horizon.first_day(found.length - 1)
    last = last.replace(day=monthrange(last.year, last.month)[1])
    return sum(
        post.count
        for post in plan.design.posts or ()
        if post.fte > 0 and roles.intersection(post.roles) and in_post_on(post, last)
    )


def _leaving(plan: Plan, role: str) -> float:
    return newcomers_of(plan.design, role).annual_attrition


def hires(found: MonthPlan) -> str:
    """Return the word for the number of hires: `hire` or `hires`."""
    return "hire" if len(found.vacancies) == 1 else "hires"


def _openings(
    plan: Plan, found: MonthPlan, openings: Sequence[tuple[Vacancy, int]]
) -> Iterator[str]:
    shown = [
        f"{_vacancy_count(count)} for {with_article(role_title(plan, vacancy))} by "
        f"{_by(found, vacancy)}"
        for vacancy, count in openings[:3]
    ]
    rest = sum(count for _, count in openings[3:])
    more = f", and {rest} more" if rest else ""
    waiting = _waiting(found)
    unless = f", or {waiting}" if waiting else ""
    named = ", ".join(shown) if rest else listed(shown, "and")
    yield f"Open {named}{more}{unless}."
    late = sum(count for vacancy, count in openings if vacancy.late)
    if late and found.horizon.as_of is not None:
        yield (
            f"{_late(late, len(found.vacancies))} on {day_words(found.horizon.as_of)}: work waits "
            "until the new people start."
        )
    if any(vacancy.held for vacancy, _ in openings) and found.horizon.first_start is not None:
        until = month_words(found.horizon.first_start)
        yield f"With the hiring freeze nobody starts before {until}; work waits until then."


def opening_words(plan: Plan) -> tuple[str, str]:
    """Return the number of vacancies in the months, and their dates, as figure and sentence.

    A plan without months has none.
    """
    found = plan.months
    openings = [] if found is None else list(grouped(plan, found))
    if found is None or not openings:
        return "None", "to open: no role is short in any month."
    total = len(found.vacancies)
    shown = [
        f"{count if count > 1 else 'one'} {role_title(plan, vacancy)} by "
        f"{day_words(vacancy.open_by)} ({reason_words(plan, vacancy)})"
        for vacancy, count in openings[:_MOST_OPENINGS]
    ]
    rest = total - sum(count for _, count in openings[:_MOST_OPENINGS])
    more = f"; and {rest} more" if rest else ""
    late = sum(vacancy.late for vacancy in found.vacancies)
    told = f" {_late(late, total)}." if late else ""
    return f"{total} {'vacancy' if total == 1 else 'vacancies'}", (
        f"to open: {'; '.join(shown)}{more}.{told}"
    )


def opening_sentences(plan: Plan, found: MonthPlan) -> Iterator[str]:
    """Yield the number of vacancies, the first of them, and the number that are late."""
    openings = list(grouped(plan, found))
    span = span_words(found.horizon)
    if not openings:
        yield f"{span}: no vacancies; no role is short in any month."
        return
    first, _ = openings[0]
    count = len(found.vacancies)
    whose = "for" if count == 1 else "the first for"
    yield (
        f"{span}: {number_of(count, 'vacancy')}, {whose} {with_article(role_title(plan, first))}, "
        f"to open by {day_words(first.open_by)}."
    )
    late = sum(vacancy.late for vacancy in found.vacancies)
    if late:
        yield f"{_late(late, count)}."


def _late(count: int, total: int) -> str:
    if total == 1:
        return "It is already late"
    return "One of them is already late" if count == 1 else f"{count} of them are already late"


def _vacancy_count(count: int) -> str:
    return "a vacancy" if count == 1 else f"{count} vacancies"


def _by(found: MonthPlan, vacancy: Vacancy) -> str:
    first, last = found.horizon.start, found.horizon.first_day(found.length - 1)
    same = vacancy.open_by.year == first.year == last.year
    return long_day(vacancy.open_by) if same else day_words(vacancy.open_by)


def _waiting(found: MonthPlan) -> str:
    """Return the waiting work without hires: in the first short month, and at the end."""
    short = [role for role in found.roles if role.first_short is not None]
    if not short:
        return ""
    worst = max(
        short, key=lambda role: months_waiting(role.months[-1].delay, role.months[-1].backlog)
    )
    first = worst.first_short or 0
    if worst.months[first].delay is None or worst.months[-1].delay is None:
        return f"nobody does the work of {with_article(visible(worst.title, 60))}"
    if all(month.backlog is not None and month.backlog < NEVER for month in worst.months):
        return ""
    whose = f" for {with_article(visible(worst.title, 60))}" if len(found.roles) > 1 else ""
    words = f"work will wait: {_delay_words(worst.months[first])}{whose} in {name_of(found, first)}"
    if first < found.length - 1:
        words += f", {_delay_words(worst.months[-1])} in {name_of(found, found.length - 1)}"
    return words


def _delay_words(month: RoleMonth) -> str:
    """Return the waiting work: in months of the role's time, or in hours if nobody is at work."""
    delay = month.delay or 0.0
    if delay > YEAR:
        return f"{month.backlog or 0.0:,.0f} hours, more than they do in a year,"
    return f"{delay:.1f} months of work"


def _money(plan: Plan, found: MonthPlan) -> Iterator[str]:
    told = cost_words(plan, found)
    if told is not None:
        span, now, then = told
        yield f"{span} {now}{then}."


def cost_words(plan: Plan, found: MonthPlan) -> tuple[str, str, str] | None:
    """Return the cost of the months: their span, the cost without hires, and the difference.

    None if a role has no cost.
    """
    costs = [total.cost for total in found.totals]
    hired = [total.cost_with_hires for total in found.totals]
    if any(cost is None for cost in [*costs, *hired]):
        return None
    currency = plan.design.document.company.currency
    now = math.fsum(cost for cost in costs if cost is not None)
    then = math.fsum(cost for cost in hired if cost is not None)
    span = "The year costs" if found.length == YEAR else f"The {found.length} months cost"
    words = ""
    if then - now > NEVER:
        words += f" without hires, {money(then, currency)} with the {hires(found)}"
    if found.budget is not None:
        left = found.budget - then
        budget, amount = money(found.budget, currency), money(abs(left), currency)
        if left >= 0:
            words += f"; of the budget of {budget}, {amount} is left"
        else:
            words += f", which is {amount} over the budget of {budget}"
    return span, money(now, currency), words
