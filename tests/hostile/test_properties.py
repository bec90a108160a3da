"""Any bytes give a tree or findings, never an exception, and every place is in the file."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from csdesign.model.document import Document
from csdesign.source.schema.validate import validate
from csdesign.source.yaml.parse import parse
from csdesign.source.yaml.sourcefile import SourceFile
from csdesign.source.yaml.sourcemap import SourceMap
from csdesign.source.yaml.tree import Map, Quoted, Seq

if TYPE_CHECKING:
    from csdesign.finding import Span

DESIGN = """\
# $schema: ./schema.json
csdesign: 1
company: {name: Northwind 🎉, currency: EUR}
segments:
  - id: smb
    name: 'Small & "mid" business'
    accounts: {value: 300, basis: measured, note: "from the CRM"}
    traits: {complexity: high, readiness: 2}
    where: >-
      employees < 100
      and products >= 1
experiences:
  - id: smb-ax
    segments: [smb]
    interactions:
      - {id: webinar, channel: digital, per_year: 12, minutes: 45, purpose: training}
roles:
  - id: csm
    title: Менеджер по успеху клиентов
    owns: [adopt, {motion: renew, segments: [smb]}]
    responsibilities:
      - run-business-review
      - Looks after the first value
"""
BITS = (
    *("&a ", "*a", "<<: ", "!!int ", "\t", "\r\n", "\r", "- ", ": ", "{", "}", "[", "]", "'", '"'),
    *("|\n", ">-\n", "? ", "é", "e\u0301", "🎉", "#", "---\n", "...\n", "%TAG ! x\n", "\\u0041"),
    *("~", "null", "@", "`", ",", "\ufeff", "\x85", "\u2028", "\x00", "\x1b", "\u202e", "0x1f"),
)
SUITE = os.environ.get("CSDESIGN_YAML_TEST_SUITE", "")


def check_place(file: SourceFile, span: Span) -> None:
    assert span.path == file.path
    assert 1 <= span.line <= span.end_line <= len(file.line_starts)
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    for line, column in ((span.line, span.column), (span.end_line, span.end_column)):
        # One behind the text of a line is its break, two of them in CRLF.
        assert 1 <= column <= len(file.line(line)) + 2


def check_tree(
    file: SourceFile, places: SourceMap, node: object, path: tuple[str | int, ...]
) -> None:
    """Hold every key and plain value against the text that stands at its place."""
    entries = (
        node.items() if isinstance(node, Map) else enumerate(node) if isinstance(node, Seq) else ()
    )
    for key, value in entries:
        here = (*path, key)
        span = places.span(here)
        check_place(file, span)
        if isinstance(value, str) and not isinstance(value, Quoted):
            assert reads_as(file, span, value)
        if isinstance(key, str):
            assert reads_as(file, places.span(here, key=True), key)
        check_tree(file, places, value, here)


def reads_as(file: SourceFile, span: Span, text: str) -> bool:
    """Return whether a plain scalar stands at a span; other styles are taken at their word."""
    there = file.line(span.line)[span.column - 1 :]
    if span.line == span.end_line:
        there = there[: span.end_column - span.column]
    if there[:1] in ("'", '"', "|", ">") or span.line != span.end_line or text != text.strip():
        return True
    there, text = normalize("NFC", there), normalize("NFC", text)
    return there == text or " " in text or len(there) <= 1


def assert_tree_or_findings(data: bytes) -> None:
    file = SourceFile("design.yaml", data, size=len(data))
    tree, findings = parse(file)
    assert tree is not None or findings
    places = SourceMap([file], tree)
    if tree is not None:
        if not findings:
            check_tree(file, places, tree, ())
        findings = findings + validate(Document, tree, places)[1]
    for finding in findings:
        assert finding.span is not None
        check_place(file, finding.span)
        assert "\n" not in finding.message
        assert len(finding.message) < 1000


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return the design with up to five slips of the hand in it."""
    text = DESIGN
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        dropped = draw(st.integers(0, 6))
        text = text[:start] + draw(st.sampled_from((*BITS, ""))) + text[start + dropped :]
    return text.encode()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
@example(b"a: \xed\xa0\x80")
@example(b"? e\xcc\x81\n  b\n: c\n")
def test_any_bytes_give_a_tree_or_findings_with_places_in_the_file(data: bytes) -> None:
    assert_tree_or_findings(data)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab01:-[]{}\"'|>&*!%#?,~ \n\t\réИ🎉\u0301"), max_size=60))
def test_any_short_yaml_gives_a_tree_or_findings_with_places_in_the_file(text: str) -> None:
    assert_tree_or_findings(text.encode())


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_a_design_with_mistakes_gives_a_tree_or_findings_with_places_in_the_file(
    data: bytes,
) -> None:
    assert_tree_or_findings(data)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(DESIGN.splitlines())), st.sampled_from(["\n", "# a comment\n", "\n\n"]))
def test_blank_lines_and_comments_move_places_and_change_no_message(row: int, added: str) -> None:
    """What is wrong with a design does not depend on how it is spread over lines."""
    wrong = DESIGN.replace("complexity", "complexty").replace("minutes: 45", "minutes: x")
    lines = wrong.splitlines(keepends=True)
    if ">-" in "".join(lines[max(row - 2, 0) : row]):
        return  # inside a block text a comment is text
    messages = []
    for text in (wrong, "".join([*lines[:row], added, *lines[row:]])):
        file = SourceFile("design.yaml", text.encode())
        tree, findings = parse(file)
        assert tree is not None
        findings = findings + validate(Document, tree, SourceMap([file], tree))[1]
        messages.append([(finding.code, finding.object, finding.message) for finding in findings])
    assert messages[0] == messages[1]
    assert len(messages[0]) == 2


@pytest.mark.skipif(not SUITE, reason="CSDESIGN_YAML_TEST_SUITE names no copy of yaml-test-suite")
def test_every_document_of_the_yaml_test_suite_gives_a_tree_or_findings() -> None:
    tests = json.loads(Path(SUITE).read_text(encoding="utf-8"))["tests"]
    assert len(tests) > 300
    for test in tests:
        assert_tree_or_findings(test["yaml"].encode("utf-8", "surrogatepass"))
