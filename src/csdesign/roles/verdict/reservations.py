"""Reservations: reasons not to judge, why texts differ, and questions for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.roles.text.languages import READ
from csdesign.roles.text.titles import markets_of, same_but_for_market, same_but_for_rank
from csdesign.roles.text.words import words_of
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.roles.text.role import RoleText
    from csdesign.roles.text.statements import Read, Statement
    from csdesign.roles.verdict.evidence import Evidence
    from csdesign.roles.verdict.exchange import Exchange

__all__ = ["lack_of_text", "only_grade_or_market", "said", "why_not_same", "why_perhaps"]

_LEAST_DUTIES: Final = 3
_LEAST_WORDS: Final = 6
_MOST_SHOWN: Final = 3


def lack_of_text(evidence: Evidence) -> str:
    """Return the reason why the pair cannot be judged, or an empty text."""
    parts = [match.within for match in evidence.duties.matches]
    sides = (
        (evidence.a, evidence.read_a, parts.count("b")),
        (evidence.b, evidence.read_b, parts.count("a")),
    )
    for role, _, _ in sides:
        if role.responsibilities is None:
            return f"cannot judge: no duties are written down for {_name(role)}"
    if evidence.unread_language:
        return f"cannot judge: a text is in a language that is not read ({READ} are)"
    for role, read, joined in sides:
        lack = _lack(read, joined, coded=evidence.coded)
        if lack:
            return f"cannot judge: {lack.format(name=_name(role))}"
    if not evidence.coded and evidence.across_languages and not _can_tell(evidence):
        return (
            "cannot judge: the texts are in two languages and contain few words of the vocabulary"
        )
    return ""


def _can_tell(evidence: Evidence) -> bool:
    """Return whether texts in two languages can be judged."""
    return evidence.means_same or (evidence.meaning is not None and evidence.meaning.known)


def _name(role: RoleText) -> str:
    return repr(role.title or role.id or "a role")


def _lack(read: Read, joined: int, *, coded: bool) -> str:
    """Return the missing parts of a role; `joined` duties are in lines with another duty."""
    lines = read.statements
    telling = [line for line in lines if not line.common]
    if not lines:
        headings = " but headings, titles and offers" if read.left_out else ""
        return "nothing" + headings + " is written down as duties of {name}"
    if len(telling) + joined < _LEAST_DUTIES:
        common = " apart from phrases of every employer" if len(telling) < len(lines) else ""
        return f"fewer than {_LEAST_DUTIES} duties are written down for {{name}}{common}"
    words = {stem for line in telling for stem in line.stems}
    if not coded and not any(line.code for line in lines) and len(words) < _LEAST_WORDS:
        return "too little text in the duties of {name}"
    return ""


def why_not_same(evidence: Evidence) -> str:
    """Return the reason why equal texts are not the same job, or an empty text."""
    if evidence.vetoes:
        return evidence.vetoes[0].message
    if evidence.exchanged:
        return f"the same text apart from {said(evidence.exchanged)}"
    if evidence.across_languages:
        return "the texts are in two languages; compared by meaning"
    return ""


def said(exchanged: Sequence[Exchange]) -> str:
    """Return exchanges in words: `front -> back (4 lines)`."""
    shown = [
        f"{item.before} -> {item.after} ({number_of(item.lines, 'line')})"
        for item in exchanged[:_MOST_SHOWN]
    ]
    more = len(exchanged) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def only_grade_or_market(evidence: Evidence) -> str:
    """Return the reason why one text under two titles is not a rename, or an empty text."""
    a, b = evidence.a, evidence.b
    if same_but_for_rank(a.title, b.title):
        return "same text, other grade"
    if a.segments and b.segments and not set(a.segments) & set(b.segments):
        return "same text, other segment"
    if same_but_for_market(a.title, b.title) or _other_market(evidence):
        return "same text, other segment"
    return ""


def _other_market(evidence: Evidence) -> bool:
    """Return whether the duties name other kinds of customers or regions."""
    market_a, market_b = (_markets(lines) for lines in (evidence.lines_a, evidence.lines_b))
    return bool(market_a and market_b) and not market_a & market_b


def _markets(lines: Sequence[Statement]) -> frozenset[str]:
    return markets_of(word for line in lines for word in words_of(line.text))


def why_perhaps(evidence: Evidence) -> str:
    """Return the reason why a pair is a question."""
    if evidence.across_languages:
        return "the texts are in two languages; compared by meaning"
    if evidence.perhaps:
        more = "more " if evidence.duties.matches else ""
        perhaps = number_of(len(evidence.perhaps), f"{more}duty", f"{more}duties")
        return f"{perhaps} may be the same in other words"
    new = [1 - kept for kept in evidence.duties.kept]
    if max(new) > 0.1 and evidence.near >= 0.5:
        return "much of the text is the same, not all of it"
    return "the same in other words, perhaps"
