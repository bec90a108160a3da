"""`csdesign check`: every rule, for CI and pre-commit."""

from __future__ import annotations

from csdesign.cli import options as shared
from csdesign.cli.account_options import NoAccounts
from csdesign.cli.check import options as opt
from csdesign.cli.outcome import Outcome
from csdesign.errors import UsageError

__all__ = ["HELP", "command"]

HELP = """Every rule over a design: reading, schema, references, coverage, ownership, pay.

Exit code 0: nothing at or above --fail-on (error by default); 1: findings;
2: could not do what was asked.

  csdesign check org/
  csdesign check org/ --format concise --select OWN,ROL,KPI601
  csdesign check org/ --since main --output sarif=findings.sarif
  csdesign check org/ --write-baseline baseline.json
  csdesign check org/ --accounts         the table that the design names is counted
  csdesign check org/ --fix          corrects plain slips; --diff shows them first

A comment on the line, or alone above it, silences a finding of the design:

  # csdesign: ignore[OWN301] -- the team starts in May until 2027-05-01
"""


def command(
    files: opt.CheckFiles = None,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    fail: shared.FailOn = None,
    exit_zero: opt.ExitZero = False,
    format_: opt.Format = None,
    output: opt.Outputs = None,
    since: opt.Since = None,
    baseline: opt.Baseline = None,
    write_baseline: opt.WriteBaseline = None,
    prune: opt.Prune = False,
    accounts: opt.Accounts = None,
    no_accounts: NoAccounts = False,
    draws: shared.Draws = None,
    sure: shared.Sure = 0.9,
    fix: opt.Fix = False,
    unsafe_fixes: opt.UnsafeFixes = False,
    diff: opt.Diff = False,
    statistics: opt.Statistics = False,
    stdin_filename: opt.StdinFilename = None,
    date: shared.Date = None,
    config: shared.Config = None,
    isolated: shared.Isolated = False,
    show_settings: shared.ShowSettings = False,
    quiet: shared.Quiet = False,
    verbose: shared.Verbose = False,
    watch: shared.Watch = False,
) -> Outcome:
    """Check a design."""
    if watch:
        from csdesign.cli.watching import watched

        return watched(files or ())
    from csdesign.cli.check.control import Flags, controls_of
    from csdesign.cli.check.notes import notes_of
    from csdesign.cli.check.run import run_check
    from csdesign.config import load_settings
    from csdesign.config import show_settings as shown_settings
    from csdesign.formats.findings import FORMATS

    notes = notes_of(quiet=quiet, verbose=verbose)
    settings = load_settings(".", FORMATS, config=config, isolated=isolated)
    if show_settings:
        return Outcome(shown_settings(settings))
    notes.detail(f"settings: {settings.path}" if settings.path else "no settings file")
    flags = Flags(
        files=files or (),
        select=select or (),
        ignore=ignore or (),
        fail_on=fail,
        exit_zero=exit_zero,
        format=format_,
        outputs=output or (),
        baseline=baseline,
        write_baseline=write_baseline,
        prune=prune,
        since=since,
        statistics=statistics,
        stdin_filename=stdin_filename,
        config=config,
        accounts=accounts,
        no_accounts=no_accounts,
        draws=draws,
        sure=sure,
    )
    from csdesign.cli.check.fixing import refuse_contradictions

    others = {
        "--since": since is not None,
        "--baseline": baseline is not None,
        "--write-baseline": write_baseline is not None,
        "--prune": prune,
        "--statistics": statistics and diff,
        "--format": format_ is not None and diff,
        "--output": bool(output) and diff,
    }
    refuse_contradictions(flags.files, others, fix_=fix, unsafe=unsafe_fixes, diff=diff)
    controls = controls_of(flags, settings, shared.today(date), isolated=isolated)
    if diff or fix:
        from csdesign.cli.check.fixing import mended, write_mended

        if len(controls) > 1:
            raise UsageError("--fix and --diff are for one design: name it")
        (control,) = controls
        fixed = mended(control, unsafe=unsafe_fixes)
        if diff:
            return Outcome(fixed.diff(), int(bool(fixed.files)))
        notes.note(write_mended(fixed))
    return run_check(controls, notes)
