from __future__ import annotations

import pytest

from csdesign.role_import.headings import classify_heading


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Responsibilities", "duties"),
        ("Key Responsibilities:", "duties"),
        ("What You’ll Do", "duties"),
        ("🚀 What you'll be doing", "duties"),
        ("3. Duties & Accountabilities", "duties"),
        ("In this role, you will", "duties"),
        ("Renewals Manager Responsbilities", "duties"),
        ("Responsibilities: what does a renewals manager do?", "duties"),
        ("Обязанности:", "duties"),
        ("Чем предстоит заниматься", "duties"),
        ("Что вы будете делать", "duties"),
        ("Requirements", "requirements"),
        ("Account Manager (Intermediate) Requirements", "requirements"),
        ("What we're looking for", "requirements"),
        ("Who you are", "requirements"),
        ("Nice-to-haves", "requirements"),
        ("You should apply if...", "requirements"),
        ("Skills & Experience", "requirements"),
        ("Что мы ждём от кандидата", "requirements"),
        ("Будет плюсом", "requirements"),
        ("Performance Indicators", "measures"),
        ("KPIs:", "measures"),
        ("How you'll be measured", "measures"),
        ("Показатели эффективности", "measures"),
        ("Duties and Requirements", "mixed"),
        ("Обязанности и требования", "mixed"),
        ("About the role", "context"),
        ("О роли", "context"),
        ("Perks & Benefits", "other"),
        ("About Northwind", "other"),
        ("Why you'll love working here", "other"),
        ("Мы предлагаем", "other"),
        ("Boundaries", "boundaries"),
        ("Does not do:", "boundaries"),
        ("Decision rights", "rights"),
        ("4. Права", "rights"),
        ("Entscheidungsbefugnisse", "rights"),
        ("About you / О вас", "requirements"),
        ("We offer – Мы предлагаем", "other"),
        ("Au quotidien, vous :", "duties"),
        ("Comment votre réussite sera mesurée", "measures"),
        ("Das dürfen Sie von uns erwarten", "other"),
    ],
)
def test_a_heading_classifies_the_lines_below_it(heading: str, section: str) -> None:
    assert classify_heading(heading) == section


@pytest.mark.parametrize(
    "heading",
    [
        "Director of Customer Success Operations",
        "Technical Instructor, Education Services",
        "Customer Experience Manager",
        "Requirements Engineer",
        "Skills Coach",
        "Менеджер по обучению клиентов",
        "Incident and problem management",
        "",
        "!!!",
        "x" * 5_000,
    ],
)
def test_a_title_is_not_a_section(heading: str) -> None:
    assert classify_heading(heading) is None
