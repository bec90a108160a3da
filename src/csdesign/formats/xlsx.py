"""An Excel workbook: one sheet per table, real numbers with bars, and sheets that calculate.

The same content gives the same bytes: no date of creation is written.
"""

from __future__ import annotations

import io
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from csdesign.extras import needs_extra
from csdesign.formats.files import ReportFile
from csdesign.formats.live_months import add_month_sheets
from csdesign.formats.live_sheets import add_live_sheets
from csdesign.views.plan.calculation import calculation
from csdesign.views.plan.month_calculation import in_months
from csdesign.views.report import report_document
from csdesign.views.section import Document, cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook as Book  # type: ignore[import-untyped]  # it has no types
    from xlsxwriter.format import Format  # type: ignore[import-untyped]  # the same
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the same

    from csdesign.formats import Layout
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell, Column, Table

__all__ = ["WORDS_ONLY", "write"]

WORDS_ONLY: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
"""Options of xlsxwriter that keep text as text: no formulas, numbers or links."""

_NUMBERS: Final = {
    "count": "#,##0",
    "hours": "#,##0",
    "fte": "#,##0.00",
    "share": "0%",
    "money": "#,##0",
    "score": "0.0",
    "signed": "+#,##0.##;-#,##0.##;0",
    "figure": "#,##0.####",
}
_LONGEST: Final = 32_000
"""Most characters of a cell; Excel takes 32,767 and drops all of a longer text."""
_LONGEST_SHEET_NAME: Final = 31
_WIDEST: Final = 60
_LINE: Final = 15
"""Height of a line (points); not every program adjusts the row to wrapped text."""
_MOST_LINES: Final = 12
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # Excel has no time zones
_BAR: Final = {"type": "data_bar", "bar_color": "#7FB2E5", "bar_solid": True}


@needs_extra
def write(content: ReportContent | Document, layout: Layout) -> tuple[ReportFile, ...]:  # noqa: ARG001  # the shape of a writer
    """Return the workbook: the sheets of a report's tables, and those that calculate."""
    from xlsxwriter import Workbook

    document = content if isinstance(content, Document) else report_document(content)
    live = (
        None
        if isinstance(content, Document) or not content.shows("people")
        else calculation(content)
    )
    months = None if live is None or isinstance(content, Document) else in_months(content, live)
    buffer = io.BytesIO()
    book = Workbook(buffer, WORDS_ONLY)
    book.set_properties({"title": document.title[:255], "author": "csdesign", "created": _EPOCH})
    styles = _Styles(book)
    for i, table in enumerate(document.file_tables):
        _sheet(book.add_worksheet(_sheet_name(table, book)), table, styles)
        if i == 0 and live is not None:
            add_live_sheets(book, live)
            if months is not None:
                add_month_sheets(book, live, months)
    book.close()
    return (ReportFile(buffer.getvalue()),)


def _sheet_name(table: Table, book: Book) -> str:
    """Return the name of a table's sheet: its title if a sheet that calculates has its name."""
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    name = table.title if table.name.lower() in taken else table.name
    return str(name)[:_LONGEST_SHEET_NAME]


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Book) -> None:
        # LibreOffice ignores Excel's table styles, so the header has a format of its own.
        head = {
            "bold": True,
            "bg_color": "#F2F5F9",
            "bottom": 1,
            "text_wrap": True,
            "valign": "top",
        }
        self._headers = {
            numeric: book.add_format({**head, "align": "right" if numeric else "left"})
            for numeric in (True, False)
        }
        self.text = book.add_format(
            {"valign": "top", "text_wrap": True, "align": "left", "indent": 1}
        )
        self.numbers = {
            kind: book.add_format({"num_format": form, "valign": "top"})
            for kind, form in _NUMBERS.items()
        }

        self._totals = {
            kind: book.add_format({"bold": True, "top": 1, "num_format": form})
            for kind, form in {"text": "General", **_NUMBERS}.items()
        }

    def heading(self, column: Column) -> Format:
        """Return the format of a column's heading: aligned as its numbers are."""
        return self._headers[column.numeric]

    def total(self, column: Column) -> Format:
        """Return the format of a total."""
        return self._totals.get(column.kind, self._totals["text"])

    def of(self, column: Column) -> Format:
        """Return the format of a column's cells."""
        return self.numbers.get(column.kind, self.text)


def _sheet(sheet: Worksheet, table: Table, styles: _Styles) -> None:
    widths = [_width(table, x) for x in range(len(table.columns))]
    for x, column in enumerate(table.columns):
        sheet.write_string(0, x, column.heading, styles.heading(column))
        sheet.set_column(x, x, widths[x])
        style = styles.of(column)
        for y, row in enumerate(table.rows, 1):
            cell = row[x]
            if isinstance(cell, (int, float)) and not isinstance(cell, bool):
                sheet.write_number(y, x, cell, style)
            elif cell is not None:
                sheet.write_string(y, x, cell_text(cell, column.kind)[:_LONGEST], styles.text)
        if table.total is not None:
            _total(sheet, table, x, styles)
        if column.bar:
            scale = (
                {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
                if column.kind == "share"
                else {"min_type": "num", "min_value": 0}
            )
            sheet.conditional_format(1, x, len(table.rows), x, {**_BAR, **scale})
    sheet.set_row(0, 2 * _LINE)
    for y, row in enumerate(table.rows, 1):
        sheet.set_row(y, _LINE * _lines(widths, row))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _total(sheet: Worksheet, table: Table, x: int, styles: _Styles) -> None:
    """Write the cell of a total; a sum is a formula over the rows above it."""
    from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]  # it has no types

    last, cell, column = len(table.rows), (table.total or ())[x], table.columns[x]
    numbers = [float(n) for row in table.rows if isinstance(n := row[x], (int, float))]
    is_sum = isinstance(cell, (int, float)) and abs(math.fsum(numbers) - cell) < 1e-6
    if is_sum and column.numeric:
        rows = xl_range(1, x, last, x)
        sheet.write_formula(last + 1, x, f"=SUM({rows})", styles.total(column), cell)
    elif isinstance(cell, (int, float)):
        sheet.write_number(last + 1, x, cell, styles.total(column))
    else:
        text = cell_text(cell, column.kind) if cell else ""
        sheet.write_string(last + 1, x, text, styles.total(column))


def _lines(widths: Sequence[float], row: Sequence[Cell]) -> int:
    """Return the number of lines that the longest text of a row takes in its column."""
    needed = (
        -(-len(cell) // int(widths[x] - 2)) for x, cell in enumerate(row) if isinstance(cell, str)
    )
    return min(_MOST_LINES, max((1, *needed)))


def _width(table: Table, index: int) -> float:
    """Return the width of a column (characters) from its heading and longest cell."""
    column = table.columns[index]
    if column.numeric:
        return max(10.0, min(18.0, len(column.heading) * 0.7))
    longest = max((len(str(row[index] or "")) for row in table.rows), default=0)
    return float(min(_WIDEST, max(10, len(column.heading), longest) + 2))
