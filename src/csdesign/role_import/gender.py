"""One job under its feminine and its masculine title: "Chargée de clientèle", "Berater/in"."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["job_key", "shared_titles"]

_BOTH: Final = re.compile(
    r"(?<=\w)(?:\((?:e|ne|in|innen|a|ère|trice)\)|[/*:_](?:in(?:nen)?|a|e|r)\b|[·.](?:e|ne|trice)\b)"
)
"""What a title says of both at once: "Chargé(e)", "Berater*in", "Técnico/a"."""
_FORMS: Final = (
    (re.compile(r"(?:t|d)rices?\b"), "teur"),
    (re.compile(r"euse\b"), "eur"),
    (re.compile(r"(?<=i)?ère\b"), "er"),
    (re.compile(r"(?<=[eo]n)ne\b"), ""),
    (re.compile(r"ive\b"), "if"),
    (re.compile(r"(?<=[a-zäöüß]{4})in(?:nen)?\b"), ""),
    (re.compile(r"frau\b"), "mann"),
    (re.compile(r"(?<=[ns]t)ka\b|(?<=or)ka\b|(?<=er)ka\b"), ""),
    (re.compile(r"(?<=s)tka\b"), "ta"),
    (re.compile(r"niczka\b"), "nik"),
    (re.compile(r"czyni\b"), "ca"),
    (re.compile(r"ница\b"), "ник"),
    (re.compile(r"(?<=\w\w\w)[aeo]\b"), ""),
)
"""Endings of feminine titles in French, German, Polish, Russian, Spanish and Portuguese.

The last also takes those that tell "Jefe" from "Jefa" and "Chargé" from "Chargée".
"""


def job_key(title: str) -> str:
    """Return the common key of feminine and masculine forms of a title; it is not a word."""
    key = _BOTH.sub("", title.casefold())
    for form, masculine in _FORMS:
        key = form.sub(masculine, key)
    return " ".join(key.split())


def shared_titles(titles: Iterable[str]) -> dict[str, str]:
    """Return for each title of a list the form of it that most rows have, the first of equals.

    Only forms that the list itself has are joined: a title alone stays as it is.
    """
    counts = Counter(titles)
    forms: dict[str, list[str]] = {}
    for title in counts:
        forms.setdefault(job_key(title), []).append(title)
    return {
        title: max(same, key=lambda each: counts[each]) for same in forms.values() for title in same
    }
