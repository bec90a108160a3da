"""The answer, and its figures with those of an earlier design."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.finding import Severity
from csdesign.views.plan.answer import answer
from csdesign.views.plan.ownership import gaps
from csdesign.views.section import Column, Facts, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Kind

__all__ = ["answer_lines", "figures", "figures_of", "section"]

_LEVELS: Final = (
    ("high-touch", "Customers with a named person (high touch)"),
    ("pooled", "Customers of a shared team (pooled)"),
    ("tech-touch", "Customers in an automated programme (tech touch)"),
)


def section(content: ReportContent) -> Section:
    """Return the answer in five lines, and the key figures for files."""
    told = tuple((line.subject, f"{line.figure} {line.words}") for line in answer(content))
    key_figures = figures(content)
    if content.before is not None:
        parts = (Facts(told), key_figures)
        return Section("answer", "The answer", parts, details=(answer_lines(content),))
    details = (answer_lines(content), key_figures)
    return Section("answer", "The answer", (Facts(told),), details=details)


def answer_lines(content: ReportContent) -> Table:
    """Return the answer in five lines."""
    columns = (
        Column("subject", "Subject"),
        Column("figure", "Answer"),
        Column("words", "Explanation"),
    )
    rows = tuple((line.subject, line.figure, line.words) for line in answer(content))
    return Table("answer", "The answer", columns, rows)


def figures(content: ReportContent) -> Table:
    """Return the key figures; with an earlier design also that one's, and the change."""
    now = list(figures_of(content.plan, money=content.money))
    columns: tuple[Column, ...] = (Column("figure", "Figure"),)
    if content.before is None:
        columns += (Column("value", "Value", "figure"), Column("unit", "Unit"))
        rows = tuple((name, value, unit) for name, value, unit, _ in now)
        return Table("figures", "Key figures", columns, rows)
    then = {
        name: value for name, value, _, _ in figures_of(content.before.plan, money=content.money)
    }
    columns += (
        Column("before", "Before", "figure"),
        Column("now", "Now", "figure"),
        Column("change", "Change", "signed"),
        Column("unit", "Unit"),
    )
    compared = tuple(
        (name, then.get(name), value, _change(then.get(name), value), unit)
        for name, value, unit, _ in now
    )
    return Table("figures", f"Before and after: {content.before.label}", columns, compared)


def _change(before: float | None, now: float | None) -> float | None:
    return None if before is None or now is None else now - before


def figures_of(plan: Plan, *, money: bool = True) -> Iterator[tuple[str, float | None, str, Kind]]:
    """Yield (name, value, unit, kind) of each key figure; None if it is undefined."""
    yield "People needed", float(plan.heads) if plan.roles else None, "people", "count"
    yield "People in post", plan.have, "people", "figure"
    yield "Promised hours", plan.hours if plan.roles else None, "h a year", "hours"
    fte = plan.fte
    yield "Full-time work, planned", fte.plan if plan.roles else None, "people", "fte"
    yield "Full-time work, fully booked", fte.low if plan.roles else None, "people", "fte"
    yield "Full-time work, cautious", fte.high if plan.roles else None, "people", "fte"
    if money:
        currency = plan.design.document.company.currency or "currency"
        yield "Cost", plan.cost, f"{currency} a year", "money"
        share = None if plan.cost is None or not plan.arr else 100 * plan.cost / plan.arr
        yield "Cost of ARR", share, "%", "figure"
    for level, name in _LEVELS:
        here = [s for s in plan.segments if s.coverage.level == level]
        yield name, math.fsum(s.segment.accounts or 0.0 for s in here), "customers", "count"
    yield "Motions that nobody owns", float(len(gaps(plan))), "motions", "count"
    for severity in Severity:
        count = sum(f.severity is severity and f.suppressed is None for f in plan.findings)
        yield f"Findings: {severity.word}s", float(count), "findings", "count"
