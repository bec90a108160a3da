"""Words for months: names of months and days, causes of vacancies, people and waiting work."""

from __future__ import annotations

from calendar import month_abbr, month_name
from typing import TYPE_CHECKING

from csdesign.wording import visible

if TYPE_CHECKING:
    from datetime import date

    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import Vacancy
    from csdesign.planning.results.horizon import Horizon

__all__ = ["day_words", "long_day", "month_words", "reason_words", "short_month", "span_words"]


def month_words(day: date) -> str:
    """Return a month as `May 2027`."""
    return f"{month_name[day.month]} {day.year}"


def short_month(horizon: Horizon, month: int) -> str:
    """Return a month as `May`; January, and the first, of a horizon beyond a year with its year."""
    day = horizon.first_day(month)
    if horizon.length > 12 and (month == 0 or day.month == 1):
        return f"{month_abbr[day.month]} {day.year % 100:02d}"
    return month_abbr[day.month]


def day_words(day: date) -> str:
    """Return a day as `1 Feb 2027`."""
    return f"{day.day} {month_abbr[day.month]} {day.year}"


def long_day(day: date) -> str:
    """Return a day within its year as `1 February`."""
    return f"{day.day} {month_name[day.month]}"


def span_words(horizon: Horizon) -> str:
    """Return the months of a horizon as `January to December 2027`."""
    first, last = horizon.first_day(0), horizon.first_day(horizon.length - 1)
    if horizon.length == 1:
        return month_words(first)
    if first.year == last.year:
        return f"{month_name[first.month]} to {month_words(last)}"
    return f"{month_words(first)} to {month_words(last)}"


def reason_words(plan: Plan, vacancy: Vacancy) -> str:
    """Return the reason for a vacancy in a few words."""
    reason = vacancy.reason
    subject = reason.subject or ""
    if reason.cause == "leaver":
        post = next((post for post in plan.design.posts or () if post.id == subject), None)
        leaves = None if post is None else post.written.leaves
        when = "" if leaves is None else f" on {long_day(leaves)}"
        return f"{visible(subject, 60)} leaves{when}"
    if reason.cause == "customers":
        segment = plan.design.segment_by_id[subject]
        return f"more customers: {visible(segment.name, 60)}"
    return {
        "onboarding": "more customers to onboard",
        "renewals": "more renewals",
        "leavers": "expected leavers",
        "days": "fewer working days",
        "work": "more work than those in post can do",
    }[reason.cause]
