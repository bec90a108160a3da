"""Problems of files: one for each cause, up to a limit for each file; the rest is counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from csdesign.finding import Finding, Related, Severity
from csdesign.source.problems import MORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["ENOUGH", "MOST_FINDINGS", "capped", "one_row"]

MOST_FINDINGS: Final = 50
"""Problems of one file that are shown; the rest are counted."""
ENOUGH: Final = 1_000
"""Problems of one file after which reading stops, so that a file of errors does not take long."""


def one_row(first: Finding, others: Sequence[tuple[Finding, str]]) -> Finding:
    """Return one mistake made at several places: the first, and the others with their messages.

    Others at the same place as the first say nothing new.
    """
    others = [(other, words) for other, words in others if other.span != first.span]
    if not others:
        return first
    return replace(
        first,
        message=f"{first.message} (and {len(others)} more like it)",
        related=tuple(Related(words, other.span, other.object) for other, words in others),
        members=(first, *(other for other, _ in others)),
    )


def capped(
    findings: Sequence[Finding], count: int, file: SourceFile, *, ended: bool = False
) -> list[Finding]:
    """Return the first 50 of `count` findings, and one more that counts the rest.

    With `ended` the reading stopped at the last of them, and there may be more.
    """
    shown = list(findings[:MOST_FINDINGS])
    if count > len(shown):
        span = shown[-1].span if shown else file.span(0, 0)
        rest = count - len(shown)
        least = "at least " if ended else ""
        more = f"and {least}{rest:,} more problem{'s' * (rest > 1)} in this file"
        words = f"{more}; correct those above first"
        shown.append(Finding(MORE, Severity.ERROR, words, span))
    return shown
