"""Responsibility matrices become roles with a proposal of who owns what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from xlsxwriter import Workbook

from csdesign.role_import import ImportedRoles, read_documents, write_yaml

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    ["Task", "Guide", "Seller", "Desk"],
    ["Kick-off and go-live", "A/R", "C", "I"],
    ["Renewal of the contract", "C", "A", ""],
    ["Answer tickets", "I", "", "R"],
    ["Write the newsletter", "R", "", ""],
]


def read(folder: Path, form: str) -> ImportedRoles:
    """Return the roles of the rows as Markdown, CSV, a workbook, or turned round."""
    path = folder / f"matrix.{form.removesuffix('-turned')}"
    rows = [list(row) for row in zip(*ROWS, strict=True)] if form.endswith("turned") else ROWS
    if form.endswith("turned"):
        rows[0][0] = "Role"
    if path.suffix == ".xlsx":
        with Workbook(path) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    elif path.suffix == ".csv":
        path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    else:
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, "|---" * len(rows[0]) + "|")
        path.write_text("# Who does what\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return read_documents([path])


@pytest.mark.parametrize("form", ["md", "csv", "xlsx", "csv-turned", "md-turned"])
def test_every_form_of_a_matrix_gives_the_same_roles(tmp_path: Path, form: str) -> None:
    """Accountable owns, doing and consulted support; what is not a motion is only a duty."""
    found = read(tmp_path, form)
    assert [(role.title, role.owns, role.supports) for role in found] == [
        ("Guide", ("onboard",), ("renew",)),
        ("Seller", ("renew",), ("onboard",)),
        ("Desk", ("serve",), ()),
    ]
    assert [s.text for s in found[0].responsibilities] == [ROWS[1][0], ROWS[4][0]]
    text = write_yaml(found, "matrix")
    assert "# check: the matrix as a grid" in text
    assert "#     onboard: {own: guide, support: [seller]}" in text


def test_a_german_matrix_has_letters_of_its_own(tmp_path: Path) -> None:
    """Verantwortet, führt durch, wirkt mit, wird informiert."""
    path = tmp_path / "a.csv"
    path.write_text(
        "Schritt;Vertrieb;Betreuung;Support\nEinführung;I;V;\nSchulung;;V/D;M\n"
        "Verlängerung;V;M;I\nRechnung;;I;D\n",
        encoding="utf-8",
    )
    found = read_documents([path])
    assert [(role.title, role.owns, role.supports) for role in found] == [
        ("Vertrieb", ("renew",), ()),
        ("Betreuung", ("onboard",), ("renew",)),
        ("Support", (), ()),
    ]
    assert [s.text for s in found[2].responsibilities] == ["Rechnung"]


def test_words_do_as_well_as_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Aufgabe,Kundenbetreuung,Vertrieb\nVertragsverlängerung,unterstützt,verantwortlich\n"
        "Einführung,führt aus,informiert\n",
        encoding="utf-8",
    )
    found = read_documents([path])
    assert [(role.owns, role.supports) for role in found] == [
        (("onboard",), ("renew",)),
        (("renew",), ()),
    ]


def test_two_accountable_roles_and_none_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Task,X,Y\nRenewal,A,A\nOnboarding,C,I\nAdoption,A,C\n")
    found = read_documents([path])
    assert {(note.line, note.message) for note in found.notes} >= {
        (2, "2 roles are accountable for 'Renewal': X, Y"),
        (3, "nobody is accountable for 'Onboarding'"),
    }
    assert found[0].owns == ("adopt",)


@pytest.mark.parametrize(
    "text",
    [
        "Title,A,B\nCSM,long text of duties,more text\n",
        "Task,Who\nRenewal,A\n",
        "Task,X,Y\nRenewal,,\n",
    ],
)
def test_other_tables_are_not_a_matrix(text: str) -> None:
    from csdesign.role_import.matrix import read_matrix

    rows = [[(cell, n) for cell in line.split(",")] for n, line in enumerate(text.splitlines(), 1)]
    assert read_matrix(rows, "a.csv", "line") is None


def test_heads_in_two_rows_below_a_legend_and_phases_before_the_activities(tmp_path: Path) -> None:
    text = (
        "R responsible; A accountable; C consulted,,,,\n,,After the sale,,Before it\n"
        'Phase,Activity,CSM,Trainer,Seller\nOnboard,Run kickoff,A/R,C,I\n,Train users,,"R, A",\n'
        "Renew,Negotiate terms,C,,A/R\n,Send contract,I,,R\n"
    )
    path = tmp_path / "m.csv"
    path.write_text(text, encoding="utf-8")
    roles = {role.title: role for role in read_documents([path])}

    assert list(roles) == ["CSM", "Trainer", "Seller"]
    duties = {title: [d.text for d in role.responsibilities] for title, role in roles.items()}
    assert duties == {
        "CSM": ["Run kickoff"],
        "Trainer": ["Train users"],
        "Seller": ["Negotiate terms", "Send contract"],
    }


def test_a_word_with_its_letter_is_read_and_a_legend_is_not_a_role(tmp_path: Path) -> None:
    path = tmp_path / "m.md"
    path.write_text(
        "# Who does what\n\nR = responsible, A = accountable, I = informed\n\n"
        "| Task | Guide | Support |\n|---|---|---|\n| Kickoff | Accountable (A) | |\n"
        "| Solve tickets | Informed | Responsible (R) |\n",
        encoding="utf-8",
    )
    roles = list(read_documents([path]))

    assert [role.title for role in roles] == ["Guide", "Support"]
    assert [duty.text for duty in roles[1].responsibilities] == ["Solve tickets"]
