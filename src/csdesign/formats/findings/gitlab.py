"""GitLab's Code Quality report, shown in the widget and the changes of a merge request.

Source: GitLab Docs, "Code Quality", section "Code Quality report format".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.escaping.json_text import dump
from csdesign.escaping.terminal import shown
from csdesign.finding import Severity
from csdesign.views.findings.fingerprints import fingerprints
from csdesign.views.findings.paths import repository_path

if TYPE_CHECKING:
    from csdesign.escaping.json_text import JsonObject
    from csdesign.finding import Finding
    from csdesign.views.findings.report import FindingsReport

__all__ = ["write"]

_SEVERITIES: Final = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.NOTE: "info",
}


def write(report: FindingsReport) -> str:
    """Return the list of findings that are not suppressed; an empty list when there is none."""
    findings = report.active
    names = fingerprints(report, findings)
    return dump([_issue(report, f, name) for f, name in zip(findings, names, strict=True)])


def _issue(report: FindingsReport, finding: Finding, name: str) -> JsonObject:
    span = report.place_of(finding)
    fix = f"; fix: {shown(finding.fix)}" if finding.fix else ""
    return {
        "description": f"{shown(finding.code)}: {shown(finding.message)}{fix}",
        "check_name": shown(finding.name),
        # The widget compares these names; a problem that grew worse has to look new to it.
        "fingerprint": ":".join(filter(None, (name, finding.severity.value, shown(finding.worse)))),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": shown(repository_path(report, span.path)),
            "lines": {"begin": span.line, "end": span.end_line},
        },
    }
