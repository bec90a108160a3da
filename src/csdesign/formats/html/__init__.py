"""HTML pages: no script, no request, one file to look at, print and forward."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.formats.html.build import document_page, page
from csdesign.views.section import Document

if TYPE_CHECKING:
    from csdesign.formats import Layout
    from csdesign.views.content import ReportContent

__all__ = ["page", "write"]

_COMMAND: Final = re.compile(r"##(?=\w*\[)")


def write(said: ReportContent | Document, layout: Layout) -> str:  # noqa: ARG001  # the shape of a writer
    """Return the page of a report, with its drawings, or that of any other document.

    What a CI runner would take for a command in a log is spelled with an entity.
    """
    text = document_page(said) if isinstance(said, Document) else page(said)
    return _COMMAND.sub("#&#35;", text).rstrip("\n") + "\n"
