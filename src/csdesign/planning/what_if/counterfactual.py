"""Changes of the level: the smallest single change, and profile scores that flip it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csdesign.planning.coverage.decision import coverage_score, decide
from csdesign.planning.coverage.quantities import Sums, default_minutes
from csdesign.planning.results import Change, Counterfactual, TraitFlip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.model.design import Interaction, Traits
    from csdesign.model.params import Params
    from csdesign.planning.coverage.decision import Decision
    from csdesign.planning.results import Quantities

__all__ = ["smallest_change", "trait_flips"]

_CHANNELS: Final = ("human-1to1", "human-pooled", "digital")
_TRAITS: Final = ("complexity", "specificity", "desired", "readiness")


def smallest_change(
    interactions: Sequence[tuple[Interaction, float]],
    traits: Traits,
    params: Params,
    decision: Decision,
) -> Counterfactual | None:
    """Return the change with the least |delta C| that gives another level, or None.

    Changes are: drop an interaction, or move it to another channel. Ties go to the earlier one
    in the file.
    """
    if decision.score is None:
        return None
    whole = Sums()
    for interaction, q in interactions:
        whole.add(interaction, q)
    best: tuple[float, Counterfactual] | None = None
    for interaction, q in interactions:
        if q <= 0 or interaction.channel == "internal":
            continue
        whole.add(interaction, q, sign=-1)
        for change in _changes(interaction):
            moved = None if change.channel is None else _moved(interaction, change.channel, params)
            if moved is not None:
                whole.add(moved, q)
            found = _judged(whole.quantities(), traits, params, decision, change)
            if found is not None and (best is None or found[0] < best[0] - 1e-9):
                best = found
            if moved is not None:
                whole.add(moved, q, sign=-1)
        whole.add(interaction, q)
    return best[1] if best else None


def _changes(interaction: Interaction) -> Iterator[Change]:
    yield Change(interaction.id, "drop", None, interaction.path)
    for channel in _CHANNELS:
        if channel != interaction.channel:
            yield Change(interaction.id, "move", channel, interaction.path)


def _moved(interaction: Interaction, channel: str, params: Params) -> Interaction:
    """Return the interaction in another channel, with that channel's defaults where it has some.

    A digital contact has no staff hours to take along: as a talk it costs what a talk costs.
    """
    minutes = interaction.minutes
    if "minutes" in interaction.defaulted:
        minutes = default_minutes(channel, params)
    effort = interaction.effort
    unstated = interaction.channel == "digital" and not effort
    if "effort_hours" in interaction.defaulted or unstated:
        effort = params.effort_ratio * minutes / 60 * interaction.staff
    return interaction._replace(channel=channel, minutes=minutes, effort=effort)


def _judged(
    q: Quantities, traits: Traits, params: Params, decision: Decision, change: Change
) -> tuple[float, Counterfactual] | None:
    after = decide(_clean(q), traits, params)
    if after.level == decision.level or decision.score is None:
        return None
    distance = decision.score if after.score is None else abs(after.score - decision.score)
    return distance, Counterfactual(change, after.level, after.score)


def _clean(q: Quantities) -> Quantities:
    """Return the sums without the rounding errors of taking out and adding again."""
    fields = ("m1", "mp", "md", "a1", "a1p", "p1", "p1_any", "touches", "human_count")
    dust: dict[str, Any] = {name: 0.0 for name in fields if abs(getattr(q, name)) < 1e-9}
    return q._replace(**dust) if dust else q


def trait_flips(
    q: Quantities, traits: Traits, params: Params, level: str | None
) -> tuple[TraitFlip, ...]:
    """Return the profile scores whose move by 1 would change the level."""
    if level is None or coverage_score(q, traits, params) is None:
        return ()
    flips = []
    for name in _TRAITS:
        for step in (-1, 1):
            score = getattr(traits, name) + step
            if not 1 <= score <= 5:
                continue
            after = decide(q, traits._replace(**{name: score}), params).level
            if after is not None and after != level:
                flips.append(TraitFlip(name, int(score), after))
    return tuple(flips)
