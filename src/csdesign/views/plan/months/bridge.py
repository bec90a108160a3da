"""The year and the months next to each other: hours, money, cost by quarter."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.views.months import span_words
from csdesign.views.plan.months.terms import YEAR
from csdesign.views.section import Column, Section, Table
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.planning.results.by_month import MonthPlan
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell

__all__ = ["bridge", "money_by_quarter"]


def bridge(content: ReportContent) -> Section | None:
    """Return the bridge from the hours and money of the year to those of the months."""
    plan, found = content.plan, content.plan.months
    if found is None or not found.roles:
        return None
    hours = found.bridge
    scaled = "" if hours.months == YEAR else f", {hours.months} of 12 months"
    rows: list[tuple[Cell, ...]] = [(f"The yearly plan{scaled}", hours.yearly_hours)]
    for segment, more in hours.customers.items():
        if abs(more) > 0.5:
            customers = next(item.months for item in found.segments if item.id == segment)
            served = math.fsum(month.served for month in customers[: hours.months]) / hours.months
            name = visible(plan.design.segment_by_id[segment].name, 40)
            word = "More" if more > 0 else "Fewer"
            rows.append((f"{word} customers than today: {name} {served:,.0f} on average", more))
    rest = math.fsum(more for more in hours.customers.values() if abs(more) <= 0.5)
    if abs(hours.onboarding) > 1e-9:
        rows.append(("Onboarding earlier or later than in the yearly plan", hours.onboarding))
    if abs(hours.renewals) > 1e-9:
        rows.append(("Renewals earlier or later than in the yearly plan", hours.renewals))
    if abs(rest) > 1e-9:
        rows.append(("Other changes in customers", rest))
    rows.append((_span(found, hours.months), hours.months_hours))
    columns = (Column("line", "Step"), Column("hours", "Hours", "hours"))
    parts = [Table("bridge", "Hours", columns, tuple(rows))]
    if content.money and found.money is not None:
        parts.append(_money_table(content, found))
    return Section("bridge", "From the year to the months", tuple(parts), aside="hours")


def _span(found: MonthPlan, months: int) -> str:
    return span_words(found.horizon._replace(length=months))


def _money_table(content: ReportContent, found: MonthPlan) -> Table:
    made = found.money
    columns = (
        Column("line", "Step"),
        Column("cost", f"Cost {content.currency}".strip(), "money"),
    )
    if made is None:
        return Table("money-bridge", "Money", columns, ())
    lines = (
        ("The yearly plan", made.year),
        ("People whom the yearly plan does not need but who stay", made.surplus),
        ("Posts that are empty for a time or begin later", made.vacant),
        ("Hires in the months that need them, less those of the yearly plan", made.hires),
    )
    rows: list[tuple[Cell, ...]] = [lines[0]]
    rows += [line for line in lines[1:] if abs(line[1]) > 0.5]
    rows.append((f"{_span(found, made.months)}, with hires", made.total))
    return Table("money-bridge", "Money", columns, tuple(rows))


def money_by_quarter(content: ReportContent) -> Section | None:
    """Return cost by quarter against a budget; None unless a budget or a fiscal year is stated."""
    found = content.plan.months
    if found is None or not content.money or found.totals[0].cost is None:
        return None
    if found.horizon.budget is None and found.horizon.fiscal_start is None:
        return None
    columns = [
        Column("quarter", "Quarter"),
        Column("cost", "Without hires", "money"),
        Column("cost_with_hires", "With hires", "money"),
    ]
    budgeted = any(quarter.budget is not None for quarter in found.quarters)
    if budgeted:
        columns += [Column("budget", "Budget", "money"), Column("left", "Left", "money")]
    rows: list[tuple[Cell, ...]] = []
    for quarter in found.quarters:
        row: list[Cell] = [quarter.label, quarter.cost, quarter.cost_with_hires]
        if budgeted:
            row += [quarter.budget, (quarter.budget or 0.0) - (quarter.cost_with_hires or 0.0)]
        rows.append(tuple(row))
    total: list[Cell] = ["Total"]
    total.append(math.fsum(quarter.cost or 0.0 for quarter in found.quarters))
    total.append(math.fsum(quarter.cost_with_hires or 0.0 for quarter in found.quarters))
    if budgeted:
        spent = math.fsum(quarter.cost_with_hires or 0.0 for quarter in found.quarters)
        total += [found.budget, (found.budget or 0.0) - spent]
    return Section(
        "quarters",
        "Cost by quarter",
        (Table("quarters", "Cost by quarter", tuple(columns), tuple(rows), total=tuple(total)),),
        aside=content.currency,
    )
