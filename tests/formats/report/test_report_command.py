"""`csdesign report` as a command: what it writes, refuses and compares."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from report_designs import company

from csdesign.cli.report_command import command
from csdesign.errors import OutputError, UsageError
from tools import program

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def design(tmp_path: Path) -> Path:
    path = tmp_path / "design.yaml"
    path.write_text(company(2, 8), encoding="utf-8")
    return path


def test_the_suffix_chooses_the_format(design: Path, tmp_path: Path) -> None:
    outcome = command(files=[str(design)], output=str(tmp_path / "plan.json"))

    assert outcome.code == 0
    assert outcome.text == ""
    assert outcome.messages.startswith("wrote ")
    assert (tmp_path / "plan.json").read_text(encoding="utf-8").startswith("{")


def test_csv_is_a_folder(design: Path, tmp_path: Path) -> None:
    command(files=[str(design)], output=str(tmp_path / "tables"), format_="csv")

    assert (tmp_path / "tables" / "people.csv").is_file()


def test_sections_are_chosen_where_there_are_some(design: Path, tmp_path: Path) -> None:
    command(files=[str(design)], output=str(tmp_path / "r.md"), sections="answer,owners")
    lines = (tmp_path / "r.md").read_text(encoding="utf-8").splitlines()

    assert [x for x in lines if x.startswith("## ")] == ["## The answer", "## Who owns what"]
    with pytest.raises(UsageError, match="--sections chooses sections of pages and tables"):
        command(files=[str(design)], output=str(tmp_path / "r.svg"), sections="answer")


def test_an_existing_file_is_refused_without_force(design: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("mine", encoding="utf-8")

    with pytest.raises(OutputError, match="--force"):
        command(files=[str(design)], output=str(target))
    assert target.read_text(encoding="utf-8") == "mine"
    command(files=[str(design)], output=str(target), force=True)
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_an_existing_folder_is_refused_without_force(design: Path, tmp_path: Path) -> None:
    target = tmp_path / "tables"
    target.mkdir()
    (target / "mine.txt").touch()

    with pytest.raises(OutputError, match="--force"):
        command(files=[str(design)], output=str(target), format_="csv")
    command(files=[str(design)], output=str(target), format_="csv", force=True)
    assert (target / "mine.txt").is_file()


def test_the_design_is_never_overwritten(design: Path) -> None:
    before = design.read_bytes()

    with pytest.raises(OutputError, match="is the input"):
        command(files=[str(design)], output=str(design), format_="html", force=True)
    assert design.read_bytes() == before


def test_a_design_with_errors_is_rendered(tmp_path: Path) -> None:
    path = tmp_path / "design.yaml"
    path.write_text(company(1, 1), encoding="utf-8")
    outcome = command(files=[str(path)], output=str(tmp_path / "report.html"), fail="error")

    assert outcome.code == 1
    assert "OWN301" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_design_that_does_not_load_gives_no_file(tmp_path: Path) -> None:
    path = tmp_path / "design.yaml"
    path.write_text("segmentz: []\n", encoding="utf-8")
    outcome = command(files=[str(path)], output=str(tmp_path / "report.html"))

    assert outcome.code == 2
    assert "segments" in outcome.messages
    assert not (tmp_path / "report.html").exists()


@pytest.mark.parametrize(("path", "words"), [("report.htlm", "html"), ("report", "--format")])
def test_an_unknown_format_is_refused_before_anything_is_read(path: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        command(files=["no-such-design.yaml"], output=path)


def test_an_earlier_file_gives_before_and_after(design: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.yaml"
    earlier.write_text(company(1, 8), encoding="utf-8")
    command(files=[str(design)], output=str(tmp_path / "report.html"), against=str(earlier))
    text = (tmp_path / "report.html").read_text(encoding="utf-8")

    assert "Before and after" in text


def test_an_earlier_revision_gives_before_and_after(
    design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git = program("git")
    who = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    for line in (("init", "-q"), ("add", "design.yaml"), (*who, "commit", "-qm", "first")):
        subprocess.run([git, *line], check=True, cwd=tmp_path)
    design.write_text(company(3, 8), encoding="utf-8")
    command(files=["design.yaml"], output="report.md", against="HEAD")
    text = (tmp_path / "report.md").read_text(encoding="utf-8")

    assert "### Before and after: HEAD" in text


def test_names_of_files_do_not_travel_with_redacted_names(tmp_path: Path) -> None:
    folder = tmp_path / "acme-secret"
    folder.mkdir()
    path = folder / "acme.yaml"
    path.write_text(company(1, 3), encoding="utf-8")
    for suffix in ("html", "json", "md"):
        target = tmp_path / f"report.{suffix}"
        command(files=[str(path)], output=str(target), redact="names")

        assert "acme" not in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_what_changed_names_nobody_and_no_amount_that_is_left_out(
    suffix: str, tmp_path: Path
) -> None:
    """Names that only the earlier design has are replaced in what it lost."""
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    new.write_text(company(1, 8).replace("90000", "77777"), encoding="utf-8")
    former = company(1, 8).replace("90000", "66666").replace("Anna Petrova 0", "Boris Ivanov")
    old.write_text(former.replace("Sdr,", "Helper of Boris Ivanov,"), encoding="utf-8")
    target = tmp_path / f"report.{suffix}"
    command(files=[str(new)], output=str(target), redact="cost,names", against=str(old))
    text = target.read_text(encoding="utf-8")

    assert "Helper of person-1, team 1 is now called" in text
    assert "Boris" not in text
    assert "77,777" not in text
    assert "66,666" not in text


def test_duties_that_may_mean_the_same_share_a_row_of_a_report(tmp_path: Path) -> None:
    before = [
        "Owns the adoption plan of each merchant and keeps it current",
        "Reviews approval rates every week and suggests changes of routing",
        "Explains disputes and chargebacks to the merchant in plain words",
        "Introduces new payment methods where the shoppers ask for them",
    ]
    now = [
        "Owns the plan of adoption of every merchant and keeps it up to date",
        "Studies approval rates every week and proposes changes of routing",
        "Puts disputes and chargebacks to the merchant in simple words",
        "Brings in new ways to pay when shoppers want them",
    ]
    former = {"title": "Manager", "responsibilities": before}
    role = {"id": "guide", "title": "Guide", "responsibilities": now, "formerly": former}
    design, page = tmp_path / "design.yaml", tmp_path / "page.html"
    design.write_text(json.dumps({"roles": [role]}), encoding="utf-8")

    command(files=[str(design)], output=str(page))

    rows = page.read_text("utf-8").split("<tr>")
    row = next(row for row in rows if before[3] in row)
    assert now[3] in row
    assert "perhaps the same" in row
