"""Sheets that calculate months: contracts, starts, work, newcomers, leavers, what waits, cost.

Every formula is made of cells, names and numbers of our own; each cell also holds the value that
the plan has, for programs that calculate only when asked.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.cohorts import monthly_share
from csdesign.capacity.month_shares import (
    attrition_steps,
    months_present,
    productivity,
    still_there,
    vacancy_steps,
)
from csdesign.formats.live_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook as Book  # type: ignore[import-untyped]  # it has no types
    from xlsxwriter.format import Format  # type: ignore[import-untyped]  # it has no types
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the same

    from csdesign.views.plan.calculation import Calculation
    from csdesign.views.plan.month_calculation import MonthCalculation, PostLine, RolePart

__all__ = ["MONTH_SHEETS", "add_month_sheets"]

MONTH_SHEETS: Final = ("Month inputs", "Starts", "Contracts", "Month work", "Month people")
_INPUTS, _STARTS, _CONTRACTS, _WORK, _PEOPLE = MONTH_SHEETS
_FIRST: Final = 3
"""Column of the first month."""
_YEAR: Final = 12
_LONGEST: Final = 255
_NOTE: Final = (
    "Blue cells are inputs: change them, here, on Starts and on the sheets of the year, and the "
    "months follow. Who is hired stays as planned: change the first days on the sheet Month people."
)


class _Cell(NamedTuple):
    """A cell that a formula may name, and its value."""

    ref: str
    value: float


def add_month_sheets(book: Book, yearly: Calculation, months: MonthCalculation) -> None:
    """Add the sheets; what may be changed is blue, what follows is black."""
    sheets = {name: book.add_worksheet(name) for name in MONTH_SHEETS}
    _Months(sheets, Styles(book), yearly, months).write()


class _Months:
    def __init__(
        self,
        sheets: Mapping[str, Worksheet],
        styles: Styles,
        yearly: Calculation,
        months: MonthCalculation,
    ) -> None:
        self.sheets = sheets
        self.styles = styles
        self.yearly = yearly
        self.months = months
        self.roles: list[dict[str, _Cell]] = []
        self.ramps: list[list[_Cell]] = []
        self._segments: list[tuple[_Cell, _Cell]] = []
        self._news: list[list[_Cell]] = []
        self._customers: list[list[_Cell]] = []
        self._due: list[list[_Cell]] = []

    def write(self) -> None:
        self._inputs()
        self._starts()
        self._contracts()
        hours = self._work()
        self._people(hours)

    def _head(self, name: str, words: Sequence[str], *, frozen: int) -> Worksheet:
        sheet = self.sheets[name]
        for x, word in enumerate(words):
            sheet.write_string(0, x, word, self.styles.head)
            sheet.set_column(x, x, 30 if x == 0 else 20 if x < frozen else 9)
        sheet.freeze_panes(1, frozen)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        return sheet

    def put(self, name: str, y: int, x: int, cell: float | tuple[str, float],
             style: Format) -> _Cell:  # fmt: skip
        """Write a number or a formula with its value; return the cell as others name it."""
        sheet = self.sheets[name]
        if isinstance(cell, tuple):
            sheet.write_formula(y, x, f"={cell[0]}", style, cell[1])
            value = cell[1]
        else:
            sheet.write_number(y, x, cell, style)
            value = cell
        return _Cell(f"'{name}'!${_column(x)}${y + 1}", value)

    def _inputs(self) -> None:
        styles = self.styles
        sheet = self._head(
            _INPUTS,
            (
                "Segment",
                "Customers at the start",
                "Share that leaves in a year",
                "Months of a term",
            ),
            frozen=1,
        )
        y = 0
        for y, (part, (_, customers, _)) in enumerate(
            zip(self.months.segments, self.yearly.segments, strict=True), 1
        ):
            sheet.write_string(y, 0, part.name[:_LONGEST], styles.text)
            same = abs(customers - part.opening) < 1e-9
            opening = (f"Customers!$B${y + 1}", part.opening) if same else part.opening
            first = self.put(_INPUTS, y, 1, opening, styles.fine if same else styles.input)
            churn = self.put(_INPUTS, y, 2, part.churn, styles.input)
            self.put(_INPUTS, y, 3, len(part.ending), styles.number)
            self._segments.append((first, churn))
        y += 2
        ramp = max((len(role.ramp) for role in self.months.roles if role), default=0)
        words = [
            "Role",
            "Months to fill a vacancy",
            "Share that leaves in a year",
            "May wait (months)",
        ]
        words += [f"Gets done in month {number}" for number in range(1, ramp + 1)]
        for x, word in enumerate(words):
            sheet.write_string(y, x, word, styles.head)
            sheet.set_column(x, x, 30 if x == 0 else 14)
        for line, role in zip(self.yearly.roles, self.months.roles, strict=True):
            if role is None:
                self.roles.append({})
                self.ramps.append([])
                continue
            y += 1
            sheet.write_string(y, 0, line.title[:_LONGEST], styles.text)
            self.roles.append(
                {
                    name: self.put(_INPUTS, y, x, value, styles.input)
                    for x, (name, value) in enumerate(
                        (
                            ("fill", role.months_to_fill),
                            ("attrition", role.attrition),
                            ("delay", role.max_delay),
                        ),
                        1,
                    )
                }
            )
            self.ramps.append(
                [
                    self.put(_INPUTS, y, 4 + k, share, styles.input)
                    for k, share in enumerate(role.ramp)
                ]
            )
        sheet.write_string(y + 2, 0, _NOTE, styles.note)

    def _starts(self) -> None:
        words = ("Segment", "New customers", "", *self.months.labels)
        sheet = self._head(_STARTS, words, frozen=_FIRST)
        for y, part in enumerate(self.months.segments, 1):
            sheet.write_string(y, 0, part.name[:_LONGEST], self.styles.text)
            self._news.append(
                [
                    self.put(_STARTS, y, _FIRST + place, number, self.styles.input)
                    for place, number in enumerate(part.news)
                ]
            )

    def _new(self, segment: int, month: int) -> _Cell:
        return self._news[segment][self.months.before + month]

    def _contracts(self) -> None:
        """Write customers by the month in which their contract ends, month by month."""
        parts = self.months.segments
        widest = max((len(part.ending) for part in parts), default=0)
        words = ["Segment", "Month", "Customers", *(f"ends in {m}" for m in range(widest))]
        sheet = self._head(_CONTRACTS, words, frozen=_FIRST)
        count = len(self.months.labels) - self.months.before
        first_rows = [1 + number * (count + 2) for number in range(len(parts))]
        grid = [[[0.0] * len(part.ending)] for part in parts]
        leaving = [
            monthly_share(min(1.0, math.fsum(share for _, share in part.moves))) for part in parts
        ]
        for t in range(count + 1):
            for s, part in enumerate(parts):
                y = first_rows[s] + t
                label = self.months.labels[self.months.before + t] if t < count else "after"
                sheet.write_string(y, 0, part.name[:_LONGEST], self.styles.text)
                sheet.write_string(y, 1, label, self.styles.text)
                line = []
                for m, share in enumerate(part.ending):
                    if t == 0:
                        opening = self._segments[s][0]
                        made = (f"{opening.ref}*{share!r}", opening.value * share)
                    else:
                        made = self._contract(s, t - 1, m, first_rows, grid, leaving)
                    line.append(self.put(_CONTRACTS, y, _FIRST + m, made, self.styles.fine))
                if t == 0:
                    grid[s] = []
                grid[s].append([cell.value for cell in line])
                last = f"{_column(_FIRST + len(line) - 1)}{y + 1}"
                total = math.fsum(cell.value for cell in line)
                made = (f"SUM({_column(_FIRST)}{y + 1}:{last})", total)
                whole = self.put(_CONTRACTS, y, 2, made, self.styles.fine)
                if t == 0:
                    self._customers.append([])
                    self._due.append([])
                self._customers[s].append(whole)
                self._due[s].append(line[0])

    def _contract(
        self,
        s: int,
        t: int,
        m: int,
        rows: Sequence[int],
        grid: Sequence[Sequence[Sequence[float]]],
        leaving: Sequence[float],
    ) -> tuple[str, float]:
        """Return customers of a segment whose contract ends m months after month t + 1 began."""
        parts = self.months.segments
        terms, value = self._after(s, t, m, m, rows, grid)
        words = terms if leaving[s] == 0 else f"({terms})*{1 - leaving[s]!r}"
        value *= 1 - leaving[s]
        for q, part in enumerate(parts):
            for target, share in part.moves:
                last = len(parts[s].ending) - 1
                if target != s or m > len(part.ending) - 1:
                    continue
                until = len(part.ending) - 1 if m == last else m
                more, number = self._after(q, t, m, until, rows, grid)
                factor = leaving[q] * share / math.fsum(part_share for _, part_share in part.moves)
                words += f"+({more})*{factor!r}"
                value += number * factor
        return words, value

    def _after(
        self,
        s: int,
        t: int,
        first: int,
        last: int,
        rows: Sequence[int],
        grid: Sequence[Sequence[Sequence[float]]],
    ) -> tuple[str, float]:
        """Return those whose contract ends in some months, after renewals and before moves."""
        term = len(self.months.segments[s].ending)
        y = rows[s] + t + 1
        words, value = [], 0.0
        inside = min(last, term - 2)
        if first <= inside:
            a, b = _column(_FIRST + first + 1), _column(_FIRST + inside + 1)
            words.append(f"SUM({a}{y}:{b}{y})" if first < inside else f"{a}{y}")
            value += math.fsum(grid[s][t][first + 1 : inside + 2])
        if last == term - 1:
            new, churn = self._new(s, t), self._segments[s][1]
            words.append(f"{new.ref}+{_column(_FIRST)}{y}*(1-{churn.ref})^({term}/12)")
            value += new.value + grid[s][t][0] * (1 - churn.value) ** (term / _YEAR)
        return "+".join(words) or "0", value

    def _work(self) -> list[list[float]]:
        """Write the hours of each line of work in each month; return them."""
        months = self.months
        labels = months.labels[months.before : months.before + months.count]
        sheet = self._head(_WORK, ("Promise", "Segment", "Role", *labels), frozen=_FIRST)
        found = []
        for y, (line, part) in enumerate(zip(self.yearly.work, months.work, strict=True), 1):
            title = self.yearly.roles[line.role].title
            sheet.write_string(y, 0, line.promise[:_LONGEST], self.styles.text)
            sheet.write_string(
                y, 1, months.segments[line.segment].name[:_LONGEST], self.styles.text
            )
            sheet.write_string(y, 2, title[:_LONGEST], self.styles.text)
            each = (f"Work!$E${y + 1}*Work!$F${y + 1}*Work!$G${y + 1}",
                    line.times * line.share * line.hours)  # fmt: skip
            hours = []
            for t in range(months.count):
                number = self._number(line.segment, t, part.kind, part.weights, part.ahead)
                made = (f"{each[0]}*({number[0]})", each[1] * number[1])
                self.put(_WORK, y, _FIRST + t, made, self.styles.fine)
                hours.append(made[1])
            found.append(hours)
        return found

    def _number(
        self, s: int, t: int, kind: str, weights: Sequence[float], ahead: int
    ) -> tuple[str, float]:
        """Return how many customers, or parts of them, a month has of some work."""
        if kind == "programme":
            return "1/12", 1 / _YEAR
        if kind == "recurring":
            a, b = self._customers[s][t], self._customers[s][t + 1]
            return f"({a.ref}+{b.ref})/24", (a.value + b.value) / (2 * _YEAR)
        if kind == "renewals":
            due = self._due[s][t : t + ahead]
            term = len(self.months.segments[s].ending)
            names = "+".join(cell.ref for cell in due)
            value = math.fsum(cell.value for cell in due) * term / _YEAR / ahead
            return f"({names})*{term}/12/{ahead}", value
        words, value = [], 0.0
        for later, weight in enumerate(weights):
            if weight > 0:
                new = self._new(s, t - later)
                words.append(f"{new.ref}*{weight!r}")
                value += new.value * weight
        return "+".join(words) or "0", value

    def _people(self, hours: Sequence[Sequence[float]]) -> None:
        months = self.months
        labels = months.labels[months.before : months.before + months.count]
        words = ("Role", "", "First day / last day (months from the start)", *labels)
        sheet = self._head(_PEOPLE, words, frozen=_FIRST)
        y, costs = 1, []
        for place, role in enumerate(months.roles):
            if role is None:
                continue
            block = _RoleBlock(self, sheet, place, role, hours)
            y = block.write(y) + 1
            costs += [block.cost] if block.cost else []
        known = [role for role in months.roles if role is not None]
        if costs and len(costs) == len(known):
            sheet.write_string(y, 0, "Total", self.styles.bold)
            sheet.write_string(y, 1, "Cost with hires", self.styles.bold)
            for t in range(months.count):
                names = "+".join(cells[t].ref for cells in costs)
                value = (
                    math.fsum(cells[t].value for cells in costs) + self.yearly.fixed_cost / _YEAR
                )
                made = (f"{names}+fixed_cost/12", value)
                self.put(_PEOPLE, y, _FIRST + t, made, self.styles.bold)


class _RoleBlock:
    """The rows of one role on the sheet of people."""

    def __init__(
        self,
        months: _Months,
        sheet: Worksheet,
        place: int,
        role: RolePart,
        hours: Sequence[Sequence[float]],
    ) -> None:
        self._m, self._sheet, self._place, self._role = months, sheet, place, role
        self._rows = [y for y, line in enumerate(months.yearly.work) if line.role == place]
        self._hours = hours
        self._count = months.months.count
        self.cost: list[_Cell] = []

    def write(self, y: int) -> int:
        """Write the rows from one on; return the row after them."""
        role, yearly = self._role, self._m.yearly.roles[self._place]
        self._title = yearly.title
        work = self._line(y, "Hours", [self._work(t) for t in range(self._count)])
        planned = _planned(self._m.yearly, self._place)
        name = f"'People and money'!$H${self._place + 2}"
        time = self._line(
            y + 1,
            "Hours of one person",
            [(f"{name}*{share!r}", planned * share) for share in role.time],
        )
        least = self._line(y + 2, "Least by queue, caps or books", role.least, changed=True)
        self._line(
            y + 3,
            "Needed",
            [
                (f"MAX({w.ref}/{p.ref},{b.ref})", max(w.value / p.value, b.value))
                for w, p, b in zip(work, time, least, strict=True)
            ],
        )
        y += 4
        if role.posts is None:
            return self._as_planned(y, work, time, least)
        there = self._there(y, "Part that is left although people leave", ramping=True)
        paid = self._there(y + 1, "Part that is paid", ramping=False)
        y += 2
        ramped: list[list[_Cell]] = []
        present: list[list[_Cell]] = []
        for post in role.posts:
            ramped.append(self._post(y, post, ramping=True))
            present.append(self._post(y + 1, post, ramping=False))
            y += 2
        own = [n for n, post in enumerate(role.posts) if not post.hired]
        every = list(range(len(role.posts)))
        y = self._run(y, "", [ramped[n] for n in own], there, work, time, least)
        if len(every) > len(own):
            y = self._run(y, " with hires", ramped, there, work, time, least)
        if yearly.cost is not None:
            cost = f"'People and money'!${_cost_column(self._m.yearly)}${self._place + 2}"
            self.cost = self._line(
                y,
                "Cost with hires",
                [
                    (
                        f"({_plus(present, t)})*{paid[t].ref}*{cost}/12",
                        math.fsum(line[t].value for line in present)
                        * paid[t].value
                        * yearly.cost
                        / _YEAR,
                    )
                    for t in range(self._count)
                ],
            )
            y += 1
        return y

    def _line(
        self,
        y: int,
        words: str,
        cells: Sequence[float | tuple[str, float]],
        *,
        changed: bool = False,
    ) -> list[_Cell]:
        styles = self._m.styles
        self._sheet.write_string(y, 0, self._title[:_LONGEST], styles.text)
        self._sheet.write_string(y, 1, words, styles.text)
        style = styles.input if changed else styles.fine
        return [self._m.put(_PEOPLE, y, _FIRST + t, cell, style) for t, cell in enumerate(cells)]

    def _work(self, t: int) -> tuple[str, float]:
        column = _column(_FIRST + t)
        parts = [f"'{_WORK}'!{column}{row + 2}" for row in self._rows]
        groups = [parts[i : i + 200] for i in range(0, len(parts), 200)]  # arguments of a function
        words = "+".join(f"SUM({','.join(group)})" for group in groups) or "0"
        return words, math.fsum(self._hours[row][t] for row in self._rows)

    def _there(self, y: int, words: str, *, ramping: bool) -> list[_Cell]:
        """Write which part of the posts, or of their pay, is left although people leave."""
        role, given = self._role, self._m.roles[self._place]
        steps = (
            attrition_steps(role.months_to_fill, role.ramp)
            if ramping
            else vacancy_steps(role.months_to_fill)
        )
        values = still_there(role.attrition, steps, self._count)
        ramp = self._m.ramps[self._place] if ramping else []
        fill = given["fill"].ref
        sums: list[tuple[str, float]] = []
        for t, value in enumerate(values):
            # The integral of what one leaver costs, from the middle of the first month on.
            end = f"{t}.5"
            lost = [f"MAX(0,MIN({end},{fill}))"]
            lost += [
                f"(1-{share.ref})*MAX(0,MIN({end},{fill}+{k + 1})-({fill}+{k}))"
                for k, share in enumerate(ramp)
            ]
            sums.append((f"MAX(0,1-{given['attrition'].ref}/12*({'+'.join(lost)}))", value))
        return self._line(y, words, sums)

    def _post(self, y: int, post: PostLine, *, ramping: bool) -> list[_Cell]:
        """Write people of a post: at work ramped, or in post."""
        m, role, styles = self._m, self._role, self._m.styles
        words = f"{post.words}, {'ramped' if ramping else 'in post'}"
        begin = float("-inf") if post.begins is None else post.begins
        end = float("inf") if post.ends is None else post.ends
        values = (
            productivity(begin, role.ramp, self._count, end)
            if ramping
            else months_present(begin, self._count, end)
        )
        if post.begins is None and post.ends is None:
            return self._line(
                y, words[:_LONGEST], [post.people * value for value in values], changed=True
            )
        if ramping:
            # One cell says when: the first day where there is one, else the last day.
            day = post.begins if post.begins is not None else post.ends
            self._when = m.put(_PEOPLE, y, 2, float(day or 0.0), styles.input)
        when = self._when.ref
        first = when if post.begins is not None else None
        last = None
        if post.ends is not None:
            last = when if post.begins is None else repr(post.ends)
        ramp = m.ramps[self._place] if ramping else []
        cells: list[tuple[str, float]] = []
        for t, value in enumerate(values):
            until = f"{t + 1}" if last is None else f"MIN({t + 1},{last})"
            if first is None:
                formula = f"MAX(0,{until}-{t})"
            else:
                parts = [
                    f"{share.ref}*MAX(0,MIN({until},{first}+{k + 1})-MAX({t},{first}+{k}))"
                    for k, share in enumerate(ramp)
                ]
                parts.append(f"MAX(0,{until}-MAX({t},{first}+{len(ramp)}))")
                formula = "+".join(parts)
            cells.append((f"{post.people!r}*({formula})", post.people * value))
        return self._line(y, words[:_LONGEST], cells)

    def _run(
        self,
        y: int,
        words: str,
        ramped: Sequence[Sequence[_Cell]],
        there: Sequence[_Cell],
        work: Sequence[_Cell],
        time: Sequence[_Cell],
        least: Sequence[_Cell],
    ) -> int:
        """Write people at work, what waits in hours and in months, by Lindley's recursion."""
        at_work = self._line(
            y,
            f"At work{words}",
            [
                (
                    f"({_plus(ramped, t)})*{there[t].ref}",
                    math.fsum(line[t].value for line in ramped) * there[t].value,
                )
                for t in range(self._count)
            ],
        )
        waits: list[_Cell] = []
        cells: list[tuple[str, float]] = []
        before: tuple[str, float] = ("0", 0.0)
        for t in range(self._count):
            left = before[1] + work[t].value - at_work[t].value * time[t].value
            formula = f"MAX(0,{before[0]}+{work[t].ref}-{at_work[t].ref}*{time[t].ref})"
            cells.append((formula, max(0.0, left)))
            before = (f"{_column(_FIRST + t)}{y + 2}", max(0.0, left))
        waits = self._line(y + 1, f"Waits{words} (h)", cells)
        self._line(
            y + 2,
            f"Waits{words} (months of its time)",
            [_in_months(w, a, p) for w, a, p in zip(waits, at_work, time, strict=True)],
        )
        delay = self._m.roles[self._place]["delay"]
        self._line(
            y + 3,
            f"Short{words} (1 is yes)",
            [
                _short(delay, waits[t], at_work[t], time[t], work[t], self._role.queued[t], own)
                for t, own in enumerate(zip(_people(ramped, self._count), least, strict=True))
            ],
        )
        return y + 4

    def _as_planned(
        self, y: int, work: Sequence[_Cell], time: Sequence[_Cell], least: Sequence[_Cell]
    ) -> int:
        """Write who is at work as the plan says where people are shared, or nobody knows."""
        if None in self._role.available:
            return y
        lines = [("", self._role.available)]
        if self._role.hired != self._role.available:
            lines.append((" with hires", self._role.hired))
        one = _Cell("1", 1.0)
        for words, people in lines:
            shared = self._line(
                y, f"Shared people{words}, as planned", [n or 0.0 for n in people], changed=True
            )
            y = self._run(y + 1, words, [shared], [one] * self._count, work, time, least)
        return y


def _in_months(waits: _Cell, at_work: _Cell, time: _Cell) -> tuple[str, float]:
    done = at_work.value * time.value
    return (
        f"IF({at_work.ref}*{time.ref}=0,0,{waits.ref}/({at_work.ref}*{time.ref}))",
        waits.value / done if done else 0.0,
    )


def _people(ramped: Sequence[Sequence[_Cell]], count: int) -> list[_Cell]:
    """Return the people of a role who are ramped in each month, before leavers."""
    return [
        _Cell(f"({_plus(ramped, t)})", math.fsum(line[t].value for line in ramped))
        for t in range(count)
    ]


def _short(
    delay: _Cell,
    waits: _Cell,
    at_work: _Cell,
    time: _Cell,
    work: _Cell,
    queued: float,
    people: tuple[_Cell, _Cell],
) -> tuple[str, float]:
    """Return whether more waits than is accepted, or fewer are there than must be."""
    there, least = people
    limit = min(delay.value * at_work.value * time.value, work.value * (1 - queued))
    formula = (
        f"IF(OR({waits.ref}>MIN({delay.ref}*{at_work.ref}*{time.ref},{work.ref}*{1 - queued!r})"
        f"+0.000001,{there.ref}<{least.ref}-0.000001),1,0)"
    )
    short = waits.value > limit + 1e-6 or there.value < least.value - 1e-6
    return formula, float(short)


def _plus(lines: Sequence[Sequence[_Cell]], t: int) -> str:
    return "+".join(line[t].ref for line in lines) or "0"


def _planned(yearly: Calculation, place: int) -> float:
    """Return the planned hours of one person of a role, as the sheet of the year calculates."""
    own = yearly.roles[place].time
    weeks, week, days, internal, load = (
        own.get(name, value) for name, value in yearly.time.items()
    )
    return (weeks * week - days * week / 5) * (1 - internal) * load


def _cost_column(yearly: Calculation) -> str:
    """Return the column of the cost of one person on the sheet of the year."""
    return "M" if any(role.have is not None for role in yearly.roles) else "L"


def _column(x: int) -> str:
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it has no types

    return str(xl_col_to_name(x))
