"""`csdesign plan`: the main job."""

from __future__ import annotations

from typing import Annotated

import typer

from csdesign.cli.options import FailOn, Files, Set, colours, exit_code, fail_on, width
from csdesign.cli.outcome import Outcome

__all__ = ["HELP", "command"]

HELP = """Who should cover which customers, with what kind of person, and how many.

Coverage follows from the promised work of each segment, never from revenue.
A design may be one file, several files, a directory, or - for standard input.

  csdesign plan design.yaml
  csdesign plan design.yaml --set segments.smb.accounts=5000
  csdesign plan design.yaml --format json
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
    fail: FailOn = None,
) -> Outcome:
    """Print the plan of a design."""
    from csdesign import api
    from csdesign._version import VERSION
    from csdesign.cli.loading import load, refusal
    from csdesign.cli.segments import only_segments
    from csdesign.render import plan as plans

    threshold = fail_on(fail, None)
    loaded = load(files, set_)
    if loaded.design is None:
        return refusal(loaded, files)
    plan = only_segments(api.plan(loaded.design), select_segment or ())
    if format_ == "table":
        from csdesign.render.plan.table import write

        text = write(plan, version=VERSION, source=" ".join(files), width=width(), colour=colours())
    else:
        text = plans.write(format_, plan, version=VERSION, source=" ".join(files), width=width())
    return Outcome(text, exit_code(plan.findings, threshold))
