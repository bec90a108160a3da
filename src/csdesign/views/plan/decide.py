"""The next decisions: the findings that matter most, and the subjects of the others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from csdesign.finding import Severity
from csdesign.views.findings.words import line_of
from csdesign.views.section import Column, Lines, Notice, Notices, Section, Table
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.finding import Finding
    from csdesign.planning.results import Plan
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Part

__all__ = ["SUBJECTS", "findings", "section"]

_MOST: Final = 5
SUBJECTS: Final = {
    "ACC": "the account table",
    "ARC": "the CSM's archetype",
    "AX": "promised work",
    "CAP": "workload",
    "COV": "coverage",
    "DUP": "duplicates",
    "FIT": "floors of promises",
    "KPI": "pay",
    "OWN": "owners and duties",
    "POL": "company policies",
    "REN": "renewals",
    "ROE": "contacts and hand-offs",
    "ROL": "roles and titles",
    "SCN": "scenarios",
    "TIM": "months and vacancies",
    "TRC": "promises and duties",
    "UNC": "what is uncertain",
}
"""The subject of each family of rules, for a sentence."""


def section(content: ReportContent) -> Section:
    """Return the five findings that matter most, the subjects of the rest, and the open points."""
    plan = content.plan
    parts: list[Part] = [_notices(plan)]
    if plan.open_points:
        points = tuple(visible(point, 300) for point in plan.open_points)
        parts.append(Lines(points, "What this plan still needs:"))
    return Section("findings", "Decide next", tuple(parts), details=(findings(content),))


def _notices(plan: Plan) -> Notices:
    """Return the findings to show, worst first and never a note, and a sentence on the rest."""
    told = [found for found in plan.findings if found.severity is not Severity.NOTE][:_MOST]
    rest = [found for found in plan.findings if found not in told]
    items = tuple(
        Notice(found.severity.word, visible(found.message, 1000), line_of(found), found.code)
        for found in told
    )
    if not rest:
        return Notices(items)
    # `check` does not read the account table, so it lacks findings about it
    lister = "csdesign check" if plan.measured is None else "--format json"
    first = "and" if told else "Nothing urgent;"
    return Notices(
        items, f"{first} {len(rest)} more, on {_subjects(rest)}: {lister} lists them all"
    )


def _subjects(findings: Iterable[Finding]) -> str:
    """Return the subjects of findings, the most frequent first."""
    counts = Counter(
        SUBJECTS.get(finding.code.rstrip("0123456789"), "other things") for finding in findings
    )
    return listed((f"{subject} ({count})" for subject, count in counts.most_common()), "and")


def findings(content: ReportContent) -> Table:
    """Return every finding that is not suppressed, the worst first."""
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
            line_of(finding),
            finding.code,
            finding.object,
        )
        for finding in sorted(active, key=lambda finding: finding.sort_key)
    )
    return Table("findings", "Findings", columns, rows)
