"""Finds a title in texts: in any case, number or Russian ending."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Role

__all__ = ["TitleSearch", "initials", "texts_of"]

_WORD: Final = re.compile(r"[^\W_]+")
_CYRILLIC: Final = re.compile(r"[а-яё]")
_STEM_KEPT: Final = 4
"""Letters of a Russian word that are never cut as its ending."""
_ENDINGS: Final = "аеёиоуыэюяйь"
_LEAST_INITIALS: Final = 3
"""Shortest initials of a title; two letters are often a time of day or a country."""


def initials(title: str) -> str | None:
    """Return the abbreviation of a title of three words and more, such as TAM."""
    words = _WORD.findall(title)
    if len(words) < _LEAST_INITIALS:
        return None
    return "".join(word[0] for word in words).upper()


class TitleSearch:
    """Looks for several titles at once, in time linear in the text."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles = [title for title in dict.fromkeys(titles) if _WORD.search(title)]
        # The longest first, so that "senior account manager" is not found as "account manager".
        self._titles.sort(key=len, reverse=True)
        parts = (f"(?P<t{i}>{_pattern(title)})" for i, title in enumerate(self._titles))
        self._search = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> tuple[str, str] | None:
        """Return the first title a text mentions, and the words of the text; None if none."""
        if not self._titles:
            return None
        for found in self._search.finditer(text):
            name = found.lastgroup or "t0"
            title = self._titles[int(name[1:])]
            # An abbreviation counts in capitals alone.
            if not _is_abbreviation(title) or found.group().startswith(title):
                return title, found.group()
        return None


def _is_abbreviation(title: str) -> bool:
    return title.isupper() and " " not in title


def _pattern(title: str) -> str:
    return r"[\s-]+".join(map(_of_word, _WORD.findall(title)))


def _of_word(word: str) -> str:
    if _CYRILLIC.search(word.casefold()) and len(word) > _STEM_KEPT:
        kept = word[:_STEM_KEPT] + word[_STEM_KEPT:].rstrip(_ENDINGS)
        return re.escape(kept) + r"\w{0,4}"
    return re.escape(word) + r"(?:s|'s|’s)?"


def texts_of(role: Role) -> Iterator[tuple[str, str, YamlPath]]:
    """Yield (part, text, place) of every text of a role."""
    if role.purpose is not None and getattr(role.written, "purpose", None) is not None:
        yield "purpose", role.purpose, (*role.path, "purpose")
    for duty in role.duties or ():
        if duty.text is not None:
            yield "responsibilities", duty.text, duty.path
    for text, path in role.requirements or ():
        yield "requirements", text, path
