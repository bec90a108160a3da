"""A document for a terminal or a log: ASCII rules, whole words at any width from 40 cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from csdesign.escaping.terminal import apart, shown
from csdesign.formats.columns import GAP, cells, padded, table_lines, wrapped
from csdesign.views.section import Block, Chart, Facts, Lines, Notices, Quotes, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.formats import Layout
    from csdesign.views.section import Document, Notice, Part, Quote, Section

__all__ = ["MOST_ROWS", "write"]

MOST_ROWS: Final = 60
"""Rows of a table for people; more are counted, and listed in full by the csv and json formats."""
_NARROWEST: Final = 40
_ROOM: Final = 24
"""Least cells for words next to a label or a place; with fewer they go below it."""
_LONGEST: Final = 2_000
_STYLES: Final = {
    "title": "1",
    "aside": "2",
    "alarm": "1;31",
    "error": "1;31",
    "warning": "33",
    "note": "2",
}


def write(document: Document, layout: Layout) -> str:
    """Return the document as text; `layout.colour` adds ANSI styles for a terminal."""
    page = _Page(max(_NARROWEST, layout.width), colour=layout.colour)
    text = "\n".join(line.rstrip() for line in page.lines(document))
    return text.strip("\n") + "\n"


class _Page:
    """Lays the parts of a document out at one width (cells)."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self._width = width
        self._colour = colour

    def lines(self, document: Document) -> Iterator[str]:
        """Yield every line."""
        if document.title:
            for line in self._wrap(document.title):
                yield self._paint(line, "title")
            if document.lead:
                yield ""
        for words in document.lead:
            yield from self._wrap(words)
        number = 0
        for section in document.sections:
            parts = [part for part in section.parts if _is_told(part)]
            if not parts:
                continue
            number += 1
            yield ""
            yield from self._heading(section, number if document.numbered else 0)
            for i, part in enumerate(parts):
                after_words = i and not isinstance(parts[i - 1], Table)
                if i and (
                    isinstance(part, (Table, Quotes)) or (isinstance(part, Facts) and after_words)
                ):
                    yield ""
                if i and isinstance(part, Table):
                    yield from self._wrap(part.title)
                yield from self._part(part)
        if document.footer:
            yield ""
            yield from self._wrap(document.footer)

    def _heading(self, section: Section, number: int) -> Iterator[str]:
        words = shown(f"{number} {section.title.upper()}" if number else section.title, _LONGEST)
        told = shown(section.aside)
        gap = self._width - cells(words) - cells(told)
        if told and gap > 1:
            aside = self._paint(" " * gap + told, "aside")
            yield self._paint(words, "title") + aside
            return
        for line in wrapped(words, self._width):
            yield self._paint(line, "title")

    def _part(self, part: Part) -> Iterator[str]:
        match part:
            case Table():
                yield from self._table(part)
            case Lines():
                yield from self._wrap(part.heading, "  ", "  ") if part.heading else ()
                start = "  - " if part.heading else "  "
                for words in part.items:
                    yield from self._wrap(words, start, "    ")
            case Facts():
                yield from self._facts(part)
            case Notices():
                yield from self._notices(part)
            case Quotes():
                quotes = [
                    replace(quote, place=shown(quote.place), remark=shown(quote.remark))
                    for quote in part.items
                ]
                column = max((cells(quote.place) for quote in quotes), default=0)
                for quote in quotes:
                    yield from self._quote(quote, column)
            case Block():
                yield from ("", *(shown(line, _LONGEST) for line in part.lines))

    def _table(self, table: Table) -> Iterator[str]:
        more = len(table.rows) - MOST_ROWS
        if more > 0:
            yield from table_lines(_first(table), self._width, self._paint)
            yield f"  and {more:,} more: --format csv or json has all"
        else:
            yield from table_lines(table, self._width, self._paint)
        if table.note:
            yield from self._wrap(table.note, "  ", "    ")

    def _facts(self, facts: Facts) -> Iterator[str]:
        label_width = max(cells(label) for label, _ in facts.rows)
        start = label_width + GAP
        if self._width - start < _ROOM:
            for label, words in facts.rows:
                yield from self._wrap(label) if label else ()
                yield from self._wrap(words, "  ", "  ")
            return
        for label, words in facts.rows:
            yield from self._wrap(words, padded(label, start), " " * start)

    def _notices(self, notices: Notices) -> Iterator[str]:
        for notice in notices.items:
            yield from self._notice(notice)
        if notices.rest:
            yield from self._wrap(notices.rest, "  ", "    ")
        elif not notices.items:
            yield "  Nothing: no rule found anything."

    def _notice(self, notice: Notice) -> Iterator[str]:
        word = padded(notice.severity.capitalize(), 7)
        place = shown(notice.place.rsplit("/", 1)[-1], 40)
        after = f"{place} {notice.code}".strip()
        start = 7 + GAP
        room = self._width - start - GAP - cells(after)
        aside = room >= _ROOM
        lines = self._wrap(notice.words, width=room if aside else self._width - start)
        head = self._paint(word, notice.severity) + " " * GAP
        if not aside:
            lines.append(after)
        for i, line in enumerate(lines):
            before = " " * start if i else head
            if aside and not i:
                yield before + padded(line, room + GAP) + self._paint(after, "aside")
            else:
                yield before + line

    def _quote(self, quote: Quote, column: int) -> Iterator[str]:
        """Yield a quotation with its remark at the right, or below it if the line is full."""
        start = f"{padded(quote.place, column)} {quote.sign or ' '} "
        if self._width - cells(start) < _ROOM:
            start = "  "
            yield from self._wrap(f"{quote.place} {quote.sign}".rstrip())
        lines = self._wrap(quote.text, start, " " * cells(start))
        gap = self._width - cells(lines[-1]) - cells(quote.remark)
        if quote.remark and gap >= GAP:
            lines[-1] += " " * gap + quote.remark
        elif quote.remark:
            lines.append(padded(quote.remark, self._width, right=True))
        yield from lines

    def _wrap(
        self, words: str, first: str = "", following: str = "", width: int | None = None
    ) -> list[str]:
        lines = wrapped(shown(words, _LONGEST), width or self._width, first, following)
        return [apart(line) for line in lines]

    def _paint(self, words: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{words}\x1b[0m" if self._colour else words


def _first(table: Table) -> Table:
    return replace(table, rows=table.rows[:MOST_ROWS])


def _is_told(part: Part) -> bool:
    """Return whether a part has anything to show."""
    match part:
        case Table():
            return part.audience != "files" and not part.empty
        case Lines():
            return bool(part.items)
        case Facts():
            return bool(part.rows)
        case Quotes():
            return bool(part.items)
        case Block():
            return bool(part.lines)
        case Notices():
            return True
        case Chart():
            return False
