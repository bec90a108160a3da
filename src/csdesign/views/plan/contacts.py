"""The people whom a customer meets over the lifecycle, and the hand-offs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.views.plan.lifecycle import lifecycle_groups
from csdesign.views.plan.names import STAGES, role_title, segment_names
from csdesign.views.section import Column, Section, Table

if TYPE_CHECKING:
    from csdesign.planning.results import Plan
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell

__all__ = ["contacts", "hand_offs", "section"]


def section(content: ReportContent) -> Section | None:
    """Return the people a customer meets; None without an engagement grid and hand-offs."""
    parts = (_met(content.plan),) if any(s.contacts for s in content.plan.segments) else ()
    details = (contacts(content), hand_offs(content))
    if not parts and all(table.empty for table in details):
        return None
    aside = "named people + shared desks" if parts else ""
    return Section("contacts", "Whom a customer meets", parts, aside=aside, details=details)


def _met(plan: Plan) -> Table:
    """Return for each segment people (+ desks) met by stage and in total."""
    stages = [
        stage
        for stage in STAGES
        if any(s.contacts is not None and stage in s.contacts.by_stage for s in plan.segments)
    ]
    columns = (
        Column("segment", "Segment"),
        *(Column(stage, stage, rank=1) for stage in stages),
        Column("in_all", "Total", "count"),
        Column("handovers", "Handovers", "count"),
    )
    rows: list[tuple[Cell, ...]] = []
    for segment in plan.segments:
        found = segment.contacts
        if found is None:
            continue
        row: list[Cell] = [segment.segment.name]
        for stage in stages:
            met = found.by_stage.get(stage)
            desks = f" +{met.desks}" if met is not None and met.desks else ""
            row.append("-" if met is None else f"{met.named}{desks}")
        rows.append((*row, found.lifetime_named, found.transfers_after_purchase))
    return Table("people-met", "People met by stage", columns, tuple(rows), audience="readers")


def contacts(content: ReportContent) -> Table:
    """Return the people a customer meets in each stage; empty without an engagement grid."""
    design = content.plan.design
    columns = (
        Column("segment", "Segment"),
        Column("stage", "Stage"),
        Column("named", "Named people", "count"),
        Column("desks", "Shared desks", "count"),
        Column("new_faces", "New people", "count"),
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
