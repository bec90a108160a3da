"""Any text in any field is inert in a workbook, in slides and in a Word document.

The files are zip packages of XML: a formula, a link to elsewhere or a broken element would show
in their parts, so the properties look at those, and a second reader at the words.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from itertools import cycle, islice

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from report_designs import HOSTILE, content_of, wordy
from test_report_files import OF_CELLS

from csdesign.formats import Layout
from csdesign.formats import docx as document
from csdesign.formats.report import write
from csdesign.views.cards.card import card_of
from csdesign.views.report.drawing.lettering import fitted
from csdesign.wording import visible

# openpyxl says so of every extension of Excel 2010, such as the limits of a data bar.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

FIELDS = 4
"""Texts of a small design: `wordy` puts them into names, titles, duties, triggers and so on."""
LIVE = ("=", "+", "-", "@", "\t=", "'=", "{=", "\\", "_x003D_", "&", "<", "]]>", "http://", "\\\\")
"""Beginnings that spreadsheets, XML or the escapes of Office take for their own."""

# The language refuses control characters and keeps surrounding space out of names.
words = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(("", *LIVE)),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
    ),
).filter(lambda text: text.strip() == text and bool(visible(text).strip()))
texts = st.lists(words | st.sampled_from(HOSTILE), min_size=1, max_size=FIELDS)


def design(found: list[str]) -> str:
    return wordy(tuple(islice(cycle(found), FIELDS)))


def parts(data: bytes) -> dict[str, bytes]:
    """Return the XML parts of a package, each read by a parser that resolves no entity."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        found = {name: package.read(name) for name in package.namelist()}
    return {name: part for name, part in found.items() if name.endswith((".xml", ".rels"))}


SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ALIVE = frozenset(
    {
        # f of a sheet is a formula; the f of a chart or of a data bar names a range of ours.
        *(f"{SHEET}{name}" for name in ("f", "hyperlink", "oleObject", "ddeLink")),
        *("hlinkClick", "hlinkHover", "hyperlink", "instrText", "fldSimple", "altChunk", "object"),
    }
)
"""Elements that do something, whole names of sheets and local names of slides and documents."""


def alive(data: bytes) -> set[str]:
    """Return the elements that do something, after a check that no part reaches out.

    A relationship with `TargetMode="External"` is how a package links to what is not in it.
    """
    parser = etree.XMLParser(resolve_entities=False)
    names: set[str] = set()
    for name, part in parts(data).items():
        root = etree.fromstring(part, parser)
        for node in root.iter(etree.Element):
            names |= {node.tag, etree.QName(node).localname}
        if name.endswith(".rels"):
            assert root.xpath("//@TargetMode") in ([], ["Internal"])
    return names & ALIVE


def formulas(data: bytes) -> list[bytes]:
    """Return the formulas of every sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/")]
        return [f for n in sheets for f in re.findall(rb"<f>([^<]*)</f>", package.read(n))]


@given(texts)
@settings(max_examples=12, deadline=None)
def test_a_workbook_has_words_and_numbers_alone(found: list[str]) -> None:
    content = content_of(design(found))
    (file,) = write("xlsx", content)
    names = [segment.name for segment in content.plan.design.segments]
    book = openpyxl.load_workbook(io.BytesIO(file.data))
    coverage = [row[0].value for row in book["coverage"].iter_rows(min_row=2)]

    assert alive(file.data) <= {f"{SHEET}f"}
    assert [f for f in formulas(file.data) if not OF_CELLS.fullmatch(f)] == []
    assert coverage == [visible(name, 10_000) for name in names]


@given(texts)
@settings(max_examples=8, deadline=None)
def test_slides_hold_words_and_link_nowhere(found: list[str]) -> None:
    content = content_of(design(found))
    (file,) = write("pptx", content)
    deck = Presentation(io.BytesIO(file.data))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    names = [segment.name for segment in content.plan.design.segments]
    shown = [row.cells[0].text for row in list(tables[1].rows)[1:]]

    assert not alive(file.data)
    assert shown == [fitted(visible(name, 10_000), 160) for name in names]


@given(texts)
@settings(max_examples=8, deadline=None)
def test_the_workbook_inside_a_chart_has_words_and_numbers_alone(found: list[str]) -> None:
    content = content_of(design(found))
    (file,) = write("pptx", content)
    with zipfile.ZipFile(io.BytesIO(file.data)) as package:
        inside = [package.read(name) for name in package.namelist() if name.endswith(".xlsx")]

    charts = [openpyxl.load_workbook(io.BytesIO(data)).active for data in inside]
    first_columns = [[row[0].value for row in sheet.iter_rows(min_row=2)] for sheet in charts]
    names = [fitted(visible(s.segment.name, 10_000), 40) for s in content.plan.segments]

    assert not set().union(*map(alive, inside))
    assert names in first_columns


@given(texts)
@settings(max_examples=12, deadline=None)
def test_a_role_card_holds_words_and_no_field(found: list[str]) -> None:
    plan = content_of(design(found)).plan
    role = next(role for role in plan.design.roles or () if role.requirements)
    data = document.write(card_of(plan, role), Layout())[0].data
    read = docx.Document(io.BytesIO(data))

    assert not alive(data)
    assert read.paragraphs[0].text == visible(role.title, 10_000)
    assert {visible(line, 10_000) for line, _ in role.requirements or ()} <= {
        paragraph.text for paragraph in read.paragraphs
    }


def test_the_texts_of_these_properties_load() -> None:
    """What the properties feed is a design: nothing is dropped before it reaches a file."""
    names = [json.loads(json.dumps(text)) for text in HOSTILE[:FIELDS]]
    content = content_of(design(names))

    assert [segment.name for segment in content.plan.design.segments] == names
