"""Workflow commands of GitHub Actions: each finding is an annotation on its line of a pull request.

Source: GitHub Docs, "Workflow commands for GitHub Actions"; actions/toolkit, command.ts, for the
escapes of message and properties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.escaping.terminal import shown
from csdesign.finding import Severity
from csdesign.views.findings.paths import repository_path
from csdesign.views.findings.words import NOTHING_FOUND, details
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import Finding
    from csdesign.views.findings.report import FindingsReport

__all__ = ["MOST_OF_A_KIND", "write"]

MOST_OF_A_KIND: Final = 10
"""Errors, warnings and notices each that GitHub shows of one step."""

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(report: FindingsReport) -> str:
    """Return one command per line, worst first, and the number left out of each kind."""
    lines: list[str] = []
    for severity in Severity:
        found = [f for f in report.active if f.severity is severity]
        lines += (_command(report, finding) for finding in found[:MOST_OF_A_KIND])
        if len(found) > MOST_OF_A_KIND:
            more = number_of(len(found) - MOST_OF_A_KIND, f"more {severity.word}")
            lines.append(f"csdesign: {more}: GitHub shows {MOST_OF_A_KIND} of each kind in a step")
    return "".join(f"{line}\n" for line in lines or [f"csdesign: {NOTHING_FOUND.lower()}"])


def _command(report: FindingsReport, finding: Finding) -> str:
    properties = ",".join(f"{name}={_property(v)}" for name, v in _properties(report, finding))
    lines = [shown(finding.message)]
    lines += (f"{label.capitalize()}: {words}" for label, words in details(finding))
    text = _data("\n".join(lines))
    return f"::{_COMMANDS[finding.severity]} {properties}::{text}"


def _properties(report: FindingsReport, finding: Finding) -> Iterator[tuple[str, str]]:
    span = finding.span
    if span is not None:
        yield "file", repository_path(report, span.path)
        yield "line", str(span.line)
        yield "endLine", str(span.end_line)
        if span.line == span.end_line:  # GitHub refuses columns of a place of several lines
            yield "col", str(span.column)
            yield "endColumn", str(span.end_column)
    yield "title", f"{finding.code} {finding.name}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(shown(text)).replace(":", "%3A").replace(",", "%2C")
