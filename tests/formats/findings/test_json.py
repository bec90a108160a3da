"""The JSON contract and its published schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from csdesign.contracts.schemas import document_schema, schema_of
from csdesign.contracts.v1.parts import Finding as FindingRecord
from csdesign.escaping.json_text import dump, dump_line
from csdesign.formats.findings import write
from formats.findings.expected import SCHEMA_FILE
from formats.findings.hostile import hostile_reports
from formats.findings.samples import CLEAN, EVERYTHING

if TYPE_CHECKING:
    from csdesign.views.findings.report import FindingsReport

CODE = "^[A-Z]{2,3}[0-9]{3}$"


def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(document_schema("check"))  # type: ignore[arg-type]  # a mapping of JSON
    return Draft202012Validator(document_schema("check"))  # type: ignore[arg-type]  # the same


def test_schema_is_the_one_that_is_published() -> None:
    """Who reads the findings builds on it: a change of this file is a change of the contract."""
    assert dump(document_schema("check")) == SCHEMA_FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize("report", [EVERYTHING, CLEAN], ids=["everything", "clean"])
def test_document_fits_the_published_schema(report: FindingsReport) -> None:
    assert list(validator().iter_errors(json.loads(write("json", report)))) == []


@settings(max_examples=25, deadline=None)
@given(report=hostile_reports())
def test_hostile_document_fits_the_published_schema(report: FindingsReport) -> None:
    """Only the made-up codes of hostile rules may miss their pattern."""
    errors = validator().iter_errors(json.loads(write("json", report)))
    assert [error.message for error in errors if error.validator_value != CODE] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("schema_version"),
        lambda document: document.update(schema_version=2),
        lambda document: document["tool"].update(name="other"),
        lambda document: document["summary"].update(error=-1),
        lambda document: document["findings"][0].pop("object"),
        lambda document: document["findings"][0].update(severity="info"),
        lambda document: document["findings"][0].update(code="COV101x"),
        lambda document: document["findings"][0].update(line=0),
        lambda document: document["findings"][0].update(path=1),
        lambda document: document["findings"][0].update(suppressed=False),
        lambda document: document["findings"][1]["evidence"][0].pop("value"),
        lambda document: document["findings"][1]["related"][0].pop("path"),
    ],
)
def test_schema_refuses_what_is_not_the_contract(spoil: Any) -> None:
    document = json.loads(write("json", EVERYTHING))
    spoil(document)
    assert list(validator().iter_errors(document))


def test_schema_takes_what_a_later_version_adds() -> None:
    document = json.loads(write("json", EVERYTHING))
    document["extra"] = document["summary"]["info"] = 1
    assert not list(validator().iter_errors(document))


def test_every_field_of_the_schema_says_what_it_is() -> None:
    def undescribed(part: Any, name: str) -> list[str]:
        properties = part.get("properties") or part.get("items", {}).get("properties") or {}
        below = [x for key, value in properties.items() for x in undescribed(value, key)]
        named = "description" in part or "const" in part or "enum" in part or "pattern" in part
        return below if named else [name, *below]

    assert undescribed(document_schema("check"), "document") == []
    assert undescribed(schema_of(FindingRecord), "finding") == []


def test_document_and_lines_begin_with_version_and_tool() -> None:
    for name in ("json", "jsonl"):
        first = json.loads(write(name, CLEAN).split("\n{")[0].strip())
        assert list(first)[:2] == ["schema_version", "tool"]


def test_counts_leave_out_what_is_suppressed() -> None:
    document = json.loads(write("json", EVERYTHING))
    assert document["summary"] == {"error": 1, "warning": 1, "note": 1}
    assert len(document["findings"]) == 5


def test_letters_stay_readable_and_what_acts_is_escaped() -> None:
    value = "Ключ 🚀 </script> <!-- ##[x] \x1b \u202e \ud800 \U000e0041 a/b < #[ \n"
    text = (
        r'"Ключ 🚀 <\u002fscript> <\u0021-- ##\u005bx] '
        r'\u001b \u202e \ud800 \udb40\udc41 a/b < #[ \n"'
    )
    assert dump_line(value) == text + "\n"
    assert dump([value]) == f"[\n  {text}\n]\n"
    assert json.loads(text) == value


def test_numbers_that_json_does_not_have_are_refused() -> None:
    for write_value in (dump, dump_line):
        with pytest.raises(ValueError, match="JSON compliant"):
            write_value(float("nan"))
