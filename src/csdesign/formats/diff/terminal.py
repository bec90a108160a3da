"""The difference for a terminal: one sentence a line, under the headings people ask by."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from csdesign.escaping.terminal import apart
from csdesign.views.diff import grouped, sentence
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.diffing.changes import DesignDiff
    from csdesign.finding import Finding

__all__ = ["write"]


def write(diff: DesignDiff, *, version: str, width: int) -> str:  # noqa: ARG001  # one shape
    """Return the difference as plain text; nothing differs: one line that says so."""
    if diff.empty:
        return "No difference.\n"
    return apart("\n".join(_lines(diff, max(width, 40))).lstrip("\n") + "\n")


def _lines(diff: DesignDiff, width: int) -> Iterator[str]:
    for heading, changes in grouped(diff):
        yield f"\n{heading}"
        for change in changes:
            yield from _wrapped(sentence(change), width)
    yield from _findings("New findings", diff.new_findings, width)
    yield from _findings("Worse findings", diff.worse_findings, width)
    yield from _findings("Fixed findings", diff.fixed_findings, width)
    yield from _findings("Findings that were worse before", diff.better_findings, width)


def _findings(heading: str, findings: Sequence[Finding], width: int) -> Iterator[str]:
    if findings:
        yield f"\n{heading}"
    for finding in findings:
        words = f"{finding.severity.word} {finding.code} {visible(finding.message, 400)}"
        yield from _wrapped(words, width)


def _wrapped(words: str, width: int) -> list[str]:
    return textwrap.wrap(
        words, width=width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
    )
