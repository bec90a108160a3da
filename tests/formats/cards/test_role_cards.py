"""Role cards: everything a design says of a role, in both languages, in both formats."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign import api, reference
from csdesign.cli.roles_command import command
from csdesign.errors import OutputError, UsageError
from csdesign.formats import Layout, markdown
from csdesign.formats import docx as word
from csdesign.formats.role_to_paste import yaml_text
from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile
from csdesign.views.cards.card import card_of
from csdesign.views.cards.headings import words_of
from csdesign.views.section import Document, Lines, Section
from designs import design_of, example_text

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.reference import Language

LANGUAGES: tuple[Language, ...] = ("en", "ru")
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def card(role: str = "csm", language: Language = "en") -> Document:
    plan = api.plan(design_of(example_text("planworks")))
    return card_of(plan, plan.design.role_by_id[role], language)


def part(section: Section) -> Lines:
    (found,) = section.parts
    assert isinstance(found, Lines)
    return found


def lines(made: Document, heading: str) -> tuple[str, ...]:
    return next(part(section).items for section in made.sections if section.title == heading)


def document(made: Document) -> bytes:
    (file,) = word.write(made, Layout())
    return file.data


def test_a_card_says_whom_the_role_serves_and_what_it_owns() -> None:
    made = card()

    assert lines(made, "Customers it serves") == (
        "ENT (60 customers; one named person each; about 16 for each person)",
    )
    assert lines(made, "Owns") == ("Adoption",)
    assert "Gross revenue retention (60% of variable pay)" in lines(made, "How success is measured")
    assert lines(made, "Takes over from")[0].startswith("Customer Support Specialist: ")


def test_what_is_not_written_down_is_marked_as_missing() -> None:
    said = part(card().sections[-1])

    assert said.kind == "unsaid"
    assert said.items == ("Not written down yet.",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_language_is_there(language: Language) -> None:
    words = words_of(language)
    own = [words.purpose, words.serves, *words.levels.values(), *words.motions.values()]

    assert set(words.motions) == set(reference.MOTIONS)
    assert len(own) == len(set(own))
    assert any("а" in word for word in own) == (language == "ru")


def test_codes_are_spoken_in_the_language_of_the_card() -> None:
    assert "Следит за состоянием клиентов" in lines(card(language="ru"), "Обязанности")
    assert "Monitors account health" in lines(card(), "Responsibilities")


def test_a_word_document_has_the_headings_and_lines_of_the_card() -> None:
    made = card(language="ru")
    read = docx.Document(io.BytesIO(document(made)))
    headings = [p.text for p in read.paragraphs if p.style.name == "Heading 1"]
    bullets = [p.text for p in read.paragraphs if p.style.name == "List Bullet"]

    assert headings == [section.title for section in made.sections]
    assert set(lines(made, "Обязанности")) <= set(bullets)
    assert read.core_properties.language == "ru-RU"


def test_the_same_card_gives_the_same_bytes() -> None:
    assert document(card()) == document(card())


@given(st.lists(texts, min_size=1, max_size=6))
@settings(max_examples=50)
def test_no_text_makes_more_lines_of_markdown_than_it_has(found: list[str]) -> None:
    """A role's words cannot end their line, open a heading or start a list."""
    made = Document("T", sections=(Section("h", "H", (Lines(tuple(found)),)),))
    written = markdown.write(made, Layout()).split("\n")

    assert len(written) == len(found) + 5
    assert [line for line in written if line.startswith("#")] == ["# T", "## H"]


@given(texts)
@settings(max_examples=30, deadline=None)
def test_a_word_document_takes_any_text_a_card_can_hold(text: str) -> None:
    from csdesign.wording import visible

    shown = visible(text)
    made = Document(shown, sections=(Section("h", "H", (Lines((shown,)),)),))
    read = docx.Document(io.BytesIO(document(made)))

    assert read.paragraphs[-1].text == shown


@pytest.mark.parametrize("kind", reference.roles())
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reference_role_can_be_pasted_into_a_design(kind: str, language: Language) -> None:
    data = yaml_text([reference.roles()[kind]], language).encode()
    loaded = load_sources([SourceFile("role.yaml", data, 0, len(data), linked=False)])

    assert loaded.findings == ()
    assert loaded.design is not None
    role = loaded.design.role_by_id[kind]
    assert role.extends is None
    assert role.motions == dict(reference.roles()[kind].motions)
    assert role.codes == set(reference.roles()[kind].responsibilities)


def test_the_catalogue_is_listed_in_both_languages() -> None:
    text = command().text

    assert "Customer Success" in text
    assert "менеджер по" in text


def test_the_catalogue_as_json_names_every_role() -> None:
    found = json.loads(command(format_="json").text)

    assert [role["id"] for role in found["roles"]] == list(reference.roles())


def test_one_role_is_written_in_full() -> None:
    text = command(["csm"], language="ru").text

    assert text.startswith("менеджер по успеху клиентов (csm)\n")
    assert "[monitor-health]" in text


@pytest.mark.parametrize(
    ("names", "options", "words"),
    [
        (["cssm"], {}, "did you mean 'csm'"),
        (["csm"], {"language": "de"}, "en or ru"),
        (["csm"], {"output": "card.md"}, "--card"),
        ([], {"card": "csm"}, "name the design"),
        (["design.yaml"], {"card": "csm", "output": "card.pdf"}, "use txt, md, html or docx"),
        (["design.yaml"], {"card": "csm", "format_": "json"}, "for the catalogue"),
    ],
)
def test_what_means_nothing_is_refused(
    names: list[str], options: dict[str, str], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        command(names, **options)


def test_a_card_is_written_once_and_replaced_with_force(tmp_path: Path) -> None:
    design = tmp_path / "design.yaml"
    design.write_text(example_text("planworks"), encoding="utf-8")
    target = tmp_path / "card.docx"
    command([str(design)], card="csm", output=str(target))

    assert docx.Document(str(target)).paragraphs[0].text == "Customer Success Manager"
    with pytest.raises(OutputError, match="--force"):
        command([str(design)], card="csm", output=str(target))
    command([str(design)], card="csm", output=str(target), force=True)
    with pytest.raises(UsageError, match="did you mean 'csm'"):
        command([str(design)], card="cms")
