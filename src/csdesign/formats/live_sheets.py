"""Sheets that calculate: from customers and promised work to hours, people and money.

Every formula is made of cells and names of our own; texts of a design are written to cells as plain
text.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.formats.live_hires import HIRES, add_hires
from csdesign.formats.live_styles import Styles
from csdesign.views.plan.calculation import TIME

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Book  # type: ignore[import-untyped]  # it has no types
    from xlsxwriter.format import Format  # type: ignore[import-untyped]  # the same
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the same

    from csdesign.views.plan.calculation import Calculation

__all__ = ["SHEETS", "add_live_sheets"]

SHEETS: Final = ("Inputs", "Customers", "Work", "People and money", HIRES)
_WORDS: Final = {
    "weeks": "Weeks a year",
    "hours_per_week": "Hours a week of a full-time person",
    "absence_days": "Days of absence a year",
    "internal_share": "Share of time not spent on customers",
    "target_load": "Share of customer time that is planned",
}
_LONGEST: Final = 255
_PEOPLE: Final = (
    "Role", "Hours a year", *_WORDS.values(), "Planned hours of one person", "Full-time work",
    "Fewest people by presence, caps or books", "People if the role has its own people",
)  # fmt: skip


def add_live_sheets(book: Book, found: Calculation) -> None:
    """Add the sheets; inputs are blue, results are black."""
    _Live(book, found).write()


class _Live:
    def __init__(self, book: Book, found: Calculation) -> None:
        self._book = book
        self._found = found
        self._styles = Styles(book)

    def write(self) -> None:
        self._inputs(self._book.add_worksheet(SHEETS[0]))
        self._customers(self._book.add_worksheet(SHEETS[1]))
        hours = self._work(self._book.add_worksheet(SHEETS[2]))
        needs = self._people(self._book.add_worksheet(SHEETS[3]), hours)
        if self._found.teams:
            add_hires(self._book, self._found, needs, self._styles)

    def _headings(self, sheet: Worksheet, words: tuple[str, ...]) -> None:
        for x, word in enumerate(words):
            sheet.write_string(0, x, word, self._styles.head)
            sheet.set_column(x, x, 34 if x == 0 else 14)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    def _inputs(self, sheet: Worksheet) -> None:
        self._headings(sheet, ("Input", "Value", "Name"))
        for y, name in enumerate(TIME, 1):
            sheet.write_string(y, 0, _WORDS[name], self._styles.text)
            sheet.write_number(y, 1, self._found.time[name], self._styles.input)
            sheet.write_string(y, 2, name, self._styles.note)
            self._book.define_name(name, f"=Inputs!$B${y + 1}")
        y = len(TIME) + 1
        sheet.write_string(y, 0, "Fixed cost a year", self._styles.text)
        sheet.write_number(y, 1, self._found.fixed_cost, self._styles.input)
        sheet.write_string(y, 2, "fixed_cost", self._styles.note)
        self._book.define_name("fixed_cost", f"=Inputs!$B${y + 1}")
        words = (
            "Blue cells are inputs: change them, here and on the next sheets, and the "
            "people are recalculated."
        )
        sheet.write_string(y + 2, 0, words, self._styles.note)

    def _customers(self, sheet: Worksheet) -> None:
        self._headings(sheet, ("Segment", "Customers", "New customers a year"))
        for y, (name, customers, new) in enumerate(self._found.segments, 1):
            sheet.write_string(y, 0, name[:_LONGEST], self._styles.text)
            sheet.write_number(y, 1, customers, self._styles.input)
            sheet.write_number(y, 2, new, self._styles.input)
        last = len(self._found.segments) + 1
        sheet.write_string(last, 0, "Total", self._styles.bold)
        for x, column in ((1, "B"), (2, "C")):
            value = sum(row[x] for row in self._found.segments)  # type: ignore[misc]  # numbers
            sheet.write_formula(
                last, x, f"=SUM({column}2:{column}{last})", self._styles.bold, value
            )

    def _work(self, sheet: Worksheet) -> list[float]:
        """Write a row for each promise and role; return the hours of each role."""
        self._headings(
            sheet,
            ("Promise", "Segment", "Role", "Customers it is for", "Times a year for a customer",
             "Share of customers", "Hours each time", "Hours a year"),
        )  # fmt: skip
        hours = [0.0] * len(self._found.roles)
        for y, line in enumerate(self._found.work, 1):
            name, customers, new = self._found.segments[line.segment]
            title = self._found.roles[line.role].title
            row = line.segment + 2
            sheet.write_string(y, 0, line.promise[:_LONGEST], self._styles.text)
            sheet.write_formula(y, 1, f"=Customers!$A${row}", self._styles.text, name)
            sheet.write_formula(
                y, 2, f"='{SHEETS[3]}'!$A${line.role + 2}", self._styles.text, title
            )
            served = 1.0 if line.fixed else new if line.once else customers
            if line.fixed:
                sheet.write_number(y, 3, 1, self._styles.number)
            else:
                column = "C" if line.once else "B"
                sheet.write_formula(
                    y, 3, f"=Customers!${column}${row}", self._styles.number, served
                )
            for x, value in ((4, line.times), (5, line.share), (6, line.hours)):
                sheet.write_number(y, x, value, self._styles.input)
            total = served * line.times * line.share * line.hours
            sheet.write_formula(
                y, 7, f"=D{y + 1}*E{y + 1}*F{y + 1}*G{y + 1}", self._styles.fine, total
            )
            hours[line.role] += total
        last = len(self._found.work) + 1
        sheet.write_string(last, 0, "Total", self._styles.bold)
        sheet.write_formula(last, 7, f"=SUM(H2:H{last})", self._styles.bold, math.fsum(hours))
        return hours

    def _people(self, sheet: Worksheet, hours: list[float]) -> list[float]:
        """Write a row for each role; return the full-time people that each takes."""
        from math import ceil

        needs: list[float] = []
        roles = self._found.roles
        have = any(role.have is not None for role in roles)
        cost = any(role.cost is not None for role in roles)
        words = _PEOPLE + ("In post",) * have + ("Cost of one person", "Cost a year") * cost
        self._headings(sheet, words)
        at = {word: i for i, word in enumerate(words)}
        people, money, working = 0.0, 0.0, 0.0
        for y, role in enumerate(roles, 1):
            n = y + 1
            sheet.write_string(y, 0, role.title[:_LONGEST], self._styles.text)
            # Two roles may have the same title: the rows of a role are summed by name, place by
            # place.
            rows = [i for i, line in enumerate(self._found.work, 2) if line.role == y - 1]
            sheet.write_formula(y, 1, f"={_sum('Work!H', rows)}", self._styles.number, hours[y - 1])
            values = []
            for x, name in enumerate(TIME, 2):
                value = role.time.get(name, self._found.time[name])
                values.append(value)
                if name in role.time:
                    sheet.write_number(y, x, value, self._styles.input)
                else:
                    sheet.write_formula(y, x, f"={name}", self._styles.fine, value)
            weeks, week, days, internal, load = values
            planned = (weeks * week - days * week / 5) * (1 - internal) * load
            formula = f"=(C{n}*D{n}-E{n}*D{n}/5)*(1-F{n})*G{n}"
            sheet.write_formula(y, 7, formula, self._styles.number, planned)
            full_time = hours[y - 1] / planned if planned else 0.0
            sheet.write_formula(y, 8, f"=IF(H{n}=0,0,B{n}/H{n})", self._styles.fine, full_time)
            working += full_time
            sheet.write_number(y, 9, role.least, self._styles.input)
            needs.append(max(full_time, role.least))
            whole = ceil(round(needs[-1] - 1e-9, 12))
            sheet.write_formula(
                y, 10, f"=ROUNDUP(MAX(I{n},J{n})-0.000000001,0)", self._styles.number, whole
            )
            people += whole
            if have:
                sheet.write_number(y, at["In post"], role.have or 0, self._styles.input)
            if cost:
                x = at["Cost of one person"]
                amount = role.cost or 0.0
                sheet.write_number(y, x, amount, self._styles.input)
                formula = f"=K{n}*{_column(x)}{n}"
                sheet.write_formula(y, x + 1, formula, self._styles.number, whole * amount)
                money += whole * amount
        self._totals(sheet, at, (math.fsum(hours), working, people, money))
        self._chart(sheet, at)
        return needs

    def _totals(
        self, sheet: Worksheet, at: dict[str, int], found: tuple[float, float, float, float]
    ) -> None:
        hours, working, people, money = found
        last = len(self._found.roles) + 1
        sheet.write_string(last, 0, "Total", self._styles.bold)
        totals: list[tuple[int, float, Format]] = [(1, hours, self._styles.bold)]
        totals.append((8, working, self._styles.bold_fine))
        totals.append((10, people, self._styles.bold))
        for x, value, style in totals:
            c = _column(x)
            sheet.write_formula(last, x, f"=SUM({c}2:{c}{last})", style, value)
        self._book.define_name("total_people", f"='{SHEETS[3]}'!$K${last + 1}")
        if "Cost a year" in at:
            x = at["Cost a year"]
            c = _column(x)
            formula = f"=SUM({c}2:{c}{last})+fixed_cost"
            sheet.write_formula(last, x, formula, self._styles.bold, money + self._found.fixed_cost)
            self._book.define_name("total_cost", f"='{SHEETS[3]}'!${c}${last + 1}")
        words = (
            "Here each role has its own people. Where people hold several roles, fewer may be "
            f"enough: see the {'sheet Hires' if self._found.teams else 'sheets people and answer'}."
        )
        sheet.write_string(last + 2, 0, words, self._styles.note)

    def _chart(self, sheet: Worksheet, at: dict[str, int]) -> None:
        last = len(self._found.roles)
        chart = self._book.add_chart({"type": "bar"})
        for word in ("People if the role has its own people", "In post"):
            if word in at:
                x = at[word]
                chart.add_series(
                    {
                        "name": [SHEETS[3], 0, x],
                        "categories": [SHEETS[3], 1, 0, last, 0],
                        "values": [SHEETS[3], 1, x, last, x],
                    }
                )
        chart.set_title({"name": "People needed and in post"})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"})
        sheet.insert_chart(last + 5, 0, chart, {"x_scale": 1.6})


def _column(x: int) -> str:
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it has no types

    return str(xl_col_to_name(x))


def _sum(column: str, rows: list[int]) -> str:
    """Return a sum over rows, as runs of cells."""
    if not rows:
        return "0"
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    letter = column[-1]
    parts = [f"{column}{a}" if a == b else f"{column}{a}:{letter}{b}" for a, b in runs]
    # A function takes at most 255 arguments.
    groups = [parts[i : i + 200] for i in range(0, len(parts), 200)]
    return "+".join(f"SUM({','.join(group)})" for group in groups)
