"""The options of `csdesign check` that no other command has."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from csdesign.cli.options import format_option
from csdesign.formats.findings import FORMATS

__all__ = [
    "OUTPUT_FILE",
    "OUTPUT_FORMAT",
    "Accounts",
    "Baseline",
    "CheckFiles",
    "Diff",
    "ExitZero",
    "Fix",
    "Format",
    "Ignore",
    "Outputs",
    "Prune",
    "Select",
    "Since",
    "Statistics",
    "StdinFilename",
    "UnsafeFixes",
    "WriteBaseline",
]

Accounts = Annotated[
    str | None,
    typer.Option(
        "--accounts",
        metavar="[TABLE]",
        help="Count this table [default: the one that the design names].",
    ),
]
OUTPUT_FORMAT: Final = "CSDESIGN_OUTPUT_FORMAT"
"""The variable that stands for `--format`."""
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
ExitZero = Annotated[
    bool,
    typer.Option(
        "--exit-zero", help="Exit 0 even if there are findings (same as --fail-on never)."
    ),
]
Format = Annotated[
    str | None,
    format_option(tuple(FORMATS), f"Write in this format [default: {OUTPUT_FORMAT}, else full]."),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output", metavar="FORMAT=PATH", help="Write a file in this format as well; repeatable."
    ),
]
Baseline = Annotated[
    str | None,
    typer.Option(
        "--baseline", metavar="PATH", help="Hide findings recorded in this baseline file."
    ),
]
WriteBaseline = Annotated[
    str | None,
    typer.Option(
        "--write-baseline",
        metavar="PATH",
        help="Record all current findings in this baseline file.",
    ),
]
Prune = Annotated[
    bool, typer.Option("--prune", help="Remove fixed findings from the baseline file.")
]
Fix = Annotated[
    bool, typer.Option("--fix", help="Correct plain slips in the files: keys, words, ids.")
]
UnsafeFixes = Annotated[
    bool,
    typer.Option("--unsafe-fixes", help="Also add what findings ask for, such as a duty."),
]
Diff = Annotated[
    bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="REV",
        help="Report only findings that are new or worse since this git revision.",
    ),
]
Statistics = Annotated[
    bool,
    typer.Option(
        "--statistics", help="Show the number of findings per rule instead of the findings."
    ),
]
StdinFilename = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename", metavar="PATH", help="Report this file name for standard input (-)."
    ),
]
