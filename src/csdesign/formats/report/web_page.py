"""The HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.formats.html import page
from csdesign.formats.report.report_file import ReportFile, text_file

if TYPE_CHECKING:
    from csdesign.views.content import ReportContent

__all__ = ["write"]


def write(content: ReportContent) -> tuple[ReportFile, ...]:
    """Return the page."""
    return (text_file(page(content)),)
