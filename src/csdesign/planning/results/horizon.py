"""The months of a plan: the first one, their number, and what each is called."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final, NamedTuple

from csdesign.errors import UsageError

__all__ = ["Horizon", "month_of", "month_text"]


_YEAR: Final = 12


class Horizon(NamedTuple):
    """The months of a plan."""

    start: date
    """The first day of the first month."""
    length: int
    """The number of months."""
    calendar: str | None = None
    leave_season: tuple[float, ...] | None = None
    as_of: date | None = None
    """The current day; None if nothing can be late."""
    first_start: date | None = None
    """The first day on which somebody new may start."""
    fiscal_start: int | None = None
    budget: tuple[float, ...] | None = None

    def first_day(self, month: int) -> date:
        """Return the first day of a month, counted from the first one (may be below 0)."""
        return month_of(self.start, month)

    def calendar_month(self, month: int) -> int:
        """Return which month of the year it is (0 is January)."""
        return (self.start.month - 1 + month) % _YEAR

    def text(self, month: int) -> str:
        """Return a month as `2027-01`."""
        return month_text(self.first_day(month))

    def number(self, day: date) -> int:
        """Return the number of a day's month, counted from the first month (may be below 0)."""
        return (day.year - self.start.year) * _YEAR + day.month - self.start.month

    def place(self, day: date, *, end: bool = False) -> float:
        """Return the start or the end of a day, in months from the start of the first one."""
        days = monthrange(day.year, day.month)[1]
        return self.number(day) + (day.day - (not end)) / days


def month_of(start: date, later: int) -> date:
    """Return the first day of the month that is `later` months after another.

    Raises:
        UsageError: there is no such month in the calendar.
    """
    year, month = divmod(start.year * _YEAR + start.month - 1 + later, _YEAR)
    if not date.min.year <= year <= date.max.year:
        raise UsageError(f"a horizon cannot reach the year {year}; start it closer to today")
    return date(year, month + 1, 1)


def month_text(day: date) -> str:
    """Return the month of a day as `2027-01`."""
    return f"{day.year:04d}-{day.month:02d}"
