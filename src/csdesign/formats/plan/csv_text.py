"""A plan as CSV: one row per segment, plain numbers, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from csdesign.escaping.csv_cells import safe_cell
from csdesign.planning.frame import COLUMNS, rows

if TYPE_CHECKING:
    from csdesign.planning.results import Plan

__all__ = ["write"]


def write(plan: Plan, *, version: str, source: str, width: int) -> str:  # noqa: ARG001  # one shape
    """Return one row per segment under a header; undefined is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(plan):
        writer.writerow([safe_cell(cell) for cell in row])
    return text.getvalue()
