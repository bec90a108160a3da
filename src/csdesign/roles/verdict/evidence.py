"""The evidence of a verdict on two roles, and its words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.roles.matching.alignment import Alignment, Match
    from csdesign.roles.text.meaning import Meaning
    from csdesign.roles.text.role import RoleText
    from csdesign.roles.text.statements import Read, Statement
    from csdesign.roles.verdict.exchange import Exchange
    from csdesign.roles.verdict.vetoes import Veto

__all__ = [
    "MEANS_SAME_FROM",
    "SAME_JOB_FROM",
    "Evidence",
    "Judgement",
    "Relation",
    "Tier",
    "Verdict",
]

Tier = Literal["same-text", "perhaps-reworded", "other-grade"]
"""The outcome of a comparison: an alarm, or a question for a person. None: there is nothing to
ask, or nothing to judge."""

Verdict = Literal["unchanged", "barely-changed", "changed", "distinct"]
"""The kind of change, within the tier; `distinct` shares little."""

Relation = Literal["succession", "siblings"]
"""Whether the second role follows the first, or both exist at the same time."""

MEANS_SAME_FROM: Final = 0.48
"""Likeness in meaning from which two roles may be one job in other words."""
_SEEN_FROM: Final = 0.25
"""Share of the unmatched duties that must find one of the same meaning, next to the whole."""
FAINT_FROM: Final = 0.20
"""Matched weight below which faint likenesses are chance, and are not looked for."""
SAME_JOB_FROM: Final = 0.62
"""Matched weight from which two roles in free text may be one job by their sure matches alone."""
_FAINT_LESS: Final = 0.60
_FAINT_MOST: Final = 0.80
"""Share of the duties of each text, the less and the more answered, that must have one in the other
which is like it at least faintly."""
_VERBATIM_FROM: Final = 0.85
_MOSTLY: Final = 1.0
"""Sum of what the two sides must have in common for it to say how the text was kept."""
_REWRITTEN_BELOW: Final = 0.5
_GROWN_FROM: Final = 0.25
_MOST_UNLIKE: Final = 5
"""A text kept word for word of which this share of one side, and more duties than this, are new and
unlike anything in the other: no accident of writing, but another job."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The facts on which a verdict rests."""

    a: RoleText
    b: RoleText
    relation: Relation
    read_a: Read
    read_b: Read
    duties: Alignment
    components: Mapping[str, float | None]
    similarity: float
    meaning: Meaning | None
    in_other_words: tuple[Match, ...]
    """Duties that no channel matched and that seem to mean the same."""
    faint: tuple[Match, ...]
    """Duties that no channel matched and that have some words in common; none where they are not
    looked for."""
    unlike: int
    """Sentences of one role, that which has more, that are not even faintly like any of the other;
    not counted where little is shared."""
    across_languages: bool
    """Whether the free sentences are mostly in different languages."""
    unread_language: bool
    """Whether a role is in a language of which neither verbs nor negations are known."""
    exchanged: tuple[Exchange, ...]
    vetoes: tuple[Veto, ...]

    @property
    def lines_a(self) -> tuple[Statement, ...]:
        """Return the duties of the first role."""
        return self.read_a.statements

    @property
    def lines_b(self) -> tuple[Statement, ...]:
        """Return the duties of the second role."""
        return self.read_b.statements

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
        alike = self.meaning is not None and self.meaning.score >= MEANS_SAME_FROM
        left = max(len(self.duties.only_in_a), len(self.duties.only_in_b))
        seen = self.across_languages or len(self.in_other_words) >= _SEEN_FROM * left
        # Colleagues of one trade use the same words: without a shared duty they are two jobs.
        shared = self.across_languages or self.relation == "succession" or min(self.duties.kept) > 0
        return alike and seen and shared and not self.coded

    @property
    def faintly_same(self) -> bool:
        """Return whether nearly every duty has one that is at least faintly like it in words.

        That is how a text rewritten from end to end looks where no vocabulary knows the work.
        """
        if not self.faint or self.duties.matched_weight >= SAME_JOB_FROM:
            return False
        duties, more = self.duties, len(self.faint)
        less, most = sorted((
            (duties.size_a - len(duties.only_in_a) + more) / duties.size_a,
            (duties.size_b - len(duties.only_in_b) + more) / duties.size_b,
        ))  # fmt: skip
        return less >= _FAINT_LESS and most >= _FAINT_MOST

    @property
    def perhaps(self) -> tuple[Match, ...]:
        """Return the pairs without a match that a person should look at."""
        if self.means_same:
            return self.in_other_words
        return () if self.verbatim else self.faint

    @property
    def near(self) -> float:
        """Return the share of the less covered side that is nearly word for word the same."""
        return min(self.duties.near)

    @property
    def gone(self) -> float:
        """Return the share of the lines of the less kept side that the other has not, 0 to 1.

        What every employer writes is not counted.
        """
        sides = ((self.duties.only_in_a, self.lines_a), (self.duties.only_in_b, self.lines_b))
        return max(_telling(alone) / max(1, _telling(lines)) for alone, lines in sides)

    @property
    def verbatim(self) -> bool:
        """Return whether the common part is nearly word for word the same."""
        near, kept = math.fsum(self.duties.near), math.fsum(self.duties.kept)
        return near >= max(_MOSTLY, _VERBATIM_FROM * kept)

    @property
    def outgrown(self) -> bool:
        """Return whether a text was kept word for word, and much of another job is new or gone."""
        return self.verbatim and self.gone >= _GROWN_FROM and self.unlike > _MOST_UNLIKE

    @property
    def rewritten(self) -> bool:
        """Return whether little of the common part is nearly word for word the same."""
        return math.fsum(self.duties.near) < _REWRITTEN_BELOW * math.fsum(self.duties.kept)


def _telling(lines: Sequence[Statement]) -> int:
    return sum(not line.common for line in lines)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its tier and reservations."""

    tier: Tier | None
    verdict: Verdict | None
    reason: str
    confidence: float
    score: float
