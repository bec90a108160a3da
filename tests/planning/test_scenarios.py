"""Scenarios through the commands: figures side by side, differences, findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cli.running import csdesign

if TYPE_CHECKING:
    from pathlib import Path

DESIGN = """\
csdesign: 1
params: {loaded_cost: 100000, internal_share: {value: 0.25, basis: assumed, low: 0.2, high: 0.35}}
segments:
  - id: corp
    accounts: 50
    new_accounts: 10
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 2,
         role: csm}
      - {id: review, stage: adopt, channel: human-1to1, every: quarter, minutes: 90,
         effort_hours: 6, role: csm}
  - id: mid
    accounts: 200
    new_accounts: 60
    interactions:
      - {id: start, stage: onboard, channel: human-1to1, times: 3, minutes: 60, effort_hours: 2,
         role: csm}
roles: [{id: csm, title: Customer Success Manager}]
positions: [{id: team, roles: csm, count: 3}]
scenarios:
  - id: growth
    name: A good year
    segments: [{id: corp, accounts: +20%}, {id: mid, accounts: +50%, new_accounts: 90}]
  - id: lean
    name: Fewer reviews
    segments: [{id: corp, interactions: [{id: review, every: half-year}]}]
  - id: lean-growth
    extends: lean
    segments:
      - {id: corp, accounts: +20%}
      - id: mid
        interactions:
          - {id: start, remove: true}
          - {id: tour, stage: onboard, channel: digital, times: 5, minutes: 6}
    params: {internal_share: -20%}
    positions: [{id: team, count: 2}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "design.yaml").write_text(DESIGN, encoding="utf-8")
    return tmp_path


def plan(folder: Path, *args: str) -> dict[str, Any]:
    run = csdesign("plan", "design.yaml", "--format", "json", *args, cwd=folder)
    assert run.code == 0, run.err
    return json.loads(run.out)


def test_scenarios_are_compared_with_the_design(folder: Path) -> None:
    rows = plan(folder, "--scenario", "all")["scenarios"]
    figures = [(row["id"], row["hours"], row["people"], row["cost"], row["have"]) for row in rows]

    assert figures == [
        (None, 2760, 3, 300_000, 3),
        ("growth", 3420, 4, 400_000, 3),
        ("lean", 2160, 2, 200_000, 3),
        ("lean-growth", 2160, 2, 200_000, 2),
    ]
    assert [row["fte"] for row in rows] == pytest.approx(
        [2.459893048, 3.048128342, 1.92513369, 1.804812834], abs=1e-9
    )
    # 930 weighted hours without the profile, the same in both segments: 450 of calls, 300 of
    # reviews, 180 of starts; lean loses half of the reviews, lean-growth the starts as well.
    assert [row["kept"] for row in rows] == pytest.approx([1, 1, 1 - 150 / 930, 1 - 330 / 930])


def test_one_scenario_is_planned_by_itself(folder: Path) -> None:
    lean = plan(folder, "--scenario", "lean")

    assert (lean["scenario"], lean["scenarios"]) == ("lean", None)
    assert lean["totals"]["hours"] == pytest.approx(2160)


def test_a_what_if_changes_the_design_before_its_scenarios(folder: Path) -> None:
    rows = plan(folder, "--set", "segments.corp.accounts=100", "--scenario", "all")["scenarios"]

    assert [row["hours"] for row in rows[:2]] == pytest.approx([5160, 120 * 48 + 540])


def test_the_difference_of_a_scenario_is_put_in_words(folder: Path) -> None:
    run = csdesign("diff", "design.yaml", "--scenario", "lean", cwd=folder)

    assert run.code == 0
    assert "review 4 a year -> 2 a year" in " ".join(run.out.split())


def test_check_tells_what_scenarios_add_and_nothing_twice(folder: Path) -> None:
    run = csdesign("check", "design.yaml", "--format", "json", cwd=folder)
    findings = json.loads(run.out)["findings"]
    added = [(f["scenario"], f["code"]) for f in findings if f["scenario"] is not None]

    assert ("lean-growth", "COV108") in added
    assert ("lean", "ROL507") not in added
    assert "ROL507" in [f["code"] for f in findings if f["scenario"] is None]
    assert all(
        f["object"].startswith(f"scenarios[{f['scenario']}]")
        for f in findings
        if f["scenario"] is not None
    )


def test_a_scenario_that_changes_nothing_is_reported(tmp_path: Path) -> None:
    text = f"{DESIGN}  - {{id: same, segments: [{{id: corp, accounts: 50}}]}}\n"
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")
    run = csdesign("check", "design.yaml", "--format", "concise", cwd=tmp_path)

    line = text.count("\n")
    assert f"design.yaml:{line}:10: warning: scenario 'same' leaves the design as it is" in run.out


@pytest.mark.parametrize(
    ("overlay", "words"),
    [
        ("roles: [{id: csm, remove: true}]", "there is no role 'csm'"),
        ("segments: [{id: corp, accounts: -200%}]", "percentage"),
        ("segments: [{id: corp, commercial: {renewal_season: [1, 1]}}]", "give twelve"),
    ],
)
def test_a_scenario_that_does_not_hold_is_refused_with_its_line(
    tmp_path: Path, overlay: str, words: str
) -> None:
    (tmp_path / "design.yaml").write_text(f"{DESIGN}  - {{id: bad, {overlay}}}\n", encoding="utf-8")
    run = csdesign("plan", "design.yaml", "--scenario", "bad", cwd=tmp_path)

    assert run.code == 2
    assert "scenario 'bad'" in run.err
    assert words in run.err
    assert f":{DESIGN.count(chr(10)) + 1}:" in run.err


def test_an_unknown_scenario_is_one_clear_line(folder: Path) -> None:
    run = csdesign("plan", "design.yaml", "--scenario", "len", cwd=folder)

    assert (run.code, run.err.count("\n")) == (2, 1)
    assert "did you mean 'lean'" in run.err


COUNTED = """\
csdesign: 1
horizon: {start: 2027-01, months: 12}
accounts: {as_of: 2026-12-20}
segments:
  - id: ent
    where: employees >= 1000
    new_accounts: 12
    churn: 0.5
    interactions:
      - {id: renew, stage: renew, channel: human-1to1, per_year: 1, minutes: 60, effort_hours: 6,
         purpose: renewal, role: csm}
  - id: smb
    otherwise: true
    interactions: [{id: mail, stage: adopt, channel: digital, every: week}]
roles: [{id: csm}]
scenarios: [{id: more, segments: [{id: ent, accounts: +50%}]}]
"""
TABLE = """\
id,employees,start_date,renewal_date
a,2000,2024-01-15,2027-01-15
b,2000,2026-11-01,2027-11-01
c,2000,2020-03-01,2026-03-01
d,2000,,
e,50,2026-12-01,2027-12-01
"""


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    (tmp_path / "design.yaml").write_text(COUNTED, encoding="utf-8")
    (tmp_path / "customers.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_a_table_gives_the_horizon_its_real_start(counted: Path) -> None:
    months = plan(counted, "--accounts", "customers.csv")["months"]
    due = [month["due"] for month in months["segments"][0]["months"]]

    # c is past and rolled on by a year; d has no date and is spread over the twelve months.
    expected = [1 / 12] * 12
    for month in (0, 2, 10):
        expected[month] += 1
    assert due == pytest.approx(expected)
    assert (months["counted"], months["undated"]) == (True, 1)
    assert months["segments"][0]["months"][0]["opening"] == pytest.approx(4)


def test_months_start_where_customers_were_counted(counted: Path) -> None:
    run = csdesign(
        "plan", "design.yaml", "--accounts", "customers.csv", "--as-of", "2026-10-20", cwd=counted
    )

    assert run.code == 2
    assert "the months must start in 2026-10 or 2026-11, not in 2027-01" in run.err


def test_counted_customers_take_percentages_too(counted: Path) -> None:
    found = plan(counted, "--accounts", "customers.csv", "--scenario", "more")

    assert [segment["accounts"]["count"] for segment in found["segments"]] == [6, 1]


def test_what_scenarios_add_is_left_out_by_one_code(folder: Path) -> None:
    def added(*args: str) -> list[str]:
        run = csdesign("check", "design.yaml", "--format", "json", *args, cwd=folder)
        return [f["code"] for f in json.loads(run.out)["findings"] if f["scenario"] is not None]

    every = added()
    assert every
    assert added("--select", every[0]) == [code for code in every if code == every[0]]
    assert added("--ignore", "SCN001") == []


def test_the_other_scenarios_are_not_a_difference_of_one(folder: Path) -> None:
    run = csdesign("diff", "design.yaml", "--scenario", "lean", cwd=folder)

    assert "is gone" not in run.out
    assert "scenarios:" not in run.out


def test_a_late_hire_names_what_it_is_for_and_not_what_is_late_already(tmp_path: Path) -> None:
    # 400 h a month for two: three more are needed from the first day on, and nobody can start
    # before March. In June Ben leaves, and one more is for him.
    (tmp_path / "design.yaml").write_text(
        "csdesign: 1\n"
        "horizon: {start: 2027-01, months: 12, as_of: 2026-12-31}\n"
        "params: {max_delay_months: 0.1}\n"
        "segments:\n  - id: core\n    accounts: 400\n    interactions:\n"
        "      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 30,\n"
        "         effort_hours: 1, role: csm}\n"
        "roles: [{id: csm}]\n"
        "positions: [{id: ana, roles: csm}, {id: ben, roles: csm, leaves: 2027-06-30}]\n",
        encoding="utf-8",
    )
    role = plan(tmp_path)["months"]["roles"]["csm"]
    reasons = [v["reason"]["subject"] or v["reason"]["cause"] for v in role["vacancies"]]

    assert reasons == ["work", "work", "work", "ben"]
    assert [v["late"] for v in role["vacancies"]] == [True, True, True, False]
