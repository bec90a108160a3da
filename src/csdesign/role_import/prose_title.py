"""A title that only a sentence gives: "We are looking for a Support Engineer to ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.role_import.naming import names_a_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csdesign.role_import.blocks import PlacedText

__all__ = ["title_in", "titles_in"]

_BEFORE: Final = re.compile(
    r"\b(?:(?:serves?|work(?:s|ing)?|acts?|join us) as|(?:looking|searching) for|hiring"
    r"|seeks?|seeking|(?:role|position|post|job) of"
    r"|such(?:en|t)(?: wir)?(?: [\w-]+){0,5}? (?=ein)|(?:stelle|position|rolle) (?:als|eine[rs])"
    r"|recherch(?:e|ons)|recrut(?:e|ons)|poste d(?:e |['’])|en tant que"
    r"|ищем|ищет|требуется|на (?:должность|позицию)|в роли"
    r"|busca(?:mos)?|procuramos|zoeken wij|wij zoeken|poszukujemy|szukamy)\s*"
    r"(?:(?:an?|the|our|its|first|next|new|notre|uma?|een|eine[nrms]?(?:/n|\(n\))?"
    r"|ein|une?(?:\(e\)|/e)?)"
    r"\s+){0,3}",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(
    r"[^\W\d_][^.,;:()–—!?\n]{2,80}?(?=[.,;:()–—!?]|$|\s(?:to|who|that|with|in|at|on|for|from|based"
    r"|für|mit|zur|zum|der|die|das|bei|am|im|ab|pour|avec|chez|qui|à|au|dans|para|com|voor|met|die|do"
    r"|в|на|с|для|к|который|которая)\s)",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 7
_REACH: Final = 600
"""Characters of a text that are looked at."""


def title_in(texts: Iterable[PlacedText]) -> tuple[str, int] | None:
    """Return the first title that a sentence says the role has, and its line."""
    return next(titles_in(texts), None)


def titles_in(texts: Iterable[PlacedText]) -> Iterator[tuple[str, int]]:
    """Yield the titles that sentences say the role has, with their lines."""
    for content in texts:
        text = content.text[:_REACH]
        for before in _BEFORE.finditer(text):
            found = _TITLE.match(text, before.end())
            if (
                found is not None
                and len(found.group().split()) <= _MOST_WORDS
                and names_a_role(found.group())
            ):
                title = found.group().strip()
                yield title[:1].upper() + title[1:], content.line_at(found.start())
