"""The pairs of an audit as CSV: one row per pair, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from csdesign.auditing.frame import COLUMNS, rows
from csdesign.render.plan.csv_rows import harmless
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.auditing.results import AuditReport

__all__ = ["safe_cell", "write"]

_LONGEST: Final = 4_000


def safe_cell(cell: str | float | bool | None) -> str | float:
    """Return a cell that no spreadsheet runs and no terminal obeys; None is empty."""
    if cell is None:
        return ""
    return harmless(visible(cell, _LONGEST) if isinstance(cell, str) else cell)


def write(report: AuditReport, *, version: str, width: int, colour: bool = False) -> str:  # noqa: ARG001  # one shape
    """Return one row per pair under a header; what is undefined is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(report):
        writer.writerow([safe_cell(cell) for cell in row])
    return text.getvalue()
