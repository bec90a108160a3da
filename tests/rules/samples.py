"""Rules and findings for the tests of what is run and what is suppressed."""

from __future__ import annotations

from typing import Final

from csdesign.finding import Finding, Measure, RuleInfo, Severity, Span
from csdesign.source.yaml.comments import Comment, comments_of
from csdesign.source.yaml.sourcefile import SourceFile

REVENUE: Final = RuleInfo("COV101", "coverage-by-revenue-only", Severity.ERROR, "S")
SIZE: Final = RuleInfo("COV102", "one-size-fits-all-csm", Severity.ERROR, "S")
COST: Final = RuleInfo("COV105", "unaffordable-ax", Severity.WARNING, "S")
ORPHAN: Final = RuleInfo("OWN301", "orphan-motion", Severity.ERROR, "S")
EFFORT: Final = RuleInfo("CAP806", "assumed-effort-data", Severity.NOTE, "S")
EMPTY: Final = RuleInfo("AX001", "segment-without-ax", Severity.ERROR, "S")
SCHEMA: Final = RuleInfo("SCH101", "unknown-key", Severity.ERROR, "S")
RULES: Final = (SCHEMA, REVENUE, SIZE, COST, ORPHAN, EFFORT, EMPTY)


def finding(
    rule: RuleInfo = REVENUE,
    line: int = 1,
    *,
    end: int | None = None,
    path: str = "design.yaml",
    name: str = "segments[smb]",
    severity: Severity | None = None,
    value: float | None = None,
) -> Finding:
    """Return a finding of the rule on lines of a file."""
    span = Span(path, line, 1, end or line, 5)
    measure = None if value is None else Measure(value)
    return Finding(rule, severity or rule.severity, "message", span, name, measure=measure)


def comments(text: str, path: str = "design.yaml") -> list[Comment]:
    """Return the comments that a YAML text holds, as the reader of designs finds them."""
    data = text.encode()
    return comments_of(SourceFile(path, data, 0, len(data), linked=False), "csdesign:")
