"""The sheet of people by month: people needed and at work, waiting work, cost."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.capacity.month_shares import (
    attrition_steps,
    months_present,
    productivity,
    still_there,
    vacancy_steps,
)
from csdesign.formats.live_month_cells import FIRST, LONGEST, PEOPLE, WORK, Cell, MonthBook, letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the same

    from csdesign.views.plan.calculation import Calculation
    from csdesign.views.plan.month_calculation import PostLine, RolePart

__all__ = ["write_people"]

_YEAR: Final = 12


def write_people(book: MonthBook, hours: Sequence[Sequence[float]]) -> None:
    """Write people needed, people at work, waiting work and cost, role by role."""
    months = book.months
    labels = months.labels[months.before : months.before + months.count]
    words = ("Role", "", "First day / last day (months from the start)", *labels)
    sheet = book.head(PEOPLE, words, frozen=FIRST)
    y, costs = 1, []
    for place, role in enumerate(months.roles):
        if role is None:
            continue
        block = _RoleBlock(book, sheet, place, role, hours)
        y = block.write(y) + 1
        costs += [block.cost] if block.cost else []
    known = [role for role in months.roles if role is not None]
    if costs and len(costs) == len(known):
        sheet.write_string(y, 0, "Total", book.styles.bold)
        sheet.write_string(y, 1, "Cost with hires", book.styles.bold)
        for t in range(months.count):
            names = "+".join(cells[t].ref for cells in costs)
            value = math.fsum(cells[t].value for cells in costs) + book.yearly.fixed_cost / _YEAR
            made = (f"{names}+fixed_cost/12", value)
            book.put(PEOPLE, y, FIRST + t, made, book.styles.bold)


class _RoleBlock:
    """The rows of one role on the sheet of people."""

    def __init__(
        self,
        months: MonthBook,
        sheet: Worksheet,
        place: int,
        role: RolePart,
        hours: Sequence[Sequence[float]],
    ) -> None:
        self._m, self._sheet, self._place, self._role = months, sheet, place, role
        self._rows = [y for y, line in enumerate(months.yearly.work) if line.role == place]
        self._hours = hours
        self._count = months.months.count
        self.cost: list[Cell] = []

    def write(self, y: int) -> int:
        """Write the rows from row `y` on; return the row after them."""
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
        least = self._line(y + 2, "Fewest people by queue, caps or books", role.least, changed=True)
        self._line(
            y + 3,
            "Full-time people needed",
            [
                (f"MAX({w.ref}/{p.ref},{b.ref})", max(w.value / p.value, b.value))
                for w, p, b in zip(work, time, least, strict=True)
            ],
        )
        y += 4
        if role.posts is None:
            return self._as_planned(y, work, time, least)
        there = self._there(y, "Share still at work after leavers", ramping=True)
        paid = self._there(y + 1, "Share still paid", ramping=False)
        y += 2
        ramped: list[list[Cell]] = []
        present: list[list[Cell]] = []
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
    ) -> list[Cell]:
        styles = self._m.styles
        self._sheet.write_string(y, 0, self._title[:LONGEST], styles.text)
        self._sheet.write_string(y, 1, words, styles.text)
        style = styles.input if changed else styles.fine
        return [self._m.put(PEOPLE, y, FIRST + t, cell, style) for t, cell in enumerate(cells)]

    def _work(self, t: int) -> tuple[str, float]:
        column = letters(FIRST + t)
        parts = [f"'{WORK}'!{column}{row + 2}" for row in self._rows]
        groups = [parts[i : i + 200] for i in range(0, len(parts), 200)]  # arguments of a function
        words = "+".join(f"SUM({','.join(group)})" for group in groups) or "0"
        return words, math.fsum(self._hours[row][t] for row in self._rows)

    def _there(self, y: int, words: str, *, ramping: bool) -> list[Cell]:
        """Write the share of the posts, or of their pay, that is left as people leave."""
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
            # The integral of the cost of one leaver, from the middle of the first month on.
            end = f"{t}.5"
            lost = [f"MAX(0,MIN({end},{fill}))"]
            lost += [
                f"(1-{share.ref})*MAX(0,MIN({end},{fill}+{k + 1})-({fill}+{k}))"
                for k, share in enumerate(ramp)
            ]
            sums.append((f"MAX(0,1-{given['attrition'].ref}/12*({'+'.join(lost)}))", value))
        return self._line(y, words, sums)

    def _post(self, y: int, post: PostLine, *, ramping: bool) -> list[Cell]:
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
                y, words[:LONGEST], [post.people * value for value in values], changed=True
            )
        if ramping:
            # One cell has the date: the first day if there is one, else the last day.
            day = post.begins if post.begins is not None else post.ends
            self._when = m.put(PEOPLE, y, 2, float(day or 0.0), styles.input)
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
        return self._line(y, words[:LONGEST], cells)

    def _run(
        self,
        y: int,
        words: str,
        ramped: Sequence[Sequence[Cell]],
        there: Sequence[Cell],
        work: Sequence[Cell],
        time: Sequence[Cell],
        least: Sequence[Cell],
    ) -> int:
        """Write people at work, and waiting work in hours and in months, by Lindley's recursion."""
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
        waits: list[Cell] = []
        cells: list[tuple[str, float]] = []
        before: tuple[str, float] = ("0", 0.0)
        for t in range(self._count):
            left = before[1] + work[t].value - at_work[t].value * time[t].value
            formula = f"MAX(0,{before[0]}+{work[t].ref}-{at_work[t].ref}*{time[t].ref})"
            cells.append((formula, max(0.0, left)))
            before = (f"{letters(FIRST + t)}{y + 2}", max(0.0, left))
        waits = self._line(y + 1, f"Waiting work{words} (h)", cells)
        self._line(
            y + 2,
            f"Waiting work{words} (months of the role's time)",
            [_in_months(w, a, p) for w, a, p in zip(waits, at_work, time, strict=True)],
        )
        delay = self._m.roles[self._place]["delay"]
        self._line(
            y + 3,
            f"Short{words} (1 = yes)",
            [
                _short(delay, waits[t], at_work[t], time[t], work[t], self._role.queued[t], own)
                for t, own in enumerate(zip(_people(ramped, self._count), least, strict=True))
            ],
        )
        return y + 4

    def _as_planned(
        self, y: int, work: Sequence[Cell], time: Sequence[Cell], least: Sequence[Cell]
    ) -> int:
        """Write the people at work as planned, if people are shared and their number is known."""
        if None in self._role.available:
            return y
        lines = [("", self._role.available)]
        if self._role.hired != self._role.available:
            lines.append((" with hires", self._role.hired))
        one = Cell("1", 1.0)
        for words, people in lines:
            shared = self._line(
                y, f"Shared people{words}, as planned", [n or 0.0 for n in people], changed=True
            )
            y = self._run(y + 1, words, [shared], [one] * self._count, work, time, least)
        return y


def _in_months(waits: Cell, at_work: Cell, time: Cell) -> tuple[str, float]:
    done = at_work.value * time.value
    return (
        f"IF({at_work.ref}*{time.ref}=0,0,{waits.ref}/({at_work.ref}*{time.ref}))",
        waits.value / done if done else 0.0,
    )


def _people(ramped: Sequence[Sequence[Cell]], count: int) -> list[Cell]:
    """Return the people of a role who are ramped in each month, before leavers."""
    return [
        Cell(f"({_plus(ramped, t)})", math.fsum(line[t].value for line in ramped))
        for t in range(count)
    ]


def _short(
    delay: Cell,
    waits: Cell,
    at_work: Cell,
    time: Cell,
    work: Cell,
    queued: float,
    people: tuple[Cell, Cell],
) -> tuple[str, float]:
    """Return formula and value: whether too much waits, or too few people are there."""
    there, least = people
    limit = min(delay.value * at_work.value * time.value, work.value * (1 - queued))
    formula = (
        f"IF(OR({waits.ref}>MIN({delay.ref}*{at_work.ref}*{time.ref},{work.ref}*{1 - queued!r})"
        f"+0.000001,{there.ref}<{least.ref}-0.000001),1,0)"
    )
    short = waits.value > limit + 1e-6 or there.value < least.value - 1e-6
    return formula, float(short)


def _plus(lines: Sequence[Sequence[Cell]], t: int) -> str:
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
