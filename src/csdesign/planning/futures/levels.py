"""Coverage levels in every future: the decision of the plan, over arrays.

The plan keeps its level in all futures, since a level is a decision; this counts how often the
promised work would give another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.model.choices import COVERAGE_LEVELS
from csdesign.planning.coverage.arrays import parts_of, ranks, total
from csdesign.planning.coverage.decision import LEVEL_ORDER
from csdesign.planning.futures.inputs import EFFORT
from csdesign.planning.results.uncertainty import LevelChange

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.model.design import Segment
    from csdesign.planning.futures.draws import Drawing, Number
    from csdesign.planning.futures.inputs import Inputs
    from csdesign.planning.results import Plan

__all__ = ["changes_of", "ranks_of"]


def changes_of(plan: Plan, drawing: Drawing) -> tuple[LevelChange, ...]:
    """Return the segments whose coverage would differ in some future, the most frequent first."""
    import numpy as np

    differs = dict.fromkeys(
        (segment.id for segment in plan.segments if segment.coverage.level is not None), 0
    )
    for block in drawing.blocks():
        for segment in plan.segments:
            if segment.id not in differs:
                continue
            ranks = ranks_of(plan, drawing.inputs, block.values, segment.segment)
            own = LEVEL_ORDER[segment.coverage.level or COVERAGE_LEVELS[0]]
            different = np.broadcast_to(ranks != own, (block.size,))
            differs[segment.id] += int(different.sum())
    found = [LevelChange(name, count / drawing.draws) for name, count in differs.items() if count]
    return tuple(sorted(found, key=lambda change: -change.share))


def ranks_of(plan: Plan, inputs: Inputs, values: Sequence[Number], segment: Segment) -> Number:
    """Return the level of a segment in every future: 0 tech-touch, 1 pooled, 2 high-touch.

    Source: that of `coverage.decide`, which gives the same answer for one future.
    """
    import numpy as np

    accounts = np.asarray(_customers(inputs.accounts, values, segment.id, segment.accounts))
    news = _customers(inputs.new_accounts, values, segment.id, segment.new_accounts)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(accounts > 0, np.minimum(1.0, news / accounts), 0.0)
    found = []
    for interaction in segment.interactions:
        demand, effort = _factors(inputs, values, segment, interaction.path)
        yearly = interaction.per_customer
        moved = demand * ratio if interaction.once else demand
        stated = parts_of(interaction, yearly)
        found.append(
            stated._replace(
                m1=stated.m1 * moved,
                mp=stated.mp * moved,
                md=stated.md * moved,
                a1=stated.a1 * moved * effort,
                a1p=stated.a1p * moved * effort,
                p1=stated.p1 * moved,
                p1_any=stated.p1_any * moved,
                touches=stated.touches * moved,
                human_count=stated.human_count * moved,
            )
        )
    return ranks(total(found), segment.traits, plan.design.params)


def _customers(
    places: Mapping[str, int], values: Sequence[Number], segment: str, stated: float | None
) -> Number:
    place = places.get(segment)
    return float(stated or 0) if place is None else values[place]


def _factors(
    inputs: Inputs, values: Sequence[Number], segment: Segment, path: object
) -> tuple[Number, Number]:
    """Return demand and hours of an interaction, relative to the stated ones (1 is as stated).

    Hours that differ by role change by the mean of the roles, weighted by their hours.
    """
    demand: Number = 1.0
    moved: Number = 0.0
    whole = 0.0
    for term in inputs.terms:
        if term.segment != segment.id or term.path != path:
            continue
        effort: Number = 1.0
        for place in term.inputs:
            item = inputs.uncertain[place]
            factor = values[place] / item.value
            if item.kind == EFFORT:
                effort = factor
            else:
                demand = factor
        moved, whole = moved + term.each * effort, whole + term.each
    return demand, moved / whole if whole > 0 else 1.0
