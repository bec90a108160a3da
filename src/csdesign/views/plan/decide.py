"""What to decide next: the findings that matter most, and what the others are about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.finding import Severity
from csdesign.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.finding import Finding
    from csdesign.planning.results import Plan

__all__ = ["SUBJECTS", "Decisions", "decide_next"]

_MOST: Final = 5
SUBJECTS: Final = {
    "ACC": "the account table",
    "ARC": "the CSM's archetype",
    "AX": "promised work",
    "CAP": "people's load",
    "COV": "coverage",
    "KPI": "pay",
    "OWN": "owners and duties",
    "POL": "company policies",
    "REN": "renewals",
    "ROE": "contacts and hand-offs",
    "ROL": "roles and titles",
    "SCN": "scenarios",
    "TIM": "months and vacancies",
    "TRC": "promises and duties",
}
"""What the rules of each family are about, for a sentence."""


class Decisions(NamedTuple):
    """The findings to show, worst first, and a sentence on the rest (empty where there is none)."""

    shown: tuple[Finding, ...]
    rest: str


def decide_next(plan: Plan) -> Decisions:
    """Return the five findings that matter most, notes never among them, and what is left."""
    shown = tuple(f for f in plan.findings if f.severity is not Severity.NOTE)[:_MOST]
    rest = [finding for finding in plan.findings if finding not in shown]
    if not rest:
        return Decisions(shown, "")
    # `check` reads no account table, so it does not have what the table shows
    lister = "csdesign check" if plan.measured is None else "--format json"
    first = "and" if shown else "Nothing urgent;"
    return Decisions(
        shown, f"{first} {len(rest)} more, on {_subjects(rest)}: {lister} lists every one"
    )


def _subjects(findings: Iterable[Finding]) -> str:
    """Return what findings are about, the most frequent subject first."""
    counts = Counter(
        SUBJECTS.get(finding.code.rstrip("0123456789"), "other things") for finding in findings
    )
    return listed((f"{subject} ({count})" for subject, count in counts.most_common()), "and")
