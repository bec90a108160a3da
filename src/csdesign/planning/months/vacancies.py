"""Vacancies: the fewest people to hire, then each as late as possible, and the reason.

K is the least number of full-time hires which, if all were ramped from the first month on, leave no
month short. Then hire by hire, with those whose turn has not come ramped from the first month on,
the latest start is sought that still leaves no month short: an earlier start never hurts. (Adding
the latest hire that mends the first shortage would hire more people than needed: a newcomer still
ramps when the next month runs short.)
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, timedelta
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.amounts import ceiling
from csdesign.capacity.month_shares import productivity
from csdesign.errors import UsageError
from csdesign.model.calendars import public_holidays
from csdesign.planning.results.horizon import month_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.planning.months.supply import Newcomers
    from csdesign.planning.months.waiting import Team
    from csdesign.planning.results.horizon import Horizon

__all__ = ["Hire", "earliest_start", "fewest_hires", "latest_starts", "needed_until", "open_by"]

MOST_TRIES: Final = 2_000
"""Most ways to share hires over roles that are tried; beyond them the greedy answer is kept."""
MOST_HIRES: Final = 20_000
"""Most hires whose first days are searched one by one; no company hires more in its months."""
_DAYS: Final = 30
_WEEKDAYS: Final = 5


class Hire(NamedTuple):
    """One person to hire: the role, and the month of the first day (below 0: before the start)."""

    role: str
    start: int


def fewest_hires(team: Team, costs: Mapping[str, float]) -> tuple[str, ...]:
    """Return the role of each of the fewest people who, ramped from month 0 on, leave none short.

    Of equal numbers the cheapest, then those of earlier roles; in the order of the roles.
    """
    months = len(team.lines[0].hours)

    def holds(roles: Sequence[str]) -> bool:
        return team.holds({role: [float(roles.count(role))] * months for role in set(roles)})

    names = [line.role for line in team.lines]
    if len(names) == 1:
        return (names[0],) * _fewest(team, names[0])
    if holds(()):
        return ()
    chosen = _greedy(team, names)
    tries = 0
    while chosen:
        # Every way with one person fewer is enough: adding people never makes a set too small.
        better = None
        for roles in _ways(names, len(chosen) - 1, costs):
            tries += 1
            if tries > MOST_TRIES:
                return chosen
            if holds(roles):
                better = roles
                break
        if better is None:
            break
        chosen = better
    for roles in _ways(names, len(chosen), costs):
        tries += 1
        if tries > MOST_TRIES or holds(roles):
            return roles if tries <= MOST_TRIES else chosen
    return chosen


def _ways(names: Sequence[str], count: int, costs: Mapping[str, float]) -> list[tuple[str, ...]]:
    if math.comb(len(names) + count - 1, count) > MOST_TRIES:
        return []
    ways = list(combinations_with_replacement(names, count))
    return sorted(ways, key=lambda roles: math.fsum([costs.get(role, 0.0) for role in roles]))


def _fewest(team: Team, role: str) -> int:
    line = team.lines[0]
    months = range(len(line.hours))
    if team.holds({}):
        return 0
    most = max(
        max(
            line.hours[month] / line.planned[month] / max(line.there[month], 1e-9),
            line.floors[month],
        )
        for month in months
    )
    too_few, enough = 0, max(1, ceiling(most))
    if enough > MOST_HIRES:
        raise _too_many()
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        if team.holds({role: [float(middle)] * len(line.hours)}):
            enough = middle
        else:
            too_few = middle
    return enough


def _greedy(team: Team, names: Sequence[str]) -> tuple[str, ...]:
    """Return hires that leave no role short: one for the first short role, and so on."""
    months = len(team.lines[0].hours)
    counts = dict.fromkeys(names, 0)

    def first_short(tried: Mapping[str, int]) -> str | None:
        runs = team.run({role: [float(count)] * months for role, count in tried.items()})
        return next((role for role in names if any(runs[role].short)), None)

    while (short := first_short(counts)) is not None:
        # Hires for a role do not affect earlier roles, so all that it needs are added at once.
        few = counts[short]
        enough = few + 1
        while first_short({**counts, short: enough}) == short:
            few, enough = enough, 2 * enough
            if enough > MOST_HIRES:
                raise _too_many()
        while enough - few > 1:
            middle = (few + enough) // 2
            if first_short({**counts, short: middle}) == short:
                few = middle
            else:
                enough = middle
        counts[short] = enough
    return tuple(role for role in names for _ in range(counts[role]))


def _too_many() -> UsageError:
    return UsageError(
        f"the months need more than {MOST_HIRES:,} people hired for one team; "
        "look at accounts, per_year and effort_hours, or plan without months: --months 0"
    )


def latest_starts(
    team: Team, roles: Sequence[str], newcomers: Mapping[str, Newcomers]
) -> list[Hire]:
    """Return each hire with the latest start at which no month is short."""
    months = len(team.lines[0].hours)
    hires: list[Hire] = []
    extra = {role: [float(count)] * months for role, count in Counter(roles).items()}
    for role, alike in Counter(roles).items():
        ramp = newcomers[role].ramp

        def line_of(
            start: int, count: int, role: str = role, ramp: Sequence[float] = ramp
        ) -> list[float]:
            own = productivity(start, ramp, months)
            return [a - count + count * b for a, b in zip(extra[role], own, strict=True)]

        left, latest = alike, months - 1
        while left:
            # Those of one role are interchangeable: the next never starts later than the one
            # before.
            good, bad = -len(ramp), latest + 1
            while bad - good > 1:
                middle = (good + bad) // 2
                if team.holds({**extra, role: line_of(middle, 1)}):
                    good = middle
                else:
                    bad = middle
            count, too_many = 1, left + 1
            while too_many - count > 1:
                more = min(2 * count, (count + too_many) // 2)
                if team.holds({**extra, role: line_of(good, more)}):
                    count = more
                else:
                    too_many = more
            extra[role] = line_of(good, count)
            hires += [Hire(role, good)] * count
            left, latest = left - count, good
    return hires


def needed_until(
    team: Team,
    hire: int,
    hires: Sequence[Hire],
    newcomers: Mapping[str, Newcomers],
) -> int | None:
    """Return the first month in which a hire may end without a shortage.

    None if it stays needed, or if the months are short even with all hires.
    """
    months = len(team.lines[0].hours)
    role, start = hires[hire]
    ramp = newcomers[role].ramp
    extra = people_hired(hires, newcomers, months)
    own = productivity(start, ramp, months)
    others = [a - b for a, b in zip(extra[role], own, strict=True)]

    def holds(end: int) -> bool:
        part = productivity(start, ramp, months, float(end))
        line = [max(0.0, a + b) for a, b in zip(others, part, strict=True)]
        return team.holds({**extra, role: line})

    if holds(months - 1) and holds(months):
        bad, good = max(start, 0), months - 1
        while good - bad > 1:
            middle = (good + bad) // 2
            if holds(middle):
                good = middle
            else:
                bad = middle
        return good
    return None


def people_hired(
    hires: Sequence[Hire], newcomers: Mapping[str, Newcomers], months: int
) -> dict[str, list[float]]:
    """Return hired people by role and month, ramping (productive FTE, before leavers)."""
    found: dict[str, list[float]] = {}
    known: dict[Hire, list[float]] = {}
    for hire in hires:
        own = known.get(hire)
        if own is None:
            own = known[hire] = productivity(hire.start, newcomers[hire.role].ramp, months)
        line = found.setdefault(hire.role, [0.0] * months)
        for month, part in enumerate(own):
            line[month] += part
    return found


def earliest_start(horizon: Horizon, months_to_fill: float) -> int | None:
    """Return the first month in which a person can start if the vacancy opens today."""
    if horizon.as_of is None:
        return None
    whole = math.floor(months_to_fill + 1e-9)
    first = _months_later(horizon.as_of, whole)
    first += timedelta(days=math.ceil((months_to_fill - whole) * _DAYS - 1e-9))
    month = horizon.number(first)
    return month if first.day == 1 else month + 1


def open_by(start: date, months_to_fill: float, calendar: str | None) -> date:
    """Return the day on which a vacancy must be open for a first day: a working day.

    Whole months by the calendar, a fraction as 30 days a month rounded up.
    """
    whole = math.floor(months_to_fill + 1e-9)
    day = month_of(start, -whole)
    day -= timedelta(days=math.ceil((months_to_fill - whole) * _DAYS - 1e-9))
    while day.weekday() >= _WEEKDAYS or (
        calendar is not None and day in public_holidays(calendar, day.year)
    ):
        day -= timedelta(days=1)
    return day


def _months_later(day: date, months: int) -> date:
    first = month_of(day, months)
    following = month_of(day, months + 1)
    last = (following - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))
