"""Months worked out by hand, through the command and its JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cli.running import csdesign
from csdesign.planning.months.horizon import horizon_of
from csdesign.planning.months.working_time import full_time_hours
from csdesign.planning.work.staffing import hours_of
from designs import design_of

from .designs import FLAT, GROWING, LEAVER

if TYPE_CHECKING:
    from pathlib import Path

YEAR = ("--months", "12", "--from", "2027-01")


def months(folder: Path, text: str, *args: str) -> dict[str, Any]:
    (folder / "design.yaml").write_text(text, encoding="utf-8")
    run = csdesign("plan", "design.yaml", "--format", "json", *args, cwd=folder)
    assert run.code == 0, run.err
    return json.loads(run.out)["months"]


def line(plan: dict[str, Any], key: str, role: str = "csm") -> list[Any]:
    return [month[key] for month in plan["roles"][role]["months"]]


def closing(plan: dict[str, Any]) -> list[float]:
    return [month["closing"] for month in plan["segments"][0]["months"]]


def test_a_flat_year_is_twelve_equal_months(tmp_path: Path) -> None:
    plan = months(tmp_path, FLAT, *YEAR)

    assert line(plan, "hours") == pytest.approx([264] * 12)
    assert line(plan, "required_fte") == pytest.approx([2.823529412] * 12)
    assert closing(plan) == pytest.approx([120] * 12)
    assert plan["bridge"] == {
        "months": 12,
        "yearly_hours": pytest.approx(3168),
        "customers": {"core": pytest.approx(0, abs=1e-9)},
        "onboarding_hours": 0,
        "renewals_hours": 0,
        "months_hours": pytest.approx(3168),
    }
    assert sum(total["cost"] for total in plan["totals"]) == pytest.approx(270_000)


@pytest.mark.parametrize(
    ("days", "hours"), [(365 / 12, [72 + 6, 72, 0, 0]), (365 / 4, [24 + 10, 48 + 6, 48 + 2, 24])]
)
def test_onboarding_takes_the_days_that_the_design_states(
    tmp_path: Path, days: float, hours: list[float]
) -> None:
    """Twelve start within January, 12 hours each: evenly over one month, or over three.

    What is added is the rest of the work for the one customer who started in each month before.
    """
    text = f"""\
csdesign: 1
params: {{onboarding_days: {days!r}}}
segments:
  - id: core
    accounts: 12
    new_accounts: [12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    interactions:
      - {{id: setup, stage: onboard, channel: human-1to1, times: 4, minutes: 60, effort_hours: 3,
         role: csm}}
roles: [{{id: csm, title: Customer Success Manager}}]
"""
    plan = months(tmp_path, text, *YEAR)

    assert line(plan, "hours")[:4] == pytest.approx(hours)


def test_growth_and_season_move_starts(tmp_path: Path) -> None:
    plan = months(tmp_path, GROWING, "--months", "24", "--from", "2027-01")
    customers = plan["segments"][0]["months"]

    assert [customers[m]["new"] for m in (0, 8, 11, 12, 23)] == pytest.approx(
        [3.333333, 6.666667, 13.333333, 4, 16], abs=1e-6
    )
    assert [customers[m]["lost"] for m in (0, 12, 23)] == pytest.approx(
        [0.833333, 1.083333, 2.083333], abs=1e-6
    )
    assert [closing(plan)[m] for m in (0, 11, 23)] == pytest.approx([102.5, 150, 207])
    assert [line(plan, "hours")[m] for m in (0, 11, 23)] == pytest.approx(
        [101.25, 143.75, 200.041667], abs=1e-6
    )
    assert [line(plan, "required_fte")[m] for m in (0, 11, 23)] == pytest.approx(
        [1.082887701, 1.537433155, 2.139483066], abs=1e-9
    )


@pytest.mark.parametrize(
    ("term", "ends"),
    [
        (1, (96, 76.8, 61.44)),
        (6, (96, 76.8, 61.44)),
        (12, (96, 76.8, 61.44)),
        (18, (97.24334, 77.72334, 61.44)),
        (24, (98.4, 76.8, 62.976)),
        (36, (100.48, 80.96, 61.44)),
    ],
)
def test_terms_decide_when_customers_leave(
    tmp_path: Path, term: int, ends: tuple[float, ...]
) -> None:
    text = FLAT.replace("new_accounts: 24", "new_accounts: 0").replace(
        "term_months: 12", f"term_months: {term}"
    )
    plan = months(tmp_path, text, "--months", "36", "--from", "2027-01")

    assert [closing(plan)[m] for m in (11, 23, 35)] == pytest.approx(ends, abs=1e-5)


def test_a_calendar_moves_the_hours_of_the_year(tmp_path: Path) -> None:
    text = FLAT.replace(
        "csdesign: 1", "csdesign: 1\nhorizon: {start: 2027-01, months: 12, calendar: DE-BY}"
    )
    plan = months(tmp_path, text)
    days = [19, 20, 21, 22, 18, 22, 22, 22, 22, 21, 21, 23]

    assert line(plan, "full_time_hours") == pytest.approx([1122 * d / 253 for d in days])
    assert line(plan, "full_time_hours")[0] == pytest.approx(84.26087, abs=1e-5)
    assert sum(line(plan, "full_time_hours")) == pytest.approx(1122)
    assert line(plan, "required_fte")[0] == pytest.approx(3.133126935)
    assert line(plan, "required_fte")[11] == pytest.approx(2.588235294)


def test_leavers_to_be_expected_cost_work_first_and_pay_less(tmp_path: Path) -> None:
    text = FLAT.replace("90000}", "90000, annual_attrition: 0.2}")
    plan = months(tmp_path, text, *YEAR)

    assert line(plan, "available_fte") == pytest.approx(
        [2.975, 2.925, 2.875, 2.8375, 2.8125, *[2.8] * 7]
    )
    assert line(plan, "posts") == pytest.approx([2.975, 2.925, *[2.9] * 10])
    assert sum(total["cost"] for total in plan["totals"]) == pytest.approx(261_750)


def test_a_leaver_makes_a_vacancy_that_opens_in_time(tmp_path: Path) -> None:
    plan = months(tmp_path, LEAVER, *YEAR, "--as-of", "2026-12-01")
    role = plan["roles"]["csm"]

    assert line(plan, "hours") == pytest.approx([167.5 + 5 * month for month in range(12)])
    assert line(plan, "available_fte") == pytest.approx([2, 2, 2, 2, 2.5, 2.5, *[2] * 6])
    assert line(plan, "backlog_hours") == pytest.approx(
        [0, 0, 0, 0, 0, 0, 10.5, 26, 46.5, 72, 102.5, 138]
    )
    assert line(plan, "backlog_with_hires_hours") == pytest.approx(
        [0, 0, 0, 0, 0, 0, 10.5, 26, 46.5, 72, 55.75, 44.5]
    )
    assert role["first_short"] == "2027-11"
    (vacancy,) = role["vacancies"]
    # 1 October less two months is 1 August, a Sunday: the last working day before it.
    assert (vacancy["start"], vacancy["open_by"]) == ("2027-10-01", "2027-07-30")
    assert (vacancy["late"], vacancy["ideal_start"]) == (False, "2027-10-01")
    # Ben was one whole person; customers grew by 50 h a month, half a person.
    assert vacancy["reason"] == {"cause": "leaver", "subject": "ben", "people": 1}
    assert sum(total["cost"] for total in plan["totals"]) == pytest.approx(202_500)
    assert sum(total["cost_with_hires"] for total in plan["totals"]) == pytest.approx(225_000)


def test_leave_taken_in_august_leaves_fewer_hours_there() -> None:
    """48 weeks are 20 days a month; of 24 days off August has 13, so 7 of 216 days are worked."""
    season = [1] * 7 + [13] + [1] * 4
    design = design_of(
        f"horizon: {{start: 2027-01, months: 12, leave_season: {season}}}\n"
        "params: {weeks: 48, absence_days: 24}\nsegments: []\nroles: [{id: csm}]\n"
    )
    hours = full_time_hours(design, "csm", horizon_of(design))
    year = hours_of(design, "csm").planned_hours

    assert hours == pytest.approx([year * (7 if weight > 1 else 19) / 216 for weight in season])
