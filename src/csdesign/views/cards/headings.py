"""The words of a role card in English and Russian."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.reference import Language

__all__ = ["Words", "words_of"]


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and short phrases of one language; braces hold numbers."""

    purpose: str
    serves: str
    owns: str
    supports: str
    responsibilities: str
    measures: str
    rights: str
    promises: str
    passes_on: str
    receives: str
    talent: str
    requirements: str
    helps: str
    reached_by: str
    also_called: str
    unsaid: str
    none: str
    customers: str
    book: str
    together: str
    when: str
    of_pay: str
    within_days: str
    passing: str
    accepted_by: str
    agenda: str
    leading: str
    with_customer: str
    levels: Mapping[str, str]
    motions: Mapping[str, str]
    skills: Mapping[str, str]
    expertise: tuple[str, str, str]


_ENGLISH: Final = Words(
    purpose="Why this role exists",
    serves="Customers it serves",
    owns="Owns",
    supports="Supports",
    responsibilities="Responsibilities",
    measures="How success is measured",
    rights="May decide",
    promises="Promises it keeps",
    passes_on="Hands over to",
    receives="Takes over from",
    talent="Talent",
    requirements="Requirements",
    helps="Helps, or asks for help",
    reached_by="How customers reach it",
    also_called="Also called",
    unsaid="Not written down yet.",
    none="None.",
    customers="customers",
    book="about {count} for each person",
    together="together with",
    when="when",
    of_pay="{weight}% of variable pay",
    within_days="within {days} days",
    passing="with {things}",
    accepted_by="accepted by {sign}",
    agenda="about {topics}",
    leading="leads it",
    with_customer="together with the customer",
    levels={
        "high-touch": "one named person each",
        "pooled": "a shared team",
        "tech-touch": "an automated programme",
    },
    motions={
        "land": "New sales",
        "onboard": "Onboarding",
        "adopt": "Adoption",
        "upsell": "More seats and upgrades",
        "cross-sell": "New products",
        "renew": "Renewals",
        "serve": "Help on request",
    },
    skills={
        "relationship": "Builds and keeps relations",
        "communication": "Speaks and writes clearly",
        "problem-solving": "Finds the cause and a way around it",
        "data": "Reads usage and health data",
        "technical": "Knows the product and its integrations",
        "industry": "Comes from the customers' business",
        "selling": "Can price, negotiate and close",
    },
    expertise=(
        "No product or industry expertise needed",
        "Product expertise",
        "Industry or executive expertise",
    ),
)
_RUSSIAN: Final = Words(
    purpose="Зачем нужна роль",
    serves="Кого обслуживает",
    owns="Отвечает за",
    supports="Помогает в",
    responsibilities="Обязанности",
    measures="Как измеряется успех",
    rights="Что может решать",
    promises="Какие обещания выполняет",
    passes_on="Кому передаёт",
    receives="От кого принимает",
    talent="Кого ищем",
    requirements="Требования",
    helps="Кому помогает или у кого просит помощи",
    reached_by="Как с ней связаться",
    also_called="Другие названия",
    unsaid="Пока не описано.",
    none="Нет.",
    customers="клиентов",
    book="около {count} на человека",
    together="вместе с",
    when="если",
    of_pay="{weight}% переменной части",
    within_days="срок в днях: {days}",
    passing="что передаётся: {things}",
    accepted_by="как принимается: {sign}",
    agenda="темы: {topics}",
    leading="ведёт",
    with_customer="вместе с клиентом",
    levels={
        "high-touch": "у каждого свой менеджер",
        "pooled": "общая команда",
        "tech-touch": "автоматическая программа",
    },
    motions={
        "land": "Продажи новым клиентам",
        "onboard": "Внедрение",
        "adopt": "Освоение продукта",
        "upsell": "Дополнительные лицензии и тарифы",
        "cross-sell": "Новые продукты",
        "renew": "Продления",
        "serve": "Помощь по запросу",
    },
    skills={
        "relationship": "Строит и поддерживает отношения",
        "communication": "Ясно говорит и пишет",
        "problem-solving": "Находит причину и решение",
        "data": "Читает данные об использовании и состоянии",
        "technical": "Знает продукт и его интеграции",
        "industry": "Знает отрасль клиентов изнутри",
        "selling": "Умеет назначать цену, вести переговоры и закрывать сделки",
    },
    expertise=(
        "Знание продукта или отрасли не требуется",
        "Знание продукта",
        "Знание отрасли или опыт работы с руководителями",
    ),
)


def words_of(language: Language) -> Words:
    """Return the words of a language."""
    return _RUSSIAN if language == "ru" else _ENGLISH
