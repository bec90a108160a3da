"""The number of findings per rule and kind of object, as a table of text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.escaping.terminal import shown
from csdesign.views.findings.words import summary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.finding import Finding, Severity
    from csdesign.views.findings.report import FindingsReport

__all__ = ["Tally", "object_kind", "statistics", "tally"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Findings of one rule and severity on one kind of object."""

    count: int
    severity: Severity
    code: str
    name: str
    kind: str


def tally(findings: Iterable[Finding]) -> list[Tally]:
    """Return the tallies of active findings, the largest first, then by code and kind."""
    counts = Counter(
        (finding.severity, finding.code, finding.name, object_kind(finding.object))
        for finding in findings
        if finding.suppressed is None
    )
    tallies = [Tally(count, *key) for key, count in counts.items()]
    return sorted(tallies, key=lambda each: (-each.count, each.code, each.kind, each.severity.rank))


def object_kind(name: str) -> str:
    """Return the kind of an object: `segments` of `segments[corp].renew`, `design` of nothing."""
    return name.partition(".")[0].partition("[")[0] or "design"


def statistics(report: FindingsReport) -> str:
    """Return a line for each tally, numbers right-aligned, and the sum as a sentence."""
    tallies = tally(report.findings)
    rows = [
        (f"{t.count:,}", t.severity.word, shown(t.code), shown(t.name), shown(t.kind))
        for t in tallies
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        f"{row[0]:>{widths[0]}}  "
        + "  ".join(f"{cell:<{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))
        for row in rows
    ]
    return "".join(f"{line.rstrip()}\n" for line in [*lines, f"{summary(report)}."])
