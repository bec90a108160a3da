"""One SVG picture: the ownership matrix, and the lifecycle map of each group of segments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.escaping.markup import quiet
from csdesign.formats.html.environment import environment
from csdesign.views.plan.lifecycle import lifecycle_groups
from csdesign.views.plan.names import segment_names
from csdesign.views.plan.ownership import matrix
from csdesign.views.plan.words import plan_title
from csdesign.views.report.drawing.grid import grid
from csdesign.views.report.drawing.lettering import fitted
from csdesign.views.report.drawing.swimlanes import swimlanes

if TYPE_CHECKING:
    from csdesign.formats import Layout
    from csdesign.views.content import ReportContent
    from csdesign.views.plan.lifecycle import Lifecycle
    from csdesign.views.report.drawing.swimlanes import Swimlanes

__all__ = ["write"]

_GAP: Final = 48
"""Space above each map, with its heading in it (px)."""
_MARGIN: Final = 16


@dataclass(frozen=True, slots=True)
class _Placed:
    """A map with its heading and where it starts (px)."""

    y: float
    heading: str
    found: Lifecycle
    shapes: Swimlanes


def write(content: ReportContent, layout: Layout) -> str:  # noqa: ARG001  # the shape of a writer
    """Return the picture."""
    plan = content.plan
    table = grid(matrix(plan))
    y = 40 + table.height
    maps = []
    for ids, found in lifecycle_groups(plan):
        shapes = swimlanes(found)
        heading = fitted(segment_names(plan, ids, 6), 90)
        maps.append(_Placed(y + _GAP, heading, found, shapes))
        y += _GAP + shapes.height
    template = environment(content.redaction).get_template("report.svg.j2")
    picture = template.render(
        title=fitted(plan_title(plan), 100),
        width=max([table.width, *(placed.shapes.width for placed in maps)]) + 2 * _MARGIN,
        height=y + 2 * _MARGIN,
        margin=_MARGIN,
        grid=table,
        maps=maps,
    )
    return quiet(picture)
