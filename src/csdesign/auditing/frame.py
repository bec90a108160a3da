"""The pairs of an audit as flat rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.auditing.results import AuditReport, JudgedPair

__all__ = ["COLUMNS", "rows"]

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

Cell = str | float | bool | None


def rows(report: AuditReport) -> Iterator[tuple[Cell, ...]]:
    """Yield one row per pair, in the order of `COLUMNS`; numbers are fractions or counts."""
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
