"""Titles and ids: which words name a role, and the key made of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["clean_title", "names_a_role", "slug", "title_from_file", "unique_slug"]

LONGEST_ID: Final = 64
"""Characters of an id that the design language allows."""

_LATIN: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
        "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
        "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
        "і": "i", "ї": "i", "є": "ie", "ґ": "g", "ў": "u", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l",
        "đ": "d", "þ": "th", "ð": "d", "œ": "oe", "ı": "i",
    }
)  # fmt: skip
"""Cyrillic after the BGN/PCGN romanisation, simplified; and Latin letters that do not decompose."""

_NOT_ID: Final = re.compile(r"[^a-z0-9]+")
_ROLE_NOUN: Final = re.compile(
    r"\b(?:manager|director|head|lead|leader|chief|officer|vp|president|executive|engineer|specialist|"
    r"consultant|analyst|representative|rep|associate|advocate|architect|administrator|coordinator|"
    r"co-ordinator|advisor|adviser|partner|assistant|agent|trainer|instructor|writer|developer|designer|"
    r"strategist|expert|technician|owner|intern|csm|tam|sdr|bdr|cco|cro|ae|am|scientist|researcher|"
    r"recruiter|accountant|planner|operator|supervisor|counsel|marketer|producer|editor|champion|"
    r"менеджер\w*|директор\w*|руководител\w*|начальник\w*|инженер\w*|специалист\w*|консультант\w*|"
    r"аналитик\w*|представител\w*|координатор\w*|администратор\w*|эксперт\w*|архитектор\w*|ассистент\w*|"
    r"помощник\w*|тренер\w*|методолог\w*|разработчик\w*|лид|тимлид\w*|оператор\w*|маркетолог\w*|"
    r"продавец\w*|куратор\w*|стажер\w*|"
    r"[\w-]*(?:leiter|leitung|betreuer|berater|referent|sachbearbeiter|mitarbeiter|spezialist|techniker|"
    r"ingenieur|entwickler|koordinator|verantwortliche|beauftragte|assistent|fachkraft|vertriebler)"
    r"(?:[*:_/]?in(?:nen)?)?r?|"
    r"responsable|charg[eé]e?|gestionnaire|conseill(?:er|[eè]re)|ing[eé]nieure?|directeur|directrice|chef|"
    r"cheffe|technicien(?:ne)?|consultante?|attach[eé]e?|assistante?|coordinateur|coordinatrice|"
    r"administrateur|formateur|formatrice|commerciale?|analyste|adjointe?)s?\b",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"^(?:job (?:title|description|profile|posting|opening)|position(?: title| description)?"
    r"|role(?: title| profile| description)?|title|vacancy|job|we(?:'|’)re hiring|(?:now )?hiring"
    r"|должностная инструкция|должность|вакансия|позиция|роль|название должности|описание вакансии)"
    r"\s*(?:[:–—-]|\bof\b|\bfor\b)\s*(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(
    r"\s*(?:[-–—:|]\s*)?"
    r"(?:job description|role description|role profile|position description|job profile)\s*$",
    re.IGNORECASE,
)
_SUFFIX_DIGITS: Final = 6


def slug(text: str) -> str:
    """Return an id of at most 64 `[a-z0-9-]` for a title in Latin or Cyrillic script.

    Letters of other scripts are left out; what has none left is `role`.
    """
    latin = text[:500].casefold().translate(_LATIN)
    plain = unicodedata.normalize("NFKD", latin)
    dashed = _NOT_ID.sub("-", "".join(c for c in plain if not unicodedata.combining(c)))
    return _cut(dashed.strip("-"), LONGEST_ID) or "role"


def unique_slug(text: str, taken: Container[str], start: int = 2) -> str:
    """Return the id for a title, numbered from `start` where the plain one is taken."""
    plain = slug(text)
    if plain not in taken:
        return plain
    stem = _cut(plain, LONGEST_ID - 1 - _SUFFIX_DIGITS)
    number = start
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _cut(dashed: str, limit: int) -> str:
    """Cut at a hyphen where one is near, so that no word is left in halves."""
    if len(dashed) <= limit:
        return dashed
    cut = dashed[:limit]
    head, hyphen, _ = cut.rpartition("-")
    return head if hyphen and len(head) > limit // 2 else cut.strip("-")


def names_a_role(text: str) -> bool:
    """Tell whether a heading has a word that job titles have, in one of four languages."""
    return len(text) <= 150 and _ROLE_NOUN.search(text.replace("ё", "е")) is not None


def clean_title(text: str) -> str:
    """Return a title without "Job title:" before it or "job description" behind it."""
    plain = text.strip().strip("*#_ ").strip()
    shorter = _TRAILING.sub("", _LABEL.sub("", plain)).strip().rstrip(":").strip()
    return shorter or plain


def title_from_file(stem: str) -> str:
    """Return the words of a file name as a title."""
    words = re.sub(r"[_\-.\s]+", " ", stem).strip()
    return words[:1].upper() + words[1:] if words else "Untitled role"
