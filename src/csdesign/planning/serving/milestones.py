"""The human work of each milestone, and the specialists it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.results import MilestoneMode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.finding import YamlPath
    from csdesign.model.design import Interaction, Segment
    from csdesign.model.params import Params

__all__ = ["milestone_modes"]

_SLACK: Final = 1e-9


def milestone_modes(
    segment: Segment, level: str | None, assignment: str | None, params: Params
) -> tuple[MilestoneMode, ...]:
    """Return each milestone's mode for an account that is at it, in the order of the file.

    Interactions that name only a stage form a milestone of that name. Reactive service is left
    out; `once` counts in full.
    """
    places: dict[str, tuple[str | None, YamlPath, list[Interaction]]] = {
        milestone.id: (milestone.stage, milestone.path, []) for milestone in segment.milestones
    }
    for interaction in segment.interactions:
        key = interaction.milestone or interaction.stage
        if key is None:
            continue
        place = places.setdefault(key, (interaction.stage, interaction.path, []))
        place[2].append(interaction)
    return tuple(
        _mode(name, stage, path, interactions, level, assignment, params)
        for name, (stage, path, interactions) in places.items()
    )


def _mode(
    name: str,
    stage: str | None,
    path: YamlPath,
    interactions: Iterable[Interaction],
    level: str | None,
    assignment: str | None,
    params: Params,
) -> MilestoneMode:
    hours = touches = 0.0
    industry = False
    deliverers: dict[str, None] = {}
    for interaction in interactions:
        count = interaction.occurrences * interaction.share
        if not interaction.human or count <= 0:
            continue
        if interaction.reactive:
            continue
        deliverers.update(dict.fromkeys(interaction.roles))
        touches += count / interaction.group_size
        if interaction.channel == "human-1to1":
            hours += count * interaction.effort
            industry = industry or interaction.expertise >= 2
    if hours >= params.dedicated_hours - _SLACK or industry:
        mode = "dedicated"
    elif touches >= params.assisted_touches - _SLACK:
        mode = "assisted"
    else:
        mode = "digital"
    return MilestoneMode(
        id=name,
        stage=stage,
        mode=mode,
        one_to_one_hours=hours,
        touches=touches,
        needs_industry=industry,
        specialist=_specialist(mode, stage, hours, level, assignment, params),
        deliverers=tuple(deliverers),
        path=path,
    )


def _specialist(
    mode: str,
    stage: str | None,
    hours: float,
    level: str | None,
    assignment: str | None,
    params: Params,
) -> str | None:
    if mode != "dedicated":
        return None
    if assignment in {"queue", "programme"}:
        return "unnamed"
    onboarding = stage == "onboard" and hours >= params.specialist_hours - _SLACK
    return "deployment" if onboarding and level == "high-touch" else None
