"""Hours of one full-time person in each month: the year's, spread by a calendar and by leave."""

from __future__ import annotations

import math
from calendar import month_name
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.model.calendars import working_days
from csdesign.planning.work.staffing import hours_of

if TYPE_CHECKING:
    from csdesign.model.design import Design
    from csdesign.planning.results.horizon import Horizon

__all__ = ["full_time_hours", "open_shares"]

_YEAR: Final = 12
_DAYS_PER_WEEK: Final = 5


def full_time_hours(design: Design, role_id: str, horizon: Horizon) -> tuple[float, ...]:
    """Return the hours of a role's full-time person in each month of the horizon (h).

    The hours of a calendar year sum to the year's planned hours. A calendar only moves hours, since
    the days of absence already include public holidays.

    Raises:
        UsageError: the leave of a month takes more days than it has.
    """
    planned = hours_of(design, role_id).planned_hours
    if horizon.calendar is None and horizon.leave_season is None:
        return (planned / _YEAR,) * horizon.length
    params, own = design.params, design.own_params.get(role_id)
    weeks = params.weeks if own is None or own.weeks is None else own.weeks
    absence = params.absence_days if own is None or own.absence_days is None else own.absence_days
    found = []
    for month in range(horizon.length):
        day = horizon.first_day(month)
        shares = _shares(
            horizon.calendar, day.year, horizon.leave_season, float(weeks), float(absence)
        )
        found.append(planned * shares[day.month - 1])
    return tuple(found)


@lru_cache(maxsize=1024)
def _shares(
    calendar: str | None,
    year: int,
    season: tuple[float, ...] | None,
    weeks: float,
    absence: float,
) -> tuple[float, ...]:
    """Return which part of the year's working time lies in each calendar month."""
    if calendar is None:
        days: tuple[float, ...] = (weeks * _DAYS_PER_WEEK / _YEAR,) * _YEAR
        other = absence
    else:
        days, holidays = working_days(calendar, year)
        other = max(0.0, absence - holidays)
    weights = days if season is None else season
    total = math.fsum(weights)
    net = [here - other * weight / total for here, weight in zip(days, weights, strict=True)]
    for name, left in zip(month_name[1:], net, strict=True):
        if left <= 0:
            raise UsageError(
                f"horizon.leave_season: {other:g} days of absence leave no working day in {name} "
                f"{year}; give a flatter season"
            )
    return tuple(left / math.fsum(net) for left in net)


def open_shares(horizon: Horizon) -> tuple[float, ...]:
    """Return a queue's share of open time in each month: by working days, or a twelfth.

    Raises:
        MissingExtraError: the library of holidays is not installed.
    """
    if horizon.calendar is None:
        return (1 / _YEAR,) * horizon.length
    found = []
    for month in range(horizon.length):
        day = horizon.first_day(month)
        days, _ = working_days(horizon.calendar, day.year)
        found.append(days[day.month - 1] / sum(days))
    return tuple(found)
