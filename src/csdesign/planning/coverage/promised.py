"""The worth of promises to customers, and the share of it that a changed design keeps.

Revenue is not used: the weight of an hour is the need for people of its segment.

Source: our own judgement; the weights are parameters.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.planning.coverage.decision import need_score

if TYPE_CHECKING:
    from csdesign.model.design import Design, Interaction, Segment
    from csdesign.model.params import Params

__all__ = ["customers_of_interaction", "kept_share", "lost_worth", "promised_worth", "worth_each"]


def worth_each(segment: Segment, interaction: Interaction, params: Params) -> float:
    """Return the worth of an interaction to one customer (weighted hours a year).

    Count, share and minutes, times the worth of the channel, the weight of the interaction and
    the profile score of the segment (0..1). Work without the customer has no worth.
    """
    worth = {
        "human-1to1": 1.0,
        "human-pooled": float(params.pooled_worth),
        "digital": float(params.digital_worth),
    }.get(interaction.channel, 0.0)
    hours = interaction.occurrences * interaction.share * interaction.minutes / 60
    return hours * worth * interaction.weight * need_score(segment.traits, params) / 100


def customers_of_interaction(segment: Segment, interaction: Interaction) -> float:
    """Return the customers of an interaction: new ones if it happens once, else all."""
    return float((segment.new_accounts if interaction.once else segment.accounts) or 0)


def promised_worth(design: Design) -> float:
    """Return the worth of all promises (weighted hours a year)."""
    return math.fsum(
        worth_each(segment, interaction, design.params)
        * customers_of_interaction(segment, interaction)
        for segment in design.segments
        for interaction in segment.interactions
    )


def lost_worth(before: Design, after: Design) -> float:
    """Return the loss of today's customers from one design to another (weighted hours a year).

    For each interaction, the worth of its promise to one customer less that in the other design, at
    least 0, times today's customers. So growth is not a broken promise, and a better promise does
    not make up for a broken one. Where customers only move between segments it is the fall of the
    whole.
    """
    if _redistributed(before, after):
        return max(0.0, promised_worth(before) - promised_worth(after))
    lost = []
    for segment in before.segments:
        other = after.segment_by_id.get(segment.id)
        kept: dict[str, float] = {}
        for interaction in other.interactions if other is not None else ():
            worth = worth_each(other, interaction, after.params) if other is not None else 0.0
            kept[interaction.id] = kept.get(interaction.id, 0.0) + worth
        for interaction in segment.interactions:
            worth = worth_each(segment, interaction, before.params)
            fall = max(0.0, worth - kept.get(interaction.id, 0.0))
            lost.append(fall * customers_of_interaction(segment, interaction))
    return math.fsum(lost)


def kept_share(before: Design, after: Design) -> float | None:
    """Return the share of the promised worth that a change keeps (0..1); None without promises."""
    total = promised_worth(before)
    return 1 - lost_worth(before, after) / total if total > 0 else None


def _redistributed(before: Design, after: Design) -> bool:
    """Return whether the same number of customers is spread over the segments in another way."""

    def counts(design: Design) -> dict[str, float]:
        return {s.id: float(s.accounts or 0) for s in design.segments if s.accounts}

    old, new = counts(before), counts(after)
    return old != new and math.isclose(math.fsum(old.values()), math.fsum(new.values()))
