"""Every hostile design is refused in the words and at the place written next to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hostile_bytes
import hostile_characters
import hostile_refused
import hostile_schema
import hostile_syntax
import pytest
from rewriting import rewrite

from csdesign.model.document import Document
from csdesign.source.load import read_files
from csdesign.source.schema.validate import validate
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from csdesign.finding import Finding
    from hostile import Case


MODULES = (hostile_syntax, hostile_refused, hostile_characters, hostile_bytes, hostile_schema)
CASES = tuple(case for module in MODULES for case in module.CASES)


def findings_of(data: bytes) -> list[Finding]:
    """Return the findings of reading, or of the schema where reading has none."""
    read = read_files([SourceFile("design.yaml", data, size=len(data))])
    if read.findings or read.tree is None:
        return list(read.findings)
    return validate(Document, read.tree, read.source_map)[1]


def places(findings: list[Finding]) -> str:
    shown = [f"{finding.code} {finding.span.line}:{finding.span.column}" for finding in findings]
    return ", ".join(shown if len(shown) <= 8 else [*shown[:3], f"{len(shown)} in all"])


def test_there_are_more_than_three_hundred_cases_with_names_of_their_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 300


def said(case: Case) -> tuple[str, str, str]:
    """Return places, first message and first object of what is found in a case."""
    findings = findings_of(case.data)
    return places(findings), findings[0].message, findings[0].object


def test_expectations_are_rewritten_on_request(request: pytest.FixtureRequest) -> None:
    """`--update-golden` writes what is found into the files of the cases; read the difference."""
    if not request.config.getoption("--update-golden"):
        assert all(module.__file__ for module in MODULES)
        return
    for module in MODULES:
        rewrite(module.__file__ or "", {case.name: said(case) for case in module.CASES})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_design_is_refused_in_these_words_at_this_place(case: Case) -> None:
    findings = findings_of(case.data)

    assert places(findings) == case.places
    assert findings[0].message == case.message
    assert findings[0].object == case.object


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_of_a_hostile_design_reaches_the_screen_raw(case: Case) -> None:
    """No message has a line break or a control character, and none is longer than a paragraph."""
    for finding in findings_of(case.data):
        assert finding.message.replace("\u00a0", " ").isprintable()
        assert len(finding.message) < 600
        assert finding.object.isprintable()
