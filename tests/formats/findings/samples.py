"""Reports for the tests of formats: one with everything in it, and a clean one."""

from __future__ import annotations

from dataclasses import replace

from csdesign.finding import Finding, Related, RuleInfo, Severity, Span
from csdesign.rules.baseline import REASON
from csdesign.views.findings.report import FindingsReport

REVENUE = RuleInfo(
    "COV101",
    "coverage-by-revenue-only",
    Severity.ERROR,
    "Coverage follows revenue alone.",
    "Revenue says nothing about\nthe help a customer needs.\n\nSpend follows the promise.",
    "Lincoln Murphy, sixteenventures.com",
)
EFFORT = RuleInfo("CAP806", "assumed-effort-data", Severity.NOTE, "Effort is assumed.")
ORPHAN = RuleInfo("OWN301", "orphan-motion", Severity.WARNING, "Nobody owns a motion.", "Why.")

LINES = {
    3: "  - id: крупные",
    4: "    name: 🚀 Enterprise é",
    5: "\tdeclared: {level: high-touch}",
}

WHOLE = Finding(
    rule=REVENUE,
    severity=Severity.ERROR,
    message="segment 'крупные': 1 CSM per 2M, 50% of it",
    span=Span("org/design.yaml", 4, 13, 4, 23),
    object="segments[крупные]",
    evidence=(("doctrine", "wrike"), ("arr", "2000000")),
    why="Revenue says nothing.",
    fix="derive it, from the experience",
    related=(
        Related("declared here", Span("org/design.yaml", 3, 9, 3, 16), "segments[крупные].id"),
        Related("the plan says tech-touch", None),
    ),
)
SPREAD = Finding(
    ORPHAN,
    Severity.WARNING,
    "nobody owns renew",
    Span("org/design.yaml", 5, 2, 6, 3),
    "segments[smb].renew",
)
KNOWN = replace(SPREAD, object="segments[mid].renew", suppressed=f"{REASON} known.json")
EXCUSED = replace(
    WHOLE,
    object="segments[smb]",
    related=(),
    evidence=(),
    suppressed="agreed with sales",
)
PLACELESS = Finding(EFFORT, Severity.NOTE, "nothing to read", None)


def line_of(path: str, line: int) -> str:
    """Return a line of the one file there is."""
    return LINES.get(line, "") if path == "org/design.yaml" else ""


def report_of(*findings: Finding) -> FindingsReport:
    """Return a report of the findings over the sample file."""
    return FindingsReport(
        findings=findings,
        rules=(EFFORT, REVENUE, ORPHAN),
        version="1.2.3",
        line_of=line_of,
        inputs=("org/design.yaml",),
    )


EVERYTHING = report_of(PLACELESS, SPREAD, WHOLE, KNOWN, EXCUSED)
CLEAN = report_of()
