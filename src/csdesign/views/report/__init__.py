"""What the report says: the answer, what changed, the plan's sections, and the roles compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.views.plan import plan_sections
from csdesign.views.plan.words import plan_title
from csdesign.views.report import changes, figures, roles
from csdesign.views.section import Document, with_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.views.content import ReportContent
    from csdesign.views.section import Section

__all__ = ["report_document"]


def report_document(content: ReportContent) -> Document:
    """Return the report as a document, clean of the names that it leaves out."""
    document = Document(plan_title(content.plan), sections=tuple(_sections(content)))
    if not content.redaction.names:
        return document
    return with_texts(document, content.redaction.text)


def _sections(content: ReportContent) -> Iterator[Section]:
    yield figures.section(content)
    for section in (changes.section(content), *plan_sections(content), roles.section(content)):
        if section is not None:
            yield section
