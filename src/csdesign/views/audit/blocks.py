"""One block of text for each role, which every format for people lays out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.views.audit.catalogue import closest_words
from csdesign.views.audit.words import edit_words, kind_title, quoted, sure_words, verdict_words
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csdesign.auditing.results import AuditReport, JudgedPair, Standing
    from csdesign.finding import Finding

__all__ = [
    "TOLD_IN_BLOCKS",
    "Block",
    "other_findings",
    "role_blocks",
    "shown_blocks",
    "sibling_blocks",
    "standing_rows",
]

TOLD_IN_BLOCKS: Final = frozenset(
    {"ROL501", "ROL502", "ROL503", "ROL504", "ROL510", "ROL511", "ROL512"}
)
"""Rules whose findings a block reports in full; they are not listed again below it."""
_MOST_TOLD: Final = 25
_MOST_ASKED: Final = 20
"""Most questions shown: nobody reads more."""


@dataclass(frozen=True, slots=True)
class Block:
    """One verdict with its evidence: about two roles, or a role and the reference catalogue."""

    title: str
    verdict: str
    sure: str
    pair: JudgedPair | None
    standing: Standing | None
    codes: tuple[str, ...]
    accepted: tuple[str, ...] = ()
    """Findings that the design accepts, each with the reason it gives."""

    @property
    def asked(self) -> bool:
        """Return whether the verdict is a question, not an alarm."""
        return self.pair is not None and self.pair.comparison.asked

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the ids of the roles of the design that it is about."""
        if self.pair is not None:
            return (self.pair.b.id,)
        return (self.standing.role.id,) if self.standing is not None else ()


def role_blocks(report: AuditReport) -> list[Block]:
    """Return a block for each role with something to report, the surest verdicts first.

    Roles that kept both title and job, and whose title is true, have none.
    """
    stands = {standing.role.id: standing for standing in report.standings}
    told = [_pair_block(report, pair, stands) for pair in report.former_pairs if _is_told(pair)]
    shown = {block.pair.b.id for block in told if block.pair is not None}
    told.sort(key=_rank)
    rest = [s for s in report.standings if s.other and s.role.id not in shown]
    return [*told, *(_standing_block(report, standing) for standing in rest)]


def sibling_blocks(report: AuditReport) -> list[Block]:
    """Return a block for each pair of siblings that is one job or needs a look."""
    told = [pair for pair in report.siblings if pair.comparison.tier is not None]
    return [_pair_block(report, pair, {}) for pair in told]


def shown_blocks(blocks: Sequence[Block]) -> tuple[list[Block], int, int]:
    """Return the blocks to show, and the numbers of alarms and of questions left out.

    Alarms come first; of the questions the first twenty by rank.
    """
    told = [block for block in blocks if not block.asked]
    asked = [block for block in blocks if block.asked]
    kept = [*told[:_MOST_TOLD], *asked[:_MOST_ASKED]]
    return kept, max(0, len(told) - _MOST_TOLD), max(0, len(asked) - _MOST_ASKED)


def other_findings(report: AuditReport, blocks: Iterable[Block]) -> list[Finding]:
    """Return the findings that no block reports."""
    told = {
        (code, f"roles[{role}].title")
        for block in blocks
        for code in TOLD_IN_BLOCKS.intersection(block.codes)
        for role in block.roles
    }
    active = (finding for finding in report.findings if finding.suppressed is None)
    return [
        finding
        for finding in active
        if (finding.code, finding.object) not in told and not _is_told_as_event(finding)
    ]


def _is_told_as_event(finding: Finding) -> bool:
    """Return whether the history, or the list of changes, already reports a finding."""
    names = {name for name, _ in finding.evidence}
    return bool(names & {"revision", "change"})


def _is_told(pair: JudgedPair) -> bool:
    return pair.renamed or pair.rewritten or pair.comparison.asked


def _rank(block: Block) -> tuple[bool, bool, float]:
    assert block.pair is not None  # noqa: S101 -- blocks of pairs alone are ranked
    result = block.pair.comparison
    return (not block.pair.same_job, result.verdict is None, -result.score)


def _pair_block(report: AuditReport, pair: JudgedPair, stands: dict[str, Standing]) -> Block:
    a, b = pair.a, pair.b
    if pair.relation == "siblings":
        title = f"{quoted(a.title, 80)} ({a.id})  and  {quoted(b.title, 80)} ({b.id})"
    else:
        title = f"{quoted(b.title, 80)}  ({visible(a.origin, 60)}: {quoted(a.title, 80)})"
    codes = _codes(report, b.id)
    return Block(
        title=title,
        verdict=verdict_words(pair),
        sure=sure_words(pair.comparison),
        pair=pair,
        standing=stands.get(b.id),
        codes=tuple(c for c in codes if _speaks_of(c, pair)),
        accepted=tuple(_accepted(report, pair)),
    )


def _standing_block(report: AuditReport, standing: Standing) -> Block:
    nearest = kind_title(standing.nearest)
    by_words = " FOR REVIEW: read from sentences without codes." if standing.by_words else ""
    return Block(
        title=quoted(standing.role.title, 80),
        verdict=f"By its duties, this is {_article(nearest)}.{by_words}",
        sure="",
        pair=None,
        standing=standing,
        codes=_codes(report, standing.role.id),
    )


def _article(title: str) -> str:
    return f"{'an' if title[:1].lower() in 'aeio' else 'a'} {title}"


def _codes(report: AuditReport, role: str) -> tuple[str, ...]:
    object_ = f"roles[{role}].title"
    active = (f for f in report.findings if f.object == object_ and f.suppressed is None)
    return tuple(dict.fromkeys(finding.code for finding in active))


def _speaks_of(code: str, pair: JudgedPair) -> bool:
    """Return whether a rule is about such pairs: siblings, or a role and its former self."""
    return (code == "ROL503") == (pair.relation == "siblings")


def _accepted(report: AuditReport, pair: JudgedPair) -> Iterator[str]:
    object_ = f"roles[{pair.b.id}].title"
    for finding in report.findings:
        reason = finding.suppressed
        if finding.object == object_ and reason is not None and _speaks_of(finding.code, pair):
            yield f"{finding.code}: {visible(reason, 200)}"


def standing_rows(report: AuditReport, standing: Standing) -> Iterator[tuple[str, str]]:
    """Yield the comparison of a role with the reference roles as (label, words)."""
    similar, nearest = standing.similar, standing.nearest
    words = closest_words(standing)
    claimed = standing.claimed
    if claimed is not None and claimed != nearest and standing.judged:
        words += f"; {kind_title(claimed)} {_points(similar[claimed])}"
    if standing.by_words and standing.judged:
        words += ", by the words of its sentences"
    yield "Closest reference role", f"{words}; company rules: {visible(report.doctrine, 40)}"
    if not standing.other:
        return
    if standing.edits is None:
        yield (
            "To earn the title",
            "changes to what is written are not enough; write down the other parts",
        )
    elif standing.edits:
        yield "To earn the title", edit_words(standing.edits)
    yield "Or keep the job", f"and call it {kind_title(nearest)}"


def _points(share: float) -> str:
    return f"{round(100 * share)}"
