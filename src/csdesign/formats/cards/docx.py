"""A role card as a Word document with real headings and lists; python-docx is an extra."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from csdesign.extras import needs_extra
from csdesign.formats.office import undated

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from csdesign.views.cards.card import Card

__all__ = ["write"]

_LOCALES: Final = {"en": "en-GB", "ru": "ru-RU"}


@needs_extra
def write(card: Card) -> bytes:
    """Return the document.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    from docx import Document

    document = Document()
    _describe(document, card)
    document.add_heading(card.title, level=0)
    if card.subtitle:
        document.add_paragraph(card.subtitle)
    for section in card.sections:
        document.add_heading(section.heading, level=1)
        for line in section.lines:
            if section.unsaid:
                document.add_paragraph().add_run(line).italic = True
            elif section.prose:
                document.add_paragraph(line)
            else:
                document.add_paragraph(line, style="List Bullet")
    if card.footer:
        document.add_paragraph(card.footer)
    buffer = io.BytesIO()
    document.save(buffer)
    return undated(buffer.getvalue())


def _describe(document: WordDocument, card: Card) -> None:
    properties = document.core_properties
    properties.title = card.title[:255]
    properties.author = "csdesign"
    properties.comments = ""
    properties.language = _LOCALES[card.language]
