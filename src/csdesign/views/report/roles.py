"""Compared roles, with their quoted statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csdesign.views.section import Column, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csdesign.views.audit.role_audit import PairVerdict, QuotedPair
    from csdesign.views.content import ReportContent

__all__ = ["Told", "likeness", "section", "statements", "told_once"]


class Told(NamedTuple):
    """A pair of roles with the sentences that no pair before it quotes."""

    pair: PairVerdict
    statements: tuple[QuotedPair, ...]
    above: int
    """Sentences that both have in the same words and that an earlier pair already quotes."""


def section(content: ReportContent) -> Section | None:
    """Return the verdicts on roles with their evidence; None if there are none to report."""
    table = likeness(content)
    if table.empty:
        return None
    title = "Which roles are the same job"
    return Section("roles", title, (table,), details=(statements(content),))


def likeness(content: ReportContent) -> Table:
    """Return the verdict on each pair of roles worth reporting; empty if none was compared."""
    columns = (
        Column("role_a", "Role"),
        Column("role_b", "Compared with"),
        Column("similarity", "Likeness", "share", bar=True),
        Column("verdict", "Verdict"),
        Column("review", "Look first"),
        Column("reason", "Reason"),
        Column("confidence", "Confidence", "share"),
    )
    pairs = content.audit.told if content.audit is not None else ()
    rows = tuple(
        (
            pair.title_a,
            pair.title_b,
            pair.similarity,
            pair.verdict or "cannot judge",
            pair.review,
            pair.reason,
            pair.confidence,
        )
        for pair in pairs
    )
    return Table("role-verdicts", "Roles that are the same job", columns, rows)


def statements(content: ReportContent) -> Table:
    """Return the quoted duties of each of those pairs, side by side."""
    columns = (
        Column("role_a", "Role"),
        Column("duty_a", "Its duty"),
        Column("place_a", "Where"),
        Column("role_b", "Compared with"),
        Column("duty_b", "Its duty"),
        Column("place_b", "Where"),
        Column("score", "Likeness", "share"),
        Column("kind", "Matched by"),
    )
    pairs = content.audit.told if content.audit is not None else ()
    rows = tuple(
        (
            pair.title_a,
            quoted.a,
            quoted.place_a,
            pair.title_b,
            quoted.b,
            quoted.place_b,
            quoted.score,
            quoted.kind,
        )
        for pair in pairs
        for quoted in pair.statements
    )
    return Table("role-statements", "Duties side by side", columns, rows)


def told_once(pairs: Iterable[PairVerdict]) -> Iterator[Told]:
    """Yield the pairs; a sentence that several of them share word for word is quoted only once."""
    seen: set[str] = set()
    for pair in pairs:
        new = tuple(q for q in pair.statements if q.a != q.b or q.a not in seen)
        yield Told(pair, new, len(pair.statements) - len(new))
        seen |= {quoted.a for quoted in new if quoted.a == quoted.b}
