"""SARIF 2.1.0 as GitHub code scanning requires it.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; GitHub Docs,
"SARIF support for code scanning".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from csdesign.escaping.json_text import dump
from csdesign.escaping.terminal import shown
from csdesign.formats.findings.sarif_rules import described
from csdesign.formats.findings.sarif_text import message, uri
from csdesign.rules.baseline import REASON
from csdesign.views.findings.fingerprints import fingerprints
from csdesign.views.findings.rule_pages import HOME_PAGE
from csdesign.views.findings.words import details
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.escaping.json_text import Json, JsonObject
    from csdesign.finding import Finding, Related, Span
    from csdesign.views.findings.report import FindingsReport

__all__ = ["MOST_RESULTS", "SCHEMA", "write"]

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS: Final = 5_000
"""Results that GitHub shows of an upload; it refuses one of more than 25,000."""


def write(report: FindingsReport) -> str:
    """Return one run for each design, with the suppressed findings marked as such."""
    runs = [
        _run(replace(report.of_design(name), category=f"{report.category}/{name}"))
        for name in report.designs
    ]
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [*(runs or [_run(report)])]})


def _run(report: FindingsReport) -> JsonObject:
    findings = report.ordered
    rules = described(report)
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    shown_ones = findings[:MOST_RESULTS]
    names = fingerprints(report, shown_ones)
    return {
        "tool": {
            "driver": {
                "name": "csdesign",
                **({"informationUri": HOME_PAGE} if HOME_PAGE else {}),
                "semanticVersion": report.version,
                "rules": rules,
            }
        },
        "automationDetails": {"id": f"csdesign/{report.category}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": _left_out(len(findings) - len(shown_ones)),
            }
        ],
        "results": [
            _result(report, finding, name, index[shown(finding.code)])
            for finding, name in zip(shown_ones, names, strict=True)
        ],
    }


def _left_out(count: int) -> list[Json]:
    if count <= 0:
        return []
    text = f"{number_of(count, 'more finding')} left out: GitHub shows {MOST_RESULTS:,} results"
    return [{"level": "warning", "message": {"text": text}}]


def _result(report: FindingsReport, finding: Finding, name: str, index: int) -> JsonObject:
    # Why a rule matters is in its help, which is shown next to the message.
    more = [f"{label.capitalize()}: {t}" for label, t in details(finding) if label != "why"]
    result: dict[str, Json] = {
        "ruleId": shown(finding.code),
        "ruleIndex": index,
        "level": finding.severity.word,
        "message": message([finding.message, *more]),
        "locations": [_location(report, report.place_of(finding), finding.object)],
        "partialFingerprints": {"primaryLocationLineHash": name},
    }
    if finding.worse:
        result["properties"] = {"worse": shown(finding.worse)}
    related = _related(report, finding.related)
    if related:
        result["relatedLocations"] = related
    if finding.suppressed is not None:
        kind = "external" if finding.suppressed.startswith(REASON) else "inSource"
        result["suppressions"] = [{"kind": kind, "justification": shown(finding.suppressed)}]
    return result


def _related(report: FindingsReport, related: Sequence[Related]) -> list[Json]:
    # GitHub requires a physical location of each; the rest is in the message.
    placed = [(other, other.span) for other in related if other.span is not None]
    return [
        {
            **_location(report, span, other.object),
            "id": number,
            "message": message([other.message]),
        }
        for number, (other, span) in enumerate(placed, 1)
    ]


def _location(report: FindingsReport, span: Span, name: str) -> JsonObject:
    location: dict[str, Json] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(report, span.path)},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        }
    }
    if name:
        location["logicalLocations"] = [{"fullyQualifiedName": shown(name)}]
    return location
