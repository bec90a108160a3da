"""The difference as Markdown for a comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.escaping.markdown import plain as escape
from csdesign.views.diff import grouped, sentence
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.diffing.changes import DesignDiff
    from csdesign.finding import Finding

__all__ = ["write"]

_MOST: Final = 100
"""Lines under one heading: a comment on a pull request is at most 65,536 characters."""


def write(diff: DesignDiff, *, version: str, width: int) -> str:  # noqa: ARG001  # one shape
    """Return the difference as one Markdown document."""
    return "\n".join(_lines(diff)) + "\n"


def _lines(diff: DesignDiff) -> Iterator[str]:
    yield "## What this change does to the customer-success design"
    if diff.empty:
        yield from ("", "Nothing: the plans before and after are the same.")
        return
    for heading, changes in grouped(diff):
        yield from ("", f"### {heading}", "")
        yield from (f"- {escape(sentence(change))}" for change in changes[:_MOST])
        if len(changes) > _MOST:
            yield f"- and {len(changes) - _MOST} more"
    yield from _findings("New findings", diff.new_findings)
    yield from _findings("Worse findings", diff.worse_findings)
    yield from _findings("Fixed findings", diff.fixed_findings)
    yield from _findings("Findings that were worse before", diff.better_findings)


def _findings(heading: str, findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        return
    yield from ("", f"### {heading}", "")
    for finding in findings[:_MOST]:
        place = f" ({finding.span.path}:{finding.span.line})" if finding.span else ""
        words = f"{visible(finding.message, 600)}{place}"
        yield f"- **{finding.severity.word}** {finding.code}: {escape(words)}"
    if len(findings) > _MOST:
        yield f"- and {len(findings) - _MOST} more"
