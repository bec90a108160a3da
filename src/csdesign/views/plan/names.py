"""Names in a report: in full if there is room; a cut name ends in an ellipsis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.serving.deliverers import title_of
from csdesign.views.section import LONGEST
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.model.design import Design
    from csdesign.planning.results import Plan

__all__ = ["STAGES", "role_title", "segment_name", "segment_names"]

STAGES: Final = {
    "prospect": "Prospect",
    "evaluate": "Evaluate",
    "onboard": "Onboard",
    "adopt": "Adopt",
    "expand": "Expand",
    "renew": "Renew",
}
"""The stages of a customer's life, in order, as people read them."""


def role_title(design: Design, role_id: str) -> str:
    """Return the whole title of a role."""
    return visible(title_of(design, role_id), LONGEST)


def segment_name(plan: Plan, segment_id: str) -> str:
    """Return the whole name of a segment."""
    return visible(plan.segment_by_id[segment_id].segment.name, LONGEST)


def segment_names(plan: Plan, ids: Sequence[str], most: int = 3) -> str:
    """Return the names of the first segments, and the number of the others."""
    shown = ", ".join(segment_name(plan, id_) for id_ in ids[:most])
    return shown if len(ids) <= most else f"{shown} and {len(ids) - most} more"
