"""Options that several commands share, each said in one way."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.finding import SEVERITIES, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.finding import Finding

__all__ = ["FailOn", "Files", "Set", "colours", "exit_code", "fail_on", "width"]

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Design files or directories; - reads standard input."),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", help="A what-if, such as segments.smb.accounts=5000."
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option("--fail-on", help="Exit 1 at this severity: error, warning, note or never."),
]


def fail_on(word: str | None, default: Severity | None) -> Severity | None:
    """Return the mildest severity that fails a command; None where nothing does.

    Raises:
        UsageError: the word is none of the four.
    """
    if word is None:
        return default
    if word == "never":
        return None
    if word in SEVERITIES:
        return SEVERITIES[word]
    from csdesign.errors import UsageError
    from csdesign.wording import did_you_mean, visible

    options = [*SEVERITIES, "never"]
    hint = did_you_mean(word, options) or f"; use {', '.join(options)}"
    raise UsageError(f"--fail-on {visible(word, 40)}: there is no such severity{hint}")


def exit_code(findings: Iterable[Finding], threshold: Severity | None) -> int:
    """Return 1 where a finding that nothing silences is at or above the threshold, else 0."""
    if threshold is None:
        return 0
    return int(any(f.suppressed is None and f.severity <= threshold for f in findings))


def width() -> int:
    """Return the columns to write for: the terminal's, at most 120; 80 in a pipe."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and 20 <= int(stated) <= 1000:
        return int(stated)
    try:
        return min(120, os.get_terminal_size(sys.stdout.fileno()).columns or 80)
    except (OSError, ValueError):
        return 80


def colours() -> bool:
    """Return whether standard output is a terminal that wants colours."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
