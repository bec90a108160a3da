"""Known findings, written down once so that only new ones fail the build.

An entry is a rule, an object by its id and how many findings that pair has: lines may move and
words may change without touching the file. What is fixed is reported, so that it can be pruned.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.rules.suppression.silencing import can_be_silenced

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from csdesign.finding import Finding

__all__ = ["REASON", "Baselined", "Entry", "apply", "baseline_of", "prune"]

REASON: Final = "known from the baseline"
"""How the reason of a finding that a baseline silences begins."""


class Entry(NamedTuple):
    """A rule's code and the id of the object it spoke of."""

    code: str
    object: str


class Baselined(NamedTuple):
    """Findings with the known ones silenced, and how many of each entry are no longer found."""

    findings: tuple[Finding, ...]
    fixed: tuple[tuple[Entry, int], ...]


def baseline_of(findings: Iterable[Finding]) -> Counter[Entry]:
    """Return the baseline that silences the findings that nothing silences yet."""
    return Counter(_entry(finding) for finding in findings if _counts(finding))


def apply(
    findings: Iterable[Finding], baseline: Mapping[Entry, int], ran: Collection[str], path: str
) -> Baselined:
    """Return the findings, as many of each entry silenced as the baseline at `path` knows.

    Of more findings than known, the first in order are taken for the known ones. Entries of
    rules that are not in `ran` (codes) are not taken for fixed.
    """
    left = Counter(dict(baseline))
    kept = []
    for finding in sorted(findings, key=lambda each: each.sort_key):
        known = _counts(finding) and left[_entry(finding)] > 0
        if known:
            left[_entry(finding)] -= 1
        kept.append(replace(finding, suppressed=f"{REASON} {path}") if known else finding)
    fixed = sorted((entry, count) for entry, count in left.items() if count and entry.code in ran)
    return Baselined(tuple(kept), tuple(fixed))


def prune(baseline: Mapping[Entry, int], fixed: Iterable[tuple[Entry, int]]) -> Counter[Entry]:
    """Return the baseline without what is fixed."""
    left = Counter(dict(baseline))
    left.subtract(dict(fixed))
    return +left


def _entry(finding: Finding) -> Entry:
    return Entry(finding.code, finding.object)


def _counts(finding: Finding) -> bool:
    return finding.suppressed is None and can_be_silenced(finding.code)
