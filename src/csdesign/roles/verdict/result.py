"""The result of comparing two roles, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.roles.matching.alignment import Alignment, Match, Sides
    from csdesign.roles.text.role import RoleText
    from csdesign.roles.text.statements import Statement
    from csdesign.roles.verdict.evidence import Relation, Tier, Verdict
    from csdesign.roles.verdict.exchange import Exchange
    from csdesign.roles.verdict.vetoes import Veto

__all__ = ["RoleComparison"]

_CLOSE_FROM: Final = 0.5
"""Share of the less kept side that must be nearly word for word the same to be called close."""


@dataclass(frozen=True, slots=True)
class RoleComparison:
    """The comparison of two roles, with the evidence."""

    a: RoleText
    b: RoleText
    similarity: float
    """Similarity of the signatures over the components that are known, 0 to 1."""
    tier: Tier | None
    """`same-text` is an alarm, the others are questions; None: nothing to ask, or to judge."""
    relation: Relation
    """Whether the second role follows the first or belongs to the same design."""
    verdict: Verdict | None
    """The kind of change, within the tier. None: too little is written down to judge."""
    reason: str
    """Why it cannot be judged, what made it a question, or what keeps it from being the same job;
    empty if there is nothing to add."""
    confidence: float
    """Share of such verdicts that was right where it was measured, 0 to 1; 0 without a verdict."""
    components: Mapping[str, float | None]
    """Similarity of each part, 0 to 1; None if unknown, or empty on both sides."""
    duties: Alignment
    """The duties side by side."""
    requirements: Alignment | None
    """Lines of what a candidate must bring; None if a side does not say."""
    measures: Alignment | None
    exchanged: tuple[Exchange, ...]
    """Words that replace each other throughout two otherwise equal texts."""
    vetoes: tuple[Veto, ...]
    not_compared: tuple[str, ...]
    """Parts that one side or both do not state."""
    score: float
    """How similar the duties are by any measure, 0 to 1: the matched weight, or across languages a
    value derived from the similarity in meaning. Pairs are ranked by it; 0 if not judged."""
    meaning: float | None
    """Likeness by ideas and vocabulary, where the words alone do not decide; about 0 to 1."""
    in_other_words: tuple[Match, ...]
    """Duties that no channel matched and that seem to mean the same, for a person to judge; only
    where the roles as a whole do. `words` are the ideas they share, or the words."""
    across_languages: bool
    """Whether the duties are mostly written in different languages."""
    notes: tuple[str, ...]
    """Notes on the texts, such as look-alike letters in a title."""

    @property
    def asked(self) -> bool:
        """Return whether it is a question: a person should read both texts."""
        return self.tier in {"perhaps-reworded", "other-grade"}

    @property
    def review(self) -> bool:
        """Return whether a person should review it first: it is a question, or not judged."""
        return self.asked or self.verdict is None

    @property
    def sureness(self) -> str:
        """Return how sure the verdict is, in a word; empty without one."""
        if self.verdict is None:
            return ""
        if self.across_languages:
            return "unsure"
        if self.tier is None:
            return "clear"
        if self.tier == "perhaps-reworded":
            return "close" if min(self.duties.near) >= _CLOSE_FROM else "unsure"
        return "same words"

    @property
    def coverage(self) -> Sides:
        """Return the share of each side's duties that the other has, 0 to 1, by weight.

        A half-sure match counts half.
        """
        return self.duties.coverage

    @property
    def matches(self) -> tuple[Match, ...]:
        """Return the duties that both have."""
        return self.duties.matches

    @property
    def only_in_a(self) -> tuple[Statement, ...]:
        """Return the duties that only the first has."""
        return self.duties.only_in_a

    @property
    def only_in_b(self) -> tuple[Statement, ...]:
        """Return the duties that only the second has."""
        return self.duties.only_in_b

    @property
    def matched_share(self) -> float:
        """Return 2 x matched duties / duties of both, 0 to 1."""
        return self.duties.matched_share

    @property
    def matched_weight(self) -> float:
        """Return the matched share with each duty weighted by its content, 0 to 1."""
        return self.duties.matched_weight

    @property
    def channels(self) -> tuple[str, ...]:
        """Return the channels through which duties matched, such as ("code", "lexical")."""
        return tuple(sorted({match.kind for match in self.duties.matches}))
