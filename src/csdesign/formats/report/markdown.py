"""The report as Markdown for a wiki or a mail: the answer first, then every section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.formats.markdown import write as write_markdown
from csdesign.formats.report.report_file import ReportFile, text_file
from csdesign.views.report import report_document

if TYPE_CHECKING:
    from csdesign.views.content import ReportContent

__all__ = ["write"]


def write(content: ReportContent) -> tuple[ReportFile, ...]:
    """Return the document."""
    return (text_file(write_markdown(report_document(content))),)
