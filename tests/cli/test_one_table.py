"""One table, every command: what plan, check, diff, report, accounts and Python say is one figure.

The table has all that may be counted in two ways: a repeated id, a blank row, a total, a row that
cannot be read, a customer in no segment. The figures below were worked out by hand.
"""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

import csdesign as package
from cli.running import csdesign

if TYPE_CHECKING:
    from pathlib import Path

DESIGN = """\
company: {name: Nordlicht, currency: EUR}
accounts: {path: kunden.csv, as_of: 2026-11-15, before: {path: before.csv}, history: old, settle: 2}
segments:
  - id: gross
    where: employees >= 500 and arr >= 20000
    accounts: 3
    interactions: [{id: call, channel: human-1to1, per_year: 6, minutes: 45, effort_hours: 1.25}]
  - id: klein
    where: employees >= 5
    accounts: 9
    interactions: [{id: mail, channel: human-1to1, per_year: 2, minutes: 20, effort_hours: 0.35}]
roles: [{id: csm, title: CSM, kind: csm, extends: "reference:csm"}]
"""
TABLE = """\
Kundennummer;Mitarbeiter;ARR;Region;Vertragsbeginn;Verlängerung
K1;900;25.000,50;Nord;01.02.2026;31.01.2027
K2;700;22.000,00;Süd;01.02.2020;31.12.2026
K3;40;3.000,00;Nord;15.05.2026;30.11.2026
K3;40;3.000,00;Nord;15.05.2026;30.11.2026
K4;3;200,00;Süd;01.01.2024;31.05.2027
K5;viele;900,00;Süd;01.01.2024;31.05.2027
K6;60;1.999,99;Nord;01.01.2024;31.05.2027
;;;;;
Summe;1.743;56.100,49;;;
"""
SEGMENTS = {
    "gross": {"accounts": 2, "new_accounts": 1, "arr": 47000.5, "renewing": 2, "hours": 15.0},
    "klein": {"accounts": 2, "new_accounts": 1, "arr": 4999.99, "renewing": 1, "hours": 1.4},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with designs with and without earlier tables, and the tables."""
    folder = tmp_path_factory.mktemp("one-table")
    (folder / ".git").mkdir()
    (folder / "old").mkdir()
    (folder / "a.yaml").write_text(DESIGN, encoding="utf-8")
    (folder / "b.yaml").write_text(DESIGN.replace("per_year: 6", "per_year: 7"), encoding="utf-8")
    now = DESIGN.replace(", before: {path: before.csv}, history: old, settle: 2", "")
    (folder / "now.yaml").write_text(now, encoding="utf-8")
    (folder / "then.yaml").write_text(now.replace("per_year: 6", "per_year: 7"), encoding="utf-8")
    (folder / "kunden.csv").write_text(TABLE, encoding="utf-8")
    earlier = TABLE.replace("K6;60;1.999,99", "K6;600;21.999,99")
    (folder / "before.csv").write_text(earlier, encoding="utf-8")
    (folder / "old" / "2026-09-30.csv").write_text(earlier, encoding="utf-8")
    shutil.copy(folder / "kunden.csv", folder / "old" / "2026-10-31.csv")
    return folder


@pytest.fixture(scope="module")
def planned(folder: Path) -> dict[str, Any]:
    return answer(folder, "plan", "a.yaml")


def answer(folder: Path, *args: str) -> dict[str, Any]:
    run = csdesign(*args, "--format", "json", cwd=folder)
    assert run.code in (0, 1), run.err
    found: dict[str, Any] = json.loads(run.out)
    return found


def words_of(folder: Path, *args: str) -> str:
    run = csdesign(*args, cwd=folder)
    assert run.code in (0, 1), run.err
    return " ".join(run.out.split())


def test_the_plan_counts_what_was_worked_out_by_hand(planned: dict[str, Any]) -> None:
    accounts = planned["accounts"]
    found = {
        each["id"]: {name: each[name] for name in SEGMENTS["gross"]}
        for each in accounts["segments"]
    }

    assert found == SEGMENTS
    assert (accounts["rows"], accounts["rejected"], accounts["orphans"]) == (7, 1, 1)
    assert (accounts["customers"], accounts["duplicates"]["extra_rows"]) == (5, 1)
    assert accounts["drift"]["moved"] == 1
    assert sum(cell["accounts"] for cell in accounts["cells"]) == 5 - accounts["orphans"]
    counted = {each["id"]: each["accounts"]["count"] for each in planned["segments"]}
    assert counted == {name: figures["accounts"] for name, figures in SEGMENTS.items()}


def test_settle_moves_nobody_after_one_snapshot_and_the_last_line_is_the_plan(
    planned: dict[str, Any],
) -> None:
    history = [
        {segment["id"]: segment["accounts"] for segment in each["segments"]}
        for each in planned["accounts"]["history"]
    ]

    assert history[0] == history[1] == {"gross": 3, "klein": 1, None: 1}
    assert history[2] == {"gross": 2, "klein": 2, None: 1}
    assert [each["moved"] for each in planned["accounts"]["history"]] == [None, 0, 1]


def test_check_finds_the_figures_of_the_plan(folder: Path) -> None:
    found = answer(folder, "check", "a.yaml", "--accounts", "kunden.csv")["findings"]
    said = {each["code"]: each["message"] for each in reversed(found)}

    assert "1 row of 7 of kunden.csv" in said["ACC011"]
    assert "1 account id in several rows (K3)" in said["ACC012"]
    assert "no segment takes 1 of 5 accounts" in said["ACC020"]
    assert "segment 'gross' declares 3 accounts, the table shows 2" in said["ACC025"]
    assert "1 of 5 accounts changed segment" in said["ACC026"]


def test_diff_compares_the_hours_that_the_plans_have(folder: Path, planned: dict[str, Any]) -> None:
    changes = answer(folder, "diff", "now.yaml", "then.yaml")["changes"]
    after = answer(folder, "plan", "then.yaml")
    hours = next(
        (each["before"], each["after"])
        for each in changes
        if each["subject"] == "gross" and each["aspect"] == "hours"
    )
    both = [
        next(each["hours"] for each in plan["accounts"]["segments"] if each["id"] == "gross")
        for plan in (planned, after)
    ]

    assert list(hours) == both == [15.0, 17.5]


def test_diff_says_nothing_of_a_history_that_it_does_not_read(folder: Path) -> None:
    assert "settle" not in csdesign("diff", "a.yaml", "b.yaml", cwd=folder).err


def test_the_report_shows_the_rows_of_the_plan(folder: Path) -> None:
    csdesign("report", "a.yaml", "-o", "r.html", "--force", cwd=folder)
    page = (folder / "r.html").read_text(encoding="utf-8")
    text = " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())
    plan = words_of(folder, "plan", "a.yaml")

    for said in (
        "7 rows, 1 rejected, 1 in no segment",
        "1 of 5 customers changed segment: 1 from gross to klein",
    ):
        assert said in text
        assert said in plan
    assert "2026-11-15 2 2 1 16 1 0 0" in text  # the sizes, 16.4 h, one moved


def test_a_first_look_skips_the_rows_that_the_plan_skips(
    folder: Path, planned: dict[str, Any]
) -> None:
    look = answer(folder, "accounts", "kunden.csv", "a.yaml")
    accounts = planned["accounts"]

    assert look["rows"] == accounts["rows"]
    assert (look["repeated_ids"], look["repeated_rows"]) == (1, 1)
    assert look["blank"] + look["totals"] == sum(each["rows"] for each in accounts["passed_over"])
    employees = next(each for each in look["columns"] if each["name"] == "employees")
    assert employees["unread"] == accounts["rejected"]


def test_python_measures_the_figures_of_the_command(folder: Path, planned: dict[str, Any]) -> None:
    design = package.load(folder / "a.yaml")
    found = package.measure(design, folder / "kunden.csv", as_of="2026-11-15")
    accounts = planned["accounts"]

    assert (found.rows, found.rejected.rows, found.orphans, found.customers) == (7, 1, 1, 5)
    assert [(each.id, each.accounts, float(each.arr or 0)) for each in found.segments] == [
        (each["id"], each["accounts"], each["arr"]) for each in accounts["segments"]
    ]
    plan = package.plan(design, measured=found)
    assert plan.hours == pytest.approx(16.4)


def test_hours_of_the_parts_of_a_segment_add_up_to_its_hours(folder: Path) -> None:
    """Two customers of 0.7 h each: 1.4 h, printed as 1, of which the parts are not 1 and 1."""
    table = TABLE.replace("K6;60;1.999,99;Nord", "K6;60;1.999,99;West")
    (folder / "parts.csv").write_text(table, encoding="utf-8")
    plan = words_of(folder, "plan", "now.yaml", "--accounts", "parts.csv")

    assert "klein by region: Nord 1 (1 h), West 1 (0 h)" in plan


def test_books_write_the_owners_into_a_table_drawn_with_lines(folder: Path) -> None:
    """The rows come back without the frame, in which a new name may have no room."""
    line = "+----+-----------+-------+"
    rows = ("| id | employees | owner |", line, "| A1 |      1500 | p1    |")
    drawn = "\n".join([line, *rows, "| A2 |      1500 | gone  |", line, ""])
    (folder / "drawn.txt").write_text(drawn, encoding="utf-8")
    posts = "positions: [{id: p1, roles: [csm]}, {id: p2, roles: [csm]}]\n"
    design = re.sub("accounts: {path.*\n", "", DESIGN).replace(" and arr >= 20000", "")
    design = design.replace("effort_hours: 1.25}", "effort_hours: 1.25, role: csm}")
    (folder / "posts.yaml").write_text(design + posts, encoding="utf-8")
    run = csdesign(
        "books", "posts.yaml", "--accounts", "drawn.txt", "--as-of", "2026-11-15",
        "-o", "out.csv", cwd=folder,
    )  # fmt: skip

    assert run.code == 0, run.err
    out = (folder / "out.csv").read_text(encoding="utf-8")
    assert out == "id|employees|owner\nA1|1500|p1\nA2|1500|p2\n"
