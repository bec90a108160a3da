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
        "--select", metavar="RULES", help="Rules to run: codes, beginnings of codes, names, ALL."
    ),
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="RULES", help="Rules to leave out.")
]
ExitZero = Annotated[
    bool, typer.Option("--exit-zero", help="Findings never fail: --fail-on never.")
]
Format = Annotated[
    str | None, format_option(tuple(FORMATS), f"Output format [{OUTPUT_FORMAT}; default: full].")
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output", metavar="FORMAT=PATH", help="Write a file too; may be given several times."
    ),
]
Baseline = Annotated[
    str | None, typer.Option("--baseline", metavar="PATH", help="Silence what this file knows.")
]
WriteBaseline = Annotated[
    str | None,
    typer.Option("--write-baseline", metavar="PATH", help="Write down what is found today."),
]
Prune = Annotated[
    bool, typer.Option("--prune", help="Take what is fixed out of the baseline's file.")
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
    typer.Option("--since", metavar="REV", help="Only what this git revision did not have."),
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="How many findings each rule has, instead of them.")
]
StdinFilename = Annotated[
    str | None,
    typer.Option("--stdin-filename", metavar="PATH", help="The name of what - reads."),
]
