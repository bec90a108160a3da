"""Designs that cannot be planned by month: line, column and remedy of each mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.running import csdesign

from .designs import LEAVER

if TYPE_CHECKING:
    from pathlib import Path

HORIZON = "csdesign: 1\nhorizon: "
COMMERCIAL = "churn: 0.1\n    commercial: {"
THREE = "[3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]"
END = LEAVER.count("\n") + 2


def concise(folder: Path, text: str, *args: str) -> tuple[list[str], int]:
    (folder / "design.yaml").write_text(text, encoding="utf-8")
    run = csdesign("check", "design.yaml", "--format", "concise", *args, cwd=folder)
    assert "Traceback" not in run.err
    return [line for line in run.out.splitlines() if ": error: " in line], run.code


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("csdesign: 1", f"{HORIZON}2027-13", "2:10", "give a month as year-month, such as 2027-01"),
        ("csdesign: 1", f"{HORIZON}January 2027", "2:10", "such as 2027-01"),
        ("csdesign: 1", f"{HORIZON}{{start: 2027-01, months: 61}}", "2:35", "from 1 to 60"),
        ("csdesign: 1", f"{HORIZON}{{start: 2027-01, months: 0}}", "2:35", "from 1 to 60"),
        ("csdesign: 1", f"{HORIZON}{{months: 12}}", "2:1", "give start: 2027-01, or as_of"),
        (
            "csdesign: 1",
            f"{HORIZON}{{start: 2027-01, calendar: DE-BAY}}",
            "2:37",
            "did you mean 'DE-BY'",
        ),
        ("csdesign: 1", f"{HORIZON}{{start: 2027-01, calendar: Germany}}", "2:37", "the code: DE"),
        (
            "csdesign: 1",
            f"{HORIZON}{{start: 2027-01, leave_season: {'[0' + ', 0' * 11}]}}",
            "2:27",
            "all twelve numbers are 0",
        ),
        ("growth: 0.0", "season: [1, 2, 3]", "6:34", "there are 3 numbers; give twelve"),
        ("growth: 0.0", f"season: {'[0' + ', 0' * 11}]", "6:34", "give one above 0"),
        ("{per_year: 36, growth: 0.0}", "{per_yaer: 36}", "6:20", "did you mean 'per_year'"),
        ("{per_year: 36, growth: 0.0}", "[1, -2]", "6:23", "give a number from 0"),
        ("{per_year: 36, growth: 0.0}", "+20%", "6:19", "only be written in a scenario"),
        ("leaves: 2027-06-30", "leaves: 2027-02-31", "17:35", "give a date such as 2027-04-01"),
        (
            "leaves: 2027-06-30",
            "starts: 2027-07, leaves: 2027-06-30",
            "17:52",
            "is before the first day",
        ),
        ("churn: 0.1", "churn: 1.2", "7:12", "give a fraction from 0 to 1"),
        ("churn: 0.1", "churn: 0.1\n    moves_to: {core: 0.2}", "8:16", "cannot move to their own"),
        ("churn: 0.1", "churn: 0.1\n    moves_to: {cor: 0.2}", "8:21", "did you mean 'core'"),
        ("churn: 0.1", f"{COMMERCIAL}term_months: 61}}", "8:31", "from 1 to 60"),
        (
            "churn: 0.1",
            f"{COMMERCIAL}term_months: 18, renewal_season: {THREE}}}",
            "8:35",
            "give 12, 24, 36, 48 or 60, or leave the season out",
        ),
    ],
)
def test_a_mistake_is_reported_at_its_place_with_the_way_out(
    tmp_path: Path, old: str, new: str, place: str, words: str
) -> None:
    (line,), code = concise(tmp_path, LEAVER.replace(old, new, 1))

    assert line.startswith(f"design.yaml:{place}: error: ")
    assert words in line
    assert code == 1


def test_a_list_of_new_customers_that_ends_early_is_reported(tmp_path: Path) -> None:
    text = LEAVER.replace("csdesign: 1", f"{HORIZON}{{start: 2027-01, months: 24}}")
    (line,), code = concise(tmp_path, text.replace("{per_year: 36, growth: 0.0}", THREE))

    assert "12 numbers for 24 months; give 24, or {per_year, season}" in line
    assert line.startswith("design.yaml:7:5:")
    assert code == 1


def test_moves_of_more_than_all_customers_are_reported(tmp_path: Path) -> None:
    text = LEAVER.replace("churn: 0.1", "churn: 0.1\n    moves_to: {mid: 0.7, smb: 0.5}").replace(
        "roles: [", "  - {id: mid, accounts: 3}\n  - {id: smb, accounts: 4}\nroles: ["
    )
    (line,), _ = concise(tmp_path, text)

    assert line.startswith("design.yaml:8:5:")
    assert "the shares sum to 1.2;" in line


@pytest.mark.parametrize(
    ("scenario", "column", "words"),
    [
        ("{id: a, roles: [{id: csm, remove: true}]}", 26, "there is no role 'csm'"),
        (
            "{id: a, segments: [{id: core, milestones: [{id: live, remove: true}]}]}",
            53,
            "there is no milestone 'live'",
        ),
        ("{id: a, segments: [{id: cor, remove: true}]}", 29, "did you mean 'core'"),
        ("{id: a, positions: [{id: x, roles: cms}]}", 40, "did you mean 'csm'"),
        ("{id: a, segments: [{id: core, name: +20%}]}", 41, "name is not a number"),
        (
            "{id: a, segments: [{id: core, interactions: [{id: call, staff: +20%}]}]}",
            68,
            "staff is not stated, so there is nothing to take +20% of",
        ),
        ("{id: a, extends: a}", 22, "extends forms a loop: a -> a"),
        ("{id: a, segmnets: []}", 13, "did you mean 'segments'"),
        ("{id: a, policies: []}", 13, "it belongs to the top of the file"),
    ],
)
def test_what_a_scenario_breaks_is_reported_in_the_scenario(
    tmp_path: Path, scenario: str, column: int, words: str
) -> None:
    (line,), code = concise(tmp_path, f"{LEAVER}scenarios:\n  - {scenario}\n")

    assert line.startswith(f"design.yaml:{END}:{column}: error: scenario")
    assert words in line
    assert code == 1


@pytest.mark.parametrize(
    ("key", "old"),
    [("minutes", "minutes: 45, "), ("effort_hours", ", effort_hours: 2")],
)
def test_a_percentage_of_what_nobody_stated_is_reported(tmp_path: Path, key: str, old: str) -> None:
    text = LEAVER.replace(old, "", 1)
    scenario = f"{{id: a, segments: [{{id: core, interactions: [{{id: call, {key}: +20%}}]}}]}}"
    (line,), _ = concise(tmp_path, f"{text}scenarios:\n  - {scenario}\n")

    assert f"{key} is not stated, so there is nothing to take +20% of" in line
    assert line.startswith(f"design.yaml:{END}:")


def test_two_scenarios_of_one_id_are_reported_at_the_second(tmp_path: Path) -> None:
    (line,), _ = concise(
        tmp_path,
        f"{LEAVER}scenarios:\n  - {{id: a, params: {{internal_share: 0.2}}}}\n"
        "  - {id: a, params: {internal_share: 0.3}}\n",
    )

    assert line.startswith(f"design.yaml:{END + 1}:10: error: scenarios: the id 'a' is used twice")


def test_a_leaver_before_the_months_is_not_there_and_needs_no_successor(tmp_path: Path) -> None:
    text = LEAVER.replace("csdesign: 1", f"{HORIZON}2027-08")
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")
    run = csdesign("plan", "design.yaml", cwd=tmp_path)

    assert "You have 2 people" in run.out  # ana and new-1
    assert "TIM006" not in run.out
    assert "ben leaves" not in run.out


def test_months_that_are_over_are_reported(tmp_path: Path) -> None:
    text = LEAVER.replace("csdesign: 1", f"{HORIZON}{{start: 2026-01, as_of: 2026-11-30}}")
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")
    run = csdesign("plan", "design.yaml", cwd=tmp_path)

    assert "10 months of the horizon are over on 30 Nov 2026" in " ".join(run.out.split())


def test_sixty_months_of_long_terms_keep_every_customer_in_view(tmp_path: Path) -> None:
    text = LEAVER.replace("csdesign: 1", f"{HORIZON}{{start: 2027-01, months: 60}}").replace(
        "churn: 0.1", f"{COMMERCIAL}term_months: 36}}"
    )
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")
    run = csdesign("plan", "design.yaml", cwd=tmp_path)

    assert run.code == 0
    assert "January 2027 to December 2031" in run.out


@pytest.mark.parametrize(
    ("setting", "hours"),
    [("per_year=6", 60 * 12 + 540), ("every=quarter", 60 * 8 + 540), ("times=3", 36 * 6 + 540)],
)
def test_how_often_may_be_set_in_any_of_its_forms(
    tmp_path: Path, setting: str, hours: float
) -> None:
    (tmp_path / "design.yaml").write_text(LEAVER, encoding="utf-8")
    run = csdesign(
        "plan",
        "design.yaml",
        "--format",
        "json",
        "--set",
        f"segments.core.interactions.call.{setting}",
        cwd=tmp_path,
    )

    assert run.code == 0, run.err
    assert f'"hours": {float(hours)}' in run.out
