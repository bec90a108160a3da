"""What a report shows of comparisons of roles: verdicts with their quoted duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.render.explain.derivation import place_of
from csdesign.render.report.role_audit import PairVerdict, QuotedPair, RoleAudit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csdesign.model.design import Design
    from csdesign.roles import RoleComparison
    from csdesign.roles.statements import Statement

__all__ = ["audit_of", "verdict_of"]


def audit_of(
    comparisons: Iterable[RoleComparison], design: Design, earlier: Design | None = None
) -> RoleAudit:
    """Return what a report shows of comparisons, in their order.

    The places of the first role of each are lines of `earlier`, where it is given.
    """
    return RoleAudit(tuple(verdict_of(found, design, earlier) for found in comparisons))


def verdict_of(found: RoleComparison, design: Design, earlier: Design | None = None) -> PairVerdict:
    """Return one comparison with its duties quoted side by side, the matched ones first."""
    return PairVerdict(
        a=found.a.id or found.a.title,
        b=found.b.id or found.b.title,
        title_a=found.a.title or found.a.id,
        title_b=found.b.title or found.b.id,
        similarity=found.similarity,
        verdict=found.verdict,
        review=found.review,
        reason=found.reason,
        confidence=found.confidence,
        statements=tuple(_quotes(found, earlier or design, design)),
        not_compared=found.not_compared,
    )


def _quotes(found: RoleComparison, design_a: Design, design_b: Design) -> Iterator[QuotedPair]:
    for match in found.matches:
        yield QuotedPair(
            a=_words(match.a),
            b=_words(match.b),
            score=match.score,
            kind=match.kind,
            place_a=_place(design_a, match.a),
            place_b=_place(design_b, match.b),
        )
    for line in found.only_in_a:
        yield QuotedPair(a=_words(line), b="", place_a=_place(design_a, line))
    for line in found.only_in_b:
        yield QuotedPair(a="", b=_words(line), place_b=_place(design_b, line))


def _words(line: Statement) -> str:
    """Return the sentence of a duty, or what its code stands for."""
    known = reference.vocabulary().get(line.code or "")
    return line.text or (known.text_en if known is not None else line.code or "")


def _place(design: Design, line: Statement) -> str:
    return "" if line.place is None else place_of(design, line.place)
