"""People by month: people needed and at work in each role, and waiting work."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.views.months import day_words, short_month
from csdesign.views.plan.months.charts import charts
from csdesign.views.plan.months.figures import all_roles, customers, each_role
from csdesign.views.plan.months.opening import hires
from csdesign.views.plan.months.terms import NEVER, YEAR, months_waiting, name_of
from csdesign.views.plan.words import figure
from csdesign.views.section import Column, Lines, Section, Table
from csdesign.wording import number_of, plural_title, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import MonthPlan, RoleMonth, RoleMonths
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell

__all__ = ["months"]

_MOST_COLUMNS: Final = 12
"""Most months or quarters on a screen of 80 cells."""
_TITLE: Final = 10
"""Cells of a role's title, which is written down its rows."""
_MOST_ROLES: Final = 12
_WIDE: Final = 99.95
"""Figure from which a column has no room for tenths."""
_LARGE: Final = 999_500
"""Amount from which money is shown in millions."""


class _Span(NamedTuple):
    """A column of the table: a month, or a quarter."""

    heading: str
    months: range


def months(content: ReportContent) -> Section | None:
    """Return people by month; nothing if no months are planned."""
    plan, found = content.plan, content.plan.months
    if found is None or not found.roles:
        return None
    return Section(
        "months",
        "People by month",
        (
            *charts(content),
            *_tables(found, costs=content.money),
            Lines(tuple(_notes(plan, found))),
        ),
        aside="full-time people",
        details=(all_roles(content, found), each_role(content, found), customers(plan, found)),
    )


def _spans(found: MonthPlan) -> list[_Span]:
    """Return the columns: months, or quarters of more than twelve months."""
    horizon = found.horizon
    if found.length <= YEAR:
        return [
            _Span(short_month(horizon, month), range(month, month + 1))
            for month in range(found.length)
        ]
    return [
        _Span(quarter.label, range(quarter.first, quarter.first + quarter.months))
        for quarter in found.quarters
    ]


def _narrow(heading: str) -> str:
    """Return a heading on several short lines: `Jan-`, `Mar`, `27`."""
    return heading.replace(" ", "\n").replace("-", "-\n")


def _tables(found: MonthPlan, *, costs: bool) -> Iterator[Table]:
    """Yield the months or quarters in tables of about equal length that fit on a screen."""
    spans = _spans(found)
    tables = -(-len(spans) // _MOST_COLUMNS)
    length = -(-len(spans) // tables)
    for number, first in enumerate(range(0, len(spans), length), 1):
        part = spans[first : first + length]
        name = "months" if number == 1 else f"months-{number}"
        title = "People by month"
        if tables > 1:
            title += f": {part[0].heading} to {part[-1].heading}"
        yield _table(found, part, name, title, costs=costs)


def _table(
    found: MonthPlan, spans: Sequence[_Span], name: str, title: str, *, costs: bool
) -> Table:
    columns = (
        Column("role", "Role"),
        Column("what", ""),
        *(
            Column(f"m{number}", span.heading, "score", short=_narrow(span.heading))
            for number, span in enumerate(spans)
        ),
    )
    rows: list[tuple[Cell, ...]] = []
    shown = [role for role in found.roles if _is_told(role)]
    for role in shown[:_MOST_ROLES]:
        rows += _role_rows(role, spans)
    lines: list[tuple[str, Sequence[float | None]]] = [
        ("needed", [total.required for total in found.totals])
    ]
    if found.totals[0].available is not None:
        lines.append(("at work", [total.available for total in found.totals]))
    rows += [
        ("Total" if not number else "", words, *_means(line, spans))
        for number, (words, line) in enumerate(lines)
    ]
    money_ = [total.cost_with_hires for total in found.totals]
    if costs and all(cost is not None for cost in money_):
        amounts = _sums(money_, spans)
        large = max(abs(amount) for amount in amounts) >= _LARGE
        cells = [f"{c / 1e6:.2f}" if large else f"{c / 1e3:.0f}" for c in amounts]
        rows.append(("", "cost, M" if large else "cost, k", *cells))
    note = (
        ""
        if found.length <= YEAR
        else "Several months in one column: mean people, total cost, and waiting work at the end."
    )
    return Table(name, title, columns, tuple(rows), note, audience="readers")


def _is_told(role: RoleMonths) -> bool:
    """Return whether a role is shown: work waits, or the people in post are unknown."""
    return role.waits or role.first_short is not None or role.months[0].available is None


def _role_rows(role: RoleMonths, spans: Sequence[_Span]) -> list[tuple[Cell, ...]]:
    def line(read: Callable[[RoleMonth], float | None]) -> list[float | None]:
        return [read(month) for month in role.months]

    needed = ("needed", _means(line(lambda month: month.required), spans))
    lines: list[tuple[str, list[Cell]]] = [needed]
    if role.months[0].available is not None:
        lines.append(("at work", _means(line(lambda month: month.available), spans)))
        waits = line(lambda month: months_waiting(month.delay, month.backlog))
        lines.append(("waiting", _ends(waits, spans)))
        if role.vacancies:
            lines.append(("hired", _means(line(lambda month: month.available_with_hires), spans)))
            left = line(
                lambda month: months_waiting(month.delay_with_hires, month.backlog_with_hires)
            )
            lines.append(("waiting", _ends(left, spans)))
    words = _in_lines(visible(role.title, 60)) or [role.role]
    if len(words) > len(lines):
        words = [*words[: len(lines) - 1], " ".join(words[len(lines) - 1 :])]
    if len(lines) == 1:
        words = [visible(role.title, 60)]
    words += [""] * (len(lines) - len(words))
    return [(word, name, *cells) for word, (name, cells) in zip(words, lines, strict=True)]


def _in_lines(title: str) -> list[str]:
    """Return a title in lines of a narrow column; a word that is wider is cut with a hyphen."""
    pieces = []
    for word in title.split():
        left = word
        while len(left) > _TITLE:
            pieces.append(f"{left[: _TITLE - 1]}-")
            left = left[_TITLE - 1 :]
        pieces.append(left)
    return textwrap.wrap(" ".join(pieces), _TITLE, break_on_hyphens=False)


def _means(line: Sequence[float | None], spans: Sequence[_Span]) -> list[Cell]:
    found: list[Cell] = []
    for span in spans:
        known = [number for month in span.months if (number := line[month]) is not None]
        found.append(math.fsum(known) / len(known) if len(known) == len(span.months) else None)
    return _narrow_cells(found)


def _narrow_cells(line: list[Cell]) -> list[Cell]:
    """Return a line of figures unchanged, or in whole numbers if one has three digits."""
    numbers = [number for number in line if isinstance(number, float)]
    if max(numbers, default=0.0) < _WIDE:
        return line
    return [f"{cell:.0f}" if isinstance(cell, float) else cell for cell in line]


def _sums(line: Sequence[float | None], spans: Sequence[_Span]) -> list[float]:
    return [math.fsum(line[month] or 0.0 for month in span.months) for span in spans]


def _ends(line: Sequence[float | None], spans: Sequence[_Span]) -> list[Cell]:
    """Return the value in the last month of each span; a dot if nothing waits."""
    found: list[Cell] = []
    for span in spans:
        last = line[span.months[-1]]
        if last is not None and last > YEAR:
            found.append(f">{YEAR}")
        else:
            found.append("." if last is not None and last < 0.05 else last)
    return found


def _notes(plan: Plan, found: MonthPlan) -> Iterator[str]:
    design = plan.design
    if found.totals[0].cost_with_hires is not None and found.vacancies:
        yield (
            f"Hired: people at work including the {hires(found)}, and below it the work that still "
            "waits; the cost includes them."
        )
    if found.totals[0].available is not None:
        attrition = design.params.annual_attrition
        words = f"; expected leavers ({100 * attrition:.0f}% a year) are deducted"
        yield (
            "At work: people in post, who count in part while they ramp up"
            f"{words if attrition else ''}."
        )
        delay = design.params.max_delay_months
        stated = "max_delay_months" in design.params.model_fields_set
        yield (
            "Waiting: work left over at the end of the month, in months of the role's own time; up "
            f"to {figure(float(delay))} is accepted{'' if stated else ' (assumed)'}, but requests "
            "must not wait."
        )
        quiet = [role.title for role in found.roles if not _is_told(role)]
        if quiet:
            names = ", ".join(visible(name, 60) for name in quiet[:_MOST_ROLES])
            yield f"Left out because nothing waits: {names}."
        spare = [role for role in found.roles if role.surplus]
        if spare:
            each = ", ".join(
                f"{role.surplus} {plural_title(visible(role.title, 60), role.surplus)}"
                for role in spare
            )
            yield f"More than any month needs, and kept by the plan: {each}."
    yield from _days(found)
    today = found.horizon.as_of
    past = 0 if today is None else min(found.horizon.number(today), found.length)
    if past > 0 and today is not None:
        yield (
            f"{number_of(past, 'month')} of the horizon {'is' if past == 1 else 'are'} over on "
            f"{day_words(today)}: nobody can be hired for {'it' if past == 1 else 'them'} now."
        )
    for role in found.roles:
        if role.slip is not None and role.slip > 0.05:
            who = visible(role.title, 60)
            length = f"up to {role.slip:.1f} months" if role.slip <= YEAR else "more than a year"
            yield f"Go-live slips by {length}, because the role {who} is behind."
        yield from _too_few(found, role)
    if found.undated:
        yield f"{found.undated:,} customers without a renewal date are spread evenly."
    if found.beyond > NEVER:
        yield (
            f"{found.beyond:,.0f} h of onboarding that begins within the horizon is done after its "
            "end."
        )


def _too_few(found: MonthPlan, role: RoleMonths) -> Iterator[str]:
    """Yield the reason why a role is short although nothing waits: a queue, caps or whole books."""
    first = role.first_short
    if first is None or (role.months[first].backlog or 0.0) > NEVER:
        return
    month = role.months[first]
    what = {"roster": "its queue needs", "cap": "caps on books need", "book": "whole books need"}
    yield (
        f"{visible(role.title, 60)} is short from {name_of(found, first)} on although nothing "
        f"waits: {what.get(month.bound, 'the work needs')} {month.required:.1f} people in post."
    )


def _days(found: MonthPlan) -> Iterator[str]:
    """Yield the month with the fewest working days, if a calendar counts them."""
    if found.horizon.calendar is None or not found.roles or found.length > YEAR:
        return
    hours = [month.full_time_hours for month in found.roles[0].months]
    least = hours.index(min(hours))
    if min(hours) < max(hours) * 0.9:
        yield (
            f"{name_of(found, least)} has the least working time in {found.horizon.calendar}, so "
            "the same work needs more people."
        )
