"""The assumption register, and the promised work line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.views.report.names import STAGES, role_title, segment_names
from csdesign.views.section import Column, Table

if TYPE_CHECKING:
    from csdesign.model.design import Interaction, Segment
    from csdesign.views.report.content import ReportContent

__all__ = ["assumptions", "interactions"]


def assumptions(content: ReportContent) -> Table:
    """Return every number the plan rests on and nobody measured."""
    columns = (
        Column("name", "Number"),
        Column("value", "Value", "figure"),
        Column("unit", "Unit"),
        Column("basis", "Basis"),
        Column("used_by", "Used by"),
    )
    rows = tuple(
        (
            item.name,
            item.value,
            "" if item.unit == "1" else item.unit,
            item.basis,
            segment_names(content.plan, item.used_by),
        )
        for item in content.plan.assumptions
    )
    return Table("assumptions", "Assumption register", columns, rows)


def interactions(content: ReportContent) -> Table:
    """Return the promised work: each interaction with the staff hours it takes in a year."""
    columns = (
        Column("segment", "Segment"),
        Column("interaction", "Interaction"),
        Column("stage", "Stage"),
        Column("channel", "Channel"),
        Column("trigger", "Started by"),
        Column("roles", "Roles"),
        Column("times", "Times a customer and year", "figure"),
        Column("minutes", "Customer minutes each", "figure"),
        Column("staff_hours", "Staff hours each", "figure"),
        Column("hours", "Staff hours a year", "hours"),
        Column("basis", "Basis of the effort"),
    )
    design = content.plan.design
    rows = tuple(
        (
            plan.segment.name,
            item.name,
            STAGES.get(item.stage or "", ""),
            item.channel,
            item.trigger,
            " or ".join(role_title(design, role) for role in item.roles)
            if item.any_of
            else ", ".join(role_title(design, role) for role in item.roles),
            plan.segment.yearly(item),
            float(item.minutes),
            item.hours_per_occurrence,
            yearly_hours(plan.segment, item),
            item.effort_basis,
        )
        for plan in content.plan.segments
        for item in plan.segment.interactions
    )
    return Table("promised-work", "Promised work", columns, rows)


def yearly_hours(segment: Segment, item: Interaction) -> float | None:
    """Return staff hours a year over all customers; None without a number of customers."""
    customers = segment.new_accounts if item.once else segment.accounts
    if customers is None:
        return None
    return customers * item.occurrences * item.share * item.hours_per_occurrence
