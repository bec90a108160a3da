"""The workbook calculates months: what it shows is the plan, and a changed cell moves the rest."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from csdesign import api
from csdesign.formats import Layout
from csdesign.views.content import ReportContent
from designs import design_of
from tools import program

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.planning.results import Plan

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported.*:UserWarning")

TEXT = """\
csdesign: 1
horizon: {start: 2027-01, months: 15, leave_season: [1, 1, 1, 1, 1, 1, 2, 3, 1, 1, 1, 2]}
params: {loaded_cost: 90000, annual_attrition: 0.2, ramp: [0.25, 0.75], fixed_cost: 12000}
segments:
  - id: ent
    name: Enterprise
    accounts: 60
    new_accounts: {per_year: 24, growth: 0.5, season: [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 4]}
    churn: 0.2
    commercial: {term_months: 24, first_contact_months: 3}
    milestones: [{id: live, stage: onboard, by_day: 75}]
    interactions:
      - {id: setup, milestone: live, channel: human-1to1, times: 5, minutes: 60, effort_hours: 3,
         role: csm, from_day: 10}
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 2,
         role: csm}
      - {id: renew, stage: renew, channel: human-1to1, per_year: 1, minutes: 60, effort_hours: 6,
         purpose: renewal, role: csm}
  - id: mid
    name: Mid
    accounts: 300
    new_accounts: 90
    churn: 0.3
    moves_to: {ent: 0.1}
    programme_hours: 120
    interactions:
      - {id: help, stage: adopt, channel: human-pooled, trigger: request, per_year: 6, minutes: 20,
         effort_hours: 0.5, role: support, answer: {within_hours: 2, share: 0.8}}
      - {id: review, stage: adopt, channel: human-1to1, per_year: 1, minutes: 45, effort_hours: 2,
         role: csm}
roles: [{id: csm, title: Customer Success Manager}, {id: support, title: Support}]
positions:
  - {id: north, roles: csm, count: 2}
  - {id: south, roles: csm, leaves: 2027-06-30}
  - {id: new, roles: csm, starts: 2027-04}
  - {id: desk, roles: support, count: 2}
"""


def plan_of(*sets: str) -> Plan:
    return api.plan(design_of(TEXT, *sets))


def workbook(*sets: str) -> bytes:
    from csdesign.formats.xlsx import write

    (file,) = write(ReportContent(plan_of(*sets), "0"), Layout())
    return file.data


def people(data: bytes) -> dict[tuple[str, str], list[float]]:
    """Return the lines of the sheet of people: by role and what they are."""
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Month people"]
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return {(row[0], row[1]): [float(cell) for cell in row[3:]] for row in rows if row[1]}


def is_the_plan(found: dict[tuple[str, str], list[float]], plan: Plan, *, short: bool) -> None:
    """Check lines; who is short hangs on people that a queue takes, which no cell calculates."""
    assert plan.months is not None
    for role in plan.months.roles:
        lines: dict[str, list[Any]] = {
            "Hours": [month.hours for month in role.months],
            "Hours of one person": [month.full_time_hours for month in role.months],
            "At work": [month.available for month in role.months],
            "Waiting work (h)": [month.backlog for month in role.months],
            "Waiting work (months of the role's time)": [month.delay for month in role.months],
        }
        if short:
            lines["Short (1 = yes)"] = [float(month.short) for month in role.months]
        for words, values in lines.items():
            assert found[role.title, words] == pytest.approx(values, abs=1e-6), words


def test_the_workbook_shows_the_months_of_the_plan() -> None:
    plan, found = plan_of(), people(workbook())
    assert plan.months is not None
    csm, support = plan.months.roles

    is_the_plan(found, plan, short=True)
    # A queue with a short promise asks for people whatever the hours.
    assert found["Support", "Full-time people needed"] == pytest.approx(
        [m.required for m in support.months]
    )
    assert found["Customer Success Manager", "Waiting work with hires (h)"] == pytest.approx(
        [month.backlog_with_hires for month in csm.months]
    )
    assert found["Total", "Cost with hires"] == pytest.approx(
        [total.cost_with_hires for total in plan.months.totals]
    )


def test_changed_cells_move_the_months_as_the_design_would(tmp_path: Path) -> None:
    """LibreOffice recalculates: customers, starts, churn, effort, time, ramp, leavers."""
    office = program("soffice")
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book["Customers"]["B2"] = 90
    book["Month inputs"]["C3"] = 0.1  # share of Mid that leaves in a year
    for cell in book["Starts"][3][3:]:
        cell.value = 10  # a month, of Mid
    book["Work"]["G3"] = 3  # the call
    book["Inputs"]["B5"] = 0.2  # share of time not spent on customers
    for row in (6, 7):  # both roles
        assert book["Month inputs"].cell(row, 5).value == 0.25
        book["Month inputs"].cell(row, 3).value = 0.1
        book["Month inputs"].cell(row, 5).value = 0.5
    book.save(tmp_path / "changed.xlsx")
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "changed.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    found = people((tmp_path / "out" / "changed.xlsx").read_bytes())
    is_the_plan(
        found,
        plan_of(
            "segments.ent.accounts=90",
            "segments.mid.churn=0.1",
            "segments.mid.new_accounts=120",
            "segments.ent.interactions.call.effort_hours=3",
            "params.internal_share=0.2",
            "params.annual_attrition=0.1",
            "params.ramp.0=0.5",
        ),
        short=False,
    )


def test_shared_people_stay_as_planned_and_what_waits_follows() -> None:
    shared = TEXT.replace(
        "{id: desk, roles: support, count: 2}", "{id: desk, roles: [csm, support]}"
    )
    plan = api.plan(design_of(shared))
    from csdesign.formats.xlsx import write

    (file,) = write(ReportContent(plan, "0"), Layout())
    found = people(file.data)

    assert plan.months is not None
    assert found["Support", "Shared people, as planned"] == pytest.approx(
        [month.available for month in plan.months.roles[1].months]
    )
    assert ("Total", "Cost with hires") not in found
