"""`csdesign audit` as its users run it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from auditing.texts import AFTER, BEFORE
from cli.running import csdesign
from csdesign.contracts.schemas import document_schema

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "before.yaml").write_text(BEFORE, encoding="utf-8")
    (tmp_path / "after.yaml").write_text(AFTER, encoding="utf-8")
    return tmp_path


def test_the_same_design_gives_the_same_bytes() -> None:
    first, second = (csdesign("audit", "examples/renamo.yaml", "-f", "json") for _ in range(2))

    assert first == second


def test_json_is_what_the_schema_says(folder: Path) -> None:
    run = csdesign("audit", "after.yaml", "--against", "before.yaml", "-f", "json", cwd=folder)

    document = json.loads(run.out)
    jsonschema.validate(document, document_schema("audit"))
    assert document["against"] == "before.yaml"
    assert document["summary"]["error"] == 1
    csm = next(pair for pair in document["pairs"] if pair["b"]["id"] == "csm")
    assert csm["a"]["path"] == "before.yaml"
    assert {match["kind"] for match in csm["matches"]} == {"exact", "lexical"}


def test_against_a_file_quotes_both_files(folder: Path) -> None:
    run = csdesign("audit", "after.yaml", "--against", "before.yaml", cwd=folder)

    assert 'before.yaml:11   "Tracks product adoption and [flags] accounts at risk"' in run.out
    assert 'after.yaml:11  = "Tracks product adoption and [reports] accounts at risk"' in run.out


def test_against_a_directory_reads_all_of_its_files(folder: Path) -> None:
    org = folder / "org"
    org.mkdir()
    head, _, roles = BEFORE.partition("roles:\n")
    (org / "segments.yaml").write_text(head, encoding="utf-8")
    (org / "roles.yaml").write_text(f"roles:\n{roles}", encoding="utf-8")

    run = csdesign("audit", "after.yaml", "--against", "org", cwd=folder)

    assert run.code == 1
    assert '"Customer Success Manager" (org: "Technical Account Manager")' in run.out


@pytest.mark.parametrize("name", ["concise", "sarif", "github"])
def test_formats_of_findings_place_them_on_the_title(name: str, folder: Path) -> None:
    run = csdesign("audit", "after.yaml", "--against", "before.yaml", "-f", name, cwd=folder)

    assert run.code == 1
    assert "ROL501" in run.out
    assert "after.yaml" in run.out


def test_fail_on_and_select_decide_the_exit_code(folder: Path) -> None:
    base = ("audit", "after.yaml", "--against", "before.yaml")

    assert csdesign(*base, "--fail-on", "never", cwd=folder).code == 0
    assert csdesign(*base, "--ignore", "ROL501", cwd=folder).code == 0
    assert csdesign(*base, "--select", "ROL501", cwd=folder).code == 1


def test_a_comment_accepts_a_title_with_its_reason(folder: Path) -> None:
    text = AFTER.replace(
        "title: Customer Success Manager\n",
        "title: Customer Success Manager  # csdesign: ignore[ROL501] -- agreed with the works "
        "council\n",
    )
    (folder / "after.yaml").write_text(text, encoding="utf-8")

    run = csdesign("audit", "after.yaml", "--against", "before.yaml", cwd=folder)

    assert run.code == 0
    assert "Accepted in the design  ROL501: agreed with the works council" in run.out


def test_results_go_to_files_next_to_the_terminal(folder: Path) -> None:
    run = csdesign(
        "audit",
        "after.yaml",
        "--output",
        "json=audit.json",
        "--output",
        "sarif=audit.sarif",
        "--fail-on",
        "never",
        cwd=folder,
    )

    assert run.code == 0
    assert json.loads((folder / "audit.json").read_text("utf-8"))["schema_version"] == 1
    assert json.loads((folder / "audit.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_codes_are_suggested_for_sentences(folder: Path) -> None:
    run = csdesign("audit", "after.yaml", "--suggest-codes", cwd=folder)

    assert run.code == 0
    assert "run-business-review 0." in run.out


def test_reference_roles_are_part_of_the_explanation_of_a_role() -> None:
    run = csdesign("explain", "role:csm", "examples/renamo.yaml")

    assert "Closest reference roles" in run.out
    assert "Account Manager (am), 0.39 ahead of the nearest of another family = 0.95" in run.out
    assert "(csm, claimed)" in run.out
