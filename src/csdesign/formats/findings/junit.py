"""JUnit XML, which every CI service can show: one suite per file, one test per finding.

A finding that fails the run is a failure; a milder or suppressed one is a skipped test with the
same text, so that the service reports failure exactly if the exit code does. Source: the
Ant/Jenkins shape of JUnit reports, as the schema of the Jenkins xUnit plugin has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.escaping.terminal import shown
from csdesign.views.findings.paths import repository_path
from csdesign.views.findings.words import NOTHING_FOUND, details, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import Finding
    from csdesign.views.findings.report import FindingsReport

__all__ = ["write"]

_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "[": "&#91;"}
_SPECIAL: Final = re.compile(r'[&<>"]|(?<=##)\[')


def write(report: FindingsReport) -> str:
    """Return the suites; a clean run has one suite with one test that passes."""
    suites: dict[str, list[Finding]] = {}
    for finding in report.ordered:
        path = repository_path(report, report.place_of(finding).path)
        suites.setdefault(path, []).append(finding)
    failed = sum(_fails(report, finding) for finding in report.findings)
    total = len(report.findings) or 1
    skipped = len(report.findings) - failed
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="csdesign" {_counts(total, failed, skipped)}>',
    ]
    for path in sorted(suites):
        lines += _suite(report, path, suites[path])
    if not suites:
        lines += _passed()
    lines.append("</testsuites>")
    return "".join(f"{line}\n" for line in lines)


def _suite(report: FindingsReport, path: str, findings: Sequence[Finding]) -> list[str]:
    failed = sum(_fails(report, finding) for finding in findings)
    counts = _counts(len(findings), failed, len(findings) - failed)
    lines = [f'  <testsuite name="{_escaped(path)}" {counts}>']
    for finding in findings:
        lines += _case(report, path, finding)
    return [*lines, "  </testsuite>"]


def _passed() -> list[str]:
    return [
        f'  <testsuite name="csdesign" {_counts(1, 0, 0)}>',
        f'    <testcase classname="csdesign" name="{NOTHING_FOUND}" time="0"/>',
        "  </testsuite>",
    ]


def _case(report: FindingsReport, path: str, finding: Finding) -> list[str]:
    subject = f" {finding.object}" if finding.object else ""
    name = _escaped(f"{finding.code} {finding.name}{subject}")
    head = f'    <testcase classname="{_escaped(path)}" name="{name}" time="0">'
    message = _escaped(f"{finding.severity.word}: {finding.message}")
    if not _fails(report, finding):
        reason = f"suppressed: {finding.suppressed}; " if finding.suppressed is not None else ""
        return [
            head,
            f'      <skipped message="{_escaped(reason)}{message}"/>',
            "    </testcase>",
        ]
    text = [f"at {place(finding.span)}"] if finding.span is not None else []
    text += (f"{label}: {words}" for label, words in details(finding))
    body = "\n".join(map(_escaped, text))
    kind = finding.severity.word
    return [
        head,
        f'      <failure type="{kind}" message="{message}">{body}</failure>',
        "    </testcase>",
    ]


def _fails(report: FindingsReport, finding: Finding) -> bool:
    limit = report.fail_on
    return limit is not None and finding.severity >= limit and finding.suppressed is None


def _counts(tests: int, failures: int, skipped: int) -> str:
    return f'tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}" time="0"'


def _escaped(text: str) -> str:
    """Return the text for an attribute or an element; XML has no control characters at all."""
    return _SPECIAL.sub(lambda match: _ENTITIES[match.group()], shown(text))
