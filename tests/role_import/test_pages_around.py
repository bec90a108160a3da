"""Titles in all the places where pages and forms put them, and what stands around a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csdesign.role_import import read_documents
from csdesign.role_import.naming import clean_title, nominative

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from csdesign.role_import import ImportedRole
    from csdesign.role_import.imported import Statement

    Read = Callable[..., list[ImportedRole]]

SECTIONS = """
<h4>Responsibilities</h4><ul><li>Answers callers</li><li>Writes guides</li></ul>
<h4>Requirements</h4><ul><li>Two years at a desk</li></ul>"""
PLAIN = """
Responsibilities:
- Answers callers
- Writes guides

Requirements:
- Two years at a desk
"""


def texts(statements: Sequence[Statement]) -> list[str]:
    return [statement.text for statement in statements]


@pytest.mark.parametrize(
    "page",
    [
        # linked data for search engines
        (
            '<title>Careers</title><script type="application/ld+json">{"@type": "JobPosting",'
            f' "title": "Desk Engineer"}}</script><p>Quay Ltd.</p>{SECTIONS}'
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"},'
            f' {{"@type": ["JobPosting"], "title": "Desk Engineer"}}]}}</script>{SECTIONS}'
        ),
        # the name for sharing
        f'<title>Quay Ltd</title><meta property="og:title" content="Desk Engineer">{SECTIONS}',
        # the company's name on the first level, the title below and in the page's own
        "<title>Desk Engineer at Quay | Portal</title><h1>Quay</h1><h2>Desk Engineer</h2>"
        + SECTIONS,
    ],
)
def test_a_page_gives_its_title_outside_its_text(read: Read, page: str) -> None:
    (role,) = read(f"<html>{page}</html>", "page.html")

    assert role.title == "Desk Engineer"
    assert texts(role.responsibilities) == ["Answers callers", "Writes guides"]


def test_a_page_without_text_gives_that_of_its_job_posting(read: Read) -> None:
    posting = (
        '{"@type": "JobPosting", "title": "Desk Engineer", "description":'
        ' "<b>Your tasks</b><ul><li>Answers callers</li></ul>"}'
    )
    page = f'<script type="application/ld+json">{posting}</script><div id="app"></div>'
    (role,) = read(page, "page.html")

    assert (role.title, texts(role.responsibilities)) == ("Desk Engineer", ["Answers callers"])


@pytest.mark.parametrize(
    "head",
    [
        "Stellenbezeichnung: Desk Engineer",
        "Intitulé du poste : Desk Engineer (H/F)",
        "REQ-2231 - Desk Engineer (Remote)",
        "Opening: Desk Engineer",
        "DESK ENGINEER FOR\nHARBOURS",
        "Skip to main content\nSearch for jobs\nDesk Engineer\nApply\ntime type\nFull time",
        "Home > Jobs > Harbours\n\nDesk Engineer",
        "JOB DESCRIPTION            Department: Quay\nJob title: Desk Engineer     Grade: 7",
        "From: a@quay.example\nTo: b@quay.example\nSubject: Vacancy: Desk Engineer",
    ],
)
def test_a_title_is_found_below_labels_links_and_numbers(read: Read, head: str) -> None:
    (role,) = read(f"{head}\n{PLAIN}", "job.txt")

    assert role.title.casefold().startswith("desk engineer")
    assert texts(role.responsibilities) == ["Answers callers", "Writes guides"]
    assert texts(role.requirements) == ["Two years at a desk"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("R-10442: Desk Engineer", "Desk Engineer"),
        ("Desk Engineer (JR-00123)", "Desk Engineer"),
        ("Desk Engineer – Kennziffer 12/2026", "Desk Engineer"),
        ("D365 - Consultant", "D365 - Consultant"),
        ("Level 2 Support Engineer", "Level 2 Support Engineer"),
        ("Support Engineer, 24/7", "Support Engineer, 24/7"),
    ],
)
def test_the_number_of_a_requisition_is_not_of_the_title(written: str, title: str) -> None:
    assert clean_title(written) == title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("главного специалиста отдела", "Главный специалист отдела"),
        ("ведущего инженера", "Ведущий инженер"),
        ("руководителя группы", "Руководитель группы"),
        ("Координатор", "Координатор"),
    ],
)
def test_a_form_gives_a_title_in_the_genitive(written: str, title: str) -> None:
    assert nominative(written) == title


def test_a_numbered_form_below_its_approval_gives_the_title(read: Read) -> None:
    (role,) = read(
        """                УТВЕРЖДАЮ
                Генеральный директор
                ____________ И. К. Соколов

         ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ № 18
         специалиста по причалам

1. ОБЩИЕ ПОЛОЖЕНИЯ

1.1. Относится к категории специалистов.
1.2. Специалист должен знать:
1.2.1. устройство порта;
- правила швартовки.
1.3. Назначается директором.

2. ДОЛЖНОСТНЫЕ ОБЯЗАННОСТИ

Специалист по причалам обязан:

2.1. Распределять причалы.

3. ОТВЕТСТВЕННОСТЬ

Специалист несёт ответственность:
3.1. За причинение ущерба.
""",
        "form.txt",
    )
    assert role.title == "Специалист по причалам"
    assert texts(role.requirements) == ["устройство порта", "правила швартовки."]
    assert texts(role.responsibilities) == ["Распределять причалы."]


def test_lines_of_the_page_are_neither_duties_nor_requirements(read: Read, tmp_path: Path) -> None:
    text = """Менеджер причалов
от 90 000 до 120 000 ₽ за месяц, на руки
Требуемый опыт работы: 3–6 лет
Сейчас эту вакансию смотрят 14 человек
Откликнуться

Обязанности:
- распределять причалы;
- встречать суда.

Требования:
- знание порта.

Ключевые навыки
Работа с судами
Переговоры

Задайте вопрос работодателю
Где располагается место работы?

Вакансия опубликована 3 ноября 2026 в Мурманске

Похожие вакансии
Диспетчер порта
"""
    (role,) = read(text, "vacancy.txt")
    assert texts(role.responsibilities) == ["распределять причалы", "встречать суда."]
    assert texts(role.requirements) == ["Требуемый опыт работы: 3–6 лет", "знание порта."]

    path = tmp_path / "vacancy.txt"
    path.write_text(text, encoding="utf-8")
    (note,) = read_documents([path]).notes
    assert "left out as parts of the page, not of the text: 'Сейчас эту вакансию" in note.message


def test_cookies_links_in_a_row_and_other_jobs_are_left_out(read: Read) -> None:
    (role,) = read(
        "<div id='cookie-bar'><p>You can accept all cookies.</p></div>"
        "<div><a>Помощь</a><a>Поиск</a></div><h1>Desk Engineer</h1>"
        "<p><span>Leith</span><span>Full time</span></p>"
        f"{SECTIONS}<h3>Similar jobs</h3><ul><li>Crane Driver</li></ul>"
        "<h3>Apply for this job</h3><label>First name</label>",
        "page.html",
    )
    assert texts(role.responsibilities) == ["Answers callers", "Writes guides"]
    assert texts(role.requirements) == ["Two years at a desk"]
    assert "Leith Full time" in texts(role.unplaced)


def test_what_the_employer_gives_is_not_a_duty_whatever_its_heading(read: Read) -> None:
    (role,) = read(
        "# Disponent\n\n## Aufgaben\n- Schiffe einteilen\n\n## Profil\n- Ruhe\n\n"
        "## Das erwartet dich\n- 30 Tage Urlaub\n- Jobrad\n- Kaffee\n",
        "job.md",
    )
    assert texts(role.responsibilities) == ["Schiffe einteilen"]


@pytest.mark.parametrize(
    "table",
    [
        (
            "| Criteria | Essential | Desirable |\n|---|---|---|\n"
            "| Qualifications | Five years at sea | A pilot's card |\n"
            "| Skills and abilities | Able to swim | |\n"
        ),
        (
            "| Criteria | Essential | Desirable |\n|---|---|---|\n"
            "| Five years at sea | x | |\n| A pilot's card | | x |\n| Able to swim | x | |\n"
        ),
        (
            "| Area | Competence | Level |\n|---|---|---|\n| Sea | Five years at sea | Expert |\n"
            "| Sea | A pilot's card | Basic |\n| Body | Able to swim | Expert |\n"
        ),
    ],
)
def test_labels_of_a_person_specification_are_not_requirements(read: Read, table: str) -> None:
    (role,) = read(
        f"# Berth Planner\n\n## Duties\n- Plans berths\n\n## Person specification\n\n{table}",
        "job.md",
    )
    told = sorted(text.rpartition(": ")[2] for text in texts(role.requirements))
    assert told == ["A pilot's card", "Able to swim", "Five years at sea"]


def test_sentences_before_a_line_that_leads_into_a_list_are_kept(read: Read) -> None:
    (role,) = read(
        "# Disponent\n\n## Deine Mission\n"
        "Du begleitest neue Reedereien durch die ersten Wochen. Außerdem:\n\n"
        "- planst du die Liegeplätze\n- misst du die Wartezeit\n",
        "job.md",
    )
    assert len(role.responsibilities) == 3


def test_lines_broken_at_a_margin_are_one_sentence_where_nouns_begin_them(read: Read) -> None:
    (role,) = read(
        """Stellenbezeichnung: Disponent

Ziel der Stelle

Der Stelleninhaber stellt sicher, dass die rund hundert Reedereien unserer
Hafengruppe jederzeit einen Liegeplatz erhalten.

Aufgaben

a) Einteilung der Liegeplätze einschließlich der Planung für Schlepper und der
   Lotsen
b) Abstimmung mit dem Zoll über Ladungen, die nicht am selben Tage gelöscht
   werden
c) Führung der Tagesliste
""",
        "stelle.txt",
    )
    assert role.purpose is not None
    assert role.purpose.text.endswith("unserer Hafengruppe jederzeit einen Liegeplatz erhalten.")


def test_the_label_of_a_point_stays_with_it(read: Read) -> None:
    (role,) = read(
        "# Berth Planner\n\n## Duties\n- **Harbours.** Plans berths in nine harbours\n", "job.md"
    )
    assert texts(role.responsibilities) == ["Harbours. Plans berths in nine harbours"]


def test_people_in_the_role_s_charge_and_questions_are_not_points(read: Read) -> None:
    (role,) = read(
        "# Berth Planner\n\n## Duties\n- 9 FTE customer service advisers\n- Plans berths\n"
        "- Do you love ships?\n",
        "job.md",
    )
    assert texts(role.responsibilities) == ["Plans berths"]


def test_two_columns_of_a_copied_page_are_read_one_after_the_other(read: Read) -> None:
    (role,) = read(
        """                 BERTH PLANNER
                 Quay Ltd

WHAT YOU DO                       WHAT YOU BRING
- Plans berths for ships          - Two years at a port
- Informs pilots of all           - A calm voice
  arrivals
""",
        "page.txt",
    )
    assert texts(role.responsibilities) == [
        "Plans berths for ships",
        "Informs pilots of all arrivals",
    ]
    assert texts(role.requirements) == ["Two years at a port", "A calm voice"]


def test_a_message_of_a_chat_gives_its_title_without_pictographs(read: Read) -> None:
    (role,) = read(
        ":tada: *New role open: Berth Planner* :tada:\nTeam: Harbour · Hiring manager: @joana\n\n"
        "*What they'll do*\n• plan berths\n• inform pilots\n",
        "chat.txt",
    )
    assert role.title == "Berth Planner"
    assert texts(role.responsibilities) == ["plan berths", "inform pilots"]


@pytest.mark.parametrize(
    "head",
    [
        "Stellenangebot - Arbeitnehmer/in\nHafenplaner/in Leiter (m/w/d)\nArbeitsort: Kiel",
        "Offre n° 189KLM\nHafenplaner/in Leiter (m/w/d)\nEntreprise non renseignée",
    ],
)
def test_the_head_lines_of_an_agency_s_page_give_the_title(read: Read, head: str) -> None:
    (role,) = read(f"{head}\n\nAufgaben:\n* Planung der Liegeplätze\n", "page.txt")

    assert role.title == "Hafenplaner/in Leiter"
    assert texts(role.responsibilities) == ["Planung der Liegeplätze"]


def test_a_form_with_an_owner_and_a_title_is_one_role(read: Read) -> None:
    (role,) = read(
        "| Role | Onboarding Manager |\n|---|---|\n| Owner | @Kim |\n| Status | DRAFT |\n"
        "| Responsibilities | Runs kick-offs. Trains administrators. |\n",
        "page.md",
    )
    assert role.title == "Onboarding Manager"
    assert texts(role.responsibilities) == ["Runs kick-offs.", "Trains administrators."]


def test_what_is_offered_and_where_to_write_are_not_points(read: Read) -> None:
    (role,) = read(
        "# Berth Planner\n\nYou will plan berths and inform pilots.\n"
        "Send a note to jobs@quay.example.\n\n## Profil\n- Ruhe\n\n"
        "Wir bieten einen sicheren Platz.\n",
        "job.md",
    )
    assert texts(role.responsibilities) == ["You will plan berths and inform pilots."]
    assert texts(role.requirements) == ["Ruhe"]


def test_a_title_below_a_form_that_sounds_like_a_section_is_one(read: Read) -> None:
    (role,) = read(
        "**Port du Val**\n\n# Profil de poste\n\n**Gestionnaire des quais**\n\n"
        "## Missions\n- Planifier les quais\n\n## Profil attendu\n- Calme\n",
        "fiche.md",
    )
    assert role.title == "Gestionnaire des quais"
    assert texts(role.responsibilities) == ["Planifier les quais"]
    assert texts(role.requirements) == ["Calme"]


def test_a_duty_with_parts_stays_one_whatever_it_names(read: Read) -> None:
    (role,) = read(
        "# Berth Planner\n\n## Duties\n- Gather requirements:\n  - call each shipping line\n"
        "- Manage the KPIs:\n  - plan the budget\n",
        "job.md",
    )
    assert len(role.responsibilities) == 4
    assert role.requirements == role.measures == ()


def test_numbers_and_shares_of_a_table_make_no_people_of_duties(read: Read) -> None:
    (role,) = read(
        "# Hafenplaner\n\n## Hauptaufgaben\n\n| Nr. | Tätigkeit | Anteil |\n|---|---|---|\n"
        "| 1 | Prüfung und Weiterleitung der Meldungen an die Reederei | 60 % |\n"
        "| 2 | Planung der Liegeplätze für die kommende Woche | 40 % |\n\n"
        "## Nebenaufgaben\n- Teilnahme an Audits als Auskunftsperson\n",
        "stelle.md",
    )
    assert len(role.responsibilities) == 3
