"""One line per finding, `path:line:col: severity: message [CODE name]`, in the style of compilers.

Editors understand it: Vim's and Emacs' quickfix lists and the `$gcc` problem matcher.
Source: GNU coding standards, "Formatting Error Messages".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.escaping.terminal import shown
from csdesign.views.findings.words import place, summary

if TYPE_CHECKING:
    from csdesign.finding import Finding
    from csdesign.views.findings.report import FindingsReport

__all__ = ["line", "write"]


def write(report: FindingsReport) -> str:
    """Return one line for each finding that is not suppressed, or one that says there are none."""
    lines = [line(finding) for finding in report.active] or [f"{summary(report)}."]
    return "".join(f"{text}\n" for text in lines)


def line(finding: Finding) -> str:
    """Return the finding as one line; without a place it begins with the tool's name."""
    where = place(finding.span) if finding.span is not None else "csdesign"
    rule = f"[{shown(finding.code)} {shown(finding.name)}]"
    return f"{where}: {finding.severity.word}: {shown(finding.message)} {rule}"
