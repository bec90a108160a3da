"""Rows as CSV: a header of keys, plain numbers, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from csdesign.escaping.csv_cells import safe_cell

if TYPE_CHECKING:
    from csdesign.formats import Layout
    from csdesign.views.section import Table

__all__ = ["csv_of", "write"]


def write(table: Table, layout: Layout) -> str:  # noqa: ARG001  # the shape of a writer
    """Return one line for each row under a header; undefined is empty."""
    return csv_of(table)


def csv_of(table: Table) -> str:
    """Return a table as CSV with line feeds."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(safe_cell(column.key) for column in table.columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue()
