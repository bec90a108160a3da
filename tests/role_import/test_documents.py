from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from csdesign.errors import CsdesignError, UnreadableError, UsageError
from csdesign.role_import import (
    ImportedRoles,
    ImportOptions,
    Suggestion,
    read_documents,
    write_yaml,
)
from csdesign.role_import.naming import slug, unique_slug
from csdesign.source.designs import load_design

ROLE = "# Support Engineer\n\n## Duties\n\n- Answer tickets\n\n## KPIs\n\n- CSAT\n"


def test_ids_are_unique_over_all_files_in_the_order_given(tmp_path: Path) -> None:
    for name in ("b.md", "a.md"):
        (tmp_path / name).write_text(ROLE)
    roles = read_documents([tmp_path / "b.md", tmp_path / "a.md"])
    assert [(r.id, Path(r.source).name) for r in roles] == [
        ("support-engineer", "b.md"),
        ("support-engineer-2", "a.md"),
    ]


def test_a_directory_means_its_documents(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "c.png"):
        (tmp_path / name).write_text(ROLE)
    assert [Path(r.source).name for r in read_documents([tmp_path])] == ["a.txt", "b.md"]


INSTRUCTION = """\
# Ведущий инженер поддержки

## 1. Общие положения
1.1. Инженер назначается на должность приказом директора.

## 2. Обязанности
2.1. Ведёт журнал.
2.2. Отвечает на обращения в течение часа.

## 3. Права
3.1. Запрашивать доступ к журналам.
3.2. Закрывать обращение без ответа заказчика.
"""


def test_clauses_are_points_and_rights_are_kept(tmp_path: Path) -> None:
    """The number of a clause is not a sentence, and what a role may decide is part of it."""
    path = tmp_path / "a.md"
    path.write_text(INSTRUCTION, encoding="utf-8")
    (role,) = read_documents([path])

    assert [(s.text, s.line) for s in role.responsibilities] == [
        ("Ведёт журнал.", 7),
        ("Отвечает на обращения в течение часа.", 8),
    ]
    assert [s.line for s in role.rights] == [11, 12]
    assert (role.purpose, [s.line for s in role.unplaced]) == (None, [4])
    written = yaml.safe_load(write_yaml([role], "a.md"))["roles"][0]
    assert written["decision_rights"][0] == "Запрашивать доступ к журналам."


@pytest.mark.parametrize(
    "text",
    [
        "# Renewals Desk\n\nDoes:\n\n- Sends quotes\n\nDoes not do:\n\n- Sell it\n",
        "# Renewals Desk\n\n## Tasks\n\n- Send it\n\n## What we never ask\n\n- Sell it\n- Fix it\n",
        "# Kundenberater\n\nAufgaben:\n\n- Angebote senden\n\nDas macht er nicht:\n\n- Verkaufen\n",
    ],
)
def test_what_a_role_does_not_do_is_never_a_duty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    (role,) = read_documents([path])

    assert (len(role.responsibilities), len(role.boundaries) > 0) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        "# Berater\n\n## Was dich bei uns erwartet\n\n- Du betreust Kunden\n- Du planst\n",
        "Chef de projet\n\nAU QUOTIDIEN, VOUS :\n- pilotez tout ;\n- animez tout\n",
    ],
)
def test_lists_that_address_the_reader_are_duties(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    (role,) = read_documents([path])

    assert len(role.responsibilities) == 2


def test_codes_are_proposed_and_never_applied(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(ROLE)
    options = ImportOptions(
        suggest=lambda text: [Suggestion(f"code-{len(text)}", 0.5)] * 5,
        suggest_measure=lambda _: [Suggestion("csat", 1.0)],
    )
    (role,) = read_documents([path], options=options)
    assert role.responsibilities[0].text == "Answer tickets"
    assert [s.code for s in role.responsibilities[0].suggestions] == ["code-14"] * 3
    assert "# proposed: csat 1.00" in write_yaml([role], "a.md")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.md", "no such file"),
        ("a.pdf", "unknown kind of file; copy its text into a .txt file"),
        ("a.doc", "unknown kind of file; save it as .docx"),
        ("a.xlsx", "cannot read .*a.xlsx as a workbook"),
        ("a", "unknown kind of file; a document ends in"),
    ],
)
def test_what_cannot_be_imported_says_what_to_do(tmp_path: Path, name: str, reason: str) -> None:
    if name != "missing.md":
        (tmp_path / name).write_text("x")
    with pytest.raises(UnreadableError, match=reason):
        read_documents([tmp_path / name])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    with pytest.raises(UnreadableError, match="it is a pipe; name a regular file"):
        read_documents([tmp_path / "a.md"])


def test_a_document_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as stream:
        stream.truncate(17 * 1024 * 1024)
    with pytest.raises(UnreadableError, match="it is larger than 4 MB"):
        read_documents([path])


def test_a_mapping_needs_columns(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="names columns of a list"):
        read_documents([tmp_path], options=ImportOptions(format="html", columns={"title": "X"}))


def test_an_empty_document_has_no_role_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("\n\n")
    roles = read_documents([path])
    assert list(roles) == []
    assert [note.message for note in roles.notes] == ["no role was found in it"]


def test_a_page_about_something_else_is_not_a_role(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Our files\n\nThese pages are kept by the people team.\n")
    assert list(read_documents([path])) == []


def test_what_is_written_loads_as_a_design(tmp_path: Path) -> None:
    """The fragment passes the same reader as every design, whatever the document held."""
    path = tmp_path / "a.md"
    path.write_text(ROLE + "- A measure so long that no id can hold it: " + "words " * 20 + "\n")
    written = tmp_path / "roles.yaml"
    written.write_text(write_yaml(read_documents([path]), "a.md"), encoding="utf-8")
    loaded = load_design([str(written)])
    assert [f.message for f in loaded.findings] == []
    assert loaded.design is not None
    (role,) = loaded.design.roles
    assert [duty.text for duty in role.duties or ()] == ["Answer tickets"]
    assert next(kpi.id for kpi, _ in role.kpis or ()) == "CSAT"


def test_hidden_characters_are_left_out_and_counted(tmp_path: Path) -> None:
    """What steers a terminal or turns text round cannot reach a design."""
    path = tmp_path / "a.md"
    path.write_text("# Engineer\n\n## Duties\n\n- Answer\u202e\x1b[31m tick\u200bets\n")
    (role,) = read_documents([path])
    assert role.responsibilities[0].text == "Answer[31m tickets"
    assert role.responsibilities[0].check == "3 invisible characters were left out"


ANY_BYTES = st.one_of(
    st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))
)
PAGE = b"\n# Renewals Manager\n\n## Responsibilities\n\n- Prepare renewals with the customer\n\n"


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.csv"])
@given(
    data=st.one_of(
        ANY_BYTES,
        # A role among them: its title and its id have to survive whatever stands around it.
        st.tuples(ANY_BYTES, ANY_BYTES).map(PAGE.join),
    )
)
def test_any_bytes_give_roles_or_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data)
    caught: list[CsdesignError] = []
    try:
        roles = read_documents([path])
    except CsdesignError as error:
        caught.append(error)
        roles = ImportedRoles()
    assert all("\n" not in str(error) for error in caught)
    back = yaml.load(write_yaml(roles, name), Loader=yaml.CSafeLoader)
    assert [role["title"] for role in back["roles"]] == [role.title for role in roles]
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", role.id) for role in roles)


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=20))
def test_ids_are_valid_and_never_taken_twice(title: str, others: list[str]) -> None:
    taken: set[str] = set()
    for text in [title, *others, title]:
        key = unique_slug(text, taken)
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", key)
        assert key not in taken
        taken.add(key)


def test_cyrillic_and_accents_become_latin_letters() -> None:
    assert slug("Менеджер по успеху клиентов") == "menedzher-po-uspekhu-klientov"
    assert slug("Chargé d’affaires & Ops") == "charge-d-affaires-ops"
    assert slug("客户成功经理") == "role"
    assert len(slug("word " * 60)) <= 64


@pytest.mark.parametrize(
    "text",
    [
        "(" * 30_000,
        "a. " * 30_000,
        "- " * 30_000,
        "> " * 10_000,
        "**" * 30_000,
        "[" * 30_000,
        "| a " * 20_000,
        "# " + "years " * 20_000,
        "- " + "experience " * 20_000,
        "- " + "опыт " * 20_000,
        "\n".join("  " * n + "- deep" for n in range(300)),
        "A" * 300_000,
    ],
    ids=lambda text: repr(text[:8]),
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_hostile_text_stays_text(tmp_path: Path, name: str, text: str) -> None:
    """It becomes one YAML role of that title, or none; what is kept stands in the text."""
    path = tmp_path / name
    path.write_text(f"# Engineer\n\n## Duties\n\n{text}\n")
    read = yaml.safe_load(write_yaml(read_documents([path]), name))

    for role in read["roles"]:
        assert role["title"].startswith("Engineer")
        for line in (*role.get("responsibilities", ()), *role.get("requirements", ())):
            assert line in text


def test_a_fact_of_a_form_does_not_announce_the_lines_below_it(tmp_path: Path) -> None:
    """Two years of experience are asked for; the address under it is not."""
    text = (
        "Renewals Manager\nSalary: 48,000\nExperience: two years\nContract: permanent\n"
        "Harbour Tools Ltd\nHull, 4 Dock Road\n\nDuties:\n- Prepares each renewal\n"
    )
    path = tmp_path / "post.txt"
    path.write_text(text)
    (role,) = read_documents([path])
    assert [s.text for s in role.requirements] == ["Experience: two years"]
