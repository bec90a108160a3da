"""Cells of the sheets of months: a formula's reference, its value, and how both are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format  # type: ignore[import-untyped]  # it has no types
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the same

    from csdesign.formats.live_styles import Styles
    from csdesign.views.plan.calculation import Calculation
    from csdesign.views.plan.month_calculation import MonthCalculation

__all__ = ["FIRST", "LONGEST", "PEOPLE", "WORK", "Cell", "MonthBook", "letters"]

WORK: Final = "Month work"
PEOPLE: Final = "Month people"
FIRST: Final = 3
"""Column of the first month."""
LONGEST: Final = 255
"""Most characters of a title in a cell."""


class Cell(NamedTuple):
    """A cell that a formula may name, and its value."""

    ref: str
    value: float


class MonthBook:
    """The sheets of months, and how a head and a cell are written."""

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
        self.roles: list[dict[str, Cell]] = []
        """Inputs of each role: months to fill, attrition, delay."""
        self.ramps: list[list[Cell]] = []
        """The productivity of a newcomer of each role, month by month."""

    def head(self, name: str, words: Sequence[str], *, frozen: int) -> Worksheet:
        """Write the words of the first row; return the sheet."""
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
             style: Format) -> Cell:  # fmt: skip
        """Write a number or a formula with its value; return the cell as others name it."""
        sheet = self.sheets[name]
        if isinstance(cell, tuple):
            sheet.write_formula(y, x, f"={cell[0]}", style, cell[1])
            value = cell[1]
        else:
            sheet.write_number(y, x, cell, style)
            value = cell
        return Cell(f"'{name}'!${letters(x)}${y + 1}", value)


def letters(x: int) -> str:
    """Return the name of a column: `A` for 0."""
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it has no types

    return str(xl_col_to_name(x))
