"""Edits of text: a span and its new text; everything else stays byte for byte."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csdesign.finding import Span
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["Edit", "edited", "insertion", "offsets", "shown_diff", "without_overlaps"]


class Edit(NamedTuple):
    """A piece of one file and the text that takes its place; an empty span is an insertion."""

    span: Span
    text: str


def insertion(file: SourceFile, offset: int, text: str) -> Edit:
    """Return the edit that puts a text in front of an offset (code points)."""
    return Edit(file.span(offset, offset), text)


def offsets(file: SourceFile, span: Span) -> tuple[int, int]:
    """Return the offsets of a span in the text of its file (code points)."""
    starts = file.line_starts
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def edited(file: SourceFile, edits: Iterable[Edit]) -> str:
    """Return the text of a file after edits that do not overlap."""
    text = file.text
    for start, end, new in sorted(((*offsets(file, e.span), e.text) for e in edits), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def without_overlaps(groups: Sequence[Sequence[Edit]]) -> list[Edit]:
    """Return the edits of the groups that touch no edit of an earlier group, each group whole.

    Two insertions at one place touch, since the second was made for the text without the first.
    The same edit asked for twice is made once.
    """
    taken: list[Edit] = []
    for group in groups:
        fresh = [edit for edit in group if edit not in taken]
        if not any(_touch(edit.span, other.span) for edit in fresh for other in taken):
            taken += fresh
    return taken


def _touch(a: Span, b: Span) -> bool:
    if a.path != b.path:
        return False
    a_start, a_end = (a.line, a.column), (a.end_line, a.end_column)
    b_start, b_end = (b.line, b.column), (b.end_line, b.end_column)
    return a_start == b_start or (a_start < b_end and b_start < a_end)


def shown_diff(path: str, before: str, after: str) -> str:
    """Return a unified diff of one file, with the name it was read under on both sides."""
    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), path, path
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
