"""`csdesign audit`: the comparison of titles with what roles do."""

from __future__ import annotations

from csdesign.cli.audit_options import AuditFlags
from csdesign.cli.groups import spread
from csdesign.cli.options import width
from csdesign.cli.outcome import Outcome
from csdesign.errors import UsageError

__all__ = ["HELP", "command"]

HELP = """Find roles that are one job under two titles, or not what they claim to be.

Job texts are compared, never titles; every verdict quotes its sentences. The
earlier state of a role is its `formerly`, an earlier file, or the git history.

  csdesign audit design.yaml
  csdesign audit org --against v1.4           a git revision, file or directory
  csdesign audit org --history org            every rename, split and merge
  csdesign audit design.yaml --suggest-codes  codes for sentences without one
  csdesign audit --roles roles.csv            a staffing export: id, title, text
"""


@spread
def command(flags: AuditFlags) -> Outcome:
    """Audit the roles of a design."""
    if flags.roles is not None:
        if _others(flags, "roles", "format_", "limit"):
            raise UsageError(
                "--roles reads an export only; it can be combined with --format and --limit"
            )
        from csdesign.cli.audit_export import clusters

        return Outcome(clusters(flags.roles, flags.format_, limit=flags.limit or 50, width=width()))
    if flags.limit is not None:
        raise UsageError("--limit works only with --roles; for a design, everything is shown")
    if not flags.files:
        raise UsageError("name the design to audit, such as csdesign audit design.yaml")
    from csdesign.cli.audit_run import run_audit, run_suggestions

    if flags.suggest_codes:
        if _others(flags, "files", "suggest_codes", "format_"):
            raise UsageError(
                "--suggest-codes reports no findings; it can be combined with --format only"
            )
        return run_suggestions(flags.files, flags.format_)
    return run_audit(flags)


def _others(flags: AuditFlags, *meant: str) -> bool:
    """Return whether any option apart from the expected ones is given."""
    plain = AuditFlags()
    return any(
        given != default
        for name, given, default in zip(AuditFlags._fields, flags, plain, strict=True)
        if name not in meant
    )
