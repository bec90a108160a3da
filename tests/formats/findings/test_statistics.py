"""Counts by rule and kind of object."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csdesign.finding import Severity
from csdesign.views.findings.statistics import Tally, object_kind, statistics, tally
from formats.findings.samples import CLEAN, KNOWN, PLACELESS, SPREAD, WHOLE, report_of

ROLE = replace(SPREAD, object="roles[csm].kpis")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("segments[corp]", "segments"),
        ("segments[corp].renew", "segments"),
        ("plan", "plan"),
        ("engagement.grid", "engagement"),
        ("", "design"),
    ],
)
def test_kind_is_what_comes_before_the_id(name: str, kind: str) -> None:
    assert object_kind(name) == kind


def test_tallies_come_by_count_then_code_then_kind() -> None:
    findings = [PLACELESS, SPREAD, WHOLE, ROLE, ROLE, KNOWN, replace(ROLE, severity=Severity.ERROR)]
    assert tally(findings) == [
        Tally(2, Severity.WARNING, "OWN301", "orphan-motion", "roles"),
        Tally(1, Severity.NOTE, "CAP806", "assumed-effort-data", "design"),
        Tally(1, Severity.ERROR, "COV101", "coverage-by-revenue-only", "segments"),
        Tally(1, Severity.ERROR, "OWN301", "orphan-motion", "roles"),
        Tally(1, Severity.WARNING, "OWN301", "orphan-motion", "segments"),
    ]


def test_table_is_aligned_and_ends_with_the_sum() -> None:
    report = report_of(*[ROLE] * 1_000, WHOLE, KNOWN)
    assert statistics(report) == (
        "1,000  warning  OWN301  orphan-motion             roles\n"
        "    1  error    COV101  coverage-by-revenue-only  segments\n"
        "Found 1 error and 1,000 warnings (1 suppressed).\n"
    )


def test_clean_report_says_so() -> None:
    assert statistics(CLEAN) == "No problems found.\n"
