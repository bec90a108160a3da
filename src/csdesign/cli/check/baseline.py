"""The baseline of `csdesign check` as a file: read, applied, pruned, written anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.files.writing import write_atomically
from csdesign.rules.baseline import Entry, apply, baseline_of, prune
from csdesign.rules.baseline_file import baseline_text, read_baseline
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Sequence

    from csdesign.finding import Finding

__all__ = ["Known", "pruned_or_told", "silence_known", "write_known"]


@dataclass(frozen=True, slots=True)
class Known:
    """Findings with the known ones silenced, the baseline that did it, what of it is fixed."""

    findings: Sequence[Finding]
    baseline: Counter[Entry]
    fixed: tuple[tuple[Entry, int], ...]


def silence_known(findings: Sequence[Finding], path: str, ran: Collection[str]) -> Known:
    """Return the findings with those that the baseline at `path` knows silenced.

    Raises:
        SettingsError: the file is not there, or is no baseline.
    """
    baseline = read_baseline(path)
    applied = apply(findings, baseline, ran, visible(path))
    return Known(applied.findings, baseline, applied.fixed)


def write_known(
    findings: Sequence[Finding], path: str, ran: Collection[str], inputs: Sequence[str]
) -> Known:
    """Write down what is found today, and silence it.

    Raises:
        OutputError: the file cannot be written.
    """
    baseline = baseline_of(findings)
    write_atomically(path, baseline_text(baseline).encode(), inputs=inputs)
    return Known(apply(findings, baseline, ran, visible(path)).findings, baseline, ())


def pruned_or_told(known: Known, path: str, inputs: Sequence[str], *, write: bool) -> str:
    """Take what is fixed out of the baseline's file, or say that it could be; return the words.

    Raises:
        OutputError: the file cannot be written.
    """
    count = sum(number for _, number in known.fixed)
    if not count:
        return ""
    were = "1 finding of the baseline is" if count == 1 else f"{count:,} of the baseline are"
    if not write:
        return f"{were} fixed; --prune takes such entries out of {visible(path)}"
    left = prune(known.baseline, known.fixed)
    write_atomically(path, baseline_text(left).encode(), inputs=inputs)
    return f"{were} fixed and no longer in {visible(path)}"
