"""`csdesign audit --roles`: doubles in a staffing export."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from auditing.texts import DUTIES, RENEWALS, SELLING
from cli.running import csdesign

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("csm", "seller", "twin", "renewals", "empty")


def bullets(yaml_lines: str) -> str:
    return "\n".join(line.strip() for line in yaml_lines.splitlines() if "- " in line)


ROWS = [
    ("csm", "Customer Success Manager", bullets(DUTIES)),
    ("seller", "Account Manager", bullets(SELLING)),
    ("twin", "Experience Partner", bullets(DUTIES.replace("flags", "reports"))),
    ("renewals", "Renewal Manager", bullets(RENEWALS.split("responsibilities:")[1])),
    ("empty", "Ambassador", ""),
]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("id", "title", "text"))
    writer.writerows(ROWS)
    (tmp_path / "roles.csv").write_text(text.getvalue(), encoding="utf-8")
    lines = [json.dumps(dict(zip(("id", "title", "text"), row, strict=True))) for row in ROWS]
    (tmp_path / "roles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["roles.csv", "roles.jsonl"])
def test_one_job_under_two_titles_is_a_cluster_with_its_evidence(name: str, export: Path) -> None:
    run = csdesign("audit", "--roles", name, cwd=export)

    assert run.code == 0
    assert "5 roles read. 1 cluster of roles that are one job." in run.out
    assert "2 roles, 2 titles: one job" in run.out
    assert "csm and twin: 5 of 5 duties of the first are in the second" in run.out
    assert run.out.endswith("Too little text\n  empty\n")
    assert run.err == ""


def test_programs_get_members_and_evidence(export: Path) -> None:
    run = csdesign("audit", "--roles", "roles.csv", "-f", "json", cwd=export)

    (cluster,) = json.loads(run.out)["clusters"]
    assert [member["id"] for member in cluster["members"]] == ["csm", "twin"]
    assert cluster["evidence"][0]["verdict"] == "unchanged"
    assert len(cluster["evidence"][0]["matches"]) == 5


def test_spreadsheets_get_a_row_per_member(export: Path) -> None:
    run = csdesign("audit", "--roles", "roles.csv", "-f", "csv", cwd=export)

    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [(row["cluster"], row["id"]) for row in rows] == [("1", "csm"), ("1", "twin")]


def test_the_number_of_clusters_shown_is_capped(export: Path) -> None:
    """What is left out is counted."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("id", "title", "text"))
    for n, (_, title, duties) in enumerate([row for row in ROWS if row[2]] * 2):
        writer.writerow((f"r{n}", f"{title} {n}", duties))
    (export / "twice.csv").write_text(text.getvalue(), encoding="utf-8")

    run = csdesign("audit", "--roles", "twice.csv", "--limit", "1", "-f", "markdown", cwd=export)

    assert "clusters of roles that are one job; the first 1 by rank." in run.out
    assert run.out.count("## ") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,title,body\n1,CSM,Runs reviews\n", "no column 'text'; give the columns id, title"),
        ("", "no column 'id', 'title', 'text'"),
    ],
)
def test_a_missing_column_is_one_clear_error(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "roles.csv").write_text(text, encoding="utf-8")

    run = csdesign("audit", "--roles", "roles.csv", cwd=tmp_path)

    assert (run.code, run.out) == (2, "")
    assert message in run.err
    assert run.err.count("\n") == 1


def test_a_missing_file_and_a_folder_are_one_clear_error(tmp_path: Path) -> None:
    assert csdesign("audit", "--roles", "no.csv", cwd=tmp_path).err == (
        "csdesign: cannot read no.csv: no such file or directory\n"
    )
    assert csdesign("audit", "--roles", ".", cwd=tmp_path).err == (
        "csdesign: cannot read .: it is a directory; name a regular file\n"
    )


def test_a_format_that_clusters_do_not_have_is_refused(export: Path) -> None:
    run = csdesign("audit", "--roles", "roles.csv", "-f", "sarif", cwd=export)

    assert run.code == 2
    assert "there is no format 'sarif'; use table, markdown, json, yaml, csv or html" in run.err
