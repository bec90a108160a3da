"""The subject of a sentence, where it is the role: by its title, a short form, or "the role"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Subject", "folded"]

_DETERMINER: Final = re.compile(
    r"(?:the|our|an?|this|each|these|der|die|das|eine?|unsere?|les?|la|une?|notre) |l'"
)
_NAME_END: Final = re.compile(r"(?:s|es|'s)?(?: \([\w ]{1,12}\))?,? ")
_ROLE_WORDS: Final = re.compile(
    r"(?:role|position|job|individual|person|post holder|postholder|jobholder|job holder|incumbent|"
    r"successful candidate|candidate|team member|they|he|she|"
    # "the renewals manager", where the title is not known
    r"(?:[\w/&-]+ ){0,4}?(?:manager|director|engineer|specialist|analyst|consultant|representative|"
    r"executive|lead|head|associate|coordinator|officer|agent|csm|tam))(?=s|es|'s| |,)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The names of the role in a document: its title, a short form of it, or "the role"."""

    names: tuple[str, ...]
    """Folded, the longest first."""
    language: str = "english"
    """The language of the document, apart from sentences in Cyrillic letters."""

    @classmethod
    def named(cls, title: str, language: str = "english") -> Subject:
        """Make the subject of a role with this title, however counted or shortened."""
        names = sorted(set(_short_forms(title)), key=lambda name: (-len(name), name))
        return cls(tuple(names), language)

    def end_in(self, text: str) -> int | None:
        """Return the end of the subject at the beginning of a folded sentence, or None."""
        start = _DETERMINER.match(text)
        begin = start.end() if start is not None else 0
        for name in self.names:
            if text.startswith(name, begin):
                named = _NAME_END.match(text, begin + len(name))
                if named is not None:
                    return named.end()
        other = _ROLE_WORDS.match(text, begin)
        named = _NAME_END.match(text, other.end()) if other is not None else None
        return named.end() if named is not None else None


def _short_forms(title: str) -> Iterable[str]:
    plain = " ".join(re.sub(r"\([^()]*\)", " ", folded(title)).split())
    words = plain.split()
    if not words or len(plain) > 80:
        return
    yield plain
    if "," in plain:
        yield plain.split(",", 1)[0]
    if len(words) > 1:
        yield "".join(word[0] for word in words)
        yield " ".join(words[-2:])
        yield words[-1]
        yield " ".join(f"{w[:-3]}ie" if w.endswith("ry") else w for w in words)
        if words[-1] == "representative":
            yield " ".join([*words[:-1], "rep"])


def folded(text: str) -> str:
    """Return a text as cues are compared: lower case, `ё` as `е`, straight apostrophes."""
    return text.casefold().replace("ё", "е").replace("’", "'").replace("‘", "'").strip()
