"""The words that formats for people share: safe texts, places, counts and details."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.escaping.terminal import shown
from csdesign.finding import Severity
from csdesign.wording import listed, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import Finding, Span
    from csdesign.views.findings.report import FindingsReport

__all__ = ["NOTHING_FOUND", "counted", "details", "line_of", "place", "summary"]

NOTHING_FOUND: Final = "No problems found"


def place(span: Span) -> str:
    """Return `path:line:column`."""
    return f"{shown(span.path)}:{span.line}:{span.column}"


def line_of(finding: Finding) -> str:
    """Return `path:line` of a finding, empty if it has no place."""
    span = finding.span
    return "" if span is None else f"{span.path}:{span.line}"


def counted(report: FindingsReport) -> str:
    """Return the number of findings of each severity in words, or that there are none."""
    counts = [
        number_of(count, severity.word)
        for severity in Severity
        if (count := report.count(severity))
    ]
    return listed(counts, "and") if counts else NOTHING_FOUND.lower()


def summary(report: FindingsReport) -> str:
    """Return the numbers of findings and of suppressed ones, a sentence without full stop."""
    silenced = f" ({report.suppressed:,} suppressed)" if report.suppressed else ""
    words = counted(report)
    return f"{NOTHING_FOUND if not report.active else f'Found {words}'}{silenced}"


def details(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield the details of a finding as (label, one line): evidence, why, fix, other places."""
    if finding.evidence:
        yield "evidence", "; ".join(f"{shown(n)} = {shown(v)}" for n, v in finding.evidence)
    if finding.why:
        yield "why", shown(" ".join(finding.why.split()))
    if finding.fix:
        yield "fix", shown(" ".join(finding.fix.split()))
    for other in finding.related:
        where = f" ({place(other.span)})" if other.span is not None else ""
        yield "see also", f"{shown(other.message)}{where}"
