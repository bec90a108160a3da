"""The content of a report: the answer, changes, the plan's sections, and the roles compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.views.plan import SECTIONS, plan_sections
from csdesign.views.plan.words import plan_title
from csdesign.views.report import changes, figures, roles
from csdesign.views.section import Document, with_texts
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.views.content import ReportContent
    from csdesign.views.section import Section

__all__ = ["NAMES", "report_document", "sections_of"]

_OTHER_NAMES: Final = {"owners": "ownership"}
NAMES: Final = (
    "answer",
    "changes",
    *(part.name for part in SECTIONS),
    "roles",
    "archetypes",
    "assumptions",
    "derivations",
    *_OTHER_NAMES,
)
"""The sections of a report; the three after `roles` are parts of its page alone."""


def report_document(content: ReportContent) -> Document:
    """Return the report as a document without the names that it leaves out."""
    document = Document(plan_title(content.plan), sections=tuple(_sections(content)))
    if not content.redaction.names:
        return document
    return with_texts(document, content.redaction.text)


def _sections(content: ReportContent) -> Iterator[Section]:
    built = (figures.section(content), changes.section(content))
    for section in (*built, *plan_sections(content), roles.section(content)):
        if section is not None and content.shows(section.name):
            yield section


def sections_of(words: str | None) -> frozenset[str]:
    """Return the names that `answer,people,owners` chooses; empty if nothing is chosen.

    Raises:
        UsageError: a word is not the name of a section.
    """
    names = [word.strip() for word in (words or "").split(",") if word.strip()]
    for name in names:
        if name not in NAMES:
            hint = did_you_mean(name, NAMES) or f"; use {listed(NAMES)}"
            raise UsageError(f"--sections: there is no section '{visible(name, 40)}'{hint}")
    return frozenset(_OTHER_NAMES.get(name, name) for name in names)
