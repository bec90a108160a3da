"""A table in GitHub's Markdown, for a job summary or a comment on a pull request.

Source: GitHub Flavored Markdown Spec 0.29, sections 2.4, 4.10 and 6.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.escaping.markdown import plain
from csdesign.views.findings.paths import repository_path
from csdesign.views.findings.words import counted
from csdesign.wording import number_of

if TYPE_CHECKING:
    from csdesign.finding import Finding
    from csdesign.views.findings.report import FindingsReport

__all__ = ["LARGEST", "write"]

LARGEST: Final = 1_000_000
"""Largest table (bytes); GitHub drops a job summary of more than 1,048,576 bytes."""

_HEADER: Final = "| Severity | Finding | Where | Rule |\n| --- | --- | --- | --- |\n"


def write(report: FindingsReport) -> str:
    """Return a heading with the counts, and a row for each finding that is not suppressed."""
    silenced = f"\n{report.suppressed:,} suppressed with a reason.\n" if report.suppressed else ""
    text = f"### csdesign: {counted(report)}\n"
    if report.active:
        text += f"\n{_HEADER}{_rows(report)}"
    return text + silenced


def _rows(report: FindingsReport) -> str:
    """Return the rows that fit, and a last line with the number of those that do not."""
    rows: list[str] = []
    room = LARGEST
    findings = report.active
    for number, finding in enumerate(findings):
        row = _row(report, finding)
        room -= len(row.encode())
        if room < 0:
            left = number_of(len(findings) - number, "more finding")
            return "".join(rows) + f"\n{left}: the table would be too large.\n"
        rows.append(row)
    return "".join(rows)


def _row(report: FindingsReport, finding: Finding) -> str:
    words = plain(finding.message)
    if finding.fix:
        words += f"<br>*Fix:* {plain(finding.fix)}"
    span = finding.span
    where = f"{repository_path(report, span.path)}:{span.line}" if span is not None else ""
    rule = f"{finding.code} {finding.name}"
    cells = (finding.severity.word.capitalize(), words, plain(where), plain(rule))
    return f"| {' | '.join(cells)} |\n"
