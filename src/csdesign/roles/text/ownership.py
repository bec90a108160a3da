"""Who does the work: the difference between owning a duty and standing beside it.

Wording hides it: "Own the renewal" and "Support the owner of the renewal" share nearly every word.
The opening verb of a line says which it is, in English and Russian.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final

from csdesign.roles.text.words import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Hold", "hold_of"]


class Hold(Enum):
    """What a line says its role has in the work it names."""

    DOES = "does"
    SUPPORTS = "supports"
    WATCHES = "watches"
    RECOMMENDS = "recommends"
    ESCALATES = "escalates"


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_OPENINGS: Final = {
    Hold.SUPPORTS: _stems(
        "support assist help aid contribute participate accompany "
        "поддерживает помогает содействует участвует ассистирует сопровождает"
    ),
    Hold.WATCHES: _stems("shadow наблюдает присутствует"),
    Hold.RECOMMENDS: _stems("recommend suggest рекомендует советует"),
    Hold.ESCALATES: _stems("escalate refer forward эскалирует перенаправляет"),
}
"""Verbs that give a line away on their own."""

_WITH_OTHERS: Final = {
    Hold.SUPPORTS: _stems(
        "give provide offer join work lend stand back participate cooperate attend take be "
        "facilitate enable second complement serve stay comment review"
    ),
    Hold.WATCHES: _stems("observe watch follow sit learn listen see monitor track"),
    Hold.RECOMMENDS: _stems("advise consult propose remind prompt encourage coach"),
    Hold.ESCALATES: _stems(
        "pass hand report route raise flag notify alert inform ask request call tell "
        "передает сообщает просит уведомляет информирует"
    ),
}
"""Verbs that do so only where the line goes on to say that someone else does the work."""

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
    r"(?:inputs?|support|assistance|help|aid|a hand)\b|^(?:takes?|taking) part\b"
    r"|^(?:is|be) (?:consulted|informed)\b|^(?:оказывает|обеспечивает) (?:поддержку|помощь)\b"
)
_LOOKED_AT: Final = 10


def hold_of(words: Sequence[str]) -> Hold:
    """Return what the opening of a line (its lower-case words, no boilerplate) says."""
    opening = [word for word in words[:_LOOKED_AT] if not word.endswith("ly")]
    if not opening:
        return Hold.DOES
    verb = stem(opening[0])
    for hold, verbs in _OPENINGS.items():
        if verb in verbs:
            return hold
    text = " ".join(opening)
    if _INPUT.search(text):
        return Hold.SUPPORTS
    if _OTHERS.search(text):
        for hold, verbs in _WITH_OTHERS.items():
            if verb in verbs:
                return hold
    return Hold.DOES
