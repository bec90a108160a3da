"""The pairs of an audit as flat rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.auditing.results import AuditReport, JudgedPair

__all__ = ["COLUMNS", "rows"]

COLUMNS: Final = (
    "relation",
    "a",
    "title_a",
    "origin_a",
    "b",
    "title_b",
    "verdict",
    "review",
    "reason",
    "score",
    "similarity",
    "confidence",
    "duties_a",
    "duties_b",
    "matched_share",
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
        pair.relation,
        pair.a.id,
        pair.a.title,
        pair.a.origin,
        pair.b.id,
        pair.b.title,
        result.verdict,
        result.review,
        result.reason,
        round(result.score, 4),
        round(result.similarity, 4),
        result.confidence,
        float(len(result.a.responsibilities or ())),
        float(len(result.b.responsibilities or ())),
        round(result.matched_share, 4),
        "; ".join(line.text for line in result.only_in_a),
        "; ".join(line.text for line in result.only_in_b),
        "; ".join(veto.message for veto in result.vetoes),
        ", ".join(result.not_compared),
        ", ".join(result.channels),
        span.path if span else None,
        span.line if span else None,
    )
