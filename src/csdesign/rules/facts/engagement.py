"""The engagement grid as rules read it: leads and contacts, by stage and stakeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign import reference
from csdesign.planning.serving.contacts import grid_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Segment

__all__ = [
    "AFTER_PURCHASE",
    "CHAMPION",
    "STAGE_MOTIONS",
    "Row",
    "leads_by_stage",
    "one_pod",
    "rows",
    "stage_applies",
]

CHAMPION: Final = "champion"
"""The stakeholder whose lead is the primary contact of a stage."""
AFTER_PURCHASE: Final = ("onboard", "adopt", "expand", "renew")
STAGE_MOTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "prospect": ("land",),
    "evaluate": ("land",),
    "onboard": ("onboard",),
    "adopt": ("adopt",),
    "expand": ("upsell", "cross-sell"),
    "renew": ("renew",),
}
"""The motions of each stage; reactive service runs across all of them."""


class Row(NamedTuple):
    """One stakeholder of one stage: the roles that lead and those that contribute."""

    stage: str
    stakeholder: str
    leads: tuple[str, ...]
    contributors: tuple[str, ...]

    @property
    def in_scope(self) -> bool:
        """Return whether a role meets the stakeholder."""
        return bool(self.leads or self.contributors)

    @property
    def path(self) -> YamlPath:
        """Return the path of the row in the design."""
        return ("engagement", self.stage, self.stakeholder)

    @property
    def object(self) -> str:
        """Return the row by its names."""
        return f"engagement.{self.stage}.{self.stakeholder}"


def rows(design: Design, segment: Segment) -> Iterator[Row]:
    """Yield the rows of the grid that hold for a segment."""
    for stage, stakeholders in grid_of(design, segment).items():
        for stakeholder, cells in stakeholders.items():
            yield Row(
                stage,
                stakeholder,
                tuple(role for role, level in cells.items() if level == "lead"),
                tuple(role for role, level in cells.items() if level == "contribute"),
            )


def leads_by_stage(design: Design, segment: Segment) -> dict[str, tuple[str, ...]]:
    """Return the primary contacts of each stage that the grid describes, in lifecycle order."""
    held: dict[str, tuple[str, ...]] = {}
    for row in rows(design, segment):
        if row.in_scope:
            held.setdefault(row.stage, ())
        if row.stakeholder == CHAMPION:
            held[row.stage] = row.leads
    return {stage: held[stage] for stage in reference.STAGES if stage in held}


def stage_applies(segment: Segment, stage: str) -> bool:
    """Return whether a motion of the stage exists in the segment."""
    return any(motion not in segment.not_applicable for motion in STAGE_MOTIONS[stage])


def one_pod(design: Design, segment: Segment, roles: tuple[str, ...]) -> bool:
    """Return whether all the roles are members of one pod of the segment."""
    return any(
        set(roles) <= {member.role for member in pod.members}
        for pod in design.pods or ()
        if pod.segment == segment.id
    )
