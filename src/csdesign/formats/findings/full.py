"""The format for people: message, place, the line with a caret, evidence, why and what to do.

Source: the shape is that of the Rust compiler's and ruff's diagnostics.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from csdesign.escaping.terminal import shown
from csdesign.finding import Severity
from csdesign.formats.findings.snippet import WIDEST, draw
from csdesign.views.findings.words import details, place, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import Finding, Related, Span
    from csdesign.views.findings.report import FindingsReport

__all__ = ["write"]

_COLOURS: Final = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_GUTTER: Final = "1;34"
_BOLD: Final = "1"
_NARROWEST: Final = 40
_QUOTED: Final = 2
"""Number of other places of a cause up to which each is shown with its line."""
_MOST: Final = 20
"""Number of other places of a cause that are named at most."""


def write(report: FindingsReport) -> str:
    """Return a block for each finding that is not suppressed, and a line that counts them.

    The reason for a rule is shown with its first finding.
    """
    findings = report.active
    explained: set[str] = set()
    blocks = []
    design = ""
    for finding in findings:
        if finding.design != design:
            design = finding.design
            blocks.append(f"{_Paint(report.colour)(shown(design), _BOLD)}\n")
        blocks.append(_block(report, finding, explain=finding.code not in explained))
        explained.add(finding.code)
    blocks.append(f"{summary(report)}.\n")
    return "\n".join(blocks)


def _block(report: FindingsReport, finding: Finding, *, explain: bool) -> str:
    paint = _Paint(report.colour)
    colour = _COLOURS[finding.severity]
    title = paint(f"{finding.severity.word}[{shown(finding.code)}]", colour)
    lines = [f"{title}{paint(f': {shown(finding.message)}', _BOLD)}"]
    spans = [finding.span, *(other.span for other in finding.related)]
    margin = max((len(str(span.line)) for span in spans if span is not None), default=1)
    lines += _excerpt(report, finding.span, colour, margin)
    for label, text in _notes(finding):
        if explain or label != "why":
            lines += _note(paint, margin, label, text)
    placed = [other for other in finding.related if other.span is not None]
    if len(placed) > _QUOTED:
        lines += _other_places(report, placed, margin)
        placed = []
    for other in placed:
        lines += _other_place(report, other, margin)
    return "".join(f"{line}\n" for line in lines)


def _note(paint: _Paint, margin: int, label: str, text: str) -> Iterator[str]:
    """Yield the note's lines; those after the first are aligned with its text."""
    hang = " " * (margin + len(f" = {label}: "))
    width = max(WIDEST - len(hang), _NARROWEST)
    first, *rest = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [
        ""
    ]
    yield f"{' ' * margin} {paint('=', _GUTTER)} {paint(label, _BOLD)}: {first}"
    yield from (f"{hang}{line}" for line in rest)


def _notes(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield the notes under the excerpt; other places have an excerpt of their own."""
    for label, text in details(finding):
        if label != "see also":
            yield label, text
    for other in finding.related:
        if other.span is None:
            yield "see also", shown(other.message)
    yield "rule", f"{shown(finding.name)} (csdesign explain {shown(finding.code)})"


def _other_place(report: FindingsReport, other: Related, margin: int) -> Iterator[str]:
    colour = _COLOURS[Severity.NOTE]
    yield f"{_Paint(report.colour)('see also', colour)}: {shown(other.message)}"
    yield from _excerpt(report, other.span, colour, margin)


def _other_places(report: FindingsReport, others: list[Related], margin: int) -> Iterator[str]:
    """Yield many places of one cause, one line each."""
    paint = _Paint(report.colour)
    yield f"{paint('see also', _COLOURS[Severity.NOTE])}:"
    for other in others[:_MOST]:
        at = "" if other.span is None else f"{place(other.span)}: "
        yield f"{' ' * margin}{paint('-->', _GUTTER)} {at}{shown(other.message)}"
    if len(others) > _MOST:
        yield f"{' ' * margin}    and {len(others) - _MOST:,} more"


def _excerpt(report: FindingsReport, span: Span | None, colour: str, margin: int) -> Iterator[str]:
    """Yield the place, and its line with carets if the line may be quoted."""
    if span is None:
        return
    paint = _Paint(report.colour)
    yield f"{' ' * margin}{paint('-->', _GUTTER)} {place(span)}"
    line = report.quoted(span)
    if not line.strip():
        return
    snippet = draw(line, span)
    bar = paint(f"{' ' * margin} |", _GUTTER)
    yield bar
    yield f"{paint(f'{span.line:>{margin}} |', _GUTTER)} {snippet.text}"
    indent = snippet.carets[: len(snippet.carets) - len(snippet.carets.lstrip())]
    yield f"{bar} {indent}{paint(snippet.carets.lstrip(), colour)}"


class _Paint:
    """Colours a text by ANSI's "select graphic rendition", or leaves it as it is."""

    __slots__ = ("_on",)

    def __init__(self, on: bool) -> None:
        self._on = on

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._on else text
