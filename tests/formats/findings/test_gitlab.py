"""GitLab's Code Quality report."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from csdesign.formats.findings.gitlab import write
from formats.findings.samples import CLEAN, EVERYTHING, SPREAD, report_of

if TYPE_CHECKING:
    from csdesign.views.findings.report import FindingsReport

SHAPE = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What GitLab's documentation requires of each issue; paths are relative, without `./`."""


def issues(report: FindingsReport) -> Any:
    return json.loads(write(report))


@pytest.mark.parametrize("report", [EVERYTHING, CLEAN], ids=["everything", "clean"])
def test_report_has_the_shape_gitlab_reads(report: FindingsReport) -> None:
    assert list(Draft202012Validator(SHAPE).iter_errors(issues(report))) == []


def test_clean_report_is_an_empty_list() -> None:
    assert write(CLEAN) == "[]\n"


def test_severities_are_those_of_gitlab() -> None:
    assert [issue["severity"] for issue in issues(EVERYTHING)] == ["major", "minor", "info"]


def test_equal_findings_have_names_of_their_own() -> None:
    """GitLab shows one of several findings with one fingerprint."""
    names = {issue["fingerprint"] for issue in issues(report_of(SPREAD, SPREAD, SPREAD))}
    assert len(names) == 3


def test_paths_are_from_the_top_of_the_repository() -> None:
    report = replace(report_of(SPREAD), root="/repo", folder="/repo/teams")
    assert issues(report)[0]["location"]["path"] == "teams/org/design.yaml"
