"""Any text stays a text: the small functions through which every export writes words."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from csdesign.formats.csv_text import csv_of as _csv
from csdesign.formats.graphviz import quoted
from csdesign.formats.html.environment import environment
from csdesign.formats.mermaid import label
from csdesign.views.redaction import NOTHING
from csdesign.views.section import Column, Table
from csdesign.wording import visible

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.sampled_from(
    ["</script>", "<!--", "]]>", '"', "\\", "=1+1", "&lt;", "a" * 300, "\\N", "1. x", "- x", "\r\n"]
)


def rendered(template: str, text: str) -> str:
    return environment(NOTHING).from_string(template).render(text=text)


@given(texts)
@settings(max_examples=100)
def test_a_cell_of_the_page_shows_the_text(text: str) -> None:
    cell = html.fromstring(rendered("<div>{{ text|cell('text') }}</div>", text))

    assert cell.text_content() == visible(text, 10_000)
    assert {node.tag for node in cell.iter()} <= {"div", "wbr"}


@given(texts)
@settings(max_examples=100)
def test_a_picture_is_well_formed_whatever_it_says(text: str) -> None:
    root = etree.fromstring(rendered('<svg a="{{ text }}">{{ text }}</svg>', text))

    assert (root.text or "") == visible(text, 10_000)
    assert len(root) == 0


@given(texts)
@settings(max_examples=100)
def test_a_mermaid_label_holds_nothing_that_mermaid_reads(text: str) -> None:
    assert re.fullmatch(r'"[\w ,.:!?\'()/#;-]*"', label(text))
    assert not re.match(r'"(\d+[.)]|-)', label(text))


@given(texts)
@settings(max_examples=100)
def test_a_dot_string_ends_where_it_should(text: str) -> None:
    inner = quoted(text)[1:-1]

    assert not re.search(r'(?<!\\)(?:\\\\)*"', inner)
    assert not re.search(r"(?<!\\)(?:\\\\)*\\$", inner)
    assert "\n" not in inner


@given(texts)
@settings(max_examples=100)
def test_a_csv_cell_is_one_cell_and_no_formula(text: str) -> None:
    table = Table("t", "T", (Column("a", "A"), Column("b", "B")), ((text, "end"),))
    rows = list(csv.reader(io.StringIO(_csv(table))))

    assert len(rows) == 2
    assert rows[1][1] == "end"
    assert not rows[1][0].startswith(("=", "+", "-", "@", "\t", "\r"))
