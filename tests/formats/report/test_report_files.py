"""Every export, opened by a second program: what it reads, and that hostile words stay words."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from report_browser import chromium
from report_designs import HOSTILE, company, content_of, wordy

from csdesign import api
from csdesign.diffing.compare import diff_plans
from csdesign.formats.live_sheets import SHEETS
from csdesign.formats.report import FORMATS, write
from csdesign.views.content import Before, ReportContent
from csdesign.views.report import report_document
from csdesign.views.report.graph import graph_of
from csdesign.views.section import Table
from designs import EXAMPLES, example_text
from tools import node_package, program

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from openpyxl import Workbook


OF_CELLS = re.compile(
    rb"(?:SUM|IF|MAX|ROUNDUP|Customers!|Work!|'People and money'!|weeks|hours_per_week|absence_days"
    rb"|internal_share|target_load|fixed_cost|[$A-Z]{1,4}[$0-9]{1,5}|[-+*/=(),:.0-9])+"
)
"""Formulas are made of cells, our own names, numbers and four functions, never of other text."""
# openpyxl says so of every extension of Excel 2010, such as the limits of a data bar.
extensions_are_skipped = pytest.mark.filterwarnings(
    "ignore:.*extension is not supported:UserWarning"
)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def planworks() -> ReportContent:
    return content_of(example_text("planworks"))


@pytest.fixture(scope="module")
def hostile() -> ReportContent:
    return content_of(wordy())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_content_gives_the_same_bytes(name: str, planworks: ReportContent) -> None:
    assert write(name, planworks) == write(name, planworks)


@extensions_are_skipped
def test_the_workbook_has_a_sheet_for_each_table_with_real_numbers(
    planworks: ReportContent,
) -> None:
    (file,) = write("xlsx", planworks)
    book = openpyxl.load_workbook(io.BytesIO(file.data))
    people = book["people"]
    heads = [cell.value for cell in people[1]]
    column = [row[heads.index("Hours a year")].value for row in people.iter_rows(min_row=2)]
    hours, total = column[:-1], column[-1]

    names = [table.name for table in report_document(planworks).file_tables]
    assert [name for name in book.sheetnames if name not in SHEETS] == names
    assert sum(hours) == pytest.approx(planworks.plan.hours)
    assert re.fullmatch(rf"=SUM\([A-Z]2:[A-Z]{len(hours) + 1}\)", total)
    assert people.conditional_formatting
    assert people.freeze_panes == "B2"


@extensions_are_skipped
def test_a_table_does_not_take_the_name_of_a_sheet_that_calculates() -> None:
    """Counted customers have a table next to the sheet Customers, which calculates."""
    design = api.load(EXAMPLES / "planworks.yaml")
    measured = api.measure(design, EXAMPLES / "planworks-customers.csv")
    content = ReportContent(api.plan(design, measured=measured), version="1", source="d.yaml")
    (file,) = write("xlsx", content)
    book = openpyxl.load_workbook(io.BytesIO(file.data))

    assert book["Customers"]["A1"].value == "Segment"
    assert book["Customers, measured"]["B1"].value == "Counted"


@extensions_are_skipped
def test_the_workbook_has_no_formula_and_no_link(hostile: ReportContent) -> None:
    (file,) = write("xlsx", hostile)
    book = openpyxl.load_workbook(io.BytesIO(file.data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    coverage = [row[0].value for row in book["coverage"].iter_rows(min_row=2)]

    # openpyxl calls a text that begins with = a formula; the file says that it is a string.
    raw = _sheet_xml(file.data)
    formulas = re.findall(rb"<f>([^<]*)</f>", raw)
    assert formulas
    assert [found for found in formulas if not OF_CELLS.fullmatch(found)] == []
    assert b"hyperlink" not in raw
    assert all(cell.hyperlink is None for cell in cells)
    assert coverage == list(HOSTILE)


@extensions_are_skipped
def test_the_workbook_calculates_what_the_plan_says(planworks: ReportContent) -> None:
    """The numbers that a reader sees before anything is changed are those of the plan."""
    (file,) = write("xlsx", planworks)
    book = openpyxl.load_workbook(io.BytesIO(file.data), data_only=True)
    total = _total(book)

    assert total[1] == pytest.approx(planworks.plan.hours)
    assert total[8] == pytest.approx(planworks.plan.fte.plan)
    assert total[10] == planworks.plan.headcount.separate
    assert total[13] == pytest.approx(planworks.plan.money.plan)


@extensions_are_skipped
def test_a_changed_effort_or_customer_count_moves_the_total(
    planworks: ReportContent, tmp_path: Path
) -> None:
    """LibreOffice recalculates: from customers and hours of a promise to people and money."""
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", planworks)[0].data))
    book["Customers"]["B2"] = 120  # ENT: from 60
    book["Work"]["G4"] = 12  # business review: from 8 h
    changed = recalculated(book, tmp_path)
    total = _total(changed)
    # 120 customers: working calls 24 x 1.5 h, reviews 4 x 12 h, a save play 0.3 x 6 h each.
    hours = planworks.plan.hours + 120 * (36 + 48 + 1.8) - 60 * (36 + 32 + 1.8)

    assert total[1] == pytest.approx(hours)
    assert total[10] == 16  # ten, and six more: 10,296 h in place of 4,188 h, of 1,122 h a person
    assert total[13] == pytest.approx(16 * 110_000)
    assert _named(changed, "hires_at_least") == 6  # four are there


TWO_JOBS = """
csdesign: 1
segments:
  - id: a
    accounts: 20
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, effort_hours: 1, role: csm}
      - {id: talk, stage: renew, channel: human-1to1, per_year: 4, effort_hours: 3, role: am}
roles: [{id: csm, title: CSM, owns: [adopt]}, {id: am, title: AM, owns: [renew]}]
positions: [{id: one, roles: [csm, am]}]
"""


@extensions_are_skipped
def test_people_with_several_roles_are_recalculated_with_all_their_work(tmp_path: Path) -> None:
    """One person holds two jobs of 240 h: nobody is hired, and with 60 customers somebody is."""
    data = write("xlsx", content_of(TWO_JOBS))[0].data
    as_written = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Customers"]["B2"] = 60  # 1,440 h of 1,122 h

    assert _named(as_written, "hires_at_least") == 0
    assert _named(recalculated(book, tmp_path), "hires_at_least") == 1


@extensions_are_skipped
def test_the_sheet_of_hires_says_what_it_does_not_calculate(planworks: ReportContent) -> None:
    """Surplus, limits and caps are the plan's alone; its hires stand next to the others."""
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", planworks)[0].data), data_only=True)
    words = [str(row[0]) for row in book["Hires"].iter_rows(values_only=True)]

    assert any(text.startswith("Not calculated: people who are not needed") for text in words)
    assert "Hires in the plan" in [cell.value for row in book["Hires"] for cell in row]


def recalculated(book: Workbook, folder: Path) -> Workbook:
    """Return a workbook as LibreOffice calculates it."""
    office = program("soffice")
    book.save(folder / "changed.xlsx")
    out = folder / "out"
    subprocess.run(
        [office, f"-env:UserInstallation={(folder / 'home').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", str(out), str(folder / "changed.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return openpyxl.load_workbook(out / "changed.xlsx", data_only=True)


def _named(book: Workbook, name: str) -> Any:
    """Return the value of the cell that a name stands for."""
    ((sheet, cell),) = book.defined_names[name].destinations
    return book[sheet][cell].value


def _total(book: Workbook) -> tuple[Any, ...]:
    rows = book["People and money"].iter_rows(values_only=True)
    return next(row for row in rows if row[0] == "Total")


def _sheet_xml(data: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"".join(
            package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/")
        )


def test_csv_files_hold_the_tables(planworks: ReportContent) -> None:
    files = {file.name: file.data.decode() for file in write("csv", planworks)}
    people = list(csv.DictReader(io.StringIO(files["people.csv"])))

    assert sum(float(row["hours"]) for row in people) == pytest.approx(planworks.plan.hours)
    assert set(files) == {f"{table.name}.csv" for table in report_document(planworks).file_tables}


def test_no_csv_cell_begins_like_a_formula(hostile: ReportContent) -> None:
    for file in write("csv", hostile):
        for row in csv.reader(io.StringIO(file.data.decode())):
            for cell in row:
                assert not cell.startswith(("=", "@", "\t", "\r")), cell
                assert not cell.startswith(("+", "-")) or _is_number(cell), cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_json_is_the_contract_of_plan(planworks: ReportContent) -> None:
    document = json.loads(write("json", planworks)[0].data)

    assert document["schema_version"] == 1
    assert document["tool"] == {"name": "csdesign", "version": "1.2.3"}
    assert [segment["id"] for segment in document["segments"]] == ["ent", "mid", "smb"]


def test_the_picture_is_xml_with_the_matrix_and_each_map(planworks: ReportContent) -> None:
    root = etree.fromstring(write("svg", planworks)[0].data)
    words = " ".join(root.itertext())

    assert root.tag == f"{SVG}svg"
    assert "Renewal" in words
    assert "Prospect: " in words
    assert list(root.iter(f"{SVG}script", f"{SVG}image", f"{SVG}a")) == []


def test_hostile_words_change_no_element_of_the_picture(hostile: ReportContent) -> None:
    root = etree.fromstring(write("svg", hostile)[0].data)
    tags = {node.tag.removeprefix(SVG) for node in root.iter()}

    assert tags <= {"svg", "title", "desc", "style", "rect", "g", "text", "tspan", "path", "circle"}
    assert HOSTILE[2] in [node.text for node in root.iter(f"{SVG}title")]


@pytest.mark.parametrize("words", ["planworks", "hostile"])
def test_graphviz_reads_every_label_as_it_was_written(
    words: str, planworks: ReportContent, hostile: ReportContent
) -> None:
    content = {"planworks": planworks, "hostile": hostile}[words]
    drawn = subprocess.run(
        [program("dot"), "-Tsvg"],
        input=write("dot", content)[0].data,
        check=True,
        capture_output=True,
    ).stdout
    root = etree.fromstring(drawn)
    shown = {"".join(node.itertext()) for node in root.iter(f"{SVG}text")}
    labels = {" ".join(node.label.split()) for node in graph_of(content).nodes}

    assert labels <= {text.replace("\xa0", " ") for text in shown}
    assert len(root.findall(f".//{SVG}g[@class='node']")) == len(graph_of(content).nodes)


def test_mermaid_reads_every_label_as_it_was_written(
    planworks: ReportContent, hostile: ReportContent
) -> None:
    script = node_package("mermaid") / "dist" / "mermaid.min.js"
    draw = """async text => {
        mermaid.initialize({startOnLoad: false, securityLevel: 'strict'});
        await mermaid.parse(text);
        document.body.innerHTML = (await mermaid.render('drawing', text)).svg;
        return [...document.querySelectorAll('.nodeLabel')].map(label => label.textContent);
    }"""
    with chromium() as browser:
        tab = browser.new_page()
        tab.goto("about:blank")
        tab.add_script_tag(path=script)
        for content in (planworks, hostile):
            shown = tab.evaluate(draw, write("mmd", content)[0].data.decode())

            assert {" ".join(node.label.split()) for node in graph_of(content).nodes} <= {
                " ".join(text.split()) for text in shown
            }


def test_five_slides_state_their_point_over_native_charts(planworks: ReportContent) -> None:
    deck = Presentation(io.BytesIO(write("pptx", planworks)[0].data))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]

    assert [title.split(".")[0].split(":")[0] for title in titles] == [
        "You need 10 people; you have 11",
        "3 segments covered",
        "No gap in ownership",
        "No hires needed",
        titles[4],
    ]
    assert titles[4].endswith("; the worst first")
    assert [len(list(chart.plots[0].series)) for chart in charts] == [1, 2, 2]
    assert list(charts[0].plots[0].series[0].values) == [11, -1, 10]
    assert list(charts[1].plots[0].categories) == ["ENT", "MID", "SMB"]


def test_slides_show_an_earlier_design_next_to_the_bridge(planworks: ReportContent) -> None:
    before = Before("main", planworks.plan, diff_plans(planworks.plan, planworks.plan))
    deck = Presentation(io.BytesIO(write("pptx", replace(planworks, before=before))[0].data))
    table = next(shape.table for shape in deck.slides[0].shapes if shape.has_table)

    assert [cell.text for cell in table.rows[1].cells] == [
        "People needed", "10", "10", "0", "people",
    ]  # fmt: skip


def test_slides_keep_hostile_words(hostile: ReportContent) -> None:
    deck = Presentation(io.BytesIO(write("pptx", hostile)[0].data))
    tables = [s.table for slide in deck.slides for s in slide.shapes if s.has_table]

    assert tables[0].cell(1, 0).text == HOSTILE[0]


def test_markdown_has_one_row_for_each_row_of_a_table(hostile: ReportContent) -> None:
    """No text of a design can end a row, open a table, a heading, a link or raw HTML."""
    lines = write("md", hostile)[0].data.decode().splitlines()
    sections = report_document(hostile).sections
    tables = [part for section in sections for part in section.parts if isinstance(part, Table)]
    rows = [line for line in lines if line.startswith("|")]
    totals = sum(table.total is not None for table in tables)

    assert len(rows) == sum(len(table.rows) + 2 for table in tables) + totals
    assert not [line for line in lines if re.search(r"<script|(?<!\\)\]\(javascript", line)]
    headings = [line for line in lines if line.startswith("## ")]
    assert len(headings) == sum(bool(section.parts) for section in sections)


def test_every_format_writes_a_design_without_segments() -> None:
    content = content_of("csdesign: 1\n")

    for name in FORMATS:
        assert write(name, content)


def test_a_large_design_fits_on_slides() -> None:
    content = content_of(company(30, 16, 4))
    deck = Presentation(io.BytesIO(write("pptx", content)[0].data))

    assert len(deck.slides) == 5
