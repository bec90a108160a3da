"""From a task to a plan: the aims in their order, exactly if the task is small.

Limits hold; the busiest person is within the limit; soft rules are broken as little as possible;
nobody stays without accounts if a movable one is left; few hours move; moved accounts level the
loads.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from csdesign.books.bound import balanced_split, keeping_split, least_broken, priced_rules
from csdesign.books.chains import MOST_CELLS, improve
from csdesign.books.exact import (
    MOST_CHOICES,
    choices_of,
    fewest_left,
    least_broken_with_families,
    least_busy,
    solve_exactly,
)
from csdesign.books.keeping import EQUAL, give_back, released, trade_likes
from csdesign.books.largest_first import place_by_quota, place_rest
from csdesign.books.levelling import level, level_quota, unevenness
from csdesign.books.mending import drop_excess, fill_empty, make_room, mend_broken
from csdesign.books.neighbours import share_anew
from csdesign.books.prices import is_priced, least_by_prices
from csdesign.books.relaxed import least_relaxed
from csdesign.books.swaps import even_out
from csdesign.books.task import INFINITE, NOBODY, Plan

if TYPE_CHECKING:
    from csdesign.books.bound import Split
    from csdesign.books.task import Task

__all__ = ["Solution", "solve"]

_CLOSE: Final = 3e-4
"""Distance from the bound at which swaps of many accounts stop (fraction)."""
_VERY_CLOSE: Final = 1e-9
_MANY: Final = 20_000
_STEPS: Final = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1.0)
"""Values of `keep` whose books are starting points for larger values."""
_GOOD_ENOUGH: Final = 1e-3
"""Relative distance from the proven bound below which a search is not worth it."""

EXACT: Final = "exact"
ROUNDED: Final = "split, largest first, chains"


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan with its proofs.

    Attributes:
        plan: The person of each account.
        unplaced: Accounts for which no eligible person has room.
        bound: No plan has a less busy busiest person (utilisation); infinite if nothing fits.
        limit: Utilisation up to which soft rules and owners are kept.
        broken_bound: No plan within `limit` breaks less of the soft rules (weighted h).
        moved_bound: No plan within `limit` that breaks as little and leaves as few people without
            accounts moves fewer hours that could stay (h); None if owners do not count.
        method: `exact` where optimality is proven, else how it was found.
    """

    plan: Plan
    unplaced: tuple[int, ...]
    bound: float
    limit: float | None
    broken_bound: float | None
    moved_bound: float | None
    method: str


def solve(task: Task, keep: float | None, give: float = 0.15) -> Solution:
    """Return the best books in the order of the aims.

    Args:
        task: Accounts, people and limits.
        keep: Relative extra load that people may have so that owners keep their accounts; None
            ignores owners.
        give: Relative extra load that they may have so that soft rules are kept.
    """
    owners = keep is not None
    if not owners and max(task.owner, default=NOBODY) != NOBODY:
        solution = solve(replace(task, owner=[NOBODY] * len(task.owner), stays={}), None, give)
        trade_likes(solution.plan, task.owner)
        return solution
    split = balanced_split(task)
    if split.bound == INFINITE:
        return _with_some_left(task, keep, give)
    bound, is_small = split.bound, 0 < choices_of(task) <= MOST_CHOICES
    is_plain = not (task.broken or task.families or owners)
    start = _balanced(task, split) if is_small or is_plain else None
    if is_small and start is not None:  # whole accounts may miss the bound of fractions
        found, least, _ = least_busy(task, start if _is_whole(start) else None)
        if found is None:
            return _with_some_left(task, keep, give)
        bound = max(bound, least)
        start = min(start, found, key=lambda plan: (not _is_whole(plan), plan.busiest()))
    limit = bound * (1 + (keep or 0.0) + give)
    if start is not None and _is_whole(start):
        limit = max(limit, start.busiest())
    if start is not None and is_plain and _is_whole(start):
        best = start
        fill_empty(best, limit)
        if task.measures or len(task.hours) <= _MANY:  # else quotas and their rounding are level
            level(best, best.busiest())
    else:
        steps = [] if is_small or not keep else [step for step in _STEPS if step < keep]
        limits = [*(bound * (1 + step + give) for step in steps), limit]
        kept = _kept(task, limits, owners=owners)
        if kept is not None and _is_whole(kept) and kept.busiest() <= limit * (1 + _VERY_CLOSE):
            best = kept
        else:
            balanced = start or _balanced(task, split)
            limit = max(limit, balanced.busiest()) if _is_whole(balanced) else limit
            again = _kept(task, [limit], owners=owners)  # whole accounts need that much
            plans = [plan for plan in (kept, again, balanced) if plan is not None]
            best = _best(plans, limit, owners=owners)
        level(best, max(limit, best.busiest()))
    if not _is_whole(best):
        return _with_some_left(task, keep, give, best)
    limit = max(limit, best.busiest() / (1 + _VERY_CLOSE))
    return _proven(task, best, bound, limit, owners=owners, is_small=is_small)


def _kept(task: Task, limits: list[float], *, owners: bool) -> Plan | None:
    """Return books within the last of `limits` (utilisation, ascending).

    The books of each limit start from those of the one before, which it allows too, so more room
    never makes books worse.
    """
    full = (most / hours for most, hours in zip(task.most_hours, task.capacity, strict=True))
    most = max(full)  # this limit already allows everything that a higher one allows
    best: Plan | None = None
    shared: list[Plan] = []  # an alternative to the search, which continues from its own books
    is_simple = not (task.broken or task.families)
    for limit in dict.fromkeys(min(limit, most) for limit in limits):
        plans = [] if best is None else [best]
        if best is None or is_simple or not _is_searched(task):
            rounded = _rounded(task, limit)
            plans += [] if rounded is None else [rounded]
        if not plans:
            continue
        best = _best(plans, limit, owners=owners)
        if _is_searched(task) and not _is_near(best, limit):
            best = _best([best, _searched(best, limit)], limit, owners=owners)
            exact = least_broken_with_families(task, limit, best)
            if exact is not None:
                plans = [best, exact[0], _searched(exact[0], limit, rules_first=True)]
                best = _best(plans, limit, owners=owners)
            if owners and not is_simple and _is_whole(best) and not _is_near(best, limit):
                shared.append(share_anew(best, limit))
                shared = [_best(shared, limit, owners=owners)]
    return best if best is None else _best([best, *shared], limits[-1], owners=owners)


def _searched(plan: Plan, limit: float, *, rules_first: bool = False) -> Plan:
    """Return the books that a search in chains makes of `plan`, within a limit."""
    searched = plan.copy()
    _place_all(searched)
    improve(searched, limit, rules_first=rules_first)
    drop_excess(searched)
    fill_empty(searched, limit)
    return searched


def _is_searched(task: Task) -> bool:
    return len(task.hours) * task.people <= MOST_CELLS


def _is_near(plan: Plan, limit: float) -> bool:
    """Return whether books are nearly as good as the proven bound within a limit."""
    task = plan.task
    floor = least_broken(task, limit)
    split = None if floor is None else keeping_split(task, limit, broken=floor)
    if floor is None or split is None or not _is_whole(plan):
        return False
    near = 1 + _GOOD_ENOUGH
    return (
        plan.busiest() <= limit * (1 + _VERY_CLOSE)
        and plan.broken() + plan.apart() <= floor * near + EQUAL
        and plan.moved() <= split.moved * near + EQUAL
    )


def _place_all(plan: Plan) -> None:
    """Give accounts without a person to the least busy who may have them, even without room."""
    task = plan.task
    for account in _unplaced(plan):
        able = task.eligible[task.kind[account]]
        plan.give(account, min(able, key=lambda p: (plan.load[p] / task.capacity[p], p)))


def _is_whole(plan: Plan) -> bool:
    return NOBODY not in plan.person


def _left_over(plan: Plan) -> float:
    return math.fsum(plan.task.hours[account] for account in _unplaced(plan))


def _unplaced(plan: Plan) -> list[int]:
    return [account for account, person in enumerate(plan.person) if person == NOBODY]


def _rank(plan: Plan, limit: float, *, owners: bool) -> tuple[float, ...]:
    """Return the values of a plan, aim by aim; smaller is better."""
    return (
        float(not _is_whole(plan)),
        round(_left_over(plan), 6),
        round(max(plan.busiest() / limit - 1, 0.0), 6) if limit else 0.0,
        round(plan.broken() + plan.apart(), 6),
        plan.empty(),
        round(plan.moved() if owners else plan.busiest(), 6),
        unevenness(plan),
    )


def _best(plans: list[Plan], limit: float, *, owners: bool) -> Plan:
    if len(plans) == 1:
        return plans[0]
    return min(plans, key=lambda plan: _rank(plan, limit, owners=owners))


def _balanced(task: Task, split: Split) -> Plan:
    """Return balanced books, without regard to owners and soft rules."""
    plan = Plan.of_locks(task)
    quota = level_quota(plan, split.quota)
    left = place_rest(plan, place_by_quota(plan, task.free(), quota))
    close = _CLOSE if len(task.hours) > _MANY else _VERY_CLOSE
    even_out(plan, split.bound * (1 + close), keeps_rules=False)
    make_room(plan, left)
    return plan


def _rounded(task: Task, limit: float) -> Plan | None:
    """Return whole-account books made from the split that is best within `limit`."""
    floor = least_broken(task, limit)
    split = None if floor is None else keeping_split(task, limit, broken=floor)
    if split is None:
        return None
    plan = Plan.of_locks(task)
    stay, anew = released(task, split)
    plan.give_all(stay, [task.home[account] for account in stay])
    left = place_by_quota(plan, anew, level_quota(plan, split.quota))
    left = place_rest(plan, left, limit)
    if _is_searched(task) and (task.broken or task.families):
        return plan  # the search mends everything else at once
    even_out(plan, limit, anew)  # first among those that move anyway
    even_out(plan, limit)
    if plan.busiest() > limit * (1 + _VERY_CLOSE):
        even_out(plan, limit, keeps_rules=False)
    make_room(plan, left)
    mend_broken(plan, limit)
    give_back(plan, limit)
    fill_empty(plan, limit)
    return plan


def _proven(
    task: Task, plan: Plan, bound: float, limit: float, *, owners: bool, is_small: bool
) -> Solution:
    """Return a whole plan, made exact if the task is small, with its proven bounds."""
    method, broken, moved = ROUNDED, 0.0, 0.0
    if is_small or not task.free():
        exact = solve_exactly(task, limit, plan, owners=owners)
        if exact is not None:
            broken, moved = exact.broken, exact.moved
            plan = _best([plan, exact.plan], limit, owners=owners)
            method = EXACT if exact.is_optimal else ROUNDED
    elif not owners and plan.busiest() <= bound * (1 + _VERY_CLOSE):
        method = EXACT
    with_families = least_broken_with_families(task, limit, plan) if method != EXACT else None
    if with_families is not None:
        broken = max(broken, with_families[1])
    priced = priced_rules(task, limit)
    if priced is not None:
        broken = max(broken, priced[0])
        if method != EXACT and is_priced(task):
            broken = max(broken, least_by_prices(task, limit, plan, priced[1], moves=False))
            broken = max(broken, least_relaxed(task, limit))
    moved_bound = None
    if owners:
        split = keeping_split(task, limit, broken=max(plan.broken(), broken))
        moved_bound = moved
        if split is not None:
            moved_bound = max(moved, split.moved)
            if method != EXACT and is_priced(task):
                by_prices = least_by_prices(task, limit, plan, split.prices, moves=True)
                relaxed = least_relaxed(task, limit, max(plan.broken() + plan.apart(), broken))
                moved_bound = max(moved_bound, by_prices, relaxed)
    return Solution(plan, (), bound, limit, broken, moved_bound, method)


def _with_some_left(
    task: Task, keep: float | None, give: float, known: Plan | None = None
) -> Solution:
    """Return the closest plan that keeps every limit, with as few hours left over as possible."""
    plans = [] if known is None else [known]
    if 0 < choices_of(task) <= MOST_CHOICES:
        left = fewest_left(task)
    else:
        plans.append(_as_much_as_fits(task))
        left = _unplaced(min(plans, key=_left_over))
    if left:
        out = frozenset(left)
        rest = [account for account in range(len(task.hours)) if account not in out]
        solved = solve(task.part(rest), keep, give)
        plan = Plan.of_locks(task)
        for account, person in zip(rest, solved.plan.person, strict=True):
            if person != NOBODY and task.fixed[account] == NOBODY:
                plan.give(account, person)
        plans.insert(0, plan)
    best = min(plans, key=_left_over)
    return Solution(best, tuple(_unplaced(best)), INFINITE, None, None, None, "as much as fits")


def _as_much_as_fits(task: Task) -> Plan:
    plan = Plan.of_locks(task)
    split = keeping_split(task, INFINITE, may_leave=True)
    stay, anew = released(task, split) if split is not None else ([], task.free())
    over = []
    for account in stay:
        if plan.has_room(account, task.home[account]):
            plan.give(account, task.home[account])
        else:
            over.append(account)
    left = place_by_quota(plan, anew, {} if split is None else split.quota)
    left = place_rest(plan, sorted([*left, *over], key=lambda a: (-task.hours[a], a)))
    make_room(plan, left)
    return plan
