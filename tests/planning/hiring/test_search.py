"""The search for hires and for posts that can go: its bounds, its ties and what it may cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csdesign.planning.hiring.hires import fewest_hires, hire
from csdesign.planning.hiring.team import Cell, Component, PostTime, RoleWork, components

from .teams import hires, role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.hiring.hires import Staffed


def part_of(roles: Sequence[RoleWork], posts: Sequence[PostTime]) -> Component:
    """Return the one component of a team."""
    (part,), _ = components(roles, posts)
    return part


def ring(
    size: int,
    works: Sequence[float],
    times: Sequence[float],
    *,
    costs: Sequence[float] = (1.0,),
    salaries: Sequence[float] = (0.0,),
) -> Component:
    """Return roles in a ring, each linked to the next by a post; numbers are taken in turn."""
    roles = [role(f"r{i}", works[i % len(works)], cost=costs[i % len(costs)]) for i in range(size)]
    posts = [
        PostTime(
            f"p{i}",
            (f"r{i}", f"r{(i + 1) % size}"),
            fte=times[i % len(times)],
            cost=salaries[i % len(salaries)],
        )
        for i in range(size)
    ]
    return part_of(roles, posts)


def posts_of(made: Staffed) -> dict[str, int]:
    """Return the posts to hire by role."""
    return {item.role: item.posts for item in made.hires}


PRICED = {"costs": (90.0, 100.0, 80.0, 70.0)}
PAID = {"salaries": (50.0, 60.0, 50.0)}


@pytest.mark.parametrize(
    ("part", "hired", "gone", "steps"),
    [
        (ring(6, (0.7,), (0.5,)), {"r0": 1, "r3": 1}, [], 3_101),
        (ring(8, (0.7,), (0.5,), **PRICED), {"r0": 1, "r3": 1, "r6": 1}, [], 157_851),
        (ring(7, (0.3, 0.2), (0.5, 0.4), **PAID), {}, [1, 3, 6], 36_401),
        (ring(5, (0.25, 0.1), (0.5, 0.25, 1.0), **PAID), {}, [1, 4], 18_481),
    ],
)
def test_a_search_proves_its_answer_within_so_many_steps(
    part: Component, hired: dict[str, int], gone: list[int], steps: int
) -> None:
    """One step less, and the answer stands unproven: a bound that cuts less shows here."""
    made, cut = hire(part, steps=steps), hire(part, steps=steps - 1)

    assert (posts_of(made), [member.place for member in made.surplus]) == (hired, gone)
    assert (made.exact, cut.exact) == (True, False)
    assert cut.hired >= made.hired >= cut.least
    assert len(cut.surplus) <= len(made.surplus)


def test_hires_alone_are_those_of_the_whole_answer() -> None:
    """`fewest_hires` counts posts of every role, and nobody looks for surplus unasked."""
    part = ring(7, (0.3, 0.2), (0.5, 0.4), **PAID)

    assert fewest_hires(part) == (0,) * 7
    assert fewest_hires(ring(6, (0.7,), (0.5,))) == (1, 0, 0, 1, 0, 0)
    assert hire(part, surplus=False).surplus == ()
    assert hire(part, surplus=False).exact


def test_beyond_twenty_roles_what_is_certain_adds_up_over_neighbours() -> None:
    """Three neighbours lack 0.1 of 2.1: one hire for each three of 21; the queue of r0 takes two.

    By time alone 21 x 0.2 = 4.2 are missing: five hires.
    """
    plain = hire(ring(21, (0.7,), (0.5,)))
    part = ring(21, (0.7,), (0.5,))
    roles = (part.roles[0]._replace(roster=2.0), *part.roles[1:])
    queue = hire(Component(roles, part.groups))

    assert (plain.least, plain.exact) == (7, False)
    assert 7 <= plain.hired <= 9
    assert queue.least == 8
    assert posts_of(queue)["r0"] == 2
    assert hire(ring(20, (0.7,), (0.5,))).least == 7


def test_a_large_search_that_may_take_nothing_says_what_is_certain() -> None:
    """Hires found in turn are enough, more than needed perhaps, and never fewer than certain."""
    part = ring(40, (0.7,), (0.5,))
    quick, full = hire(part, steps=1), hire(part)

    assert (quick.least, full.least) == (13, 13)
    assert quick.hired >= full.hired >= 13
    assert not quick.exact


def test_posts_that_can_go_of_a_large_team_are_proven_by_time_alone() -> None:
    """21 roles of 0.1 and five people who hold them all: 2.1 of work, two can go and no third.

    If each holds a role of their own, nobody can go though 19.8 of their time is free.
    """
    names = [f"r{number}" for number in range(22)]
    alike = hire(part_of([role(n, 0.1) for n in names[:21]], [PostTime("p", tuple(names[:21]), 5)]))
    own = [PostTime(name, (name, names[0])) for name in names[1:]]
    apart = hire(part_of([role(name, 0.1) for name in names], own))

    assert ([(m.place, m.posts) for m in alike.surplus], alike.exact) == ([(0, 2)], True)
    assert (apart.surplus, apart.exact) == ((), False)


@pytest.mark.parametrize(
    ("desk", "csm", "hired"),
    [(100.0, 90.0, {"csm": 1}), (90.0, 100.0, {"desk": 1}), (90.0, 90.0, {"desk": 1})],
)
def test_who_is_kept_for_a_queue_leaves_the_cheaper_hire(
    desk: float, csm: float, hired: dict[str, int]
) -> None:
    """One person for a queue and another job: the cheaper is hired for, else the first."""
    jobs = [role("desk", 0.2, roster=1.0, cost=desk), role("csm", 1.0, cost=csm)]

    assert hires(jobs, [PostTime("p", ("desk", "csm"))]) == hired


@pytest.mark.parametrize(
    ("work", "roster", "people", "short", "bound"),
    [
        (3.0, 1.4, 1, 2.0, "work"),  # 0.4 to sit there, but 2.0 of work
        (1.2, 1.4, 1, 0.4, "roster"),
        (1.4, 1.4, 1, 0.4, "roster"),  # as much of both
        (0.5, 2.5, 0, 2.5, "roster"),
    ],
)
def test_a_hire_is_for_what_is_short_most(
    work: float, roster: float, people: int, short: float, bound: str
) -> None:
    """Presence where it takes as much as the work, else the work."""
    posts = [PostTime("p", ("desk",), posts=people)] if people else []
    (item,) = hire(part_of([role("desk", work, roster=roster)], posts)).hires

    assert (item.bound, item.short) == (bound, pytest.approx(short))


@pytest.mark.parametrize(
    ("need", "cap", "short", "bound"),
    [
        (1.8, 10.0, 2.0, "cap"),  # 30 customers of ten each, less the ten of the one who is there
        (2.5, None, 1.5, "book"),  # whole books take 2.5 people
        (2.5, 10.0, 2.0, "cap"),  # the cap takes more than the books
        (1.8, 20.0, 0.8, "work"),  # 1.5 people by the cap, 1.8 by the work
    ],
)
def test_a_hire_is_for_the_cap_or_the_book_where_it_adds_people(
    need: float, cap: float | None, short: float, bound: str
) -> None:
    """The work alone is 1.8 people, and one of them is there."""
    work = RoleWork("csm", (Cell("s", 1.8, need, 30.0),), max_accounts=cap)
    (item,) = hire(part_of([work], [PostTime("p", ("csm",), max_accounts=cap)])).hires

    assert (item.short, item.bound) == (pytest.approx(short), bound)


def test_the_caller_may_keep_posts_from_going() -> None:
    """Of three alike for 1.0 two can go; a rule that keeps the second lets one go, the last."""
    roles = [role("a", 1.0)]
    part = part_of(roles, [PostTime("x", ("a",), posts=2), PostTime("y", ("a",))])
    asked = hire(part, keeps=lambda gone: sum(member.posts for member in gone) < 2)

    assert [(m.place, m.posts) for m in hire(part).surplus] == [(0, 1), (1, 1)]
    assert [(m.place, m.posts) for m in asked.surplus] == [(1, 1)]


def test_a_search_that_may_take_nothing_lets_one_go_at_most() -> None:
    """Of three posts that can go the first asked about is named, and more are not ruled out."""
    made = hire(ring(7, (0.3, 0.2), (0.5, 0.4), **PAID), steps=1)

    assert (len(made.surplus), made.hired, made.exact) == (1, 0, False)
