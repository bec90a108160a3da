"""Who owns what, whom a customer meets, and what is handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.views.plan.words import MOTIONS
from csdesign.views.report.lifecycle import lifecycle_groups
from csdesign.views.report.names import STAGES, role_title, segment_names
from csdesign.views.report.ownership import matrix
from csdesign.views.section import Column, Table

if TYPE_CHECKING:
    from csdesign.views.report.content import ReportContent

__all__ = ["contacts", "hand_offs", "ownership"]


def ownership(content: ReportContent) -> Table:
    """Return one row per segment, one column per motion, each cell in words."""
    columns = (
        Column("segment", "Segment"),
        *(Column(motion.replace("-", "_"), words) for motion, words in MOTIONS.items()),
    )
    rows = tuple((row.name, *(cell.words for cell in row.cells)) for row in matrix(content.plan))
    return Table("ownership", "Who owns what", columns, rows)


def contacts(content: ReportContent) -> Table:
    """Return how many people a customer meets in each stage; empty without an engagement grid."""
    design = content.plan.design
    columns = (
        Column("segment", "Segment"),
        Column("stage", "Stage"),
        Column("named", "People met by name", "count"),
        Column("desks", "Desks", "count"),
        Column("new_faces", "New faces", "count"),
        Column("first_contact", "First contact"),
        Column("roles", "Roles"),
    )
    rows = tuple(
        (
            plan.segment.name,
            STAGES[stage],
            met.named,
            met.desks,
            met.new_faces,
            "" if met.primary is None else role_title(design, met.primary),
            ", ".join(role_title(design, role) for role in met.roles),
        )
        for plan in content.plan.segments
        if plan.contacts is not None
        for stage, met in plan.contacts.by_stage.items()
    )
    return Table("contacts", "Whom a customer meets", columns, rows)


def hand_offs(content: ReportContent) -> Table:
    """Return every hand-off with its trigger."""
    columns = (
        Column("segments", "Segments"),
        Column("sender", "From"),
        Column("receiver", "To"),
        Column("stage", "Stage"),
        Column("trigger", "When"),
        Column("kind", "Kind"),
        Column("max_days", "Days to act", "figure"),
    )
    stages = tuple(STAGES.values())
    rows = tuple(
        (
            segment_names(content.plan, ids),
            found.lanes[hand.sender].title,
            found.lanes[hand.receiver].title,
            stages[hand.stage],
            hand.trigger,
            hand.kind,
            hand.max_days,
        )
        for ids, found in lifecycle_groups(content.plan)
        for hand in found.hand_offs
    )
    return Table("hand-offs", "Hand-offs", columns, rows)
