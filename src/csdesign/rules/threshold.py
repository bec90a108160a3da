"""Decides which findings fail a run: the meaning of `--fail-on`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.finding import SEVERITIES, Severity
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.finding import Finding

__all__ = ["FAIL_ON", "fails", "parse_fail_on"]

FAIL_ON: Final[dict[str, Severity | None]] = {**SEVERITIES, "never": None}
"""The words of `--fail-on`, with the mildest severity that fails a run."""


def parse_fail_on(word: str) -> Severity | None:
    """Return the mildest severity that fails a run; None if nothing does.

    Raises:
        UsageError: the word is neither a severity nor `never`.
    """
    if word not in FAIL_ON:
        raise UsageError(
            f"--fail-on: '{visible(word, 80)}' is not {listed(FAIL_ON)}"
            f"{did_you_mean(word, FAIL_ON)}"
        )
    return FAIL_ON[word]


def fails(findings: Iterable[Finding], limit: Severity | None) -> bool:
    """Return whether a finding that is not suppressed is at least as bad as the limit."""
    return limit is not None and any(
        finding.severity >= limit and finding.suppressed is None for finding in findings
    )
