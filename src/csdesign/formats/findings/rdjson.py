"""The Reviewdog Diagnostic Format: review comments on any code host that reviewdog supports.

Source: reviewdog, proto/rdf/reviewdog.proto. Columns count UTF-8 bytes from 1, the end exclusive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.escaping.json_text import dump
from csdesign.escaping.terminal import shown
from csdesign.views.findings.paths import repository_path
from csdesign.views.findings.rule_pages import rule_page
from csdesign.views.findings.words import details

if TYPE_CHECKING:
    from csdesign.escaping.json_text import JsonObject
    from csdesign.finding import Finding, Span
    from csdesign.views.findings.report import FindingsReport

__all__ = ["write"]

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def write(report: FindingsReport) -> str:
    """Return one `DiagnosticResult` of the findings that are not suppressed."""
    diagnostics = [_diagnostic(report, finding) for finding in report.active]
    return dump({"source": {"name": "csdesign"}, "diagnostics": diagnostics})


def _diagnostic(report: FindingsReport, finding: Finding) -> JsonObject:
    lines = [shown(finding.message)]
    lines += (f"{label.capitalize()}: {text}" for label, text in details(finding))
    page = rule_page(finding.code)
    return {
        "message": "\n".join(lines),
        "location": _location(report, report.place_of(finding)),
        "severity": _SEVERITIES[finding.severity.word],
        "code": {
            "value": f"{shown(finding.code)} {shown(finding.name)}",
            **({} if page is None else {"url": page}),
        },
    }


def _location(report: FindingsReport, span: Span) -> JsonObject:
    return {
        "path": shown(repository_path(report, span.path)),
        "range": {
            "start": _position(report, span.path, span.line, span.column),
            "end": _position(report, span.path, span.end_line, span.end_column),
        },
    }


def _position(report: FindingsReport, path: str, line: int, column: int) -> JsonObject:
    """Return line and byte column (from 1); a column beyond the line counts as one byte."""
    before = report.line_of(path, line)[: column - 1]
    missing = column - 1 - len(before)
    size = len(before.encode("utf-8", "surrogatepass"))
    return {"line": line, "column": size + missing + 1}
