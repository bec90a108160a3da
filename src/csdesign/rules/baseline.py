"""Known findings, recorded once so that only new ones fail the build.

An entry is a rule, an object by its id, how bad the finding was and how many such there are: lines
may move and words may change without touching the file. A finding that grew worse is not known.
What is fixed is reported, so that it can be pruned.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.rules.known import Entry, entry_of, grown, meet
from csdesign.rules.suppression.silencing import can_be_silenced

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from csdesign.finding import Finding

__all__ = ["REASON", "Baselined", "Entry", "apply", "baseline_of", "prune"]

REASON: Final = "known from the baseline"
"""Beginning of the reason of a finding that a baseline suppresses."""


class Baselined(NamedTuple):
    """Findings with the known ones suppressed, and how many of each entry are no longer found."""

    findings: tuple[Finding, ...]
    fixed: tuple[tuple[Entry, int], ...]


def baseline_of(findings: Iterable[Finding]) -> Counter[Entry]:
    """Return a baseline with all findings that are not suppressed yet."""
    return Counter(entry_of(finding) for finding in findings if _counts(finding))


def apply(
    findings: Iterable[Finding], baseline: Mapping[Entry, int], ran: Collection[str], path: str
) -> Baselined:
    """Return the findings, as many of each entry suppressed as the baseline at `path` knows.

    What is worse than its entry stays a finding, and says so. Entries of rules that are not in
    `ran` (codes) are not taken for fixed.
    """
    ordered = sorted(findings, key=lambda each: each.sort_key)
    counted = [number for number, finding in enumerate(ordered) if _counts(finding)]
    met = meet([ordered[number] for number in counted], baseline)
    for place in met.same:
        number = counted[place]
        ordered[number] = replace(ordered[number], suppressed=f"{REASON} {path}")
    for place, entry in met.worse.items():
        ordered[counted[place]] = grown(ordered[counted[place]], entry)
    fixed = sorted(
        ((entry, count) for entry, count in met.left.items() if entry.code in ran), key=_order
    )
    return Baselined(tuple(ordered), tuple(fixed))


def prune(baseline: Mapping[Entry, int], fixed: Iterable[tuple[Entry, int]]) -> Counter[Entry]:
    """Return the baseline without what is fixed."""
    left = Counter(dict(baseline))
    left.subtract(dict(fixed))
    return +left


def _order(fixed: tuple[Entry, int]) -> tuple[str, str, str, float]:
    entry, _ = fixed
    severity = "" if entry.severity is None else entry.severity.value
    return (entry.code, entry.object, severity, entry.value or 0.0)


def _counts(finding: Finding) -> bool:
    return finding.suppressed is None and can_be_silenced(finding.code)
