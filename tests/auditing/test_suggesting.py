"""Codes for sentences without one."""

from __future__ import annotations

import csv
import io
import json

from auditing.texts import HEAD
from csdesign import reference
from csdesign.auditing.suggesting import code_suggestions
from csdesign.formats import Layout, write_text
from csdesign.formats.command_results import result_of_suggestions
from designs import design_of

TEXT = (
    HEAD
    + """\
  - id: csm
    title: CSM
    responsibilities:
      - monitor-health
      - {does: Escalates the defects of her customers, code: manage-risk}
      - Runs quarterly business reviews with executives
      - Проводит квартальные обзоры результатов с руководителями
      - Waters the plants
"""
)


def test_only_sentences_without_a_code_are_asked_about() -> None:
    """A code that the author wrote always wins."""
    found = list(code_suggestions(design_of(TEXT)))

    assert [item.sentence.text.split()[0] for item in found] == ["Runs", "Проводит", "Waters"]
    assert [item.sentence.span.line for item in found if item.sentence.span] == [10, 11, 12]


def test_a_sentence_gets_its_code_in_both_languages_with_the_words_that_decided() -> None:
    english, russian, plants = code_suggestions(design_of(TEXT))

    assert english.codes[0].code == russian.codes[0].code == "run-business-review"
    assert "reviews" in english.codes[0].words
    assert not plants.codes


def test_suggestions_are_written_for_people_and_programs() -> None:
    result = result_of_suggestions(list(code_suggestions(design_of(TEXT))), "0")

    table = write_text("table", result, Layout(80))
    document = json.loads(write_text("json", result, Layout(80)))
    rows = list(csv.DictReader(io.StringIO(write_text("csv", result, Layout(80)))))

    assert "3 sentences without a code; 2 of them resemble a code." in table
    assert "no code comes near" in table
    assert document["sentences"][0]["codes"][0]["code"] == "run-business-review"
    assert {row["code"] for row in rows} - {""} <= set(reference.vocabulary())
    assert max(map(len, table.splitlines())) <= 80
