"""Redistribution of the accounts of a few people at a time by a programme, to move fewer hours.

Source: large neighbourhood search (P. Shaw, "Using constraint programming and local search methods
to solve vehicle routing problems", Principles and Practice of Constraint Programming, 1998).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from csdesign.books.exact import choices_of, fewest_moved
from csdesign.books.task import NOBODY, Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MOST_SHARED", "share_anew"]

MOST_SHARED: Final = 20_000
"""Largest task tried: free accounts times eligible people."""
_TOGETHER: Final = 4
_PROGRAMMES: Final = 20
"""Most programmes solved, in some seconds."""
_LEAST: Final = 1e-6
"""Least gain for which books change (h)."""


def share_anew(plan: Plan, limit: float) -> Plan:
    """Return books within `limit` (utilisation) that move no more hours than those of `plan`.

    No soft rule is broken more, and the number of people without accounts does not rise.
    """
    if choices_of(plan.task, MOST_SHARED) > MOST_SHARED:
        return plan
    changed = [0] * plan.task.people
    tried: set[tuple[tuple[int, int], ...]] = set()
    for _ in range(_PROGRAMMES):
        for people in _groups(plan):
            state = tuple((person, changed[person]) for person in people)
            if state not in tried:
                break
        else:
            break
        tried.add(state)
        better = _shared(plan, people, limit)
        if better is not None:
            plan = better
            for person in people:
                changed[person] += 1
    return plan


def _groups(plan: Plan) -> Iterator[tuple[int, ...]]:
    """Yield groups of people, first those who have most hours of each other's accounts."""
    task = plan.task
    astray: dict[tuple[int, int], float] = defaultdict(float)
    for account, (home, person) in enumerate(zip(task.home, plan.person, strict=True)):
        if home not in (NOBODY, person) and person != NOBODY:
            astray[min(home, person), max(home, person)] += task.hours[account]
    seen = set()
    for first in sorted(astray, key=lambda pair: (-astray[pair], pair)):
        group = list(first)
        while len(group) < min(_TOGETHER, task.people):
            more = [0.0] * task.people
            for (one, other), hours in astray.items():
                more[other] += hours * (one in group)
                more[one] += hours * (other in group)
            others = (person for person in range(task.people) if person not in group)
            group.append(max(others, key=lambda person: (more[person], -person)))
        people = tuple(sorted(group))
        if people not in seen:
            seen.add(people)
            yield people


def _shared(plan: Plan, people: tuple[int, ...], limit: float) -> Plan | None:
    """Return the plan with the accounts of `people` redistributed; None if that moves more."""
    task, inside = plan.task, frozenset(people)
    part = replace(
        task,
        fixed=[
            person if person not in inside else fixed
            for person, fixed in zip(plan.person, task.fixed, strict=True)
        ],
        eligible=tuple(tuple(p for p in able if p in inside) for able in task.eligible),
    )
    start = Plan.of_locks(part)
    for account in part.free():
        start.give(account, plan.person[account])
    found = fewest_moved(part, limit, start)
    if found is None or found.moved() > start.moved() - _LEAST:
        return None
    whole = Plan.of_locks(task)
    for account in task.free():
        whole.give(account, found.person[account])
    if whole.broken() + whole.apart() > plan.broken() + plan.apart() + _LEAST:
        return None
    return whole
