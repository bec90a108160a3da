"""A document as Markdown for a wiki, a pull request or a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.escaping.markdown import fenced, plain
from csdesign.views.section import Block, Chart, Facts, Lines, Notices, Quotes, Table, cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.formats import Layout
    from csdesign.views.section import Document, Notice, Part, Section

__all__ = ["write"]

_MOST: Final = 100
"""Most items of a list and rows of a table: a comment on a pull request takes 65,536 characters."""


def write(document: Document, layout: Layout) -> str:  # noqa: ARG001  # the shape of a writer
    """Return the document."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {plain(document.title)}"
    for words in document.lead:
        yield from ("", plain(words))
    for section in document.sections:
        parts = [part for part in section.parts if not isinstance(part, Chart)]
        most = None if document.whole else _MOST
        lines = [line for i, part in enumerate(parts) for line in _part(part, most, first=not i)]
        if lines:
            yield from ("", f"## {plain(_title(section))}", *lines)
    if document.footer:
        yield from ("", plain(document.footer))


def _title(section: Section) -> str:
    return f"{section.title} ({section.aside})" if section.aside else section.title


def _part(part: Part, most: int | None, *, first: bool) -> Iterator[str]:
    match part:
        case Table():
            yield from _table(part, titled=not first)
        case Lines():
            if part.items:
                yield ""
            if part.heading:
                yield from (f"### {plain(part.heading.rstrip(':'))}", "")
            if part.kind == "list":
                yield from _list(part.items, most)
            else:
                said = "*{}*" if part.kind == "unsaid" else "{}"
                yield from (said.format(plain(words)) for words in part.items)
        case Facts():
            yield ""
            told = (f"{label}: {words}" if label else words for label, words in part.rows)
            yield from _list(tuple(told), most)
        case Notices():
            yield from ("", *map(_notice, part.items))
            if part.rest:
                yield f"- {plain(part.rest)}"
            elif not part.items:
                yield "Nothing: no rule found anything."
        case Quotes():
            yield from ("", "| Where |  | Words | Remark |", "| --- | --- | --- | --- |")
            for quote in part.items:
                yield _row((quote.place, quote.sign, quote.text, quote.remark))
        case Block():
            yield from ("", *fenced(part.lines, part.language))


def _list(items: Sequence[str], most: int | None) -> Iterator[str]:
    yield from (f"- {plain(item)}" for item in items[:most])
    if most is not None and len(items) > most:
        yield f"- and {len(items) - most:,} more"


def _notice(notice: Notice) -> str:
    place = f" ({notice.place})" if notice.place else ""
    code = f" {plain(notice.code)}:" if notice.code else ""
    return f"- **{notice.severity}**{code} {plain(f'{notice.words}{place}')}"


def _table(table: Table, *, titled: bool) -> Iterator[str]:
    if table.empty or table.audience == "files":
        return
    shown = table.for_audience("readers")
    if titled:
        yield from ("", f"### {plain(table.title)}")
    yield ""
    yield _row([(column.short or column.heading).replace("\n", " ") for column in shown.columns])
    yield "|" + "|".join("---:" if column.numeric else "---" for column in shown.columns) + "|"
    rows = [*shown.rows[:_MOST], *([shown.total] if shown.total is not None else [])]
    for row in rows:
        cells = zip(row, (column.kind for column in shown.columns), strict=True)
        yield _row(["" if cell == "" else cell_text(cell, kind) for cell, kind in cells])
    if len(shown.rows) > _MOST:
        yield from ("", f"and {len(shown.rows) - _MOST:,} more rows: --format csv or json has all")
    if table.note:
        yield from ("", plain(table.note))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(plain(cell) for cell in cells)} |"
