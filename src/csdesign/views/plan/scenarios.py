"""The design next to its scenarios: what differs, and a dot for what does not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.views.plan.words import LEVELS, figure, money, number, percent
from csdesign.views.section import Column, Document, Lines, Section, Table
from csdesign.wording import capitalised, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.planning.results import Plan, ScenarioRow
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell

__all__ = ["beside", "section"]

_MOST_COVERAGE: Final = 12
_SAME: Final = "."


def beside(content: ReportContent) -> Document:
    """Return the comparison alone, which `plan` prints for several scenarios."""
    plan = content.plan
    count = len(plan.scenarios or ()) - 1
    company = visible(plan.design.document.company.name or "", 60)
    words = f"the design without changes and {number_of(count, 'scenario')}"
    title = f"{company}: {words}" if company else capitalised(words)
    made = section(content)
    return Document(title=title, sections=() if made is None else (made,))


def section(content: ReportContent) -> Section | None:
    """Return the design and its scenarios side by side; None unless several were asked for."""
    rows = content.plan.scenarios
    if not rows:
        return None
    notes = ["Each difference is to the design without changes; a dot means no difference."]
    named = [row for row in rows[1:] if row.name != row.id]
    notes += [f"{row.id}: {visible(row.name, 200)}" for row in named]
    notes += [
        f"{row.id}: {finding.severity.word} {finding.code} {visible(finding.message, 200)}"
        for row in rows[1:]
        for finding in row.findings_added[:3]
    ]
    return Section(
        "scenarios",
        "Scenarios",
        (_table(content, rows), Lines(tuple(notes))),
        details=(_figures(content, rows),),
    )


def _table(content: ReportContent, rows: tuple[ScenarioRow, ...]) -> Table:
    base = rows[0]
    names = ["as is", *(str(row.id) for row in rows[1:])]
    columns = (
        Column("what", ""),
        *(Column(f"s{place}", name, "range") for place, name in enumerate(names)),
    )
    lines: list[tuple[Cell, ...]] = []

    def add(what: str, read: Callable[[Plan], float | None], show: Callable[[float], str]) -> None:
        figures = [read(row.plan) for row in rows]
        if all(value is None for value in figures):
            return
        lines.append((what, *(_beside(value, figures[0], show) for value in figures)))

    add("People", lambda plan: plan.headcount.need, number)
    add("You have", lambda plan: plan.headcount.have, figure)
    add("Full-time work", lambda plan: plan.fte.plan, lambda value: number(value, 1))
    add("Hours a year", lambda plan: plan.hours, number)
    if content.money:
        add("Cost a year", lambda plan: plan.cost, lambda value: money(value, None))
        add("Months, cost with hires", _months_cost, lambda value: money(value, None))
    add("Vacancies", _vacancies, number)
    for segment in base.plan.segments[:_MOST_COVERAGE]:
        levels = [row.levels.get(segment.id) for row in rows]
        lines.append(
            (
                f"Coverage {visible(segment.segment.name, 20)}",
                *(
                    _level(level, gone=segment.id not in row.levels)
                    if place == 0 or level != levels[0]
                    else _SAME
                    for place, (row, level) in enumerate(zip(rows, levels, strict=True))
                ),
            )
        )
    lines.append(
        (
            "Promised time kept",
            *(percent(row.kept) if row.kept is not None else "-" for row in rows),
        )
    )
    lines.append(("New findings", *(str(len(row.findings_added) or _SAME) for row in rows)))
    return Table("scenarios", "Scenarios", columns, tuple(lines), audience="readers")


def _beside(value: float | None, base: float | None, show: Callable[[float], str]) -> str:
    """Return a figure with its difference from that of the design."""
    if value is None:
        return "-"
    words = show(value)
    if base is None or words == show(base):
        return words
    more = value - base
    return f"{words} {'+' if more > 0 else '-'}{show(abs(more))}"


def _level(level: str | None, *, gone: bool) -> str:
    return "gone" if gone else LEVELS.get(level or "", "undefined")


def _months_cost(plan: Plan) -> float | None:
    if plan.months is None:
        return None
    costs = [total.cost_with_hires for total in plan.months.totals]
    known = [cost for cost in costs if cost is not None]
    return math.fsum(known) if len(known) == len(costs) else None


def _vacancies(plan: Plan) -> float | None:
    return None if plan.months is None else float(len(plan.months.vacancies))


def _figures(content: ReportContent, rows: tuple[ScenarioRow, ...]) -> Table:
    columns = [
        Column("scenario", "Scenario"),
        Column("name", "Name"),
        Column("people", "People needed", "count"),
        Column("have", "In post", "figure"),
        Column("fte", "Full-time work", "fte"),
        Column("hours", "Hours a year", "hours"),
    ]
    if content.money:
        columns.append(Column("cost", f"Cost a year {content.currency}".strip(), "money"))
    columns += [
        Column("kept", "Promised time kept", "share"),
        Column("new_findings", "New findings", "count"),
    ]
    found: list[tuple[Cell, ...]] = []
    for row in rows:
        plan = row.plan
        cells: list[Cell] = [
            row.id or "as is",
            row.name,
            plan.headcount.need,
            plan.headcount.have,
            plan.fte.plan,
            plan.hours,
        ]
        cells += [plan.cost] if content.money else []
        cells += [row.kept, len(row.findings_added)]
        found.append(tuple(cells))
    return Table("scenario-figures", "Scenarios in figures", tuple(columns), tuple(found))
