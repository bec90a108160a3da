"""The JSON contract of an audit (`schema_version` 1); `v1/audit.py` declares it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.contracts.findings import finding_fields, severity_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.auditing.results import (
        AuditReport,
        Event,
        JudgedPair,
        Line,
        Quote,
        RoleRef,
        Standing,
    )
    from csdesign.contracts.v1 import audit as v1
    from csdesign.roles.verdict.comparison import RoleComparison

__all__ = ["SCHEMA_VERSION", "audit_values", "comparison_fields"]

SCHEMA_VERSION: Final = 1


def audit_values(report: AuditReport, version: str) -> v1.AuditDocument:
    """Return the whole contract as plain values."""
    active = [finding for finding in report.findings if finding.suppressed is None]
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "csdesign", "version": version},
        "summary": severity_counts(active),
        "doctrine": report.doctrine,
        "against": report.against or None,
        "channels": list(report.channels),
        "compared": report.compared,
        "pairs": [_pair(pair) for pair in report.pairs],
        "standings": [_standing(standing) for standing in report.standings],
        "changes": [_event(event) for event in report.changes],
        "history": [_event(event) for event in report.history],
        "revisions": report.revisions,
        "unjudged": [{"name": item.name, "reason": item.reason} for item in report.unjudged],
        "notes": list(report.notes),
        "findings": [finding_fields(finding) for finding in report.findings],
    }


def _pair(pair: JudgedPair) -> v1.Pair:
    return {
        "source": pair.relation,
        "renamed": pair.renamed,
        "a": _role(pair.a),
        "b": _role(pair.b),
        **comparison_fields(pair.comparison),
        "matches": _matches(pair.duties),
        "only_in_a": _only(pair.duties, "a"),
        "only_in_b": _only(pair.duties, "b"),
        "perhaps": [
            {"a": _quote(line.a), "b": _quote(line.b), "score": _rounded(line.score or 0.0)}
            for line in pair.perhaps
            if line.a is not None and line.b is not None
        ],
        "requirements": _lines(pair.requirements),
        "measures": _lines(pair.measures),
    }


def comparison_fields(result: RoleComparison) -> v1.Comparison:
    """Return a comparison without its lines as plain values; what is unknown is null."""
    known = {
        name: None if value is None else _rounded(value)
        for name, value in result.components.items()
    }
    return {
        "tier": result.tier,
        "relation": result.relation,
        "verdict": result.verdict,
        "review": result.review,
        "reason": result.reason,
        "score": _rounded(result.score),
        "similarity": _rounded(result.similarity),
        "confidence": _rounded(result.confidence),
        "sure": result.sureness,
        "coverage": {"a": _rounded(result.coverage.a), "b": _rounded(result.coverage.b)},
        "exchanged": [
            {"from": item.before, "to": item.after, "lines": item.lines}
            for item in result.exchanged
        ],
        "matched_share": _rounded(result.matched_share),
        "components": {
            "responsibilities": known.get("responsibilities"),
            "motions": known.get("motions"),
            "kpis": known.get("kpis"),
            "decision_rights": known.get("decision_rights"),
            "stages": known.get("stages"),
            "requirements": known.get("requirements"),
            "segments": known.get("segments"),
        },
        "vetoes": [{"kind": veto.kind, "message": veto.message} for veto in result.vetoes],
        "not_compared": list(result.not_compared),
        "channels": list(result.channels),
        "across_languages": result.across_languages,
        "notes": list(result.notes),
    }


def _lines(lines: Sequence[Line]) -> v1.Lines:
    return {
        "matches": _matches(lines),
        "only_in_a": _only(lines, "a"),
        "only_in_b": _only(lines, "b"),
    }


def _matches(lines: Sequence[Line]) -> list[v1.Match]:
    return [
        {
            "a": _quote(line.a),
            "b": _quote(line.b),
            "kind": line.kind,
            "score": _rounded(line.score or 0.0),
            "same": _rounded(line.same),
            "part": line.part,
            "words": list(line.words),
        }
        for line in lines
        if line.a is not None and line.b is not None
    ]


def _only(lines: Sequence[Line], side: str) -> list[v1.Quote]:
    alone = [line.a if side == "a" else line.b for line in lines if line.kind == "only"]
    return [_quote(quote) for quote in alone if quote is not None]


def _quote(quote: Quote) -> v1.Quote:
    span = quote.span
    return {
        "text": quote.text,
        "code": quote.code,
        "path": span.path if span else None,
        "line": span.line if span else None,
    }


def _role(role: RoleRef) -> v1.Role:
    span = role.span
    return {
        "id": role.id,
        "title": role.title,
        "origin": role.origin,
        "path": span.path if span else None,
        "line": span.line if span else None,
    }


def _standing(standing: Standing) -> v1.Standing:
    edits: list[v1.Edit] | None = None
    if standing.edits is not None:
        edits = [
            {"part": edit.part, "action": edit.action, "name": edit.name, "level": edit.level}
            for edit in standing.edits
        ]
    return {
        "role": _role(standing.role),
        "claimed": standing.claimed,
        "nearest": standing.nearest,
        "margin": _rounded(standing.margin),
        "similar": [
            {"kind": kind, "similarity": _rounded(value)}
            for kind, value in standing.similar.items()
        ],
        "by_words": standing.by_words,
        "judged": standing.judged,
        "named": standing.named,
        "other": standing.other,
        "edits": edits,
        "promises": standing.promises,
        "owned": list(standing.owned),
        "helped": list(standing.helped),
        "needed": standing.needed,
    }


def _event(event: Event) -> v1.Event:
    revision: v1.Revision | None = None
    if event.revision is not None:
        revision = {
            "sha": event.revision.sha,
            "date": event.revision.date,
            "subject": event.revision.subject,
        }
    return {
        "kind": event.kind,
        "revision": revision,
        "before": [_role(role) for role in event.before],
        "after": [_role(role) for role in event.after],
        "pair": None if event.pair is None else _pair(event.pair),
    }


def _rounded(value: float) -> float:
    """Return a fraction to six decimals: more are noise of the last bit."""
    return round(value, 6)
