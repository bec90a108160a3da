"""Actions on a finding at its place: corrections, and a suppression with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.editing.corrections import coded, corrections, silence
from csdesign.finding import Severity
from csdesign.roles.text.vocabulary import suggest_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.editing.edits import Edit
    from csdesign.finding import Finding
    from csdesign.server.analysis import Analysis

__all__ = ["Action", "actions"]

_SILENT_DAYS: Final = 90
"""Days for which an editor suppresses a finding: a quarter, after which it is shown again."""


class Action(NamedTuple):
    """A change that corrects or suppresses a finding, or another one that fits a line.

    `preferred` ones are plainly what was meant.
    """

    title: str
    edits: Sequence[Edit]
    finding: Finding | None
    preferred: bool


def actions(analysis: Analysis, path: str, first: int, last: int) -> list[Action]:
    """Return the actions on the findings on some lines of a file (from 1, inclusive)."""
    found: list[Action] = []
    for finding in analysis.findings:
        span = finding.span
        if span is None or span.path != path or finding.suppressed is not None:
            continue
        if span.line > last or span.end_line < first:
            continue
        places = analysis.source_map if finding.adds else analysis.places
        found += [
            Action(each.title, each.edits, finding, preferred=each.safe)
            for each in corrections(finding, places)
        ]
        if analysis.loads:
            until = datetime.now(UTC).date() + timedelta(days=_SILENT_DAYS)
            edit = silence(finding, places, until, "give the reason here")
            if edit is not None:
                title = f"Suppress {finding.code} here until {until.isoformat()}, with a reason"
                found.append(Action(title, (edit,), finding, preferred=False))
    return [
        *sorted(found, key=lambda each: (not each.preferred, _rank(each))),
        *_codes(analysis, path, first, last),
    ]


def _rank(action: Action) -> int:
    return action.finding.severity.rank if action.finding is not None else len(Severity)


def _codes(analysis: Analysis, path: str, first: int, last: int) -> Iterator[Action]:
    """Yield the codes that duties in words on some lines may mean, the likeliest first."""
    if analysis.is_large or analysis.loaded.design is None:
        return
    for role in analysis.loaded.design.roles or ():
        for duty in role.duties or ():
            if duty.code is not None or not duty.text:
                continue
            span = analysis.source_map.span(duty.path)
            if span.path != path or not first <= span.line <= last:
                continue
            for suggestion in suggest_codes(duty.text):
                edit = coded(analysis.source_map, duty.path, suggestion.code)
                if edit is not None:
                    decided = ", ".join(suggestion.words[:3])
                    title = f"Give this duty the code {suggestion.code} ({decided})"
                    yield Action(title, (edit,), None, preferred=False)
