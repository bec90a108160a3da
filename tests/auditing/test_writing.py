"""An audit in every format: harmless, within its columns, and as the schema says."""

from __future__ import annotations

import csv
import io
import json
import re

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import csdesign
from auditing.texts import AFTER, BEFORE, HEAD, RENEWALS, role
from csdesign.auditing import AuditReport, audit_design
from csdesign.contracts.schemas import document_schema
from csdesign.escaping.terminal import cell_widths
from csdesign.formats.audit import FORMATS, write
from designs import EXAMPLES, design_of

NASTY = "red | <script>alert(1)</script> ::error:: `x` =cmd()"


def nasty_report() -> AuditReport:
    """Return a report of which titles and duties try to act on what shows them."""
    title = f'"{NASTY}"'
    duties = "".join(f'      - "{NASTY} number {i} for accounts"\n' for i in range(4))
    text = HEAD + role("a", title, duties) + role("b", f'"B {NASTY}"', duties) + RENEWALS
    return audit_design(design_of(text), design_of(text), against_name="\x1b[1m\u202ex")


def written(name: str, report: AuditReport, width: int = 80) -> str:
    return write(name, report, version="0", width=width)


@pytest.mark.parametrize("example", ["renamo", "seven-roles", "seven-roles-ru"])
@pytest.mark.parametrize("width", [60, 80, 132])
def test_the_table_keeps_within_its_columns(example: str, width: int) -> None:
    report = csdesign.audit(csdesign.load(EXAMPLES / f"{example}.yaml"))

    lines = written("table", report, width).splitlines()

    assert max(sum(cell_widths(line)) for line in lines) <= width
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize(
    "report",
    [
        audit_design(design_of(AFTER), design_of(BEFORE), against_name="v1"),
        csdesign.audit(csdesign.load(EXAMPLES / "renamo.yaml")),
        nasty_report(),
        audit_design(design_of(HEAD.replace("roles:\n", ""))),
    ],
    ids=["against", "renamo", "nasty", "no roles"],
)
def test_json_is_what_the_schema_says(report: AuditReport) -> None:
    made = document_schema("audit")
    jsonschema.Draft202012Validator.check_schema(made)

    document = json.loads(written("json", report))
    problems = jsonschema.Draft202012Validator(made).iter_errors(document)
    assert [problem.message for problem in problems] == []


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_a_design_acts_on_what_shows_it(name: str) -> None:
    text = written(name, nasty_report())

    assert "\x1b" not in text
    assert "\u202e" not in text
    if name == "markdown":
        assert "<script>" not in text
    if name == "csv":
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_every_verdict_shows_counts_channel_and_what_could_not_be_compared() -> None:
    text = written("table", audit_design(design_of(AFTER), design_of(BEFORE), against_name="v1"))

    assert "5 before, 5 now, 5 shared" in text
    assert " in other words" in text
    assert re.search(r"Not written +owns, measured by, may decide, stages", text)
    assert "NOT COMPARED" in text
    assert re.search(r"Requirements +3 before, 1 now, 1 shared", text)
    assert "job texts, not people." in text


def test_the_lines_of_a_verdict_are_those_of_the_files() -> None:
    """The quoted place of each sentence holds that sentence."""
    files = {"before.yaml": BEFORE, "after.yaml": AFTER}
    report = audit_design(design_of(AFTER), design_of(BEFORE), against_name="v1")
    pair = next(pair for pair in report.former_pairs if pair.b.id == "csm")

    for line in pair.duties:
        for side, quote in (("before.yaml", line.a), ("after.yaml", line.b)):
            assert quote is not None
            assert quote.span is not None
            assert quote.text in files[side].splitlines()[quote.span.line - 1]


@settings(max_examples=25)
@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_title_can_be_written(words: str) -> None:
    """Whatever a title holds, each format has one text, and the table keeps its shape."""
    title = json.dumps(f"T {words}")
    text = HEAD + role("a", "Adviser") + role("b", title) + RENEWALS
    try:
        design = design_of(text)
    except AssertionError:  # a title that the reader refuses never comes so far
        return
    report = audit_design(design)

    for name in FORMATS:
        assert written(name, report).endswith("\n")
