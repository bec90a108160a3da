"""The certainty of a plan: the basis of its hours, the inputs that move the total, assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.views.plan.names import STAGES, role_title, segment_names
from csdesign.views.plan.words import LEVELS, figure, percent
from csdesign.views.section import Column, Facts, Section, Table
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Interaction, Segment
    from csdesign.planning.results import Plan, Sensitivity
    from csdesign.views.content import ReportContent

__all__ = ["assumptions", "drivers", "interactions", "section"]

_UNITS: Final = {
    "1": "",
    "1..5": "1 to 5",
    "1/year": "a year",
    "accounts": "customers",
    "day": "days",
    "h/week": "h a week",
}
"""Units in everyday words, if those differ."""

_FEW: Final = 3
"""Full-time people below which a change is shown in hundredths."""


def section(content: ReportContent) -> Section:
    """Return the basis of the figures, and the command that explains them."""
    return Section(
        "certainty",
        "How sure",
        (Facts(tuple(_facts(content.plan, content.source))),),
        details=(drivers(content), assumptions(content), interactions(content)),
    )


def _facts(plan: Plan, source: str) -> Iterator[tuple[str, str]]:
    if plan.measured_share is not None:
        yield "Hours", _basis_words(plan.measured_share, plan.assumed_share or 0.0)
    labels = iter(("Most influence",))
    for item in plan.sensitivity[:3]:
        yield next(labels, ""), _moves(item)
    yield "Profile", _stability(plan)
    assumed = [item for item in plan.assumptions if item.basis == "assumed"]
    if assumed:
        yield (
            "Assumed",
            f"{len(assumed)} numbers: --format json lists them, and where they are used",
        )
    first = plan.segments[0].id if plan.segments else ""
    where = f" {visible(source, 300)}" if source else ""
    yield "Check any figure", f"csdesign explain fte:{first}{where}"


def _moves(item: Sensitivity) -> str:
    unit = {"h": " h", "1/year": " a year", "accounts": "", "1": ""}.get(item.unit, "")
    name = visible(item.input, 80)
    value, low, high = (figure(amount) for amount in (item.value, item.low, item.high))
    places = 1 if max(item.fte_low, item.fte_high) >= _FEW else 2
    return (
        f"{name}, {value}{unit} ({item.basis}): {item.fte_low:.{places}f} full-time at "
        f"{low}{unit}, {item.fte_high:.{places}f} at {high}{unit}"
    )


def _stability(plan: Plan) -> str:
    flips = [
        f"{visible(segment.segment.name, 24)} {flip.trait} {flip.score} gives {LEVELS[flip.level]}"
        for segment in plan.segments
        for flip in segment.coverage.flips
    ]
    if not flips:
        return "coverage stays the same if one profile score changes by 1"
    shown = "; ".join(flips[:3])
    return f"coverage would change: {shown}" + (f"; and {len(flips) - 3} more" * (len(flips) > 3))


def drivers(content: ReportContent) -> Table:
    """Return the inputs that move total full-time work most."""
    columns = (
        Column("input", "Input"),
        Column("value", "Value", "figure"),
        Column("unit", "Unit"),
        Column("basis", "Basis"),
        Column("low", "Low value", "figure"),
        Column("fte_low", "Full-time work if low", "fte"),
        Column("high", "High value", "figure"),
        Column("fte_high", "Full-time work if high", "fte"),
    )
    rows = tuple(
        (
            item.input,
            item.value,
            _UNITS.get(item.unit, item.unit),
            item.basis,
            item.low,
            item.fte_low,
            item.high,
            item.fte_high,
        )
        for item in content.plan.sensitivity
    )
    return Table("drivers", "What drives the total", columns, rows, _basis(content.plan))


def _basis(plan: Plan) -> str:
    if plan.measured_share is None:
        return ""
    return f"{_basis_words(plan.measured_share, plan.assumed_share or 0.0)}."


def _basis_words(measured: float, assumed: float) -> str:
    """Return the shares of the hours by basis of effort, in words, without empty parts."""
    parts = {
        "measured effort": measured,
        "assumed effort": assumed,
        "effort without a stated basis": 1 - measured - assumed,
    }
    told = [f"{percent(share)} on {words}" for words, share in parts.items() if share > 0.005]
    return ", ".join(told).replace(" on ", " of the hours rest on ", 1)


def assumptions(content: ReportContent) -> Table:
    """Return every number that the plan uses and nobody measured."""
    columns = (
        Column("name", "Input"),
        Column("value", "Value", "figure"),
        Column("unit", "Unit"),
        Column("basis", "Basis"),
        Column("used_by", "Used by"),
    )
    rows = tuple(
        (
            item.name,
            item.value,
            _UNITS.get(item.unit, item.unit),
            item.basis,
            segment_names(content.plan, item.used_by),
        )
        for item in content.plan.assumptions
    )
    return Table("assumptions", "Assumption register", columns, rows)


def interactions(content: ReportContent) -> Table:
    """Return the promised work: each interaction with its staff hours a year."""
    columns = (
        Column("segment", "Segment"),
        Column("interaction", "Interaction"),
        Column("stage", "Stage"),
        Column("channel", "Channel"),
        Column("trigger", "Started by"),
        Column("roles", "Roles"),
        Column("times", "Times a year for a customer", "figure"),
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
