"""The work of all roles and the time of all posts as plain numbers.

Months and scenarios call `team_work` with other numbers of customers.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from csdesign.planning.hiring.team import PostTime, RoleWork
from csdesign.planning.money.cost import role_cost
from csdesign.planning.months.horizon import planned_day
from csdesign.planning.months.supply import in_post_on
from csdesign.planning.people.beyond_hours import skills_of
from csdesign.planning.work.demand import Queue
from csdesign.planning.work.need import Caps, caps_of, cell_of, need_of
from csdesign.planning.work.regions import Regions
from csdesign.planning.work.staffing import hours_of, pool_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from csdesign.model.design import Design, Post, Segment
    from csdesign.planning.results import Pool, Staffing
    from csdesign.planning.results.people import Need
    from csdesign.planning.work.demand import Demand

__all__ = ["TeamWork", "Work", "post_times", "team_work"]


Work = tuple["Segment", "Mapping[str, Demand]", "Sequence[Staffing]"]
"""A segment with each role's demand, and its rows of staffing."""


class TeamWork(NamedTuple):
    """The work of all roles as plain numbers, in the order in which ties are decided."""

    roles: tuple[RoleWork, ...]
    pools: Mapping[str, Pool]
    """The joint queue of each role that has one."""
    needs: Mapping[str, Need]
    apart: frozenset[frozenset[str]]
    """Pairs of roles that the company rules keep apart."""
    sides: tuple[frozenset[str], frozenset[str]]
    """Practitioners of high-touch and of tech-touch segments."""


def team_work(
    design: Design,
    work: Iterable[Work],
    *,
    sides: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
    caps: Mapping[str, Caps] | None = None,
    regions: Regions | None = None,
) -> TeamWork:
    """Return each role's work over all segments, in the order of `roles:`, others after them.

    Args:
        design: Its posts, whose caps limit books, and its parameters.
        work: For each segment, what each role does there.
        sides: Practitioners of high-touch and of tech-touch segments: one person is one of both.
        caps: The result of `caps_of` for the design, if known.
        regions: Its segments by region, likewise.
    """
    cells: dict[str, list[tuple[Segment, Demand, bool]]] = {}
    queues: dict[str, Queue] = {}
    for segment, demand, rows in work:
        for row in rows:
            part = demand[row.role]
            cells.setdefault(row.role, []).append((segment, part, row.assignment == "named"))
            if part.queue_work:
                queues.setdefault(row.role, Queue()).join(part.queue(segment))
    order = design.place_of_role
    caps, none = caps_of(design) if caps is None else caps, Caps()
    regions = regions or Regions(design)
    pools: dict[str, Pool] = {}
    roles: list[RoleWork] = []
    for role in sorted(cells, key=lambda name: order.get(name, len(order))):
        planned = hours_of(design, role).planned_hours
        limit = caps.get(role, none)
        if role in queues:
            pool = pool_of(design, role, queues[role])
            if pool is not None:
                pools[role] = pool
        roles.append(
            RoleWork(
                role,
                tuple(
                    piece
                    for segment, part, named in cells[role]
                    for piece in regions.split(
                        cell_of(
                            segment, part, named=named, planned_hours=planned, max_arr=limit.max_arr
                        )
                    )
                ),
                roster=pools[role].roster if role in pools and pools[role].short else 0.0,
                cost=role_cost(design, role),
                max_accounts=limit.max_accounts,
                max_arr=limit.max_arr,
            )
        )
    return TeamWork(
        tuple(roles),
        pools,
        {role.role: need_of(role) for role in roles},
        frozenset(_never_together(design)),
        sides,
    )


def _never_together(design: Design) -> Iterator[frozenset[str]]:
    for group in design.document.doctrine.never_together or ():
        yield from (frozenset(pair) for pair in combinations(dict.fromkeys(group), 2))


def post_times(
    design: Design,
    roles: Sequence[RoleWork],
    posts: Sequence[Post] | None = None,
    regions: Regions | None = None,
) -> tuple[PostTime, ...]:
    """Return posts of a design, each with those of its roles that have work in its places.

    Without `posts`, all of the design.
    """
    worked = {
        role.role: frozenset(cell.place for cell in role.cells if cell.need > 0) for role in roles
    }
    regions, day = regions or Regions(design), planned_day(design)
    served = frozenset(cell.segment for role in roles for cell in role.cells)
    skilled = any(design.segment_by_id[name].written.demand_fte for name in served)
    found: list[PostTime] = []
    for post in design.posts or () if posts is None else posts:
        places = regions.served(post)
        active = tuple(
            role
            for role in post.roles
            if worked.get(role) and (places is None or worked[role] & places)
        )
        written = post.written
        found.append(
            PostTime(
                post.id,
                active,
                posts=int(post.count) if in_post_on(post, day) else 0,
                fte=float(post.fte),
                segments=places,
                max_accounts=_amount(written.max_accounts),
                max_arr=_amount(written.max_arr),
                cost=_post_cost(design, post),
                skills=skills_of(post) if skilled else frozenset(),
            )
        )
    return tuple(found)


def _amount(cap: float | None) -> float | None:
    return float(cap) if cap else None


def _post_cost(design: Design, post: Post) -> float | None:
    """Return the yearly cost of one post: its time at the highest cost of its roles."""
    costs = [role_cost(design, role) for role in post.roles]
    known = [cost for cost in costs if cost is not None]
    return None if len(known) < len(costs) or not known else float(post.fte) * max(known)
