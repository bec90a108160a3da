"""The options of `csdesign check`: a field of `Flags` each, from which the command line follows."""

from __future__ import annotations

from typing import Annotated, Final, NamedTuple

import typer

from csdesign.cli.account_options import NamedTable, NoAccounts
from csdesign.cli.options import (
    Config,
    Date,
    Draws,
    FailOn,
    Isolated,
    Quiet,
    Seed,
    ShowSettings,
    Sure,
    Verbose,
    Watch,
    format_option,
)
from csdesign.formats.findings import FORMATS

__all__ = ["OUTPUT_FILE", "OUTPUT_FORMAT", "CheckFiles", "Flags", "Ignore", "Outputs", "Select"]

OUTPUT_FORMAT: Final = "CSDESIGN_OUTPUT_FORMAT"
"""The variable that sets `--format`."""
OUTPUT_FILE: Final = "CSDESIGN_OUTPUT_FILE"
"""The variable that names a file to take the result in place of standard output."""

CheckFiles = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE", help="Design files or directories; - reads standard input."),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select", metavar="RULES", help="Run these rules: codes, beginnings of codes, names, ALL."
    ),
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="RULES", help="Leave out these rules.")
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output", metavar="FORMAT=PATH", help="Write a file in this format as well; repeatable."
    ),
]


class Flags(NamedTuple):
    """The options as they are given, before the environment and the settings are read."""

    files: CheckFiles = None
    select: Select = None
    ignore: Ignore = None
    fail: FailOn = None
    exit_zero: Annotated[
        bool,
        typer.Option(
            "--exit-zero", help="Exit 0 even if there are findings (same as --fail-on never)."
        ),
    ] = False
    format_: Annotated[
        str | None,
        format_option(
            tuple(FORMATS), f"Write in this format [default: {OUTPUT_FORMAT}, else full]."
        ),
    ] = None
    output: Outputs = None
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REV",
            help="Report only findings that are new or worse since this git revision.",
        ),
    ] = None
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline", metavar="PATH", help="Hide findings recorded in this baseline file."
        ),
    ] = None
    write_baseline: Annotated[
        str | None,
        typer.Option(
            "--write-baseline",
            metavar="PATH",
            help="Record all current findings in this baseline file.",
        ),
    ] = None
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove fixed findings from the baseline file.")
    ] = False
    accounts: NamedTable = None
    no_accounts: NoAccounts = False
    draws: Draws = None
    seed: Seed = 1
    sure: Sure = 0.9
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Correct obvious typing errors in the files: keys, words, ids."),
    ] = False
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes",
            help="Also write the language's word for another one ('customers': accounts), and add "
            "what findings ask for, such as a duty.",
        ),
    ] = False
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics", help="Show the number of findings per rule instead of the findings."
        ),
    ] = False
    stdin_filename: Annotated[
        str | None,
        typer.Option(
            "--stdin-filename", metavar="PATH", help="Report this file name for standard input (-)."
        ),
    ] = None
    date: Date = None
    config: Config = None
    isolated: Isolated = False
    show_settings: ShowSettings = False
    quiet: Quiet = False
    verbose: Verbose = False
    watch: Watch = False
