"""Findings, and the roles that were compared with their quoted statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.views.section import Column, Table

if TYPE_CHECKING:
    from csdesign.finding import Finding
    from csdesign.views.report.content import ReportContent

__all__ = ["findings", "likeness", "place", "statements"]


def findings(content: ReportContent) -> Table:
    """Return every finding that nothing silences, the worst first."""
    columns = (
        Column("severity", "Severity"),
        Column("message", "Finding"),
        Column("fix", "What would be right"),
        Column("place", "Where"),
        Column("code", "Rule"),
        Column("object", "Object"),
    )
    active = [finding for finding in content.plan.findings if finding.suppressed is None]
    rows = tuple(
        (
            finding.severity.word,
            finding.message,
            finding.fix,
            place(finding),
            finding.code,
            finding.object,
        )
        for finding in sorted(active, key=lambda finding: finding.sort_key)
    )
    return Table("findings", "Findings", columns, rows)


def place(finding: Finding) -> str:
    """Return `file:line` of a finding, empty where it has no place."""
    span = finding.span
    return "" if span is None else f"{span.path}:{span.line}"


def likeness(content: ReportContent) -> Table:
    """Return the verdict on each pair of roles worth telling; empty where none was compared."""
    columns = (
        Column("role_a", "Role"),
        Column("role_b", "Compared with"),
        Column("similarity", "Likeness", "share", bar=True),
        Column("verdict", "Verdict"),
        Column("review", "Look first"),
        Column("reason", "Reason"),
        Column("confidence", "Confidence", "share"),
    )
    pairs = content.audit.told if content.audit is not None else ()
    rows = tuple(
        (
            pair.title_a,
            pair.title_b,
            pair.similarity,
            pair.verdict or "cannot judge",
            pair.review,
            pair.reason,
            pair.confidence,
        )
        for pair in pairs
    )
    return Table("role-verdicts", "Roles that are the same job", columns, rows)


def statements(content: ReportContent) -> Table:
    """Return the quoted duties of each of those pairs, side by side."""
    columns = (
        Column("role_a", "Role"),
        Column("duty_a", "Its duty"),
        Column("place_a", "Where"),
        Column("role_b", "Compared with"),
        Column("duty_b", "Its duty"),
        Column("place_b", "Where"),
        Column("score", "Likeness", "share"),
        Column("kind", "Matched by"),
    )
    pairs = content.audit.told if content.audit is not None else ()
    rows = tuple(
        (
            pair.title_a,
            quoted.a,
            quoted.place_a,
            pair.title_b,
            quoted.b,
            quoted.place_b,
            quoted.score,
            quoted.kind,
        )
        for pair in pairs
        for quoted in pair.statements
    )
    return Table("role-statements", "Duties side by side", columns, rows)
