"""Teams as plain numbers: work, posts, and what is asked of them in planner tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st

from csdesign.planning.hiring.hires import hire
from csdesign.planning.hiring.team import Cell, PostTime, RoleWork, components

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.hiring.hires import Staffed

SMALL = settings(max_examples=60, deadline=None)
TENTHS = (0.1, 0.25, 0.3, 0.5, 0.75, 0.9, 1.0, 1.2, 1.5)


def role(name: str, work: float, **more: float) -> RoleWork:
    """Return a role with work in one segment."""
    customers = more.pop("customers", 0.0)
    return RoleWork(name, (Cell("s", work, work, customers, customers),), **more)


def solved(roles: Sequence[RoleWork], posts: Sequence[PostTime]) -> list[Staffed]:
    """Return the answer for each component."""
    parts, _ = components(roles, posts)
    return [hire(part) for part in parts]


def hires(roles: Sequence[RoleWork], posts: Sequence[PostTime]) -> dict[str, int]:
    """Return the posts to hire by role."""
    return {item.role: item.posts for made in solved(roles, posts) for item in made.hires}


def spare(roles: Sequence[RoleWork], posts: Sequence[PostTime]) -> int:
    """Return how many posts can go."""
    return sum(member.posts for made in solved(roles, posts) for member in made.surplus)


def need(roles: Sequence[RoleWork], posts: Sequence[PostTime]) -> int:
    """Return the people needed."""
    return (
        sum(post.posts for post in posts) - spare(roles, posts) + sum(hires(roles, posts).values())
    )


@st.composite
def teams(draw: st.DrawFn) -> tuple[list[RoleWork], list[PostTime]]:
    """Return small teams: part-time, several roles, rings, caps, rosters, posts of one segment."""
    names = [f"r{i}" for i in range(draw(st.integers(1, 3)))]
    segments = ["s", "t"][: draw(st.integers(1, 2))]
    capped = draw(st.booleans())
    posts = []
    for number in range(draw(st.integers(0, 3))):
        ring = (names[number % len(names)], names[(number + 1) % len(names)])
        held = draw(st.one_of(st.just(ring), st.lists(st.sampled_from(names), min_size=1)))
        limited = len(segments) == 2 and draw(st.integers(0, 3)) == 0
        posts.append(
            PostTime(
                f"p{number}",
                tuple(dict.fromkeys(held)),
                posts=draw(st.sampled_from([1, 1, 2])),
                fte=draw(st.sampled_from([0.4, 0.5, 0.6, 0.8, 1.0, 1.0])),
                segments=frozenset(draw(st.sampled_from([["s"], ["t"]]))) if limited else None,
                max_accounts=draw(st.sampled_from([None, 8, 15, 30])) if capped else None,
            )
        )
    roles = []
    for name in names:
        cells = []
        for segment in segments:
            work = draw(st.sampled_from(TENTHS))
            cells.append(Cell(segment, work, work, draw(st.sampled_from([5.0, 10.0, 20.0, 30.0]))))
        caps = [post.max_accounts for post in posts if name in post.roles]
        roles.append(
            RoleWork(
                name,
                tuple(cells),
                roster=draw(st.sampled_from([0.0, 0.0, 0.0, 1 / 0.7])),
                cost=draw(st.sampled_from([80.0, 100.0, 120.0])),
                max_accounts=max(c for c in caps if c) if caps and all(caps) else None,
            )
        )
    return roles, posts
