"""Hires of the months compared with brute force, and the days on which vacancies open and start."""

from __future__ import annotations

import math
from datetime import date
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity.month_shares import productivity
from csdesign.planning.months.supply import Newcomers
from csdesign.planning.months.vacancies import (
    Hire,
    earliest_start,
    fewest_hires,
    latest_starts,
    needed_until,
    open_by,
    people_hired,
)
from csdesign.planning.months.waiting import Crew, Line, team_of
from csdesign.planning.results.horizon import Horizon

if TYPE_CHECKING:
    from csdesign.planning.months.waiting import Team

MONTHS = 5
ROLES = ("csm", "am")
works = st.lists(
    st.lists(st.integers(0, 25).map(lambda n: n / 10), min_size=MONTHS, max_size=MONTHS),
    min_size=1,
    max_size=2,
)


def made(works: list[list[float]], people: float, delay: float, floor: float = 0.0) -> Team:
    """Return roles with so much work in each month (FTE), and people who hold all of them."""
    lines = [
        Line(
            role=role,
            hours=[100 * each for each in work],
            planned=[100.0] * MONTHS,
            outside=[100 * each for each in work],
            floors=[floor] * MONTHS,
            max_delay=delay,
            there=[1.0, 0.9, 0.8, 0.8, 0.8],
            by_segment={"a": [100 * each for each in work]},
        )
        for role, work in zip(ROLES, works, strict=False)
    ]
    roles = tuple(one.role for one in lines)
    crew = Crew(roles, None, [people] * MONTHS, [1.0, 0.9, 0.8, 0.8, 0.8])
    return team_of(lines, [crew])


def newcomers(ramp: tuple[float, ...] = (0.5,)) -> dict[str, Newcomers]:
    """Return how people of every role come: with a ramp."""
    return dict.fromkeys(ROLES, Newcomers(ramp, 0.0, 2.0, 0.0))


@settings(max_examples=60)
@given(
    works=works,
    people=st.sampled_from([0.0, 0.5, 1.0]),
    delay=st.sampled_from([0.0, 0.5]),
    floor=st.sampled_from([0.0, 1.5]),
    dear=st.booleans(),
)
def test_no_fewer_and_no_cheaper_hires_leave_nobody_short(
    works: list[list[float]], people: float, delay: float, floor: float, dear: bool
) -> None:
    """Of all ways to hire: the least number, of those the least cost, then the first role."""
    team = made(works, people, delay, floor)
    names = [one.role for one in team.lines]
    costs = {"csm": 90.0 if dear else 60.0, "am": 60.0}
    found = fewest_hires(team, costs)
    for count in range(len(found) + 1):
        ways = [
            way
            for way in combinations_with_replacement(names, count)
            if team.holds({role: [float(way.count(role))] * MONTHS for role in set(way)})
        ]
        if ways:
            break

    assert len(found) == count
    assert found == min(ways, key=lambda way: math.fsum(costs[role] for role in way))


@settings(max_examples=40)
@given(
    works=works,
    delay=st.sampled_from([0.0, 0.5]),
    ramp=st.sampled_from([(), (0.0,), (0.0, 0.5)]),
)
def test_each_hire_starts_in_the_last_month_that_leaves_nobody_short(
    works: list[list[float]], delay: float, ramp: tuple[float, ...]
) -> None:
    """Hire by hire, with those whose turn has not come there from the first month on."""
    team = made(works, 0.0, delay)
    known = newcomers(ramp)
    roles = fewest_hires(team, {})
    hires = latest_starts(team, roles, known)
    waiting = list(roles)
    extra = {role: [float(roles.count(role))] * MONTHS for role in set(roles)}

    def holds(role: str, start: int) -> bool:
        own = productivity(start, ramp, MONTHS)
        line = [a - 1 + b for a, b in zip(extra[role], own, strict=True)]
        return team.holds({**extra, role: line})

    for hire in hires:
        last = max(start for start in range(-len(ramp), MONTHS) if holds(hire.role, start))
        before = [one.start for one in hires[: len(roles) - len(waiting)] if one.role == hire.role]

        assert hire.role == waiting.pop(0)
        assert hire.start == min([last, *before])
        own = productivity(hire.start, ramp, MONTHS)
        extra[hire.role] = [a - 1 + b for a, b in zip(extra[hire.role], own, strict=True)]
    assert team.holds(people_hired(hires, known, MONTHS))


@settings(max_examples=40)
@given(works=works)
def test_a_hire_is_needed_until_nobody_is_short_without_it(works: list[list[float]]) -> None:
    """Every end is tried; None if the last month needs the hire."""
    team = made(works, 0.0, 0.0)
    known = newcomers()
    hires = latest_starts(team, fewest_hires(team, {}), known)
    for number, hire in enumerate(hires):
        found = needed_until(team, number, hires, known)

        def holds(end: int, number: int = number, hire: Hire = hire) -> bool:
            others = [one for place, one in enumerate(hires) if place != number]
            extra = people_hired([*others, hire], known, MONTHS)
            own = productivity(hire.start, (0.5,), MONTHS)
            part = productivity(hire.start, (0.5,), MONTHS, float(end))
            extra[hire.role] = [
                a - b + c for a, b, c in zip(extra[hire.role], own, part, strict=True)
            ]
            return team.holds(extra)

        ends = [end for end in range(max(hire.start, 0) + 1, MONTHS) if holds(end)]
        assert found == (min(ends) if ends else None)


def test_hired_people_ramp_from_their_first_day() -> None:
    """Two of one role and one of another; a start before the horizon has ramped in part."""
    hires = [Hire("csm", 1), Hire("am", -1), Hire("csm", 1)]
    ramps = {"csm": Newcomers((0.0, 0.5), 0, 2, 0), "am": Newcomers((0.25, 0.75), 0, 2, 0)}

    assert people_hired(hires, ramps, 4) == {"csm": [0, 0, 1, 2], "am": [0.75, 1, 1, 1]}


@pytest.mark.parametrize(
    ("as_of", "fill", "month"),
    [
        (date(2027, 1, 1), 0, 0),
        (date(2027, 1, 2), 0, 1),
        (date(2027, 1, 1), 2, 2),
        (date(2027, 1, 15), 2, 3),
        (date(2026, 11, 30), 3, 2),  # 28 February is the last day, so March
        (date(2026, 12, 1), 1.5, 1),  # 1 January and 15 days
        (date(2026, 12, 16), 1.5, 1),  # 16 January and 15 days are 31 January
        (date(2026, 12, 17), 1.5, 1),  # 17 January and 15 days are 1 February
        (date(2026, 12, 18), 1.5, 2),
        (date(2027, 1, 31), 1, 2),  # 28 February
        (date(2026, 10, 1), 1.01, -1),  # 1 November and a day, so December
        (None, 2, None),
    ],
)
def test_nobody_starts_before_a_vacancy_of_today_is_filled(
    as_of: date | None, fill: float, month: int | None
) -> None:
    """The first of a month on or after the day; months before the horizon are below 0."""
    horizon = Horizon(date(2027, 1, 1), 12, as_of=as_of)

    assert earliest_start(horizon, fill) == month


@pytest.mark.parametrize(
    ("start", "fill", "calendar", "day"),
    [
        (date(2027, 4, 1), 0, None, date(2027, 4, 1)),
        (date(2027, 5, 1), 0, None, date(2027, 4, 30)),  # a Saturday
        (date(2027, 8, 1), 0, None, date(2027, 7, 30)),  # a Sunday
        (date(2027, 3, 1), 2, None, date(2027, 1, 1)),
        (date(2027, 3, 1), 2, "DE-BY", date(2026, 12, 31)),  # New Year
        (date(2027, 3, 1), 1.5, None, date(2027, 1, 15)),  # 1 February less 15 days: a Sunday
        (date(2027, 3, 1), 0.01, None, date(2027, 2, 26)),  # a day: 28 February, a Sunday
    ],
)
def test_a_vacancy_opens_on_a_working_day_in_time(
    start: date, fill: float, calendar: str | None, day: date
) -> None:
    """Whole months by the calendar, a part as 30 days a month rounded up."""
    assert open_by(start, fill, calendar) == day
