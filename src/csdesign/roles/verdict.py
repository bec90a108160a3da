"""The verdict on two roles, and how sure it is.

The numbers here were fitted on development pairs of role texts (see the README for the figures
on texts kept apart); none of them is a law.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt
from typing import TYPE_CHECKING, Final, Literal

from csdesign.roles.sets import COMPONENTS
from csdesign.roles.titles import markets_of, same_but_for_market, same_ladder
from csdesign.roles.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.roles.alignment import Alignment
    from csdesign.roles.statements import Statement
    from csdesign.roles.text import RoleText
    from csdesign.roles.vetoes import Veto

__all__ = ["SAME_JOB_FROM", "Evidence", "Judgement", "Verdict", "judge"]

Verdict = Literal["unchanged", "barely-changed", "changed", "distinct"]
"""`unchanged` and `barely-changed` are the same job; `distinct` shares little."""

_CODED = {"unchanged": 0.85, "barely-changed": 0.70, "changed": 0.40}
"""Least similarity (DOMAIN 7.2) where authors coded most duties."""
_WRITTEN = {"unchanged": 0.80, "barely-changed": 0.62, "changed": 0.40}
"""Least matched weight of duties in free text."""
SAME_JOB_FROM: Final = _WRITTEN["barely-changed"]
"""Matched weight from which two roles in free text are one job."""
_REVIEW_FROM: Final = 0.50
_VOTE_WEIGHT: Final = 0.4
_VOTE_USUAL: Final = 0.67
"""Vote at which the rest of the file says nothing for or against."""
_MEANS_SAME_FROM: Final = 0.48
"""Likeness in meaning from which two roles may be one job in other words."""
_MEANS_WHOLLY_FROM: Final = 0.80
_FLIPPED_FROM: Final = 2 / 3
"""Share of flipped ownership verbs that makes it another job."""
_UNSURE: Final = 0.5
"""Confidence where words and meaning disagree."""
_LEAST_LINES: Final = 2
_LEAST_WORDS: Final = 6
_STEEPNESS: Final = 8.0
"""Rise of the confidence with the distance from the border and the root of the lines."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that a verdict rests on."""

    a: RoleText
    b: RoleText
    lines_a: Sequence[Statement]
    lines_b: Sequence[Statement]
    duties: Alignment
    components: Mapping[str, float | None]
    similarity: float
    vote: float | None
    meaning: float | None
    across_languages: bool
    """Whether the free sentences are mostly in different languages."""
    vetoes: tuple[Veto, ...]

    @property
    def coded(self) -> bool:
        """Return whether most duties of both roles carry codes of their authors."""
        return all(
            2 * sum(line.code is not None for line in lines) >= len(lines)
            for lines in (self.lines_a, self.lines_b)
        )

    @property
    def means_same(self) -> bool:
        """Return whether free texts seem to be one job in other words."""
        alike = self.meaning is not None and self.meaning >= _MEANS_SAME_FROM
        return alike and not self.coded


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reservations."""

    verdict: Verdict | None
    review: bool
    reason: str
    confidence: float
    score: float


def judge(evidence: Evidence) -> Judgement:
    """Return the verdict on two roles, or that there is too little to judge."""
    lack = _lack(evidence)
    if lack:
        return Judgement(None, review=True, reason=lack, confidence=0.0, score=0.0)
    score, borders = _score(evidence)
    verdict = _band(score, borders)
    confidence = _confidence(evidence, score, borders["barely-changed"])
    if verdict == "distinct" and evidence.means_same:
        verdict, confidence = "changed", min(confidence, _UNSURE)
    verdict = _after_vetoes(verdict, evidence.vetoes)
    reason = _reservation(evidence, verdict, score)
    return Judgement(verdict, bool(reason), reason, round(confidence, 4), score)


def _lack(evidence: Evidence) -> str:
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


def _score(evidence: Evidence) -> tuple[float, dict[str, float]]:
    """Return the number that decides, and the borders it is held against."""
    if evidence.coded:
        return evidence.similarity, _CODED
    score = evidence.duties.matched_weight
    if evidence.across_languages and evidence.meaning is not None:
        # Matches by the vocabulary are part of the meaning already; a model's are not.
        semantic = any(match.kind == "semantic" for match in evidence.duties.matches)
        by_meaning = _as_weight(evidence.meaning)
        score = max(score, by_meaning) if semantic else by_meaning
    elif evidence.vote is not None:
        score += _VOTE_WEIGHT * (evidence.vote - _VOTE_USUAL)
    return min(1.0, max(0.0, score)), _WRITTEN


def _as_weight(meaning: float) -> float:
    """Return the matched weight that a likeness in meaning stands for, border upon border.

    Below the lower border it falls with the square: most roles of the field share some meaning.
    """
    low, high = _WRITTEN["barely-changed"], _WRITTEN["unchanged"]
    if meaning < _MEANS_SAME_FROM:
        return low * (meaning / _MEANS_SAME_FROM) ** 2
    slope = (high - low) / (_MEANS_WHOLLY_FROM - _MEANS_SAME_FROM)
    return low + slope * (meaning - _MEANS_SAME_FROM)


def _band(score: float, borders: Mapping[str, float]) -> Verdict:
    if score >= borders["unchanged"]:
        return "unchanged"
    if score >= borders["barely-changed"]:
        return "barely-changed"
    return "changed" if score >= borders["changed"] else "distinct"


def _after_vetoes(verdict: Verdict, vetoes: Sequence[Veto]) -> Verdict:
    if verdict not in {"unchanged", "barely-changed"} or not vetoes:
        return verdict
    if any(veto.kind == "verbs" and veto.share >= _FLIPPED_FROM for veto in vetoes):
        return "changed"
    return "barely-changed"


def _reservation(evidence: Evidence, verdict: Verdict, score: float) -> str:
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


def _confidence(evidence: Evidence, score: float, border: float) -> float:
    """Return the probability that the score lies on the right side of the border.

    Logistic in the distance from the border and the root of the number of lines; a role of which
    only the duties are known leaves half of the remaining doubt in place.
    """
    lines = (len(evidence.lines_a) + len(evidence.lines_b)) / 2
    doubt = 1 / (1 + exp(_STEEPNESS * abs(score - border) * sqrt(max(lines, 1))))
    known = sum(
        weight for name, weight in COMPONENTS.items() if evidence.components[name] is not None
    )
    return 1 - doubt * (1 - 0.5 * known)
