"""A folder of CSV files, one per table of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.formats.csv_text import csv_of
from csdesign.formats.files import ReportFile, text_file

if TYPE_CHECKING:
    from csdesign.formats import Layout
    from csdesign.views.section import Document

__all__ = ["write"]


def write(document: Document, layout: Layout) -> tuple[ReportFile, ...]:  # noqa: ARG001  # the shape of a writer
    """Return one file per table: UTF-8, comma, a header of keys; undefined is empty."""
    return tuple(text_file(csv_of(table), f"{table.name}.csv") for table in document.file_tables)
