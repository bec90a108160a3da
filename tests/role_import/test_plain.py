from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.role_import import ImportedRole

    Read = Callable[..., list[ImportedRole]]

MARKS = ["-", "*", "•", "–", "—", "·", "▪", "●", "✓", "➢", "1.", "2)", "a)", "(b)", "1.2.", "o"]


def texts(statements: tuple[object, ...]) -> list[str]:
    return [s.text for s in statements]


@pytest.mark.parametrize("mark", MARKS)
def test_every_list_mark_is_known_and_dropped(read: Read, mark: str) -> None:
    (role,) = read(f"Engineer\n\nDuties:\n{mark} Answer tickets\n{mark} Write articles\n", "a.txt")
    assert texts(role.responsibilities) == ["Answer tickets", "Write articles"]


def test_russian_vacancies_are_read_like_english_ones(read: Read) -> None:
    (role,) = read(
        "Специалист по внедрению\n\nО компании\nМы делаем CRM.\n\nЧем предстоит заниматься\n"
        "Проводить интервью с клиентами\nНастраивать систему под процессы клиента\n\n"
        "Что мы ждём от кандидата\n— Опыт внедрения CRM от года;\n— Готовность к поездкам.\n\n"
        "Показатели\n— NPS\n\nМы предлагаем\n— ДМС\n",
        "a.txt",
    )
    assert role.id == "spetsialist-po-vnedreniyu"
    assert texts(role.responsibilities) == [
        "Проводить интервью с клиентами",
        "Настраивать систему под процессы клиента",
    ]
    assert texts(role.requirements) == ["Опыт внедрения CRM от года", "Готовность к поездкам."]
    assert texts(role.measures) == ["NPS"]


def test_capitals_make_headings_and_a_second_title_a_second_role(read: Read) -> None:
    roles = read(
        "SUPPORT ENGINEER\n\nRESPONSIBILITIES\n1. Answer tickets.\n\nREQUIREMENTS\n1. Linux.\n\n"
        "SUPPORT TEAM LEAD\n\nRESPONSIBILITIES\n1. Plan shifts.\n",
        "a.txt",
    )
    assert [(r.title, texts(r.responsibilities)) for r in roles] == [
        ("SUPPORT ENGINEER", ["Answer tickets."]),
        ("SUPPORT TEAM LEAD", ["Plan shifts."]),
    ]


def test_lines_that_a_margin_broke_are_joined(read: Read) -> None:
    (role,) = read(
        "Job title: Renewals Manager\n\nResponsibilities\n"
        "- Negotiate the terms of renewals with\n  procurement and finance\n"
        "- Forecast\nfor the quarter\n",
        "a.txt",
    )
    assert role.title == "Renewals Manager"
    assert texts(role.responsibilities) == [
        "Negotiate the terms of renewals with procurement and finance",
        "Forecast for the quarter",
    ]


def test_running_text_is_sorted_sentence_by_sentence(read: Read) -> None:
    (role,) = read(
        "The Renewals Manager negotiates prices with procurement. The ideal candidate has five "
        "years of experience. Performance is measured by retention. We offer a competitive salary.",
        "renewals-manager.txt",
    )
    assert role.title == "Renewals manager"
    assert "the text has none" in role.checks[0]
    assert texts(role.responsibilities) == [
        "The Renewals Manager negotiates prices with procurement."
    ]
    assert texts(role.requirements) == ["The ideal candidate has five years of experience."]
    assert texts(role.measures) == ["Performance is measured by retention."]
    assert texts(role.unplaced) == ["We offer a competitive salary."]


def test_a_formal_job_instruction_keeps_rights_and_liability_out_of_the_duties(read: Read) -> None:
    (role,) = read(
        "Менеджер по продлениям\n\n1. Общие положения\n1.1. На должность назначается лицо, имеющее "
        "высшее образование.\n\n2. Должностные обязанности\n2.1. Ведёт переговоры с клиентами.\n"
        "2.2. Готовит отчёты.\n\n3. Права\n3.1. Запрашивать документы.\n\n4. Ответственность\n"
        "4.1. Отвечает рублём.\n\n5. Показатели эффективности\n5.1. Доля продлённых договоров.\n",
        "a.txt",
    )
    certain = [s.text for s in role.responsibilities if not s.check]
    assert certain == ["Ведёт переговоры с клиентами.", "Готовит отчёты."]
    assert texts(role.measures) == ["Доля продлённых договоров."]
    assert texts(role.rights) == ["Запрашивать документы."]
