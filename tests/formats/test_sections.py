"""A section that a view adds stands in every format; a document keeps its words whole."""

from __future__ import annotations

import io
import json
import math
import re
from typing import TYPE_CHECKING, cast

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from csdesign.contracts.plan import plan_document as plan_json
from csdesign.escaping.terminal import shown
from csdesign.formats import Layout, markdown, terminal
from csdesign.formats import docx as word_writer
from csdesign.formats import html as html_writer
from csdesign.formats.columns import cells, wrapped
from csdesign.formats.report import write as write_report
from csdesign.views import plan as plan_views
from csdesign.views.content import ReportContent
from csdesign.views.plan import PlanSection, plan_document
from csdesign.views.section import (
    Block,
    Chart,
    Column,
    Document,
    Facts,
    Lines,
    Notice,
    Notices,
    Quote,
    Quotes,
    Section,
    Table,
)
from designs import design_of, example_text

if TYPE_CHECKING:
    from csdesign.views.section import Cell

MONTHS = Section(
    "months",
    "Month by month",
    (
        Table(
            "by-month",
            "Hours by month",
            (Column("month", "Month"), Column("hours", "Hours", "hours")),
            (("2027-01", 812.0), ("2027-02", 9_430.0)),
            "Hours are those of all roles.",
        ),
        Lines(("The queue peaks in February.",)),
    ),
)


@pytest.fixture
def content(monkeypatch: pytest.MonkeyPatch) -> ReportContent:
    """Return a plan to whose sections one more was added, as a contributor would add it."""
    from csdesign import api

    added = PlanSection("months", lambda _: MONTHS)
    monkeypatch.setattr(plan_views, "SECTIONS", (*plan_views.SECTIONS, added))
    return ReportContent(api.plan(design_of(example_text("minimal"))), "1.2.3", "d.yaml")


def test_a_new_section_is_in_the_terminal(content: ReportContent) -> None:
    text = terminal.write(plan_document(content), Layout(80))

    assert re.search(r"^\d MONTH BY MONTH$", text, re.MULTILINE)
    assert re.search(r"^2027-02  9,430$", text, re.MULTILINE)
    assert "  Hours are those of all roles.\n" in text
    assert "  The queue peaks in February.\n" in text


def test_a_new_section_is_in_markdown(content: ReportContent) -> None:
    text = markdown.write(plan_document(content), Layout())

    assert "## Month by month\n\n| Month | Hours |\n|---|---:|\n| 2027-01 | 812 |\n" in text
    assert "\n\nHours are those of all roles.\n" in text


def test_a_new_section_is_in_the_json(content: ReportContent) -> None:
    document = json.loads(json.dumps(plan_json(content.plan, "1.2.3")))

    assert document["sections"] == {
        "months": {
            "by-month": [
                {"month": "2027-01", "hours": 812.0},
                {"month": "2027-02", "hours": 9430.0},
            ]
        }
    }


def test_a_new_section_is_in_the_folder_of_csv_files(content: ReportContent) -> None:
    files = {file.name: file.data.decode() for file in write_report("csv", content)}

    assert files["by-month.csv"] == "month,hours\n2027-01,812.0\n2027-02,9430.0\n"


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_a_new_section_is_in_the_workbook(content: ReportContent) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_report("xlsx", content)[0].data))

    assert [[cell.value for cell in row] for row in book["by-month"].rows][1:] == [
        ["2027-01", 812],
        ["2027-02", 9430],
    ]


def test_a_new_section_is_in_the_word_document(content: ReportContent) -> None:
    word = docx.Document(io.BytesIO(write_report("docx", content)[0].data))

    assert "Month by month" in [
        line.text for line in word.paragraphs if line.style.name == "Heading 1"
    ]
    assert "The queue peaks in February." in [line.text for line in word.paragraphs]
    assert [[cell.text for cell in row.cells] for row in word.tables[-1].rows] == [
        ["Month", "Hours"],
        ["2027-01", "812"],
        ["2027-02", "9,430"],
    ]


def test_a_document_in_word_has_every_kind_of_part() -> None:
    """Labels and severities are bold, what nobody wrote is in italics, charts are left out."""
    parts = (
        Lines(("One after", "the other."), heading="Heard:"),
        Lines(("Not written down.",), kind="unsaid"),
        Facts((("People", "nine"), ("", "of whom two are new"))),
        Notices((Notice("error", "No owner.", "d.yaml:1", "OWN301"),), "and 3 more"),
        Quotes((Quote("d.yaml:4", "+", "Runs reviews", "new"),)),
        Block(("a:", "  b: 1"), "yaml"),
        Chart("c", "Drawn", "a line", ("1", "2")),
    )
    made = Document("T", ("Lead.",), (Section("s", "S", parts, aside="a year"),), footer="ACME")
    word = docx.Document(io.BytesIO(word_writer.write(made, Layout())[0].data))

    assert [line.text for line in word.paragraphs] == [
        "T",
        "Lead.",
        "S (a year)",
        "Heard",
        "One after",
        "the other.",
        "Not written down.",
        "People: nine",
        "of whom two are new",
        "error OWN301: No owner. (d.yaml:1)",
        "and 3 more",
        "a:\n  b: 1\n",
        "ACME",
    ]
    assert [run.text for line in word.paragraphs for run in line.runs if run.bold] == [
        "People: ",
        "error OWN301: ",
    ]
    assert [run.text for line in word.paragraphs for run in line.runs if run.italic] == [
        "Not written down."
    ]
    assert [cell.text for cell in word.tables[0].rows[1].cells] == [
        "d.yaml:4",
        "+",
        "Runs reviews",
        "new",
    ]


def test_lines_to_copy_stay_as_they_are_in_every_text() -> None:
    """No line of a block is wrapped, ends its block, or becomes a command or markup."""
    lines = ("key: value", "  inner:" + " word" * 30, "````", "<script>x</script>", "::error::x")
    made = Document("T", (), (Section("s", "S", (Block(lines, "yaml"),)),))
    safe = (*lines[:-1], ": :error::x")
    fenced = ("`````yaml", *safe, "`````")
    page = html.fromstring(html_writer.write(made, Layout()))

    assert "\n".join(safe) in terminal.write(made, Layout(40))
    assert "\n".join(fenced) in markdown.write(made, Layout())
    assert page.xpath("//pre")[0].text_content() == "".join(f"{line}\n" for line in lines)


def test_a_new_section_is_on_the_page(content: ReportContent) -> None:
    page = html.fromstring(write_report("html", content)[0].data)
    section = page.get_element_by_id("months")

    assert "9,430" in section.text_content()
    assert page.xpath("//nav//a[@href='#months']")


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=14)
_TEXTS = st.lists(_WORDS, max_size=12).map(" ".join) | st.sampled_from(
    [
        "Kundenerfolgsverantwortlicher im Außendienst",
        "客户成功经理与解决方案顾问",
        "::error::x ##vso[a]",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(_TEXTS, _TEXTS, st.floats(0, 1e6), st.none() | st.floats(0, 1)), max_size=4
    ),
    texts=st.lists(_TEXTS, max_size=3),
    width=st.integers(40, 200),
)
def test_no_word_is_broken_inside(
    rows: list[tuple[str, str, float, float | None]], texts: list[str], width: int
) -> None:
    """Every word of every part stands whole on some line, at any width from 40 to 200."""
    columns = (
        Column("name", "Name"),
        Column("remark", "Remark"),
        Column("hours", "Hours a year", "hours", rank=1),
        Column("busy", "Booked", "share", rank=2),
    )
    table = Table("t", "T", columns, cast("tuple[tuple[Cell, ...], ...]", tuple(rows)))
    notices = Notices(tuple(Notice("error", words, "a.yaml:1", "COV101") for words in texts))
    quotes = Quotes(tuple(Quote("a.yaml:1", "=", words, "in other words") for words in texts))
    facts = Facts(tuple(("Label", words) for words in texts))
    parts = (table, Lines(tuple(texts)), facts, notices, quotes)
    text = terminal.write(Document("Title", (), (Section("s", "S", parts),)), Layout(width))
    whole = set(text.split())

    for words in (*texts, *(cell for row in rows for cell in row[:2])):
        for word in shown(words, 80).split():
            assert word in whole or any(map(_wide, word)) or word.endswith("…")


def _wide(character: str) -> bool:
    return cells(character) == 2


@settings(max_examples=150, deadline=None)
@given(text=_TEXTS, width=st.integers(10, 60))
def test_a_line_is_never_wider_than_asked_but_for_one_word(text: str, width: int) -> None:
    lines = wrapped(text, width, "  ", "    ")

    assert " ".join(" ".join(lines).split()).replace(" ", "") == text.replace(" ", "").translate(
        {ord(c): None for c in text if c.isspace()}
    )
    assert all(cells(line) <= width or len(line.split()) == 1 for line in lines)


def test_columns_that_do_not_fit_are_named() -> None:
    columns = (
        Column("role", "Role"),
        Column("hours", "Hours", "hours", rank=2),
        Column("people", "People", "count"),
        Column("cost", "Cost of all of them", "money", rank=1),
    )
    rows: tuple[tuple[Cell, ...], ...] = (("Customer-Success-Manager", 1200.0, 2, 3e5),)
    section = Section("s", "S", (Table("t", "T", columns, rows),))

    wide, narrow = (terminal.write(Document("", (), (section,)), Layout(w)) for w in (80, 40))

    assert "no room" not in wide
    assert "Customer-Success-Manager       2" in narrow
    assert "  (no room for: Hours, Cost of all of\n  them)\n" in narrow


def test_a_table_too_wide_for_any_column_becomes_lists() -> None:
    columns = (Column("a", "First"), Column("b", "Second"))
    section = Section("s", "S", (Table("t", "T", columns, (("A" * 30, "B" * 30),)),))
    text = terminal.write(Document("", (), (section,)), Layout(40))

    assert text == f"S\n{'A' * 30}\n  Second: {'B' * 30}\n"


@given(hours=st.lists(st.floats(0, 1e6), min_size=1, max_size=12))
def test_hours_that_readers_see_add_up_to_their_total(hours: list[float]) -> None:
    """No cell is changed by a whole hour, and files keep the hours as they are."""
    columns = (Column("role", "Role"), Column("hours", "Hours", "hours"))
    rows = tuple((f"r{place}", each) for place, each in enumerate(hours))
    table = Table("t", "T", columns, rows, total=("Total", math.fsum(hours)))
    shown = [row[1] for row in table.for_audience("readers").rows]

    assert sum(float(str(each)) for each in shown) == round(math.fsum(hours))
    assert all(abs(float(str(a)) - b) < 1 + 1e-6 for a, b in zip(shown, hours, strict=True))
    assert table.for_audience("files").rows == rows
