"""The tables of sections that a JSON document has no typed keys for yet, as rows of named cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.contracts.v1.tables import Tables
    from csdesign.views.section import Section

__all__ = ["section_tables"]


def section_tables(sections: Iterable[Section]) -> Tables:
    """Return the tables of each section that has some: rows whose keys are those of the columns."""
    return {
        section.name: {
            table.name: [
                {
                    column.key: cell
                    for column, cell in zip(table.columns, row, strict=True)
                    if column.audience != "readers"
                }
                for row in table.rows
            ]
            for table in section.tables
        }
        for section in sections
        if section.tables
    }
