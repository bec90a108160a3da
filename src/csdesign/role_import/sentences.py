"""Cut running text into sentences, each with the line it begins on."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from csdesign.role_import.cues import read_cues
from csdesign.role_import.subject import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.role_import.blocks import PlacedText
    from csdesign.role_import.subject import Subject

__all__ = ["points_to_role", "split_sentences"]

_BREAK: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-ZА-ЯЁ0-9])|;\s+(?=[A-ZА-ЯЁ])")
_SEMICOLON: Final = re.compile(r";\s+")
_AND: Final = re.compile(r"(?:and|und|et|и)\s+")
_IT: Final = re.compile(r"it (?!is\b|was\b|has\b|means\b|can\b|may\b)", re.IGNORECASE)
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|incl|approx|no|nos|mr|mrs|ms|dr|sr|jr|st|inc|ltd|corp|co|dept|min|max|"
    r"est|fig|gebr|str|tel|bzw|inkl|exkl|zzgl|ggf|evtl|usw|abt|dipl|ing|ca|std|rd|env|resp|réf|mme|mlle|av|bd|т\.е|т\.д|т\.п|т\.ч|т\.к|др|пр|напр|руб|тыс|млн|млрд|г|гг|стр|рис|ул|им)"
    r"|\b[A-Za-zА-Яа-я])\.$",
    re.IGNORECASE,
)
_FEWEST_WORDS: Final = 3
"""Words of the first sentence of a point; fewer are its label."""
_CLASS: Final = re.compile(
    r"\b(?:klasse|class|kategorie|category|catégorie|permis|permiso|grade|band|tier|level|plan|категори\w"
    r"|rijbewijs|kat\.) [A-ZА-Я]\.$",
    re.IGNORECASE,
)
"""A single letter that ends a sentence, as in "Klasse B", and shortens nothing."""
_ANAPHORA: Final = re.compile(
    r"(?:this(?! (?:role|position|job|person|individual))|these|those|it|that|such|here|e\.g|i\.e|"
    r"for example|for instance|это|этот|эта|эти|такие|например)\b",
    re.IGNORECASE,
)


def split_sentences(
    content: PlacedText, subject: Subject, *, is_told: bool | None = None
) -> Iterator[tuple[str, int]]:
    """Yield (sentence, line); a sentence that only points back stays with the one before it.

    Where "it" is the role ("The role leads a team. It sets standards."), it begins one of its own.
    Abbreviations (`e.g.`, `т. д.`), single letters and what lies between brackets do not end one.
    Semicolons do in running text, where each part says what the role does or asks for, and where a
    heading says what all parts are (`is_told`); not in the point of a list (`is_told` None).
    """
    start = 0
    is_role = False
    for end in _ends(content.text, _BREAK):
        if is_told is None and not start and _is_label(content.text[:end], subject):
            continue
        is_role = is_role or subject.end_in(folded(content.text[start:end])) is not None
        if _ANAPHORA.match(content.text, end) and not (
            is_role and points_to_role(content.text[end:])
        ):
            continue
        yield from _parts(content, start, end, subject, is_told=is_told)
        start = end
    yield from _parts(content, start, len(content.text), subject, is_told=is_told)


def _is_label(text: str, subject: Subject) -> bool:
    """Tell whether the first sentence of a point is its label: "Portfolio. Carries 50 accounts"."""
    return len(text.split()) < _FEWEST_WORDS and not read_cues(text, subject).duty


def points_to_role(sentence: str) -> bool:
    """Tell whether a sentence begins with "it" that does something, after one about the role."""
    return _IT.match(sentence) is not None


def _parts(
    content: PlacedText, start: int, end: int, subject: Subject, *, is_told: bool | None
) -> Iterator[tuple[str, int]]:
    text = content.text[start:end]
    cuts = [] if is_told is None else list(_ends(text, _SEMICOLON))
    parts = [text[a:b].strip() for a, b in pairwise([0, *cuts, len(text)])]
    if not cuts or ":" in parts[0] or not _are_points(parts, subject, is_told=bool(is_told)):
        cuts = []
    for a, b in pairwise([0, *cuts, len(text)]):
        yield from _piece(content, start + a, start + b)


def _are_points(parts: Sequence[str], subject: Subject, *, is_told: bool) -> bool:
    if is_told and all(" " in part for part in parts):
        return True
    cues = [read_cues(_AND.sub("", part), subject) for part in parts]
    return all(each.duty or each.requirement for each in cues)


def _ends(text: str, breaks: re.Pattern[str]) -> Iterator[int]:
    depth = scanned = 0
    for match in breaks.finditer(text):
        depth += text.count("(", scanned, match.start()) - text.count(")", scanned, match.end())
        depth += text.count("(", match.start(), match.end())
        scanned = match.end()
        depth = max(depth, 0)
        mark = text[match.start()]
        # An abbreviation is at most a few letters: look at a short stretch before the full stop.
        before = text[max(0, match.start() - 14) : match.start() + 1]
        is_short = _ABBREVIATION.search(before) is not None and _CLASS.search(before) is None
        if depth or (mark == "." and is_short):
            continue
        yield match.end()


def _piece(content: PlacedText, start: int, end: int) -> Iterator[tuple[str, int]]:
    # A semicolon or comma at the end belongs to the list, not to the sentence.
    sentence = content.text[start:end].strip().rstrip(";,").rstrip()
    if any(character.isalnum() for character in sentence):
        yield sentence, content.line_at(start)
