"""`csdesign audit`: whether titles say what roles do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.cli.options import FailOn, colours, exit_code, fail_on, width
from csdesign.cli.outcome import Outcome
from csdesign.errors import UsageError
from csdesign.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.auditing.results import AuditReport
    from csdesign.roles.channels import SentenceChannel
    from csdesign.source.designs import Loaded

__all__ = ["HELP", "command"]

HELP = """Which roles are one job under two titles, and which are not what they claim.

Job texts are compared, never titles; every verdict quotes its sentences. The
earlier state of a role is its `formerly`, an earlier file, or the git history.

  csdesign audit design.yaml
  csdesign audit org --against v1.4           a git revision, file or directory
  csdesign audit org --history org            every rename, split and merge
  csdesign audit design.yaml --suggest-codes  codes for sentences without one
  csdesign audit --roles roles.csv            a staffing export: id, title, text
"""


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE...]", help="Design files or directories; - reads standard input."
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="REV|FILE|DIR", help="The earlier design."),
    ] = None,
    history: Annotated[
        list[str] | None,
        typer.Option("--history", metavar="PATH", help="Walk the git log of PATH; repeatable."),
    ] = None,
    roles: Annotated[
        str | None,
        typer.Option("--roles", metavar="CSV|JSONL", help="A staffing export to look for doubles."),
    ] = None,
    suggest_codes: Annotated[
        bool, typer.Option("--suggest-codes", help="Codes that sentences may mean, with the words.")
    ] = False,
    semantic: Annotated[
        bool, typer.Option("--semantic", help="Ask a model of sentence meaning as well.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="Clusters of an export to show.")
    ] = 50,
    format_: Annotated[
        str, typer.Option("--format", "-f", help="table, json, sarif, markdown, csv and more.")
    ] = "table",
    fail: FailOn = None,
) -> Outcome:
    """Audit the roles of a design."""
    threshold = fail_on(fail, Severity.ERROR)
    if roles is not None:
        if files or against or history or suggest_codes or semantic:
            raise UsageError("--roles reads an export by itself; leave out FILE and other options")
        from csdesign.cli.audit_export import clusters

        return Outcome(clusters(roles, format_, limit=limit, width=width()))
    if not files:
        raise UsageError("name the design to audit, such as csdesign audit design.yaml")
    _check_format(format_, suggest_codes=suggest_codes)
    from csdesign.cli.loading import load, refusal

    loaded = load(files)
    if loaded.design is None:
        return refusal(loaded, files)
    if suggest_codes:
        return Outcome(_suggestions(loaded, format_))
    earlier = _earlier(against, files) if against is not None else None
    if earlier is not None and earlier.design is None:
        return refusal(earlier, [against or ""])
    report = _audit(loaded, earlier, against or "", history or [], _channel(semantic))
    text = _write(report, loaded, earlier, files, format_)
    return Outcome(text, exit_code(report.findings, threshold))


def _check_format(name: str, *, suggest_codes: bool) -> None:
    """Refuse an unknown format before anything is read.

    Raises:
        UsageError: there is none of that name.
    """
    from csdesign.render import audit, findings
    from csdesign.render.audit.suggestions import FORMATS as SUGGESTION_FORMATS
    from csdesign.wording import did_you_mean, listed, visible

    known = SUGGESTION_FORMATS if suggest_codes else list({**audit.FORMATS, **findings.FORMATS})
    if name not in known:
        hint = did_you_mean(name, known) or f"; use {listed(known)}"
        raise UsageError(f"there is no format {visible(name, 40)!r}{hint}")


def _suggestions(loaded: Loaded, format_: str) -> str:
    from csdesign import api
    from csdesign._version import VERSION
    from csdesign.auditing.suggesting import code_suggestions
    from csdesign.render.audit.suggestions import write

    found = list(code_suggestions(api.design_of(loaded)))
    return write(format_, found, version=VERSION, width=width())


def _earlier(name: str, files: Sequence[str]) -> Loaded:
    """Return the earlier design: what exists on disk comes before REV:PATH and REV."""
    import os

    from csdesign.cli.loading import load
    from csdesign.source.designs import load_sources
    from csdesign.source.revision import read_revision, split_revision

    if (
        name == "-"
        or os.path.lexists(name)
        or (name.endswith((".yaml", ".yml")) and ":" not in name)
    ):
        return load([name])
    split = split_revision(name)
    if split is not None:
        return load_sources(read_revision(split[0], [split[1]]))
    return load_sources(read_revision(name, files))


def _channel(semantic: bool) -> SentenceChannel | None:
    if not semantic:
        return None
    from csdesign.roles.sentences import SentenceModel

    return SentenceModel()


def _audit(
    loaded: Loaded,
    earlier: Loaded | None,
    against: str,
    paths: Sequence[str],
    channel: SentenceChannel | None,
) -> AuditReport:
    from csdesign import api
    from csdesign.auditing.audit import audit_design

    design = api.design_of(loaded)
    states = None
    if paths:
        from csdesign.auditing.history import read_history

        states = read_history(paths).until(design)
    return audit_design(
        design,
        earlier.design if earlier is not None else None,
        against_name=against,
        history=states,
        channel=channel,
    )


def _write(
    report: AuditReport,
    loaded: Loaded,
    earlier: Loaded | None,
    files: Sequence[str],
    format_: str,
) -> str:
    from csdesign._version import VERSION
    from csdesign.render import audit

    if format_ in audit.FORMATS:
        return audit.write(format_, report, version=VERSION, width=width(), colour=colours())
    from dataclasses import replace

    from csdesign.cli.loading import findings_report
    from csdesign.render.findings import write

    def line_of(path: str, number: int) -> str:
        line = loaded.source_map.line(path, number)
        return line or (earlier.source_map.line(path, number) if earlier is not None else "")

    made = findings_report(loaded, report.findings, files, colour=colours())
    return write(format_, replace(made, line_of=line_of, category="audit"))
