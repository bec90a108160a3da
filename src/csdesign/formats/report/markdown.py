"""Markdown for a wiki: the answer, then every table; nothing in it can act as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.escaping.markdown import plain
from csdesign.formats.report.report_file import ReportFile, text_file
from csdesign.views.plan.words import plan_title
from csdesign.views.report.answer import answer
from csdesign.views.report.tables import all_tables
from csdesign.views.section import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.views.report.content import ReportContent
    from csdesign.views.section import Table

__all__ = ["write"]

_ELSEWHERE: Final = frozenset({"answer", "promised-work", "role-statements"})
"""Told otherwise, or too long for a wiki; the workbook and the CSV folder have them."""


def write(content: ReportContent) -> tuple[ReportFile, ...]:
    """Return the document."""
    return (text_file("\n".join(_lines(content)) + "\n"),)


def _lines(content: ReportContent) -> Iterator[str]:
    def clean(text: str) -> str:
        return plain(content.redaction.text(text))

    yield f"# {clean(plan_title(content.plan))}"
    yield ""
    for line in answer(content):
        yield f"- **{line.subject}: {clean(line.figure)}** {clean(line.words)}"
    for table in all_tables(content):
        if table.name not in _ELSEWHERE:
            yield from ("", f"## {plain(table.title)}", "")
            yield from _table(table)
            if table.note:
                yield from ("", plain(table.note))
    if content.plan.open_points:
        yield from ("", "## What this plan still needs", "")
        yield from (f"- {clean(point)}" for point in content.plan.open_points)
    yield ""
    yield f"Made by csdesign {plain(content.version)}."


def _table(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(plain(column.heading) for column in table.columns) + " |"
    yield "|" + "|".join("---:" if column.numeric else "---" for column in table.columns) + "|"
    kinds = [column.kind for column in table.columns]
    for row in table.rows:
        cells = (plain(cell_text(cell, kind)) for cell, kind in zip(row, kinds, strict=True))
        yield "| " + " | ".join(cells) + " |"
