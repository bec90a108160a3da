"""The audit as Markdown, for a pull request or a page that several people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.escaping.markdown import plain
from csdesign.views.audit.aspects import aspects
from csdesign.views.audit.blocks import (
    other_findings,
    role_blocks,
    sibling_blocks,
    standing_rows,
)
from csdesign.views.audit.catalogue import HEADING, catalogue_rows, catalogue_title
from csdesign.views.audit.evidence import place_of, quoted_lines
from csdesign.views.audit.headline import headline
from csdesign.views.audit.past import change_lines, history_lines, kept_lines, near_line
from csdesign.views.audit.words import CONFIRM, channel_words, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.auditing.results import AuditReport, JudgedPair, Quote
    from csdesign.finding import Finding
    from csdesign.views.audit.blocks import Block

__all__ = ["write"]

_MOST: Final = 50
"""Blocks and findings: a comment on a pull request is at most 65,536 characters."""


def write(report: AuditReport, *, version: str, width: int, colour: bool = False) -> str:  # noqa: ARG001  # one shape
    """Return the audit as one Markdown document."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: AuditReport) -> Iterator[str]:
    yield from ("## Do the titles say what the roles do?", "", plain(headline(report)))
    blocks = [*role_blocks(report), *sibling_blocks(report)]
    for block in blocks[:_MOST]:
        yield from _block(report, block)
    if len(blocks) > _MOST:
        yield from ("", f"and {len(blocks) - _MOST} more verdicts")
    rows = list(catalogue_rows(report))[:_MOST]
    if rows:
        yield from ("", f"### {plain(catalogue_title(report))}")
        yield from _table(HEADING, rows)
    yield from _listed("History", history_lines(report))
    yield from _listed("Other changes", change_lines(report))
    yield from _listed("Also", [*kept_lines(report), *near_line(report)])
    yield from _findings(other_findings(report, blocks))
    yield from _listed("Not judged", [f"{item.name}: {item.reason}" for item in report.unjudged])
    yield from _listed("Read with care", report.notes)
    if blocks:
        yield from ("", f"*{CONFIRM}*")


def _block(report: AuditReport, block: Block) -> Iterator[str]:
    yield from ("", f"### {plain(block.title)}", "")
    codes = f" ({', '.join(block.codes)})" if block.codes else ""
    yield f"**{plain(block.verdict)}** {plain(block.sure)}{codes}".rstrip()
    pair = block.pair
    if pair is not None and pair.comparison.verdict is not None:
        before = "Here and there" if pair.relation == "siblings" else "Before / now"
        rows = [(row.name, row.content, row.same) for row in aspects(pair)]
        yield from _table(("Compared", before, "Same?"), rows)
        yield from (
            "",
            *(f"- Not the same: {plain(veto.message)}" for veto in pair.comparison.vetoes),
        )
        yield from _quotes(pair)
    yield from ("", *(f"- Accepted in the design: {plain(reason)}" for reason in block.accepted))
    if block.standing is not None:
        for label, words in standing_rows(report, block.standing):
            yield f"- {label}: {plain(words)}"


def _quotes(pair: JudgedPair) -> Iterator[str]:
    shown = quoted_lines(pair)
    rows = [(_cell(line.a), _cell(line.b), channel_words(line)) for line in shown.lines]
    if rows:
        yield from _table(("Before", "Now", "Match"), rows)
    left = shown.alike + shown.reworded
    if left or shown.alone:
        yield from ("", f"and {left} more matches, {shown.alone} more without one")


def _cell(quote: Quote | None) -> str:
    if quote is None:
        return ""
    place = place_of(quote)
    return f"{quoted(quote.text)} {place}".rstrip()


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from ("", f"| {' | '.join(heading)} |", f"|{' --- |' * len(heading)}")
    for row in rows:
        yield f"| {' | '.join(plain(cell) for cell in row)} |"


def _listed(heading: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield from ("", f"### {heading}", "")
    yield from (f"- {plain(item)}" for item in items)


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    lines = []
    for finding in findings[:_MOST]:
        span = finding.span
        where = f" ({span.path}:{span.line})" if span is not None else ""
        lines.append(f"{finding.severity.word} {finding.code}: {finding.message}{where}")
    if len(findings) > _MOST:
        lines.append(f"and {len(findings) - _MOST} more")
    yield from _listed("Further findings", lines)
