"""The uncertainty of the numbers of people: futures, drivers, value of information."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.serving.deliverers import title_of
from csdesign.views.plan.future_charts import by_month, charts
from csdesign.views.plan.words import figure, money, number, people
from csdesign.views.section import Column, Facts, Lines, Section, Table
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan
    from csdesign.planning.results.uncertainty import Futures, Uncertain
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell

__all__ = ["section"]

_ALWAYS: Final = 0.9995
_MOST: Final = 4
_LEAST_SHARE: Final = 0.005
_LEAST_MONEY: Final = 500.0
_LEAST_YEARS: Final = 0.005
"""The least value of better information that is shown (money a year)."""


def section(content: ReportContent) -> Section | None:
    """Return the results of many futures; None unless they were asked for."""
    plan, found = content.plan, content.plan.futures
    if found is None:
        return None
    months = by_month(plan)
    return Section(
        "futures",
        "How sure, in many futures",
        (
            Lines(tuple(_opening(plan, found))),
            *charts(content),
            _table(content, found),
            Lines(tuple(_counted(found))),
            Facts(tuple(_why(content, found))),
        ),
        aside=f"{found.draws:,} draws, seed {found.seed}",
        details=(_inputs(found), *([months] if months is not None else ())),
    )


def _of_100(share: float) -> str:
    if share >= _ALWAYS:
        return "always"
    if share <= 1 - _ALWAYS:
        return "never"
    return f"{min(99, max(1, round(100 * share)))} of 100"


def _in_futures(share: float) -> str:
    words = _of_100(share)
    if words == "always":
        return "in all futures"
    if words == "never":
        return "in no future"
    return f"in {words.replace(' of', ' future of' if words.startswith('1 ') else ' futures of')}"


def _opening(plan: Plan, found: Futures) -> Iterator[str]:
    if found.enough is not None:
        never = found.enough <= 1 - _ALWAYS
        enough = "not enough in any future" if never else f"enough {_in_futures(found.enough)}"
        yield f"The people you have are {enough}."
    if found.one_more is not None:
        title = visible(title_of(plan.design, found.one_more.role), 60)
        yield f"With one more {title}: {_in_futures(found.one_more.enough)}."
    times = f"{found.sure * 10:g} times in 10"
    chosen = [
        f"{visible(title_of(plan.design, name), 60)} {role.choice}"
        for name, role in found.by_role.items()
    ]
    if _joint(found):
        yield (
            f"To have enough people {times}, plan {people(found.choice)}. If each role has its own "
            f"people: {', '.join(chosen[:8])}."
        )
    else:
        yield (
            f"To have enough people {times} in each role, plan {people(found.choice)}: "
            f"{', '.join(chosen[:8])}."
        )
    if found.months is not None and found.months.enough_every_month is not None:
        if found.months.enough_every_month <= 1 - _ALWAYS:
            yield "At least one month is short in every future."
        else:
            share = found.months.enough_every_month
            where = "in any future" if share >= _ALWAYS else _in_futures(share)
            yield f"No month is short {where}."
    for level in found.levels[:_MOST]:
        segment = plan.segment_by_id[level.segment].segment
        yield (
            f"{visible(segment.name, 40)} would have another level of coverage "
            f"{_in_futures(level.share)}; the plan keeps it."
        )


def _joint(found: Futures) -> bool:
    """Return whether people were counted for all roles together, not role by role."""
    return found.choice != sum(role.choice for role in found.by_role.values()) or (
        found.people_draws < found.draws
    )


def _counted(found: Futures) -> Iterator[str]:
    """Yield the assumptions behind the figures of the table."""
    q = found.fte
    yield "Low, median and high: 1, 5 and 9 futures of 10 need no more than this."
    yield (
        f"The high figure of all roles lies between {q.p90_low:.2f} and {q.p90_high:.2f} full-time "
        "people; more draws narrow the interval."
    )
    if found.people_draws < found.draws:
        yield (
            f"People and cost count shared and part-time posts as the plan does, in the first "
            f"{found.people_draws:,} futures."
        )
    if found.enough_draws < found.draws:
        yield f"Whether people are enough was counted in the first {found.enough_draws:,} futures."
    if found.months is not None and found.months.draws < found.draws:
        yield f"Short months were counted in the first {found.months.draws:,} futures."


def _table(content: ReportContent, found: Futures) -> Table:
    plan = content.plan
    columns = (
        Column("what", "Full-time people"),
        Column(
            "low",
            "Low (1 in 10)",
            "range",
            short="Low\n(1 in 10)",
        ),
        Column("middle", "Median", "range"),
        Column(
            "high",
            "High (9 in 10)",
            "range",
            short="High\n(9 in 10)",
        ),
        Column("enough", "Enough with today's people"),
    )
    rows: list[tuple[Cell, ...]] = []
    for name, role in found.by_role.items():
        q = role.fte
        total = plan.role_by_id.get(name)
        have = "" if total is None or total.have is None else f" (you have {figure(total.have)})"
        words = "" if role.enough is None else _of_100(role.enough)
        rows.append(
            (
                visible(title_of(plan.design, name), 40),
                *(number(value, 1) for value in q[:3]),
                words if words in {"", "always"} else f"{words}{have}",
            )
        )
    q = found.fte
    rows.append(("All roles", *(number(value, 1) for value in q[:3]), ""))
    rows.append(("Whole people", *(number(value) for value in found.people[:3]), ""))
    if content.money and found.cost is not None:
        rows.append(("Cost", *(money(value, None) for value in found.cost[:3]), ""))
    return Table("futures", "Futures", columns, tuple(rows))


def _why(content: ReportContent, found: Futures) -> Iterator[tuple[str, str]]:
    parts = [(driver.share, _named(driver.input)) for driver in found.drivers]
    parts.append((found.together, "inputs of one kind that err together"))
    parts.sort(key=lambda part: -part[0])
    shown = [part for part in parts if part[0] >= _LEAST_SHARE][:_MOST]
    label = "Why it is uncertain"
    for share, words in shown:
        yield label, f"{100 * share:.0f}% {words}"
        label = ""
    if not shown:
        yield label, "nothing is uncertain: every input is certain"
    if not content.money and found.unit != "person-years":
        return
    if not found.information:
        return
    label = "Worth measuring"
    least = _LEAST_YEARS if found.unit == "person-years" else _LEAST_MONEY
    for item in [item for item in found.information if item.worth >= least][:_MOST]:
        worth = (
            f"{item.worth:.2f} person-years"
            if found.unit == "person-years"
            else money(item.worth, found.unit or None)
        )
        yield label, f"{visible(item.input.words, 80)}: up to {worth} a year"
        label = ""
    if label:
        yield label, "nothing: no single number would change how many people to plan"
    else:
        aim = f"{found.sure * 10:g} times in 10"
        yield "", f"(the cost of too many or too few people, if they are to be enough {aim})"


def _named(item: Uncertain) -> str:
    unit = f" {item.unit}" if item.unit else ""
    ends = f"{figure(item.low)} to {figure(item.high)}{unit}"
    return f"{visible(item.words, 80)} ({item.basis}, {ends})"


def _inputs(found: Futures) -> Table:
    shares = {driver.input.path: driver.share for driver in found.drivers}
    columns = (
        Column("path", "Input"),
        Column("kind", "Kind of input (inputs of one kind err together)"),
        Column("low", "Low", "figure"),
        Column("value", "Value", "figure"),
        Column("high", "High", "figure"),
        Column("basis", "Basis"),
        Column("share", "Share of the uncertainty", "share"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            item.path,
            "" if item.kind == "other" else item.kind,
            item.low,
            item.value,
            item.high,
            item.basis,
            shares.get(item.path, 0.0),
        )
        for item in found.inputs
    ]
    return Table("uncertain-inputs", "Inputs that are drawn", columns, tuple(rows))
