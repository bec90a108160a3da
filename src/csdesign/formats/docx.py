"""A document as a Word document with real headings, lists and tables; python-docx is an extra."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from csdesign.extras import needs_extra
from csdesign.formats.files import ReportFile
from csdesign.formats.office import undated
from csdesign.views.section import (
    LONGEST,
    Block,
    Chart,
    Facts,
    Lines,
    Notices,
    Quotes,
    Table,
    cell_text,
)
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument

    from csdesign.formats import Layout
    from csdesign.views.section import Document, Part, Section

__all__ = ["write"]

_LOCALES: Final = {"en": "en-GB", "ru": "ru-RU"}


@needs_extra
def write(document: Document, layout: Layout) -> tuple[ReportFile, ...]:  # noqa: ARG001  # the shape of a writer
    """Return the document as one file.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    import docx

    word = docx.Document()
    _describe(word, document)
    word.add_heading(_shown(document.title), level=0)
    for words in document.lead:
        word.add_paragraph(_shown(words))
    for section in document.sections:
        if any(not isinstance(part, Chart) for part in section.parts):
            word.add_heading(_shown(_title(section)), level=1)
        for number, part in enumerate(section.parts):
            _part(word, part, titled=number > 0)
    if document.footer:
        word.add_paragraph(_shown(document.footer))
    buffer = io.BytesIO()
    word.save(buffer)
    return (ReportFile(undated(buffer.getvalue())),)


def _describe(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = document.title[:255]
    properties.author = "csdesign"
    properties.comments = ""
    properties.language = _LOCALES[document.language]


def _title(section: Section) -> str:
    return f"{section.title} ({section.aside})" if section.aside else section.title


def _part(word: WordDocument, part: Part, *, titled: bool) -> None:
    match part:
        case Table():
            _table(word, part, titled=titled)
        case Lines():
            if part.heading:
                word.add_heading(_shown(part.heading.rstrip(":")), level=2)
            for words in part.items:
                if part.kind == "list":
                    word.add_paragraph(_shown(words), style="List Bullet")
                else:
                    word.add_paragraph().add_run(_shown(words)).italic = part.kind == "unsaid"
        case Facts():
            for label, words in part.rows:
                _labelled(word, f"{label}: " if label else "", words)
        case Notices():
            for notice in part.items:
                place = f" ({notice.place})" if notice.place else ""
                label = " ".join(word for word in (notice.severity, notice.code) if word)
                _labelled(word, f"{label}: ", f"{notice.words}{place}")
            if part.rest or not part.items:
                words = part.rest or "Nothing: no rule found anything."
                word.add_paragraph(words, style="List Bullet")
        case Quotes():
            rows = [(quote.place, quote.sign, quote.text, quote.remark) for quote in part.items]
            _grid(word, ("Where", "", "Words", "Remark"), rows)
        case Block():
            run = word.add_paragraph().add_run()
            for line in part.lines:
                run.add_text(_shown(line))
                run.add_break()
        case Chart():
            pass  # its numbers are in a table


def _labelled(word: WordDocument, label: str, words: str) -> None:
    paragraph = word.add_paragraph(style="List Bullet")
    if label:
        paragraph.add_run(_shown(label)).bold = True
    paragraph.add_run(_shown(words))


def _table(word: WordDocument, table: Table, *, titled: bool) -> None:
    if table.empty or table.audience == "files":
        return
    shown = table.for_audience("readers")
    if titled:
        word.add_heading(_shown(table.title), level=2)
    kinds = [column.kind for column in shown.columns]
    rows = [
        ["" if cell == "" else cell_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)]
        for row in (*shown.rows, *([shown.total] if shown.total is not None else []))
    ]
    heads = [(column.short or column.heading).replace("\n", " ") for column in shown.columns]
    _grid(word, heads, rows)
    if table.note:
        word.add_paragraph(_shown(table.note))


def _grid(word: WordDocument, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    grid = word.add_table(rows=0, cols=len(heads), style="Table Grid")
    for number, row in enumerate((heads, *rows)):
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(_shown(words)).bold = number == 0


def _shown(words: str) -> str:
    """Return a text without the characters that a Word document cannot hold."""
    return visible(words, LONGEST)
