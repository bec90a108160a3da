"""Codes that each sentence without a code may mean, and why."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.views.audit.evidence import place_of
from csdesign.views.audit.words import quoted
from csdesign.views.section import Column, Document, Facts, Section, Table
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.auditing.suggesting import SentenceCodes
    from csdesign.views.section import Cell

__all__ = ["suggestion_rows", "suggestions_document"]

_ROWS: Final = (
    Column("role", "Role"),
    Column("text", "Sentence"),
    Column("path", "File"),
    Column("line", "Line", "count"),
    Column("code", "Code"),
    Column("score", "Score", "figure"),
    Column("words", "By"),
    Column("meaning", "Meaning"),
)


def suggestions_document(found: Sequence[SentenceCodes]) -> Document:
    """Return the suggestions by role."""
    title = "Codes for sentences that have none"
    if not found:
        return Document(title, ("Every duty has a code.",))
    named = sum(bool(item.codes) for item in found)
    lead = (
        f"{number_of(len(found), 'sentence')} without a code; {named} of them resemble a code.",
        "Suggestions are not applied: a code that you write takes precedence.",
    )
    sections = []
    for role, items in groupby(found, key=lambda item: item.role):
        heading = f"{quoted(role.title, 80)} ({visible(role.id, 64)})"
        facts = Facts(tuple(row for item in items for row in _facts(item)))
        sections.append(Section(f"role-{role.id}", heading, (facts,)))
    return Document(title, lead, tuple(sections))


def _facts(item: SentenceCodes) -> Iterator[tuple[str, str]]:
    yield place_of(item.sentence) or "-", quoted(item.sentence.text)
    if not item.codes:
        yield "", "no code comes near"
    for code in item.codes:
        words = ", ".join(visible(word, 40) for word in code.words)
        yield "", f"{code.code}  {code.score:.2f}  by {words or 'its sense'}"


def suggestion_rows(found: Sequence[SentenceCodes]) -> Table:
    """Return one row for each code a sentence may mean, and for each sentence without any."""
    rows = tuple(row for item in found for row in _rows(item))
    return Table("suggestions", "Codes for sentences that have none", _ROWS, rows)


def _rows(item: SentenceCodes) -> Iterator[tuple[Cell, ...]]:
    span = item.sentence.span
    head = (
        item.role.id,
        item.sentence.text,
        span.path if span else None,
        span.line if span else None,
    )
    for code in item.codes:
        meaning = reference.vocabulary()[code.code].text_en
        yield (*head, code.code, code.score, " ".join(code.words), meaning)
    if not item.codes:
        yield (*head, None, None, None, None)
