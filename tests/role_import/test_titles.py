"""No title is lost: what stands next to a role is a role, or is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csdesign.role_import import ImportedRoles, read_documents, write_yaml

if TYPE_CHECKING:
    from pathlib import Path


def imported(folder: Path, text: str, name: str = "jobs.md") -> ImportedRoles:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_documents([path])


def test_a_heading_next_to_a_role_is_a_role_whatever_it_is_called(tmp_path: Path) -> None:
    """An unknown noun, a first heading that is a section elsewhere, a subheading straight below."""
    found = imported(
        tmp_path,
        "# Team\n\n## Renewals Manager\n\n### Responsibilities\n- Prepares offers\n\n"
        "## Harbour Pilot\n\n### Responsibilities\n- Leads new customers in\n\n"
        "## Key Keeper\n\n### Retail\n\n#### Duties\n- Keeps contracts\n",
    )
    assert [role.title for role in found] == ["Renewals Manager", "Harbour Pilot", "Key Keeper"]
    assert [len(role.responsibilities) for role in found] == [1, 1, 1]
    assert found[0].checks == ()
    assert found[1].checks == ("the title has no word that is usual in job titles",)


def test_a_heading_next_to_titles_that_is_not_a_role_is_named(tmp_path: Path) -> None:
    found = imported(
        tmp_path,
        "# Jobs\n\n## Support Agent\n\n### Duties\n- Answers tickets\n\n"
        "## Onboarding Manager\n\n### Duties\n- Runs kickoffs\n\n"
        "## Weather Watcher\n\nTo be written.\n",
    )
    assert len(found) == 2
    assert any("'Weather Watcher'" in check for role in found for check in role.checks)


@pytest.mark.parametrize(
    "heading", ["You drive", "Own (be responsible for)", "In the saddle", "Was du bewegst"]
)
def test_a_list_of_actions_is_duties_whatever_its_heading(tmp_path: Path, heading: str) -> None:
    """A heading that says nothing gives way to its list, and a check names it."""
    lines = "- Leads renewals with sales\n- Builds success plans\n- Escalates open risks\n"
    (role,) = imported(tmp_path, f"# Customer Success Manager\n\n## {heading}\n\n{lines}")
    assert len(role.responsibilities) == 3
    assert any(heading in check for check in role.checks) == (heading == "In the saddle")


def test_levels_that_add_to_each_other_extend(tmp_path: Path) -> None:
    """By the level they name, and by the one before; a level that adds to nothing stands alone."""
    found = imported(
        tmp_path,
        "# Ladder\n\n## Analyst L1\n\n### Duties\n- Answers requests\n\n"
        "## Analyst L2\n\nAll of L1, plus:\n\n### Duties\n- Holds reviews\n\n"
        "## Lead Analyst\n\nIn addition to the duties above:\n\n### Duties\n- Mentors analysts\n\n"
        "## Trainer\n\n### Duties\n- Runs courses\n",
    )
    assert [role.extends for role in found] == ["", "analyst-l1", "analyst-l2", ""]
    assert 'extends: "analyst-l1"' in write_yaml(found, "ladder.md")
    assert all(len(role.responsibilities) == 1 for role in found)


def test_what_a_role_does_not_do_is_kept(tmp_path: Path) -> None:
    """Under a heading of its own and among the duties, in four languages."""
    (role,) = imported(
        tmp_path,
        "# Account Manager\n\n## Responsibilities\n- Negotiates renewals\n"
        "- Does not answer tickets\n\n"
        "## Out of scope\n- Product training\n",
    )
    assert [s.text for s in role.boundaries] == ["Does not answer tickets", "Product training"]
    assert len(role.responsibilities) == 1
    assert "# boundary, line 5: Does not answer tickets" in write_yaml([role], "a.md")


def test_a_boundary_before_a_colon_keeps_its_negation(tmp_path: Path) -> None:
    line = "You won't be chasing invoices: the finance team does that."
    (role,) = imported(
        tmp_path,
        f"# Account Manager\n\n## Responsibilities\n- Negotiates renewals\n\n{line}\n",
    )
    assert [s.text for s in role.boundaries] == [line]


@pytest.mark.parametrize(
    ("duty", "need", "heading"),
    [
        ("Du betreust vierzig Handwerksbetriebe", "Du hast ein Studium abgeschlossen", "Stelle"),
        ("Planung und Steuerung der Einführung", "Sehr gute Englischkenntnisse", "Stelle"),
        ("Animer des ateliers avec les clients", "Vous avez trois ans d'expérience", "Poste"),
        ("Vous suivez l'usage chaque semaine", "Maîtrise de l'anglais", "Poste"),
    ],
)
def test_german_and_french_sentences_say_what_they_are(
    tmp_path: Path, duty: str, need: str, heading: str
) -> None:
    """Under a heading that announces neither, each goes where its own words put it."""
    titles = {
        "Stelle": "Manager für die Betreuung der Kunden",
        "Poste": "Responsable de la relation avec les clients",
    }
    text = f"# {titles[heading]}\n\n## {heading}\n\n- {duty}\n- {need}\n"
    (role,) = imported(tmp_path, text)
    assert [s.text for s in role.responsibilities] == [duty]
    assert [s.text for s in role.requirements] == [need]


def test_the_company_is_not_the_purpose_of_the_role(tmp_path: Path) -> None:
    (role,) = imported(
        tmp_path,
        "# Support Agent\n\nFjord Tools makes planning software for ferries.\n\n"
        "## Purpose\n\nThe role keeps ferries running when software stops.\n\n"
        "## Duties\n- Answers tickets\n",
    )
    assert role.purpose is not None
    assert role.purpose.text == "The role keeps ferries running when software stops."


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Success Manager (m/w/d) – Bremen / Remote", "Success Manager"),
        ("Success Manager – Enterprise (f/m/x), Helsinki", "Success Manager – Enterprise"),
        ("CSM (Polish-speaking)", "CSM (Polish-speaking)"),
        ("Support Engineer II - Full time - Tallinn", "Support Engineer II"),
        ("Chargé(e) de clientèle (H/F) – CDI – Lille ou télétravail", "Chargé(e) de clientèle"),
        ("Аналитик поддержки (м/ж), Пермь / удалённо", "Аналитик поддержки"),
        ("Head of Onboarding, DACH", "Head of Onboarding, DACH"),
        ("Trainer (French / Dutch) - Hybrid, Ghent", "Trainer (French / Dutch)"),
        ("3. Renewals Manager, Austin, TX (12-month contract)", "Renewals Manager"),
        ("Kundenberater (all genders) Kassel", "Kundenberater"),
        ("Team Lead A/B Testing", "Team Lead A/B Testing"),
        ("Sachbearbeitung Service (30 Stunden/Woche)", "Sachbearbeitung Service"),
        ("Support Agent (32-36 h per week)", "Support Agent"),
        ("Onboarding Coach (37,5h/week), Porto", "Onboarding Coach"),
        ("Stellenbeschreibung: Leiterin Kundenservice", "Leiterin Kundenservice"),
    ],
)
def test_a_title_is_without_what_only_an_advert_adds(
    tmp_path: Path, written: str, title: str
) -> None:
    """Whom it addresses, where and how long; what tells roles apart stays, and nothing is lost."""
    found = imported(tmp_path, f"# {written}\n\n## Responsibilities\n- Answers tickets\n")

    assert [role.title for role in found] == [title]
    assert title == written or f"# title as written: {written}" in write_yaml(found, "jobs.md")


def test_roles_in_capitals_are_as_many_roles_and_levels_extend(tmp_path: Path) -> None:
    text = (
        "TRAINER\n\nUsual duties\n  - Runs courses\n  - Grades exams\n\n"
        "SENIOR TRAINER\n\nIn addition to the duties of the Trainer:\n"
        "  - Writes courses\n  - Coaches trainers\n"
    )
    junior, senior = imported(tmp_path, text, "levels.txt")

    assert (junior.title, senior.title) == ("TRAINER", "SENIOR TRAINER")
    assert senior.extends == junior.id
    assert len(junior.responsibilities) == len(senior.responsibilities) == 2
