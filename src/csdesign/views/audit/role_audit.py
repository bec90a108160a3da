"""The role audit in a report: the roles that are one job, and the sentences that show it.

The audit itself is in `csdesign.auditing`; `report_audit` turns its results into these values.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

__all__ = ["PairVerdict", "QuotedPair", "RoleAudit"]


@dataclass(frozen=True, slots=True)
class QuotedPair:
    """Two duties side by side; a side is empty if that role has nothing like it.

    `place_a` and `place_b` are `file:line`; `kind` is how they were matched: exact, code,
    lexical, perhaps (they may mean the same) or, with one side empty, only.
    """

    a: str
    b: str
    score: float | None = None
    kind: str = "only"
    place_a: str = ""
    place_b: str = ""


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """Two roles compared. `similarity` and `confidence` are 0 to 1."""

    a: str
    b: str
    title_a: str
    title_b: str
    similarity: float
    verdict: str | None
    tier: str | None = None
    review: bool = False
    reason: str = ""
    confidence: float = 0.0
    statements: tuple[QuotedPair, ...] = ()
    not_compared: tuple[str, ...] = ()

    @property
    def same_job(self) -> bool:
        """Return whether it is an alarm: one text under two titles."""
        return self.tier == "same-text"


@dataclass(frozen=True, slots=True)
class RoleAudit:
    """The pairs an audit compared: siblings of one design, and roles with their former selves."""

    pairs: tuple[PairVerdict, ...]

    @property
    def told(self) -> tuple[PairVerdict, ...]:
        """Return the pairs worth reporting, the surest first: one job, or open to question."""
        found = [pair for pair in self.pairs if pair.same_job or pair.review]
        return tuple(sorted(found, key=lambda pair: (not pair.same_job, -pair.similarity)))

    def likeness(self, least: float = 0.4) -> dict[tuple[str, str], float]:
        """Return the similarity (0 to 1) of pairs, either way round, of roles with a near one."""
        near = [pair for pair in self.pairs if pair.similarity >= least and pair.a != pair.b]
        known = set(chain.from_iterable((pair.a, pair.b) for pair in near))
        found: dict[tuple[str, str], float] = {}
        for pair in self.pairs:
            if pair.a in known and pair.b in known:
                found[pair.a, pair.b] = found[pair.b, pair.a] = pair.similarity
        return found

    @property
    def titles(self) -> dict[str, str]:
        """Return the title of each role that was compared."""
        return {
            role: title
            for pair in self.pairs
            for role, title in ((pair.a, pair.title_a), (pair.b, pair.title_b))
        }
