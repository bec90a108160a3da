"""Months and futures through the commands: hires to paste, freeze, money, bad input."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from cli.running import csdesign

from .designs import FLAT, LEAVER

if TYPE_CHECKING:
    from pathlib import Path

SHORT = FLAT.replace("accounts: 120", "accounts: 190").replace(
    "csdesign: 1",
    "csdesign: 1\nhorizon: {start: 2027-01, months: 12, as_of: 2026-12-15, fiscal_start: 4, "
    "budget: 400k, first_start: 2027-06}",
)


def written(folder: Path, text: str) -> None:
    (folder / "design.yaml").write_text(text, encoding="utf-8")


def months(folder: Path, *args: str) -> dict[str, Any]:
    run = csdesign("plan", "design.yaml", "--format", "json", *args, cwd=folder)
    assert run.code == 0, run.err
    return json.loads(run.out)["months"]


def test_a_freeze_holds_hires_and_what_it_costs_is_backlog(tmp_path: Path) -> None:
    written(tmp_path, SHORT)
    found = months(tmp_path)
    role = found["roles"]["csm"]

    assert min(vacancy["start"] for vacancy in role["vacancies"]) == "2027-06-01"
    assert all(v["held"] == (v["ideal_start"] < "2027-06") for v in role["vacancies"])
    # As many hires as without a freeze: a temporary backlog takes nobody more.
    free = SHORT.replace(", first_start: 2027-06", "")
    written(tmp_path, free)
    freely = months(tmp_path)["roles"]["csm"]
    assert len(freely["vacancies"]) == len(role["vacancies"])
    assert role["still_short"]


def test_cost_by_fiscal_quarter_foots_with_the_months_and_the_budget(tmp_path: Path) -> None:
    written(tmp_path, SHORT)
    found = months(tmp_path)
    costs = [total["cost_with_hires"] for total in found["totals"]]

    assert [quarter["months"] for quarter in found["quarters"]] == [3, 3, 3, 3]
    assert sum(q["cost_with_hires"] for q in found["quarters"]) == pytest.approx(sum(costs))
    assert found["budget"] == 400_000
    bridge = found["money_bridge"]
    # The year needs 5 people at 90,000; 3 are there throughout, hires from June and August on.
    assert bridge["year"] == 450_000
    assert bridge["total"] == pytest.approx(sum(costs))
    assert bridge["total"] == pytest.approx(
        bridge["year"] + bridge["surplus"] + bridge["vacant"] + bridge["hires"]
    )
    assert bridge["hires"] == pytest.approx((7 + 5) * 7500 - 2 * 90_000)


@pytest.mark.parametrize(
    ("length", "columns"),
    [(12, [12]), (13, [5]), (36, [12]), (37, [7, 6]), (60, [10, 10])],
)
def test_horizons_beyond_twelve_months_show_quarters_in_tables_that_fit(
    length: int, columns: list[int], tmp_path: Path
) -> None:
    """Also the longest: nothing is summed up to years, and no line is over 80 cells."""
    written(tmp_path, LEAVER)
    run = csdesign(
        "plan", "design.yaml", "--months", str(length), "--from", "2027-01", cwd=tmp_path
    )
    lines = run.out.splitlines()
    first = next(n for n, line in enumerate(lines) if "PEOPLE BY MONTH" in line)
    last = next(n for n, line in enumerate(lines) if "VACANCIES TO OPEN" in line)
    needed = [line for line in lines[first:last] if "needed" in line and "Total" not in line]

    assert [len(line.partition("needed")[2].split()) for line in needed] == columns
    assert max(map(len, lines)) <= 80
    assert not any("plan further ahead with --months 60" in line for line in lines if length == 60)


def test_the_hours_of_the_year_and_of_the_months_foot(tmp_path: Path) -> None:
    written(tmp_path, LEAVER)
    bridge = months(tmp_path, "--months", "12", "--from", "2027-01")["bridge"]

    # Customers grow from 60 to 90: 75 on average, 15 more at 24 h a year.
    assert bridge["customers"] == {"core": pytest.approx(15 * 24)}
    assert bridge["months_hours"] == pytest.approx(
        bridge["yearly_hours"]
        + sum(bridge["customers"].values())
        + bridge["onboarding_hours"]
        + bridge["renewals_hours"]
    )


def test_proposed_hires_pasted_leave_nothing_to_hire(tmp_path: Path) -> None:
    written(tmp_path, LEAVER)
    args = ("--months", "12", "--from", "2027-01")
    run = csdesign("plan", "design.yaml", *args, "--output", "yaml=hires.yaml", cwd=tmp_path)
    both = csdesign("plan", "design.yaml", "hires.yaml", *args, "--format", "json", cwd=tmp_path)

    assert run.code == both.code == 0
    role = json.loads(both.out)["months"]["roles"]["csm"]
    assert (role["vacancies"], role["first_short"]) == ([], None)


def test_proposed_hires_have_ids_that_are_free(tmp_path: Path) -> None:
    """One post has the first name already, and the other two hires get the next."""
    taken = "{id: csm-hire-1, roles: csm, leaves: 2027-09-30}"
    more = LEAVER.replace("accounts: 60", "accounts: 200")
    written(tmp_path, f"{more}  - {taken}\n")
    csdesign(
        *("plan", "design.yaml", "--months", "12", "--from", "2027-01"),
        *("--output", "yaml=hires.yaml"),
        cwd=tmp_path,
    )
    hires = (tmp_path / "hires.yaml").read_text(encoding="utf-8")

    assert re.findall(r"id: ([\w-]+)", hires)[:2] == ["csm-hire-2", "csm-hire-3"]


@pytest.mark.parametrize(
    ("fill", "opens"),
    [("0", "2027-10-01"), ("1.5", "2027-08-17"), ("2", "2027-07-30"), ("6", "2027-04-01")],
)
def test_open_by_days_are_working_days(tmp_path: Path, fill: str, opens: str) -> None:
    written(tmp_path, LEAVER)
    found = months(
        tmp_path, "--months", "12", "--from", "2027-01", "--set", f"params.months_to_fill={fill}"
    )

    (vacancy,) = found["roles"]["csm"]["vacancies"]
    assert (vacancy["start"], vacancy["open_by"]) == ("2027-10-01", opens)


def test_a_late_vacancy_moves_and_is_an_error(tmp_path: Path) -> None:
    written(tmp_path, SHORT.replace(", first_start: 2027-06", ""))
    found = months(tmp_path)
    run = csdesign("check", "design.yaml", "--format", "concise", cwd=tmp_path)

    # 15 December and two months is 15 February: the first of March.
    assert min(v["start"] for v in found["roles"]["csm"]["vacancies"]) == "2027-03-01"
    assert "TIM001" in run.out
    assert "TIM002" not in run.out


def test_without_a_day_nothing_is_late(tmp_path: Path) -> None:
    text = SHORT.replace(", first_start: 2027-06", "").replace(", as_of: 2026-12-15", "")
    written(tmp_path, text)
    run = csdesign("check", "design.yaml", "--format", "concise", cwd=tmp_path)

    assert "TIM001" not in run.out


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("month:2027-08:csm", "left over, at least 0 = 26 h"),
        ("month:2027-08:csm", "but no requests = 93.5 h"),
        ("month:2027-08:csm", "short in this month = no"),
        ("month:2027-11:csm", "short in this month = yes, more work waits than is accepted"),
        ("vacancy:csm:2027-10", "ben leaves on 30 June"),
    ],
)
def test_months_are_explained_down_to_the_lines(tmp_path: Path, subject: str, words: str) -> None:
    written(tmp_path, LEAVER)
    run = csdesign(
        "explain", subject, "design.yaml", "--months", "12", "--from", "2027-01", cwd=tmp_path
    )

    assert run.code == 0, run.err
    assert words in run.out
    assert "design.yaml:" in run.out


def test_draws_are_explained_and_checked(tmp_path: Path) -> None:
    written(tmp_path, LEAVER)
    told = csdesign("explain", "draw:csm", "design.yaml", "--draws", "500", cwd=tmp_path)
    written(tmp_path, SHORT)
    run = csdesign("check", "design.yaml", "--draws", "500", "--sure", "0.95", cwd=tmp_path)

    assert told.code == 0
    assert "rank correlation of estimates of effort = 0.5" in told.out
    assert "UNC001" in run.out


def test_a_difference_names_vacancies(tmp_path: Path) -> None:
    written(tmp_path, SHORT)
    (tmp_path / "more.yaml").write_text(SHORT.replace("count: 3", "count: 5"), encoding="utf-8")
    run = csdesign("diff", "design.yaml", "more.yaml", cwd=tmp_path)

    assert "vacancies of the months" in run.out


@pytest.mark.parametrize("name", ["report.html", "report.md", "report.xlsx"])
def test_a_report_shows_months_and_scenarios(tmp_path: Path, name: str) -> None:
    text = f"{SHORT}scenarios: [{{id: more, segments: [{{id: core, accounts: +20%}}]}}]\n"
    written(tmp_path, text)
    run = csdesign("report", "design.yaml", "--scenario", "all", "-o", name, cwd=tmp_path)

    assert run.code == 0, run.err
    data = (tmp_path / name).read_bytes()
    if name == "report.html":
        assert data.count(b"<polyline") >= 3
        assert b"Scenarios" in data
        assert b"Open by" in data


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--months", "12"], "the first month is"),
        (["--months", "61", "--from", "2027-01"], "give 1 to 60 months"),
        (["--months", "12", "--from", "2027-13"], "is not a month"),
        (["--output", "yaml=h.yaml"], "add --months 12"),
        (["--output", "csv=h.csv"], "give yaml=PATH"),
        (["--seed", "2"], "need --draws"),
    ],
)
def test_what_cannot_be_planned_is_one_clear_line(
    tmp_path: Path, args: list[str], words: str
) -> None:
    written(tmp_path, LEAVER)
    run = csdesign("plan", "design.yaml", *args, cwd=tmp_path)

    assert (run.code, run.err.count("\n")) == (2, 1)
    assert words in run.err


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("horizon: {start: 2027-13}", "give a month as year-month"),
        ("horizon: {start: 2027-01, months: 72}", "give whole months from 1 to 60"),
        ("horizon: {start: 2027-01, calendar: DE-BAY}", "did you mean 'DE-BY'"),
        (
            "horizon: {start: 2027-01, leave_season: [1, 2]}",
            "give twelve, from January to December",
        ),
        ("horizon: {months: 12}", "the first month is"),
        ("horizon: {start: 2027-01, budget: [1, 2]}", "2 amounts for 4 quarters"),
    ],
)
def test_a_wrong_horizon_is_reported_at_its_line(tmp_path: Path, key: str, words: str) -> None:
    written(tmp_path, LEAVER.replace("csdesign: 1", f"csdesign: 1\n{key}"))
    run = csdesign("check", "design.yaml", "--format", "concise", cwd=tmp_path)

    (line,) = run.out.splitlines()
    assert line.startswith("design.yaml:2:")
    assert words in line
    assert run.code == 1


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("churn: 0.1", "churn: 0.1\n    moves_to: {core: 0.2}", "cannot move to their own"),
        ("churn: 0.1", "churn: 0.1\n    moves_to: {cor: 0.2}", "did you mean 'core'"),
        ("{per_year: 36, growth: 0.0}", "{growth: 0.1}", "need per_year"),
        ("{per_year: 36, growth: 0.0}", "+20%", "only be written in a scenario"),
        ("leaves: 2027-06-30", "leaves: 2027-06-30, starts: 2027-07", "is before the first day"),
        (
            "churn: 0.1",
            "commercial: {term_months: 18, renewal_season: [1,1,1,1,1,1,1,1,1,1,1,1]}",
            "needs a term of whole years",
        ),
    ],
)
def test_what_contradicts_itself_is_reported_with_the_way_out(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    written(tmp_path, LEAVER.replace(old, new))
    run = csdesign("check", "design.yaml", "--format", "concise", cwd=tmp_path)

    assert run.code == 1
    assert words in run.out


def test_a_segment_that_only_begins_in_the_horizon_is_drawn(tmp_path: Path) -> None:
    text = LEAVER.replace("accounts: 60", "accounts: 0").replace("per_year: 36", "per_year: 0")
    forecast = "[0, 0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]"
    written(tmp_path, text.replace("{per_year: 0, growth: 0.0}", forecast))
    run = csdesign(
        "plan", "design.yaml", "--months", "12", "--from", "2027-01", "--draws", "200", cwd=tmp_path
    )

    assert run.code == 0, run.err


def test_a_role_whose_people_help_a_late_one_is_not_said_to_open_in_time(tmp_path: Path) -> None:
    text = SHORT.replace(", first_start: 2027-06", "").replace(
        "roles: [{id: csm, title: Customer Success Manager}]\npositions: [{roles: csm, count: 3}]",
        "roles: [{id: csm}, {id: desk}]\npositions: [{roles: [csm, desk], count: 2}]",
    )
    desk = (
        "      - {id: help, stage: adopt, channel: human-pooled, trigger: request, per_year: 6,\n"
        "         minutes: 20, effort_hours: 0.5, role: desk}\nroles:"
    )
    written(tmp_path, text.replace("roles: [{id: csm}", f"{desk} [{{id: csm}}", 1))
    run = csdesign("check", "design.yaml", "--format", "concise", cwd=tmp_path)

    assert "TIM001" in run.out
    assert "TIM002" not in run.out


def test_some_segments_have_their_hours_and_full_time_work_and_nobody(tmp_path: Path) -> None:
    text = SHORT.replace(
        "roles: [",
        "  - id: small\n    accounts: 50\n    new_accounts: 20\n    programme_hours: 60\n"
        "    interactions:\n"
        "      - {id: hello, stage: onboard, channel: human-1to1, times: 1, minutes: 60,\n"
        "         effort_hours: 2, role: csm}\n"
        "      - {id: chat, stage: adopt, channel: human-1to1, per_year: 2, minutes: 30,\n"
        "         effort_hours: 1, role: csm}\nroles: [",
    )
    written(tmp_path, text)
    whole = months(tmp_path)
    core = months(tmp_path, "--select-segment", "core")
    small = months(tmp_path, "--select-segment", "small")
    both = months(tmp_path, "--select-segment", "core", "--select-segment", "small")

    assert [
        a["hours"] + b["hours"] for a, b in zip(core["totals"], small["totals"], strict=True)
    ] == (pytest.approx([total["hours"] for total in whole["totals"]]))
    assert both["bridge"] == {
        key: pytest.approx(value, abs=1e-6) for key, value in whole["bridge"].items()
    }
    assert {role["months"][0]["posts"] for role in core["roles"].values()} == {None}
    assert [role["vacancies"] for role in core["roles"].values()] == [[]]
    run = csdesign("plan", "design.yaml", "--select-segment", "core", cwd=tmp_path)
    assert "Nobody is to be hired" not in run.out
    assert "Open a vacancy" not in run.out
