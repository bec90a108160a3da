"""Workflow commands of GitHub."""

from __future__ import annotations

from dataclasses import replace

from csdesign.finding import Severity, Span
from csdesign.formats.findings.github import _data, write
from formats.findings.samples import PLACELESS, SPREAD, WHOLE, report_of


def many(severity: Severity, count: int) -> list[str]:
    findings = [replace(SPREAD, severity=severity, object=f"{n:03}") for n in range(count)]
    return write(report_of(*findings)).splitlines()


def test_ten_of_a_kind_are_annotated_and_the_rest_is_counted() -> None:
    assert len(many(Severity.ERROR, 10)) == 10
    lines = many(Severity.ERROR, 11)
    assert [line.startswith("::error ") for line in lines] == [True] * 10 + [False]
    assert lines[-1] == "csdesign: 1 more error: GitHub shows 10 of each kind in a step"
    assert many(Severity.WARNING, 1212)[-1].startswith("csdesign: 1,202 more warnings: ")
    assert many(Severity.NOTE, 12)[-1].startswith("csdesign: 2 more notes: ")


def test_each_kind_has_its_own_ten() -> None:
    errors = [replace(WHOLE, object=f"{n}") for n in range(12)]
    warnings = [replace(SPREAD, object=f"{n}") for n in range(12)]
    lines = write(report_of(*warnings, PLACELESS, *errors)).splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        *["::error"] * 10, "csdesign:", *["::warning"] * 10, "csdesign:", "::notice",
    ]  # fmt: skip


def test_properties_escape_more_than_the_message() -> None:
    text = write(report_of(replace(SPREAD, span=Span("a,b:c%.yaml", 1, 2, 1, 3), message="a,b:c%")))
    assert text == (
        "::warning file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=2,endColumn=3,"
        "title=OWN301 orphan-motion::a,b:c%25\n"
    )


def test_every_break_of_a_line_is_escaped() -> None:
    """A carriage return never gets this far; the runner would obey it."""
    assert _data("a\r\nb") == "a%0D%0Ab"


def test_paths_are_from_the_top_of_the_repository() -> None:
    report = replace(report_of(SPREAD), root="/home/me/repo", folder="/home/me/repo/teams")
    assert write(report).startswith("::warning file=teams/org/design.yaml,line=5,")
