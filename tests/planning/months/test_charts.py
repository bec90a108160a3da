"""Pictures of months: what is drawn is what the tables say, inside its frame, with words."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign import api
from csdesign.fitting.fit import fit_design
from csdesign.fitting.fitted import Limit
from csdesign.formats import Layout
from csdesign.formats.html import page
from csdesign.formats.pptx import write
from csdesign.views.content import ReportContent
from csdesign.views.fit import fit_document
from csdesign.views.plan.answer import answer
from csdesign.views.plan.future_charts import charts as future_charts
from csdesign.views.plan.headline import headline
from csdesign.views.plan.months.charts import charts, time_line
from csdesign.views.redaction import Redaction
from csdesign.views.report.drawing.charts import drawn
from csdesign.views.section import Chart, Series
from designs import design_of

from .designs import LEAVER

HORIZON = "csdesign: 1\nhorizon: {start: 2027-01, months: 12, as_of: 2026-12-01, budget: 240k}"
TEXT = LEAVER.replace("csdesign: 1", HORIZON)


@pytest.fixture(scope="module")
def content() -> ReportContent:
    return ReportContent(api.plan(design_of(TEXT)), "0")


def test_each_role_has_its_people_and_what_waits_and_all_have_their_cost(
    content: ReportContent,
) -> None:
    people, waits, cost = charts(content)

    assert [series.key for series in people.series] == ["needed", "there", "hired"]
    assert people.series[1].values == (2, 2, 2, 2, 2.5, 2.5, *(2,) * 6)
    assert [mark.at for mark in people.marks] == [9]
    # 102.5 h wait in November, of 187 h that two people do.
    assert waits.series[0].values[10] == pytest.approx(102.5 / 187)
    assert set(waits.series[2].values) == {0.5}
    assert cost.series[0].values == (15_000,) * 3 + (22_500,) * 3 + (15_000,) * 6
    assert cost.series[2].values == (20_000,) * 12


def test_futures_are_a_fan_their_enough_and_a_tornado() -> None:
    pytest.importorskip("numpy")
    plan = api.plan(design_of(TEXT), draws=400)
    fan, enough, drivers = future_charts(ReportContent(plan, "0"))
    assert plan.futures is not None
    assert plan.futures.months is not None
    line = plan.futures.months.by_role["csm"]

    assert fan.series[0].values == tuple(month.required.p10 for month in line)
    assert fan.series[0].upper == tuple(month.required.p90 for month in line)
    assert fan.series[2].values == (2, 2, 2, 2, 2.5, 2.5, *(2,) * 6)
    assert enough.series[0].values == tuple(m.enough for m in plan.futures.months.totals)
    widths = [b - a for a, b in zip(drivers.series[0].values, drivers.series[0].upper, strict=True)]
    assert widths == sorted(widths, reverse=True)
    assert drivers.base == pytest.approx(1980 / 1122)


def test_the_frontier_is_drawn_from_few_people_to_many() -> None:
    pytest.importorskip("highspy")
    text = LEAVER.replace("accounts: 60", "accounts: 60\n    floor: tech-touch")
    found = fit_design(design_of(text), Limit(people=2), frontier=True)
    document = fit_document(found)
    drawn_ = [p for s in document.sections for p in s.parts if isinstance(p, Chart)]

    assert [chart.labels for chart in drawn_] == [("1", "2")]
    assert drawn_[0].series[0].values == tuple(row.kept for row in reversed(found.frontier))


def test_a_version_without_cost_has_no_picture_of_it(content: ReportContent) -> None:
    hidden = ReportContent(content.plan, "0", redaction=Redaction(frozenset({"cost"})))

    assert [chart.name for chart in charts(hidden)] == ["people-csm", "waits-csm"]


def test_a_vacancy_is_open_until_its_first_day_and_then_learns(content: ReportContent) -> None:
    line = time_line(content.plan)
    assert line is not None
    (span,) = line.spans

    # Open by 30 July, first day 1 October, at work in full from the fourth month on.
    assert (span.opens, span.begins, span.whole) == (pytest.approx(6 + 29 / 31), 9, 12)
    assert [area.key for area in drawn(line).areas] == ["opening", "band"]


def test_every_picture_of_the_page_has_a_name_and_words(content: ReportContent) -> None:
    text = page(content)
    pictures = re.findall(r'<figure class="lines.*?</figure>', text, re.DOTALL)

    assert len(pictures) == 5
    for picture in pictures:
        (names,) = re.findall(r'role="img" aria-labelledby="([^"]+)"', picture)
        assert all(f'id="{name}"' in picture for name in names.split())
        assert re.search(r"<title>[^<]+</title>\s*<desc[^>]*>[^<]+</desc>", picture)
    # The figures of the pictures stand in tables of the page as well.
    assert "People by month and role" in text
    assert "All roles by month" in text


def test_nobody_is_spare_for_the_year_whom_a_month_needs() -> None:
    # The year takes 1.76 of three people, so that one could go; in December the months take 2.4.
    text = TEXT.replace("{id: ben, roles: csm, leaves: 2027-06-30}", "{id: ben, roles: csm}")
    plan = api.plan(design_of(text.replace("starts: 2027-04", "starts: 2026-04")))
    told = [line.subject for line in answer(ReportContent(plan, "0"))]

    assert [item.posts for item in plan.headcount.surplus] == [1]
    assert "Surplus" not in told


def test_a_page_has_a_row_of_fixed_cost() -> None:
    text = TEXT.replace("loaded_cost: 90000", "loaded_cost: 90000, fixed_cost: 12000")
    made = page(ReportContent(api.plan(design_of(text)), "0"))

    assert "Fixed cost" in made
    assert "12,000" in made


@given(st.lists(st.none() | st.floats(0, 1e7), min_size=1, max_size=60))
def test_a_line_stays_inside_its_picture(values: list[float | None]) -> None:
    labels = tuple(str(number) for number in range(len(values)))
    shapes = drawn(Chart("c", "t", "w", labels, (Series("needed", "n", tuple(values)),)))
    places = [
        tuple(map(float, point.split(",")))
        for line in shapes.lines
        for point in line.points.split()
    ]

    assert all(-5 <= x <= shapes.width and 0 <= y <= shapes.height for x, y in places)
    assert bool(places) == any(value is not None for value in values)


@given(
    st.lists(st.tuples(st.floats(0, 1e4), st.floats(0, 1e4)).map(sorted), min_size=1, max_size=12)
)
def test_a_wider_range_is_never_a_shorter_bar(ends: list[list[float]]) -> None:
    low, high = zip(*ends, strict=True)
    labels = tuple(str(number) for number in range(len(ends)))
    shapes = drawn(Chart("c", "t", "w", labels, (Series("band", "r", low, high),), kind="ranges"))
    bars = []
    for area in shapes.areas:
        xs = [float(point.split(",")[0]) for point in area.points.split()]
        bars.append(max(xs) - min(xs))

    by_range = sorted(zip([b - a for a, b in ends], bars, strict=True))
    assert all(a[1] <= b[1] + 0.2 for a, b in pairwise(by_range))


def test_a_slide_says_who_by_when_and_draws_the_role_to_hire_for(content: ReportContent) -> None:
    pptx = pytest.importorskip("pptx")
    (file,) = write(content, Layout())
    deck = pptx.Presentation(io.BytesIO(file.data))
    slide = next(s for s in deck.slides if "January to December 2027" in s.shapes.title.text)
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    first = deck.slides[0].shapes.title.text

    # The bars of the first slide are the year's: its title tells the months as well.
    assert first.startswith("You have ")
    assert "The yearly plan: You need " in first
    assert slide.shapes.title.text == (
        "January to December 2027: 1 vacancy, for a Customer Success Manager, "
        "to open by 30 Jul 2027."
    )
    assert [series.name for series in chart.plots[0].series] == [
        "Needed: Customer Success Manager",
        "At work",
        "At work with hires",
    ]
    assert list(chart.plots[0].series[1].values) == [2, 2, 2, 2, 2.5, 2.5, *[2] * 6]
    assert [cell.text for cell in table.rows[1].cells] == [
        "30 Jul 2027",
        "1 Oct 2027",
        "Customer Success Manager",
        "ben leaves on 30 June",
    ]


def test_the_first_screen_of_a_report_says_what_the_headline_says(content: ReportContent) -> None:
    told = {line.subject: f"{line.figure} {line.words}" for line in answer(content)}
    first = headline(content.plan)

    assert told["People"].startswith(
        "2 people in post; 3 at the end of December 2027 with the hire."
    )
    assert "You have 2 people, and 3 at the end of December 2027 with the hire." in first
    assert told["Vacancies"].startswith("1 vacancy to open: one Customer Success Manager by 30 Jul")
    then = " without hires, 225k with the hire; of the budget of 240k, 15k is left"
    assert told["Cost"].startswith(f"202k for 12 months{then}. 180k a year")
    assert f"The year costs 202k{then}." in first
    assert "225k" not in headline(content.plan, cost=False)
