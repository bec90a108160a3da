"""The futures of a plan: its inputs drawn, its people counted in every draw, and a summary."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.amounts import added
from csdesign.capacity.futures import (
    bins_of,
    first_order_share,
    quantiles,
    ranked,
    stream,
    worth_of_knowing,
)
from csdesign.errors import UsageError
from csdesign.extras import needs_extra
from csdesign.planning.futures.by_month import months_of
from csdesign.planning.futures.draws import Drawing
from csdesign.planning.futures.enough import crowd_of
from csdesign.planning.futures.inputs import inputs_of
from csdesign.planning.futures.levels import changes_of
from csdesign.planning.futures.needs import Counting
from csdesign.planning.futures.payroll import payroll_of
from csdesign.planning.money.cost import role_cost
from csdesign.planning.results.uncertainty import Driver, Futures, OneMore, RoleFutures, Worth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from csdesign.planning.futures.draws import Block, Number
    from csdesign.planning.futures.enough import Crowd
    from csdesign.planning.futures.needs import RoleDraws
    from csdesign.planning.results import Plan

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

__all__ = ["LEAST_DRAWS", "MOST_DRAWS", "futures_of"]

LEAST_DRAWS: Final = 100
MOST_DRAWS: Final = 1_000_000
KINDS: Final = ("effort", "demand", "customers")
_ROUNDING: Final = 1e-9


@needs_extra
def futures_of(
    plan: Plan,
    *,
    draws: int = 10_000,
    seed: int = 1,
    sure: float = 0.9,
    worth: bool = True,
    told: Callable[[str, int, int], None] | None = None,
) -> Futures:
    """Return many futures of a plan, from draws of its inputs; coverage levels stay as planned.

    Args:
        plan: The yearly plan.
        draws: How many futures, 100 to 1,000,000.
        seed: The same seed gives the same numbers.
        sure: Share of futures in which the chosen number of people must suffice (0.5 to 0.999).
        worth: Whether to calculate the value of knowing each input.
        told: Called with the name of the step, the futures done, and the number of futures.

    Raises:
        UsageError: draws, seed or sure are out of their range.
        MissingExtraError: numpy is not installed.
    """
    _check(draws, seed, sure)
    design = plan.design
    inputs = inputs_of(plan)
    correlation = {kind: float(getattr(design.params, f"{kind}_correlation")) for kind in KINDS}
    drawing = Drawing(inputs, correlation, seed, draws, told)
    counting = Counting(plan, inputs)
    year = _year(counting, drawing)
    by_role = {
        role: RoleFutures(
            quantiles(work),
            quantiles(_heads(year.need[role])),
            None if year.lacking is None else float((~year.lacking[role]).mean()),
            math.ceil(ranked(year.need[role], sure) - _ROUNDING),
        )
        for role, work in year.work.items()
    }
    enough = None
    if year.lacking is not None:
        enough = float((~_any(list(year.lacking.values()), year.asked)).mean())
    alone = sum(role.choice for role in by_role.values())
    choice = math.ceil(ranked(year.people, sure) - _ROUNDING) if year.joint else alone
    found = Futures(
        draws=draws,
        seed=seed,
        sure=sure,
        inputs=inputs.uncertain,
        correlation=correlation,
        fte=quantiles(year.total),
        people=quantiles(year.people),
        cost=None if year.cost is None else quantiles(year.cost),
        by_role=by_role,
        enough=enough,
        one_more=_one_more(year, enough),
        people_draws=len(year.people),
        choice=choice,
        levels=changes_of(plan, drawing),
        months=None if plan.months is None else months_of(counting, drawing, plan.months),
        enough_draws=year.asked,
        drivers=(),
        together=0.0,
        information=(),
        sample=_Sample(counting, drawing._replace(told=None)),
        unit="",
    )
    spread = float(year.total.var())
    del year
    return _explained(plan, counting, drawing, found, spread, worth=worth)


def _check(draws: int, seed: int, sure: float) -> None:
    if not LEAST_DRAWS <= draws <= MOST_DRAWS:
        raise UsageError(f"--draws {draws}: give {LEAST_DRAWS} to {MOST_DRAWS:,} futures")
    if seed < 0:
        raise UsageError(f"--seed {seed}: give a whole number from 0")
    if not 0.5 <= sure <= 0.999:
        raise UsageError(f"--sure {sure:g}: give a fraction from 0.5 to 0.999, such as 0.9")


class _Sample:
    """The futures of a plan, drawn again block by block; equal draws give equal samples."""

    def __init__(self, counting: Counting, drawing: Drawing) -> None:
        self.counting, self.drawing = counting, drawing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sample) and self._key == other._key

    def __hash__(self) -> int:
        return hash((self.drawing.seed, self.drawing.draws))

    @property
    def _key(self) -> tuple[object, ...]:
        drawing = self.drawing
        return (drawing.seed, drawing.draws, drawing.correlation, drawing.inputs.uncertain)

    def columns(self) -> dict[str, Floats]:
        """Return each input, work and need of each role, and all full-time work."""
        import numpy as np

        found: dict[str, Floats] = {}

        def put(name: str, block: Block, values: Number) -> None:
            if name not in found:
                found[name] = np.zeros(self.drawing.draws)
            found[name][block.start : block.start + block.size] = values

        for block in self.drawing.blocks():
            for item, values in zip(self.drawing.inputs.uncertain, block.values, strict=True):
                put(item.path, block, values)
            drawn = self.counting.year(block.values)
            for role, each in drawn.items():
                put(f"fte:{role}", block, each.work)
                put(f"need:{role}", block, each.need)
            put("fte", block, added([each.work for each in drawn.values()]))
        return found


class _Year(NamedTuple):
    """The year in every future."""

    work: dict[str, Floats]
    """Full-time work of each role (FTE)."""
    need: dict[str, Floats]
    total: Floats
    people: Floats
    """Whole people, by the arithmetic of the plan; only of the first futures if that is slow."""
    cost: Floats | None
    joint: bool
    """Whether roles share people, or posts are part-time."""
    lacking: dict[str, Flags] | None
    """For each role, the futures in which some of its work is left over; None without positions."""
    asked: int
    """Futures in which people in post were compared with the work."""
    with_more: dict[str, float]
    """Share of futures in which all work fits with one more full-time person of a role."""


def _year(counting: Counting, drawing: Drawing) -> _Year:
    import numpy as np

    draws, first = drawing.draws, True
    work: dict[str, Floats] = {}
    need: dict[str, Floats] = {}
    total = np.zeros(draws)
    people: list[Number] = []
    paid: list[Number | None] = []
    more: dict[str, int] = {}
    lacking: dict[str, Flags] | None = None
    crowd, asked, payroll = None, draws, None
    for block in drawing.blocks():
        here = slice(block.start, block.start + block.size)
        drawn = counting.year(block.values)
        if first:
            first, crowd, payroll = False, crowd_of(counting, drawn), payroll_of(counting, drawn)
            work = {role: np.zeros(draws) for role in drawn}
            need = {role: np.zeros(draws) for role in drawn}
            if crowd is not None:
                asked = crowd.asked(draws)
                lacking = {role: np.zeros(asked, dtype=bool) for role in drawn}
        for role, each in drawn.items():
            work[role][here] = each.work
            need[role][here] = each.need
            total[here] += each.work
        if crowd is not None and lacking is not None and block.start < asked:
            found = crowd.lacking(block, drawn)
            for role, flags in found.items():
                lacking[role][here] = flags[: asked - block.start]
            for role, fits in _fits_with_more(crowd, block, drawn, found).items():
                more[role] = more.get(role, 0) + int(fits[: asked - block.start].sum())
        if payroll is not None and block.start < payroll.counted(draws):
            heads, cost = payroll.of(block, drawn)
            people.append(heads)
            paid.append(cost)
    priced = [cost for cost in paid if cost is not None]
    return _Year(
        work,
        need,
        total,
        np.concatenate(people),
        np.concatenate(priced) if work and len(priced) == len(paid) else None,
        payroll is not None and bool(payroll.joint),
        lacking,
        asked,
        {role: count / asked for role, count in more.items()},
    )


def _fits_with_more(
    crowd: Crowd, block: Block, drawn: Mapping[str, RoleDraws], lacking: Mapping[str, Flags]
) -> dict[str, Flags]:
    """Return the futures in which all work fits with one more person of each short role."""
    found = {}
    for role, flags in lacking.items():
        part = crowd.one_more(role, block, drawn) if flags.any() else None
        if part is not None:
            found[role] = ~_any(
                [part.get(name, each) for name, each in lacking.items()], block.size
            )
    return found


def _one_more(year: _Year, enough: float | None) -> OneMore | None:
    """Return the role for which one more person helps most; None if nobody helps."""
    if enough is None or not year.with_more:
        return None
    role = max(year.with_more, key=lambda name: year.with_more[name])
    return OneMore(role, year.with_more[role]) if year.with_more[role] > enough else None


def _any(flags: Sequence[Flags], draws: int) -> Flags:
    import numpy as np

    found = np.zeros(draws, dtype=bool)
    for each in flags:
        found |= each
    return found


def _heads(need: Number) -> Number:
    import numpy as np

    return np.ceil(need - _ROUNDING)


def _explained(
    plan: Plan,
    counting: Counting,
    drawing: Drawing,
    found: Futures,
    spread: float,
    *,
    worth: bool,
) -> Futures:
    """Return futures with drivers, the effect of correlated inputs, and the value of information.

    Calculated on independent draws; the variance that these lack comes from inputs that are wrong
    together. Knowing one number is assumed not to inform about the others, which is cautious.
    """
    import numpy as np

    draws, alone = drawing.draws, drawing.alone()
    y = np.zeros(draws)
    need: dict[str, Floats] = {}
    for block in alone.blocks():
        here = slice(block.start, block.start + block.size)
        for role, each in counting.year(block.values).items():
            y[here] += each.work
            need.setdefault(role, np.zeros(draws))[here] = each.need
    apart = float(y.var())
    part = min(1.0, apart / spread) if spread > 0 else 1.0
    costs = {role: role_cost(plan.design, role) for role in need}
    priced = all(cost is not None for cost in costs.values()) and bool(costs)

    def known(path: str) -> tuple[float, float]:
        """Return an input's share of the variance, and the value of knowing it."""
        bins = bins_of(stream(drawing.seed, path, draws))
        value = 0.0
        for role, each in need.items() if worth else ():
            over = float(costs[role] or 1.0) if priced else 1.0
            value += worth_of_knowing(bins, each, over, over * found.sure / (1 - found.sure))
        return first_order_share(bins, y), value

    drivers, information = [], []
    dummy = known("dummy")[1] if worth else 0.0
    for item in drawing.inputs.uncertain:
        if item.certain:
            continue
        share, value = known(item.path)
        drivers.append(Driver(item, share * part))
        information.append(Worth(item, max(0.0, value - dummy)))
    drivers.sort(key=lambda driver: -driver.share)
    information.sort(key=lambda each: -each.worth)
    return found._replace(
        drivers=tuple(drivers),
        together=1 - part,
        information=tuple(information) if worth else (),
        unit=(plan.design.document.company.currency or "") if priced else "person-years",
    )
