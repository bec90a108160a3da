"""The Reviewdog Diagnostic Format, against its validator."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from csdesign.finding import Span
from csdesign.formats.findings.rdjson import write
from formats.findings.samples import CLEAN, EVERYTHING, SPREAD, report_of
from tools import node_package, program

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.views.findings.report import FindingsReport


def place(column: int, end_column: int, line: int = 4) -> Any:
    finding = replace(SPREAD, span=Span("org/design.yaml", line, column, line, end_column))
    (diagnostic,) = json.loads(write(report_of(finding)))["diagnostics"]
    return diagnostic["location"]["range"]


def test_columns_count_bytes() -> None:
    """`    name: 🚀 Enterprise é`: four bytes of the rocket, two of the letter."""
    assert place(11, 12) == {"start": {"line": 4, "column": 11}, "end": {"line": 4, "column": 15}}
    assert place(13, 23)["start"]["column"] == 16
    assert place(24, 25) == {"start": {"line": 4, "column": 27}, "end": {"line": 4, "column": 29}}


def test_columns_of_a_line_that_is_not_there_count_characters() -> None:
    assert place(7, 9, line=90) == {
        "start": {"line": 90, "column": 7},
        "end": {"line": 90, "column": 9},
    }
    assert place(30, 31)["start"]["column"] == 34  # five past the end of line 4


def test_paths_are_from_the_top_of_the_repository() -> None:
    report = replace(report_of(SPREAD), root="/repo", folder="/repo/teams")
    (diagnostic,) = json.loads(write(report))["diagnostics"]
    assert diagnostic["location"]["path"] == "teams/org/design.yaml"


def validated(folder: Path, text: str) -> Any:
    package = node_package("@umbrelladocs/rdformat-validator")
    file = folder / "findings.json"
    file.write_text(text, encoding="utf-8")
    command = [program("node"), str(package / "bin" / "rdformat-validator.js")]
    options = ["--format", "json", "--strict", "--no-extra-fields"]
    done = subprocess.run(
        [*command, *options, str(file)], capture_output=True, text=True, check=False
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("report", [EVERYTHING, CLEAN], ids=["everything", "clean"])
def test_official_validator_accepts_the_text(report: FindingsReport, tmp_path: Path) -> None:
    verdict = validated(tmp_path, write(report))
    assert (verdict["success"], verdict["totalErrors"]) == (True, 0), verdict


def test_official_validator_refuses_a_severity_of_ours(tmp_path: Path) -> None:
    """The check can fail: rdjson knows no NOTE."""
    verdict = validated(tmp_path, write(EVERYTHING).replace('"INFO"', '"NOTE"'))
    assert verdict["success"] is False
