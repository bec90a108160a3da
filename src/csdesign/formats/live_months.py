"""Sheets that calculate months: contracts, starts, work, newcomers, leavers, waiting work, cost.

Every formula is made of cells, names and numbers of our own; each cell also holds the value of the
plan, for programs that calculate only on request.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.capacity.cohorts import monthly_share
from csdesign.formats.live_month_cells import FIRST, LONGEST, PEOPLE, WORK, Cell, MonthBook, letters
from csdesign.formats.live_month_people import write_people
from csdesign.formats.live_styles import Styles
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook as Book  # type: ignore[import-untyped]  # it has no types
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the same

    from csdesign.views.plan.calculation import Calculation
    from csdesign.views.plan.month_calculation import MonthCalculation

__all__ = ["MONTH_SHEETS", "add_month_sheets"]

_INPUTS: Final = "Month inputs"
_STARTS: Final = "Starts"
_CONTRACTS: Final = "Contracts"
MONTH_SHEETS: Final = (_INPUTS, _STARTS, _CONTRACTS, WORK, PEOPLE)
_YEAR: Final = 12
_NOTE: Final = (
    "Blue cells are inputs: change them here, on Starts and on the sheets of the year, and "
    "the months are recalculated. Who is hired stays as planned: change the first days on the "
    "sheet Month people."
)


def add_month_sheets(book: Book, yearly: Calculation, months: MonthCalculation) -> None:
    """Add the sheets; inputs are blue, results are black."""
    sheets = {name: book.add_worksheet(name) for name in MONTH_SHEETS}
    _Months(sheets, Styles(book), yearly, months).write()


class _Months(MonthBook):
    """Writes inputs, starts, contracts and work; people follow from the hours."""

    def __init__(
        self,
        sheets: Mapping[str, Worksheet],
        styles: Styles,
        yearly: Calculation,
        months: MonthCalculation,
    ) -> None:
        super().__init__(sheets, styles, yearly, months)
        self._segments: list[tuple[Cell, Cell]] = []
        self._news: list[list[Cell]] = []
        self._customers: list[list[Cell]] = []
        self._due: list[list[Cell]] = []

    def write(self) -> None:
        """Write all sheets."""
        self._inputs()
        self._starts()
        self._contracts()
        write_people(self, self._work())

    def _inputs(self) -> None:
        styles = self.styles
        sheet = self.head(
            _INPUTS,
            (
                "Segment",
                "Customers at the start",
                "Share that leaves in a year",
                "Length of a contract (months)",
            ),
            frozen=1,
        )
        y = 0
        for y, (part, (_, customers, _)) in enumerate(
            zip(self.months.segments, self.yearly.segments, strict=True), 1
        ):
            sheet.write_string(y, 0, part.name[:LONGEST], styles.text)
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
            "Longest accepted wait (months)",
        ]
        words += [f"Share of the work done in month {number}" for number in range(1, ramp + 1)]
        for x, word in enumerate(words):
            sheet.write_string(y, x, word, styles.head)
            sheet.set_column(x, x, 30 if x == 0 else 14)
        for line, role in zip(self.yearly.roles, self.months.roles, strict=True):
            if role is None:
                self.roles.append({})
                self.ramps.append([])
                continue
            y += 1
            sheet.write_string(y, 0, line.title[:LONGEST], styles.text)
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
        sheet = self.head(_STARTS, words, frozen=FIRST)
        for y, part in enumerate(self.months.segments, 1):
            sheet.write_string(y, 0, part.name[:LONGEST], self.styles.text)
            self._news.append(
                [
                    self.put(_STARTS, y, FIRST + place, number, self.styles.input)
                    for place, number in enumerate(part.news)
                ]
            )

    def _new(self, segment: int, month: int) -> Cell:
        return self._news[segment][self.months.before + month]

    def _contracts(self) -> None:
        """Write customers by the month in which their contract ends, month by month."""
        parts = self.months.segments
        widest = max((len(part.ending) for part in parts), default=0)
        ends = (f"Contract ends in {number_of(m, 'month')}" for m in range(widest))
        words = ["Segment", "Month", "Customers", *ends]
        sheet = self.head(_CONTRACTS, words, frozen=FIRST)
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
                sheet.write_string(y, 0, part.name[:LONGEST], self.styles.text)
                sheet.write_string(y, 1, label, self.styles.text)
                line = []
                for m, share in enumerate(part.ending):
                    if t == 0:
                        opening = self._segments[s][0]
                        made = (f"{opening.ref}*{share!r}", opening.value * share)
                    else:
                        made = self._contract(s, t - 1, m, first_rows, grid, leaving)
                    line.append(self.put(_CONTRACTS, y, FIRST + m, made, self.styles.fine))
                if t == 0:
                    grid[s] = []
                grid[s].append([cell.value for cell in line])
                last = f"{letters(FIRST + len(line) - 1)}{y + 1}"
                total = math.fsum(cell.value for cell in line)
                made = (f"SUM({letters(FIRST)}{y + 1}:{last})", total)
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
        """Return customers whose contract ends in some months, after renewals and before moves."""
        term = len(self.months.segments[s].ending)
        y = rows[s] + t + 1
        words, value = [], 0.0
        inside = min(last, term - 2)
        if first <= inside:
            a, b = letters(FIRST + first + 1), letters(FIRST + inside + 1)
            words.append(f"SUM({a}{y}:{b}{y})" if first < inside else f"{a}{y}")
            value += math.fsum(grid[s][t][first + 1 : inside + 2])
        if last == term - 1:
            new, churn = self._new(s, t), self._segments[s][1]
            words.append(f"{new.ref}+{letters(FIRST)}{y}*(1-{churn.ref})^({term}/12)")
            value += new.value + grid[s][t][0] * (1 - churn.value) ** (term / _YEAR)
        return "+".join(words) or "0", value

    def _work(self) -> list[list[float]]:
        """Write the hours of each line of work in each month; return them."""
        months = self.months
        labels = months.labels[months.before : months.before + months.count]
        sheet = self.head(WORK, ("Promise", "Segment", "Role", *labels), frozen=FIRST)
        found = []
        for y, (line, part) in enumerate(zip(self.yearly.work, months.work, strict=True), 1):
            title = self.yearly.roles[line.role].title
            sheet.write_string(y, 0, line.promise[:LONGEST], self.styles.text)
            sheet.write_string(y, 1, months.segments[line.segment].name[:LONGEST], self.styles.text)
            sheet.write_string(y, 2, title[:LONGEST], self.styles.text)
            each = (f"Work!$E${y + 1}*Work!$F${y + 1}*Work!$G${y + 1}",
                    line.times * line.share * line.hours)  # fmt: skip
            hours = []
            for t in range(months.count):
                number = self._number(line.segment, t, part.kind, part.weights, part.ahead)
                made = (f"{each[0]}*({number[0]})", each[1] * number[1])
                self.put(WORK, y, FIRST + t, made, self.styles.fine)
                hours.append(made[1])
            found.append(hours)
        return found

    def _number(
        self, s: int, t: int, kind: str, weights: Sequence[float], ahead: int
    ) -> tuple[str, float]:
        """Return the number of customers, or parts of them, that have some work in a month."""
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
