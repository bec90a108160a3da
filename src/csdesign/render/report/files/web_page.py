"""The HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.render.report.files.report_file import ReportFile, text_file
from csdesign.render.report.page import page

if TYPE_CHECKING:
    from csdesign.render.report.content import ReportContent

__all__ = ["write"]


def write(content: ReportContent) -> tuple[ReportFile, ...]:
    """Return the page."""
    return (text_file(page(content)),)
