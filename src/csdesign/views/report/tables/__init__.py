"""Every table of a report, in the order of its sections: what each file format writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.views.report.tables.changes import changes
from csdesign.views.report.tables.coverage import archetypes, coverage
from csdesign.views.report.tables.engagement import contacts, hand_offs, ownership
from csdesign.views.report.tables.evidence import findings, likeness, statements
from csdesign.views.report.tables.figures import answer_lines, figures
from csdesign.views.report.tables.people import drivers, people, posts, staffing
from csdesign.views.report.tables.register import assumptions, interactions

if TYPE_CHECKING:
    from csdesign.views.report.content import ReportContent
    from csdesign.views.section import Table

__all__ = ["all_tables"]


def all_tables(content: ReportContent) -> list[Table]:
    """Return the tables that have rows, each name once; texts are cleaned of redacted names."""
    made = (
        answer_lines(content),
        figures(content),
        changes(content),
        coverage(content),
        ownership(content),
        contacts(content),
        hand_offs(content),
        people(content),
        staffing(content),
        posts(content),
        drivers(content),
        archetypes(content),
        likeness(content),
        statements(content),
        findings(content),
        assumptions(content),
        interactions(content),
    )
    return [_clean(content, table) for table in made if not table.empty]


def _clean(content: ReportContent, table: Table) -> Table:
    from dataclasses import replace

    if not content.redaction.names:
        return table
    text = content.redaction.text
    rows = tuple(
        tuple(text(cell) if isinstance(cell, str) else cell for cell in row) for row in table.rows
    )
    return replace(table, rows=rows, note=text(table.note))
