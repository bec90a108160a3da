"""The part of a role in the work of a line: owning a duty differs from supporting it.

Wording hides it: "Own the renewal" and "Support the owner of the renewal" share nearly every word.
The opening of a line says which it is, in English, Russian, German and French; in German also the
verb at its end, and in each of them a phrase such as "under supervision" anywhere.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final

from csdesign.roles.text.words import stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Hold", "hold_of", "is_critical", "same_work"]


class Hold(Enum):
    """The part of a role in the work that a line names."""

    DOES = "does"
    SUPPORTS = "supports"
    WATCHES = "watches"
    RECOMMENDS = "recommends"
    ESCALATES = "escalates"


_OPENINGS: Final = {
    Hold.SUPPORTS: {
        "en": "support assist assistance help aid contribute contribution participate accompany "
        "involvement",
        "ru": "поддерживает поддержка помогает помощь содействует содействие участвует участие "
        "ассистирует сопровождает",
        "de": "unterstützt unterstützung unterstützen mitwirkung mitwirken mithilfe mithelfen "
        "mitarbeit mitarbeiten beteiligung beteiligt hilft helfen hilfe assistenz assistiert "
        "assistieren zuarbeit zuarbeiten begleitung",
        "fr": "participer participe participation contribuer contribue contribution aider aide "
        "assister assiste assistance appuyer appuie appui soutenir soutient soutien épauler "
        "épaule seconder seconde concourir",
    },
    Hold.WATCHES: {
        "en": "shadow",
        "ru": "наблюдает присутствует",
        "de": "hospitiert hospitieren hospitation beobachtet",
        "fr": "observer observe observation",
    },
    Hold.RECOMMENDS: {
        "en": "recommend suggest",
        "ru": "рекомендует советует",
        "de": "empfiehlt empfehlen empfehlung",
        "fr": "recommander recommande suggérer suggère",
    },
    Hold.ESCALATES: {
        "en": "escalate refer forward",
        "ru": "эскалирует перенаправляет",
        "de": "eskaliert eskalieren weiterleiten weiterleitung",
        "fr": "escalader remonter transférer",
    },
}
"""Verbs, and nouns made of them, that decide the part of the role on their own."""

_WITH_OTHERS: Final = {
    Hold.SUPPORTS: "give provide offer join work lend stand back participate cooperate attend take "
    "be facilitate enable second complement serve stay comment review",
    Hold.WATCHES: "observe watch follow sit learn listen see monitor track",
    Hold.RECOMMENDS: "advise consult propose remind prompt encourage coach",
    Hold.ESCALATES: "pass hand report route raise flag notify alert inform ask request call tell "
    "передает сообщает просит уведомляет информирует",
}
"""Verbs that do so only where the line goes on to say that someone else does the work."""

_SAME_WORK: Final = (
    "recommend suggest advise counsel propose",
    "refer forward direct send route pass",
)
"""Verbs that mean the same in two otherwise equal lines: to suggest is no less than to advise."""

_OTHERS: Final = re.compile(
    r"\b(?:others|colleagues?|coworkers|teammates|somebody else|someone else|another "
    r"(?:team|role|person|colleague|department|manager|group)"
    r"|other (?:teams|people|roles|staff|employees|workers|departments|members|managers)"
    r"|(?:the|a|an|whichever|any) (?:\w+ )?(?:owners?|persons?|colleagues?|leads?|managers?|"
    r"supervisors?|specialists?|experts?|teams?|people|roles?)(?: (?:who|that|which|in charge"
    r"|responsible|concerned|must|has|have|does|do|so|when|as|while|whenever|if|to|how"
    r"|on how|of the need|about the need|the need|decides|decide)\b)"
    r"|the responsible \w+|whoever|those who|the need to|it is necessary"
    r"|коллег\w*|ответственн\w* сотрудник\w*|другой отдел|другому отделу|владельц\w*)"
)
_INPUT: Final = re.compile(
    r"^(?:gives?|giving|provides?|providing|offers?|offering|lends?|lending) (?:\w+ )?"
    r"(?:(?:inputs?|a hand)\b|(?:support|assistance|help|aid)\b"
    r"(?! (?:to|for) (?:\w+ ){0,2}(?:customers?|clients?|users?|patients?|members?|students?)\b))"
    r"|^(?:takes?|taking) part\b"
    r"|^(?:is|be) (?:consulted|informed|involved)\b"
    r"|^(?:оказывает|обеспечивает) (?:поддержку|помощь)\b"
    r"|^принимает участие\b|^wirkt (?:\w+ )*mit\b|^arbeitet (?:\w+ )*mit\b"
    r"|^(?:prendre|prend|prise de) part\b"
    r"|^(?:apporter|apporte) (?:son |un )?(?:aide|soutien|appui)\b"
    r"|^(?:être|est) (?:associée?|impliquée?) "
)
_UNDER_OTHERS: Final = re.compile(
    r"\b(?:under (?:the )?(?:\w+ )?(?:supervision|guidance|direction)|under the lead of"
    r"|as an assistant to|в паре с|под (?:руководством|контролем|присмотром)"
    r"|unter (?:der )?(?:anleitung|aufsicht|führung|leitung)|in begleitung"
    r"|en binôme|en appui|en soutien"
    r"|sous (?:la |l')?(?:supervision|direction|conduite|responsabilité))\b"
)
_CRITICAL: Final = re.compile(
    r"\b(?:renew\w*|pric(?:e|es|ing)|discounts?|contracts?|sign(?:s|ing|ature)?|hir(?:e|es|ing)"
    r"|recruit\w*|budgets?|people manage\w*|team (?:of|leads?|managers?)|direct reports"
    r"|(?:lead|leads|manage|manages|leading|managing) (?:the|a|its|his|her|their) (?:\w+ )?team"
    r"|продл\w+|цен\w{0,3}|скид\w+|договор\w*|контракт\w*|найм\w*|подбор\w*|бюджет\w*|персонал\w*"
    r"|vertrags?\w*|verläng\w+|preis\w*|rabatt\w*|budget\w*|einstellung\w*|mitarbeiterführung"
    r"|renouvel\w+|prix|tarif\w*|remises?|contrats?|recrut\w+|embauch\w+)\b"
)
_LOOKED_AT: Final = 10


def hold_of(words: Sequence[str], language: str = "en") -> Hold:
    """Return the part of the role in a line (its lower-case words, no boilerplate)."""
    opening = [word for word in words[:_LOOKED_AT] if not word.endswith("ly")]
    if not opening:
        return Hold.DOES
    openings = _openings(language)
    hold = openings.get(stem(opening[0], language))
    if hold is None and language == "de":
        hold = openings.get(stem(words[-1], language))
    if hold is not None:
        return hold
    text = " ".join(opening)
    if _INPUT.search(text) or _UNDER_OTHERS.search(" ".join(words)):
        return Hold.SUPPORTS
    if _OTHERS.search(text):
        return _with_others().get(stem(opening[0], language), Hold.DOES)
    return Hold.DOES


def same_work(a: str, b: str) -> bool:
    """Return whether two lines that open with these stems say the same of who does the work."""
    return any({a, b} <= group for group in _same_work())


@cache
def _same_work() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem, group.split())) for group in _SAME_WORK)


def is_critical(text: str) -> bool:
    """Return whether a line is about a renewal, a price, a contract, a budget or people."""
    return _CRITICAL.search(text.casefold()) is not None


@cache
def _openings(language: str) -> Mapping[str, Hold]:
    latin = language if language in {"de", "fr"} else "en"
    return {
        stem(word, name): hold
        for hold, by_language in _OPENINGS.items()
        for name in (latin, "ru")
        for word in by_language[name].split()
    }


@cache
def _with_others() -> Mapping[str, Hold]:
    return {stem(word): hold for hold, words in _WITH_OTHERS.items() for word in words.split()}
