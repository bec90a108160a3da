"""HTML pages: one file without scripts or requests, to look at, print and forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.escaping.markup import quiet
from csdesign.formats.html.build import document_page, page
from csdesign.views.section import Document

if TYPE_CHECKING:
    from csdesign.formats import Layout
    from csdesign.views.content import ReportContent

__all__ = ["page", "write"]


def write(content: ReportContent | Document, layout: Layout) -> str:  # noqa: ARG001  # the shape of a writer
    """Return the page of a report, with its drawings, or of any other document."""
    text = document_page(content) if isinstance(content, Document) else page(content)
    return quiet(text).rstrip("\n") + "\n"
