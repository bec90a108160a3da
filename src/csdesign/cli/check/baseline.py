"""The baseline file of `csdesign check`: read, applied, pruned, rewritten."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csdesign.rules.baseline import apply, baseline_of, prune
from csdesign.rules.baseline_file import baseline_text, read_baseline
from csdesign.rules.known import entry_of, meet, worsened
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from csdesign.files.writing import Output
    from csdesign.finding import Finding
    from csdesign.rules.known import Entry

__all__ = [
    "Known",
    "hidden_words",
    "pruned_or_told",
    "silence_known",
    "silenced_words",
    "write_known",
]


@dataclass(frozen=True, slots=True)
class Known:
    """The findings with known ones suppressed, the baseline, and its entries that are fixed."""

    findings: Sequence[Finding]
    baseline: Counter[Entry]
    fixed: tuple[tuple[Entry, int], ...]


def silence_known(findings: Sequence[Finding], path: str, ran: Collection[str]) -> Known:
    """Return the findings with those that the baseline at `path` knows suppressed.

    Raises:
        SettingsError: the file does not exist, or is not a baseline.
    """
    baseline = read_baseline(path)
    applied = apply(findings, baseline, ran, visible(path))
    return Known(applied.findings, baseline, applied.fixed)


def write_known(findings: Sequence[Finding], output: Output, ran: Collection[str]) -> Known:
    """Record the current findings in the baseline, and suppress them."""
    baseline = baseline_of(findings)
    output.data = baseline_text(baseline).encode()
    return Known(apply(findings, baseline, ran, visible(output.path)).findings, baseline, ())


def pruned_or_told(known: Known, path: str, output: Output | None) -> str:
    """Return a note on fixed entries of the baseline; an `output` gets the rest of it."""
    count = sum(number for _, number in known.fixed)
    if not count:
        return ""
    were = "1 finding of the baseline is" if count == 1 else f"{count:,} of the baseline are"
    if output is None:
        entries = "its entry" if count == 1 else "their entries"
        return f"{were} fixed; --prune removes {entries} from {visible(path)}"
    left = prune(known.baseline, known.fixed)
    output.data = baseline_text(left).encode()
    return f"{were} fixed and no longer in {visible(path)}"


def hidden_words(now: Sequence[Finding], then: Sequence[Finding], path: str, revision: str) -> str:
    """Return a note on findings that a baseline hides and did not hide at a revision.

    Without this note a change could hide what it makes worse in the baseline.
    """
    hidden = _open(then) - _open(now)
    if not hidden:
        return ""
    return (
        f"{visible(path)} hides {number_of(hidden.total(), 'finding')} that it did not know at "
        f"{visible(revision, 80)}: {_first(f'{code} {thing}' for code, thing in sorted(hidden))}"
    )


def silenced_words(now: Sequence[Finding], then: Sequence[Finding], revision: str) -> str:
    """Return a note on suppressed findings that are new or worse since a revision.

    Without this check a change could add a problem together with the comment that suppresses it.
    """
    bare = [replace(finding, suppressed=None) for finding in now]
    met = meet(bare, Counter(entry_of(replace(each, suppressed=None)) for each in then))
    hidden = [
        f"{finding.code} {finding.object}"
        + (f" ({worsened(finding, met.worse[number])})" if number in met.worse else "")
        for number, finding in enumerate(bare)
        if now[number].suppressed is not None and number not in met.same
    ]
    if not hidden:
        return ""
    verb = "is" if len(hidden) == 1 else "are"
    return (
        f"comments suppress {number_of(len(hidden), 'finding')} that {verb} new or worse since "
        f"{visible(revision, 80)}: {_first(sorted(hidden))}"
    )


def _first(named: Iterable[str]) -> str:
    """Return the first names, and the number of the others."""
    told = list(named)
    more = f" and {len(told) - 5} more" if len(told) > 5 else ""
    return f"{visible(', '.join(told[:5]))}{more}"


def _open(findings: Sequence[Finding]) -> Counter[tuple[str, str]]:
    return Counter((each.code, each.object) for each in findings if each.suppressed is None)
