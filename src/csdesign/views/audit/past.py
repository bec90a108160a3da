"""The past of roles, in sentences: the history, and changes since an earlier design."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.views.audit.aspects import NOT_COMPARED, aspects
from csdesign.views.audit.words import quoted, shortened, verdict_words
from csdesign.wording import listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.auditing.results import AuditReport, Event, JudgedPair, RoleRef

__all__ = ["change_lines", "event_words", "history_lines", "kept_lines", "near_line"]

_MOST: Final = 100


def history_lines(report: AuditReport) -> list[str]:
    """Return one sentence per event of the git history, with date and revision."""
    if not report.revisions:
        return []
    lines = [f"{_when(event)}  {event_words(event)}" for event in report.history[:_MOST]]
    if len(report.history) > _MOST:
        lines.append(f"and {len(report.history) - _MOST} more: --format json has all")
    count = number_of(report.revisions, "revision")
    return lines or [f"No role was renamed, rewritten, split or merged in {count}."]


def _when(event: Event) -> str:
    if event.revision is None:
        return "not committed"
    return f"{event.revision.date} {event.revision.sha[:10]}"


def change_lines(report: AuditReport) -> list[str]:
    """Return one sentence per split, merge, loss and gain since the earlier design."""
    return [event_words(event) for event in report.changes]


def event_words(event: Event) -> str:
    """Return an event in words."""
    before, after = _titles(event.before), _titles(event.after)
    match event.kind:
        case "renamed":
            return f"{before} is now called {after}. {_verdict(event)}"
        case "rewritten":
            return f"{after}: {_verdict(event)}"
        case "split":
            return f"{before} was split into {after}."
        case "merged":
            return f"{before} were merged into {after}."
        case "gone":
            return f"{before} is gone."
        case "new":
            return f"{after} is new."


def _verdict(event: Event) -> str:
    pair = event.pair
    if pair is None:
        return ""
    return verdict_words(pair)


def _titles(roles: Sequence[RoleRef]) -> str:
    return listed((quoted(role.title, 60) for role in roles), "and")


def kept_lines(report: AuditReport) -> list[str]:
    """Return a line on roles that kept title and job, and one per role of which a part changed.

    Duties, requirements, measures and ownership change independently of each other.
    """
    kept = [
        pair
        for pair in report.former_pairs
        if not pair.renamed and not pair.rewritten and not pair.comparison.asked
        if pair.comparison.verdict is not None
    ]
    moved = {pair.b.id: _moved(pair) for pair in kept}
    same = [pair.b.title for pair in kept if not moved[pair.b.id]]
    lines = [f"Title and job kept: {shortened(same, 8)}."] if same else []
    return lines + [
        f"Title kept: {quoted(pair.b.title, 60)}. {verdict_words(pair)} "
        f"{'; '.join(moved[pair.b.id])}."
        for pair in kept
        if moved[pair.b.id]
    ]


def _moved(pair: JudgedPair) -> list[str]:
    rows = (row for row in aspects(pair) if row.same not in {"same", NOT_COMPARED})
    return [f"{row.name}: {row.same}" for row in rows]


def near_line(report: AuditReport) -> list[str]:
    """Return a line on siblings that share much but are two jobs; no line if there are none."""
    near = [
        f"{visible(pair.a.id, 40)} and {visible(pair.b.id, 40)} "
        f"({round(100 * pair.comparison.score)})"
        for pair in report.siblings
        if pair.comparison.verdict == "changed" and not pair.comparison.asked
    ]
    return [f"Similar, but two jobs: {shortened(near, 5)}."] if near else []
