"""Descriptions as companies write them without headings that say everything."""

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


def word(*lines: str | tuple[tuple[str, str], ...]) -> bytes:
    """Return a Word document: `*bold`, plain lines, and tuples of rows as tables."""
    document = docx.Document()
    for line in lines:
        if isinstance(line, tuple):
            table = document.add_table(len(line), 2)
            for cells, row in zip(table.rows, line, strict=True):
                for cell, text in zip(cells.cells, row, strict=True):
                    cell.text = text
        elif line.startswith("*"):
            document.add_paragraph().add_run(line[1:]).bold = True
        else:
            document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_bold_numbered_lines_in_word_are_headings(read: Read) -> None:
    (role,) = read(
        word(
            "*JOB OUTLINE",
            "Berth Planner",
            "*1.0 ESSENTIAL FUNCTIONS",
            "1.1 Assigns berths to ships.",
            "1.2 Informs pilots.",
            "*2.0 MINIMUM QUALIFICATIONS",
            "2.1 Two years at a port.",
        ),
        "form.docx",
    )
    assert role.title == "Berth Planner"
    assert texts(role.responsibilities) == ["Assigns berths to ships.", "Informs pilots."]
    assert texts(role.requirements) == ["Two years at a port."]


def test_bold_numbered_points_in_word_stay_points(read: Read) -> None:
    (role,) = read(
        word("*Berth Planner", "*Duties", "*1. Assign berths", "*2. Inform pilots"), "form.docx"
    )
    assert texts(role.responsibilities) == ["Assign berths", "Inform pilots"]


def test_a_row_without_a_label_goes_on_with_the_one_above(read: Read) -> None:
    rows = (
        ("Role", "Quay Manager"),
        ("Main tasks", "Plans the shifts"),
        ("", "Signs off invoices"),
        ("Skills needed", "Crane licence"),
        ("", "Calm on the radio"),
        ("Success measures", "Share of ships on time"),
    )
    (role,) = read(word("*Role card", rows), "card.docx")
    assert role.title == "Quay Manager"
    assert texts(role.responsibilities) == ["Plans the shifts", "Signs off invoices"]
    assert texts(role.requirements) == ["Crane licence", "Calm on the radio"]
    assert texts(role.measures) == ["Share of ships on time"]


def test_a_table_with_a_level_above_each_column_is_as_many_roles(read: Read) -> None:
    roles = read(
        "# Levels\n\n| Area | Associate Agent | Senior Agent |\n|---|---|---|\n"
        "| Calls | Takes calls with a script | Takes calls from ministers |\n"
        "| Reviews | Prepares the slides | Holds the review alone |\n"
    )
    assert [role.title for role in roles] == ["Associate Agent", "Senior Agent"]
    assert texts(roles[1].responsibilities) == [
        "Takes calls from ministers",
        "Holds the review alone",
    ]


@pytest.mark.parametrize(
    ("line", "duties", "needs"),
    [
        (
            "DUTIES: log calls from ships; assign tugs; write the weekly report.",
            ["log calls from ships", "assign tugs", "write the weekly report."],
            [],
        ),
        (
            "Must have: a calm voice; two years on a bridge.",
            [],
            ["a calm voice", "two years on a bridge."],
        ),
        (
            "Run projects, including: plans; budgets; reports.",
            ["Run projects, including: plans; budgets; reports."],
            [],
        ),
    ],
)
def test_a_line_with_its_own_label_is_read_by_it(
    read: Read, line: str, duties: list[str], needs: list[str]
) -> None:
    (role,) = read(f"Tug Dispatcher\n\nHOURS: 37.5 per week\n\n{line}\n", "form.txt")
    assert texts(role.responsibilities) == duties
    assert texts(role.requirements) == needs


def test_it_is_the_role_after_a_sentence_about_the_role(read: Read) -> None:
    (role,) = read(
        "# Head of Berths\n\n## About the job\n\nThe role leads nine planners. It sets the rules "
        "of each quay. It presents figures to the board. Our port is old. It was built in 1702.\n"
    )
    assert texts(role.responsibilities) == [
        "The role leads nine planners.",
        "It sets the rules of each quay.",
        "It presents figures to the board.",
    ]


def test_strong_words_before_a_paragraph_announce_it(read: Read) -> None:
    (role,) = read(
        "# Инженер причала\n\n**О задачах.** Вы ведёте журнал причала. Раз в месяц вы проверяете "
        "краны.\n\n**О вас.** У вас опыт работы в порту. Вы водите катер.\n"
    )
    assert len(role.responsibilities) == 2
    assert len(role.requirements) == 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Our client is looking for a Dock Support Engineer to join them.",
            "Dock Support Engineer",
        ),
        ("The incumbent serves as a Port Liaison Specialist.", "Port Liaison Specialist"),
        ("Wir suchen ab sofort einen Hafenbetreuer für Kiel.", "Hafenbetreuer"),
        ("Nous recherchons un chargé de quai pour Brest.", "Chargé de quai"),
        ("Мы ищем специалиста по причалам в команду порта.", "Специалист по причалам"),
    ],
)
def test_a_title_that_only_a_sentence_gives_is_taken_and_reported(
    read: Read, text: str, title: str
) -> None:
    (role,) = read(f"{text}\n\n## Responsibilities\n\n- Plan berths\n- Help\n")
    assert role.title == title
    assert "no heading gives one" in role.checks[0]


def test_lists_under_headings_of_no_known_word_are_read_in_their_order(read: Read) -> None:
    (role,) = read(
        "# Quay Host\n\n## Yours to keep\n\n- The guest book\n- The quay radio\n\n"
        "## We think you\n\n- have steered a boat\n- speak Danish\n"
    )
    assert texts(role.responsibilities) == ["The guest book", "The quay radio"]
    assert texts(role.requirements) == ["have steered a boat", "speak Danish"]
    assert any("Yours to keep" in check for check in role.checks)


def test_what_people_bring_is_not_a_boundary(read: Read) -> None:
    (role,) = read("# Host\n\n## Duties\n\n- Greet\n\n## You\n\n- don't mind rain\n- can swim\n")
    assert texts(role.requirements) == ["don't mind rain", "can swim"]
    assert not role.boundaries


def test_who_a_role_reports_to_hides_no_duty(read: Read) -> None:
    (role,) = read(
        "# Pier Manager\n\n## Duties\n\nYou will lead nine people and report to the Head of Port.\n"
    )
    assert len(role.responsibilities) == 1
    assert role.manager == "Head of Port"


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Diese Aufgaben warten auf Sie", "duties"),
        ("This is on you", "duties"),
        ("What stays with the pilots", "boundaries"),
        ("On cherche quelqu'un qui", "requirements"),
        ("Darauf dürfen Sie sich freuen", "other"),
        ("What a field engineer does", "duties"),
        ("What a field engineer doesn't do", "boundaries"),
        ("Wat ga je doen?", "duties"),
        ("¿Qué harás?", "duties"),
        ("Quem procuramos", "requirements"),
        ("To oferujemy", "other"),
        ("Job description: Support Engineer", None),
        ("Skills Trainer", None),
    ],
)
def test_headings_say_it_in_many_words(heading: str, section: str | None) -> None:
    assert classify_heading(heading) == section


@pytest.mark.parametrize(
    ("text", "duty", "need"),
    [
        (
            (
                "# Gestor de Puerto\n\n## ¿Qué harás?\n\n- Atender los barcos\n\n"
                "## ¿Qué buscamos?\n\n- Dos años en un puerto\n"
            ),
            "Atender los barcos",
            "Dos años en un puerto",
        ),
        (
            (
                "# Gestor de Porto\n\n## O teu dia a dia\n\n- Receber os navios\n\n"
                "## O que procuramos\n\n- Carta de condução\n"
            ),
            "Receber os navios",
            "Carta de condução",
        ),
        (
            (
                "# Havenbeheerder\n\n## Wat ga je doen?\n\n- Je ontvangt de schepen\n\n"
                "## Wat vragen we?\n\n- Minimaal twee jaar ervaring\n"
            ),
            "Je ontvangt de schepen",
            "Minimaal twee jaar ervaring",
        ),
        (
            (
                "# Specjalista portu\n\n## Zakres obowiązków\n\n- Przyjmowanie statków\n\n"
                "## Wymagania\n\n- Prawo jazdy\n"
            ),
            "Przyjmowanie statków",
            "Prawo jazdy",
        ),
    ],
)
def test_spanish_portuguese_dutch_and_polish_are_read(
    read: Read, text: str, duty: str, need: str
) -> None:
    (role,) = read(text)
    assert texts(role.responsibilities) == [duty]
    assert texts(role.requirements) == [need]


def test_text_about_what_a_heading_names_makes_it_a_role(read: Read) -> None:
    roles = read(
        "# Rotations\n\n## Release Shepherd\n\nThe shepherd warns ships. "
        "The shepherd runs the call.\n\n"
        "## Escalation Captain\n\nThe captain writes the report. The captain does not set prices. "
        "The captain chairs the review.\n"
    )
    assert [role.title for role in roles] == ["Release Shepherd", "Escalation Captain"]
    assert texts(roles[0].responsibilities) == [
        "The shepherd warns ships.",
        "The shepherd runs the call.",
    ]
    assert texts(roles[1].boundaries) == ["The captain does not set prices."]


def test_the_first_line_of_a_block_is_its_heading_where_no_other_is(read: Read) -> None:
    (role,) = read(
        "Quay Lead\n\nTypical tasks\nPlan the shifts of nine people\nSign off each invoice\n\n"
        "Ideal background\nPorts or rail, three years or more\nDanish as a working language\n",
        "lead.txt",
    )
    assert texts(role.responsibilities) == [
        "Plan the shifts of nine people",
        "Sign off each invoice",
    ]
    assert len(role.requirements) == 2


def test_marks_of_a_chat_for_bold_make_a_heading(read: Read) -> None:
    (role,) = read(
        "Quay Lead\n\n*What's the job?*\n• plan shifts\n• greet guests\n\n"
        "*What it isn't*\n• sales\n",
        "chat.txt",
    )
    assert texts(role.responsibilities) == ["plan shifts", "greet guests"]
    assert texts(role.boundaries) == ["sales"]


def test_a_form_with_the_title_next_to_its_label_names_the_manager_too(read: Read) -> None:
    rows = (("Role", "Berth Trainer"), ("Line manager", "Head of Berths"), ("Team", "East"))
    (role,) = read(word(rows, "*Duties", "Hold classes", "Rate trainees"), "form.docx")
    assert role.title == "Berth Trainer"


def test_who_holds_what_is_read_in_german_charters(read: Read) -> None:
    (role,) = read(
        "# Rolle: Hafenmanager\n\n**Auftrag:** Der Hafenmanager sichert den Betrieb.\n\n"
        "**Verantwortet**\n\n1. Liegeplan\n2. Preisliste\n\n"
        "**Verantwortet nicht**\n\n1. Zoll\n\n"
        "**Darf entscheiden**\n\n1. Rabatte bis 8 %\n"
    )
    assert texts(role.responsibilities)[-1] == "Preisliste"
    assert texts(role.boundaries) == ["Zoll"]
    assert texts(role.rights) == ["Rabatte bis 8 %"]


def test_a_purpose_is_never_longer_than_a_design_allows(read: Read) -> None:
    (role,) = read("Tug Dispatcher\n\nDUTIES: " + "log calls; " * 3_000, "long.txt")
    assert role.purpose is None
    assert len(role.responsibilities) == 3_000


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Wir suchen: Hafenbetreuer (m/w/d)", "Hafenbetreuer"),
        ("We're hiring: Berth Planner Lead", "Berth Planner Lead"),
        ("Nous recrutons : Chef de quai (H/F)", "Chef de quai"),
        ("Требуется менеджер по причалам", "Менеджер по причалам"),
    ],
)
def test_words_of_an_advert_before_a_title_are_not_part_of_it(
    read: Read, line: str, title: str
) -> None:
    (role,) = read(f"{line}\n\nResponsibilities:\n- Plan berths\n- Greet pilots\n", "ad.txt")
    assert role.title == title


def test_a_question_after_a_question_is_the_next_section(read: Read) -> None:
    (role,) = read(
        "Berth Planner Lead\n\nWhat will you be doing?\n• Planning berths\n• Teaching pilots\n\n"
        "What might help?\n• Qualified as a mate\n• Patience\n• Experience with tides\n",
        "ad.txt",
    )
    assert texts(role.responsibilities) == ["Planning berths", "Teaching pilots"]
    assert len(role.requirements) == 3


def test_a_title_that_has_no_usual_word_is_the_line_in_capitals(read: Read) -> None:
    (role,) = read(
        word(
            "*COUNTY OF MARLOW",
            "Harbour Benefits Almoner",
            "*DUTIES",
            "Visits crews",
            "Files claims",
        ),
        "class.docx",
    )
    assert role.title == "Harbour Benefits Almoner"
    assert "no heading gives one" in role.checks[0]


def test_short_lines_that_may_be_the_title_are_named_where_the_title_is_in_doubt(
    read: Read,
) -> None:
    (role,) = read(
        "# Marlow Harbour Board\n\nkeeper of the night log\n\n## Duties\n\n"
        "- Write the log\n- Wake pilots\n"
    )
    assert any("keeper of the night log" in check for check in role.checks)
