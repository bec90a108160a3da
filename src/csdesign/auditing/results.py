"""The results of an audit: pairs of roles with their evidence, standings, events, findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from csdesign import reference
from csdesign.escaping.notebook import notebook_table
from csdesign.extras import needs_extra
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from csdesign.finding import Finding, Span
    from csdesign.model.design import Design
    from csdesign.roles.matching.alignment import Channel
    from csdesign.roles.reference_jobs import Edit
    from csdesign.roles.verdict.comparison import RoleComparison
    from csdesign.source.git.revision import Revision

__all__ = [
    "COLUMNS",
    "AuditReport",
    "Event",
    "JudgedPair",
    "Line",
    "Quote",
    "Relation",
    "RoleRef",
    "Standing",
    "Unjudged",
    "rows",
]

Cell = str | float | bool | None

COLUMNS: Final = (
    "relation",
    "source",
    "a",
    "title_a",
    "origin_a",
    "b",
    "title_b",
    "tier",
    "verdict",
    "review",
    "reason",
    "score",
    "similarity",
    "confidence",
    "duties_a",
    "duties_b",
    "coverage_a",
    "coverage_b",
    "matched_share",
    "exchanged",
    "only_in_a",
    "only_in_b",
    "vetoes",
    "not_compared",
    "channels",
    "path",
    "line",
)
"""The columns of an audit as a table: one row for each pair."""

_QUESTION: Final = "ROL511"
"""The rule that asks a question instead of reporting an error."""

Relation = Literal["formerly", "against", "siblings", "history"]
"""Why two roles are compared: the design says what the one was, an earlier design shows it, they
are in one design, or a commit turned one into the other."""


@dataclass(frozen=True, slots=True)
class RoleRef:
    """A role by its names, and where it is written.

    `origin` says in words which state it comes from, such as `HEAD~3` or `before 2023-04-01`;
    empty for the design at hand.
    """

    id: str
    title: str
    span: Span | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """One line of a role as it was written, and where. A bare code has the vocabulary's words."""

    text: str
    code: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Line:
    """Two lines side by side; a side is None if the other role has nothing like it."""

    a: Quote | None
    b: Quote | None
    kind: Channel | Literal["only", "perhaps"] = "only"
    score: float | None = None
    """Certainty of the match: 0.5 to 1."""
    part: bool = False
    """Whether one of them is part of a longer line that is matched already."""
    words: tuple[str, ...] = ()
    """The shared stems that decided it, the weightiest first."""
    same: float = 0.0
    """Share of the words of both that is the same, 0 to 1."""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two roles compared: `a` is the earlier one, or the first one in the design."""

    relation: Relation
    a: RoleRef
    b: RoleRef
    comparison: RoleComparison
    duties: tuple[Line, ...]
    perhaps: tuple[Line, ...] = ()
    """Duties without a match, side by side, that may mean the same: what a question rests on."""
    requirements: tuple[Line, ...] = ()
    measures: tuple[Line, ...] = ()
    renamed: bool = True
    """Whether the two titles differ."""

    @property
    def same_job(self) -> bool:
        """Return whether it is an alarm: one text under two titles."""
        return self.comparison.tier == "same-text"

    @property
    def rewritten(self) -> bool:
        """Return whether one title is used for two jobs: less than half of the duties match."""
        result = self.comparison
        moved = result.tier is None and result.verdict is not None
        return not self.renamed and moved and result.matched_share < 0.5


@dataclass(frozen=True, slots=True)
class Standing:
    """A role compared with the reference roles: what it claims to be, and what it does."""

    role: RoleRef
    claimed: str | None
    """The reference role that its kind or title claims; None if it claims nothing known."""
    similar: Mapping[str, float]
    """Similarity to each reference role, 0 to 1, the nearest first: that of the signatures, or by
    sentences the share of the evidence for its family."""
    by_words: bool
    """Whether free sentences were read for the duties they mean, because few carry codes."""
    judged: bool
    """Whether enough is written down to name a reference role."""
    named: bool
    """Whether the nearest reference role is near at all, and ahead of the next family."""
    other: bool
    """Whether another family is ahead of the claimed one by the lead that the design asks for."""
    edits: tuple[Edit, ...] | None
    """The changes that make the claim true, where `other`; None if none of stated parts do."""
    promises: int
    """Promised interactions that it delivers."""
    owned: tuple[str, ...]
    """Motions that it owns or co-owns."""
    helped: tuple[str, ...]
    """Motions of another owner that it supports."""
    stated: bool
    """Whether the design says anything of its motions."""

    @property
    def nearest(self) -> str:
        """Return the nearest reference role."""
        return next(iter(self.similar))

    def lead_of(self, kind: str) -> float:
        """Return how far a reference role is ahead of the first of another family; may be < 0."""
        known = reference.roles()
        family = known[kind].family
        rivals = (value for other, value in self.similar.items() if known[other].family != family)
        return self.similar[kind] - max(rivals, default=0.0)

    @property
    def margin(self) -> float:
        """Return the lead of the nearest reference role."""
        return self.lead_of(self.nearest)

    @property
    def needed(self) -> bool:
        """Return whether anybody's work needs it, or the design does not say.

        It is needed where it delivers a promise, or owns a motion or helps its owner.
        """
        return bool(self.promises or self.owned or self.helped or not self.stated)


@dataclass(frozen=True, slots=True)
class Event:
    """A change of roles by one commit, or since one earlier design.

    `rewritten` is a title that stayed while its job became another; `pair` shows the two of a
    renaming or a rewriting.
    """

    kind: Literal["renamed", "rewritten", "split", "merged", "gone", "new"]
    before: tuple[RoleRef, ...]
    after: tuple[RoleRef, ...]
    revision: Revision | None = None
    """None for the design at hand, which no commit holds yet, and for `against`."""
    pair: JudgedPair | None = None


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A role that could not be compared, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class AuditReport:
    """Everything that an audit found; the same designs always give the same report."""

    design: Design
    pairs: tuple[JudgedPair, ...]
    """Roles with their former selves, then siblings that are near each other."""
    compared: int
    """Pairs that were compared, near or not, former selves among them."""
    standings: tuple[Standing, ...]
    changes: tuple[Event, ...]
    """Splits, merges, roles gone and new since the design audited against."""
    history: tuple[Event, ...]
    """Renames, rewritings, splits and merges of the git history, oldest first."""
    revisions: int
    """Commits whose design could be read."""
    unjudged: tuple[Unjudged, ...]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
    doctrine: str
    """The company rules in force: a preset, or `defaults`."""
    against: str = ""
    """The earlier design in the user's words; empty without one."""

    def without_questions(self) -> AuditReport:
        """Return the report with its alarms alone: without pairs and findings that ask."""
        return replace(
            self,
            pairs=tuple(pair for pair in self.pairs if not pair.comparison.asked),
            findings=tuple(finding for finding in self.findings if finding.code != _QUESTION),
        )

    @property
    def former_pairs(self) -> tuple[JudgedPair, ...]:
        """Return the roles compared with what they were."""
        return tuple(pair for pair in self.pairs if pair.relation != "siblings")

    @property
    def siblings(self) -> tuple[JudgedPair, ...]:
        """Return the near pairs of roles of the design itself."""
        return tuple(pair for pair in self.pairs if pair.relation == "siblings")

    @property
    def channels(self) -> tuple[str, ...]:
        """Return the channels through which lines were matched."""
        return tuple(sorted({kind for pair in self.pairs for kind in pair.comparison.channels}))

    def __repr__(self) -> str:
        return (
            f"<AuditReport: {number_of(self.compared, 'pair')} compared, {len(self.pairs)} near, "
            f"{number_of(len(self.findings), 'finding')}>"
        )

    def _repr_html_(self) -> str:
        rows = (
            (
                pair.a.title,
                pair.b.title,
                pair.comparison.verdict,
                f"{pair.comparison.similarity:.2f}",
            )
            for pair in self.pairs
        )
        columns = ("role", "other", "verdict", "similarity")
        return notebook_table(repr(self)[1:-1], columns, rows, len(self.pairs))

    @needs_extra
    def to_frame(self) -> pd.DataFrame:
        """Return one row per pair; columns as `csdesign audit --format csv` names them."""
        import pandas as pd

        return pd.DataFrame(rows(self), columns=list(COLUMNS))


def rows(report: AuditReport) -> Iterator[tuple[Cell, ...]]:
    """Yield one row for each pair, in the order of `COLUMNS`; numbers are fractions or counts."""
    for pair in report.pairs:
        yield _row(pair)


def _row(pair: JudgedPair) -> tuple[Cell, ...]:
    result = pair.comparison
    span = pair.b.span
    return (
        pair.comparison.relation,
        pair.relation,
        pair.a.id,
        pair.a.title,
        pair.a.origin,
        pair.b.id,
        pair.b.title,
        result.tier,
        result.verdict,
        result.review,
        result.reason,
        round(result.score, 4),
        round(result.similarity, 4),
        result.confidence,
        float(result.duties.size_a),
        float(result.duties.size_b),
        round(result.coverage[0], 4),
        round(result.coverage[1], 4),
        round(result.matched_share, 4),
        "; ".join(f"{item.before} -> {item.after}" for item in result.exchanged),
        "; ".join(line.text for line in result.only_in_a),
        "; ".join(line.text for line in result.only_in_b),
        "; ".join(veto.message for veto in result.vetoes),
        ", ".join(result.not_compared),
        ", ".join(result.channels),
        span.path if span else None,
        span.line if span else None,
    )
