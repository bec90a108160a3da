"""Futures as charts: people of each role by month as a fan, how often they suffice, drivers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.serving.deliverers import title_of
from csdesign.views.months import month_words
from csdesign.views.plan.months.charts import labels_of
from csdesign.views.plan.words import figure
from csdesign.views.section import Chart, Column, Series, Table
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.planning.results import Plan
    from csdesign.planning.results.uncertainty import FuturesMonth
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell

__all__ = ["by_month", "charts", "tornado"]

_MOST_ROLES: Final = 12
_MOST_DRIVERS: Final = 8


def charts(content: ReportContent) -> Iterator[Chart]:
    """Yield a fan for each role, how often people suffice, and the drivers of the total."""
    plan = content.plan
    futures, months = plan.futures, plan.months
    if futures is not None and futures.months is not None and months is not None:
        there = {role.role: [month.available for month in role.months] for role in months.roles}
        for name in list(futures.months.by_role)[:_MOST_ROLES]:
            line = futures.months.by_role[name]
            if any(month.required.p90 > 0 for month in line):
                yield _fan(plan, labels_of(months), name, line, there.get(name, []))
        yield from _enough(plan, futures.months.totals)
    driven = tornado(plan)
    if driven is not None:
        yield driven


def _fan(
    plan: Plan,
    labels: tuple[str, ...],
    role: str,
    line: Sequence[FuturesMonth],
    there: Sequence[float | None],
) -> Chart:
    title = visible(title_of(plan.design, role), 60)
    low, middle, high = (
        tuple(getattr(month.required, name) for month in line) for name in ("p10", "p50", "p90")
    )
    series = [
        Series("band", "8 futures of 10", low, high),
        Series("needed", "needed (median)", middle),
    ]
    if there and None not in there:
        series.append(Series("there", "at work", tuple(there)))
    return Chart(
        f"fan-{role}",
        f"{title}: full-time people needed, by month",
        f"{figure(low[0])} to {figure(high[0])} in the first month and {figure(low[-1])} to "
        f"{figure(high[-1])} in the last, in 8 futures of 10",
        labels,
        tuple(series),
        unit="fte",
    )


def _enough(plan: Plan, line: Sequence[FuturesMonth]) -> Iterator[Chart]:
    shares = tuple(month.enough for month in line)
    known = [share for share in shares if share is not None]
    if plan.months is None or len(known) < len(shares):
        return
    worst = known.index(min(known))
    yield Chart(
        "enough-by-month",
        "Futures in which no role is short, by month",
        f"{100 * min(known):.0f} of 100 in {month_words(line[worst].month)} at least, "
        f"{100 * known[-1]:.0f} of 100 at the end",
        labels_of(plan.months),
        (Series("there", "enough with today's people", shares),),
        unit="share",
        top=1.0,
    )


def tornado(plan: Plan) -> Chart | None:
    """Return full-time work with one input low or high at a time, the strongest first; or None."""
    found = plan.sensitivity[:_MOST_DRIVERS]
    if not found:
        return None
    first = found[0]
    return Chart(
        "drivers-drawn",
        "What changes full-time work most: one number low or high, the others unchanged",
        f"{visible(first.input, 80)} changes it most: {figure(first.fte_low)} to "
        f"{figure(first.fte_high)} full-time people",
        tuple(visible(item.input, 80) for item in found),
        (
            Series(
                "band",
                "full-time work",
                tuple(min(item.fte_low, item.fte_high) for item in found),
                tuple(max(item.fte_low, item.fte_high) for item in found),
            ),
        ),
        marked="as planned",
        kind="ranges",
        unit="score",
        base=plan.fte.plan,
    )


def by_month(plan: Plan) -> Table | None:
    """Return people needed and how often they suffice, by role and month; or None."""
    found = None if plan.futures is None else plan.futures.months
    if found is None:
        return None
    columns = (
        Column("role", "Role"),
        Column("month", "Month"),
        Column("low", "Low (1 in 10)", "fte"),
        Column("middle", "Median", "fte"),
        Column("high", "High (9 in 10)", "fte"),
        Column("enough", "Enough with today's people", "share"),
    )
    lines = [(title_of(plan.design, name), line) for name, line in found.by_role.items()]
    rows: list[tuple[Cell, ...]] = [
        (
            title,
            f"{month.month:%Y-%m}",
            month.required.p10,
            month.required.p50,
            month.required.p90,
            month.enough,
        )
        for title, line in [*lines, ("All roles", found.totals)]
        for month in line
    ]
    return Table("futures-by-month", "Futures by month", columns, tuple(rows))
