"""The JSON contract for findings (`schema_version` 1)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from csdesign.escaping.json_text import dump
from csdesign.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.contracts.v1.findings import FindingsDocument, Head, Summary
    from csdesign.contracts.v1.parts import Evidence, Place
    from csdesign.contracts.v1.parts import Finding as FindingRecord
    from csdesign.contracts.v1.parts import Related as RelatedRecord
    from csdesign.finding import Finding, Related, Span
    from csdesign.views.findings.report import FindingsReport

__all__ = ["SCHEMA_VERSION", "document", "finding_fields", "head", "severity_counts", "write"]

_NUMBER: Final = re.compile(
    r"(?P<number>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)(?: ?(?P<unit>%|[^\W\d_]\w*))?"
)

SCHEMA_VERSION: Final = 1
"""Raised when a field is renamed, removed or means something else; not when one is added."""


def write(report: FindingsReport) -> str:
    """Return one document with every finding, the suppressed ones with their reason."""
    return dump(document(report))


def document(report: FindingsReport) -> FindingsDocument:
    """Return the whole contract as plain values."""
    return {**head(report), "findings": [finding_fields(f) for f in report.ordered]}


def head(report: FindingsReport) -> Head:
    """Return the first keys: the contract's version, the tool, and the counts.

    The counts leave out what is suppressed.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "csdesign", "version": report.version},
        "summary": severity_counts(report.active),
    }


def severity_counts(findings: Iterable[Finding]) -> Summary:
    """Return how many findings of each severity there are."""
    counted = Counter(finding.severity for finding in findings)
    return {
        "error": counted[Severity.ERROR],
        "warning": counted[Severity.WARNING],
        "note": counted[Severity.NOTE],
    }


def finding_fields(finding: Finding) -> FindingRecord:
    """Return a finding as plain values; what is unknown is null, never an empty place."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.word,
        "message": finding.message,
        **_place(finding.span),
        "object": finding.object,
        "evidence": [_evidence(name, value) for name, value in finding.evidence],
        "why": finding.why,
        "source": finding.rule.source,
        "fix": finding.fix,
        "related": [_related(other) for other in finding.related],
        "suppressed": finding.suppressed,
        "scenario": finding.scenario,
        "measure": None if finding.measure is None else finding.measure.value,
        "worse": finding.worse or None,
        "design": finding.design or None,
    }


def _evidence(name: str, value: str) -> Evidence:
    """Return a piece of evidence as it reads, and as a number with its unit where it is one."""
    found = _NUMBER.fullmatch(value)
    number = None if found is None else float(found["number"].replace(",", ""))
    return {
        "name": name,
        "value": value,
        "number": number,
        "unit": (found["unit"] or None) if found is not None else None,
    }


def _related(other: Related) -> RelatedRecord:
    return {"message": other.message, **_place(other.span), "object": other.object}


def _place(span: Span | None) -> Place:
    return {
        "path": span.path if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
    }
