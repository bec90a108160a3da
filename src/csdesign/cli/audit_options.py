"""The options of `csdesign audit`: a field of `AuditFlags` each, from which the command follows."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from csdesign.cli.check.options import CheckFiles, Ignore, Outputs, Select
from csdesign.cli.options import Config, Date, FailOn, Isolated, format_option
from csdesign.formats.audit import FORMATS as AUDIT
from csdesign.formats.findings import FORMATS as FINDINGS

__all__ = ["AuditFlags"]


class AuditFlags(NamedTuple):
    """The options of an audit as given on the command line."""

    files: CheckFiles = None
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="REV|FILE|DIR",
            help="Compare with this earlier design: a revision, REV:PATH, file or folder.",
        ),
    ] = None
    history: Annotated[
        list[str] | None,
        typer.Option(
            "--history",
            metavar="PATH",
            help="Follow the roles through the git history of PATH; repeatable.",
        ),
    ] = None
    roles: Annotated[
        str | None,
        typer.Option(
            "--roles", metavar="CSV|JSONL", help="Look for duplicate roles in this staffing export."
        ),
    ] = None
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            min=1,
            help="Show at most this many clusters of an export [default: 50].",
        ),
    ] = None
    suggest_codes: Annotated[
        bool,
        typer.Option("--suggest-codes", help="Suggest vocabulary codes for duties that have none."),
    ] = False
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="alarms", help="Show only alarms, not questions."),
    ] = None
    select: Select = None
    ignore: Ignore = None
    fail: FailOn = None
    format_: Annotated[str, format_option(tuple(dict.fromkeys((*AUDIT, *FINDINGS))))] = "table"
    output: Outputs = None
    date: Date = None
    config: Config = None
    isolated: Isolated = False
