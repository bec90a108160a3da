"""`csdesign check`: every rule, for CI and pre-commit."""

from __future__ import annotations

from typing import Annotated

import typer

from csdesign.cli.options import FailOn, Files, colours, exit_code, fail_on
from csdesign.cli.outcome import Outcome
from csdesign.finding import Severity

__all__ = ["HELP", "command"]

HELP = """Every rule over a design: reading, schema, references, coverage, ownership, pay.

Exit code 0: nothing at or above --fail-on (error by default); 1: findings;
2: could not do what was asked.

  csdesign check org/
  csdesign check design.yaml --format concise
"""


def command(
    files: Files,
    format_: Annotated[
        str, typer.Option("--format", "-f", help="full, concise, json and more.")
    ] = "full",
    fail: FailOn = None,
) -> Outcome:
    """Check a design."""
    from csdesign import api
    from csdesign.cli.loading import findings_report, load
    from csdesign.render.findings import write

    threshold = fail_on(fail, Severity.ERROR)
    loaded = load(files)
    findings = api.check_loaded(loaded)
    report = findings_report(loaded, findings, files, colour=colours())
    return Outcome(write(format_, report), exit_code(findings, threshold))
