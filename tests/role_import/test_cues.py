from __future__ import annotations

import pytest

from csdesign.role_import.cues import read_cues
from csdesign.role_import.subject import Subject

SUBJECT = Subject.named("Renewals Manager")

DUTIES = [
    "Own the renewal forecast for your book",
    "Negotiates terms with procurement",
    "Running the quarterly reviews",
    "Proactively identifies accounts at risk",
    "Maintain in-depth knowledge of our product",
    "Share knowledge of the market with the team",
    "You'll guide customers through their first 90 days",
    "As a member of the team, you will prepare offers",
    "Responsible for the renewal of all mid-market contracts",
    "The Renewals Manager prepares every offer",
    "RMs cover accounts of every size",
    "Together with sales you will be leading the talks",
    "Be the first point of contact for sponsors",
    "Improve the customer experience",
    "Вести портфель из 40 клиентов",
    "Ведение переговоров о продлении",
    "Ответственность за удержание клиентов",
    "Контроль сроков внедрения",
    "Вам предстоит обучать пользователей",
]
REQUIREMENTS = [
    "5+ years in renewals or account management",
    "At least three years of experience with contracts",
    "Excellent written and verbal communication skills",
    "You have negotiated with procurement before",
    "You are curious about numbers",
    "You will need to be comfortable with ambiguity",
    "Ability to travel up to 20%",
    "Bachelor's degree in business or similar",
    "Knowledge of French is a plus",
    "Comfortable with spreadsheets",
    "A customer-centric mindset",
    "Support experience in a SaaS company",
    "Bonus: you speak German",
    "Openness: You are flexible and open to new ways of working",
    "To thrive here, you must be patient",
    "Опыт работы в продажах от 2 лет",
    "Знание английского на уровне B2",
    "Грамотная устная и письменная речь",
    "Умение слушать клиента",
    "Высшее образование",
    "Вы умеете работать с возражениями",
    "Знание SQL будет плюсом",
]
NEITHER = [
    "We are a team of forty people in nine countries.",
    "The role reports to the VP of Sales.",
    "Does NOT: write code",
    "Мы делаем сервис для управления проектами.",
    "",
]


@pytest.mark.parametrize("sentence", DUTIES)
def test_a_duty_reads_as_one(sentence: str) -> None:
    cues = read_cues(sentence, SUBJECT)
    assert (cues.duty, cues.requirement) == (True, False)


@pytest.mark.parametrize("sentence", REQUIREMENTS)
def test_a_requirement_never_reads_as_a_duty(sentence: str) -> None:
    cues = read_cues(sentence, SUBJECT)
    assert (cues.requirement, cues.duty) == (True, False)


@pytest.mark.parametrize("sentence", NEITHER)
def test_what_is_about_something_else_is_neither_or_set_aside(sentence: str) -> None:
    cues = read_cues(sentence, SUBJECT)
    assert not cues.requirement
    assert not cues.duty or cues.never or cues.boundary


@pytest.mark.parametrize(
    "sentence",
    [
        "Performance is measured by gross retention",
        "KPI: time to value",
        "Success in this role means that nobody leaves",
        "Результат оценивается по удержанию",
    ],
)
def test_a_measure_reads_as_one(sentence: str) -> None:
    assert read_cues(sentence, SUBJECT).measure


@pytest.mark.parametrize(
    ("text", "language", "is_duty"),
    [
        ("Organiser une réunion par semaine", "french", True),
        ("Organisé et curieux", "french", False),
        ("Routine im Umgang mit Tabellen", "german", False),
        ("Kunden im Alltag betreuen", "german", True),
        ("Gelassenheit am Schalter", "german", False),
        ("Возьмёте клиентов на сопровождение", "russian", True),
        ("Умеете слушать", "russian", False),
    ],
)
def test_verbs_are_distinguished_from_nouns_and_adjectives_of_the_same_letters(
    text: str, language: str, *, is_duty: bool
) -> None:
    assert read_cues(text, Subject((), language)).duty is is_duty
