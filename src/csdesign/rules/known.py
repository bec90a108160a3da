"""Findings met again: which of them were there before, which are worse, and which are gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from csdesign.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.finding import Finding

__all__ = ["Entry", "Met", "entry_of", "grown", "meet", "worsened"]


class Entry(NamedTuple):
    """A finding as it is remembered: its rule, the id of its object, how bad it was.

    `severity` and `value` are None if nobody wrote them down: such an entry knows the finding
    however bad it gets.
    """

    code: str
    object: str
    severity: Severity | None = None
    value: float | None = None


class Met(NamedTuple):
    """Findings by their place in a sequence, and how many of each entry were not met."""

    same: frozenset[int]
    worse: Mapping[int, Entry]
    left: Counter[Entry]


def entry_of(finding: Finding) -> Entry:
    """Return the entry that is recorded for a finding."""
    value = None if finding.measure is None else finding.measure.value
    return Entry(finding.code, finding.object, finding.severity, value)


def meet(findings: Sequence[Finding], known: Mapping[Entry, int]) -> Met:
    """Return which findings are known, and which are known and worse.

    As many as possible are the same: of one rule and object, each finding takes an entry that
    knows it, the mildest first. What is left over on both sides is the same problem grown worse.
    Of equally bad findings the first in order are the known ones.
    """
    entries: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry, count in known.items():
        if count > 0:
            entries[entry.code, entry.object].append(entry)
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        groups[finding.code, finding.object].append(number)
    left = Counter({entry: count for entry, count in known.items() if count > 0})
    same: set[int] = set()
    worse: dict[int, Entry] = {}
    for key, numbers in groups.items():
        numbers.sort(key=lambda number: _badness(entry_of(findings[number]), findings[number]))
        found = findings[numbers[0]]
        candidates = sorted(entries[key], key=lambda entry: _badness(entry, found))
        owners: defaultdict[Entry, list[int]] = defaultdict(list)
        for number in numbers:
            _place(number, findings, candidates, known, owners, set())
        for entry, held in owners.items():
            left[entry] -= len(held)
            same.update(held)
        for number in numbers:
            known_one = next((each for each in candidates if left[each] > 0), None)
            if number not in same and known_one is not None:
                left[known_one] -= 1
                worse[number] = known_one
    return Met(frozenset(same), worse, +left)


def _place(
    number: int,
    findings: Sequence[Finding],
    candidates: Sequence[Entry],
    known: Mapping[Entry, int],
    owners: dict[Entry, list[int]],
    seen: set[Entry],
) -> bool:
    """Give a finding an entry that knows it, moving others where that makes room for one more."""
    for entry in candidates:
        if entry in seen or worsened(findings[number], entry):
            continue
        seen.add(entry)
        held = owners[entry]
        if len(held) < known[entry]:
            held.append(number)
            return True
        for place, other in enumerate(held):
            if _place(other, findings, candidates, known, owners, seen):
                held[place] = number
                return True
    return False


def worsened(finding: Finding, before: Entry) -> str:
    """Return how a finding is worse than it was, such as `93% -> 622%`; empty if it is not."""
    words = []
    if before.severity is not None and finding.severity > before.severity:
        words.append(f"{before.severity} -> {finding.severity}")
    measure = finding.measure
    if measure is not None and before.value is not None and measure.worse_than(before.value):
        words.append(f"{measure.said(before.value)} -> {measure.said(measure.value)}")
    return ", ".join(words)


def grown(finding: Finding, before: Entry) -> Finding:
    """Return a finding that is worse than it was, saying how; it gets a row of its own."""
    words = worsened(finding, before)
    if not words or finding.worse:
        return finding
    message = f"{finding.message} (worse: {words})"
    return replace(finding, message=message, worse=words, cause=None)


def _badness(entry: Entry, finding: Finding) -> tuple[int, float]:
    """Return a key that grows with how bad an entry is; the one that knows all comes last."""
    rank = len(Severity) if entry.severity is None else entry.severity.rank
    if entry.value is None:
        return rank, float("inf")
    falling = finding.measure is not None and finding.measure.falling
    return rank, -entry.value if falling else entry.value
