"""The verdict on two roles: an alarm, a question, or nothing to ask.

The borders were fitted on development pairs of role texts; none of them is a law. The alarm puts
precision first: both texts must be nearly word for word the same. The question puts recall first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.roles.matching.sets import COMPONENTS
from csdesign.roles.text.titles import same_ladder
from csdesign.roles.verdict.confidence import confidence_of
from csdesign.roles.verdict.evidence import MEANS_SAME_FROM, SAME_JOB_FROM, Judgement
from csdesign.roles.verdict.exchange import explained
from csdesign.roles.verdict.reservations import (
    lack_of_text,
    only_grade_or_market,
    why_not_same,
    why_perhaps,
)

if TYPE_CHECKING:
    from csdesign.roles.verdict.evidence import Evidence, Tier, Verdict
    from csdesign.roles.verdict.vetoes import Veto

__all__ = ["judge"]

_SAME_TEXT_FROM: Final = {"succession": 0.80, "siblings": 0.85}
"""Share of each side that must be nearly word for word the same for an alarm."""
_ASK_FROM: Final = 0.57
"""Score from which a pair is worth a question."""
_ASK_REWRITTEN_FROM: Final = {"succession": 0.45, "siblings": 0.57}
"""The same where little is kept word for word: a text rewritten throughout matches less surely."""
_ASK_REWORDED: Final = {"succession": 0.40, "siblings": 0.50}
"""Share of the less kept side from which reworded texts are worth a question."""
_ASK_VERBATIM: Final = {"succession": 0.565, "siblings": 0.70}
"""The same where what is kept is kept nearly word for word: the rest is then new or gone."""
_EXPLAINED_FROM: Final = 0.5
_TOLERANCE: Final = 1e-9
_CODED_SAME_FROM: Final = 0.70
"""Share of each side's codes, and similarity of the signatures, that an alarm needs where authors
coded the duties and stated every other part. Codes are exchanged whole, never reworded: no two
families of the catalogue pass 0.62, and a job that lost a fourth of its codes stays above."""
_CODED_UNCHANGED_FROM: Final = 0.85
"""Least similarity of such signatures that are called unchanged."""
_UNCHANGED_FROM: Final = 0.90
_CHANGED_FROM: Final = 0.40
_MEANS_WHOLLY_FROM: Final = 0.80
_WHOLLY: Final = 0.80
_OTHER_HOLD_ABOVE: Final = 1 / 3
"""Share of the shared duties done by one role and only supported by the other above which the
change is plain and nothing is left to ask."""
_STRUCTURAL: Final = frozenset({"ownership", "right"})
"""Vetoes by stated parts: the text itself is hardly another one."""
_THIRD: Final = 1 / 3


def judge(evidence: Evidence) -> Judgement:
    """Return the verdict on two roles, or that there is too little to judge."""
    lack = lack_of_text(evidence)
    if lack:
        return Judgement(None, None, lack, confidence=0.0, score=0.0)
    score = _score(evidence)
    tier, reason = _tier(evidence, score)
    verdict = _verdict(evidence, tier, score)
    return Judgement(tier, verdict, reason, confidence_of(evidence, tier), score)


def _score(evidence: Evidence) -> float:
    """Return the likeness of the duties by any measure, 0 to 1, by which pairs are ranked."""
    if evidence.across_languages and evidence.meaning is not None:
        # Matches by the vocabulary are part of the meaning already.
        return min(1.0, _as_weight(evidence.meaning.score))
    return evidence.duties.matched_weight


def _as_weight(meaning: float) -> float:
    """Return the matched weight that a similarity in meaning, threshold by threshold.

    Below the lower border it falls with the square: most roles of the field share some meaning.
    """
    if meaning < MEANS_SAME_FROM:
        return SAME_JOB_FROM * (meaning / MEANS_SAME_FROM) ** 2
    slope = (_WHOLLY - SAME_JOB_FROM) / (_MEANS_WHOLLY_FROM - MEANS_SAME_FROM)
    return SAME_JOB_FROM + slope * (meaning - MEANS_SAME_FROM)


def _tier(evidence: Evidence, score: float) -> tuple[Tier | None, str]:
    """Return the tier, with the reason why it is not an alarm, or the question."""
    against = why_not_same(evidence)
    if _is_same_text(evidence) and not against:
        other = only_grade_or_market(evidence)
        return ("other-grade", other) if other else ("same-text", "")
    if not evidence.across_languages and any(map(_says_what_changed, evidence.vetoes)):
        return None, against
    if evidence.relation == "siblings" and _on_one_template(evidence):
        return None, against
    if same_ladder(evidence.a.title, evidence.b.title):
        return None, against
    if evidence.means_same and not evidence.verbatim:
        return "perhaps-reworded", why_perhaps(evidence)
    if _worth_asking(evidence, score):
        return "perhaps-reworded", against or why_perhaps(evidence)
    if evidence.faintly_same and not evidence.verbatim and not against:
        return "perhaps-reworded", why_perhaps(evidence)
    return None, against


def _says_what_changed(veto: Veto) -> bool:
    """Return whether a veto leaves nothing to ask: another base, or the work is another's."""
    return veto.kind == "base" or (veto.kind == "verbs" and veto.share > _OTHER_HOLD_ABOVE)


def _on_one_template(evidence: Evidence) -> bool:
    """Return whether the texts differ by exchanged words and by little else."""
    if not evidence.exchanged:
        return False
    return explained(evidence.duties.matches, evidence.exchanged) >= _EXPLAINED_FROM


def _worth_asking(evidence: Evidence, score: float) -> bool:
    """Return whether the likeness is enough for a question, given how literal it is."""
    if evidence.outgrown:
        return False
    duties, relation = evidence.duties, evidence.relation
    ask_from, least = _ASK_FROM, _ASK_REWORDED[relation]
    if evidence.verbatim:
        least = _ASK_VERBATIM[relation]
    elif not evidence.across_languages and evidence.rewritten:
        ask_from = _ASK_REWRITTEN_FROM[relation]
    return score >= ask_from and min(duties.kept) >= least


def _is_same_text(evidence: Evidence) -> bool:
    """Return whether each side has nearly all that the other says, by weight and by number.

    If authors coded the duties and stated every other part, the signatures as a whole decide.
    """
    if evidence.gone >= _THIRD:
        return False
    if evidence.near + _TOLERANCE >= _SAME_TEXT_FROM[evidence.relation]:
        return True
    whole = evidence.coded and all(evidence.components[part] is not None for part in COMPONENTS)
    return whole and min(evidence.similarity, evidence.near) >= _CODED_SAME_FROM


def _verdict(evidence: Evidence, tier: Tier | None, score: float) -> Verdict:
    """Return the kind of change, which is never more certain than the tier."""
    if tier in {"same-text", "other-grade"}:
        same = evidence.near >= _UNCHANGED_FROM
        if evidence.coded:
            same = evidence.similarity >= _CODED_UNCHANGED_FROM
        return "unchanged" if same else "barely-changed"
    if tier == "perhaps-reworded":
        gone = 1 - min(evidence.duties.kept)
        moved = any(veto.kind not in _STRUCTURAL for veto in evidence.vetoes)
        other = moved or evidence.exchanged
        little = score >= SAME_JOB_FROM and gone < _THIRD and not other
        return "barely-changed" if little else "changed"
    return "changed" if score >= _CHANGED_FROM else "distinct"
