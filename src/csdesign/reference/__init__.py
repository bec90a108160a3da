"""The field's common knowledge as data: reference roles, their duties, measures and rights.

Nothing is read until a table is asked for; each table is then read once. Everything returned is
frozen and may be shared.
"""

from csdesign.reference.entries import (
    Evidence,
    HandOff,
    Kpi,
    KpiFit,
    ReferenceRole,
    Responsibility,
    Right,
    TitleWord,
)
from csdesign.reference.tables import (
    by_title,
    kpis,
    other_trades,
    rights,
    roles,
    title_words,
    vocabulary,
    wordings,
)
from csdesign.reference.terms import LEVELS, MOTIONS, STAGES, Language, Level, Motion, Stage

__all__ = [
    "LEVELS",
    "MOTIONS",
    "STAGES",
    "Evidence",
    "HandOff",
    "Kpi",
    "KpiFit",
    "Language",
    "Level",
    "Motion",
    "ReferenceRole",
    "Responsibility",
    "Right",
    "Stage",
    "TitleWord",
    "by_title",
    "kpis",
    "other_trades",
    "rights",
    "roles",
    "title_words",
    "vocabulary",
    "wordings",
]
