"""The meaning of headings: duties, requirements, measures, context, or nothing of the role."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Section", "classify_heading", "denies", "normalised"]

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
_PATTERNS: Final[tuple[tuple[Section, re.Pattern[str]], ...]] = (
    (
        "boundaries",
        re.compile(
            r"^off your (?:plate|desk|list)|\bnot (?:your|yours|ours)\b|\bsomeone else\b"
            r"|\bout(?:side)? of (?:your|the|its|this) |\boutside (?:your|the|this) "
            r"|\bhors (?:de |du )"
            r"|\b(?:ausserhalb|außerhalb)\b|\bnicht (?:deine?|ihre?|unsere?)\b|^вне "
            r"|\bне (?:входит|ваш)"
        ),
    ),
    (
        "other",
        re.compile(
            r"\b(?:appl(?:y|ication|ying)|interviews?|process|benefits?|perks?|salary"
            r"|bewerb\w*|gehalt"
            r"|benefits|candidature|recrutement|avantages|salaire|отклик\w*|собеседован\w*"
            r"|условия)\b"
        ),
    ),
    (
        "requirements",
        re.compile(
            r"\b(?:on your cv|нуж(?:ен|на|ны) (?:человек|специалист|тот|кто)\w*|справится"
            r"|gepäck|rucksack|parcours|(?:might|may|could|will|would) be (?:our|the"
            r"|a) (?:person|one|match|fit)"
            r"|must haves?"
            r"|nice to haves?|have done before|have behind you|bring along|punkten|überzeugen\w*"
            r"|ce qu'?il (?:vous|te) faut|vous c'est|toi c'est|côté (?:expérience"
            r"|compétences|profil)"
            r"|нужно уметь|нужно знать|кто (?:нам )?нужен|кого ищем|ждем от (?:вас|тебя|кандидата)"
            r"|требуется)\b"
        ),
    ),
    (
        "measures",
        re.compile(
            r"^(?:targets|zielgrö(?:ß|ss)en|ziele|objectifs|цели|показатели) "
            r"(?:for|in|of|im|für|fürs|des|de|du|pour|на|за) "
            r"|\b(?:numbers|dashboard|scoreboard|chiffres|saurons que|saurez que|узна(?:ем"
            r"|ете),? что|judge|judged|assess(?:ed)?|evaluated|look at|watch for"
            r"|looks like success|(?:good|great|success|excellence) (?:looks|is) like|would say you"
            r"|(?:months?|year|days) (?:in|on|from now)\b.*|tell (?:that|if|whether)"
            r"|know (?:that )?it works?"
            r"|(?:daran|woran) (?:erkennen|merken|sehen|messen|machen)|(?:be|ge)messen|beurteil\w*"
            r"|jug(?:era|e|é|ée|erons)|évalu(?:era|ons|é|ée|erons)|mesur(?:era|ons|é|ée|erons)"
            r"|reconnaî\w+ (?:la |votre )?réussite|суд(?:ят|им)|смотрим|измеря\w+|оценива\w+"
            r"|пойм(?:ем|ете),? что)\b"
        ),
    ),
    (
        "rights",
        re.compile(
            r"\b(?:you decide|decides? alone|your call|yours to decide|entscheidest|entscheiden sie"
            r"|allein entscheid\w*|vous décidez|tu décides|décide seul\w*|реша(?:ет|ете|ешь) сам\w*"
            r"|может решать|решения за)\b"
        ),
    ),
    (
        "duties",
        re.compile(
            r"\b(?:lands? on your (?:desk|plate)|feuille de route|на (?:вас|тебе) будет"
            r"|чем (?:вы |ты )?за(?:йм|ним)\w+|you'd|you would|fills? (?:your|the) (?:day"
            r"|week|month)s?"
            r"|(?:normal|usual|ordinary|regular|average) (?:day|week|month|quarter)"
            r"|(?:du|sie) in die hand (?:nimmst|nehmen)|nimmst du in die hand"
            r"|nehmen sie in die hand"
            r"|wofür wir (?:sie|dich) brauchen|vous allez|tu vas|vous serez attendue?"
            r"|terrain de jeu"
            r"|что (?:вы |ты )?(?:будете|будешь|предстоит|делает|делаете)|каждый день)\b"
        ),
    ),
)
"""Sections by what a heading says anywhere; the first that fits wins."""
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


@cache
def _table() -> _Table:
    raw = tomllib.loads(
        files("csdesign.role_import").joinpath("data/headings.toml").read_text(encoding="utf-8")
    )

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
    """Return whether words above a list say that it is not so: "What we never ask"."""
    return _NEGATION.search(text.casefold().replace("’", "'")) is not None


def normalised(text: str) -> str:
    """Return a heading in lower case without numbering, emoji, punctuation and asides."""
    plain = text.casefold().replace("ё", "е").replace("’", "'").replace("&", " and ")
    plain = _PAREN_GENDER.sub("", plain)
    plain = _NUMBERING.sub("", plain.strip())
    plain = _ASIDE.sub("", plain) or plain
    return " ".join(_PUNCTUATION.sub(" ", plain).split())


@lru_cache(maxsize=4096)
def classify_heading(text: str) -> Section | None:
    """Return what stands under a heading, or None where it does not say (a role's title, say)."""
    if len(text) > _LONGEST:
        return None
    plain = normalised(text)
    if not plain:
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
    )
    if found in {"duties", "mixed"} or (found is None and _OF_WORK.search(plain)):
        return "boundaries" if denies(text) and not _EMPHASIS.search(plain) else found
    return found


def _mixed(text: str) -> Section | None:
    """Recognise "Duties and requirements": a heading made of two that disagree."""
    parts = [normalised(part) for part in _JOINTS.split(text.casefold().replace("&", " and "))]
    kinds = {_exact(part) for part in parts if part}
    return "mixed" if {"duties", "requirements"} <= kinds else None


def _in_two_languages(text: str) -> Section | None:
    """Recognise "About you / О вас": one heading said twice, of which one half may be unknown."""
    halves = [normalised(half) for half in re.split(r"\s[/|–—-]\s", text)]
    known = [found for half in halves if half and (found := _exact(half) or _by_words(half))]
    return known[0] if len(halves) > 1 and len(set(known)) == 1 else None


def _before_colon(text: str) -> Section | None:
    """Recognise "Responsibilities: what does a CSM do?" by the words before the colon."""
    before, colon, after = text.partition(":")
    return classify_heading(before) if colon and after.strip() else None


def _by_patterns(text: str) -> Section | None:
    """Recognise what headings say in many words: "In a normal month you'd", "What we look at"."""
    plain = normalised(text)
    return next((section for section, known in _PATTERNS if known.search(plain)), None)


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
        # The cheap test first: likeness is dear and lengths tell most words apart.
        if abs(len(last) - len(word)) <= 2 and (
            SequenceMatcher(None, last, word, autojunk=False).ratio() >= _SLIP_RATIO
        ):
            return section
    return None
