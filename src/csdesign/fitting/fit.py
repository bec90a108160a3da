"""The search for a fit: the answer, its loss, and the lowest limit that can be reached."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.extras import needs_extra
from csdesign.fitting.choices import written_of
from csdesign.fitting.cuts import RANK
from csdesign.fitting.fitted import Change, Fit, Frontier, Limit, Proof, Reach
from csdesign.fitting.model import fixed_hours
from csdesign.fitting.search import Search, changed_design
from csdesign.planning.coverage.promised import customers_of_interaction
from csdesign.planning.money.cost import role_cost
from csdesign.planning.planner import make_plan
from csdesign.planning.serving.deliverers import title_of
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.finding import YamlPath
    from csdesign.fitting.search import Found
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan

__all__ = ["SECONDS", "fit_design"]

_SAME: Final = 1e-9
_MANY: Final = 1_000_000
SECONDS: Final = 60.0
"""Default time limit of a search (s)."""


@needs_extra
def fit_design(
    design: Design,
    limit: Limit,
    *,
    frontier: bool = False,
    seconds: float | None = SECONDS,
    gap: float = 0.0,
    told: Callable[[str, int, int], None] | None = None,
) -> Fit:
    """Return the promises to change so that the plan fits, at least cost to customers.

    Args:
        design: Its interactions say what may change: floors, options, protected promises.
        limit: People in all, people of roles, or money a year.
        frontier: Whether to return the best answer for each number of people.
        seconds: Time after which to stop with the best answer so far (s); None for never.
        gap: Relative excess over the least loss that is accepted (0 asks for proof).
        told: Called with the phase of the search, the steps done, and 0.

    Raises:
        UsageError: the limit means nothing for the design, or what it says of changes contradicts
            itself.
        MissingExtraError: the solver is not installed.
    """
    search = Search(design, seconds, told, gap)
    _check(search.before, limit)
    _check_written(search)
    found = search.fit(limit)
    made = _made(search, limit, found)
    if frontier:
        made = made._replace(frontier=_frontier(search))
    if found.status == "impossible" or frontier:
        made = made._replace(reach=_reach(search, limit, made.frontier))
    return made


def _made(search: Search, limit: Limit, found: Found) -> Fit:
    picked = found.picked
    fit = Fit(
        status=found.status,
        limit=limit,
        before=search.before,
        plan=None,
        choices=search.choices,
        changes=(),
        loss=0.0,
        total=search.total,
        proof=None,
        reach=None,
        fixed_hours=_fixed(search),
    )
    if picked is None:
        return fit
    plan = make_plan(changed_design(search.design, search.choices, picked))
    changes = _changes(search, picked)
    loss = math.fsum(change.loss for change in changes)
    proof = Proof(
        bound=max(0.0, min(found.bound, loss)),
        choices=math.prod(len(choice.options) for choice in search.choices),
        cuts=search.refused,
        planned_people=plan.headcount.need,
    )
    return fit._replace(plan=plan, changes=changes, loss=loss, proof=proof)


def _changes(search: Search, picked: tuple[int, ...]) -> tuple[Change, ...]:
    changes = []
    for choice, taken in zip(search.choices, picked, strict=True):
        if taken == 0:
            continue
        option, keep = choice.options[taken], dict(choice.options[0].interactions)
        for segment, lost in zip(choice.segments, option.lost, strict=True):
            whole = search.design.segment_by_id[segment]
            customers = customers_of_interaction(whole, keep[segment])
            changes.append(Change(choice, option, segment, lost, customers))
    return tuple(changes)


def _frontier(search: Search) -> tuple[Frontier, ...]:
    """Return the best answer for each number of people, from today's need down to the fewest."""
    rows: list[Frontier] = []
    for number in range(search.before.headcount.need, -1, -1):
        found = search.fit(Limit(people=number))
        if found.picked is None:
            break
        changes = _changes(search, found.picked)
        loss = math.fsum(change.loss for change in changes)
        kept = 1 - loss / search.total if search.total > 0 else 1.0
        rows.append(Frontier(number, loss, kept, changes, proven=found.status == "optimal"))
    return tuple(rows)


def _reach(search: Search, limit: Limit, frontier: tuple[Frontier, ...]) -> Reach:
    """Return the least that some allowed answer needs, and whose coverage holds it there."""
    people: float | None = None
    cost: float | None = None
    by_role: dict[str, int] = {}
    held: tuple[str, ...] = ()
    bounds: dict[str, str] = {}
    if frontier:
        people = None if search.out_of_time else frontier[-1].people
    elif limit.budget is not None:
        cost, held, bounds = _least(search, "cost", Limit(budget=search.before.money.plan))
    else:
        if limit.people is not None:
            people, held, bounds = _least(
                search, "people", Limit(people=search.before.headcount.need)
            )
        for role in limit.by_role or {}:
            least, holding, bound = _least(search, f"role:{role}", Limit(by_role={role: _MANY}))
            held += tuple(name for name in holding if name not in held)
            bounds |= bound
            if least is not None:
                by_role[role] = int(least)
    return Reach(None if people is None else int(people), cost, by_role, held, bounds)


def _least(
    search: Search, aim: str, limit: Limit
) -> tuple[float | None, tuple[str, ...], dict[str, str]]:
    """Return how low an amount can get, whose coverage keeps it from less, and what else binds."""
    found = search.least(aim, limit, ())
    if found.picked is None or found.status != "optimal":
        return None, (), {}
    bounds = {
        role.role: role.needed.bound
        for role in search.planned(found.picked).roles
        if role.needed is not None and role.needed.heads > math.ceil(role.needed.work - _SAME)
    }
    value = search.amount(aim, found.picked)
    free = search.ignoring_levels().least(aim, limit, ())
    if free.picked is None or search.amount(aim, free.picked) >= value:
        return value, (), bounds
    picked = free.picked
    held = [name for name in search.levels.floors if search.levels.falls(name, picked)]
    return value, tuple(held), bounds


def _fixed(search: Search) -> dict[str, float]:
    """Return the hours of each role that no allowed change can take away."""
    found = fixed_hours(search.before)
    for choice in search.choices:
        for role in {role for option in choice.options for role, _ in option.hours}:
            least = min(dict(option.hours).get(role, 0.0) for option in choice.options)
            found[role] = found.get(role, 0.0) + least
    return {role: hours for role, hours in found.items() if hours > 0}


def _check_written(search: Search) -> None:
    """Refuse contradictions: a reader of the answer could not tell which part was meant.

    Raises:
        UsageError: a floor is above what is promised, or a protected promise says how to change.
    """
    design = search.design
    for choice in search.choices:
        written, keep = written_of(design, choice.path), choice.options[0].interactions[0][1]
        name = visible(keep.name, 60)
        if written.floor is not None and written.floor > keep.occurrences + _SAME:
            raise UsageError(
                f"{_place(design, choice.path)}{name}: the floor is {written.floor:g} and "
                f"{keep.occurrences:g} are promised; raise the promise, or lower the floor"
            )
        if written.protected and (written.options or written.floor is not None):
            extra = "options" if written.options else "a floor"
            raise UsageError(
                f"{_place(design, choice.path)}{name}: it is protected and has {extra}; a "
                "protected promise never changes: remove one of them"
            )
    for segment in search.before.segments:
        floor, level = segment.segment.written.floor, segment.coverage.level
        if floor is not None and level is not None and RANK[floor] > RANK[level]:
            raise UsageError(
                f"{_place(design, segment.segment.path)}{visible(segment.segment.name, 60)}: the "
                f"floor is {floor} and the promised work gives {level}; raise the promise, or "
                "lower the floor"
            )


def _place(design: Design, path: YamlPath) -> str:
    span = None if design.locate is None else design.locate(path, False)
    return "" if span is None else f"{span.path}:{span.line}: "


def _check(plan: Plan, limit: Limit) -> None:
    given = [limit.people is not None, bool(limit.by_role), limit.budget is not None]
    if sum(given) > 1 and limit.budget is not None:
        raise UsageError("give people or a budget, not both")
    for role in limit.by_role or {}:
        if role not in plan.role_by_id:
            known = listed([visible(name, 64) for name in plan.role_by_id]) or "none"
            raise UsageError(
                f"--people {visible(role, 64)}: no role of this id has work; roles: {known}"
            )
    if limit.budget is None:
        return
    unpriced = [
        title_of(plan.design, role.role)
        for role in plan.roles
        if role.hours > 0 and role_cost(plan.design, role.role) is None
    ]
    if unpriced:
        raise UsageError(f"--budget needs loaded_cost for {', '.join(unpriced)}")
    fixed = float(plan.design.params.fixed_cost)
    if limit.budget < fixed:
        raise UsageError(
            f"--budget {limit.budget:,.0f} is below the fixed cost of {fixed:,.0f}; give more"
        )
