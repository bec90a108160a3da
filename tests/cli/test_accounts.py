"""`plan --accounts` and `books` as a user runs them, on a real table."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from cli.command import csdesign

if TYPE_CHECKING:
    from pathlib import Path

DESIGN = """\
segments:
  - id: large
    accounts: 10
    where: employees >= 500
    traits: {complexity: high, desired: high}
    interactions:
      - {id: call, channel: human-1to1, every: month, minutes: 45, effort_hours: 2, role: csm}
  - id: small
    otherwise: true
    interactions:
      - {id: mail, channel: digital, every: week, minutes: 2}
roles: [{id: csm, title: Customer Success Manager, owns: [adopt], segments: [large]}]
positions:
  - {id: ann, roles: [csm], region: emea}
  - {id: bob, roles: [csm], region: emea}
"""


def write(folder: Path, rows: int = 60) -> None:
    """Write the design and a table of accounts, every third of them large."""
    (folder / "design.yaml").write_text(DESIGN, encoding="utf-8")
    with (folder / "accounts.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "employees", "owner", "region"])
        for i in range(rows):
            size = 900 if i % 3 == 0 else 20
            writer.writerow([f"A{i:03}", f"Secret Name {i}", size, "ann", "emea"])


def test_measured_counts_take_the_place_of_declared_ones(tmp_path: Path) -> None:
    """The JSON says what was measured, and the mapping used is told on stderr."""
    write(tmp_path)

    run = csdesign(
        "plan", "design.yaml", "--accounts", "accounts.csv", "--format", "json", cwd=tmp_path
    )
    found = json.loads(run.out)

    assert run.code == 0
    assert found["segments"][0]["accounts"]["count"] == 20
    assert found["segments"][0]["accounts"]["source"] == "measured"
    assert found["accounts"]["rows"] == 60
    assert "employees = 'employees'" in run.err
    assert any(finding["code"].startswith("ACC") for finding in found["findings"])


def test_names_of_customers_never_appear(tmp_path: Path) -> None:
    """Neither the plan nor its messages hold a customer's name."""
    write(tmp_path)

    plan = csdesign("plan", "design.yaml", "--accounts", "accounts.csv", cwd=tmp_path)
    books = csdesign("books", "design.yaml", "--accounts", "accounts.csv", cwd=tmp_path)

    assert "Secret" not in plan.out + plan.err + books.out + books.err


def test_an_unknown_column_is_told_with_its_neighbour(tmp_path: Path) -> None:
    """A `where` that names no column of the table stops before anything is counted."""
    write(tmp_path)
    text = DESIGN.replace("employees >=", "employes >=")
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")

    run = csdesign("plan", "design.yaml", "--accounts", "accounts.csv", cwd=tmp_path)

    assert run.code == 2
    assert "did you mean 'employees'" in run.err
    assert run.out == ""


def test_books_are_balanced_and_the_table_comes_back_in_its_shape(tmp_path: Path) -> None:
    """Work moves from the busy to the idle; columns and order stay."""
    write(tmp_path)

    run = csdesign(
        "books",
        "design.yaml",
        "--accounts",
        "accounts.csv",
        "-o",
        "new.csv",
        "--format",
        "json",
        cwd=tmp_path,
    )
    books = {book["person"]: book["accounts"] for book in json.loads(run.out)["books"]}
    with (tmp_path / "new.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))

    assert run.code == 0
    assert sum(books.values()) == 20
    assert abs(books["ann"] - books["bob"]) <= 2
    assert rows[0] == ["id", "name", "employees", "owner", "region"]
    assert [row[0] for row in rows[1:]] == [f"A{i:03}" for i in range(60)]
    assert {row[3] for row in rows[1:]} == {"ann", "bob"}


def test_a_table_that_does_not_exist_is_one_line(tmp_path: Path) -> None:
    """No traceback, exit code 2."""
    write(tmp_path)

    run = csdesign("plan", "design.yaml", "--accounts", "acounts.csv", cwd=tmp_path)

    assert run.code == 2
    assert run.err.count("\n") == 1
    assert "cannot read acounts.csv" in run.err


def test_books_of_a_parquet_table_are_written_as_assignments(tmp_path: Path) -> None:
    """A table that is no text cannot come back in its shape: who gets what comes instead."""
    import duckdb

    write(tmp_path)
    duckdb.sql(
        f"COPY (SELECT * FROM read_csv('{tmp_path}/accounts.csv', all_varchar = true)) "
        f"TO '{tmp_path}/accounts.parquet' (FORMAT parquet)"
    )

    run = csdesign(
        "books", "design.yaml", "--accounts", "accounts.parquet", "-o", "books.csv", cwd=tmp_path
    )
    with (tmp_path / "books.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))

    assert run.code == 0, run.err
    assert rows[0][:3] == ["account", "before", "after"]
    assert len(rows) == 21
