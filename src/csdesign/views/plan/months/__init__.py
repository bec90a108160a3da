"""The plan by month: opening sentences, people, vacancies, and the bridge from the year."""

from csdesign.views.plan.months.bridge import bridge, money_by_quarter
from csdesign.views.plan.months.by_role import months
from csdesign.views.plan.months.opening import (
    cost_words,
    lead,
    opening_sentences,
    opening_words,
    people_later,
    people_now,
    title,
)
from csdesign.views.plan.months.vacancies import vacancies

__all__ = [
    "bridge",
    "cost_words",
    "lead",
    "money_by_quarter",
    "months",
    "opening_sentences",
    "opening_words",
    "people_later",
    "people_now",
    "title",
    "vacancies",
]
