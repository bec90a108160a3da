"""`csdesign accounts`: what a table holds, before it is counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from cli.running import csdesign
from csdesign.contracts.schemas import document_schema

if TYPE_CHECKING:
    from pathlib import Path

DESIGN = """\
segments:
  - {id: big, where: employees >= 750 and arr >= 1000}
  - {id: rest, otherwise: true}
"""
ROWS = (
    "Account ID;Mitarbeiter;ARR;Contract End Date;Currency;Key\n"
    'a1;900;"1.200,50 €";27.02.2027;EUR;ja\n'
    'a2;40;"7,00 $";01.03.2027;USD;nein\n'
    'a2;40;"8,00 €";02.03.2027;EUR;nein\n'
    ";;;;;\n"
    "Summe;980;;;;\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "design.yaml").write_text(DESIGN, encoding="utf-8")
    (tmp_path / "t.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path


def look(folder: Path, *options: str) -> dict[str, Any]:
    run = csdesign("accounts", "t.csv", "design.yaml", "-f", "json", *options, cwd=folder)
    assert run.code == 0, run.err
    found: dict[str, Any] = json.loads(run.out)
    jsonschema.validate(found, document_schema("accounts"))
    return found


def test_columns_are_reported_with_forms_and_leftovers_are_counted(folder: Path) -> None:
    found = look(folder, "--map", "employees=Mitarbeiter")
    columns = {column["header"]: column for column in found["columns"]}

    assert (columns["ARR"]["kind"], columns["ARR"]["form"]) == ("number", "de")
    assert columns["Contract End Date"]["form"] == "%d.%m.%Y"
    assert columns["Key"]["kind"] == "boolean"
    assert columns["Mitarbeiter"]["name"] == "employees"
    assert (found["repeated_ids"], found["repeated_rows"]) == (1, 1)
    assert (found["blank"], found["totals"]) == (1, 1)
    assert found["currencies"][0]["rows"] == [
        {"currency": "EUR", "rows": 2},
        {"currency": "USD", "rows": 1},
    ]


def test_thresholds_of_the_design_are_borders_of_bins(folder: Path) -> None:
    found = look(folder, "--map", "employees=Mitarbeiter")
    spreads = {spread["name"]: spread for spread in found["spreads"]}

    assert spreads["employees"]["thresholds"] == [{"value": 750.0, "segment": "big"}]
    lows = [each["low"] for each in spreads["employees"]["bins"]]
    assert 750.0 in lows
    assert sum(each["accounts"] for each in spreads["employees"]["bins"]) == 3  # no total


def test_the_block_can_be_pasted_and_loads(folder: Path) -> None:
    """What the look proposes is the language: the design with it loads, and names the table."""
    block = look(folder, "--map", "employees=Mitarbeiter")["block"]
    assert yaml.safe_load(block)["accounts"]["path"] == "t.csv"
    (folder / "design.yaml").write_text(DESIGN + block, encoding="utf-8")

    run = csdesign("check", "design.yaml", "--select", "YML,SCH", cwd=folder)

    assert run.code == 0, run.out


def test_the_terminal_shows_bars_and_where_segments_begin(folder: Path) -> None:
    run = csdesign("accounts", "t.csv", "design.yaml", "--map", "employees=Mitarbeiter", cwd=folder)

    assert "█" in run.out
    assert "<- big: 750" in run.out
    assert "To paste into the design" in run.out
    assert all(len(line) <= 80 for line in run.out.splitlines())


def test_no_value_of_a_private_column_is_shown(folder: Path) -> None:
    (folder / "t.csv").write_text("id,Account Name,Account Owner\n1,Zoe Long,Ann Secret\n")

    run = csdesign("accounts", "t.csv", cwd=folder)

    assert run.code == 0
    assert "Zoe" not in run.out
    assert "Secret" not in run.out
