"""What a verdict on two roles rests on, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.roles.matching.alignment import Alignment
    from csdesign.roles.text.role import RoleText
    from csdesign.roles.text.statements import Statement
    from csdesign.roles.verdict.vetoes import Veto

__all__ = ["MEANS_SAME_FROM", "Evidence", "Judgement", "Verdict"]

Verdict = Literal["unchanged", "barely-changed", "changed", "distinct"]
"""`unchanged` and `barely-changed` are the same job; `distinct` shares little."""

MEANS_SAME_FROM: Final = 0.48
"""Likeness in meaning from which two roles may be one job in other words."""


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
        alike = self.meaning is not None and self.meaning >= MEANS_SAME_FROM
        return alike and not self.coded


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reservations."""

    verdict: Verdict | None
    review: bool
    reason: str
    confidence: float
    score: float
