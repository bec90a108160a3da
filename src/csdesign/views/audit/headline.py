"""The headline of an audit, in two or three sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from csdesign.wording import listed, number_of

if TYPE_CHECKING:
    from csdesign.auditing.results import AuditReport, JudgedPair

__all__ = ["headline"]

_FATES: Final = (
    "with the same job",
    "with mostly the same job",
    "to be asked about",
    "with another job",
    "not judged",
)


def headline(report: AuditReport) -> str:
    """Return the result of the audit in two or three sentences."""
    roles = len(report.design.roles or ())
    if not roles:
        return "The design has no roles to audit."
    renamed = [pair for pair in report.former_pairs if pair.renamed]
    sentences = []
    if renamed:
        sentences.append(
            f"{number_of(roles, 'role')}, {len(renamed)} with a new title: {_sum(renamed)}."
        )
    else:
        sentences.append(f"{number_of(roles, 'role')}; none has a new title{_past(report)}.")
    rewritten = sum(pair.rewritten for pair in report.former_pairs)
    if rewritten:
        sentences.append(f"{number_of(rewritten, 'role')} kept the title while the job changed.")
    others = sum(standing.other for standing in report.standings)
    if others:
        verb = "does" if others == 1 else "do"
        sentences.append(f"{others} {verb} the work of another reference role.")
    sentences.append(_doubles(report))
    return " ".join(filter(None, sentences))


def _past(report: AuditReport) -> str:
    known = report.against or report.former_pairs or report.revisions
    return "" if known else " as far as this file says (compare with an earlier design: --against)"


def _sum(renamed: list[JudgedPair]) -> str:
    counts = Counter(_fate(pair) for pair in renamed)
    return listed((f"{counts[name]} {name}" for name in _FATES if counts[name]), "and")


def _fate(pair: JudgedPair) -> str:
    result = pair.comparison
    if result.verdict is None:
        return "not judged"
    if result.asked:
        return "to be asked about"
    if not pair.same_job:
        return "with another job"
    return "with the same job" if result.verdict == "unchanged" else "with mostly the same job"


def _doubles(report: AuditReport) -> str:
    doubles = sum(pair.same_job for pair in report.siblings)
    look = sum(pair.comparison.asked for pair in report.siblings)
    pairs = report.compared - len(report.former_pairs)
    if not pairs:
        return ""
    if not doubles and not look:
        return f"No two of them have the same text ({number_of(pairs, 'pair')} compared)."
    parts = [
        f"{number_of(doubles, 'pair')} {'has' if doubles == 1 else 'have'} the same text"
    ] * bool(doubles)
    parts += [f"{number_of(look, 'question')}"] * bool(look)
    return f"Among themselves: {listed(parts, 'and')} ({number_of(pairs, 'pair')} compared)."
