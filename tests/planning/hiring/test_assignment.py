"""The forms in which a team is solved, compared with each other and with numbers by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.planning.hiring.assignment import _Sum, team_of
from csdesign.planning.hiring.by_flow import Flow
from csdesign.planning.hiring.by_programme import Programme
from csdesign.planning.hiring.team import Cell, Component, PostTime, RoleWork, components

from .teams import role, teams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.hiring.shares import Team

FORMS = settings(max_examples=40, deadline=None)


def part_of(roles: Sequence[RoleWork], posts: Sequence[PostTime]) -> Component:
    """Return the one component of a team."""
    (part,), idle = components(roles, posts)
    assert not idle
    return part


def forms(part: Component) -> list[Team]:
    """Return the linear programme and every other form that stands for it."""
    lots = part.lots()
    found: list[Team] = [Programme(part, lots), Flow(part, lots)]
    everybody = tuple(range(len(part.groups)))
    capped = any(one.max_accounts or one.max_arr for one in (*part.groups, *part.roles))
    if len(part.roles) == 1 and not capped and all(lot.groups == everybody for lot in lots):
        found.append(_Sum(part, lots))
    return found


def equal_density(roles: Sequence[RoleWork], revenue: bool) -> list[RoleWork]:
    """Return roles each of whose customers take the same work; caps may be on their revenue."""
    found = []
    for number, item in enumerate(roles):
        each = (0.04, 0.1, 0.25)[number % 3]
        cells = tuple(
            cell._replace(customers=cell.need / each, arr=3 * cell.need / each)
            for cell in item.cells
        )
        made = item._replace(cells=cells)
        if revenue and made.max_accounts:
            made = made._replace(max_accounts=None, max_arr=3 * made.max_accounts)
        found.append(made)
    return found


@st.composite
def questions(draw: st.DrawFn) -> tuple[Component, list[float], list[float], list[int]]:
    """Return a part of a team, hired people at least and at most, and posts that are there."""
    roles, posts = draw(teams())
    revenue = draw(st.booleans())
    roles = equal_density(roles, revenue)
    if revenue:
        posts = [
            post._replace(max_accounts=None, max_arr=3 * post.max_accounts)
            if post.max_accounts
            else post
            for post in posts
        ]
    part = draw(st.sampled_from(components(roles, posts)[0]))
    base = [draw(st.sampled_from([0.0, 0.3, 1.0])) for _ in part.roles]
    most = [given + draw(st.sampled_from([0.0, 0.5, 1.0, 50.0])) for given in base]
    counts = [draw(st.integers(0, group.count)) for group in part.groups]
    return part, base, most, counts


@FORMS
@given(questions(), st.booleans())
def test_every_form_finds_the_same_people_to_hire(
    question: tuple[Component, list[float], list[float], list[int]], ordered: bool
) -> None:
    """As many, as much left over, and in order also who: a flow and a sum are the programme."""
    part, base, most, counts = question
    answers = [form.short(base, most, counts, ordered=ordered) for form in forms(part)]
    first = answers[0]

    for answer in answers[1:]:
        assert answer.unserved == pytest.approx(first.unserved, abs=1e-7)
        assert math.fsum(answer.extra) == pytest.approx(math.fsum(first.extra), abs=1e-6)
        if ordered:
            assert answer.extra == pytest.approx(first.extra, abs=1e-6)
    for given_, extra, limit in zip(base, first.extra, most, strict=True):
        assert -1e-9 <= extra <= limit - given_ + 1e-9


@FORMS
@given(questions())
def test_every_form_levels_the_same_loads(
    question: tuple[Component, list[float], list[float], list[int]],
) -> None:
    """Each person carries as much, whichever form found it, and as much is left."""
    part = question[0]
    answers = [form.even() for form in forms(part)]
    loads = [[math.fsum(work.values()) for work in answer.work] for answer in answers]
    left = [math.fsum(answer.left.values()) for answer in answers]

    for other, rest in zip(loads[1:], left[1:], strict=True):
        assert rest == pytest.approx(left[0], abs=1e-6)
        assert (other or [0.0] * len(part.groups)) == pytest.approx(loads[0], abs=1e-5)


@FORMS
@given(questions())
def test_a_team_is_asked_in_a_form_that_is_proven(
    question: tuple[Component, list[float], list[float], list[int]],
) -> None:
    """What `team_of` chooses answers as the linear programme does."""
    part, base, most, counts = question
    team = team_of(part)
    answer, other = (
        form.short(base, most, counts) for form in (team, Programme(part, part.lots()))
    )

    assert team.exact
    assert answer.unserved == pytest.approx(other.unserved, abs=1e-7)
    assert math.fsum(answer.extra) == pytest.approx(math.fsum(other.extra), abs=1e-6)


A, B = "a", "b"
ONE = PostTime("one", (A,))
BOTH = PostTime("both", (A, B))
LIGHT_AND_HEAVY = RoleWork(
    A, (Cell("light", 0.4, 0.4, 8.0, 80.0), Cell("heavy", 1.6, 1.6, 2.0, 90.0)), max_accounts=5
)
"""Eight customers of a twentieth of a person each, and two of four fifths each."""


@pytest.mark.parametrize(
    ("roles", "posts", "kind", "steps"),
    [
        ([role(A, 1.0)], [ONE], _Sum, 1),
        # one work, one person, one role: edges 1 + 1, people 1, roles 1
        ([role(A, 1.0)._replace(max_accounts=9)], [ONE], Flow, 50 * 4 + 50),
        ([role(A, 1.0)], [ONE._replace(max_arr=9)], Flow, 50 * 4 + 50),
        # edges 2 for the works and 2 for the person, people 1, roles 2
        ([role(A, 1.0), role(B, 1.0)], [BOTH], Flow, 50 * (4 + 1 + 2) + 50),
        # rows: 2 works, 1 person, 2 caps, 4 for the role; columns: 2 pairs, 2 works, 1 role
        ([LIGHT_AND_HEAVY], [ONE._replace(max_accounts=5)], Programme, 9 * (9 + 5)),
        ([LIGHT_AND_HEAVY], [ONE._replace(max_arr=50)], Programme, 9 * (9 + 5)),
        ([LIGHT_AND_HEAVY], [ONE], Programme, 7 * (7 + 5)),
        ([role(A, 1.0)._replace(cells=(Cell("s", 1, 1), Cell("t", 1, 1)))],
         [ONE._replace(segments=frozenset("s"))], Flow, 50 * (1 + 2 + 1 + 1) + 50),
    ],
)  # fmt: skip
def test_the_simplest_form_that_holds_is_taken(
    roles: list[RoleWork], posts: list[PostTime], kind: type, steps: int
) -> None:
    """A sum where all do all, a flow where a customer is a customer, else the programme.

    What one question costs decides where a search ends, so it is the same on every machine.
    """
    team = team_of(part_of(roles, posts))

    assert (type(team), team.exact, team.steps) == (kind, True, steps)


def crowd(cells: int) -> Component:
    """Return customers who all differ in weight, and two people with a cap of ten on each."""
    sizes = [0.05 + 0.0005 * number for number in range(cells)]
    work = RoleWork(
        A,
        tuple(Cell(f"s{n}", size, size, 1.0) for n, size in enumerate(sizes)),
        max_accounts=10,
    )
    return part_of([work], [PostTime("p", (A,), posts=2, max_accounts=10)])


def test_a_crowd_of_caps_is_answered_by_a_flow_that_never_hires_too_few() -> None:
    """136 customers are 143 rows and 273 columns, 59,488 steps; one more, and all are too many.

    Of 137 the two hold 20, so 11.7 people are to hire. The flow takes every customer for as light
    as the lightest: ten of 0.05 fill half a person. So the two do 1.0 of the work, which is
    137 x 0.05 + 0.0005 x (1 + ... + 136) = 11.508, and each 1.0 of the rest takes two people.
    """
    proven, bounded = team_of(crowd(136)), team_of(crowd(137))

    assert (proven.exact, proven.steps) == (True, 143 * (143 + 273))
    # edges 137 + 137, one group, one role
    assert (bounded.exact, bounded.steps) == (False, 50 * (274 + 1 + 1) + 50)
    assert bounded.short([0.0], [99.0]).extra == pytest.approx((21.016,))
    assert bounded.short([0.0], [99.0]).unserved == 0


def test_rounding_errors_hire_nobody() -> None:
    """Of two who could do the second job, the one who has time does it, and the other none of it.

    The first has 0.3 of 0.4, the second takes the other job: 0.2 of 0.5.
    """
    roles = [role(A, 0.3), role(B, 0.2)]
    posts = [PostTime("p", (A, B), fte=0.4), PostTime("q", (B,), fte=0.5)]
    shares = team_of(part_of(roles, posts)).even()

    assert [set(work) for work in shares.work] == [{A}, {B}]


def test_sixty_roles_are_hired_for_at_once() -> None:
    """A ring of sixty, 1.3 of work and 0.8 of people each: 60 x 0.5 is missing, 0.4 x 60 at most.

    With half a person for each role the rest is left, 60 x (0.5 - 0.4) = 6.
    """
    names = [f"r{number}" for number in range(60)]
    posts = [
        PostTime(f"p{number}", (name, names[(number + 1) % 60]), fte=0.8)
        for number, name in enumerate(names)
    ]
    team = team_of(part_of([role(name, 1.3) for name in names], posts))
    free = team.short([0.0] * 60, [1e9] * 60)
    some = team.short([0.0] * 60, [0.4] * 60)
    held = team.short([0.1] * 60, [0.4] * 60)

    assert math.fsum(free.extra) == pytest.approx(30)
    assert free.unserved == 0
    assert some == (pytest.approx((0.4,) * 60), pytest.approx(6))
    assert held == (pytest.approx((0.3,) * 60), pytest.approx(6))


def test_loads_are_levelled_from_the_busiest_down_as_far_as_forty_steps() -> None:
    """Forty-five people with a job each of 0.01, 0.02 ... 0.45, and one who holds two of them all.

    Who could help the two busiest helps the busiest: 0.45 and 0.44 with three people are 0.2967.
    All others do their own job; of the least busy the steps say nothing, and their job is done.
    """
    names = [f"r{number:02}" for number in range(45)]
    roles = [role(name, (number + 1) / 100) for number, name in enumerate(names)]
    chain = [
        PostTime(f"q{number}", (name, names[number + 1]), fte=0.0001)
        for number, name in enumerate(names[:-2])
    ]
    posts = [PostTime(name, (name,)) for name in names]
    posts += [PostTime("both", tuple(names[-2:])), *chain]
    shares = team_of(part_of(roles, posts)).even()
    loads = [math.fsum(work.values()) for work in shares.work]

    assert shares.left == {}
    assert math.fsum(loads) == pytest.approx(math.fsum(item.work for item in roles))
    assert loads[43:46] == pytest.approx([0.89 / 3] * 3, abs=1e-3)
    assert loads[5:43] == pytest.approx([(number + 1) / 100 for number in range(5, 43)], abs=1e-3)
    assert max(loads[:5]) <= 0.06


def test_one_job_that_all_may_do_is_shared_by_time() -> None:
    """Three posts of 0.4 and one of 1.0 are 2.2: of 1.1 of work they do 0.6 and 0.5.

    The need is 2.0. With two of the three there, 0.8, and 0.3 hired, 0.9 is missing; where half a
    person may be hired in all, 0.2 more are, and 0.7 is left.
    """
    work = RoleWork(A, (Cell("s", 0.6, 1.0), Cell("t", 0.5, 1.0)))
    part = part_of([work], [PostTime("p", (A,), posts=3, fte=0.4), PostTime("q", (A,))])

    for team in forms(part):
        assert [own[A] for own in team.even().work] == pytest.approx([0.6, 0.5])
        assert team.short([0.3], [9.0], [2, 0]) == (pytest.approx((0.9,)), 0)
        assert team.short([0.3], [0.5], [2, 0]) == (pytest.approx((0.2,)), pytest.approx(0.7))
        assert team.short([0.0], [9.0]) == (pytest.approx((0.0,)), 0)
    assert len(forms(part)) == 3
    nobody = part_of([work], [])
    assert team_of(nobody).even() == ((), {A: pytest.approx(1.1)})
