"""When not to judge, and when a person should look first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.roles.text.titles import markets_of, same_but_for_market, same_ladder
from csdesign.roles.text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.roles.text.statements import Statement
    from csdesign.roles.verdict.evidence import Evidence, Verdict

__all__ = ["lack_of_text", "reservation"]

_LEAST_LINES: Final = 2
_LEAST_WORDS: Final = 6
_REVIEW_FROM: Final = 0.50
"""Score from which free texts are too near to the border to leave it at that."""


def lack_of_text(evidence: Evidence) -> str:
    """Return why nothing can be said, or an empty text."""
    for role, lines in ((evidence.a, evidence.lines_a), (evidence.b, evidence.lines_b)):
        name = role.title or role.id or "a role"
        if role.responsibilities is None:
            return f"cannot judge: no duties are written down for {name!r}"
        if not evidence.coded and not _enough(lines):
            return f"cannot judge: too little text in the duties of {name!r}"
    if not evidence.lines_a and not evidence.lines_b:
        return "cannot judge: neither role has duties"
    if not evidence.coded and evidence.across_languages and evidence.meaning is None:
        return "cannot judge: the texts are in two languages and say little of the vocabulary"
    return ""


def _enough(lines: Sequence[Statement]) -> bool:
    words = {stem for line in lines for stem in line.stems}
    coded = any(line.code for line in lines)
    return len(lines) >= _LEAST_LINES and (coded or len(words) >= _LEAST_WORDS)


def reservation(evidence: Evidence, verdict: Verdict, score: float) -> str:
    """Return why a person should look first, or an empty text."""
    a, b = evidence.a, evidence.b
    if verdict in {"unchanged", "barely-changed"}:
        if same_ladder(a.title, b.title):
            return "same text, other grade"
        if _other_market(evidence):
            return "same text, other segment"
        if any(veto.kind == "verbs" for veto in evidence.vetoes):
            return "the duties are the same, but not who does them"
        if evidence.across_languages:
            return "the texts are in two languages; compared by meaning"
        return ""
    if not evidence.coded and score >= _REVIEW_FROM and not evidence.vetoes:
        return "close to the border between changed and barely changed"
    if evidence.means_same:
        return "other words, but much the same in meaning"
    return ""


def _other_market(evidence: Evidence) -> bool:
    """Return whether the roles serve other customers: by segments, titles or market words."""
    a, b = evidence.a, evidence.b
    if a.segments and b.segments:
        return not set(a.segments) & set(b.segments)
    if same_but_for_market(a.title, b.title):
        return True
    market_a, market_b = (
        markets_of(word for line in lines for word in words_of(line.text))
        for lines in (evidence.lines_a, evidence.lines_b)
    )
    return bool(market_a and market_b) and not market_a & market_b
