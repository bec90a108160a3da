"""A plan as rows for programs: one per segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.planning.results.plan import COLUMNS, rows
from csdesign.views.section import Column, Table

if TYPE_CHECKING:
    from csdesign.planning.results import Plan

__all__ = ["segment_rows"]


def segment_rows(plan: Plan) -> Table:
    """Return the columns of the plan's data frame."""
    columns = tuple(Column(name, name) for name in COLUMNS)
    return Table("segments", "Segments", columns, tuple(map(tuple, rows(plan))))
