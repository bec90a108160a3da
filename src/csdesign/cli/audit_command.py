"""`csdesign audit`: whether titles say what roles do."""

from __future__ import annotations

from typing import Annotated

import typer

from csdesign.cli import options as shared
from csdesign.cli.check import options as check
from csdesign.cli.outcome import Outcome
from csdesign.errors import UsageError
from csdesign.formats.audit import FORMATS as AUDIT
from csdesign.formats.findings import FORMATS as FINDINGS
from csdesign.wording import visible

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

Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="REV|FILE|DIR",
        help="Compare with this earlier design: a revision, REV:PATH, file or folder.",
    ),
]
History = Annotated[
    list[str] | None,
    typer.Option(
        "--history",
        metavar="PATH",
        help="Follow the roles through the git history of PATH; repeatable.",
    ),
]
Roles = Annotated[
    str | None,
    typer.Option(
        "--roles", metavar="CSV|JSONL", help="Look for duplicate roles in this staffing export."
    ),
]
SuggestCodes = Annotated[
    bool,
    typer.Option("--suggest-codes", help="Suggest vocabulary codes for duties that have none."),
]
Semantic = Annotated[
    bool, typer.Option("--semantic", help="Compare sentences by meaning as well (extra semantic).")
]
Only = Annotated[
    str | None,
    typer.Option("--only", metavar="alarms", help="Show the alarms alone, without questions."),
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        metavar="N",
        min=1,
        help="Show at most this many clusters of an export [default: 50].",
    ),
]
Format = Annotated[str, shared.format_option(tuple(dict.fromkeys((*AUDIT, *FINDINGS))))]


def command(
    files: check.CheckFiles = None,
    against: Against = None,
    history: History = None,
    roles: Roles = None,
    limit: Limit = None,
    suggest_codes: SuggestCodes = False,
    semantic: Semantic = False,
    only: Only = None,
    select: check.Select = None,
    ignore: check.Ignore = None,
    fail: shared.FailOn = None,
    format_: Format = "table",
    output: check.Outputs = None,
    date: shared.Date = None,
    config: shared.Config = None,
    isolated: shared.Isolated = False,
) -> Outcome:
    """Audit the roles of a design."""
    if roles is not None:
        if any((files, against, history, suggest_codes, semantic, only, select, ignore, output)):
            raise UsageError(
                "--roles reads an export by itself; only --format and --limit go with it"
            )
        from csdesign.cli.audit_export import clusters

        return Outcome(clusters(roles, format_, limit=limit or 50, width=shared.width()))
    if limit is not None:
        raise UsageError("--limit is for --roles: a design shows all it has")
    if not files:
        raise UsageError("name the design to audit, such as csdesign audit design.yaml")
    from csdesign.cli.audit_run import AuditFlags, run_audit, run_suggestions

    if suggest_codes:
        return run_suggestions(files, format_)
    flags = AuditFlags(
        files=files,
        against=against,
        history=history or (),
        semantic=semantic,
        alarms_only=_alarms_only(only),
        select=select or (),
        ignore=ignore or (),
        fail_on=fail,
        format=format_,
        outputs=output or (),
        today=shared.today(date),
        config=config,
        isolated=isolated,
    )
    return run_audit(flags)


def _alarms_only(only: str | None) -> bool:
    """Return whether questions are left out.

    Raises:
        UsageError: it is not `alarms`.
    """
    if only is None:
        return False
    if only != "alarms":
        raise UsageError(f"--only takes alarms, not {visible(only, 40)!r}")
    return True
