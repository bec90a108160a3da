"""The coverage decision over arrays: for many promises, or many futures of one, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csdesign.capacity.amounts import added
from csdesign.planning.coverage.decision import SLACK, need_score
from csdesign.planning.coverage.quantities import Sums

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.model.design import Interaction, Traits
    from csdesign.model.params import Params

__all__ = ["Parts", "parts_of", "ranks", "total"]

Number = Any
"""A float, or an array of floats: both add and compare the same way."""


class Parts(NamedTuple):
    """The parts of interactions in the quantities of one customer and year, as `Quantities`.

    `expert` and `product` count planned one-to-one promises that need industry or product
    expertise.
    """

    m1: Number
    mp: Number
    md: Number
    a1: Number
    a1p: Number
    p1: Number
    p1_any: Number
    touches: Number
    human_count: Number
    expert: Number
    product: Number


def parts_of(interaction: Interaction, yearly: float) -> Parts:
    """Return the parts of an interaction with some occurrences for one customer and year."""
    sums = Sums()
    sums.add(interaction, yearly)
    _, product, expert = sums.planned_by_expertise
    return Parts(
        m1=sums.m1,
        mp=sums.mp,
        md=sums.md,
        a1=sums.a1,
        a1p=sums.a1p,
        p1=sums.p1,
        p1_any=sums.p1_any,
        touches=sums.touches,
        human_count=sums.human_count,
        expert=float(expert),
        product=float(product),
    )


def total(parts: Iterable[Parts]) -> Parts:
    """Return the sums; 0 without any."""
    found = list(parts)
    return Parts(*(added(column) for column in zip(*found, strict=True))) if found else NOTHING


NOTHING = Parts(*(0.0,) * len(Parts._fields))


def ranks(q: Parts, traits: Traits, params: Params) -> Number:
    """Return levels as ranks: 0 tech-touch, 1 pooled, 2 high-touch, -1 without any minutes.

    Source: that of `decide`, which gives the same answers.
    """
    import numpy as np

    minutes = np.asarray(q.m1 + q.mp + q.md)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(minutes > 0, (q.m1 + q.mp) / minutes, 0.0)
    expertise = np.where(np.asarray(q.expert) > 0, 2, np.where(np.asarray(q.product) > 0, 1, 0))
    effort = np.minimum(1.0, q.a1 / params.effort_reference_hours)
    promised = 100 * (
        params.human_weight * share
        + params.effort_weight * effort
        + params.expertise_weight * expertise / 2
    )
    weight = params.experience_weight
    score = weight * promised + (1 - weight) * need_score(traits, params)
    rank = np.where(
        score >= params.high_touch_score - SLACK,
        2,
        np.where(score >= params.pooled_score - SLACK, 1, 0),
    )
    hours = q.a1p >= params.floor_planned_hours - SLACK
    asked = q.p1 >= params.floor_planned_talks - SLACK
    cap = np.where(np.asarray(q.p1_any) <= SLACK, 1, 2)
    cap = np.where(np.asarray(q.human_count) <= SLACK, 0, cap)
    if traits.desired <= params.cap_desired:
        cap = np.minimum(cap, 1)
    floor = np.where(q.touches >= params.floor_touches - SLACK, 1, 0)
    floor = np.where(hours & (asked | (expertise >= params.floor_expertise)), 2, floor)
    return np.where(minutes > 0, np.maximum(floor, np.minimum(cap, rank)), -1)
