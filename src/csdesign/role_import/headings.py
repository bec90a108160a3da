"""The meaning of headings: duties, requirements, measures, context, or nothing of the role."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal

from csdesign.role_import.naming import names_a_role, without_seeking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Section", "classify_heading", "denies", "is_bare_heading", "normalised"]

Section = Literal[
    "duties", "requirements", "measures", "boundaries", "rights", "mixed", "context", "other"
]
"""`mixed` announces duties and requirements together; `boundaries` says what the role does not do;
`context` describes the role in prose."""

_NUMBERING: Final = re.compile(
    r"^(?:(?:\d{1,3}[.)]){1,4}|\d{1,3}(?:\.\d{1,3}){1,3}|[ivx]{1,5}[.)])\s*"
)
_ASIDE: Final = re.compile(r"\s*\([^()]*\)")
_PAREN_GENDER: Final = re.compile(r"(?<=\w)[*:_/]in(?:nen)?\b")
"""The German "Manager*in", "Berater:innen"."""
_PUNCTUATION: Final = re.compile(r"[^\w'+ ]+|_+")
_JOINTS: Final = re.compile(r"\s+(?:and|и|or|или|und|oder|et|ou)\s+|\s*[/,+]\s*")
_NEGATION: Final = re.compile(
    r"\b(?:not|never|cannot|\w+n't|nicht|kein\w*|ne .* pas|не)\b"
    r"|\b(?:нет|ends|stops|endet|aufhört|s'arrête|заканчивается)\W*$"
)
_OF_WORK: Final = re.compile(
    r"\b(?:jobs?|roles?|position|part of|you do|does|doing|handle|duties|tasks?"
    r"|stelle|rolle|aufgaben?|mach\w*|tun|tust|gehör\w*|zuständig\w*"
    r"|poste|missions?|fai\w+|fer(?:ez|as)|rel[eè]vent?"
    r"|дела\w+|занима\w+|входит|обязанност\w*|задач\w*|рол[ьи]|должност\w*|отвеча\w+)\b"
)
_EMPHASIS: Final = re.compile(
    r"\b(?:not (?:just|only|boring)|never (?:boring|dull|the same)|nicht nur|nie langweilig"
    r"|pas (?:que|seulement)|не только)\b"
)
"""Words that deny nothing: "Your tasks: never boring"."""
_LONGEST: Final = 120
_DOCUMENT: Final = re.compile(
    r"beschreibung|description|profile?|инструкция|описание", re.IGNORECASE
)
"""Kinds of documents, which also announce duties where no title follows."""
_KIND: Final = re.compile(r"^([^:–—]{3,40}?)\s*(?::|[–—]|\s-(?=\s))\s*(.+)$")
"""The name of a form, a colon or dash, and what it is of."""
_SLIP_RATIO: Final = 0.88
"""Likeness of two words from which the second is taken for the first mistyped (difflib ratio)."""


@dataclass(frozen=True, slots=True)
class _Table:
    fillers: tuple[str, ...]
    tails: tuple[str, ...]
    order: tuple[Section, ...]
    exact: Mapping[str, Section]
    ends: Mapping[str, Section]
    starts: Mapping[str, Section]
    near: Mapping[str, Section]


def _data(name: str) -> dict[str, Any]:
    text = files("csdesign.role_import").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _table() -> _Table:
    raw = _data("headings.toml")

    def phrases(kind: str) -> Mapping[str, Section]:
        # Backwards, so that a phrase listed twice belongs to the first section that lists it.
        entries = reversed(raw["section"])
        return {phrase: entry["name"] for entry in entries for phrase in entry.get(kind, ())}

    return _Table(
        fillers=tuple(raw["fillers"]),
        tails=tuple(raw["tails"]),
        order=tuple(entry["name"] for entry in raw["section"]),
        exact=phrases("exact"),
        ends=phrases("ends"),
        starts=phrases("starts"),
        near=phrases("near"),
    )


def denies(text: str) -> bool:
    """Return whether words above a list negate it: "What we never ask"."""
    plain = text.casefold().replace("’", "'")
    return _NEGATION.search(plain) is not None and _EMPHASIS.search(plain) is None


def normalised(text: str) -> str:
    """Return a heading in lower case without numbering, emoji, punctuation and asides."""
    plain = text.casefold().replace("ё", "е").replace("’", "'").replace("&", " and ")
    plain = _PAREN_GENDER.sub("", plain)
    plain = _NUMBERING.sub("", plain.strip())
    plain = _ASIDE.sub("", plain) or plain
    return " ".join(_PUNCTUATION.sub(" ", plain).split())


@lru_cache(maxsize=4096)
def classify_heading(text: str) -> Section | None:
    """Return the section under a heading, or None if it does not tell (a role's title)."""
    if len(text) > _LONGEST:
        return None
    plain = normalised(text)
    if not plain or _gives_a_title(text):
        return None
    found = (
        _mixed(text)
        or _exact(plain)
        or _in_two_languages(text)
        or _by_words(plain)
        or _by_patterns(text)
        or _mistyped(plain)
        or _before_colon(text)
        or _about(plain)
        or _by_any_word(text)
    )
    if found in {"duties", "mixed"} or (found is None and _OF_WORK.search(plain)):
        return "boundaries" if denies(text) else found
    return found


def is_bare_heading(text: str) -> bool:
    """Return whether a line says nothing but the name of a section: "Responsibilities"."""
    return len(text) <= _LONGEST and text[-1:].isalpha() and _exact(normalised(text)) is not None


def _mixed(text: str) -> Section | None:
    """Recognise "Duties and requirements": a heading made of two that disagree."""
    parts = [normalised(part) for part in _JOINTS.split(text.casefold().replace("&", " and "))]
    kinds = {_exact(part) for part in parts if part}
    return "mixed" if {"duties", "requirements"} <= kinds else None


def _gives_a_title(text: str) -> bool:
    """Tell "Job description: Support Engineer": the kind of document, then the role's title."""
    if without_seeking(text) != text:
        return True
    found = _KIND.match(text)
    if found is None or not names_a_role(found[2]):
        return False
    return _exact(normalised(found[1])) == "context" or _DOCUMENT.search(found[1]) is not None


def _in_two_languages(text: str) -> Section | None:
    """Recognise "About you / О вас": one heading said twice, of which one half may be unknown."""
    halves = [normalised(half) for half in re.split(r"\s[/|–—-]\s", text)]
    known = [found for half in halves if half and (found := _exact(half) or _by_words(half))]
    return known[0] if len(halves) > 1 and len(set(known)) == 1 else None


def _before_colon(text: str) -> Section | None:
    """Recognise "Responsibilities: what does a CSM do?" by the words before the colon."""
    before, colon, after = text.partition(":")
    found = classify_heading(before) if colon and after.strip() else None
    return None if found == "other" and names_a_role(after) else found


def _by_patterns(text: str) -> Section | None:
    """Recognise what headings say in many words: "In a normal month you'd", "What we look at"."""
    return _searched("pattern", normalised(text))


def _by_any_word(text: str) -> Section | None:
    """Recognise a heading by a single word: "Diese Aufgaben warten auf Sie"."""
    return None if names_a_role(text) else _searched("word", normalised(text))


@cache
def _patterns(kind: str) -> tuple[tuple[Section, re.Pattern[str]], ...]:
    text = _data("heading_patterns.toml")
    return tuple((entry["name"], re.compile("|".join(entry["any"]))) for entry in text[kind])


def _searched(kind: str, plain: str) -> Section | None:
    return next((section for section, known in _patterns(kind) if known.search(plain)), None)


def _about(plain: str) -> Section | None:
    """Recognise "About Acme": few words about something that is not the role."""
    words = plain.split()
    return "other" if words[0] == "about" and 1 < len(words) <= 4 else None


def _exact(plain: str) -> Section | None:
    table = _table()
    return table.exact.get(plain) or table.exact.get(_without_fillers(plain))


def _without_fillers(plain: str) -> str:
    table = _table()
    for tail in table.tails:
        plain = plain.removesuffix(f" {tail}")
    shorter = True
    while shorter:
        shorter = False
        for filler in table.fillers:
            if plain.startswith(f"{filler} "):
                plain, shorter = plain.removeprefix(f"{filler} "), True
    return plain


def _by_words(plain: str) -> Section | None:
    """Look up the last words of the heading, then its first ones."""
    table = _table()
    headings = {plain, _without_fillers(plain)}
    ends = (e for heading in headings for e in _word_ends(heading))
    starts = (s for heading in headings for s in _word_starts(heading))
    return _first_of(table.ends, ends) or _first_of(table.starts, starts)


def _first_of(known: Mapping[str, Section], phrases: Iterable[str]) -> Section | None:
    """Return the section of the phrases that comes first in the table."""
    found = {known[phrase] for phrase in phrases if phrase in known}
    return next((section for section in _table().order if section in found), None)


def _word_ends(heading: str) -> Iterator[str]:
    words = heading.split()
    return (" ".join(words[start:]) for start in range(len(words)))


def _word_starts(heading: str) -> Iterator[str]:
    words = heading.split()
    return (" ".join(words[:end]) for end in range(1, len(words) + 1))


def _mistyped(plain: str) -> Section | None:
    last = plain.rsplit(" ", 1)[-1]
    for word, section in _table().near.items():
        # The cheap test first: lengths distinguish most words, and the likeness is expensive.
        if abs(len(last) - len(word)) <= 2 and (
            SequenceMatcher(None, last, word, autojunk=False).ratio() >= _SLIP_RATIO
        ):
            return section
    return None
