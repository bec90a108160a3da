"""Months: people needed and at work, what waits, when vacancies open, how the year adds up."""

from __future__ import annotations

import math
import textwrap
from calendar import monthrange
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.planning.months.supply import in_post_on, newcomers_of
from csdesign.views.months import (
    day_words,
    long_day,
    month_words,
    reason_words,
    short_month,
    span_words,
)
from csdesign.views.plan.month_charts import charts, time_line
from csdesign.views.plan.words import figure, money, people
from csdesign.views.section import Column, Lines, Section, Table
from csdesign.wording import listed, number_of, visible, with_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csdesign.planning.months.results import MonthPlan, RoleMonth, RoleMonths, Vacancy
    from csdesign.planning.results import Plan
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell

__all__ = [
    "bridge",
    "cost_words",
    "lead",
    "money_by_quarter",
    "months",
    "opening_words",
    "people_later",
    "people_now",
    "title",
    "vacancies",
]

_YEAR: Final = 12
_MOST_COLUMNS: Final = 12
"""Months or quarters that a screen of 80 cells has room for."""
_LONGEST_HORIZON: Final = 60
_TITLE: Final = 10
"""Cells of a role's title, which is written down its rows."""
_MOST_ROLES: Final = 12
_MOST_OPENINGS: Final = 4
_NEVER: Final = 1e-6
_WIDE: Final = 99.95
"""A figure from which on a column has no room for its tenths."""
_LARGE: Final = 999_500
"""Money from which on it is told in millions."""


class _Span(NamedTuple):
    """A column of the table: a month, or a quarter."""

    heading: str
    months: range


def title(plan: Plan) -> str:
    """Return the title of a plan by month; empty where no months are planned."""
    if plan.months is None or plan.selected:
        return ""
    company = visible(plan.design.document.company.name or "", 60)
    lead_in = f"{company}, " if company else ""
    words = f"{lead_in}{span_words(plan.months.horizon)}: who you need, and by when"
    return words[:1].upper() + words[1:]


def lead(plan: Plan, *, cost: bool = True) -> Iterator[str]:
    """Yield the opening sentences: people now and at the end, vacancies, what waits, money."""
    found = plan.months
    if found is None:
        return
    if plan.design.posts is None:
        first, last = found.totals[0], found.totals[-1]
        yield (
            f"You need {people(first.heads)} in {_name(found, 0)} and {people(last.heads)} in "
            f"{_name(found, found.length - 1)}; with positions the plan says by when to hire."
        )
        return
    yield from people_now(plan, found)
    openings = list(_grouped(plan, found))
    if not openings:
        yield "No hires: no role is short in any month."
    else:
        yield from _openings(plan, found, openings)
    if cost:
        yield from _money(plan, found)


def people_now(plan: Plan, found: MonthPlan) -> Iterator[str]:
    """Yield how many people there are now and at the end of the months, where posts are known."""
    have = plan.headcount.have
    if have is not None:
        yield f"You have {people(have)}{people_later(plan, found)}."


def people_later(plan: Plan, found: MonthPlan) -> str:
    """Return how many people there are at the end of the months, where that is another number."""
    hired = sum(found.horizon.number(vacancy.start) < found.length for vacancy in found.vacancies)
    then = _people_then(plan, found) + hired
    if not hired and then == plan.headcount.have:
        return ""
    words = f", and {then} at the end of {_name(found, found.length - 1)}"
    told = [f"with the {_hires(found)}"] if hired else []
    if any(role.months[-1].posts and _leaving(plan, role.role) for role in found.roles):
        told.append("before leavers to expect")
    return f"{words} {', '.join(told)}" if told else words


def _people_then(plan: Plan, found: MonthPlan) -> int:
    """Return the people of the design who are in post on the last day and have listed work."""
    roles = {role.role for role in found.roles}
    last = found.horizon.first_day(found.length - 1)
    last = last.replace(day=monthrange(last.year, last.month)[1])
    return sum(
        post.count
        for post in plan.design.posts or ()
        if post.fte > 0 and roles.intersection(post.roles) and in_post_on(post, last)
    )


def _leaving(plan: Plan, role: str) -> float:
    return newcomers_of(plan.design, role).annual_attrition


def _hires(found: MonthPlan) -> str:
    return "hire" if len(found.vacancies) == 1 else "hires"


def _openings(
    plan: Plan, found: MonthPlan, openings: Sequence[tuple[Vacancy, int]]
) -> Iterator[str]:
    shown = [
        f"{_vacancy_count(count)} for {with_article(_title(plan, vacancy))} by "
        f"{_by(found, vacancy)}"
        for vacancy, count in openings[:3]
    ]
    rest = sum(count for _, count in openings[3:])
    more = f", and {rest} more" if rest else ""
    waiting = _waiting(found)
    unless = f", or {waiting}" if waiting else ""
    named = ", ".join(shown) if rest else listed(shown, "and")
    yield f"Open {named}{more}{unless}."
    late = sum(count for vacancy, count in openings if vacancy.late)
    if late and found.horizon.as_of is not None:
        yield (
            f"{_late(late)} on {day_words(found.horizon.as_of)}: work waits until they are there."
        )
    if any(vacancy.held for vacancy, _ in openings) and found.horizon.first_start is not None:
        until = month_words(found.horizon.first_start)
        yield f"The freeze holds starts until {until}; work waits until then."


def opening_words(plan: Plan) -> tuple[str, str]:
    """Return how many vacancies the months ask for, and which by when, as figure and sentence.

    A plan without months has none.
    """
    found = plan.months
    openings = [] if found is None else list(_grouped(plan, found))
    if found is None or not openings:
        return "None", "to open: no role is short in any month."
    total = len(found.vacancies)
    shown = [
        f"{count if count > 1 else 'one'} {_title(plan, vacancy)} by {day_words(vacancy.open_by)} "
        f"({reason_words(plan, vacancy)})"
        for vacancy, count in openings[:_MOST_OPENINGS]
    ]
    rest = total - sum(count for _, count in openings[:_MOST_OPENINGS])
    more = f"; and {rest} more" if rest else ""
    late = sum(vacancy.late for vacancy in found.vacancies)
    told = f" {_late(late)}." if late else ""
    return f"{total} {'vacancy' if total == 1 else 'vacancies'}", (
        f"to open: {'; '.join(shown)}{more}.{told}"
    )


def _late(count: int) -> str:
    return "One of them is late already" if count == 1 else f"{count} of them are late already"


def _vacancy_count(count: int) -> str:
    return "a vacancy" if count == 1 else f"{count} vacancies"


def _title(plan: Plan, vacancy: Vacancy) -> str:
    months = plan.months
    roles = {} if months is None else {role.role: role.title for role in months.roles}
    return visible(roles.get(vacancy.role, vacancy.role), 60)


def _by(found: MonthPlan, vacancy: Vacancy) -> str:
    first, last = found.horizon.start, found.horizon.first_day(found.length - 1)
    same = vacancy.open_by.year == first.year == last.year
    return long_day(vacancy.open_by) if same else day_words(vacancy.open_by)


def _name(found: MonthPlan, month: int) -> str:
    return month_words(found.horizon.first_day(month))


def _waiting(found: MonthPlan) -> str:
    """Return how much waits without hires: in the first short month, and at the end."""
    short = [role for role in found.roles if role.first_short is not None]
    if not short:
        return ""
    worst = max(short, key=lambda role: _endless(role.months[-1].delay, role.months[-1].backlog))
    first = worst.first_short or 0
    if worst.months[first].delay is None or worst.months[-1].delay is None:
        return f"nobody gets to the work of {with_article(visible(worst.title, 60))}"
    if all(month.backlog is not None and month.backlog < _NEVER for month in worst.months):
        return ""
    whose = f" for {with_article(visible(worst.title, 60))}" if len(found.roles) > 1 else ""
    words = f"work will wait: {_delay_words(worst.months[first])}{whose} in {_name(found, first)}"
    if first < found.length - 1:
        words += f", {_delay_words(worst.months[-1])} in {_name(found, found.length - 1)}"
    return words


def _endless(delay: float | None, backlog: float | None) -> float:
    """Return what waits in months of the role's time; without end where nobody does it."""
    if delay is None:
        return math.inf if (backlog or 0.0) > _NEVER else 0.0
    return delay


def _delay_words(month: RoleMonth) -> str:
    """Return how much waits: in months of the role's time, or in hours where nobody gets to it."""
    delay = month.delay or 0.0
    if delay > _YEAR:
        return f"{month.backlog or 0.0:,.0f} hours, more than they do in a year,"
    return f"{delay:.1f} months of work"


def _money(plan: Plan, found: MonthPlan) -> Iterator[str]:
    told = cost_words(plan, found)
    if told is not None:
        span, now, then = told
        yield f"{span} {now}{then}."


def cost_words(plan: Plan, found: MonthPlan) -> tuple[str, str, str] | None:
    """Return what the months cost: their span, the cost as people are, and what differs from it.

    None where a role has no cost.
    """
    costs = [total.cost for total in found.totals]
    hired = [total.cost_with_hires for total in found.totals]
    if any(cost is None for cost in [*costs, *hired]):
        return None
    currency = plan.design.document.company.currency
    now = math.fsum(cost for cost in costs if cost is not None)
    then = math.fsum(cost for cost in hired if cost is not None)
    span = "The year costs" if found.length == _YEAR else f"The {found.length} months cost"
    words = ""
    if then - now > _NEVER:
        words += f", {money(then, currency)} with the {_hires(found)}"
    if found.budget is not None:
        left = found.budget - then
        words += f"; the budget is {money(found.budget, currency)}, "
        words += f"{money(abs(left), currency)} {'is left' if left >= 0 else 'over it'}"
    return span, f"{money(now, currency)} as you are", words


def _grouped(plan: Plan, found: MonthPlan) -> Iterator[tuple[Vacancy, int]]:
    """Yield vacancies that are alike once, with how many there are, the first to open first."""
    groups: dict[tuple[object, ...], tuple[Vacancy, int]] = {}
    for vacancy in found.vacancies:
        key = (vacancy.role, vacancy.start, reason_words(plan, vacancy))
        known = groups.get(key)
        groups[key] = (vacancy, 1) if known is None else (known[0], known[1] + 1)
    yield from groups.values()


def months(content: ReportContent) -> Section | None:
    """Return people by month; nothing where no months are planned."""
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
        details=(_in_all(content, found), _all_months(content, found), _customers(plan, found)),
    )


def _spans(found: MonthPlan) -> list[_Span]:
    """Return the columns: months, or quarters where the months are more than twelve."""
    horizon = found.horizon
    if found.length <= _YEAR:
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
    """Yield the months or quarters in tables of about one length, as many as a screen has room."""
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
        if found.length <= _YEAR
        else "Several months together: the mean of their people; what waits at their end."
    )
    return Table(name, title, columns, tuple(rows), note, audience="readers")


def _is_told(role: RoleMonths) -> bool:
    """Return whether a role is worth its rows: something waits, or nobody knows who is there."""
    return role.waits or role.first_short is not None or role.months[0].available is None


def _role_rows(role: RoleMonths, spans: Sequence[_Span]) -> list[tuple[Cell, ...]]:
    def line(read: Callable[[RoleMonth], float | None]) -> list[float | None]:
        return [read(month) for month in role.months]

    needed = ("needed", _means(line(lambda month: month.required), spans))
    lines: list[tuple[str, list[Cell]]] = [needed]
    if role.months[0].available is not None:
        lines.append(("at work", _means(line(lambda month: month.available), spans)))
        waits = line(lambda month: _endless(month.delay, month.backlog))
        lines.append(("waiting", _ends(waits, spans)))
        if role.vacancies:
            lines.append(("hired", _means(line(lambda month: month.available_with_hires), spans)))
            left = line(lambda month: _endless(month.delay_with_hires, month.backlog_with_hires))
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
    """Return a line of figures as it is, or in whole numbers where one has three digits."""
    numbers = [number for number in line if isinstance(number, float)]
    if max(numbers, default=0.0) < _WIDE:
        return line
    return [f"{cell:.0f}" if isinstance(cell, float) else cell for cell in line]


def _sums(line: Sequence[float | None], spans: Sequence[_Span]) -> list[float]:
    return [math.fsum(line[month] or 0.0 for month in span.months) for span in spans]


def _ends(line: Sequence[float | None], spans: Sequence[_Span]) -> list[Cell]:
    """Return the last month of each span; a dot where nothing waits."""
    found: list[Cell] = []
    for span in spans:
        last = line[span.months[-1]]
        if last is not None and last > _YEAR:
            found.append(f">{_YEAR}")
        else:
            found.append("." if last is not None and last < 0.05 else last)
    return found


def _notes(plan: Plan, found: MonthPlan) -> Iterator[str]:
    design = plan.design
    if found.totals[0].cost_with_hires is not None and found.vacancies:
        yield f"Hired: people at work with the {_hires(found)}; cost is with them."
    if found.totals[0].available is not None:
        attrition = design.params.annual_attrition
        words = f", less the leavers to expect ({100 * attrition:.0f}% a year)"
        yield f"At work: ramped people{words if attrition else ''}."
        delay = design.params.max_delay_months
        stated = "max_delay_months" in design.params.model_fields_set
        yield (
            "Waiting: work left over at the end of the month, in months of the role's own time; up "
            f"to {figure(float(delay))} is accepted{'' if stated else ' (assumed)'}, requests "
            "never wait."
        )
        quiet = [role.title for role in found.roles if not _is_told(role)]
        if quiet:
            names = ", ".join(visible(name, 60) for name in quiet[:_MOST_ROLES])
            yield f"Nothing waits, so left out: {names}."
        spare = [role for role in found.roles if role.surplus]
        for role in spare:
            yield f"More than any month needs: {role.surplus} {visible(role.title, 60)}; they stay."
    yield from _days(found)
    today = found.horizon.as_of
    past = 0 if today is None else min(found.horizon.number(today), found.length)
    if past > 0 and today is not None:
        yield (
            f"{number_of(past, 'month')} of the horizon {'is' if past == 1 else 'are'} over on "
            f"{day_words(today)}: nobody can be hired for {'it' if past == 1 else 'them'} any more."
        )
    for role in found.roles:
        if role.slip is not None and role.slip > 0.05:
            who = visible(role.title, 60)
            length = f"up to {role.slip:.1f} months" if role.slip <= _YEAR else "more than a year"
            yield f"Go-live slips by {length}: {who} is behind."
        yield from _too_few(found, role)
    if found.undated:
        yield f"{found.undated:,} customers without a renewal date are spread evenly."
    if found.beyond > _NEVER:
        yield f"Carried beyond the horizon: {found.beyond:,.0f} h of onboarding begun in it."


def _too_few(found: MonthPlan, role: RoleMonths) -> Iterator[str]:
    """Yield why a role is short although nothing waits: a queue, caps or whole books."""
    first = role.first_short
    if first is None or (role.months[first].backlog or 0.0) > _NEVER:
        return
    month = role.months[first]
    what = {"roster": "its queue takes", "cap": "caps on books take", "book": "whole books take"}
    yield (
        f"{visible(role.title, 60)} is short from {_name(found, first)} on although nothing waits: "
        f"{what.get(month.bound, 'the work takes')} {month.required:.1f} people in post."
    )


def _days(found: MonthPlan) -> Iterator[str]:
    """Yield which month has the fewest working days, where a calendar counts them."""
    if found.horizon.calendar is None or not found.roles or found.length > _YEAR:
        return
    hours = [month.full_time_hours for month in found.roles[0].months]
    least = hours.index(min(hours))
    if min(hours) < max(hours) * 0.9:
        yield (
            f"{_name(found, least)} has the least working time in {found.horizon.calendar}: the "
            "same work needs more people."
        )


def _in_all(content: ReportContent, found: MonthPlan) -> Table:
    """Return one row for each month: all roles together."""
    columns = [
        Column("month", "Month"),
        Column("hours", "Hours", "hours"),
        Column("required", "Needed", "fte"),
        Column("heads", "People, each job alone", "count"),
        Column("posts", "Paid", "fte"),
        Column("available", "At work", "fte"),
    ]
    if content.money:
        columns += [Column("cost", "Cost", "money"), Column("cost_hired", "With hires", "money")]
    rows: list[tuple[Cell, ...]] = []
    for number, total in enumerate(found.totals):
        row: list[Cell] = [
            found.horizon.text(number),
            total.hours,
            total.required,
            total.heads,
            total.posts,
            total.available,
        ]
        row += [total.cost, total.cost_with_hires] if content.money else []
        rows.append(tuple(row))
    return Table("months-in-all", "All roles by month", tuple(columns), tuple(rows))


def _all_months(content: ReportContent, found: MonthPlan) -> Table:
    """Return one row for each role and month, for files to calculate with."""
    columns = [
        Column("role", "Role"),
        Column("month", "Month"),
        Column("hours", "Hours", "hours"),
        Column("full_time_hours", "Hours of one person", "figure"),
        Column("required", "Needed", "fte"),
        Column("posts", "Paid", "fte"),
        Column("available", "At work", "fte"),
        Column("backlog", "Waits (h)", "hours"),
        Column("delay", "Waits (months)", "fte"),
        Column("available_with_hires", "At work with hires", "fte"),
        Column("backlog_with_hires", "Waits with hires (h)", "hours"),
    ]
    if content.money:
        columns += [Column("cost", "Cost", "money"), Column("cost_hired", "With hires", "money")]
    rows: list[tuple[Cell, ...]] = []
    for role in found.roles:
        for number, month in enumerate(role.months):
            row: list[Cell] = [
                role.title,
                found.horizon.text(number),
                month.hours,
                month.full_time_hours,
                month.required,
                month.posts,
                month.available,
                month.backlog,
                month.delay,
                month.available_with_hires,
                month.backlog_with_hires,
            ]
            row += [month.cost, month.cost_with_hires] if content.money else []
            rows.append(tuple(row))
    return Table("people-by-month", "People by month and role", tuple(columns), tuple(rows))


def _customers(plan: Plan, found: MonthPlan) -> Table:
    columns = (
        Column("segment", "Segment"),
        Column("month", "Month"),
        Column("opening", "At the start", "score"),
        Column("new", "New", "score"),
        Column("due", "Contracts end", "score"),
        Column("lost", "Lost", "score"),
        Column("moved_in", "Moved in", "score"),
        Column("moved_out", "Moved out", "score"),
        Column("closing", "At the end", "score"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            plan.design.segment_by_id[segment.id].name,
            found.horizon.text(number),
            month.opening,
            month.new,
            month.due,
            month.lost,
            month.moved_in,
            month.moved_out,
            month.closing,
        )
        for segment in found.segments
        for number, month in enumerate(segment.months)
    ]
    return Table("customers-by-month", "Customers by month", columns, tuple(rows))


def vacancies(content: ReportContent) -> Section | None:
    """Return by when each vacancy opens; nothing where nobody is to be hired."""
    plan, found = content.plan, content.plan.months
    if found is None or not found.vacancies:
        return None
    groups = list(_grouped(plan, found))
    late = any(vacancy.late or vacancy.held for vacancy, _ in groups)
    columns = [
        Column("open_by", "Open by"),
        Column("first_day", "First day"),
        Column("count", "Posts", "count"),
        Column("who", "Who"),
        Column("why", "Why"),
    ]
    if late:
        columns.append(Column("late", "Wanted from"))
    rows: list[tuple[Cell, ...]] = []
    for vacancy, count in groups:
        row: list[Cell] = [
            day_words(vacancy.open_by),
            day_words(vacancy.start),
            count,
            _title(plan, vacancy),
            reason_words(plan, vacancy),
        ]
        if late:
            wanted = vacancy.late or vacancy.held
            row.append(day_words(vacancy.ideal_start) if wanted else "")
        rows.append(tuple(row))
    line = time_line(plan)
    drawing = () if line is None else (line,)
    return Section(
        "vacancies",
        "Open by",
        (
            *drawing,
            Table("vacancies", "Vacancies", tuple(columns), tuple(rows)),
            Lines(tuple(_after(plan, found))),
        ),
    )


def _after(plan: Plan, found: MonthPlan) -> Iterator[str]:
    design = plan.design
    for role in dict.fromkeys(vacancy.role for vacancy in found.vacancies):
        newcomers = newcomers_of(design, role)
        ramp = ", ".join(f"{100 * share:.0f}" for share in newcomers.ramp)
        stated = {"months_to_fill", "ramp"} & design.params.model_fields_set
        then = f", then {ramp}% in the first months" if ramp else ""
        yield (
            f"{_role_title(found, role)}: {figure(newcomers.months_to_fill)} months from opening "
            f"to the first day{then}{'' if stated else ' (assumed)'}."
        )
    for role_months in found.roles:
        left = role_months.months[-1].delay_with_hires
        if role_months.vacancies and left is not None and left >= 0.05:
            ends = f"{_name(found, found.length - 1)} ends with {left:.1f} months waiting for "
            ends += visible(role_months.title, 60)
            longer = min(_LONGEST_HORIZON, 2 * found.length)
            further = f": look further with --months {longer}" if longer > found.length else ""
            yield f"{ends}{further}."
        for vacancy in role_months.vacancies:
            until = vacancy.needed_until
            last = role_months.months[-1]
            # Work that has only begun to wait when the horizon ends needs more than a contractor.
            lasting = last.required > (last.available or 0.0) + _NEVER
            if until is not None and not lasting and _months_between(found, vacancy) < 6:
                yield (
                    f"{visible(role_months.title, 60)} from {day_words(vacancy.start)}: needed "
                    f"until {day_words(until)} at the latest; a contractor would do."
                )


def _months_between(found: MonthPlan, vacancy: Vacancy) -> int:
    if vacancy.needed_until is None:
        return found.length
    return found.horizon.number(vacancy.needed_until) - found.horizon.number(vacancy.start)


def _role_title(found: MonthPlan, role: str) -> str:
    return next(visible(item.title, 60) for item in found.roles if item.role == role)


def bridge(content: ReportContent) -> Section | None:
    """Return how the hours and the money of the year become those of the months."""
    plan, found = content.plan, content.plan.months
    if found is None or not found.roles:
        return None
    hours = found.bridge
    scaled = "" if hours.months == _YEAR else f", {hours.months} of 12 months"
    rows: list[tuple[Cell, ...]] = [(f"The yearly plan{scaled}", hours.yearly_hours)]
    for segment, more in hours.customers.items():
        if abs(more) > 0.5:
            customers = next(item.months for item in found.segments if item.id == segment)
            served = math.fsum(month.served for month in customers[: hours.months]) / hours.months
            name = visible(plan.design.segment_by_id[segment].name, 40)
            word = "more" if more > 0 else "fewer"
            rows.append((f"{word} customers than today: {name} {served:,.0f} on average", more))
    rest = math.fsum(more for more in hours.customers.values() if abs(more) <= 0.5)
    if abs(hours.onboarding) > 1e-9:
        rows.append(("onboarding earlier or later than in the yearly plan", hours.onboarding))
    if abs(hours.renewals) > 1e-9:
        rows.append(("renewals earlier or later than in the yearly plan", hours.renewals))
    if abs(rest) > 1e-9:
        rows.append(("other changes of customers", rest))
    rows.append((_span(found, hours.months), hours.months_hours))
    columns = (Column("line", "From the year to the months"), Column("hours", "Hours", "hours"))
    parts = [Table("bridge", "Hours", columns, tuple(rows))]
    if content.money and found.money is not None:
        parts.append(_money_table(content, found))
    return Section("bridge", "From the year to the months", tuple(parts), aside="hours")


def _span(found: MonthPlan, months: int) -> str:
    return span_words(found.horizon._replace(length=months))


def _money_table(content: ReportContent, found: MonthPlan) -> Table:
    made = found.money
    columns = (
        Column("line", "The same in money"),
        Column("cost", f"Cost {content.currency}".strip(), "money"),
    )
    if made is None:
        return Table("money-bridge", "Money", columns, ())
    lines = (
        ("The yearly plan", made.year),
        ("people whom the yearly plan does not need but who stay", made.surplus),
        ("posts that stand empty for a time, or begin later", made.vacant),
        ("hires in the months that need them, less those of the yearly plan", made.hires),
    )
    rows: list[tuple[Cell, ...]] = [lines[0]]
    rows += [line for line in lines[1:] if abs(line[1]) > 0.5]
    rows.append((f"{_span(found, made.months)}, with hires", made.total))
    return Table("money-bridge", "Money", columns, tuple(rows))


def money_by_quarter(content: ReportContent) -> Section | None:
    """Return cost by quarter against a budget; only where a budget or a fiscal year is stated."""
    found = content.plan.months
    if found is None or not content.money or found.totals[0].cost is None:
        return None
    if found.horizon.budget is None and found.horizon.fiscal_start is None:
        return None
    columns = [
        Column("quarter", "Quarter"),
        Column("cost", "As you are", "money"),
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
