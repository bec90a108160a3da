"""Options shared by several commands, with one text each."""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csdesign.finding import Finding, Severity

__all__ = [
    "Config",
    "Date",
    "DrawOptions",
    "Draws",
    "FailOn",
    "Files",
    "Force",
    "From",
    "Isolated",
    "Months",
    "Quiet",
    "Scenario",
    "Seed",
    "Set",
    "ShowSettings",
    "Sure",
    "Verbose",
    "Watch",
    "colours",
    "exit_code",
    "fail_on",
    "first_month",
    "format_option",
    "today",
    "width",
]

OTHER_NAMES: Final[Mapping[str, str]] = {"md": "markdown", "text": "table"}
EPOCH: Final = "SOURCE_DATE_EPOCH"
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH: Final = re.compile(r"\d{4}-\d\d")

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Design files or directories; - reads standard input."),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Change a value for this run, as in segments.smb.accounts=5000.",
    ),
]
Months = Annotated[
    int | None,
    typer.Option(
        "--months", metavar="N", help="Plan this many months in addition to the year (0 = none)."
    ),
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="YYYY-MM", help="Start the months with this one."),
]
Draws = Annotated[
    int | None,
    typer.Option("--draws", metavar="N", help="Draw the uncertain inputs this many times."),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed", metavar="N", help="Draw with this seed [default: 1].", show_default=False
    ),
]
Sure = Annotated[
    float,
    typer.Option(
        "--sure",
        metavar="SHARE",
        help="Choose enough people for this share of the draws [default: 0.9].",
        show_default=False,
    ),
]


class DrawOptions(NamedTuple):
    """The options for drawing uncertain inputs."""

    draws: Draws = None
    seed: Seed = 1
    sure: Sure = 0.9

    def refuse_alone(self) -> None:
        """Refuse options that have an effect only with draws.

        Raises:
            UsageError: a seed or a share is given without draws.
        """
        from csdesign.errors import UsageError

        if self.draws is None and self != DrawOptions():
            raise UsageError("--seed and --sure need --draws, the number of futures to draw")


Scenario = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario", metavar="ID", help="Plan this scenario; repeat it, or give all, to compare."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace existing files.")]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        help="Exit 1 if a finding has at least this severity: error, warning, note or never.",
    ),
]
Config = Annotated[
    str | None,
    typer.Option(
        "--config", metavar="PATH", help="Read this settings file instead of the nearest one."
    ),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no settings file.")]
ShowSettings = Annotated[
    bool, typer.Option("--show-settings", help="Print every setting and where it comes from.")
]
Date = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help=f"Evaluate expiry dates as of this day [default: {EPOCH}, else today].",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only findings and errors.")]
Watch = Annotated[
    bool, typer.Option("--watch", help="Run again when the files are saved; Ctrl-C stops.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Report what was read and run.")]


def format_option(
    names: Sequence[str],
    words: str = "Write in this format.",
    others: Mapping[str, str] = OTHER_NAMES,
) -> Any:
    """Return the option `--format` with its choices for help and completion.

    `others` are names that mean one of the choices.

    Other values are refused before anything is read.
    """

    def parsed(name: str) -> str:
        from csdesign.formats import known

        return known(name if name in names else others.get(name, name), names)

    return typer.Option(
        "--format",
        "-f",
        metavar=f"[{'|'.join(names)}]",
        parser=parsed,
        autocompletion=lambda: list(names),
        help=words,
    )


def fail_on(word: str | None, default: Severity | None) -> Severity | None:
    """Return the mildest severity that fails a command; None if nothing does.

    Raises:
        UsageError: the word is not one of the four.
    """
    from csdesign.rules.threshold import parse_fail_on

    return default if word is None else parse_fail_on(word)


def today(stated: str | None) -> date:
    """Return the current day: the stated one, that of SOURCE_DATE_EPOCH, else the clock's (UTC).

    Raises:
        UsageError: the stated text is not a date.
    """
    from csdesign.errors import UsageError
    from csdesign.wording import visible

    if stated is not None:
        try:
            if _DAY.fullmatch(stated):
                return date.fromisoformat(stated)
        except ValueError:  # the 30th of February
            pass
        raise UsageError(f"--date: '{visible(stated, 40)}' is not a date; write it as 2027-01-31")
    epoch = os.environ.get(EPOCH)
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"{EPOCH}: '{visible(epoch, 40)}' is not a number of seconds since 1970"
        ) from error


def first_month(stated: str | None) -> date | None:
    """Return the first day of the month that --from names.

    Raises:
        UsageError: the text is not a month.
    """
    from csdesign.errors import UsageError
    from csdesign.wording import visible

    if stated is None:
        return None
    try:
        if _MONTH.fullmatch(stated):
            return date.fromisoformat(f"{stated}-01")
    except ValueError:  # the 13th month
        pass
    raise UsageError(f"--from: '{visible(stated, 40)}' is not a month; write it as 2027-01")


def exit_code(findings: Iterable[Finding], threshold: Severity | None) -> int:
    """Return 1 if a finding that is not suppressed is at or above the threshold, else 0."""
    from csdesign.rules.threshold import fails

    return int(fails(findings, threshold))


def width() -> int:
    """Return the width to write for (cells): the terminal's, at most 120; 80 in a pipe."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and 20 <= int(stated) <= 1000:
        return int(stated)
    try:
        return min(120, os.get_terminal_size(sys.stdout.fileno()).columns or 80)
    except (OSError, ValueError):
        return 80


def colours() -> bool:
    """Return whether standard output is a terminal that shows colours."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
