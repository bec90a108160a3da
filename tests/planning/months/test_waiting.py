"""Work that waits where people hold several roles: each month compared with a linear programme."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity.simplex import maximise
from csdesign.planning.months.waiting import Crew, Line, kept_for_queues, team_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACES = ("a", "b")
ROLES = ("csm", "am", "dc")
tenths = st.integers(0, 40).map(lambda number: number / 10)


def line(
    role: str, work: dict[str, float], delay: float, there: float = 1.0, queue: float = 0.0
) -> Line:
    """Return one month of a role; one person has 100 h."""
    hours = [100 * sum(work.values())]
    return Line(
        role=role,
        hours=hours,
        planned=[100.0],
        outside=[hours[0] * (1 - queue)],
        floors=[0.0],
        max_delay=delay,
        there=[there],
        by_segment={place: [100 * people] for place, people in work.items()},
    )


lines = st.builds(
    lambda works, delays, queues: [
        line(role, work, delay, queue=queue)
        for role, work, delay, queue in zip(ROLES, works, delays, queues, strict=False)
    ],
    st.lists(st.fixed_dictionaries(dict.fromkeys(PLACES, tenths)), min_size=1, max_size=3),
    st.lists(st.sampled_from([0.0, 0.25, 0.5, 2.0]), min_size=3, max_size=3),
    st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=3, max_size=3),
)
crews = st.lists(
    st.builds(
        lambda roles, places, people: Crew(tuple(roles), places, [people], [1.0]),
        st.lists(st.sampled_from(ROLES), min_size=1, max_size=3, unique=True),
        st.none() | st.frozensets(st.sampled_from(PLACES), min_size=1),
        tenths,
    ),
    max_size=4,
)


def least(lines: Sequence[Line], crews: Sequence[Crew]) -> tuple[float, float]:
    """Return by a linear programme what waits too long and what waits at least (FTE).

    A column is a crew's time for a role in a place, and for each role what is accepted: at most
    `delay` times its people, at most what does not come to a queue.
    """
    columns = [
        (number, place, crew)
        for number, one in enumerate(lines)
        for place in PLACES
        for crew, people in enumerate(crews)
        if one.role in people.roles and (people.segments is None or place in people.segments)
    ]
    first = len(columns)
    rows: list[dict[int, float]] = []
    limits: list[float] = []
    for crew, people in enumerate(crews):
        rows.append({c: 1.0 for c, column in enumerate(columns) if column[2] == crew})
        limits.append(people.productive[0])
    for number, one in enumerate(lines):
        own = [c for c, column in enumerate(columns) if column[0] == number]
        for place in PLACES:
            rows.append({c: 1.0 for c in own if columns[c][1] == place})
            limits.append(one.by_segment[place][0] / 100)
        # Accepted: at most the delay, at most what may wait, at most what is left.
        rows.append({first + number: 1.0, **dict.fromkeys(own, -one.max_delay)})
        rows.append({first + number: 1.0})
        rows.append({first + number: 1.0, **dict.fromkeys(own, 1.0)})
        limits += [0.0, one.outside[0] / 100, one.hours[0] / 100]
    work = dict.fromkeys(range(first), 1.0)
    accepted = {first + number: 1.0 for number in range(len(lines))}
    found = maximise(first + len(lines), rows, limits, [{**work, **accepted}, work]).values
    total = math.fsum(one.hours[0] for one in lines) / 100
    return total - math.fsum(found), total - math.fsum(found[:first])


@settings(max_examples=150)
@given(lines=lines, crews=crews)
def test_people_are_split_so_that_least_waits_too_long_and_then_least_at_all(
    lines: list[Line], crews: list[Crew]
) -> None:
    """As the linear programme says, whoever holds which roles in which segments."""
    names = [one.role for one in lines]
    crews = [
        crew._replace(roles=tuple(role for role in crew.roles if role in names))
        for crew in crews
        if set(crew.roles).intersection(names)
    ]
    # One role whose people go anywhere has no choice; where there is one it must be the same.
    runs = team_of(lines, crews).run({})
    done = {one.role: one.hours[0] / 100 - runs[one.role].backlog[0] / 100 for one in lines}
    too_long = math.fsum(
        max(
            0.0,
            runs[one.role].backlog[0] / 100
            - min(one.max_delay * done[one.role], one.outside[0] / 100),
        )
        for one in lines
    )
    waits = math.fsum(runs[one.role].backlog[0] for one in lines) / 100

    assert (too_long, waits) == pytest.approx(least(lines, crews), abs=1e-6)


def test_work_of_one_segment_waits_where_that_spares_another_role() -> None:
    """One person for both roles in a, one csm in b.

    Work of csm is 0.8 in a and 1.2 in b, of am 0.4, and half a month may wait. am needs 0.27 of
    the first person: 0.2 are spare, and 0.07 of csm's work in a may wait with the 0.2 in b.
    """
    work = [line("csm", {"a": 0.8, "b": 1.2}, 0.5), line("am", {"a": 0.4}, 0.5)]
    both = Crew(("csm", "am"), frozenset("a"), [1.0], [1.0])
    own = Crew(("csm",), frozenset("b"), [1.0], [1.0])
    runs = team_of(work, [both, own]).run({})

    assert [runs[role].short for role in ("csm", "am")] == [[False], [False]]
    assert sum(run.backlog[0] for run in runs.values()) == pytest.approx(40)


MONTHS = 4
parts = st.lists(st.sampled_from([0.0, 0.5, 0.9, 1.0]), min_size=MONTHS, max_size=MONTHS)
amounts = st.lists(tenths, min_size=MONTHS, max_size=MONTHS)


@settings(max_examples=100)
@given(
    work=amounts,
    floors=amounts,
    people=amounts,
    more=amounts,
    there=parts,
    queue=st.sampled_from([0.0, 0.5, 1.0]),
    delay=st.sampled_from([0.0, 0.3, 1.0]),
)
def test_the_work_of_one_role_waits_as_the_recursion_says(
    work: list[float],
    floors: list[float],
    people: list[float],
    more: list[float],
    there: list[float],
    queue: float,
    delay: float,
) -> None:
    """Alone, and next to a role without work whose people may stand in: B = max(0, B + W - S)."""
    hours = [90 * each for each in work]
    own = Line(
        role="csm",
        hours=hours,
        planned=[100.0, 90.0, 80.0, 100.0],
        outside=[(1 - queue) * each for each in hours],
        floors=floors,
        max_delay=delay,
        there=there,
        by_segment={"a": hours},
    )
    none = own._replace(
        role="am", hours=[0.0] * MONTHS, floors=[0.0] * MONTHS, by_segment={"a": [0.0] * MONTHS}
    )
    crew = Crew(("csm",), None, people, there)
    waiting, expected, short = 0.0, [], []
    for month in range(MONTHS):
        done = (people[month] + more[month]) * there[month] * own.planned[month]
        waiting = max(0.0, waiting + hours[month] - done)
        expected.append(waiting)
        short.append(
            waiting > min(delay * done, own.outside[month]) + 1e-6
            or people[month] + more[month] < floors[month] - 1e-6
        )
    extra = {"csm": more}
    for team in (
        team_of([own], [crew]),
        team_of([own, none], [crew._replace(roles=("csm", "am"))]),
        team_of([own, none], [crew, Crew(("am",), frozenset("a"), [1.0] * MONTHS, there)]),
    ):
        run = team.run(extra)["csm"]

        assert run.backlog == pytest.approx(expected, abs=1e-5)
        assert run.short == short
        assert team.holds(extra) is (not any(short))


def test_people_are_kept_for_a_short_queue_fewest_first_and_whole() -> None:
    """Of three who hold both roles none, one, two or all sit on the queue; the desk always does."""
    desk = line("desk", {"a": 1.0}, 0)._replace(rosters=[2.0])
    both = Crew(("csm", "desk"), None, [3.0], [1.0])
    own = Crew(("desk",), None, [1.0], [1.0])
    found = [
        [(crew.roles, crew.productive) for crew in arranged]
        for arranged in kept_for_queues([line("csm", {"a": 1.0}, 0), desk], [both, own], [3, 1])
    ]
    rest = (("desk",), [1.0])

    assert found == [
        [(("csm", "desk"), [3.0]), rest],
        [(("desk",), [pytest.approx(1)]), (("csm", "desk"), [pytest.approx(2)]), rest],
        [(("desk",), [pytest.approx(2)]), (("csm", "desk"), [pytest.approx(1)]), rest],
        [(("desk",), [3.0]), rest],
    ]


def test_people_of_two_short_queues_are_kept_for_either() -> None:
    """Two people, two queues: kept none, one for either, two for one, or one for each."""
    queues = [line(role, {"a": 1.0}, 0)._replace(rosters=[1.0]) for role in ("x", "y")]
    crew = Crew(("x", "y"), None, [2.0], [1.0])
    kept = [
        tuple(sum(c.productive[0] for c in arranged if c.roles == (role,)) for role in ("x", "y"))
        for arranged in kept_for_queues(queues, [crew], [2])
    ]

    assert kept == [(0, 0), (0, 1), (1, 0), (0, 2), (1, 1), (2, 0)]


def test_only_people_kept_for_a_queue_are_its_roster() -> None:
    """A roster of two: two who hold both roles are none, one kept and one of its own are two."""
    desk = line("desk", {"a": 0.1}, 1)._replace(rosters=[2.0], floors=[2.0])
    csm = line("csm", {"a": 0.1}, 1)
    both = Crew(("csm", "desk"), None, [2.0], [1.0])
    kept = Crew(("desk",), None, [1.0], [1.0])

    def short(*crews: Crew) -> list[bool]:
        return team_of([csm, desk], crews).run({})["desk"].short

    assert short(both) == [True]
    assert short(both._replace(productive=[1.0]), kept) == [True]
    assert short(both._replace(productive=[1.0]), kept._replace(productive=[2.0])) == [False]
    assert team_of([csm, desk], [both]).holds({"desk": [2.0]})
    assert not team_of([csm, desk], [both]).holds({"desk": [1.9]})


def test_idle_people_are_counted_by_the_hours_of_their_roles() -> None:
    """3 people, 0.4 and 0.2 of work: 2.4 are idle, 1.6 and 0.8 of them; without work half each."""
    crew = Crew(("csm", "am"), None, [3.0], [1.0])

    def available(first: float, second: float) -> list[float]:
        work = [line("csm", {"a": first}, 1), line("am", {"a": second}, 1)]
        runs = team_of(work, [crew]).run({})
        return [runs[role].available[0] for role in ("csm", "am")]

    assert available(0.4, 0.2) == pytest.approx([2.0, 1.0])
    assert available(0, 0) == pytest.approx([1.5, 1.5])
