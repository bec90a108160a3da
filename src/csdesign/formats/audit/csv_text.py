"""The pairs of an audit as CSV: one row per pair, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from csdesign.auditing.frame import COLUMNS, rows
from csdesign.escaping.csv_cells import safe_cell

if TYPE_CHECKING:
    from csdesign.auditing.results import AuditReport

__all__ = ["write"]


def write(report: AuditReport, *, version: str, width: int, colour: bool = False) -> str:  # noqa: ARG001  # one shape
    """Return one row per pair under a header; what is undefined is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(report):
        writer.writerow([safe_cell(cell) for cell in row])
    return text.getvalue()
