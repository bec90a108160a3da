"""The audit in a report: verdicts on pairs of roles with their quoted duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.views.audit.evidence import marked, without_perhaps
from csdesign.views.audit.role_audit import PairVerdict, QuotedPair, RoleAudit

if TYPE_CHECKING:
    from csdesign.auditing.results import AuditReport, JudgedPair, Line, Quote, RoleRef

__all__ = ["role_audit_of"]


def role_audit_of(report: AuditReport, *, places: bool = True) -> RoleAudit:
    """Return the pairs of an audit; without `places` the lines of files are left out.

    A role that kept its title and its job since the earlier design is left out.
    """
    told = (pair for pair in report.pairs if _is_news(pair))
    return RoleAudit(tuple(_verdict(pair, places) for pair in told))


def _is_news(pair: JudgedPair) -> bool:
    return pair.renamed or pair.rewritten or not pair.a.origin


def _verdict(pair: JudgedPair, places: bool) -> PairVerdict:
    result = pair.comparison
    return PairVerdict(
        a=f"{pair.a.origin} {pair.a.id}".strip(),
        b=pair.b.id,
        title_a=_title(pair.a),
        title_b=_title(pair.b),
        similarity=result.similarity,
        verdict=result.verdict,
        tier=result.tier,
        review=result.asked,
        reason=result.reason,
        confidence=result.confidence,
        statements=tuple(_quoted(line, places) for line in _side_by_side(pair)),
        not_compared=result.not_compared,
    )


def _side_by_side(pair: JudgedPair) -> list[Line]:
    """Return the duties: what matches, what may mean the same, then what has no match."""
    lines = without_perhaps(pair)
    matched = [line for line in lines if line.kind != "only"]
    return [*matched, *pair.perhaps, *(line for line in lines if line.kind == "only")]


def _title(role: RoleRef) -> str:
    title = role.title or role.id
    return f"{title} ({role.origin})" if role.origin else title


def _quoted(line: Line, places: bool) -> QuotedPair:
    text_a, text_b = marked(line)
    return QuotedPair(
        a=text_a,
        b=text_b,
        score=line.score,
        kind=line.kind,
        place_a=_place(line.a, places),
        place_b=_place(line.b, places),
    )


def _place(quote: Quote | None, places: bool) -> str:
    if quote is None or quote.span is None or not places:
        return ""
    return f"{quote.span.path.rpartition('/')[2]}:{quote.span.line}"
