"""A complete audit: former roles, an earlier design, the history, siblings, the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.auditing.history import events
from csdesign.auditing.judging import (
    of_design,
    of_events,
    of_sentences,
    of_succession,
    without_translations,
)
from csdesign.auditing.pairs import former_pairs, since
from csdesign.auditing.results import AuditReport
from csdesign.auditing.sibling_pairs import sibling_pairs
from csdesign.auditing.standings import standings
from csdesign.planning.planner import make_plan
from csdesign.roles.text.words import mixes_scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csdesign.auditing.history import History
    from csdesign.auditing.results import Event, JudgedPair
    from csdesign.finding import Finding
    from csdesign.model.design import Design

__all__ = ["audit_design"]

_MIXED: Final = (
    "the title {title!r} mixes Latin and Cyrillic letters that look alike; they were read as one "
    "script"
)


def audit_design(
    design: Design,
    against: Design | None = None,
    *,
    against_name: str = "",
    history: History | None = None,
) -> AuditReport:
    """Return the audit of a design: its roles against each other, their past and the catalogue.

    `against` is an earlier design, `against_name` what the user called it. A `channel` adds
    matches by meaning to the pairs shown; findings rest on words and codes alone, so that they
    are the same with and without it.
    """
    plan = make_plan(design, whole=False)
    findings = of_design(plan)
    pairs = list(former_pairs(design, "formerly"))
    notes: list[str] = list(_mixed_titles(design))
    changes: tuple[Event, ...] = ()
    if against is not None:
        # Without a name given by the user the earlier design still needs one in sentences.
        name = against_name or "the earlier design"
        found = since(design, against, name)
        pairs = _joined(pairs, list(former_pairs(found.design, "against", name)))
        findings = _merged(findings, of_succession(found.design, plan))
        changes = found.changes
        notes += found.notes
    findings = list(without_translations(findings, pairs))
    siblings = sibling_pairs(design)
    stands = tuple(standings(design))
    findings += of_sentences(design, siblings.pairs, stands, findings)
    states = history.states if history is not None else ()
    happened = tuple(events(states))
    findings += of_events(design, (*changes, *happened), findings)
    return AuditReport(
        design=design,
        pairs=(*pairs, *siblings.pairs),
        compared=siblings.compared + len(pairs),
        standings=stands,
        changes=changes,
        history=happened,
        revisions=history.revisions if history is not None else 0,
        unjudged=(*siblings.unjudged, *(history.skipped if history is not None else ())),
        notes=tuple(dict.fromkeys([*notes, *_notes_of(pairs)])),
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        doctrine=design.rules.preset or "defaults",
        against=against_name if against is not None else "",
    )


def _mixed_titles(design: Design) -> Iterator[str]:
    for role in design.roles or ():
        if mixes_scripts(role.title):
            yield _MIXED.format(title=role.title)


def _joined(stated: Sequence[JudgedPair], seen: Sequence[JudgedPair]) -> list[JudgedPair]:
    """Return both, without what the file says of a former self that only the other side shows."""
    shown = {pair.b.id for pair in seen}
    kept = [pair for pair in stated if pair.comparison.verdict or pair.b.id not in shown]
    return [*kept, *seen]


def _merged(first: Sequence[Finding], second: Iterable[Finding]) -> list[Finding]:
    """Return both, each code once for an object: the file's own word on its past comes first."""
    known = {(finding.code, finding.object) for finding in first}
    more = [finding for finding in second if (finding.code, finding.object) not in known]
    return [*first, *more]


def _notes_of(pairs: Iterable[JudgedPair]) -> Iterator[str]:
    for pair in pairs:
        yield from pair.comparison.notes
