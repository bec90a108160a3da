"""Signs in a sentence that it is a duty, a requirement or a measure.

Only the words of the sentence count here; its section is weighed in `placement`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from csdesign.role_import.naming import names_a_role
from csdesign.role_import.subject import Subject, folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Cues", "names_a_figure", "read_cues"]

_CYRILLIC: Final = re.compile(r"[а-я]")
_WORD: Final = re.compile(r"[a-z][a-z'-]*")
_LABEL: Final = re.compile(r"^([^\W\d][\w &/'-]{2,40}?)\s?(?:[:–—]|\s-\s)\s*(?=\S)")
_LONGEST: Final = 600
"""The most characters of a sentence that are read: cues are near its beginning."""
_FIGURE: Final = re.compile(
    r"\b(?:rate|ratio|share|retention|churn|uplift|nps|csat|nrr|grr|time to [a-z]+|quote"
    r"|rate|anteil|zufriedenheit"
    r"|erreichbarkeit|fluktuation|taux|part|rétention|délai|satisfaction|доля|отток"
    r"|удержание|срок|индекс|оценка)\b"
    r"|\d\s?%|\b(?:below|above|under|within|at least|unter|über|mindestens|supérieure?s?"
    r"|inférieure?s?|au moins"
    r"|ниже|выше|не менее|не более) (?:à |als |than )?\d"
)
"""Words for measured quantities and bounds of figures, in four languages."""
_ENDS_WITH_NOUN: Final = re.compile(r"\s[A-ZÄÖÜ][\w-]*[.;]?\s*$")
_NOT: Final = re.compile(r"(?:do|does|will|must)(?: not|n't)\b(?! (?:only|just|hesitate))")
_BEING: Final = re.compile(
    r"(?:ist|sind|hat|haben|muss|müssen|soll\w*|verfügt|bringt|kann|berichtet|est|sont|a|ont|doit|dispose"
    r"|possède|peut|является|имеет|долж\w+|подчиняется|обладает|может|назначается)\b"
)
"""Verbs after the role that say what it is like or under, not what it does."""
_FACT_LABEL: Final = re.compile(r"\b(?:numbers?|no|id|ids|code|grade|date|title|ref|level|type)$")
"""The last word of a label before a fact: "Post number: RD/0417"."""
_ENTRY_LABELS: Final = frozenset(
    {"team", "contact", "start", "level", "place", "schedule", "report", "status"}
)
"""Labels of a form that are verbs elsewhere."""
_FACT_WORDS: Final = 3
"""Words after a label that are a fact: "Segment: mid-market", "Hiring manager: to be named"."""
_LABEL_WORDS: Final = 3
"""Words of a label before a colon; more are a sentence."""
_NOUN_REACH: Final = 6
"""Words within which the head of a requirement's noun phrase must come."""
_OPENING: Final = re.compile(
    r"^(?:(?:as|when|once|after|since) [^,]{2,60},\s+)?(?:from|after|during|over|for|by|within|in) "
    r"(?:[\w'-]+ ){1,5}(?=you(?:'ll| will)\b)"
    r"|^(?:(?:finally|furthermore|additionally|also|moreover|in addition|ultimately)|"
    r"(?:as|at|beyond|during|under|on|once|together|working|operating|if|when|while|in|to|with|within|"
    r"reporting) [^,]{2,90}),\s+"
)
"""Words that may come before the subject of a sentence."""
_PREPOSITIONS: Final = frozenset({"with", "through", "by", "from", "based", "using", "as", "in"})
_WORKING: Final = frozenset(
    {"with", "closely", "across", "alongside", "on", "to", "hand-in-hand", "cross-functionally"}
    | {"collaboratively", "together", "directly", "cross-departmentally", "in", "as", "through"}
)
"""Words after "work" that make it a verb: in "work happens" it is a noun."""
_ONBOARDED: Final = frozenset({"new", "customers", "clients", "users", "accounts", "services"})
"""Words after "onboarding" that make it a verb: in "onboarding playbooks" it is a noun."""
_BROUGHT_ALONG: Final = frozenset({"experience", "knowledge", "skill", "skills", "expertise"})
_TO_THE_READER: Final = re.compile(
    r"\b(?:du|dich|dir|deine?[mnrs]?|sie|ihnen|ihre?[mnrs]?|vous|votre|vos|tu|ton|ta|tes)\b"
)
_GAINING: Final = frozenset(
    {"gain", "build", "share", "develop", "acquire", "apply", "demonstrate", "increase", "transfer"}
)
"""Verbs that take such a noun as their object: "share knowledge" is a duty."""
_NOT_DOING: Final = frozenset({"offer", "report", "provide", "require", "need", "sit", "work"})
"""Verbs of a role that are not duties: it offers, reports to, requires."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The signs found in one sentence."""

    requirement: bool
    """Reads as a requirement in any section."""
    requirement_hint: bool
    """Has words that requirements use, in no telling place."""
    duty: bool
    measure: bool
    aside: bool
    """Begins as a sentence about the company or the page does."""
    never: bool
    """About pay, reporting lines or the application; never a duty."""
    boundary: bool = False
    """Says what the role does not do."""
    addressed: bool = True
    """Whether running text like it addresses the reader or describes the role, not the company."""


@dataclass(frozen=True, slots=True)
class _Language:
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    duty: re.Pattern[str]
    measure: re.Pattern[str]
    aside: re.Pattern[str]
    never: re.Pattern[str]
    boundary: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _English:
    verbs: frozenset[str]
    not_duties: frozenset[str]
    first_words: frozenset[str]
    noun: re.Pattern[str]
    not_noun: re.Pattern[str]


def read_cues(sentence: str, subject: Subject) -> Cues:
    """Return the signs in a sentence: Russian by its letters, else in the document's language."""
    text = folded(sentence[:_LONGEST]).lstrip("\"'“«([*-–—•→✓ ")
    if _CYRILLIC.search(text):
        return _cues_by_patterns(text, "russian", subject)
    if subject.language != "english":
        if subject.language == "german" and _ENDS_WITH_NOUN.search(sentence[:_LONGEST]):
            text += " x"  # "im Umgang mit Systemen" ends like an infinitive and is none
        return _cues_by_patterns(text, subject.language, subject)
    label = _LABEL.match(text)
    cues = _english_cues(text, subject)
    if label is None or cues.requirement:
        return cues
    # "Openness: you are open to new ideas": the words after a label decide.
    rest = _english_cues(text[label.end() :], subject)
    if cues.duty and len(label[1].split()) > _LABEL_WORDS:
        return cues  # "run renewals with sales: you bring the figures" is what the role does
    is_short = len(text[label.end() :].split()) <= _FACT_WORDS
    is_entry = label[1].casefold() in _ENTRY_LABELS
    is_fact = (
        " " not in label[1].strip()
        or names_a_role(label[1])
        or _FACT_LABEL.search(label[1]) is not None
    ) and is_short
    return Cues(
        requirement=rest.requirement,
        requirement_hint=rest.requirement_hint,
        duty=(
            (rest.duty and not (is_entry and is_short))
            or (cues.duty and not is_fact and not is_entry)
        )
        and not rest.requirement,
        measure=cues.measure or rest.measure,
        aside=cues.aside,
        never=cues.never,
        boundary=cues.boundary or rest.boundary,
    )


def names_a_figure(sentence: str) -> bool:
    """Return whether a point without a verb names something that is measured."""
    return _FIGURE.search(folded(sentence[:_LONGEST])) is not None


def _cues_by_patterns(text: str, name: str, subject: Subject) -> Cues:
    language = _languages()[name]
    requirement = bool(language.strong.search(text))
    label = _LABEL.match(text)
    is_fact = label is not None and len(text[label.end() :].split()) <= _FACT_WORDS
    # A label of one word says nothing itself: "Unternehmen: Gebr. Adler".
    told = text[label.end() :] if label is not None and " " not in label[1] else text
    end = subject.end_in(text)
    does = end is not None and _BEING.match(text, end) is None
    return Cues(
        requirement=requirement,
        requirement_hint=bool(language.weak.search(text)),
        duty=not requirement and not is_fact and (does or bool(language.duty.search(told))),
        measure=bool(language.measure.search(text)),
        aside=bool(language.aside.search(text)),
        never=bool(language.never.search(text)),
        boundary=bool(language.boundary.search(text)),
        addressed=name == "russian" or does or _TO_THE_READER.search(text) is not None,
    )


def _english_cues(text: str, subject: Subject) -> Cues:
    language = _languages()["english"]
    words = _WORD.findall(text[:160])
    opened = _OPENING.sub("", text)
    doing = _begins_with_duty(words) or _begins_with_duty(_WORD.findall(opened[:160]))
    strong = language.strong.search(text) or language.strong.search(opened)
    requirement = bool(strong) or (
        _begins_as_requirement(text, words) and not (doing and not _noun_is_second(text, words))
    )
    told = language.duty.search(text) or language.duty.search(opened)
    duty = doing or bool(told) or _subject_does(text, subject)
    return Cues(
        requirement=requirement,
        requirement_hint=bool(language.weak.search(text)),
        duty=duty and not requirement,
        measure=bool(language.measure.search(text)),
        aside=bool(language.aside.search(text)),
        never=bool(language.never.search(text)),
        boundary=bool(language.boundary.search(text)) or _subject_does_not(text, subject),
    )


def _subject_does_not(text: str, subject: Subject) -> bool:
    end = subject.end_in(text)
    return end is not None and _NOT.match(text, end) is not None


def _begins_with_duty(words: Sequence[str]) -> bool:
    """Tell whether the first word, but for adverbs and `to`, is a verb of the list."""
    for word in words[:3]:
        if word in {"to", "also", "and", "then", "not", "cross-functionally"} or (
            word.endswith("ly") and word not in {"apply", "supply", "comply", "rely", "reply"}
        ):
            continue
        english = _english()
        if word == "onboarding" and not _ONBOARDED.intersection(words[:4]):
            return False
        stem = _stem(word)
        if stem == "share" and "of" in words[1:2]:
            return False  # "share of renewals" is a figure
        if stem == "work":
            return any(other in _WORKING for other in words[:6])
        if stem is not None:
            return stem not in english.not_duties
        return word in {"be", "being", "act", "serve"}
    return False


def _begins_as_requirement(text: str, words: Sequence[str]) -> bool:
    english = _english()
    first = next((word for word in words if word not in {"a", "an", "the"}), "")
    if words and words[0] in _PREPOSITIONS:
        return False
    if english.not_noun.search(text[:80]):
        return first in english.first_words and first not in {"good", "great", "positive"}
    if first in english.first_words:
        return True
    found = english.noun.search(text)
    # Beyond a clause or a few words the noun is not what the sentence is about.
    return (
        found is not None
        and len(text[: found.start()].split()) < _NOUN_REACH
        and not re.search(r"[.;:]\s", text[: found.start()])
    )


def _noun_is_second(text: str, words: Sequence[str]) -> bool:
    """Tell "support experience" from "support customers who lack experience"."""
    found = _english().noun.search(text)
    if found is None or len(words) < 3:
        return False
    if words[1] == "and" and _stem(words[2]) is None and not words[2].endswith("ly"):
        return True  # "complete and deep expertise": adjectives, not verbs
    return (
        len(text[: found.start()].split()) == 1
        and found.group() in _BROUGHT_ALONG
        and _stem(words[0]) not in _GAINING
    )


def _subject_does(text: str, subject: Subject) -> bool:
    """Tell whether the sentence says what the role does: "CSMs cover", "the manager oversees"."""
    text = _OPENING.sub("", text)
    end = subject.end_in(text)
    if end is None:
        return False
    for word in _WORD.findall(text[end : end + 80])[:7]:
        if word in {"will", "must", "not", "only", "also", "then"}:
            continue
        if word in {"is", "are", "has", "have", "can", "should", "may", "who", "reports", "report"}:
            return False
        stem = _stem(word)
        if stem is not None and not word.endswith("ing"):
            return stem not in _english().not_duties and stem not in _NOT_DOING
        if word in {"plays", "play", "tries", "try", "makes", "acts", "involves"}:
            return True
    return False


def _stem(word: str) -> str | None:
    """Return the listed verb of which the word is a form, or None."""
    verbs = _english().verbs
    options = [word]
    if word.endswith("ies"):
        options.append(word[:-3] + "y")
    if word.endswith("es"):
        options.append(word[:-2])
    if word.endswith("s"):
        options.append(word[:-1])
    if word.endswith("ying"):
        options.append(word[:-4] + "ie")
    if word.endswith("ing") and len(word) > 4:
        root = word[:-3]
        options += [root, root + "e"]
        if len(root) > 2 and root[-1] == root[-2]:
            options.append(root[:-1])
    return next((option for option in options if option in verbs), None)


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def _raw() -> dict[str, Any]:
    text = files("csdesign.role_import").joinpath("data/cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _languages() -> Mapping[str, _Language]:
    return {
        name: _Language(
            strong=_any_of(raw["strong"]),
            weak=_any_of(raw["weak"]),
            duty=_any_of(raw["duty"]),
            measure=_any_of(raw["measure"]),
            aside=_any_of(raw["aside"]),
            never=_any_of(raw["never"]),
            boundary=_any_of(raw["boundary"]),
        )
        for name, raw in _raw().items()
    }


@cache
def _english() -> _English:
    raw = _raw()["english"]
    nouns = "|".join(re.escape(noun) for noun in raw["nouns"])
    return _English(
        verbs=frozenset(raw["verbs"].split()),
        not_duties=frozenset(raw["not_duties"]),
        first_words=frozenset(raw["first_words"].split()),
        noun=re.compile(rf"\b(?:{nouns})\b"),
        not_noun=_any_of(raw["not_nouns"]),
    )
