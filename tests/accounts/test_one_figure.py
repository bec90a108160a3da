"""One table in every output: what a plan counts is what a report draws and a history ends with."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

import csdesign
from csdesign.views.content import ReportContent
from csdesign.views.plan.customers import section
from csdesign.views.section import Table

if TYPE_CHECKING:
    from pathlib import Path

DESIGN = """\
csdesign: 1
company: {name: Trial, currency: EUR}
segments:
  - id: large
    where: arr >= 100
    interactions:
      - id: call
        stage: adopt
        channel: human-1to1
        every: month
        minutes: 45
        effort_hours: 1
        role: csm
      - id: start
        stage: onboard
        channel: human-1to1
        times: 4
        minutes: 90
        effort_hours: 2
        role: csm
  - id: rest
    otherwise: true
    interactions:
      - id: call
        stage: adopt
        channel: human-1to1
        every: quarter
        minutes: 20
        effort_hours: 0.5
        role: csm
roles:
  - {id: csm, title: Customer Success Manager, kind: csm}
accounts:
  path: rows.csv
  per: customer
  sum: [arr]
  min: [start_date]
  where: state = 'active'
  as_of: 2026-11-30
  history: history
"""
HEAD = "customer,arr,start_date,state\n"


def rows(numbers: range) -> str:
    """Two rows a customer, each with half of its revenue; one row that does not count."""
    first = date(2025, 6, 1)
    text = "".join(
        f"c{n},{n * 10},{first + timedelta(days=20 * n)},active\nc{n},{n * 10},2026-11-01,active\n"
        for n in numbers
    )
    return f"{HEAD}{text}gone,5000,2026-01-01,ended\n"


def designed(tmp_path: Path) -> csdesign.Design:
    (tmp_path / "design.yaml").write_text(DESIGN, encoding="utf-8")
    (tmp_path / "rows.csv").write_text(rows(range(1, 26)), encoding="utf-8")
    history = tmp_path / "history"
    history.mkdir()
    (history / "2026-10-31.csv").write_text(rows(range(1, 20)), encoding="utf-8")
    return csdesign.load(tmp_path / "design.yaml")


def test_a_report_draws_the_customers_that_the_plan_counts(tmp_path: Path) -> None:
    """Rows that make one customer are one in the distribution, and left out ones are none."""
    found = csdesign.measure(designed(tmp_path), spreads=True)

    (spread,) = found.spreads
    above = sum(each.accounts for each in spread.bins if each.low >= 100)
    sizes = {segment.id: segment.accounts for segment in found.segments}
    assert sizes == {"large": 21, "rest": 4}
    assert (above, sum(each.accounts for each in spread.bins)) == (21, 25)


def test_the_last_line_of_a_history_has_the_hours_of_the_plan(tmp_path: Path) -> None:
    """Starts are part of the work of a year: 12 h for a large customer, 8 h more for a new one."""
    design = designed(tmp_path)
    found = csdesign.measure(design)
    plan = csdesign.plan(design, measured=found)

    shown = section(ReportContent(plan, "0"))
    assert shown is not None
    history = next(
        part for part in shown.parts if isinstance(part, Table) and part.name == "history"
    )
    hours = [row[[column.key for column in history.columns].index("hours")] for row in history.rows]
    work = math.fsum(
        plan.segment_by_id[each.id].workload.hours_of(each.accounts, each.new_accounts) or 0.0
        for each in found.segments
    )
    new = found.segments[0].new_accounts
    assert history.rows[-1][1:3] == (21, 4)
    assert new == 16
    assert hours[-1] == work == 21 * 12 + 4 * 4 * 0.5 + 16 * 4 * 2
    assert history.rows[0][1:3] == (15, 4)
