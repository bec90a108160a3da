"""The confidence of a verdict: the share of its kind that was right on pairs with a known answer.

The pairs are those that `benchmarks/roles.py` makes from published roles, every organisation being
left out once, and the development pairs of a rename benchmark; it prints this table again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.roles.matching.sets import COMPONENTS

if TYPE_CHECKING:
    from csdesign.roles.verdict.evidence import Evidence, Tier

__all__ = ["confidence_of"]

_ALARM: Final = 0.98
"""Alarms that were renames."""
_MOST_OF_DUTIES: Final = 0.95
"""Upper limit where only duties are known: motions, measures and rights may differ."""
_REWORDED: Final = 0.97
"""Questions on reworded texts, and on texts with words exchanged, that were renames."""
_PARTLY_NEW: Final = 0.64
"""The same where a text was kept word for word, and something is new or gone."""
_GROWN: Final = 0.08
"""The same where that is a third of a side or more: most such jobs grew, or lost a part."""
_FAINT: Final = 0.50
"""The same where a rewritten text is only faintly like the other."""
_ACROSS: Final = 0.80
"""Between languages meaning alone is compared, and few pairs could be counted."""
_THIRD: Final = 1 / 3
_NOTHING: Final = 0.99
"""Pairs without a tier that were no renames."""
_GRADE: Final = 0.5
"""One text under two grades: not measured, since people must decide whether it is a rename."""
_FULL: Final = 3
"""Number of parts known in addition to the duties from which the measured confidence holds."""


def confidence_of(evidence: Evidence, tier: Tier | None) -> float:
    """Return the share of such verdicts that was right, 0 to 1.

    For a question it is the share of renames among such questions. At most 0.95 where duties alone
    could be compared.
    """
    match tier:
        case "same-text":
            found = _ALARM
        case "other-grade":
            found = _GRADE
        case "perhaps-reworded":
            found = _of_question(evidence)
        case None:
            found = _NOTHING
    if evidence.across_languages:
        found = min(found, _ACROSS)
    known = sum(evidence.components[part] is not None for part in COMPONENTS) - 1
    most = _MOST_OF_DUTIES + (1 - _MOST_OF_DUTIES) * min(1.0, known / _FULL)
    return round(min(found, most), 4)


def _of_question(evidence: Evidence) -> float:
    if evidence.faintly_same and not evidence.means_same:
        return _FAINT
    if not evidence.verbatim or evidence.exchanged or evidence.vetoes:
        return _REWORDED
    if evidence.gone >= _THIRD:
        return _GROWN
    return _PARTLY_NEW
