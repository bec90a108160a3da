"""The result of comparing two roles, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.roles.matching.alignment import Alignment, Match
    from csdesign.roles.text.role import RoleText
    from csdesign.roles.text.statements import Statement
    from csdesign.roles.verdict.evidence import Verdict
    from csdesign.roles.verdict.vetoes import Veto

__all__ = ["RoleComparison"]


@dataclass(frozen=True, slots=True)
class RoleComparison:
    """What two roles have in common, with the evidence."""

    a: RoleText
    b: RoleText
    similarity: float
    """Similarity of the signatures (DOMAIN 7.2) over the components that are known, 0 to 1."""
    verdict: Verdict | None
    """None: too little is written down to judge."""
    review: bool
    """Whether a person should look before anyone is told."""
    reason: str
    """Why it cannot be judged, or why to look first; empty otherwise."""
    confidence: float
    """Probability (0 to 1) that the verdict's side, same job or not, is right."""
    components: Mapping[str, float | None]
    """Similarity of each part, 0 to 1; None where unknown, or empty on both sides."""
    duties: Alignment
    """The duties side by side."""
    requirements: Alignment | None
    """Lines of what a candidate must bring; None where a side does not say."""
    measures: Alignment | None
    vetoes: tuple[Veto, ...]
    not_compared: tuple[str, ...]
    """Parts that one side or both leave unsaid."""
    score: float
    """The number the verdict was read from: the similarity where authors coded most duties, else
    the matched weight, moved by the vote of the file. 0 where nothing could be judged."""
    vote: float | None
    """Share of the duties whose nearest line in the rest of the file is in the other role."""
    meaning: float | None
    """Likeness by ideas and vocabulary, where the words alone do not decide; about 0 to 1."""
    in_other_words: tuple[Match, ...]
    """Duties that no channel matched and that seem to mean the same, for a person to judge; only
    where the roles as a whole do. `words` are the ideas they share."""
    across_languages: bool
    """Whether the duties are mostly written in different languages."""
    notes: tuple[str, ...]
    """What a reader should know of the texts, such as look-alike letters in a title."""

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
        """Return the matched share with each duty weighed by what it says, 0 to 1."""
        return self.duties.matched_weight

    @property
    def channels(self) -> tuple[str, ...]:
        """Return the channels through which duties matched, such as ("code", "lexical")."""
        return tuple(sorted({match.kind for match in self.duties.matches}))
