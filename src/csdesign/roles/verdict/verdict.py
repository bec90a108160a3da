"""The verdict on two roles, and how sure it is.

The numbers here were fitted on development pairs of role texts (see the README for the figures
on texts kept apart); none of them is a law.
"""

from __future__ import annotations

from math import exp, sqrt
from typing import TYPE_CHECKING, Final

from csdesign.roles.matching.sets import COMPONENTS
from csdesign.roles.verdict.evidence import MEANS_SAME_FROM, Judgement
from csdesign.roles.verdict.reservations import lack_of_text, reservation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.roles.verdict.evidence import Evidence, Verdict
    from csdesign.roles.verdict.vetoes import Veto

__all__ = ["SAME_JOB_FROM", "judge"]

_CODED = {"unchanged": 0.85, "barely-changed": 0.70, "changed": 0.40}
"""Least similarity (DOMAIN 7.2) where authors coded most duties."""
_WRITTEN = {"unchanged": 0.80, "barely-changed": 0.62, "changed": 0.40}
"""Least matched weight of duties in free text."""
SAME_JOB_FROM: Final = _WRITTEN["barely-changed"]
"""Matched weight from which two roles in free text are one job."""
_VOTE_WEIGHT: Final = 0.4
_VOTE_USUAL: Final = 0.67
"""Vote at which the rest of the file says nothing for or against."""
_MEANS_WHOLLY_FROM: Final = 0.80
_FLIPPED_FROM: Final = 2 / 3
"""Share of flipped ownership verbs that makes it another job."""
_UNSURE: Final = 0.5
"""Confidence where words and meaning disagree."""
_STEEPNESS: Final = 8.0
"""Rise of the confidence with the distance from the border and the root of the lines."""


def judge(evidence: Evidence) -> Judgement:
    """Return the verdict on two roles, or that there is too little to judge."""
    lack = lack_of_text(evidence)
    if lack:
        return Judgement(None, review=True, reason=lack, confidence=0.0, score=0.0)
    score, borders = _score(evidence)
    verdict = _band(score, borders)
    confidence = _confidence(evidence, score, borders["barely-changed"])
    if verdict == "distinct" and evidence.means_same:
        verdict, confidence = "changed", min(confidence, _UNSURE)
    verdict = _after_vetoes(verdict, evidence.vetoes)
    reason = reservation(evidence, verdict, score)
    return Judgement(verdict, bool(reason), reason, round(confidence, 4), score)


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
    if meaning < MEANS_SAME_FROM:
        return low * (meaning / MEANS_SAME_FROM) ** 2
    slope = (high - low) / (_MEANS_WHOLLY_FROM - MEANS_SAME_FROM)
    return low + slope * (meaning - MEANS_SAME_FROM)


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
