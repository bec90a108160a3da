"""One finding per cause: what several parts have in common is one row.

Comments, baselines and comparisons know each finding; people read one row for each cause.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from csdesign.finding import Related
from csdesign.rules.facts.phrases import some

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csdesign.finding import Cause, Finding

__all__ = ["by_cause", "one_by_one"]

_MOST_ADDS: Final = 20


def by_cause(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding for each cause, sorted; suppressed ones stay on their own.

    If several have one cause, the first in order represents all: its message names what
    differs, and the others are related to it.
    """
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(_apart(findings)):
        cause = finding.cause
        alone = cause is None or finding.suppressed is not None
        key = number if alone or cause is None else (finding.code, finding.severity, cause.key)
        groups.setdefault(key, []).append(finding)
    rows = [_joined(row) for group in groups.values() for row in _rows(group)]
    return sorted(rows, key=lambda finding: finding.sort_key)


def one_by_one(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each finding on its own, those in one row apart."""
    for finding in findings:
        yield from finding.members or (finding,)


def _apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each finding on its own, but for rows that reading the files has made."""
    for finding in findings:
        if any(member.cause for member in finding.members):
            yield from finding.members
        else:
            yield finding


def _rows(group: list[Finding]) -> Iterable[list[Finding]]:
    """Return the findings of one cause by rows; exact ones in as few rows as stay true.

    Rows are those of the first thing that differs (segments with the same gaps together), or of
    the second (gaps of the same segments together), whichever are fewer.
    """
    if len(group) == 1 or not all(finding.cause and finding.cause.exact for finding in group):
        return [group]
    first, second = _alike(group, 1, 3), _alike(group, 3, 1)
    return second if len(second) < len(first) else first


def _alike(group: list[Finding], one: int, other: int) -> list[list[Finding]]:
    """Return the findings grouped by their texts at `one` if these have equal texts at `other`."""
    by_one: dict[str, dict[str, list[Finding]]] = {}
    for finding in group:
        if finding.cause is not None:
            text = finding.cause.text
            by_one.setdefault(text[one], {}).setdefault(text[other], []).append(finding)
    rows: dict[frozenset[str], list[Finding]] = {}
    for by_other in by_one.values():
        row = rows.setdefault(frozenset(by_other), [])
        row += [finding for findings in by_other.values() for finding in findings]
    return list(rows.values())


def _joined(group: list[Finding]) -> Finding:
    if len(group) == 1:
        return group[0]
    first, *rest = sorted(group, key=lambda each: each.sort_key)
    if first.cause is None:
        return first
    group = [first, *rest]
    causes = [finding.cause for finding in group if finding.cause is not None]
    adds = dict.fromkeys(add for finding in group for add in finding.adds)
    return replace(
        first,
        message=_message(causes),
        related=tuple(dict.fromkeys(_related(first, rest))),
        touched=tuple(dict.fromkeys(part for finding in group for part in finding.touched)),
        adds=tuple(adds)[:_MOST_ADDS],
        members=tuple(group),
    )


def _message(causes: list[Cause]) -> str:
    pieces = zip(*(cause.text for cause in causes), strict=True)
    return "".join(some(piece) if number % 2 else piece[0] for number, piece in enumerate(pieces))


def _related(first: Finding, rest: list[Finding]) -> Iterator[Related]:
    yield from first.related
    for finding in rest:
        if finding.span != first.span or finding.object != first.object:
            yield Related(finding.message, finding.span, finding.object)
        yield from finding.related
