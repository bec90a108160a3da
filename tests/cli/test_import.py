"""`csdesign import` as a user runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.command import csdesign

if TYPE_CHECKING:
    from pathlib import Path

CARD = """\
# Customer Success Manager

## What you will do

- Run the quarterly business review with the sponsor
- Watch account health and act on risks

## What you bring

- 3+ years of experience with enterprise customers

## How we measure it

- Gross revenue retention
"""


def test_duties_requirements_and_measures_are_kept_apart(tmp_path: Path) -> None:
    """What is written loads as roles, each line in its own list."""
    (tmp_path / "csm.md").write_text(CARD, encoding="utf-8")

    run = csdesign("import", "csm.md", "-o", "roles.yaml", cwd=tmp_path)
    check = csdesign("check", "roles.yaml", "--format", "json", cwd=tmp_path)
    text = (tmp_path / "roles.yaml").read_text(encoding="utf-8")

    assert run.code == 0
    assert run.out == "Wrote 1 role to roles.yaml.\n"
    duties, rest = text.split("requirements:")
    assert "quarterly business review" in duties
    assert "proposed: run-business-review" in duties
    assert "3+ years" in rest.split("kpis:")[0]
    assert "SCH" not in check.out


def test_an_existing_file_is_kept_without_force(tmp_path: Path) -> None:
    """Nothing of the user's is lost."""
    (tmp_path / "csm.md").write_text(CARD, encoding="utf-8")
    (tmp_path / "roles.yaml").write_text("mine\n", encoding="utf-8")

    refused = csdesign("import", "csm.md", "-o", "roles.yaml", cwd=tmp_path)
    forced = csdesign("import", "csm.md", "-o", "roles.yaml", "--force", cwd=tmp_path)

    assert refused.code == 2
    assert "--force" in refused.err
    assert forced.code == 0


def test_a_docx_that_is_none_is_one_clear_error(tmp_path: Path) -> None:
    """A renamed text file is no Word document."""
    (tmp_path / "card.docx").write_text(CARD, encoding="utf-8")

    run = csdesign("import", "card.docx", cwd=tmp_path)

    assert run.code == 2
    assert run.err.startswith("csdesign: ")
    assert run.err.count("\n") == 1
    assert run.out == ""


def test_a_semicolon_list_in_cp1252_tells_what_it_assumed(tmp_path: Path) -> None:
    """Encoding and delimiter are said, never guessed in silence."""
    rows = "Job Title;Responsibilities\nChargé de clientèle;Answers questions\n"
    (tmp_path / "roles.csv").write_bytes(rows.encode("cp1252"))

    run = csdesign("import", "roles.csv", cwd=tmp_path)

    assert run.code == 0
    assert "Chargé de clientèle" in run.out
    assert "cp1252" in run.err.lower().replace("-", "").replace("windows", "cp")
    assert "';'" in run.err or "semicolon" in run.err
