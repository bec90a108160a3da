"""The quantities of one account's year: sums to which interactions can be added, or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.planning.results import Quantities

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.model.design import Interaction, Segment
    from csdesign.model.params import Params

__all__ = ["Sums", "default_minutes", "heaviest", "quantities"]


class Sums:
    """The running sums; adding a `sign` of -1 takes an interaction out again.

    Removing and adding keeps the time for counterfactuals linear in the number of interactions.
    """

    def __init__(self) -> None:
        self.m1 = self.mp = self.md = 0.0
        self.a1 = self.a1p = self.p1 = self.p1_any = 0.0
        self.touches = self.human_count = 0.0
        self.planned_by_expertise = [0, 0, 0]

    def add(self, interaction: Interaction, q: float, *, sign: int = 1) -> None:
        """Add one interaction's year, with q occurrences for one account."""
        if q <= 0:
            return
        channel = interaction.channel
        minutes = sign * q * interaction.minutes
        if channel == "digital":
            self.md += minutes
            return
        if channel == "internal":
            return
        if not interaction.reactive:
            self.touches += sign * q / interaction.group_size
            self.human_count += sign * q
        if channel == "human-pooled":
            self.mp += minutes
            return
        self.m1 += minutes
        hours = sign * q * interaction.effort
        self.a1 += hours
        if interaction.planned:
            self.a1p += hours
            self.p1_any += sign * q
            self.planned_by_expertise[interaction.expertise] += sign
            if not interaction.once:
                self.p1 += sign * q

    def quantities(self) -> Quantities:
        """Return the sums unchanged."""
        wanted = (level for level in (2, 1) if self.planned_by_expertise[level] > 0)
        return Quantities(
            m1=self.m1,
            mp=self.mp,
            md=self.md,
            a1=self.a1,
            a1p=self.a1p,
            p1=self.p1,
            p1_any=self.p1_any,
            touches=self.touches,
            human_count=self.human_count,
            expertise=next(wanted, 0),
        )


def default_minutes(channel: str, params: Params) -> float:
    """Return the customer time of an interaction that states none (min)."""
    return {
        "human-1to1": params.minutes_one_to_one,
        "human-pooled": params.minutes_pooled,
        "digital": params.minutes_digital,
    }[channel]


def quantities(interactions: Iterable[tuple[Interaction, float]]) -> Quantities:
    """Return the sums over (interaction, q) pairs."""
    sums = Sums()
    for interaction, q in interactions:
        sums.add(interaction, q)
    return sums.quantities()


def heaviest(segment: Segment) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    """Return the interactions that weigh most in customer minutes, and in one-to-one staff hours.

    At most three of each, the heaviest first; of equal ones the earlier.
    """
    yearly = [(interaction, segment.yearly(interaction)) for interaction in segment.interactions]
    minutes = [(i.id, n * i.minutes) for i, n in yearly if i.human]
    hours = [(i.id, n * i.effort) for i, n in yearly if i.channel == "human-1to1"]
    return _first(minutes), _first(hours)


def _first(weights: list[tuple[str, float]]) -> list[tuple[str, float]]:
    ranked = sorted(
        ((weight, -place, name) for place, (name, weight) in enumerate(weights) if weight > 0),
        reverse=True,
    )
    return [(name, weight) for weight, _, name in ranked[:3]]
