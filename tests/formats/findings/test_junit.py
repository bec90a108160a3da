"""JUnit, read by the standard library and by junitparser."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from csdesign.finding import Severity, Span
from csdesign.formats.findings.junit import write
from formats.findings.samples import CLEAN, EVERYTHING, KNOWN, PLACELESS, SPREAD, WHOLE, report_of

if TYPE_CHECKING:
    from csdesign.views.findings.report import FindingsReport


def outcomes(report: FindingsReport) -> list[str]:
    """Return the outcomes that a reader counts (failure, skipped, passed), in file order."""
    suites = JUnitXml.fromstring(write(report).encode())
    cases = [case for suite in suites for case in suite]
    return [type(case.result[0]).__name__ if case.result else "passed" for case in cases]


def test_two_readers_count_alike() -> None:
    suites = JUnitXml.fromstring(write(EVERYTHING).encode())
    root = ET.fromstring(write(EVERYTHING))
    assert (suites.tests, suites.failures, suites.errors, suites.skipped) == (5, 1, 0, 4)
    assert len(root.findall("testsuite/testcase")) == 5
    assert [type(suite) for suite in suites] == [TestSuite]
    assert {type(case) for suite in suites for case in suite} == {TestCase}


def test_clean_run_is_one_test_that_passes() -> None:
    assert outcomes(CLEAN) == ["passed"]


@pytest.mark.parametrize(
    ("fail_on", "expected"),
    [
        (Severity.ERROR, [Failure, Skipped, Skipped]),
        (Severity.WARNING, [Failure, Failure, Skipped]),
        (Severity.NOTE, [Failure, Failure, Failure]),
        (None, [Skipped, Skipped, Skipped]),
    ],
)
def test_what_fails_the_run_fails_its_test(
    fail_on: Severity | None, expected: list[type[Failure | Skipped]]
) -> None:
    report = replace(report_of(PLACELESS, SPREAD, WHOLE), fail_on=fail_on)
    assert outcomes(report) == [kind.__name__ for kind in expected]


def test_suppressed_finding_is_skipped_with_its_reason() -> None:
    report = replace(report_of(KNOWN), fail_on=Severity.NOTE)
    (skipped,) = ET.fromstring(write(report)).iter("skipped")
    assert skipped.get("message") == (
        "suppressed: known from the baseline known.json; warning: nobody owns renew"
    )


def test_each_file_has_a_suite_in_the_order_of_paths() -> None:
    spans = [Span(path, 1, 1, 1, 2) for path in ("b.yaml", "a.yaml", "./b.yaml")]
    root = ET.fromstring(write(report_of(*(replace(WHOLE, span=span) for span in spans))))
    suites = [(s.get("name"), s.get("tests"), s.get("failures"), s.get("skipped")) for s in root]
    assert suites == [("a.yaml", "1", "1", "0"), ("b.yaml", "2", "2", "0")]


def test_failure_has_place_and_details_as_text() -> None:
    (failure,) = ET.fromstring(write(report_of(WHOLE))).iter("failure")
    assert failure.get("type") == "error"
    assert (failure.text or "").splitlines() == [
        "at org/design.yaml:4:13",
        "evidence: doctrine = wrike; arr = 2000000",
        "why: Revenue says nothing.",
        "fix: derive it, from the experience",
        "see also: declared here (org/design.yaml:3:9)",
        "see also: the plan says tech-touch",
    ]
    placeless = ET.fromstring(write(report_of(replace(PLACELESS, severity=Severity.ERROR))))
    assert [element.text for element in placeless.iter("failure")] == [None]


def test_markup_of_xml_is_text() -> None:
    text = """<a b="c">&amp;]]>"""
    (failure,) = ET.fromstring(write(report_of(replace(WHOLE, message=text, fix=text)))).iter(
        "failure"
    )
    assert failure.get("message") == f"error: {text}"
    assert f"fix: {text}" in (failure.text or "").splitlines()


def test_command_of_a_runner_is_taken_apart_even_where_xml_would_carry_it() -> None:
    assert "##[" not in write(report_of(replace(WHOLE, message="##[error]x", object="##[x")))
