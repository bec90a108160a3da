"""A folder of CSV files, one per table: plain numbers, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from csdesign.escaping.csv_cells import safe_cell
from csdesign.formats.report.report_file import ReportFile, text_file
from csdesign.views.report import file_tables, report_document

if TYPE_CHECKING:
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Table

__all__ = ["write"]


def write(content: ReportContent) -> tuple[ReportFile, ...]:
    """Return one file per table: UTF-8, comma, a header of keys; undefined is empty."""
    return tuple(
        text_file(_csv(table), f"{table.name}.csv")
        for table in file_tables(report_document(content))
    )


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.key for column in table.columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue()
