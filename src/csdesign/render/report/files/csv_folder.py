"""A folder of CSV files, one per table: plain numbers, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from csdesign.render.plan.csv_rows import harmless
from csdesign.render.report.files.report_file import ReportFile, text_file
from csdesign.render.report.table import LONGEST
from csdesign.render.report.tables import all_tables
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.render.report.content import ReportContent
    from csdesign.render.report.table import Cell, Table

__all__ = ["write"]


def write(content: ReportContent) -> tuple[ReportFile, ...]:
    """Return one file per table: UTF-8, comma, a header of keys; undefined is empty."""
    return tuple(text_file(_csv(table), f"{table.name}.csv") for table in all_tables(content))


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.key for column in table.columns)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _cell(cell: Cell) -> str | float:
    if cell is None:
        return ""
    return harmless(visible(cell, LONGEST) if isinstance(cell, str) else cell)
