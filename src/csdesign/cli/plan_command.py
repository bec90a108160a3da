"""`csdesign plan`: the main job."""

from __future__ import annotations

from typing import Annotated

import typer

from csdesign.cli.account_options import (
    AsOf,
    DateFormat,
    Map,
    NumberFormat,
    Rejects,
    Sample,
    TableName,
    measure_options,
    measured_lines,
)
from csdesign.cli.options import FailOn, Files, Set, colours, exit_code, fail_on, width
from csdesign.cli.outcome import Outcome
from csdesign.cli.progress import progress
from csdesign.errors import UsageError

__all__ = ["HELP", "command"]

HELP = """Who should cover which customers, with what kind of person, and how many.

Coverage follows from the promised work of each segment, never from revenue.
A design may be one file, several files, a directory, or - for standard input.

  csdesign plan design.yaml
  csdesign plan design.yaml --set segments.smb.accounts=5000
  csdesign plan design.yaml --format json
  csdesign plan design.yaml --accounts accounts.csv
"""


def command(
    files: Files,
    format_: Annotated[
        str, typer.Option("--format", "-f", help="table, json, yaml, csv or markdown.")
    ] = "table",
    set_: Set = None,
    select_segment: Annotated[
        list[str] | None,
        typer.Option("--select-segment", metavar="ID", help="Show only this segment; repeatable."),
    ] = None,
    accounts: Annotated[
        str | None,
        typer.Option(
            "--accounts", metavar="TABLE", help="Count customers in this file, folder or URL."
        ),
    ] = None,
    accounts_before: Annotated[
        str | None,
        typer.Option("--accounts-before", metavar="TABLE", help="An earlier table: who moved."),
    ] = None,
    as_of: AsOf = None,
    map_: Map = None,
    number_format: NumberFormat = None,
    date_format: DateFormat = None,
    table: TableName = None,
    sample: Sample = 5,
    rejects: Rejects = None,
    fail: FailOn = None,
) -> Outcome:
    """Print the plan of a design."""
    from csdesign import api
    from csdesign._version import VERSION
    from csdesign.cli.loading import load, refusal
    from csdesign.cli.segments import only_segments
    from csdesign.measuring import measure_accounts
    from csdesign.render import plan as plans

    threshold = fail_on(fail, None)
    loaded = load(files, set_)
    if loaded.design is None:
        return refusal(loaded, files)
    design, measured, messages = loaded.design, None, ""
    if accounts is not None:
        options = measure_options(
            design,
            as_of=as_of,
            map_=map_,
            number_format=number_format,
            date_format=date_format,
            table=table,
            sample=sample,
            rejects=rejects,
            before=accounts_before,
        )
        with progress("Counting accounts"):
            measured = measure_accounts(design, accounts, options)
        messages = measured_lines(measured)
    elif accounts_before is not None:
        raise UsageError("--accounts-before needs --accounts: the table of today")
    plan = only_segments(api.plan(design, measured=measured), select_segment or ())
    if format_ == "table":
        from csdesign.render.plan.table import write

        text = write(plan, version=VERSION, source=" ".join(files), width=width(), colour=colours())
    else:
        text = plans.write(format_, plan, version=VERSION, source=" ".join(files), width=width())
    return Outcome(text, exit_code(plan.findings, threshold), messages)
