"""Forms, pictographs as list marks and headings that deny: read by what they are to a person."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest

from csdesign.role_import.headings import classify_heading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csdesign.role_import import ImportedRole
    from csdesign.role_import.imported import Statement

    Read = Callable[..., list[ImportedRole]]


def texts(statements: Sequence[Statement]) -> list[str]:
    return [statement.text for statement in statements]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("**Job title:** Escalation Desk Lead\n**Team:** Care\n\n", "Escalation Desk Lead"),
        ("| Job title | Escalation Desk Lead |\n|---|---|\n| Site | Cork |\n\n", None),
        ("**Stellenbezeichnung:** Fallklärer\n**Ort:** Trier\n\n", "Fallklärer"),
        ("**Position:** Nachtwache Assistent\n**Ort:** Trier\n\n", "Nachtwache Assistent"),
        ("Escalation Desk Lead\nSite: Cork\nHours: 37\n\n", "Escalation Desk Lead"),
    ],
)
def test_a_form_gives_the_title(read: Read, text: str, title: str | None) -> None:
    (role,) = read(f"{text}## Responsibilities\n\n- Solve disputes\n- Train new agents\n")
    assert role.title == (title or "Escalation Desk Lead")
    assert texts(role.responsibilities) == ["Solve disputes", "Train new agents"]


def test_position_names_no_role_where_it_says_something_else(read: Read) -> None:
    (role,) = read("# Ferry Agent\n\nPosition: full-time\n\n## Duties\n\n- Sell tickets\n- Help\n")
    assert role.title == "Ferry Agent"
    assert "Position: full-time" in texts(role.unplaced)


@pytest.mark.parametrize("label", ["Job title", "Intitulé du poste", "Наименование должности"])
def test_a_table_of_facts_in_word_gives_the_title(read: Read, label: str) -> None:
    document = docx.Document()
    document.add_heading("Form 12", 0)
    table = document.add_table(2, 4)
    cells = [
        label,
        "Quay Coordinator",
        "Site",
        "Cork",
        "Reports to",
        "Chief of Quays",
        "Grade",
        "4",
    ]
    for number, text in enumerate(cells):
        table.cell(number // 4, number % 4).text = text
    document.add_heading("Responsibilities", 1)
    document.add_paragraph("Assign berths to customers", "List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)
    (role,) = read(buffer.getvalue(), "form.docx")
    assert (role.title, role.manager) == ("Quay Coordinator", "Chief of Quays")
    assert texts(role.responsibilities) == ["Assign berths to customers"]
    assert "Site: Cork" in texts(role.unplaced)


def test_a_table_with_a_head_of_role_and_manager_is_still_a_list_of_roles(read: Read) -> None:
    found = read(
        "| Role | Manager | Responsibilities |\n|---|---|---|\n"
        "| Dock Agent | Dock Lead | Loads cargo |\n| Dock Lead | Director | Plans shifts |\n"
    )
    assert [role.title for role in found] == ["Dock Agent", "Dock Lead"]


def test_a_plain_text_with_the_company_above_the_title(read: Read) -> None:
    (role,) = read(
        "ELBROOK LABS\n\nSample Desk Manager\nSite: Cork\nHours: 37\n\n"
        "WHAT YOU WILL DO\n- Book visits\n- Call customers\n",
        "role.txt",
    )
    assert role.title == "Sample Desk Manager"
    assert not role.requirements


@pytest.mark.parametrize("name", ["role.md", "role.txt"])
def test_pictographs_before_lines_are_list_marks(read: Read, name: str) -> None:
    (role,) = read(
        "Cellar Guide Manager\n\nWhat you will do:\n\n"
        "🍇 Lead visits of the cellars\n🍷 Train new guides\n🛠️ Solve complaints of guests\n\n"
        "🎁 Benefits\n\n🏖️ Free days\n🍞 Free bread\n",
        name,
    )
    assert texts(role.responsibilities) == [
        "Lead visits of the cellars",
        "Train new guides",
        "Solve complaints of guests",
    ]
    assert [left.heading for left in role.left_out] == ["Benefits"]


def test_a_labelled_purpose_is_the_purpose_and_not_a_duty(read: Read) -> None:
    (role,) = read(
        "# Ferry Agent\n\n**Reports to:** Head of Ferries\n**Segment:** Islands\n\n"
        "**Purpose:** Bring islanders to their trains on time.\n\n"
        "## Responsibilities\n\n- Sell tickets\n- Answer calls\n"
    )
    assert role.purpose is not None
    assert role.purpose.text == "Bring islanders to their trains on time."
    assert role.manager == "Head of Ferries"
    assert texts(role.responsibilities) == ["Sell tickets", "Answer calls"]


@pytest.mark.parametrize(
    "heading",
    [
        "Das machst du nicht",
        "Nicht deine Aufgaben",
        "Keine Aufgaben dieser Stelle",
        "Не входит в обязанности:",
        "Что не нужно делать",
        "WHAT IS NOT PART OF THE ROLE",
        "What this job isn't",
        "Ne relève pas du poste",
    ],
)
def test_a_heading_that_denies_work_announces_boundaries(heading: str) -> None:
    assert classify_heading(heading) == "boundaries"


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Your duties: never boring", "duties"),
        ("Deine Aufgaben: nie langweilig", "duties"),
        ("Not only tasks", "duties"),
        ("Why you will not regret it", None),
    ],
)
def test_a_negation_that_denies_no_work_announces_none(heading: str, section: str | None) -> None:
    assert classify_heading(heading) == section


def test_a_heading_like_the_one_above_it_that_is_not_understood_is_named(read: Read) -> None:
    (role,) = read(
        "Dock Agent\n\nREQUIREMENTS\n- Two years of experience\n- Driving licence\n\n"
        "THE BLUE PAGES\n- A calm voice\n- A quick pen\n",
        "role.txt",
    )
    assert any("'THE BLUE PAGES' (line 7) is not recognised" in check for check in role.checks)


def test_a_heading_like_the_one_above_it_gives_what_its_list_says(read: Read) -> None:
    (role,) = read(
        "Dock Agent\n\nREQUIREMENTS\n- Two years of experience\n- Driving licence\n\n"
        "THE BLUE PAGES\n- Answer tickets of captains\n- Train new crews\n",
        "role.txt",
    )
    assert texts(role.responsibilities) == ["Answer tickets of captains", "Train new crews"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Du bist das Bindeglied zwischen Werft und Kunde", "responsibilities"),
        ("Vous êtes le relais des clients en interne", "responsibilities"),
        ("When a customer complains, you bring in the foreman", "responsibilities"),
        ("You hold a welding or equivalent certificate", "requirements"),
        ("You hold weekly calls with each customer", "responsibilities"),
    ],
)
def test_sentences_that_were_taken_for_the_other_kind(read: Read, text: str, place: str) -> None:
    others = {
        "D": ("Aufgaben", "Du planst die Termine der Werft mit den Kunden"),
        "V": ("Missions", "Vous organisez les visites avec les clients"),
    }
    heading, other = others.get(text[0], ("Responsibilities", "You plan the visits"))
    (role,) = read(f"# Werft Manager\n\n## {heading}\n\n- {other}\n- {text}\n")
    assert text in texts(getattr(role, place))


def test_a_heading_above_the_title_is_named(read: Read) -> None:
    (role,) = read(
        "Wir bauen unsere Werkstatt aus\n\nWerkstattleiter (m/w/d)\n\n"
        "Ihre Aufgaben:\n- Planung der Termine\n- Betreuung der Kunden\n",
        "role.txt",
    )
    assert role.title == "Werkstattleiter"
    assert any("(line 1) is above the title" in check for check in role.checks)


@pytest.mark.parametrize("label", ["Open position", "Offre d'emploi", "Stellenausschreibung"])
def test_what_announces_a_title_is_not_part_of_it(read: Read, label: str) -> None:
    (role,) = read(f"# {label}: Dock Manager\n\n## Responsibilities\n\n- Plan shifts\n- Help\n")
    assert role.title == "Dock Manager"


@pytest.mark.parametrize(
    "heading", ["Targets for 2031", "Ziele im ersten Jahr", "Objectifs de l'année", "Цели на год"]
)
def test_targets_of_a_time_are_measures(heading: str) -> None:
    assert classify_heading(heading) == "measures"


@pytest.mark.parametrize(
    "line",
    ["Rattachement : Chef de quai", "Berichtet an: Werftleiter", "Line manager: Harbour Chief"],
)
def test_a_form_says_to_whom_the_role_reports(read: Read, line: str) -> None:
    (role,) = read(
        f"# Dock Manager\n\n**Site:** Brest\n**{line.replace(':', ':**', 1)}\n\n"
        "## Responsibilities\n\n- Plan shifts\n- Train crews\n"
    )
    assert role.manager == line.partition(":")[2].strip()


def test_a_pictograph_is_not_part_of_a_title(read: Read) -> None:
    (role,) = read("# ⚓ Dock Manager 🚢\n\n## Responsibilities\n\n- Plan shifts\n- Train crews\n")
    assert (role.title, role.written) == ("Dock Manager", "⚓ Dock Manager 🚢")


@pytest.mark.parametrize(
    ("text", "is_duty"),
    [
        ("Au sein de la capitainerie, vous placez les bateaux des clients.", True),
        ("En lien avec les pilotes, vous préparez les arrivées.", True),
        ("Dans ce port, vous bénéficiez d'un logement.", False),
        ("Au sein de la capitainerie, vous avez le goût du large.", False),
    ],
)
def test_a_french_sentence_may_open_with_a_clause(read: Read, text: str, *, is_duty: bool) -> None:
    (role,) = read(
        "# Responsable de port\n\n**Le poste**\n\nVous organisez les visites des clients. "
        f"{text}\n\n**Votre profil**\n\n- Permis bateau\n- Anglais courant\n"
    )
    assert (text in texts(role.responsibilities)) is is_duty


def test_angle_brackets_are_list_marks_in_plain_text(read: Read) -> None:
    (role,) = read(
        "Dock Agent\n\nWhat you will do\n> Book berths\n> Call captains\n> Solve disputes\n",
        "role.txt",
    )
    assert texts(role.responsibilities) == ["Book berths", "Call captains", "Solve disputes"]
