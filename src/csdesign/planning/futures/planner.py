"""Futures of a plan: draw its inputs, count its people in every draw, say what that shows."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.futures import (
    bins_of,
    first_order_share,
    quantiles,
    ranked,
    stream,
    triangle,
    worth_of_knowing,
)
from csdesign.errors import UsageError
from csdesign.extras import needs_extra
from csdesign.planning.cost import role_cost
from csdesign.planning.futures.inputs import inputs_of, planned_hours
from csdesign.planning.futures.results import Driver, Futures, RoleFutures, Worth
from csdesign.planning.months.horizon import planned_day
from csdesign.planning.months.supply import in_post_on
from csdesign.planning.need import SMALL_BOOK, Caps, caps_of, present_share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from csdesign.model.design import Design
    from csdesign.planning.futures.inputs import Inputs, Term
    from csdesign.planning.results import Plan

    Floats = NDArray[np.float64]
    Number = Floats | float
    """One number for all draws, or one for each."""

__all__ = ["LEAST_DRAWS", "MOST_DRAWS", "futures_of"]

LEAST_DRAWS: Final = 100
MOST_DRAWS: Final = 1_000_000
KINDS: Final = ("effort", "demand", "customers")
_MOST_ROLES: Final = 12
"""Roles that people share up to which every group of them is asked."""
_ROUNDING: Final = 1e-9


class _Draw(NamedTuple):
    """What every draw needs: full-time work and need of each role."""

    work: dict[str, Floats]
    need: dict[str, Floats]


@needs_extra
def futures_of(
    plan: Plan, *, draws: int = 10_000, seed: int = 1, sure: float = 0.9, worth: bool = True
) -> Futures:
    """Return what many futures of a plan's inputs say; coverage levels stay as planned.

    Args:
        plan: The yearly plan.
        draws: How many futures, 100 to 1,000,000.
        seed: The same seed gives the same numbers.
        sure: How often the chosen number of people is to be enough (0.5 to 0.999).
        worth: Whether to say what knowing each input is worth.

    Raises:
        UsageError: draws, seed or sure are out of their range.
        MissingExtraError: numpy is not installed.
    """
    _check(draws, seed, sure)
    design = plan.design
    inputs = inputs_of(plan)
    correlation = {kind: float(getattr(design.params, f"{kind}_correlation")) for kind in KINDS}
    own = {
        item.path: stream(seed, item.path, draws) for item in inputs.uncertain if not item.certain
    }
    together = _drawn(inputs, own, correlation, seed, draws)
    drawn = _evaluated(plan, inputs, together)
    total = _array(sum(drawn.work.values()), draws)
    people = {role: _heads(need) for role, need in drawn.need.items()}
    posts = _posts(design)
    by_role = {}
    for role, need in drawn.need.items():
        enough = None if posts is None else _share(need <= _holding(posts, {role}) + _ROUNDING)
        by_role[role] = RoleFutures(
            quantiles(drawn.work[role]),
            quantiles(people[role]),
            enough,
            math.ceil(ranked(need, sure) - _ROUNDING),
        )
    drivers, joint, information, unit = _explained(
        plan, inputs, own, correlation, total, seed, draws, sure, worth=worth
    )
    cost = _cost(plan, inputs, together, people)
    return Futures(
        draws=draws,
        seed=seed,
        sure=sure,
        inputs=inputs.uncertain,
        correlation=correlation,
        fte=quantiles(total),
        people=quantiles(_array(sum(people.values()), draws)),
        cost=None if cost is None else quantiles(cost),
        by_role=by_role,
        enough=None if posts is None else _enough(drawn.need, posts),
        drivers=drivers,
        together=joint,
        information=information,
        unit=unit,
    )


def _check(draws: int, seed: int, sure: float) -> None:
    if not LEAST_DRAWS <= draws <= MOST_DRAWS:
        raise UsageError(f"--draws {draws}: give {LEAST_DRAWS} to {MOST_DRAWS:,} futures")
    if seed < 0:
        raise UsageError(f"--seed {seed}: give a whole number from 0")
    if not 0.5 <= sure <= 0.999:
        raise UsageError(f"--sure {sure:g}: give a fraction from 0.5 to 0.999, such as 0.9")


def _array(values: Number, draws: int) -> Floats:
    import numpy as np

    return np.broadcast_to(np.asarray(values, dtype=np.float64), (draws,))


def _drawn(
    inputs: Inputs,
    own: Mapping[str, Floats],
    correlation: Mapping[str, float],
    seed: int,
    draws: int,
) -> list[Number]:
    """Return each input in every draw: with its kind where the coin of the draw says so.

    Source: Nelsen 2006, An Introduction to Copulas (Frechet family): the rank correlation of any
    two inputs of a kind is exactly the stated one, their own distributions stay.
    """
    import numpy as np

    groups: dict[str, tuple[Floats, NDArray[np.bool_]]] = {}
    found: list[Number] = []
    for item in inputs.uncertain:
        if item.certain:
            found.append(item.value)
            continue
        u = own[item.path]
        rho = correlation.get(item.kind, 0.0)
        if rho > 0:
            if item.kind not in groups:
                common = stream(seed, f"group[{item.kind}]", draws)
                coin = stream(seed, f"group[{item.kind}].together", draws)
                groups[item.kind] = (common, coin < rho)
            common, joined = groups[item.kind]
            u = np.where(joined, common, u)
        found.append(triangle(u, item.low, item.value, item.high))
    return found


def _evaluated(plan: Plan, inputs: Inputs, drawn: Sequence[Number]) -> _Draw:
    """Return full-time work and need of each role in every draw."""
    import numpy as np

    design = plan.design
    cells: dict[str, dict[str, tuple[Floats, Floats]]] = {}
    queues: dict[str, list[tuple[Term, Floats]]] = {}
    for term in inputs.terms:
        factor: Floats = np.ones(())
        for place in term.inputs:
            factor = factor * (drawn[place] / inputs.uncertain[place].value)
        hours = term.hours * factor
        own = cells.setdefault(term.role, {})
        before = own.get(term.segment, (np.zeros(()), np.zeros(())))
        recurring = hours if term.recurring else np.zeros(())
        own[term.segment] = (before[0] + hours, before[1] + recurring)
        if term.arrivals:
            queues.setdefault(term.role, []).append((term, factor))
    caps, none = caps_of(design), Caps()
    draws = max((np.size(values) for values in drawn), default=1)
    work: dict[str, Floats] = {}
    need: dict[str, Floats] = {}
    for role, parts in cells.items():
        planned = _planned(design, inputs, drawn, role)
        total = np.asarray(sum([hours for hours, _ in parts.values()]) / planned)
        work[role] = _array(total, draws)
        bounds = [total, *_bounds(plan, inputs, drawn, role, parts, planned, caps.get(role, none))]
        if role in queues:
            bounds.append(_roster(plan, inputs, drawn, role, queues[role]))
        most = bounds[0]
        for bound in bounds[1:]:
            most = np.maximum(most, bound)
        need[role] = _array(most, draws)
    return _Draw(work, need)


def _planned(design: Design, inputs: Inputs, drawn: Sequence[Number], role: str) -> Number:
    hours = planned_hours(design, role)
    place = inputs.internal.get(role)
    if place is None:
        return hours
    return hours * (1 - drawn[place]) / (1 - inputs.uncertain[place].value)


def _number(
    places: Mapping[str, int], drawn: Sequence[Number], segment: str, value: float | None
) -> Number:
    place = places.get(segment)
    return float(value or 0) if place is None else drawn[place]


def _bounds(
    plan: Plan,
    inputs: Inputs,
    drawn: Sequence[Number],
    role: str,
    parts: Mapping[str, tuple[Floats, Floats]],
    planned: Number,
    caps: Caps,
) -> list[Floats]:
    """Return what books and caps ask for in every draw."""
    import numpy as np

    named = {
        segment.id
        for segment in plan.segments
        for row in segment.staffing
        if row.role == role and row.assignment == "named"
    }
    books = np.zeros(())
    customers = np.zeros(())
    revenue = np.zeros(())
    for name, (hours, recurring) in parts.items():
        whole = plan.segment_by_id[name].segment
        part = hours / planned
        if name in named:
            held = _number(inputs.accounts, drawn, name, whole.accounts)
            if not np.any(recurring > 0):
                held = _number(inputs.new_accounts, drawn, name, whole.new_accounts)
            customers = customers + held
            each = whole.arr_per_account
            if each is not None and (caps.max_arr is None or each <= caps.max_arr):
                revenue = revenue + held * float(each)
            with np.errstate(divide="ignore", invalid="ignore"):
                book = np.where(recurring > 0, np.floor(planned * held / recurring + 1e-9), 0)
                small = np.where((book >= 1) & (book < SMALL_BOOK), held / book, 0.0)
            part = np.maximum(part, small)
        books = books + part
    found = [books]
    if caps.max_accounts:
        found.append(customers / caps.max_accounts)
    if caps.max_arr:
        found.append(revenue / caps.max_arr)
    return found


def _roster(
    plan: Plan,
    inputs: Inputs,
    drawn: Sequence[Number],
    role: str,
    queued: Sequence[tuple[Term, Floats]],
) -> Floats:
    """Return the people that a short promise takes in every draw."""
    import numpy as np

    from csdesign.capacity.queue_arrays import required_agents_array

    params = plan.design.params
    total = plan.role_by_id.get(role)
    pool = None if total is None else total.pool
    if pool is None or not pool.short:
        return np.zeros(())
    arrivals, work = np.zeros(()), np.zeros(())
    for term, factor in queued:
        effort = [place for place in term.inputs if inputs.uncertain[place].kind == "effort"]
        without = factor
        for place in effort:
            without = without / (drawn[place] / inputs.uncertain[place].value)
        arrivals = arrivals + term.arrivals * without
        work = work + term.hours * factor
    # The peak is that of the plan's own queue.
    peak = pool.arrivals_per_hour * float(params.open_hours) / _stated(queued)
    load = work / float(params.open_hours) * peak
    agents = required_agents_array(
        load,
        handle_hours=work / arrivals,
        target_wait_hours=pool.within_hours,
        service_level=pool.target_share,
        max_occupancy=float(params.max_occupancy),
    )
    return agents / present_share(plan.design, role)


def _stated(queued: Sequence[tuple[Term, Floats]]) -> float:
    return math.fsum(term.arrivals for term, _ in queued)


def _heads(need: Floats) -> Floats:
    import numpy as np

    return np.ceil(need - _ROUNDING)


Post = tuple[frozenset[str], float]


def _posts(design: Design) -> list[Post] | None:
    """Return who is there: roles and full-time people; None without positions."""
    if design.posts is None:
        return None
    day = planned_day(design)
    return [
        (frozenset(post.roles), post.count * float(post.fte))
        for post in design.posts
        if post.fte > 0 and in_post_on(post, day)
    ]


def _holding(posts: Sequence[Post], roles: set[str]) -> float:
    return math.fsum(fte for held, fte in posts if held & roles)


def _share(flags: NDArray[np.bool_]) -> float:
    return float(flags.mean())


def _enough(need: Mapping[str, Floats], posts: Sequence[Post]) -> float:
    """Return the share of draws in which everything fits, by Hall's condition.

    Work fits where every group of roles finds as many people as it needs among those who hold one
    of them; of roles that share nobody each alone is enough to ask.
    """
    import numpy as np

    fits: NDArray[np.bool_] | bool = True
    for group in _linked(list(need), posts):
        most = len(group) if len(group) <= _MOST_ROLES else 1
        for size in range(1, most + 1):
            for roles in combinations(group, size):
                total = sum(need[role] for role in roles)
                fits = fits & (total <= _holding(posts, set(roles)) + _ROUNDING)
    return float(np.mean(fits))


def _linked(roles: Sequence[str], posts: Sequence[Post]) -> list[list[str]]:
    groups = [{role} for role in roles]
    for held, _ in posts:
        joined = [group for group in groups if group & held]
        if len(joined) > 1:
            groups = [group for group in groups if not group & held]
            groups.append(set().union(*joined))
    order = {role: place for place, role in enumerate(roles)}
    return [sorted(group, key=order.__getitem__) for group in groups]


def _cost(
    plan: Plan,
    inputs: Inputs,
    drawn: Sequence[Number],
    people: Mapping[str, Floats],
) -> Floats | None:
    total = None
    for role, heads in people.items():
        place = inputs.costs.get(role)
        each = role_cost(plan.design, role) if place is None else drawn[place]
        if each is None:
            return None
        total = heads * each if total is None else total + heads * each
    return None if total is None else total + float(plan.design.params.fixed_cost)


def _explained(
    plan: Plan,
    inputs: Inputs,
    own: Mapping[str, Floats],
    correlation: Mapping[str, float],
    total: Floats,
    seed: int,
    draws: int,
    sure: float,
    *,
    worth: bool,
) -> tuple[tuple[Driver, ...], float, tuple[Worth, ...], str]:
    """Return drivers, the part of being wrong together, and what knowing is worth.

    Counted on draws in which every input is drawn by itself; what is wrong together is what their
    variance lacks. Knowing one number is taken to teach nothing of the others, which is cautious.
    """
    alone = _evaluated(
        plan, inputs, _drawn(inputs, own, dict.fromkeys(correlation, 0.0), seed, draws)
    )
    y = _array(sum(alone.work.values()), draws)
    spread, apart = float(_array(total, draws).var()), float(y.var())
    part = min(1.0, apart / spread) if spread > 0 else 1.0
    bins = {path: bins_of(u) for path, u in own.items()}
    uncertain = [item for item in inputs.uncertain if not item.certain]
    drivers = [Driver(item, first_order_share(bins[item.path], y) * part) for item in uncertain]
    drivers.sort(key=lambda driver: -driver.share)
    costs = {role: role_cost(plan.design, role) for role in alone.need}
    priced = all(cost is not None for cost in costs.values()) and bool(costs)
    currency = plan.design.document.company.currency or "" if priced else "person-years"
    found: list[Worth] = []
    if worth and uncertain:
        columns = [*(bins[item.path] for item in uncertain), bins_of(stream(seed, "dummy", draws))]
        sums = [0.0] * len(columns)
        for role, need in alone.need.items():
            over = float(costs[role] or 1.0) if priced else 1.0
            values = worth_of_knowing(columns, need, over, over * sure / (1 - sure))
            sums = [a + b for a, b in zip(sums, values, strict=True)]
        found = [
            Worth(item, max(0.0, value - sums[-1]))
            for item, value in zip(uncertain, sums, strict=False)
        ]
        found.sort(key=lambda item: -item.worth)
    return tuple(drivers), 1 - part, tuple(found), currency
