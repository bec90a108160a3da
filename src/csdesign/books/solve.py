"""From a task to a plan: bound, split, largest first, swaps, and exactly where it is small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.books.bound import Split, balanced_split
from csdesign.books.exact import MOST_CHOICES, choices_of, solve_exactly
from csdesign.books.keeping import give_back, keeping_split, released
from csdesign.books.largest_first import place_by_quota, place_rest
from csdesign.books.programme import INFINITE
from csdesign.books.swaps import even_out
from csdesign.books.task import Plan

if TYPE_CHECKING:
    from csdesign.books.task import Task

__all__ = ["Solution", "solve"]

_CLOSE: Final = 3e-4
"""Swaps stop this near the bound where there are many accounts (fraction)."""
_VERY_CLOSE: Final = 1e-9
_MANY: Final = 20_000
_FEW: Final = 300
"""Choices up to which the best is looked for however near the plan is."""
_NEAR: Final = 5e-4
"""Above them, how near the bound is near enough (fraction)."""


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan with its proof.

    Attributes:
        plan: Who has what.
        unplaced: Accounts for which no eligible person has room.
        bound: No plan has a less busy busiest person (utilisation); infinite when nothing fits.
        limit: Utilisation up to which owners keep their accounts; None when owners do not count.
        moved_bound: No plan within `limit` moves fewer hours (h); None without `limit`.
        method: `exact` where optimality is proven, else `split, largest first, swaps`.
    """

    plan: Plan
    unplaced: tuple[int, ...]
    bound: float
    limit: float | None
    moved_bound: float | None
    method: str


def solve(task: Task, keep: float | None) -> Solution:
    """Return balanced books, or with `keep` those that disturb least.

    Args:
        task: Accounts, people and limits.
        keep: Owners keep their accounts as long as nobody is busier than the bound times
            (1 + keep); None ignores owners and balances only.
    """
    split = balanced_split(task)
    if split.bound == INFINITE:
        return _as_much_as_fits(task)
    if keep is None:
        return _balanced(task, split.bound, split.quota)
    return _kept(task, split, keep)


def _balanced(task: Task, bound: float, quota: dict[int, dict[int, float]]) -> Solution:
    plan = Plan.of_locks(task)
    left = place_rest(plan, place_by_quota(plan, task.free(), quota))
    close = _CLOSE if len(task.hours) > _MANY else _VERY_CLOSE
    even_out(plan, bound * (1 + close))
    method = "split, largest first, swaps"
    choices = choices_of(task)
    near = _NEAR if choices > _FEW else _VERY_CLOSE
    if 0 < choices <= MOST_CHOICES and (left or plan.busiest() > bound * (1 + near)):
        exact = solve_exactly(task, None, plan if not left else None)
        if exact.plan is not None and (left or exact.plan.busiest() <= plan.busiest()):
            plan, left = exact.plan, []
            bound = max(bound, exact.bound)
            method = "exact" if exact.is_optimal else method
    elif not left and plan.busiest() <= bound * (1 + _VERY_CLOSE):
        method = "exact"
    return Solution(plan, tuple(left), bound, None, None, method)


def _kept(task: Task, balanced: Split, keep: float) -> Solution:
    bound, is_small = balanced.bound, 0 < choices_of(task) <= MOST_CHOICES
    least = bound
    if is_small:  # whole accounts may not come near what fractions of them allow
        whole = _balanced(task, bound, balanced.quota)
        bound = whole.bound
        least = bound if whole.unplaced else whole.plan.busiest()
    limit = max(bound * (1 + keep), least)
    split = keeping_split(task, limit)
    if split is None:
        return _as_much_as_fits(task)
    plan = Plan.of_locks(task)
    stay, anew = released(task, split)
    for account in stay:
        plan.give(account, task.owner[account])
    left = place_rest(plan, place_by_quota(plan, anew, split.quota))
    even_out(plan, limit, anew)  # first among those that move anyway
    even_out(plan, limit)
    give_back(plan, limit)
    method = "split, largest first, swaps"
    moved_bound = split.moved
    if is_small:
        exact = solve_exactly(task, limit, None)
        if exact.plan is not None:
            plan, left = exact.plan, []
            moved_bound = max(moved_bound, exact.bound - _homeless(task))
            method = "exact" if exact.is_optimal else method
    return Solution(plan, tuple(left), bound, limit, moved_bound, method)


def _as_much_as_fits(task: Task) -> Solution:
    """Return the closest plan that keeps every limit: as few hours as possible left over."""
    plan = Plan.of_locks(task)
    split = keeping_split(task, INFINITE, may_leave=True)
    quota = split.quota if split is not None else {}
    stay, anew = released(task, split) if split is not None else ([], task.free())
    over = []
    for account in stay:
        if plan.has_room(account, task.owner[account]):
            plan.give(account, task.owner[account])
        else:
            over.append(account)
    left = place_by_quota(plan, anew, quota)
    left = place_rest(plan, sorted([*left, *over], key=lambda a: (-task.hours[a], a)))
    return Solution(plan, tuple(left), INFINITE, None, None, "as much as fits")


def _homeless(task: Task) -> float:
    """Return the free hours whose owner may not keep them: they move in any case."""
    return sum(
        task.hours[account]
        for account in task.free()
        if task.owner[account] not in task.eligible[task.kind[account]]
    )
